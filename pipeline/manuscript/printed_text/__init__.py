"""The importer for the text of a printed issue: contents with folios, unreliable marks, paragraphs cut at page ends."""

from pathlib import Path

from pipeline.errors import ContentError, Problem
from pipeline.manuscript.printed_text.printed import Doubt, PrintedArticle, PrintedIssue, PrintedSection
from pipeline.manuscript.printed_text.reading import read_printed_text
from pipeline.manuscript.printed_text.writer import write_workspace
from pipeline.manuscript.workspace import read_text

__all__ = [
    "Doubt",
    "PrintedArticle",
    "PrintedIssue",
    "PrintedSection",
    "import_text",
    "read_printed_text",
    "write_workspace",
]


def import_text(file: Path, into: Path, publication_id: str | None = None) -> tuple[PrintedIssue, list[Path]]:
    """Make a workspace of the text in *file*; return what was read, with its doubts, and the files written.

    Raises ContentError where the text can't be read as an issue; otherwise as `write_workspace` does.
    """
    problems: list[Problem] = []
    text = read_text(file, None, problems)
    if text is None:
        raise ContentError(problems)
    printed = read_printed_text(text, file)
    return printed, write_workspace(printed, into, publication_id)
