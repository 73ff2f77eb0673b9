"""What goes to the printer: pages imposed on sheets."""
