"""Words that are often mistaken for others, and words that the language doubles."""
