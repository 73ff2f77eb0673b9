"""Baselines: what was accepted, and the history of acceptances."""
