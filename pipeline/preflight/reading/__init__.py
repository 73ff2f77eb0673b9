"""What a PDF has: its objects, the content of its pages, its actions, its separations."""
