"""The entries of ``issue.yaml`` in another order, or with another status, by moving lines.

Comments and all else that people wrote there stay as they are, and those that stand above an entry go with it. What
comes out is read again and compared with what was wanted: a file that is written in another way is left alone.
"""

import re
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.manuscript.issue_entry import end_of_entry, is_remark, width_of
from pipeline.manuscript.schema import STATUSES, IssueFile
from pipeline.strict_yaml import YamlFile, parse_yaml

_INLINE = re.compile(r"(?P<begin>\s*- \{)(?P<keys>[^{}]*)(?P<end>\}\s*(?:#.*)?)")


class EntryPlace(NamedTuple):
    """An entry by the index of its *section*, and its *number* there; both from 0."""

    section: int
    number: int


class SectionOrder(NamedTuple):
    """The *section*, by its index in the file as it is, and the *entries* that it is to have."""

    section: int
    entries: Sequence[EntryPlace]


def read_entries(text: str, path: Path) -> YamlFile[IssueFile]:
    """*text* of ``issue.yaml`` at *path* as rows. Raises ContentError with all that is wrong with it."""
    problems: list[Problem] = []
    parsed = parse_yaml(text, IssueFile, path, problems)
    if parsed is None:
        raise ContentError(problems)
    return parsed


def with_order(text: str, path: Path, order: Sequence[SectionOrder]) -> str:
    """*text* of ``issue.yaml`` with sections and entries in *order*: all that there are, each once.

    Raises ContentError where a section would be left without an entry, or the lines can't be moved.
    """
    parsed = read_entries(text, path)
    sections = parsed.rows.sections
    known = [EntryPlace(at, number) for at, each in enumerate(sections) for number in range(len(each.articles))]
    is_whole = sorted(each.section for each in order) == list(range(len(sections)))
    if not is_whole or sorted(chain.from_iterable(each.entries for each in order)) != known:
        raise ContentError(Problem(_("The issue has other articles by now."), path, hint=_("Look at it again.")))
    for at, entries in order:
        if not entries:
            message = _("The section “{name}” would be left without an article.").format(name=sections[at].name)
            raise ContentError(
                Problem(message, path, parsed.line_of("sections", at), _("Put another one there first."))
            )
    ordered = [
        sections[at].model_copy(update={"articles": [sections[own].articles[number] for own, number in entries]})
        for at, entries in order
    ]
    wanted = parsed.rows.model_copy(update={"sections": ordered})
    return _require(_move(text.split("\n"), parsed, order), wanted, path, parsed.line_of("sections"))


def with_status(text: str, path: Path, place: EntryPlace, status: str) -> str:
    """*text* of ``issue.yaml`` with the *status* of the entry at *place*, one of STATUSES; empty: none.

    Raises ContentError where there is no such entry, or it is written in another way; ValueError for another status.
    """
    if status not in ("", *STATUSES):
        raise ValueError(status)
    return _with_key(text, path, place, "status", status, status)


def with_held(text: str, path: Path, place: EntryPlace, is_held: bool) -> str:
    """*text* of ``issue.yaml`` with the article at *place* held over, or not any more, as *is_held* says.

    Raises ContentError where there is no such entry, or it is written in another way.
    """
    return _with_key(text, path, place, "held", is_held, "true" if is_held else "")


def _with_key(text: str, path: Path, place: EntryPlace, key: str, value: str | bool, written: str) -> str:
    """*text* with *value* as the *key* of the entry at *place*, which is *written* so; empty: it has none."""
    parsed = read_entries(text, path)
    sections = parsed.rows.sections
    if place.section >= len(sections) or place.number >= len(sections[place.section].articles):
        raise ContentError(Problem(_("The issue has other articles by now."), path, hint=_("Look at it again.")))
    wanted = parsed.rows.model_copy(deep=True)
    entries = wanted.sections[place.section].articles
    entries[place.number] = entries[place.number].model_copy(update={key: value})
    lines = text.split("\n")
    first = _first_line(parsed, place)
    _write_key(lines, first, key, written)
    return _require(lines, wanted, path, first + 1)


def _write_key(lines: list[str], first: int, key: str, written: str) -> None:
    """Have the entry that begins on the line *first* (from 0) say *written* as its *key*; empty: not have it."""
    if (inline := _INLINE.fullmatch(lines[first])) is not None:
        own = re.sub(rf",\s*{key}:[^,]*", "", inline["keys"]) + (f", {key}: {written}" if written else "")
        lines[first] = inline["begin"] + own + inline["end"]
        return
    pattern = re.compile(rf"(?P<key>\s*{key}:\s*)(?P<value>\"[^\"]*\"|'[^']*'|\S+)(?P<rest>.*)")
    end = end_of_entry(lines, first)
    line = next((at for at in range(first, end) if pattern.fullmatch(lines[at])), None)
    if line is not None and written:
        lines[line] = pattern.sub(lambda found: f"{found['key']}{written}{found['rest']}", lines[line])
    elif line is not None:
        del lines[line]
    elif written:
        lines.insert(end, f"{' ' * (width_of(lines[first]) + 2)}{key}: {written}")


def _first_line(parsed: YamlFile[IssueFile], place: EntryPlace) -> int:
    """The 0-based line that the entry at *place* begins on."""
    return parsed.line_of("sections", place.section, "articles", place.number) - 1


def _move(lines: list[str], parsed: YamlFile[IssueFile], order: Sequence[SectionOrder]) -> list[str] | None:
    """The *lines* with sections and entries in *order*; None where they are not written on lines of their own."""
    numbers = range(len(parsed.rows.sections))
    areas = _areas(lines, [parsed.line_of("sections", at) - 1 for at in numbers])
    entries = {
        at: _areas(lines, [_first_line(parsed, EntryPlace(at, number)) for number in range(len(section.articles))])
        for at, section in enumerate(parsed.rows.sections)
    }
    if not areas or not all(entries.values()):
        return None
    made = lines[: areas[0][0]]
    for at, places in order:
        (begin, end), own = areas[at], entries[at]
        indent = width_of(lines[_first_line(parsed, EntryPlace(at, 0))])
        made += lines[begin : own[0][0]]
        for place in places:
            start, stop = entries[place.section][place.number]
            by = indent - width_of(lines[_first_line(parsed, place)])
            made += [_indent(line, by) for line in lines[start:stop]]
        made += lines[own[-1][1] : end]
    return made + lines[areas[-1][1] :]


def _areas(lines: Sequence[str], firsts: Sequence[int]) -> list[tuple[int, int]]:
    """From which to which line the items of a list go that begin on the lines *firsts*, with what stands above each.

    None at all where one does not begin with a “-” on its line.
    """
    if any(not lines[first].lstrip().startswith("-") for first in firsts) or sorted(set(firsts)) != list(firsts):
        return []
    begin = firsts[0]
    while is_remark(lines[begin - 1]) and lines[begin - 1].strip():
        begin -= 1
    ends = [end_of_entry(lines, first) for first in firsts]
    return list(zip([begin, *ends[:-1]], ends, strict=True))


def _indent(line: str, by: int) -> str:
    """*line*, moved *by* so many columns to the right, or to the left as far as it can."""
    if not line.strip():
        return line
    return " " * by + line if by >= 0 else line[min(-by, width_of(line)) :]


def _require(lines: list[str] | None, wanted: IssueFile, path: Path, line: int) -> str:
    """*lines* as a text that reads as *wanted*. Raises ContentError."""
    text = "\n".join(lines) if lines is not None else ""
    checked = parse_yaml(text, IssueFile, path, []) if text else None
    if checked is None or checked.rows != wanted:
        hint = _("Write each on lines of its own, or change it there by hand.")
        message = _("The articles are written in a way that their lines can't be moved.")
        raise ContentError(Problem(message, path, line, hint))
    return text
