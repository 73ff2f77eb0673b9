"""Content folders in, model out; importers for manuscripts that come in other forms."""

from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.workspace import find_issues, workspace_of

__all__ = ["find_issues", "read_issue", "workspace_of"]
