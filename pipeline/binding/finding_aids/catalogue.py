"""The catalogue of a bound volume: every article with its folios, as JSON for programs and as CSV for people.

JSON is canonical: the CSV holds nothing that it lacks. Neither depends on the language or the clock of the machine, so
that the same volume gives the same bytes. Folios are those of ``pipeline.volume``; parts are counted from 1.
"""

import csv
import io
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.issue_numbers import IssueDate
from pipeline.model import Author, plain_title
from pipeline.volume import BoundIssue, BoundVolume, PlacedArticle

SCHEMA = "kanben-catalogue"
SCHEMA_VERSION = 2  # since 2 with subtitle and contents_title; 1 is read, too
MAX_CATALOGUE = 256 << 20  # bytes; that of a year has some hundred thousand

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads a CSV in the machine's old encoding, and Chinese becomes rubbish
HEADINGS = (
    "期",
    "日期",
    "栏目",
    "题名",
    "副题名",
    "目录题名",
    "作者",
    "期内页码",
    "合订本页码",
    "分册",
    "正文起首",
    "关键词",
    "人名",
)

# A cell that begins so is a formula to Excel, LibreOffice or WPS, full-width and small forms included (OWASP, CSV
# Injection), after what is not seen: a byte order mark, spaces of no width, controls, which they pass over or take off.
_FORMULA_SIGNS = frozenset("=+-@")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn", "Me"})
_TEXT_MARK = "'"  # the spreadsheets' own sign for "this is text"


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeRecord:
    """The volume itself, as its catalogue names it. *pages* are those of its issues."""

    id: str
    publication: str
    latin_name: str
    language: str
    title: str
    number: int
    year: int
    shelf_mark: str
    parts: int
    pages: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A volume and its issues, which are without the texts of their pages here."""

    volume: VolumeRecord
    issues: tuple[BoundIssue, ...]


def catalogue_of(volume: BoundVolume) -> Catalogue:
    """The catalogue of *volume*: its facts, and its issues with titles on one line and without page texts."""
    order = volume.order
    record = VolumeRecord(
        id=order.id,
        publication=order.publication.name,
        latin_name=order.publication.latin_name,
        language=order.publication.language,
        title=order.title,
        number=order.number,
        year=order.year,
        shelf_mark=order.shelf_mark,
        parts=volume.volume_parts,
        pages=sum(issue.pages for issue in volume.issues),
    )
    return Catalogue(record, tuple(_without_texts(issue) for issue in volume.issues))


def _without_texts(issue: BoundIssue) -> BoundIssue:
    articles = tuple(
        replace(
            article,
            title=plain_title(article.title),
            subtitle=plain_title(article.subtitle),
            contents_title=plain_title(article.listed_title),
        )
        for article in issue.articles
    )
    return replace(issue, articles=articles, page_texts=(), page_confidence={})


def catalogue_json(catalogue: Catalogue) -> bytes:
    """*catalogue* as JSON in UTF-8; ``read_catalogue`` gives back an equal one."""
    return rows_as_json({"schema": SCHEMA, "schema_version": SCHEMA_VERSION, **catalogue_rows(catalogue)})


def catalogue_rows(catalogue: Catalogue) -> dict[str, Any]:
    """The volume and the issues of *catalogue* as JSON has them."""
    volume = {name: getattr(catalogue.volume, name) for name in VolumeRecord.__slots__}
    return {"volume": volume, "issues": [_issue_row(issue) for issue in catalogue.issues]}


def rows_as_json(rows: dict[str, Any]) -> bytes:
    """*rows* as JSON in UTF-8. Text out of a damaged PDF may hold half a character, which no encoding can hold."""
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _issue_row(issue: BoundIssue) -> dict[str, Any]:
    return {
        "id": issue.id,
        "label": issue.label,
        "date": issue.date.isoformat() if issue.date else None,
        "part": issue.volume_part + 1,
        "volume_folio": issue.volume_folio,
        "pages": issue.pages,
        **({} if issue.text_confidence is None else {"text_confidence": issue.text_confidence}),
        "articles": [_article_row(issue, article) for article in issue.articles],
    }


def _article_row(issue: BoundIssue, article: PlacedArticle) -> dict[str, Any]:
    return {
        "section": article.section,
        "title": article.title,
        "subtitle": article.subtitle,
        "contents_title": article.contents_title,
        "authors": [{"name": author.name, "affiliation": author.affiliation} for author in article.authors],
        "issue_folio": article.issue_folio,
        "volume_folio": issue.folio_of(article),
        "destination": article.destination,
        "first_lines": article.first_lines,
        "keywords": list(article.keywords),
        "people": list(article.people),
        **({"language": article.language} if article.language else {}),
    }


def read_catalogue(data: bytes) -> Catalogue:
    """The catalogue that ``catalogue_json`` wrote. Raises BindingError when *data* is anything else."""
    try:
        rows = json.loads(data.decode("utf-8"))
        if rows["schema"] != SCHEMA or rows["schema_version"] not in {1, SCHEMA_VERSION}:
            raise ValueError
        record = VolumeRecord(**rows["volume"])
        _require_types(record)
        return Catalogue(record, tuple(_issue_of(row) for row in rows["issues"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = _("This is no catalogue of Kanben, or one of another version.")
        raise BindingError(Problem(message, hint=_("Bind the volume anew."))) from error


def _require_types(value: Any) -> None:
    """Raise TypeError if a field of the dataclass *value* is not of the type that it is declared with: text, number."""
    for each in fields(value):
        if each.type in (str, int) and type(getattr(value, each.name)) is not each.type:
            raise TypeError(each.name)


def _issue_of(row: dict[str, Any]) -> BoundIssue:
    issue = BoundIssue(
        id=row["id"],
        label=row["label"],
        volume_folio=row["volume_folio"],
        pages=row["pages"],
        articles=tuple(_article_of(article, row["volume_folio"]) for article in row["articles"]),
        date=IssueDate.parse(row["date"]) if row["date"] is not None else None,
        volume_part=row["part"] - 1,
        text_confidence=row.get("text_confidence"),
    )
    _require_types(issue)
    return issue


def _article_of(row: dict[str, Any], first_folio: int) -> PlacedArticle:
    """The article of a *row*; *first_folio* is the volume folio of its issue's first page."""
    authors = tuple(Author(name=author["name"], affiliation=author["affiliation"]) for author in row["authors"])
    article = PlacedArticle(
        title=row["title"],
        authors=authors,
        section=row["section"],
        page=row["volume_folio"] - first_folio,
        issue_folio=row["issue_folio"],
        destination=row["destination"],
        first_lines=row["first_lines"],
        subtitle=row.get("subtitle", ""),
        contents_title=row.get("contents_title", row["title"]),
        keywords=tuple(row.get("keywords", ())),
        people=tuple(row.get("people", ())),
        language=row.get("language", ""),
    )
    for value in (article, *authors):
        _require_types(value)
    if not all(isinstance(each, str) for each in (*article.keywords, *article.people)):
        raise TypeError("keywords, people")
    return article


def catalogue_csv(catalogue: Catalogue) -> bytes:
    """*catalogue* as CSV (RFC 4180, UTF-8 with a byte order mark), one row for each article, headings in Chinese.

    A text that a spreadsheet would take for a formula has an apostrophe before it.
    """
    rows = (article_cells(issue, article) for issue in catalogue.issues for article in issue.articles)
    return rows_as_csv(HEADINGS, rows)


def rows_as_csv(headings: Iterable[str], rows: Iterable[Iterable[str | int]]) -> bytes:
    """*rows* of cells below *headings*, as `catalogue_csv` has it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([cell if isinstance(cell, int) else _cell(cell) for cell in row] for row in rows)
    return (_BYTE_ORDER_MARK + text.getvalue()).encode("utf-8", "replace")


def article_cells(issue: BoundIssue, article: PlacedArticle) -> tuple[str | int, ...]:
    """The row of *article*, one of *issue*, below HEADINGS."""
    return (
        issue.label,
        issue.date.isoformat() if issue.date else "",
        article.section,
        article.title,
        article.subtitle,
        article.contents_title,
        authors_in_words(article.authors),
        article.issue_folio,
        issue.folio_of(article),
        issue.volume_part + 1,
        article.first_lines,
        "；".join(article.keywords),
        "；".join(article.people),
    )


def authors_in_words(authors: Iterable[Author]) -> str:
    """``甲（单位）；乙``: all authors in one line."""
    named = (f"{author.name}（{author.affiliation}）" if author.affiliation else author.name for author in authors)
    return "；".join(named)


def _cell(text: str) -> str:
    line = " ".join(text.replace("\0", "").split())
    seen = next((each for each in line if unicodedata.category(each) not in _UNSEEN), "")
    return _TEXT_MARK + line if unicodedata.normalize("NFKC", seen)[:1] in _FORMULA_SIGNS else line
