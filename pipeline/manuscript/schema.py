"""The keys of the content files (docs/content-format.md)."""

import datetime
import re
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from pipeline.addresses import is_allowed
from pipeline.colours import MAX_SPOT, RGB_PATTERN, SPOT_PATTERN, Percentages
from pipeline.i18n import _
from pipeline.manuscript.number_rows import DayOrMonth, NumberOfIssue, TotalNumber
from pipeline.model import IndexOrder
from pipeline.strict_yaml import NOT_BLANK, StrictRows, make_fault
from pipeline.units import Focus

Name = Field(min_length=1, max_length=2000, pattern=NOT_BLANK)
# More than any periodical has; without bounds a few YAML aliases could stand for millions of rows.
MAX_ROWS = 200
MAX_PATH = 1000
MAX_FOLIO = 9999
_MAX_PREFIX = 12  # characters of the name of a group of pages, and of its first folio
COVER_PAGES = ("inside_front", "inside_back", "back")
STATUSES = ("来稿", "编辑", "一校", "二校", "三校", "定稿")
"""How far an article has come, from the manuscript that came in to the text that is final."""
MAX_ADDRESS = 200  # of a QR code: longer ones have modules too small for 20 mm


def _require_per_cent(values: list[float]) -> list[float]:
    if max(values) <= 1 and any(value % 1 for value in values):
        message = _("These are shares of 1, and inks are written per cent.")
        raise make_fault(message, _("Write it as {form}.").format(form=[round(100 * value) for value in values]))
    return values


class ColourRows(StrictRows):
    """One of ``colors``: a change of one colour of the layout."""

    rgb: str | None = Field(default=None, pattern=RGB_PATTERN)
    cmyk: Annotated[Percentages, AfterValidator(_require_per_cent)] | None = None
    spot: str | None = Field(default=None, max_length=MAX_SPOT, pattern=SPOT_PATTERN)


class PublicationFile(StrictRows):
    """``publication.yaml``."""

    name: str = Name
    latin_name: str = Name
    organisers: list[str] = Field(min_length=1, max_length=MAX_ROWS)
    layout: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    language: str = Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    colophon: dict[str, str] = Field(default={})
    printer: str = Field(default="", max_length=MAX_PATH)
    citations: Literal["numeric", "author-year"] = "numeric"
    index_order: IndexOrder = "pinyin"
    profile: Literal["", "internal", "journal"] = ""
    standard: Literal["PDF/A-2", "PDF/A-4"] = "PDF/A-2"
    colors: dict[str, ColourRows] = Field(default={}, max_length=MAX_ROWS)
    options: dict[str, str | int] = Field(default={}, max_length=MAX_ROWS)

    forms = MappingProxyType(
        {"*.rgb": '"#c8102e"', "*.cmyk": "[0, 95, 100, 0]", "*.spot": '"PANTONE 485 C"', "language": "zh-CN"}
    )


def _read_focus(value: object) -> Focus:
    """``focus``: a point of a picture, such as 50% 30%."""
    try:
        return Focus.parse(value if isinstance(value, str) else "")
    except ValueError:
        hint = _(
            "Write how far it is from the left and from the top: “50% 30%” is in the middle, a third below the top."
        )
        raise make_fault(_("“focus” is no point of a picture."), hint) from None


FocusPoint = Annotated[Focus, BeforeValidator(_read_focus)]


class CoverRows(StrictRows):
    """``cover`` of ``issue.yaml``."""

    picture: str | None = None
    alt: str = ""
    focus: FocusPoint = Focus()
    lines: list[str] = Field(default=[], max_length=MAX_ROWS)


def _read_status(value: object) -> str:
    """``status`` of an entry: how far the article has come."""
    if value not in STATUSES:
        raise make_fault(_("“status” is none that is known."), _("Write {known}.").format(known=" / ".join(STATUSES)))
    return str(value)


class EntryRows(StrictRows):
    """One of ``articles`` of a section."""

    file: str = Name
    contents_title: str | None = None
    contents: bool = True
    filler: bool = False
    run_on: bool | None = None
    printed_folio: int | None = Field(default=None, ge=1)
    status: Annotated[str, BeforeValidator(_read_status)] = ""
    held: bool = False


class SectionRows(StrictRows):
    """One of ``sections`` of ``issue.yaml``."""

    name: str = Name
    contents_name: str | None = None
    contents: bool = True
    style: str = ""
    columns: int = Field(default=0, ge=1, le=6)
    run_on: bool | None = None
    picture: str | None = None
    alt: str = ""
    focus: FocusPoint = Focus()
    articles: list[EntryRows] = Field(min_length=1, max_length=MAX_ROWS)


def _read_first(value: object) -> str:
    """The first folio of a group of pages."""
    text = str(value) if isinstance(value, int) else value
    if not isinstance(text, str) or len(text) > _MAX_PREFIX or not re.fullmatch(r"\S*(?:[1-9][0-9]{0,3}|I|i)", text):
        message = _("This is no first folio of a group.")
        raise make_fault(message, _("Write A1, 彩1, I or i: a number in figures at its end, or a Roman one."))
    return text


FirstOfGroup = Annotated[str, BeforeValidator(_read_first)]


def _read_first_folio(value: object) -> int | str:
    """``first`` of ``folios``."""
    if value == "continue" or (type(value) is int and 1 <= value <= MAX_FOLIO):
        return value
    message = _("“first” is no folio that an issue could begin with.")
    raise make_fault(message, _("Write a number from 1 to {most}, or “continue”.").format(most=MAX_FOLIO))


class FolioRows(StrictRows):
    """``folios`` of ``issue.yaml``."""

    first: Annotated[int | Literal["continue"], BeforeValidator(_read_first_folio)] = 1
    skip_cover: bool = False
    groups: dict[str, FirstOfGroup] = Field(default={}, max_length=20)


def _read_address(value: object) -> str:
    """``address`` of a QR code: a web address that fits into one."""
    if not isinstance(value, str) or not is_allowed(value):
        raise make_fault(_("“address” is no address."), _("Write it in full: https://example.org/…"))
    if len(value) > MAX_ADDRESS:
        message = _("The address is too long for a QR code that is read easily.")
        raise make_fault(message, _("Take one of at most {most} characters.").format(most=MAX_ADDRESS))
    return value


class QrCodeRows(StrictRows):
    """One of ``qr_codes`` of ``issue.yaml``."""

    address: Annotated[str, BeforeValidator(_read_address)]
    text: str = Name


def _read_place(value: object) -> str:
    """``at`` of a page."""
    if value not in COVER_PAGES:
        hint = _("Write inside_front (封二), inside_back (封三) or back (封底); for an insert before: or after:.")
        raise make_fault(_("“at” is no page of a cover."), hint)
    return str(value)


class PageRows(StrictRows):
    """One of ``pages`` of ``issue.yaml``: where it stands (*at*, *before*, *after*), and what is on it."""

    at: Annotated[Literal["inside_front", "inside_back", "back"], BeforeValidator(_read_place)] | None = None
    before: str | None = Field(default=None, max_length=MAX_PATH)
    after: str | None = Field(default=None, max_length=MAX_PATH)
    picture: str | None = None
    alt: str = ""
    focus: FocusPoint = Focus()
    pdf: str | None = Field(default=None, max_length=MAX_PATH)
    page: int = Field(default=1, ge=1, le=20_000)
    group: str = Field(default="", max_length=_MAX_PREFIX)
    template: str | None = Field(default=None, pattern=r"^(common/)?[a-z][a-z-]*$")
    lines: list[str] = Field(default=[], max_length=MAX_ROWS)


class IssueFile(StrictRows):
    """``issue.yaml``."""

    year: int = Field(ge=1800, le=9999)
    number: NumberOfIssue
    total_number: TotalNumber | None = None
    date: DayOrMonth
    cover: CoverRows = CoverRows()
    folios: FolioRows = FolioRows()
    colophon: dict[str, str] = Field(default={})
    pages: list[PageRows] = Field(default=[], max_length=MAX_ROWS)
    qr_codes: list[QrCodeRows] = Field(default=[], max_length=4)
    sections: list[SectionRows] = Field(min_length=1, max_length=MAX_ROWS)


class AuthorRows(StrictRows):
    """One of ``authors``, of an article or of a legacy PDF's."""

    name: str = Name
    affiliation: str = ""


class ArticleAuthorRows(AuthorRows):
    """One of ``authors`` of an article."""

    bio: str = ""
    role: str = Field(default="", max_length=20)
    portrait: str | None = None
    alt: str = ""
    focus: FocusPoint = Focus()


class EnglishRows(StrictRows):
    """``english`` of an article: its head in English."""

    title: str = Name
    authors: list[str] = Field(default=[], max_length=MAX_ROWS)
    affiliations: list[str] = Field(default=[], max_length=MAX_ROWS)
    summary: str = ""
    keywords: list[str] = Field(default=[], max_length=MAX_ROWS)


class ArticleRows(StrictRows):
    """The YAML at the head of an article."""

    comments = False
    forms = MappingProxyType(
        {
            "authors": "authors: [{name: 张某}, {name: 李某}]",
            "keywords": "keywords: [工会, 集体协商]",
            "people": "people: [张某, 李某]",
            "english": "english: {title: …, summary: …}",
            "english.authors": "authors: [ZHANG San, LI Si]",
            "english.affiliations": "affiliations: [Hebei University]",
            "english.keywords": "keywords: [trade union, collective bargaining]",
        }
    )
    title: str = Name
    subtitle: str = ""
    authors: list[ArticleAuthorRows] = Field(default=[], max_length=MAX_ROWS)
    source: str = ""
    date: datetime.date | None = None
    kicker: str = ""
    style: str = ""
    summary: str = ""
    title_note: str = ""
    photographer: str = ""
    editor: str = ""
    received: datetime.date | None = None
    revised: datetime.date | None = None
    fund: str = ""
    keywords: list[str] = Field(default=[], max_length=MAX_ROWS)
    people: list[str] = Field(default=[], max_length=MAX_ROWS)
    clc: str = ""
    document_code: str = ""
    article_id: str = ""
    doi: str = ""
    english: EnglishRows | None = None
    uncited: list[str] = Field(default=[], max_length=MAX_ROWS)
    lang: str = Field(default="", pattern=r"^([Zz][Hh](-[A-Za-z0-9]{2,8})*)?$")
