"""Puts back, spine and front of a cover side by side."""
