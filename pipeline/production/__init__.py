"""The order of work. ``build_issue`` reads like a table of contents; its stages know nothing of one another."""
