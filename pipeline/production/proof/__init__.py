"""Compares what a workspace makes with what was accepted (``kanben proof``)."""
