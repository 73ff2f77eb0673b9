"""What a periodical consists of: publication, issue, section, article.

Everything here is frozen: it is parsed once from the content folder and read by all later stages. ``line`` is the
1-based line of the article's Markdown file that a thing was written on, so that later stages can say where.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.blocks import Block, Break, Figure, Picture
from pipeline.colours import ColourChange
from pipeline.errors import Problem
from pipeline.issue_numbers import IssueDate, IssueNumber, issue_label, total_label
from pipeline.references import Work
from pipeline.standards import Standard
from pipeline.units import Focus


@dataclass(frozen=True, slots=True)
class Portrait:
    """A *picture* of a person, which fills its frame about its *focus*."""

    picture: Picture
    alt: str
    focus: Focus


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A named author or office; *affiliation* may be several with “；” between them, *bio* a sentence on the person.

    *role*: what was done where that is not writing (口述, 整理).
    """

    name: str
    affiliation: str = ""
    bio: str = ""
    role: str = ""
    portrait: Portrait | None = None

    @property
    def affiliations(self) -> tuple[str, ...]:
        """The affiliations one by one."""
        return tuple(each.strip() for each in self.affiliation.split("；") if each.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class EnglishHead:
    """The head of an article in English, as journals print it below the Chinese one (GB/T 7713.2-2022)."""

    title: str
    authors: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    summary: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. *slug* (the file's stem) is unique in the issue; a newline in a title is a preferred break."""

    slug: str
    path: Path = field(repr=False)
    title: str
    body: tuple[Block, ...]
    title_line: int = 1
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    source: str = ""
    date: datetime.date | None = None
    kicker: str = ""
    style: str = ""
    """The template of the layout that sets the article; empty: that of all."""
    style_line: int = 1
    summary: str = ""
    title_note: str = ""
    photographer: str = ""
    editor: str = ""
    """Who is responsible for the article at the publication: 责任编辑."""
    received: datetime.date | None = None
    revised: datetime.date | None = None
    fund: str = ""
    """Who paid for the work 基金项目, with the number of the project."""
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Names of those whom it speaks of, for indexes: they are not printed with it."""
    clc: str = ""
    """Classes of the Chinese Library Classification 中图分类号, with “；” between them."""
    document_code: str = ""
    """文献标志码, A to E (CAJ-CD B/T 1)."""
    article_id: str = ""
    """文章编号: ISSN, year, issue, first page, pages (CAJ-CD B/T 1)."""
    doi: str = ""
    english: EnglishHead | None = None
    works: tuple[Work, ...] = ()
    """What it cites, in the order of the first citations, and behind that what it lists besides."""
    language: str = ""
    """A BCP 47 tag of Chinese; empty: the publication's."""
    languages: tuple[tuple[str, int], ...] = field(default=(), repr=False, compare=False)
    """That of the article and those of passages in it, as they are told, each with its 1-based line."""
    notes: tuple[Problem, ...] = field(default=(), repr=False, compare=False)
    """What was found in the text and is no fault, for its editor."""
    editor_notes: tuple[Problem, ...] = field(default=(), repr=False, compare=False)
    """Notes of editors that still stand in the text, which may not go to press with them."""

    @property
    def parting(self) -> Break | None:
        """Where it is parted, if its rest stands elsewhere in the issue."""
        return next((each for each in self.body if isinstance(each, Break) and each.kind == "rest"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article's place in the issue: how the contents name it, if they do (*is_listed*), and the folio it had in
    print, if that is known. One that is parted has a second place, where its *rest* stands. A *filler* 补白 stands
    below the entry before it if there is room on that page, else below another, or is left out. *runs_on*: whether
    it stands below the entry before it rather than begins a page (None: as in its section).
    """

    article: Article
    contents_title: str
    printed_folio: int | None = None
    is_listed: bool = True
    is_rest: bool = False
    is_filler: bool = False
    runs_on: bool | None = None
    line: int = 1
    """Of the issue's file."""

    @property
    def goes_on(self) -> bool:
        """Whether the rest of the article stands in another place."""
        return not self.is_rest and self.article.parting is not None

    @property
    def body(self) -> tuple[Block, ...]:
        """The blocks that stand here."""
        parting = self.article.parting
        if parting is None:
            return self.article.body
        at = self.article.body.index(parting)
        return self.article.body[at + 1 :] if self.is_rest else self.article.body[:at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section 栏目. *contents_name* differs from *name* only where the contents name it otherwise.

    *style*: the template of the layout that sets it as a whole, empty for the usual one. It may open with a *picture*,
    and stand in so many *columns* (0: those of the layout). *runs_on*: whether its articles stand below one another
    rather than begin pages (None: as in the layout).
    """

    name: str
    contents_name: str
    entries: tuple[Entry, ...]
    line: int = 1
    style: str = ""
    columns: int = 0
    runs_on: bool | None = None
    picture: Figure | None = None

    @property
    def beginnings(self) -> tuple[Entry, ...]:
        """The entries of articles that begin here: all but the rests of others."""
        return tuple(entry for entry in self.entries if not entry.is_rest)


@dataclass(frozen=True, slots=True)
class OptionChoice:
    """What a publication wants of an option of its layout; *line*: of its file."""

    name: str
    value: str
    line: int = 1


IndexOrder = Literal["pinyin", "strokes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A periodical: *id* is its folder's name, *language* a BCP 47 tag, *colophon* rows of label and value.

    *index_order* is that of the indexes of its volumes and its shelf.
    """

    id: str
    path: Path = field(repr=False)
    name: str
    latin_name: str
    organisers: tuple[str, ...]
    layout: str
    language: str
    layout_line: int = 1  # of the publication's file, to say where a layout that isn't there is named
    colophon: tuple[tuple[str, str], ...] = ()
    printer: str = ""  # the file in layouts/press; empty: the one that is shipped for everyone
    printer_line: int = 1
    colours: tuple[ColourChange, ...] = ()
    options: tuple[OptionChoice, ...] = ()
    citations: Literal["numeric", "author-year"] = "numeric"
    index_order: IndexOrder = "pinyin"
    standard: Standard = Standard.PDF_A_2
    """What its reading editions, offprints and volumes are made by."""
    profile: Literal["", "internal", "journal"] = ""
    """Which form it must have: that of an internal publication 内部资料性出版物, of a journal 期刊, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What the cover carries besides the nameplate: a picture with its alt text and *focus*, lines of text.

    *line* is that of the issue's file.
    """

    picture: Picture | None = None
    alt: str = ""
    lines: tuple[str, ...] = ()
    focus: Focus = field(default_factory=Focus)
    line: int = 1


PagePlace = Literal["inside_front", "inside_back", "back", "before", "after"]


@dataclass(frozen=True, slots=True)
class QrCode:
    """An address that readers are led to by a QR code in the colophon, with the *text* below it."""

    address: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Where a placed page stands on ours, in pt from the upper left corner of the trim.

    *form* is the name of the form that it is drawn by; empty: it is a picture.
    """

    left: float
    top: float
    width: float
    height: float
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """A page that is no article's: 封二, 封三 or 封底, or an insert 插页 *before* or *after* the article *slug*.

    It is filled by a *picture* with *alt* and *focus*, by the page *pdf_page* (from 1) of a *pdf* with *alt*, which
    stands as *sheet* says, or by a *template* that may print its *lines*. It may be counted in a *group*, told by its
    first folio. *line* is that of the issue's file.
    """

    place: PagePlace
    slug: str = ""
    picture: Picture | None = None
    alt: str = ""
    focus: Focus = field(default_factory=Focus)
    pdf: Path | None = field(default=None, repr=False)
    pdf_page: int = 1
    sheet: Sheet | None = None
    template: str = ""
    lines: tuple[str, ...] = ()
    group: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class FolioRule:
    """How pages are counted: from *first* on, without the cover and what stands behind it if they *skip_cover*.

    Where the issue *continues*, the first is the one behind the last of the issue before. *line* is that of its file.
    """

    first: int = 1
    skip_cover: bool = False
    continues: bool = False
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue of a publication. *number* counts in the year, *total_number* (总第 N 期), if any, since the first.

    *notes* are for its editor: what was found in the issue file and is no fault. Each article has its own.
    """

    publication: Publication
    path: Path = field(repr=False)
    year: int
    number: IssueNumber
    total_number: IssueNumber | None
    date: IssueDate
    sections: tuple[Section, ...]
    cover: Cover = field(default_factory=Cover)
    folios: FolioRule = field(default_factory=FolioRule)
    pages: tuple[OwnPage, ...] = ()
    qr_codes: tuple[QrCode, ...] = ()
    left_out: tuple[Path, ...] = ()
    """Files of fillers that there is no room for."""
    notes: tuple[Problem, ...] = field(default=(), repr=False, compare=False)

    @property
    def id(self) -> str:
        """``<publication>-<year>-<number>``, the stem of the issue's files and the prefix of all its anchors."""
        return f"{self.publication.id}-{self.year}-{self.number.folder}"

    @property
    def label(self) -> str:
        """``第7-8期（总第234-235期）``."""
        return issue_label(self.number, self.total_number)

    @property
    def label_with_year(self) -> str:
        """``2023年第7-8期（总第234-235期）``."""
        return f"{self.year}年{self.label}"

    @property
    def total_label(self) -> str:
        """``总第234-235期``; empty where issues are not counted through."""
        return total_label(self.total_number)

    @property
    def entries(self) -> Iterator[Entry]:
        """The entries of all articles, one of each, in the order of the issue."""
        for section in self.sections:
            yield from section.beginnings


def plain_title(title: str) -> str:
    """Return *title* on one line (outline, metadata, listings).

    A preferred break stands for nothing there; where a space should stand, it is written before the break.
    """
    return "".join(title.splitlines()).strip()
