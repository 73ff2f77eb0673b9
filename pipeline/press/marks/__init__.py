"""Printing marks: drawn outside the trimmed page, and on sheets."""
