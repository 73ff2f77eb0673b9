"""``references.bib``: entries of BibTeX as rows of CSL; fields that no list prints are passed over."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from pipeline.errors import Problem
from pipeline.i18n import _

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*[{(]\s*([^,\s{}]*)\s*,?")
_FIELD = re.compile(r"[\s,]*([A-Za-z][A-Za-z0-9_-]*)\s*=\s*")
_MAX_CHARACTERS = 1_000_000  # some two thousand entries
_NO_WORKS = frozenset({"comment", "preamble", "string"})
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "article": "article-journal",
        "newspaper": "article-newspaper",
        "magazine": "article-magazine",
        "book": "book",
        "inbook": "chapter",
        "incollection": "chapter",
        "inproceedings": "paper-conference",
        "conference": "paper-conference",
        "phdthesis": "thesis",
        "mastersthesis": "thesis",
        "thesis": "thesis",
        "techreport": "report",
        "report": "report",
        "standard": "standard",
        "patent": "patent",
        "online": "webpage",
        "electronic": "webpage",
        "misc": "webpage",
    }
)
_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "title": "title",
        "journal": "container-title",
        "journaltitle": "container-title",
        "booktitle": "container-title",
        "publisher": "publisher",
        "school": "publisher",
        "institution": "publisher",
        "organization": "publisher",
        "address": "publisher-place",
        "location": "publisher-place",
        "year": "issued",
        "date": "issued",
        "volume": "volume",
        "pages": "page",
        "edition": "edition",
        "doi": "DOI",
        "url": "URL",
        "urldate": "accessed",
    }
)
_NAMES = ("author", "editor", "translator")
_ESCAPED = re.compile(r"\\([&%$#_{}])")


class BibEntry(NamedTuple):
    """A row of CSL, and the 1-based *line* that its entry begins on."""

    row: dict[str, Any]
    line: int


def read_bibtex(text: str, problems: list[Problem], place: Path) -> Iterator[BibEntry]:
    """The entries of *text*, the file *place*; what could not be read goes to *problems*."""
    if len(text) > _MAX_CHARACTERS:
        message = _("The file is longer than {limit} characters.").format(limit=_MAX_CHARACTERS)
        problems.append(Problem(message, place, hint=_("Leave out what no article cites.")))
        return
    at = 0
    while (found := _ENTRY.search(text, at)) is not None:
        line = text.count("\n", 0, found.start()) + 1
        kind = found[1].lower()
        if kind in _NO_WORKS:
            at = found.end()
            continue
        fields, at = _read_fields(text, found.end())
        if at < 0:
            message = _("The entry “{key}” is not closed.").format(key=found[2])
            problems.append(Problem(message, place, line, _("Write } at its end.")))
            return
        if kind not in _TYPES:
            message = _("“{type}” is no type of a reference.").format(type=f"@{found[1]}")
            hint = _("There are: {names}.").format(names=", ".join(f"@{name}" for name in _TYPES))
            problems.append(Problem(message, place, line, hint))
            continue
        tex = next((value for value in fields.values() if "\\" in _ESCAPED.sub("", value)), None)
        if tex is not None:
            message = _("“{text}” holds commands of TeX.").format(text=tex[:40])
            problems.append(Problem(message, place, line, _("Write the letters themselves: ö, é, —.")))
            continue
        yield BibEntry(_row(found[2], _TYPES[kind], fields), line)


def _read_fields(text: str, at: int) -> tuple[dict[str, str], int]:
    """The fields from *at* on, by their names in small letters, and where the entry ends; -1 where it doesn't."""
    fields: dict[str, str] = {}
    while (found := _FIELD.match(text, at)) is not None:
        value, at = _read_value(text, found.end())
        if at < 0:
            return fields, -1
        fields[found[1].lower()] = value
    end = re.compile(r"[\s,]*[})]").match(text, at)
    return fields, end.end() if end is not None else -1


def _read_value(text: str, at: int) -> tuple[str, int]:
    """A value in braces, in quotes or bare, and the place behind it; -1 where it does not end."""
    opening = text[at : at + 1]
    if opening not in ("{", '"'):
        end = re.compile(r"[,}\s]").search(text, at)
        return (text[at : end.start()], end.start()) if end is not None else ("", -1)
    depth = 0
    for index in range(at, len(text)):
        character = text[index]
        depth += (character == "{") - (character == "}")
        is_end = depth == 0 and (character == "}" if opening == "{" else character == '"' and index > at)
        if is_end and text[index - 1] != "\\":
            return " ".join(text[at + 1 : index].split()), index + 1
    return "", -1


def _row(key: str, kind: str, fields: Mapping[str, str]) -> dict[str, Any]:
    row: dict[str, Any] = {"id": key, "type": kind}
    for name, value in fields.items():
        if name in _FIELDS:
            row[_FIELDS[name]] = _drop_braces(value)
        elif name in _NAMES:
            row[name] = [_name(each) for each in re.split(r"\s+and\s+", value) if each.strip()]
        elif name == "number":
            row["issue" if kind.startswith("article-") else "number"] = _drop_braces(value)
    if "page" in row:
        row["page"] = re.sub("-{2,}|–", "-", row["page"])
    return row


def _name(written: str) -> dict[str, str]:
    """Family and given name of one who is *written* “Smith, John”, “John Smith” or, an office, “{某工会}”."""
    if written.startswith("{") and written.endswith("}"):
        return {"literal": _drop_braces(written)}
    if "," in written:
        family, given = written.split(",", 1)
        return {"family": _drop_braces(family), "given": _drop_braces(given)}
    given, _space, family = written.rpartition(" ")
    return {"family": _drop_braces(family), "given": _drop_braces(given)}


def _drop_braces(value: str) -> str:
    return _ESCAPED.sub(r"\1", re.sub(r"(?<!\\)[{}]", "", value)).strip()
