"""Warnings of the pages as findings, which are accepted as those of proofreading are: by rule, article and words."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.bounded_files import RefusedFileError, read_inside, text_of
from pipeline.check.acceptance import Accepted, Sorted, sort_out
from pipeline.check.proofread import TextFinding
from pipeline.check.rule import Kind, Level
from pipeline.errors import ContentError, Problem
from pipeline.manuscript.workspace import MAX_TEXT_BYTES, workspace_of
from pipeline.production.check.check_issue import read_accepted
from pipeline.production.check.mending import accept_findings
from pipeline.production.issue.page_warnings import RULES, PageWarning

_WORDS = 24  # characters of the line that a warning is about


def sort_page_warnings(issue: Path, warnings: Iterable[PageWarning]) -> Sorted:
    """The *warnings* of the pages of the folder *issue* beside what is accepted there. Raises ContentError."""
    return _sort(issue.resolve(), warnings)[0]


def accept_page_warnings(
    issue: Path, warnings: Iterable[PageWarning], ids: Collection[str], why: str, who: str = ""
) -> None:
    """Let those of *warnings* pass that are called *ids*. Raises UsageError, ContentError, FileAccessError."""
    found, accepted = _sort(issue.resolve(), warnings)
    accept_findings(issue.resolve(), found, accepted, ids, why, who)


def _sort(issue: Path, warnings: Iterable[PageWarning]) -> tuple[Sorted, tuple[Accepted, ...]]:
    problems: list[Problem] = []
    accepted = read_accepted(issue, workspace_of(issue), problems)
    if problems:
        raise ContentError(problems)
    return sort_out(_list_findings(issue, tuple(warnings)), accepted, RULES), accepted


def _list_findings(issue: Path, warnings: Sequence[PageWarning]) -> Iterator[TextFinding]:
    texts: dict[Path, list[str]] = {}
    for each in warnings:
        if each.path is None:
            continue
        if each.path not in texts:
            texts[each.path] = _read_lines(each.path, workspace_of(issue))
        line, lines = each.line or 0, texts[each.path]
        words = lines[line - 1].strip()[:_WORDS] if 0 < line <= len(lines) else ""
        yield TextFinding(
            rule=each.rule, kind=Kind.FORM, level=Level.ASK, path=each.path, line=line, words=words,
            message=each.message, hint=each.hint,
        )  # fmt: skip


def _read_lines(path: Path, workspace: Path) -> list[str]:
    """The lines of an article; none where it is gone, or can't be read, by now."""
    try:
        return text_of(read_inside(workspace, path, MAX_TEXT_BYTES)).splitlines()
    except (OSError, RefusedFileError):
        return []
