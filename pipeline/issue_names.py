"""What issues and volumes are called: in print by their numbers, in files by the folders they lie in."""

from pathlib import Path


def issue_label(number: int, total_number: int) -> str:
    """``第1期（总第228期）``: the number in the year, and that since the first issue."""
    return f"第{number}期（总第{total_number}期）"


def label_with_year(year: int, number: int, total_number: int) -> str:
    """``2023年第1期（总第228期）``."""
    return f"{year}年{issue_label(number, total_number)}"


def issue_place(folder: Path) -> tuple[str, ...]:
    """``<publication>``, ``<year>``, ``<number>``: the *folder* of an issue, wherever its workspace lies."""
    return folder.resolve().parts[-3:]


def issue_id(folder: Path) -> str:
    """``<publication>-<year>-<number>`` by the *folder* of an issue, the stem of its files. The content is not read."""
    return "-".join(issue_place(folder))


def volume_id(folder: Path) -> str:
    """``<publication>-<year>`` by the *folder* of a year, the stem of its volume's files."""
    return "-".join(folder.resolve().parts[-2:])
