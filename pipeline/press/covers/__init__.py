"""Pages side by side as a cover is printed."""
