"""Colours of pages into the inks of a printer."""
