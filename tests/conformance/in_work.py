"""Why clauses are not held yet. All such reasons stand here, so that a clause that comes to be held is found: its test
fails as soon as it is held and has a reason still, and the name of a reason that no clause gives any more can go."""

DEATH = "there is no mark for it: no periodical asked for it yet"
