"""Why clauses are not held yet. All such reasons stand here, so that a clause that comes to be held is found: its test
fails as soon as it is held and has a reason still, and the name of a reason that no clause gives any more can go."""

DOTS = "in work: dots are a background of the whole run and do not follow characters that are moved"
NAMES = "in work: there is no mark for names yet; underlines of neighbours run together"
RUBY = "in work: a reading longer than its base gets no room"
SOLIDUS = "in work: the faces have ／ an em wide only"
WESTERN_MARKS = "in work: quotation marks are full width everywhere"
HYPHENS = "in work: words are not hyphenated"
EDGES_OF_SPANS = "in work: a gap whose two sides are in different spans is not told"
WIDOWS = "the layout lets the last line of a paragraph stand on top of a page, as the printed issue does; in work"
STYLES = "in work: the layouts cannot choose between 全角式 and 开明式 yet"
LEVELS = "in work: the layouts cannot choose a looser level yet"
DEATH = "there is no mark for it: no periodical asked for it yet"
