"""What is stamped on bound pages, and where there is room for it."""
