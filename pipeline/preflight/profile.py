"""Profiles, which are data files of this folder, and waivers, which come with an issue."""

import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from pipeline.bounded_files import GivenFile, RefusedFileError, text_of
from pipeline.errors import ContentError, FileAccessError, Problem
from pipeline.i18n import _
from pipeline.preflight.check import Parameters, Severity
from pipeline.strict_yaml import NOT_BLANK, StrictRows, parse_yaml

PROFILES = ("press", "cover", "archive", "reading", "accessible")
_FOLDER = Path(__file__).parent / "profiles"
_MAX_BYTES = 800_000  # four bytes a character at most: longer ones are refused by parse_yaml

Text = Annotated[str, Field(pattern=NOT_BLANK)]
Positive = Annotated[float, Field(gt=0, strict=False)]


class _ParameterRows(StrictRows):
    guide: ClassVar[str] = "docs/preflight.md"
    page_multiple: int = Field(default=4, ge=1)
    minimum_resolution: Positive = 300.0
    minimum_bilevel_resolution: Positive = 600.0
    minimum_line: Positive = 0.25
    minimum_bleed: Positive = 3.0
    safe_zone: Positive = 3.0
    ink_limit: Positive = 300.0
    small_text: Positive = 10.0
    allowed_spots: list[Text] | None = None
    pdfx: list[Literal["PDF/X-4", "PDF/X-1a:2003"]] = Field(default=["PDF/X-4", "PDF/X-1a:2003"])
    output_intent: Text = "GTS_PDFX"
    standards: list[Literal["PDF/A", "PDF/UA"]] = Field(default=[])


class _ProfileRows(StrictRows):
    guide: ClassVar[str] = "docs/preflight.md"
    like: Text | None = None
    checks: dict[str, Literal["error", "warning", "info"]] = Field(default={})
    parameters: _ParameterRows = _ParameterRows()


class _WaiverRows(StrictRows):
    guide: ClassVar[str] = "docs/preflight.md"
    id: Text
    reason: Text
    expires: datetime.date
    page: int | None = Field(default=None, ge=1)


class _WaiversFile(StrictRows):
    guide: ClassVar[str] = "docs/preflight.md"
    waivers: list[_WaiverRows]


@dataclass(frozen=True, slots=True)
class Profile:
    """What is asked of a PDF: the severity of each check by its id, and figures.

    *like* names the profile that holds where this one says nothing.
    """

    name: str
    severities: dict[str, Severity]
    parameters: Parameters
    like: str = ""


@dataclass(frozen=True, slots=True)
class Waiver:
    """Leave for the findings of the check *id*, on the page with the 0-based index *page* or on all, until *expires*.

    On the day *expires* itself it still holds.
    """

    id: str
    reason: str
    expires: datetime.date
    page: int | None = None


def read_profile(name: str, known: frozenset[str]) -> Profile:
    """The profile *name* of PROFILES, whose checks are all *known*. Raises ContentError."""
    path = _FOLDER / f"{name}.yaml"
    problems: list[Problem] = []
    file = parse_yaml(path.read_text(encoding="utf-8"), _ProfileRows, path, problems)
    if file is not None:
        problems += [_unknown(each, path, file.line_of("checks", each)) for each in file.rows.checks.keys() - known]
    if file is None or problems:
        raise ContentError(problems)
    own = file.rows.parameters.model_dump(exclude_unset=True)
    figures: dict[str, Any] = {key: tuple(row) if isinstance(row, list) else row for key, row in own.items()}
    severities = {each: Severity(severity) for each, severity in file.rows.checks.items()}
    if file.rows.like is None:
        return Profile(name, severities, Parameters(**figures))
    base = read_profile(file.rows.like, known)
    return Profile(name, base.severities | severities, replace(base.parameters, **figures), base.name)


def read_waivers(given: GivenFile, known: frozenset[str]) -> tuple[Waiver, ...]:
    """The waivers of the YAML file *given*, each for one of the *known* checks.

    Raises ContentError with all that is wrong in the file, FileAccessError when it can't be read.
    """
    path = given.path
    try:
        text = text_of(given.read(_MAX_BYTES))
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileAccessError(Problem(_("The waivers can't be read: {reason}.").format(reason=reason), path)) from error
    except RefusedFileError as error:
        raise ContentError(error.problem(path)) from error
    problems: list[Problem] = []
    waivers = parse_waivers(text, path, known, problems)
    if problems:
        raise ContentError(problems)
    return waivers


def parse_waivers(text: str, path: Path, known: frozenset[str], problems: list[Problem]) -> tuple[Waiver, ...]:
    """The waivers in *text*, that of the file *path*, for *known* checks; what is wrong is added to *problems*."""
    file = parse_yaml(text, _WaiversFile, path, problems)
    if file is None:
        return ()
    rows = enumerate(file.rows.waivers)
    problems += [
        _unknown(each.id, path, file.line_of("waivers", at, "id")) for at, each in rows if each.id not in known
    ]
    return tuple(
        Waiver(each.id, each.reason, each.expires, each.page - 1 if each.page else None) for each in file.rows.waivers
    )


def _unknown(name: str, path: Path, line: int) -> Problem:
    hint = _("See {file}.").format(file="docs/preflight.md")
    return Problem(_("There is no check “{id}”.").format(id=name), path, line, hint)
