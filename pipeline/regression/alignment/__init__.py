"""Two versions side by side: text, pages, lines."""
