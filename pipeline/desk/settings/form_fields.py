"""Fields of forms, and what is typed in them as values of YAML; pure."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.i18n import _
from pipeline.manuscript.yaml_values import Place

FieldKind = Literal["text", "number", "day", "flag", "choice", "lines", "rows"]
_COLONS = ("：", ":")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field for the key at *place*, with its *label* and *help*.

    *kind*: one line of text, a whole number, a day, yes or no, one of *choices* (values with their names), a list with
    an item on each line, or rows of label and value. One that *is_required* is not taken away when it is empty.
    """

    place: Place
    label: str
    kind: FieldKind = "text"
    help: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    is_required: bool = False

    @property
    def name(self) -> str:
        """The place in one word."""
        return ".".join(self.place)


class UnreadableRowError(ValueError):
    """A row has no label."""


def show_value(value: Any, kind: FieldKind) -> str:
    """The YAML *value* as it stands in a field."""
    if value is None:
        return ""
    if kind == "lines" and isinstance(value, list):
        return "\n".join(map(str, value))
    if kind == "rows" and isinstance(value, dict):
        return "\n".join(f"{label}：{each}" for label, each in value.items())
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, datetime.date) else str(value)


def read_value(typed: str, wanted: FormField) -> Any:
    """What is *typed* in a field as a value of YAML; None where nothing is. Raises UnreadableRowError."""
    text = typed.replace("\r\n", "\n").strip()
    if not text:
        return _EMPTY.get(wanted.kind, "") if wanted.is_required else None
    return _READERS[wanted.kind](text)


def _read_number(text: str) -> Any:
    return int(text) if text.isascii() and text.lstrip("-").isdigit() and len(text) < 10 else text


def _read_day(text: str) -> Any:
    """A day is a value of its own in YAML; a month is a text."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text


def _read_rows(text: str) -> dict[str, str]:
    rows = {}
    for line in filter(str.strip, text.split("\n")):
        at = min((line.find(colon) for colon in _COLONS if colon in line), default=0)
        if at <= 0:
            message = _("Write label and value on each line, with “：” between them: {line}")
            raise UnreadableRowError(message.format(line=line))
        rows[line[:at].strip()] = line[at + 1 :].strip()
    return rows


_EMPTY: Mapping[FieldKind, Any] = {"lines": [], "rows": {}}
_READERS: Mapping[FieldKind, Callable[[str], Any]] = {
    "text": str,
    "number": _read_number,
    "day": _read_day,
    "flag": lambda text: {"true": True, "false": False}.get(text, text),
    "choice": str,
    "lines": lambda text: [line.strip() for line in text.split("\n") if line.strip()],
    "rows": _read_rows,
}
