"""What was accepted, and its history."""
