"""Back, spine and front of an issue or a volume, for the printer."""
