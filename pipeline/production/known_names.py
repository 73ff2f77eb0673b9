"""What a workspace may name: layouts and printers, its own and those that are shipped."""

from pathlib import Path

from pipeline.layout import layout_names
from pipeline.press.printer import printer_names
from pipeline.production.issue.issue_builder import layout_folders


def known_layouts(workspace: Path) -> list[str]:
    """The layouts for issues, sorted."""
    return layout_names(layout_folders(workspace))


def known_printers(workspace: Path) -> list[str]:
    """The printers, sorted."""
    return printer_names(layout_folders(workspace))
