"""What a bound volume consists of: as ``volume.yaml`` orders it, and as its finding aids, indexes and binding see it.

Folios and page indices: a *page index* is 0-based in one file; an *issue folio* is the number printed by the issue
itself; a *volume folio* counts all pages of the bound issues (blanks too) from 1, through all parts of a split volume.
The pages before them (cover, imprint, contents, indexes) are counted in Roman numerals of their own.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.colours import ColourChange
from pipeline.issue_numbers import IssueDate, IssueNumber
from pipeline.model import Author, Publication

# --- as ordered ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyArticle:
    """An article of a legacy PDF; *page* is the 1-based page of the file on which it begins.

    *keywords* and *people* are those of `Article`.
    """

    title: str
    page: int
    authors: tuple[Author, ...] = ()
    section: str = ""
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    line: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LegacyIssue:
    """An issue that exists as a PDF only. *label* is how the volume names it, such as 第3期.

    *verified*: a validator has found true what the file declares, PDF/A-2a and PDF/UA-1. *ocr*: its pages are pictures,
    whose text is to be recognised. *first_folio*: what its first page counts as; None: what the file says itself.
    """

    path: Path = field(repr=False)
    number: IssueNumber
    label: str
    articles: tuple[LegacyArticle, ...]
    date: IssueDate | None = None
    line: int = 1  # of volume.yaml
    verified: bool = False
    ocr: bool = False
    first_folio: int | None = None


@dataclass(frozen=True, slots=True)
class SourceIssue:
    """An issue that is built from its content folder *path*."""

    path: Path = field(repr=False)
    number: IssueNumber
    line: int = 1  # of volume.yaml; 1 when all issues of the year are taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """What is stamped on the pages of the issues besides the volume folio, which always is. Empty: not wanted.

    *ownership* is the text of the library's seal 馆藏章; *notice* a line such as 内部资料 注意保存; *proof* which proof
    the volume is, printed with *proof_date*; *archive_uri* an address that is shown as a QR code.
    """

    running_title: str = ""
    shelf_mark: str = ""
    ownership: str = ""
    notice: str = ""
    proof: Literal["", "初校", "二校", "三校"] = ""
    proof_date: datetime.date | None = None
    archive_uri: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """The order to bind a year of *publication*. *path* is its ``volume.yaml``.

    *caliper* is the thickness of one leaf, pt; *binding_edge* the side of a recto that the spine is at;
    *page_limit* the number of pages of issues above which the volume is split into parts 上册/下册 (None: never).
    *layout* names a folder of templates and style sheets, on the 1-based *layout_line* of the file, *colours* what is
    wanted otherwise of its colours.
    """

    publication: Publication
    path: Path = field(repr=False)
    year: int
    title: str
    number: int
    issues: tuple[SourceIssue | LegacyIssue, ...]
    shelf_mark: str = ""
    binding_edge: Literal["left", "right"] = "left"
    caliper: float = 0.2835  # 0.1 mm, a leaf of 80 g/m² offset paper
    page_limit: int | None = None
    layout: str = "volume"
    layout_line: int = 1
    stamps: Stamps = field(default_factory=Stamps)
    colours: tuple[ColourChange, ...] = ()

    @property
    def id(self) -> str:
        """``<publication>-<year>``, the stem of the volume's files."""
        return f"{self.publication.id}-{self.year}"


# --- as bound -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedArticle:
    """An article in its finished issue. *page* is the 0-based page on which it begins, *issue_folio* what it prints.

    *title* and *subtitle* are those above the article, *contents_title* what the contents of its issue print, which is
    empty where nothing is known of it. *language* is that of both, empty where it is the publication's.
    *destination* is the name by which links lead to it, in the issue and in the volume.
    *first_lines* is the beginning of its text, at most 120 characters on one line; *keywords* and *people* are
    those at its head.
    """

    title: str
    authors: tuple[Author, ...]
    section: str
    page: int
    issue_folio: int
    destination: str
    first_lines: str = ""
    subtitle: str = ""
    contents_title: str = ""
    language: str = ""
    keywords: tuple[str, ...] = ()
    people: tuple[str, ...] = ()

    @property
    def listed_title(self) -> str:
        """The title in contents and indexes."""
        return self.contents_title or self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundIssue:
    """An issue in its place. *id* is unique in the volume; *label* names it in contents, such as 第1期（总第228期）.

    *volume_part* is the 0-based part (上册 0, 下册 1 …) that it is bound into; *volume_folio* that of its first page;
    *page_texts* the text of each page in reading order, for full-text search; where it was recognised in pictures,
    *text_confidence* tells how sure that guess is, 0 to 1, and *page_confidence* that of each such page, by 0-based
    index.
    """

    id: str
    label: str
    volume_folio: int
    pages: int
    articles: tuple[PlacedArticle, ...]
    date: IssueDate | None = None
    volume_part: int = 0
    page_texts: tuple[str, ...] = ()
    text_confidence: float | None = None
    page_confidence: Mapping[int, float] = field(default_factory=dict)

    def folio_of(self, article: PlacedArticle) -> int:
        """The volume folio on which *article*, one of this issue, begins."""
        return self.volume_folio + article.page


@dataclass(frozen=True, slots=True)
class BoundVolume:
    """A volume as its finding aids and indexes see it."""

    order: Volume
    issues: tuple[BoundIssue, ...]
    volume_parts: int = 1


def part_name(part: int, parts: int) -> str:
    """The name of the 0-based *part* of a volume of *parts*: 上册, 中册, 下册, or 第一册 …; empty if it is whole."""
    if parts < len("上下"):
        return ""
    names = {2: "上下", 3: "上中下"}.get(parts)
    if names:
        return f"{names[part]}册"
    return f"第{'一二三四五六七八九十'[part] if part < len('一二三四五六七八九十') else part + 1}册"
