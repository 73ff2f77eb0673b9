"""Values of a YAML file set one by one, by the lines that they stand on: comments and all else stay as they are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.issue_entry import is_remark, width_of
from pipeline.manuscript.yaml_text import dump_yaml
from pipeline.strict_yaml import StrictRows, parse_yaml

Place = tuple[str, ...]
"""A key, or a key and one below it."""
_KEY = re.compile(
    r" *(?:\"(?P<double>[^\"]*)\" *|'(?P<single>[^']*)' *|(?P<plain>[^\s#\"'\[{&*!|>%@-][^:#]*)):(?:\s|$)"
)
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'")
_REMARK = re.compile(r"(?:^|(?<=\s))#.*$")
_INDENT = 2
_Rows = TypeVar("_Rows", bound=StrictRows)


@dataclass(frozen=True, slots=True)
class EditedYaml:
    """A *text* with values set, and what is wrong with it: each problem with the line of this text."""

    text: str
    problems: tuple[Problem, ...]


def read_values(
    text: str, path: Path, kind: type[StrictRows], places: Iterable[Place], problems: list[Problem]
) -> dict[Place, Any]:
    """What *text* of the file *path*, a *kind*, has at *places*; nothing where it is wrong, as *problems* tell then."""
    parsed = parse_yaml(text, kind, path, problems)
    return {} if parsed is None else {place: parsed.value_of(*place) for place in places}


def with_values(text: str, path: Path, kind: type[_Rows], values: Mapping[Place, Any]) -> EditedYaml:
    """*text* of the file *path*, a *kind*, with *values* at their places; None takes a key away."""
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    for place, value in values.items():
        lines = _set(lines, place, value)
    edited = "\n".join(lines) + "\n"
    problems: list[Problem] = []
    after = parse_yaml(edited, kind, path, problems)
    before = parse_yaml(text, kind, path, []) if text.strip() else None
    if after is not None and before is not None and _find_rest(before.rows, values) != _find_rest(after.rows, values):
        message = _("The file is written in a way that this can't be set in it.")
        problems.append(Problem(message, path, hint=_("Change it there by hand.")))
    return EditedYaml(edited, tuple(problems))


def find_key(lines: Sequence[str], place: Place) -> int | None:
    """The 0-based line of *lines* that the key at *place* stands on."""
    begin, end, indent, found = 0, len(lines), 0, None
    for step in place:
        own = (at for at in range(begin, end) if width_of(lines[at]) == indent and _key_of(lines[at]) == step)
        found = next(own, None)
        if found is None:
            return None
        begin, end = found + 1, end_of_key(lines, found)
        indent = next((width_of(line) for line in lines[begin:end] if not is_remark(line)), indent + _INDENT)
    return found


def end_of_key(lines: Sequence[str], first: int) -> int:
    """The line behind the value of the key on line *first*; blank lines and comments below it belong to the next."""
    indent, end = width_of(lines[first]), first + 1
    while end < len(lines) and (is_remark(lines[end]) or _belongs(lines[end], indent)):
        end += 1
    while is_remark(lines[end - 1]) and end - 1 > first:
        end -= 1
    return end


def _belongs(line: str, indent: int) -> bool:
    return width_of(line) > indent or (width_of(line) == indent and line.lstrip().startswith("- "))


def _key_of(line: str) -> str | None:
    found = _KEY.match(line)
    return next((each.rstrip() for each in found.groups() if each is not None), None) if found is not None else None


def _set(lines: list[str], place: Place, value: Any) -> list[str]:
    at = find_key(lines, place)
    if at is not None:
        end, remarks = end_of_key(lines, at), _remarks(lines[at : end_of_key(lines, at)])
        indent = " " * width_of(lines[at])
        new = [] if value is None else [indent + line for line in _dump(place[-1], value)]
        if len(new) == 1 and len(remarks) == 1 and end == at + 1:
            return [*lines[:at], f"{new[0]} {remarks[0]}", *lines[end:]]
        return [*lines[:at], *(indent + remark for remark in remarks), *new, *lines[end:]]
    if value is None:
        return lines
    above = find_key(lines, place[:-1]) if len(place) > 1 else None
    if above is None:
        nested: Any = value
        for key in reversed(place[1:]):
            nested = {key: nested}
        return [*lines, *_dump(place[0], nested)]
    end = end_of_key(lines, above)
    inside = next((width_of(line) for line in lines[above + 1 : end] if not is_remark(line)), _INDENT)
    return [*lines[:end], *(" " * inside + line for line in _dump(place[-1], value)), *lines[end:]]


def _dump(key: str, value: Any) -> list[str]:
    return dump_yaml({key: value}).rstrip("\n").split("\n")


def _remarks(block: Sequence[str]) -> list[str]:
    """The comments in the lines of *block*."""
    found = (_REMARK.search(_QUOTED.sub(lambda text: "x" * len(text[0]), line)) for line in block)
    return [line[match.start() :] for line, match in zip(block, found, strict=True) if match is not None]


def _find_rest(rows: StrictRows, values: Mapping[Place, Any]) -> dict[str, Any]:
    """What *rows* have beside the places of *values*."""
    found = rows.model_dump()
    for place in values:
        inner: Any = found
        for key in place[:-1]:
            inner = inner.get(key) if isinstance(inner, dict) else None
        if isinstance(inner, dict):
            inner.pop(place[-1], None)
    return found
