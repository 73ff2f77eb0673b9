"""Pictures in the text of an article: found, and one of them rewritten without losing anything else. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_IMAGE = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\[\]\\]|\[[^\[\]]*\])*)\]"
    r"\((?P<source><[^<>]*>|[^\s()<>\"]+)"
    r"(?:\s+(?P<title>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'))?\s*\)"
    r"(?P<marks>\{[^{}]*\})?"
)
_MARK = re.compile(r"[#.][^\s}]+|[A-Za-z-]+=(?:\"(?:\\.|[^\"\\])*\"|[^\s}\"]+)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ESCAPED = re.compile(r"\\([\\\"'])")
ATTRIBUTES = ("credit", "crop", "focus")
FIELDS = ("alt", "caption", *ATTRIBUTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureMark:
    """A picture on *line* (from 1), from column *start* to *end* (from 0). *source* is its path as it is written.

    *marks*: what stands in { }, each as it is written.
    """

    line: int
    start: int
    end: int
    source: str
    alt: str
    caption: str
    marks: tuple[str, ...]

    def value(self, name: str) -> str:
        """What *name* of `FIELDS` says; empty where it isn't written."""
        if name == "alt":
            return self.alt
        if name == "caption":
            return self.caption
        found = (mark.partition("=")[2] for mark in self.marks if mark.startswith(f"{name}="))
        return next(found, "").strip('"')


def find_figures(text: str) -> list[FigureMark]:
    """The pictures of *text*, an article with its head, in their order; none in code."""
    found: list[FigureMark] = []
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        opened = _FENCE.match(line)
        if opened and (not fence or (opened[1].startswith(fence) and not line[opened.end() :].strip())):
            fence = "" if fence else opened[1]
        elif not fence:
            found += [_read(each, number) for each in _IMAGE.finditer(line)]
    return found


def _read(found: re.Match[str], line: int) -> FigureMark:
    return FigureMark(
        line=line,
        start=found.start(),
        end=found.end(),
        source=found["source"].strip("<>"),
        alt=found["alt"],
        caption=_ESCAPED.sub(r"\1", (found["title"] or "")[1:-1]),
        marks=tuple(_MARK.findall((found["marks"] or "")[1:-1])),
    )


def rewrite_figure(text: str, index: int, changes: Mapping[str, str]) -> str:
    """*text* with the *changes*, by names of `FIELDS`, of its picture *index* (from 0); what is empty is taken away.

    Raises ValueError where there is no such picture, or what is wanted can't be written so that it is read again.
    """
    figures = find_figures(text)
    if not 0 <= index < len(figures):
        raise ValueError(index)
    figure = figures[index]
    lines = text.split("\n")
    line = lines[figure.line - 1]
    lines[figure.line - 1] = (
        line[: figure.start] + _write(line[figure.start : figure.end], changes) + line[figure.end :]
    )
    new = "\n".join(lines)
    after = find_figures(new)
    wanted = {name: changes.get(name, figure.value(name)) for name in FIELDS}
    if len(after) != len(figures) or {name: after[index].value(name) for name in FIELDS} != wanted:
        raise ValueError(changes)
    return new


def _write(mark: str, changes: Mapping[str, str]) -> str:
    found = _IMAGE.fullmatch(mark)
    if found is None:
        raise ValueError(mark)
    alt, title = changes.get("alt", found["alt"]), found["title"] or ""
    if "caption" in changes:
        words = re.sub(r'[\\"]', lambda sign: "\\" + sign[0], changes["caption"])
        title = f'"{words}"' if words else ""
    marks = _MARK.findall((found["marks"] or "")[1:-1])
    for name in ATTRIBUTES:
        if name in changes:
            place = next((number for number, each in enumerate(marks) if each.startswith(f"{name}=")), len(marks))
            marks[place : place + 1] = [f'{name}="{changes[name]}"'] if changes[name] else []
    shown = " ".join(marks)
    return f"![{alt}]({found['source']}{' ' + title if title else ''})" + (f"{{{shown}}}" if shown else "")


def insert_figure(text: str, line: int | None, source: str, alt: str) -> tuple[str, int]:
    """*text* with a new picture below the paragraph on *line* (from 1; None: at its end), and the line it stands on."""
    lines = text.rstrip("\n").split("\n")
    at = len(lines) if line is None else _find_end(lines, max(1, min(line, len(lines))))
    new = f"![{alt}]({source})"
    return "\n".join([*lines[:at], "", new, *lines[at:]]) + "\n", at + 2


def _find_end(lines: list[str], line: int) -> int:
    """How many of *lines* stand above a new paragraph below that on *line*: behind head, code and paragraph."""
    if lines[0].rstrip() == "---":
        end = next((number for number, each in enumerate(lines[1:], 2) if each.rstrip() == "---"), len(lines))
        line = max(line, end)
    fence = ""
    for number, each in enumerate(lines, 1):
        opened = _FENCE.match(each)
        if opened and (not fence or (opened[1].startswith(fence) and not each[opened.end() :].strip())):
            fence = "" if fence else opened[1]
        if number >= line and not fence and (number == len(lines) or not lines[number].strip()):
            return number
    return len(lines)
