"""What issues and volumes are called in files: by the folders they lie in."""

from pathlib import Path


def issue_place(folder: Path) -> tuple[str, ...]:
    """``<publication>``, ``<year>``, ``<number>``: the *folder* of an issue, wherever its workspace lies."""
    return folder.resolve().parts[-3:]


def issue_id(folder: Path) -> str:
    """``<publication>-<year>-<number>`` by the *folder* of an issue, the stem of its files. The content is not read."""
    return "-".join(issue_place(folder))


def volume_id(folder: Path) -> str:
    """``<publication>-<year>`` by the *folder* of a year, the stem of its volume's files."""
    return "-".join(folder.resolve().parts[-2:])
