"""Converts the colours of pages to the inks of a printer."""
