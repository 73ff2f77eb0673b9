"""YAML read strictly: every key known, every type right, every problem with its line."""

from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from pipeline.errors import Problem
from pipeline.i18n import _

Rows = TypeVar("Rows", bound=BaseModel)


class StrictRows(BaseModel):
    """Base of everything read from YAML: no unknown keys, no silent conversions, frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class YamlFile(Generic[Rows]):
    """A validated YAML text: *rows*, and the lines its parts stand on."""

    def __init__(self, rows: Rows, data: Any, first_line: int) -> None:
        self.rows = rows
        self._data = data
        self._first_line = first_line

    def line_of(self, *place: str | int) -> int:
        """Return the 1-based line of the part that *place* leads to (keys and 0-based list positions)."""
        return _line_of(self._data, place) + self._first_line


def _line_of(data: Any, place: tuple[str | int, ...]) -> int:
    """0-based line within the YAML text of the deepest part of *place* that exists."""
    line = 0
    for step in place:
        try:
            if isinstance(data, CommentedMap):
                line = data.lc.key(step)[0]
            elif isinstance(data, CommentedSeq):
                line = data.lc.item(step)[0]
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
    return line


def parse_yaml(
    text: str, kind: type[Rows], path: Path, problems: list[Problem], first_line: int = 1
) -> YamlFile[Rows] | None:
    """Return *text* as a *kind*, or None after adding what is wrong to *problems*.

    *first_line* is the 1-based line of the file on which the YAML text starts.
    """
    try:
        data = YAML(typ="rt", pure=True).load(text)
    except YAMLError as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        reason = (error.problem if isinstance(error, MarkedYAMLError) else "") or type(error).__name__
        line = first_line + (mark.line if mark else 0)
        message = _("The YAML cannot be read: {reason}.").format(reason=reason)
        problems.append(Problem(message, path, line, _("Look at indents, colons and quotes here and just above.")))
        return None
    except (ValueError, RecursionError, AttributeError) as error:  # impossible dates, absurd nesting
        message = _("The YAML cannot be read: {reason}.").format(reason=type(error).__name__)
        problems.append(Problem(message, path, first_line))
        return None
    if not isinstance(data, CommentedMap):
        problems.append(
            Problem(_("Expected keys and values here."), path, first_line, _("See docs/content-format.md."))
        )
        return None
    try:
        return YamlFile(kind.model_validate(data), data, first_line)
    except ValidationError as error:
        for row in error.errors(include_input=False, include_url=False):
            message, hint = _explain(row["type"], row["loc"], row.get("ctx", {}), kind)
            problems.append(Problem(message, path, _line_of(data, row["loc"]) + first_line, hint))
        return None


def _explain(
    fault: str, place: tuple[str | int, ...], context: dict[str, Any], kind: type[BaseModel]
) -> tuple[str, str]:
    """Message and hint for one of pydantic's findings."""
    key = next((step for step in reversed(place) if isinstance(step, str)), "")
    expected = {
        "string_type": _("text (put quotes around it)"),
        "int_type": _("a whole number"),
        "date_type": _("a date such as 2023-02-03"),
        "date_from_datetime_inexact": _("a date such as 2023-02-03"),
        "list_type": _("a list"),
        "dict_type": _("keys and values"),
        "model_type": _("keys and values"),
    }
    if fault == "extra_forbidden":
        known = ", ".join(kind.model_fields) if len(place) == 1 else _("see docs/content-format.md")
        return _("Unknown key “{key}”.").format(key=key), _("Known keys: {known}.").format(known=known)
    if fault == "missing":
        return _("The key “{key}” is missing.").format(key=key), ""
    if fault in expected:
        return _("“{key}” must be {type}.").format(key=key, type=expected[fault]), ""
    if fault in ("string_too_short", "too_short"):
        return _("“{key}” is empty.").format(key=key), _("Fill it in or remove it.")
    if fault == "greater_than_equal":
        return _("“{key}” must be at least {limit}.").format(key=key, limit=context["ge"]), ""
    if fault == "less_than_equal":
        return _("“{key}” must be at most {limit}.").format(key=key, limit=context["le"]), ""
    return _("“{key}” has a value that does not fit.").format(key=key), _("See docs/content-format.md.")
