"""YAML read strictly: every key known, every type right, every problem with its line."""

import os
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.composer import Composer, MaxDepthExceededError
from ruamel.yaml.constructor import ConstructorError, RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError, YAMLWarning
from ruamel.yaml.events import AliasEvent, ScalarEvent
from ruamel.yaml.parser import Parser
from ruamel.yaml.scanner import Scanner

from pipeline.control_characters import CONTROL_CHARACTER, control_character_message
from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.yaml_faults import explain, explain_unknown_key, find_mistyped, lost_behind

MAX_CHARACTERS = 200_000  # ten times the largest issue.yaml; ruamel.yaml takes a second for 90,000
MAX_VALUES = 50_000  # keys, texts, lists: those that aliases stand for, too; 2,000 are in the largest issue.yaml
MAX_MERGES = 100  # ruamel.yaml compares each with all before it
MAX_DEPTH = 40
_MOST_KEPT, _FILES_KEPT = 10_000, 100  # characters of a text that is kept when it is parsed, and how many are
MAX_NUMBER = 10**15
NOT_BLANK = r"\S"  # the pattern of a text that may not be empty
_REFUSED = "refused"
# Pydantic looks through all that is installed for plugins when the first model is made; none has a say in our files.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"


class StrictRows(BaseModel):
    """Base of everything read from YAML: no unknown keys, no silent conversions, frozen. *guide* explains the keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    guide: ClassVar[str] = "docs/content-format.md"
    forms: ClassVar[
        Mapping[str, str]
    ] = {}  # how the value of a key is written, by its place such as ``a.b``, or ``*.b``
    comments: ClassVar[bool] = True  # whether ``# …`` may stand behind a text


def make_fault(message: str, hint: str = "") -> PydanticCustomError:
    """What a validator of rows raises to say by itself what is wrong with a value: a *message*, and what to do."""
    return PydanticCustomError(_REFUSED, "{message}", {"message": message, "hint": hint})


Rows = TypeVar("Rows", bound=StrictRows)


class YamlFile(Generic[Rows]):
    """A validated YAML text: *rows*, and the lines its parts stand on.

    All who read the same short text share one: what is to differ is made by `model_copy`, no list in *rows* is changed.
    """

    def __init__(self, rows: Rows, data: Any, first_line: int) -> None:
        self.rows = rows
        self._data = data
        self._first_line = first_line

    def line_of(self, *place: str | int) -> int:
        """Return the 1-based line of the part that *place* leads to (keys and 0-based list positions)."""
        return _line_of(self._data, place) + self._first_line

    def value_of(self, *place: str | int) -> Any:
        """What is written at *place*, as YAML has it; None where nothing is."""
        value = self._data
        for step in place:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return None
        return value


class _ExcessError(MarkedYAMLError):
    """More than the bounds of this module allow; *problem* is the message for the user."""

    def __init__(self, message: str, place: Any, hint: str = "") -> None:
        super().__init__(None, None, message, place.start_mark)
        self.hint = hint


class _Constructor(RoundTripConstructor):
    """Tells the line of a value that cannot be made, such as 2023-02-30; ruamel.yaml 0.19 lets Python's error out."""

    def construct_non_recursive_object(self, node: Any, tag: str | None = None) -> Any:
        try:
            value = super().construct_non_recursive_object(node, tag)
        except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError) as error:
            reason = str(error) if isinstance(error, ValueError) else "the value does not fit its tag"
            raise ConstructorError(None, None, reason, node.start_mark) from error
        if isinstance(value, int) and abs(value) >= MAX_NUMBER:  # 0xff… may have more digits than Python will print
            raise _ExcessError(_("This number is too large."), node)
        return value


class _Composer(Composer):
    """Counts values as they will be when aliases are replaced by what they stand for; nothing is replaced here."""

    def __init__(self, loader: Any = None, lines: Sequence[str] = (), comments: bool = True) -> None:
        super().__init__(loader)
        self.lines = lines
        self.comments = comments
        self.unused: dict[str, Any] = {}  # anchors of texts that no alias names, with their places
        self.values = 0
        self.merges = 0
        self.sizes: dict[int, int] = {}  # of what has an anchor, by the identity of its node

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        before = self.values
        node = super().compose_node(parent, index)
        if isinstance(event, ScalarEvent):
            self.check_scalar(event)
        if not isinstance(event, AliasEvent):
            self.values += 1
            if event.anchor is not None and isinstance(event, ScalarEvent):
                self.unused[event.anchor] = event
            self.merges += node.value == "<<"
            if event.anchor is not None:
                self.sizes[id(node)] = self.values - before
        elif id(node) in self.sizes:
            self.unused.pop(event.anchor, None)
            self.values += self.sizes[id(node)]
        else:
            raise _ExcessError(_("An alias (*) stands within what it names."), event)
        if self.values > MAX_VALUES:
            message = _("The YAML has more than {limit} values, those among them that aliases (*) stand for.")
            raise _ExcessError(message.format(limit=MAX_VALUES), event)
        if self.merges > MAX_MERGES:
            raise _ExcessError(_("The YAML has more than {limit} merges (<<).").format(limit=MAX_MERGES), event)
        return node

    def check_scalar(self, event: ScalarEvent) -> None:
        """Raise where YAML would drop what is written behind a text."""
        mark = event.end_mark
        rest = self.lines[mark.line][mark.column :] if mark.line < len(self.lines) else ""
        lost = lost_behind(event.value, rest, not self.comments)
        if lost is not None:
            raise _ExcessError(lost[0], event, lost[1])

    def compose_document(self) -> Any:
        node = super().compose_document()
        for name, event in self.unused.items():
            message = _("“&{name}” would not be read: it is a mark of YAML.").format(name=name)
            raise _ExcessError(message, event, _("Put quotes around the whole text."))
        return node


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

    *first_line* is the 1-based line of the file on which the YAML text starts. A short text without a fault is parsed
    once, wherever it stands: layouts, publications and profiles are read for each issue of a year.
    """
    if len(text) > _MOST_KEPT:
        return _parse(text, kind, path, problems, first_line)
    try:
        file: YamlFile[Rows] = _parse_once(text, kind, first_line)
    except ContentError as error:
        problems += [replace(each, path=path) for each in error.problems]
        return None
    return file


@lru_cache(maxsize=_FILES_KEPT)
def _parse_once(text: str, kind: type[Rows], first_line: int) -> YamlFile[Rows]:
    """As `_parse`. Raises ContentError with what is wrong, without its path; it isn't kept: the language may change."""
    problems: list[Problem] = []
    file = _parse(text, kind, Path(), problems, first_line)
    if file is None:
        raise ContentError(problems)
    return file


def _parse(text: str, kind: type[Rows], path: Path, problems: list[Problem], first_line: int) -> YamlFile[Rows] | None:
    if len(text) > MAX_CHARACTERS:
        message = _("The YAML is longer than {limit} characters.").format(limit=MAX_CHARACTERS)
        problems.append(Problem(message, path, first_line))
        return None
    lines = text.split("\n")
    try:
        reader = YAML(typ="rt", pure=True)
        reader.Composer = partial(  # type: ignore[assignment]  # it is called with the loader, as a class would be
            _Composer, lines=lines, comments=kind.comments
        )
        reader.Scanner, reader.Parser = Scanner, Parser  # without its comments, which nobody asks for
        reader.Constructor, reader.max_depth = _Constructor, MAX_DEPTH
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", YAMLWarning)  # of style: an anchor used twice, 1e3 without a point
            data = reader.load(text)
    except (_ExcessError, MaxDepthExceededError) as error:
        message = error.problem if isinstance(error, _ExcessError) else _("The YAML is nested too deeply.")
        hint = error.hint if isinstance(error, _ExcessError) else ""
        problems.append(Problem(message, path, first_line + error.problem_mark.line, hint))
        return None
    except YAMLError as error:
        problems.append(_unreadable(error, lines, path, first_line))
        return None
    except RecursionError:
        problems.append(Problem(_("The YAML is nested too deeply."), path, first_line))
        return None
    except (ValueError, LookupError, TypeError, AttributeError):  # tags of YAML 1.1 where ruamel.yaml expects none
        problems.append(Problem(_("The YAML uses tags (!!) that do not fit."), path, first_line, _("Remove them.")))
        return None
    see = _("See {file}.").format(file=kind.guide)
    if not isinstance(data, CommentedMap):
        if (typed := find_mistyped(lines, 0, len(lines))) is not None:
            problems.append(Problem(typed[1], path, first_line + typed[0], typed[2]))
            return None
        problems.append(Problem(_("Expected keys and values here."), path, first_line, see))
        return None
    try:
        file = YamlFile(kind.model_validate(data), data, first_line)
    except ValidationError as error:
        if (typed := find_mistyped(lines, 0, len(lines))) is not None:
            problems.append(Problem(typed[1], path, first_line + typed[0], typed[2]))
            return None
        for row in error.errors(include_input=False, include_url=False):
            message, hint = _explain(row["type"], row["loc"], row.get("ctx", {}), kind)
            problems.append(Problem(message, path, _line_of(data, row["loc"]) + first_line, hint))
        return None
    found = [
        Problem(control_character_message(bad[0]), path, file.line_of(*place), _("Delete it."))
        for place, text in _texts(file.rows.model_dump(), ())
        if (bad := CONTROL_CHARACTER.search(text))
    ]
    problems += found
    return None if found else file


def _unreadable(error: YAMLError, lines: Sequence[str], path: Path, first_line: int) -> Problem:
    """What *error* of the library means, with the line that it comes from: this one or one just above."""
    mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
    at = min(mark.line if mark else 0, len(lines) - 1)
    if (typed := find_mistyped(lines, at - 1, at)) is not None:
        return Problem(typed[1], path, first_line + typed[0], typed[2])
    problem = error.problem if isinstance(error, MarkedYAMLError) else None
    message, hint = explain(problem or "", lines[at])
    return Problem(message, path, first_line + at, hint)


def _texts(data: Any, place: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """All texts of validated rows, with their places: YAML's escapes can write what a file may not hold ("\\0")."""
    if isinstance(data, str):
        yield place, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield (*place, key), key
            yield from _texts(value, (*place, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*place, index))


def _explain(
    fault: str, place: tuple[str | int, ...], context: dict[str, Any], kind: type[StrictRows]
) -> tuple[str, str]:
    """Message and hint for one of pydantic's findings."""
    see = _("See {file}.").format(file=kind.guide)
    if place[-1:] == ("[key]",) or fault == "invalid_key":
        key = next(step for step in reversed(place) if step != "[key]")
        return _("The key “{key}” must be text (put quotes around it).").format(key=key), ""
    if fault == _REFUSED:
        return context["message"], context["hint"]
    key = next((step for step in reversed(place) if isinstance(step, str)), "")
    if fault == "extra_forbidden":
        return _("Unknown key “{key}”.").format(key=key), explain_unknown_key(kind, place) or see
    if context.get("pattern") == NOT_BLANK:
        fault = "string_too_short"
    expected = {
        "string_type": _("text (put quotes around it)"),
        "int_type": _("a whole number"),
        "bool_type": _("true or false"),
        "date_type": _("a date such as 2023-02-03"),
        "date_from_datetime_inexact": _("a date such as 2023-02-03"),
        "list_type": _("a list"),
        "dict_type": _("keys and values"),
        "model_type": _("keys and values"),
    }
    path = ".".join(step for step in place if isinstance(step, str))
    form = kind.forms.get(path, kind.forms.get(f"*.{key}", ""))
    form = _("Write it as {form}.").format(form=form) if form else ""
    if fault in expected:
        return _("“{key}” must be {type}.").format(key=key, type=expected[fault]), form
    if fault == "literal_error":
        choice = ", ".join(filter(None, re.findall("'([^']*)'", context["expected"])))
        form = _("Use one of: {names}.").format(names=choice) if choice else ""
    if fault == "too_short" and context["min_length"] > 1:
        fault = ""
    known_faults = {
        "missing": (_("The key “{key}” is missing."), ""),
        "string_too_short": (_("“{key}” is empty."), _("Fill it in or remove it.")),
        "too_short": (_("“{key}” is empty."), _("Fill it in or remove it.")),
        "too_long": (_("“{key}” has more than {max_length} parts."), ""),
        "greater_than_equal": (_("“{key}” must be at least {ge}."), ""),
        "less_than_equal": (_("“{key}” must be at most {le}."), ""),
    }
    message, hint = known_faults.get(fault, (_("“{key}” has a value that does not fit."), form or see))
    return message.format(key=key, **context), hint
