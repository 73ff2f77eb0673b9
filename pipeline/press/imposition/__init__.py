"""Puts pages on printer's sheets."""
