"""The facts of a finished PDF that are compared."""
