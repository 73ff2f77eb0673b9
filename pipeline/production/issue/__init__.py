"""One issue: its editions are built, unless they are up to date."""
