"""Whether a comparison passes, and how that is written for people and for programs."""
