"""Lays two versions of a PDF side by side: text, pages, lines."""
