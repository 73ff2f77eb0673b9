"""The keys of ``volume.yaml`` (docs/content-format.md)."""

import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from pipeline.addresses import is_identifier
from pipeline.manuscript.number_rows import DayOrMonth, NumberOfIssue
from pipeline.manuscript.schema import MAX_ROWS, AuthorRows, ColourRows, Name
from pipeline.model import IndexOrder
from pipeline.strict_yaml import StrictRows
from pipeline.units import POINTS_PER_MM, parse_length

MAX_CALIPER = 2 * POINTS_PER_MM  # a leaf of 2 mm is board


def _is_caliper(text: str) -> str:
    if not 0 < parse_length(text) <= MAX_CALIPER:
        raise ValueError(text)
    return text


def _is_archive(text: str) -> str:
    if text and not is_identifier(text):
        raise ValueError(text)
    return text


class LegacyArticleRows(StrictRows):
    """One of ``articles`` of a legacy PDF; *page* counts from 1 in the file."""

    title: str = Name
    page: int = Field(ge=1, le=20_000)
    authors: list[AuthorRows] = Field(default=[], max_length=MAX_ROWS)
    section: str = ""
    keywords: list[str] = Field(default=[], max_length=MAX_ROWS)
    people: list[str] = Field(default=[], max_length=MAX_ROWS)


class BoundIssueRows(StrictRows):
    """One of ``issues``: a source issue by its *number*, or a legacy *pdf*."""

    number: NumberOfIssue
    pdf: str | None = None
    label: str = ""
    date: DayOrMonth | None = None
    verified: bool = False
    ocr: bool = False
    first_folio: int | None = Field(default=None, ge=-99, le=20_000)
    articles: list[LegacyArticleRows] = Field(default=[], max_length=MAX_ROWS)


def _as_mapping(row: object) -> object:
    """A bare number stands for a source issue."""
    return {"number": row} if isinstance(row, int | str) and not isinstance(row, bool) else row


class StampRows(StrictRows):
    """``stamps``."""

    running_title: bool = True
    shelf_mark: bool = True
    ownership: str = Field(default="", max_length=40)
    notice: str = Field(default="", max_length=60)
    proof: Literal["", "初校", "二校", "三校"] = ""
    proof_date: datetime.date | None = None
    archive_uri: Annotated[str, AfterValidator(_is_archive)] = Field(default="", max_length=300, pattern=r"^[!-~]*$")


class VolumeFile(StrictRows):
    """``volume.yaml``."""

    title: str = Name
    number: int = Field(ge=1, le=999)
    year: int = Field(ge=1800, le=9999)
    publication_name: str = Field(default="", max_length=60)
    issues: list[Annotated[BoundIssueRows, BeforeValidator(_as_mapping)]] | None = Field(
        default=None, min_length=1, max_length=MAX_ROWS
    )
    shelf_mark: str = Field(default="", max_length=60)
    binding_edge: Literal["left", "right"] = "left"
    caliper: Annotated[str, AfterValidator(_is_caliper)] = "0.1mm"
    page_limit: int | None = Field(default=None, ge=8)
    index_order: IndexOrder | None = None
    layout: str = Field(default="volume", pattern=r"^[a-z][a-z0-9-]*$")
    stamps: StampRows = StampRows()
    colors: dict[str, ColourRows] = Field(default={}, max_length=MAX_ROWS)
