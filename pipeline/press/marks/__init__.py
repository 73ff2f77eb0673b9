"""What is drawn outside the trimmed page and on sheets."""
