"""Proofreading 校对: rules over the texts of an issue, one file each; texts with their places in, findings out."""
