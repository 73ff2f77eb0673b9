"""One font program a face for all issues of a volume."""
