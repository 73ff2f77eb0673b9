"""Measured comparisons: a cold build of an issue against stock WeasyPrint and against Typst. Run by ``make bench``."""
