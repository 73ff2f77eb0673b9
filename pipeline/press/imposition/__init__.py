"""Pages on sheets."""
