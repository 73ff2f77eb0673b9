"""``references.yaml`` or ``.bib``: the works that articles of an issue cite, in the fields of CSL."""

import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import Field, ValidationError

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.article_data import DOI
from pipeline.manuscript.bibtex import read_bibtex
from pipeline.manuscript.schema import Name as NameField
from pipeline.references import WORK_TYPES, Name, Work
from pipeline.strict_yaml import StrictRows, parse_yaml

REFERENCES_FILE, BIBTEX_FILE = "references.yaml", "references.bib"
_MAX_WORKS = 2000
_KEY = r"^[A-Za-z0-9\u3400-\u9fff][A-Za-z0-9_:.\u3400-\u9fff-]*$"
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
# What GB/T 7714-2015 (chapter 4) wants of each type, besides the title.
_REQUIRED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "article-journal": ("author", "container-title", "issued"),
        "article-magazine": ("container-title", "issued"),
        "article-newspaper": ("container-title", "issued"),
        "book": ("author", "publisher", "issued"),
        "chapter": ("author", "container-title", "publisher", "issued"),
        "paper-conference": ("author", "container-title", "issued"),
        "thesis": ("author", "publisher", "issued"),
        "report": ("author", "issued"),
        "standard": ("number",),
        "patent": ("author", "number"),
        "webpage": ("URL", "accessed"),
        "other": (),
    }
)


class NameRows(StrictRows):
    """A name: *family* and *given*, or *literal* for an office."""

    family: str = ""
    given: str = ""
    literal: str = ""


class DateRows(StrictRows):
    """A date as programs for references write it."""

    date_parts: list[list[int | str]] = Field(alias="date-parts", min_length=1, max_length=1)


LineOf = Callable[[str], int]
"""The 1-based line of a key of a work; of the work itself where it has none."""
DateField = DateRows | datetime.date | int | str


class WorkRows(StrictRows):
    """One of ``references``."""

    id: str = Field(pattern=_KEY, max_length=100)
    type: str
    title: str = NameField
    author: list[NameRows] = Field(default=[], max_length=200)
    editor: list[NameRows] = Field(default=[], max_length=200)
    translator: list[NameRows] = Field(default=[], max_length=200)
    container_title: str = Field(default="", alias="container-title")
    publisher: str = ""
    publisher_place: str = Field(default="", alias="publisher-place")
    issued: DateField | None = None
    accessed: DateField | None = None
    volume: int | str = ""
    issue: int | str = ""
    page: int | str = ""
    edition: int | str = ""
    number: int | str = ""
    URL: str = ""
    DOI: str = ""
    translation: str = Field(default="", max_length=2000)
    language: str = Field(default="", pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$")


class ReferencesFile(StrictRows):
    """``references.yaml``."""

    references: list[WorkRows] = Field(min_length=1, max_length=_MAX_WORKS)


def read_references(text: str, path: Path, problems: list[Problem]) -> dict[str, Work]:
    """The works of *text*, that of the file *path*, by their keys; what is wrong goes to *problems*."""
    works: dict[str, Work] = {}
    for rows, line_of in (_rows_of_bibtex if path.suffix == ".bib" else _rows_of_yaml)(text, path, problems):
        line = line_of("")
        if rows.id in works:
            message = _("The reference “{key}” is listed twice.").format(key=rows.id)
            hint = _("It stands on line {line} already.").format(line=works[rows.id].line)
            problems.append(Problem(message, path, line, hint))
            continue
        problems += _find_faults(rows, path, line_of)
        works[rows.id] = _work(rows, path, line)
    return works


def _rows_of_yaml(text: str, path: Path, problems: list[Problem]) -> Iterator[tuple[WorkRows, LineOf]]:
    file = parse_yaml(text, ReferencesFile, path, problems)
    if file is not None:
        for index, rows in enumerate(file.rows.references):
            yield rows, partial(file.line_of, "references", index)


def _rows_of_bibtex(text: str, path: Path, problems: list[Problem]) -> Iterator[tuple[WorkRows, LineOf]]:
    for entry in read_bibtex(text, problems, path):
        try:
            rows = WorkRows.model_validate(entry.row)
        except ValidationError as error:
            key = str(error.errors()[0]["loc"][0])
            message = _("The reference “{id}” has no “{key}” that could be read.").format(id=entry.row["id"], key=key)
            problems.append(Problem(message, path, entry.line, _("See {file}.").format(file=WorkRows.guide)))
            continue
        yield rows, partial(_line_of_entry, entry.line)


def _line_of_entry(line: int, _key: str) -> int:
    return line


def _find_faults(rows: WorkRows, path: Path, line_of: LineOf) -> list[Problem]:
    """What GB/T 7714 would miss in *rows*, or could not print."""

    def fault(key: str, message: str, hint: str) -> Problem:
        return Problem(message, path, line_of(key), hint)

    if rows.type not in WORK_TYPES:
        message = _("“{type}” is no type of a reference.").format(type=rows.type)
        return [fault("type", message, _("There are: {names}.").format(names=", ".join(WORK_TYPES)))]
    written = rows.model_dump(by_alias=True)
    faults = [
        fault("", _("The reference “{id}” has no “{key}”.").format(id=rows.id, key=key), _("Add it."))
        for key in _REQUIRED[rows.type]
        if written[key] in ("", None, [])
    ]
    for key in ("author", "editor", "translator"):
        if any(bool(name.literal) == bool(name.family) for name in getattr(rows, key)):
            message = _("A name of “{key}” has neither “family” nor “literal”, or both.").format(key=key)
            faults.append(fault(key, message, "author: [{family: 张, given: 三}, {literal: 某工会}]"))
    for key, value in (("issued", rows.issued), ("accessed", rows.accessed)):
        if value is not None and not _DATE.fullmatch(_date(value)):
            message = _("“{key}” is no date.").format(key=key)
            faults.append(fault(key, message, _("Write 2020, 2020-05 or 2020-05-01.")))
    if rows.DOI and not DOI.fullmatch(rows.DOI):
        hint = _("Write only {doi}.").format(doi="10.1234/abc.2024.01.001")
        faults.append(fault("DOI", _("“{doi}” is no DOI.").format(doi=rows.DOI), hint))
    if rows.URL and not rows.URL.startswith(("https://", "http://")):
        faults.append(fault("URL", _("“URL” is no web address."), _("It begins with https://.")))
    return faults


def _work(rows: WorkRows, path: Path, line: int) -> Work:
    return Work(
        key=rows.id,
        type=rows.type,  # type: ignore[arg-type]  # any other type is a problem
        title=rows.title.strip(),
        path=path,
        line=line,
        authors=_names(rows.author),
        editors=_names(rows.editor),
        translators=_names(rows.translator),
        container=rows.container_title,
        publisher=rows.publisher,
        place=rows.publisher_place,
        issued=_date(rows.issued),
        accessed=_date(rows.accessed),
        volume=str(rows.volume),
        issue=str(rows.issue),
        pages=str(rows.page),
        edition=str(rows.edition),
        number=str(rows.number),
        address=rows.URL,
        doi=rows.DOI,
        language=rows.language,
        translation=rows.translation.strip(),
    )


def _names(rows: list[NameRows]) -> tuple[Name, ...]:
    return tuple(Name(name.literal or name.family, name.given) for name in rows)


def _date(value: Any) -> str:
    """A date as ISO 8601 writes it, as far as it is known."""
    if isinstance(value, DateRows):
        return "-".join(str(part).zfill(4 if not number else 2) for number, part in enumerate(value.date_parts[0]))
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "" if value is None else str(value).strip()
