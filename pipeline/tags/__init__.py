"""The tag tree of any PDF, read within bounds, and what a screen reader makes of it."""
