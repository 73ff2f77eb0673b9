"""Proofreading an issue: its texts read, the rules run, remedies written, findings accepted."""
