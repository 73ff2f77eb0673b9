"""What is wrong with a YAML text, in words for whoever typed it: the library's own are English, and about YAML.

First the line is looked at for what a Chinese input method makes of YAML's marks, then what the library complains of.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel

from pipeline.i18n import _

_KEY = r"[A-Za-z_]{1,40}"
_START = r"^\s*(?:-\s+)?"
_VALUE = re.compile(rf"{_START}{_KEY}:\s+(?P<value>\S.*)$|^\s*-\s+(?P<item>\S.*)$")
_INDICATORS = "&*!|>@`%?[{,]}#"


def find_mistyped(lines: Sequence[str], first: int, last: int) -> tuple[int, str, str] | None:
    """Index, message and hint for the first of ``lines[first:last + 1]`` whose marks are none of YAML's."""
    for index in range(max(first, 0), min(last + 1, len(lines))):
        line = lines[index]
        for pattern, message, hint in (
            (rf"{_START}(?P<key>{_KEY})\s*：", _("“{key}：” has a full-width colon."), _("Write “{key}: ”.")),
            (rf"{_START}(?P<key>{_KEY}):(?=[^\s/])", _("Behind “{key}:” a space is missing."), _("Write “{key}: ”.")),
            (
                rf"^\s*-(?P<key>{_KEY})\s*[:：]",
                _("Behind the - of “-{key}” a space is missing."),
                _("Write “- {key}: ”."),
            ),
            (
                rf"^\s*[－—–−](?P<key>)\s*{_KEY}\s*[:：]",
                _("A full-width dash stands before an entry."),
                _("Write - and a space."),
            ),
            (r"^ *(?P<key>)\t", _("A tab stands before this entry."), _("Write spaces.")),
            (
                r"^ *(?P<key>)[\u3000\u00a0]+\S",
                _("Full-width spaces stand before this entry."),
                _("Write half-width ones."),
            ),
        ):
            if (found := re.match(pattern, line)) is not None:
                return index, message.format(key=found["key"]), hint.format(key=found["key"])
    return None


def explain(problem: str, line: str) -> tuple[str, str]:
    """Message and hint for what ruamel.yaml 0.19 says of *line*."""
    quotes = _("Put quotes around the text.")
    duplicate = re.match(r'found duplicate key "(.{0,100}?)" with', problem)
    if duplicate:
        return _("The key “{key}” stands twice.").format(key=duplicate[1]), _("Keep one of them.")
    if problem.startswith("mapping values are not allowed"):
        return _("A colon with a space stands in the text, which YAML takes for a key."), quotes
    if "escape" in problem:
        return _('Within " " the sign \\ begins an escape, and this is none.'), _("Write \\\\, or use ' ' instead.")
    value = _VALUE.match(line)
    text = (value["value"] or value["item"]) if value else ""
    if text[:1] in _INDICATORS and text:
        return _("The text begins with {mark}, which is a mark of YAML.").format(mark=text[0]), quotes
    if text[:1] in ('"', "'"):
        return _("The text in quotes does not end where the quotes do, or they are not closed."), _(
            "Put straight quotes around all of it, and others inside."
        )
    if re.match("day is out|month must be|hour must be|minute must be|second must be", problem):
        return _("There is no such date."), _("A date is written as 2023-02-03.")
    known = {
        "could not find expected ':'": _("A key without a colon, or a text that goes on in the margin."),
        "expected <block end>": _("This is indented otherwise than what it belongs to."),
        "expected ',' or": _("A bracket is not closed, or a comma is missing."),
        "found unexpected end of stream": _("Quotes are not closed."),
        "found undefined alias": _("The text begins with {mark}, which is a mark of YAML.").format(mark="*"),
    }
    for start, message in known.items():
        if problem.startswith(start):
            return message, _("Look at indents, colons and quotes here and just above.")
    return _("The YAML cannot be read here."), _("Look at indents, colons and quotes here and just above.")


def lost_behind(value: str, rest: str, strict: bool) -> tuple[str, str] | None:
    """Message and hint where *rest*, behind a *value* on its line, is taken for a comment and was meant to be text.

    A comment has a space behind its ``#``; where *strict*, no comment stands behind a text.
    """
    found = re.match(r"\s+(#\S.*|#\s.*)", rest)
    if found is None or not value or not (strict or re.match(r"#[^\s#]", found[1])):
        return None
    message = _("“{text}” is not read: YAML takes # behind a space for the beginning of a comment.")
    return message.format(text=found[1][:40].rstrip()), _("Put quotes around the whole text.")


def explain_unknown_key(kind: type[BaseModel], place: Sequence[str | int]) -> str:
    """What to do about the last key of *place*, which rows of *kind* don't have; empty where that cannot be told."""
    *above, key = place
    known = list(_keys_at(kind, above))
    near = get_close_matches(str(key).replace("-", "_"), known, 1)
    if near and above:
        return _("Do you mean {name}?").format(name=f"“{near[0]}”")
    return _("Known keys: {known}.").format(known=", ".join(known)) if known else ""


def _keys_at(kind: type[BaseModel], place: Sequence[str | int]) -> Iterable[str]:
    """The keys that may stand at *place* in rows of *kind*; none where that cannot be told."""
    for step in place:
        if isinstance(step, str):
            field = kind.model_fields.get(step)
            rows = [each for each in _parts_of(field.annotation) if _is_model(each)] if field is not None else []
            if len(rows) != 1:
                return ()
            kind = rows[0]
    return kind.model_fields


def _parts_of(annotation: Any) -> Iterator[Any]:
    """*annotation* and all types within it."""
    yield annotation
    for each in get_args(annotation):
        yield from _parts_of(each)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
