"""What everything looks like on paper, beside what was accepted."""
