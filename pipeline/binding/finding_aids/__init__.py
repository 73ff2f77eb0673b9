"""Catalogue and full-text index of a volume, and searching it."""
