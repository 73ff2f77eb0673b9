"""Whole archives: all issues and volumes of a workspace as one graph of jobs over files."""
