"""Verdict and findings in words, for people and for programs."""
