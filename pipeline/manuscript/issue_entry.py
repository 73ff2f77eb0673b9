"""A new entry in ``issue.yaml``, put in as a line: comments and all else that people wrote there stay as they are."""

import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.manuscript.schema import IssueFile
from pipeline.manuscript.workspace import ISSUE_FILE, read_text
from pipeline.strict_yaml import YamlFile, parse_yaml

_BARE = re.compile(r"[\u3400-\u9fff（）·]+")
_INDENT = re.compile(" *")


def with_entry(issue: Path, section: str, file: str) -> str | None:
    """The text of ``issue.yaml`` of the folder *issue* with the article *file* as the last of *section*.

    None where it is listed already. A section that isn't there is added as the last. Raises ContentError where the file
    is wrong, or is written in a way that no line can be added to.
    """
    path = issue / ISSUE_FILE
    problems: list[Problem] = []
    text = read_text(path, None, problems)
    parsed = parse_yaml(text, IssueFile, path, problems) if text is not None else None
    if text is None or parsed is None or problems:
        raise ContentError(problems)
    if any(row.file == file for each in parsed.rows.sections for row in each.articles):
        return None
    new = _insert(text, parsed, section, file)
    checked = parse_yaml(new, IssueFile, path, []) if new is not None else None
    if new is None or checked is None or not _is_as_wanted(parsed.rows, checked.rows, section, file):
        hint = _("Write it there by hand: {line}.").format(line=f"- file: {file}")
        message = _("The sections are written in a way that no entry can be added to.")
        raise ContentError(Problem(message, path, parsed.line_of("sections"), hint))
    return new


def list_sections(issue: Path, workspace: Path) -> list[str]:
    """The names of the sections in ``issue.yaml`` of the folder *issue*; none where the file is wrong."""
    path = issue / ISSUE_FILE
    text = read_text(path, workspace, [])
    parsed = parse_yaml(text, IssueFile, path, []) if text is not None else None
    return [] if parsed is None else [section.name for section in parsed.rows.sections]


def _insert(text: str, parsed: YamlFile[IssueFile], section: str, file: str) -> str | None:
    lines = text.split("\n")
    sections = parsed.rows.sections
    index = next((number for number, each in enumerate(sections) if each.name == section), None)
    if index is not None:
        first = parsed.line_of("sections", index, "articles", len(sections[index].articles) - 1) - 1
        new = [f"- file: {file}"]
    else:
        first = parsed.line_of("sections", len(sections) - 1) - 1
        new = [f"- name: {write_scalar(section)}", "  articles:", f"    - file: {file}"]
    if not lines[first].lstrip().startswith("-"):
        return None
    indent, end = width_of(lines[first]), end_of_entry(lines, first)
    return "\n".join([*lines[:end], *(" " * indent + each for each in new), *lines[end:]])


def end_of_entry(lines: Sequence[str], first: int) -> int:
    """The index of the line behind the item of a list whose “-” stands on the line *first* (from 0).

    Blank lines and comments above the next item belong to that.
    """
    end = first + 1
    while end < len(lines) and (not lines[end].strip() or width_of(lines[end]) > width_of(lines[first])):
        end += 1
    while end > first + 1 and is_remark(lines[end - 1]):
        end -= 1
    return end


def is_remark(line: str) -> bool:
    """Whether *line* is blank, or a comment and nothing else."""
    return not line.strip() or line.lstrip().startswith("#")


def width_of(line: str) -> int:
    """How many spaces *line* begins with."""
    found = _INDENT.match(line)
    return len(found[0]) if found is not None else 0


def write_scalar(name: str) -> str:
    """*name*, a line of text, as a value of YAML."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return name if _BARE.fullmatch(name) else f'"{escaped}"'


def _is_as_wanted(old: IssueFile, new: IssueFile, section: str, file: str) -> bool:
    """Whether *new* is *old* with *file* as the last entry of *section*, and nothing else."""
    found = [each for each in new.sections if each.name == section]
    if len(found) != 1 or found[0].articles[-1].file != file:
        return False
    without = found[0].model_copy(update={"articles": found[0].articles[:-1]})
    sections = [without if each is found[0] else each for each in new.sections]
    return (
        new.model_copy(update={"sections": [each for each in sections if each.articles or each is not without]}) == old
    )
