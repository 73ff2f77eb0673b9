"""What has changed, and what only follows from it."""
