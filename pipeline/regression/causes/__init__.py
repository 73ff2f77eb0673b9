"""Finds the causes of differences, and what only follows from each."""
