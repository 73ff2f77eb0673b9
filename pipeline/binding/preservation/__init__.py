"""Sums, bags and signatures: whether a volume is still what it was."""
