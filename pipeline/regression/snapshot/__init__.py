"""Snapshots: the facts of a finished PDF that are compared."""
