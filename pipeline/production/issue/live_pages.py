"""The pages of an issue while it is edited: told apart by digests, each with the places of its text, drawn when asked.

Nothing is written. What an issue looks like is what the last state of its folder gave that could be laid out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.engine.laid_out_part import Area, DrawnPage
from pipeline.engine.untagged_pdf import write_page_pdf
from pipeline.errors import Problem
from pipeline.manuscript.article_memory import ArticleMemory
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.pdf.page_picture import draw_own_page
from pipeline.production.issue.coarse_pictures import tell_coarse_pictures
from pipeline.production.issue.entry_folios import EntryFolio
from pipeline.production.issue.flatplan import Flatplan, make_flatplan
from pipeline.production.issue.issue_builder import IssueBuilder, Progress
from pipeline.production.issue.laid_out_issue import LaidOutIssue
from pipeline.production.issue.page_digests import DrawnPages, LivePage, digest_pages, number_pages
from pipeline.production.issue.remarks import tell_notes, tell_warnings
from pipeline.production.kept_parts import KeptParts
from pipeline.production.pagination import PlacedPart, Urgent

_MOST_URGENT = 2  # articles that were written in at a time: where there are more, it was not somebody who writes
_MOST_AHEAD = 2  # pages that are drawn before the rest is laid out: a spread


class TextPlace(NamedTuple):
    """A block of an article on the 0-based *page* of the issue: *slug* and 1-based *line* of its file.

    *area*: left, top, right, bottom as shares of the page's width and height, from its upper left corner. *begin* and
    *end*: which characters of the block, as it is printed, stand on the page.
    """

    page: int
    slug: str
    line: int
    area: Area
    begin: int
    end: int


class PrintedPicture(NamedTuple):
    """A picture of pixels on the 0-based *page* of the issue, by its path *name* in the workspace.

    *slug* and *line*: where the article shows it, if one does. *resolution*: pixels per inch as printed.
    """

    page: int
    name: str
    slug: str | None
    line: int | None
    resolution: float


@dataclass(frozen=True, slots=True)
class LiveSection:
    """A section by its *name*, with the *articles* in it: where each stands, and its file."""

    name: str
    articles: tuple[tuple[EntryFolio, Path], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LivePages:
    """An issue in pages. *title*: publication and label. *places* are in page order; *pitch*: from line to line, pt.

    *warnings* and *notes* are for its editor.
    """

    title: str
    pages: tuple[LivePage, ...]
    places: tuple[TextPlace, ...]
    sections: tuple[LiveSection, ...]
    pitch: float
    pictures: tuple[PrintedPicture, ...] = ()
    warnings: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


class PageAhead(NamedTuple):
    """The 0-based *page*, as it will be if no page moves; *picture*: a JPEG, *width* pixels wide, if one was drawn."""

    page: int
    digest: str
    width: int
    picture: bytes | None


@dataclass
class LiveIssue:
    """The issue folder *path*, laid out again and again; laid-out pages stay in memory."""

    path: Path
    builder: IssueBuilder = field(
        default_factory=lambda: IssueBuilder(kept=KeptParts.of_user(), is_resident=True, resumes=True)
    )
    _drawn: DrawnPages = field(default_factory=dict, init=False)
    _before: DrawnPages = field(default_factory=dict, init=False)
    _planned: DrawnPages = field(default_factory=dict, init=False)
    _memory: ArticleMemory = field(default_factory=ArticleMemory, init=False)
    _ahead: DrawnPages = field(default_factory=dict, init=False)
    _laid_out: LaidOutIssue | None = field(default=None, init=False)
    _width: int = field(default=0, init=False)  # pixels, of the picture that was asked for last

    def lay_out(
        self, progress: Progress, tell_ahead: Callable[[tuple[PageAhead, ...]], None] = lambda _pages: None
    ) -> LivePages:
        """The pages of the folder as it is now. Raises the KanbenError of the stage that fails.

        *tell_ahead* is told of pages that have changed before the rest is laid out and looked at.
        """
        self._ahead = {}
        self._laid_out = laid_out = self._lay_out(progress, {}, lambda placed: tell_ahead(self._draw_ahead(placed)))
        if self.builder.maker is not None:
            self.builder.maker.forget_others(laid_out.parts)
        self._before = self._drawn
        pages, self._drawn = number_pages(laid_out)
        return LivePages(
            title=f"{laid_out.issue.publication.name} {laid_out.issue.label_with_year}",
            pages=pages,
            places=tuple(find_places(laid_out)),
            sections=tuple(_list_sections(laid_out)),
            pitch=laid_out.composer.layout.geometry.type_area.pitch,
            pictures=tuple(_list_pictures(laid_out)),
            warnings=tell_warnings(laid_out),
            notes=tell_notes(laid_out, tell_coarse_pictures(laid_out.issue, laid_out.pagination.parts)),
        )

    def plan(self, draft: str | None) -> Flatplan | None:
        """The flatplan of the pages that were laid out last, None if there are none yet; with a *draft*, of the pages
        as they would be if that were the text of the issue file. Raises the KanbenError of the stage that fails.
        """
        if draft is not None:
            laid_out = self._lay_out(lambda _text: None, {self.path / ISSUE_FILE: draft}, None)
            pages, self._planned = number_pages(laid_out)
            return make_flatplan(laid_out, pages)
        return make_flatplan(self._laid_out, number_pages(self._laid_out)[0]) if self._laid_out is not None else None

    def _lay_out(
        self, progress: Progress, drafts: Mapping[Path, str], tell: Callable[[PlacedPart], None] | None
    ) -> LaidOutIssue:
        issue, changed = read_issue(self.path, drafts, self._memory), frozenset(self._memory.read_anew)
        urgent = Urgent(changed, tell) if tell is not None and len(changed) <= _MOST_URGENT else None
        laid_out = self.builder.lay_out(issue, progress, urgent=urgent)
        if self.builder.maker is not None:
            self.builder.maker.work_in_memory()
        return laid_out

    def draw(self, digest: str, width: int) -> bytes | None:
        """The page with *digest* as a JPEG, *width* pixels wide; None if it is of none of the last states."""
        self._width = width
        places = (self._drawn, self._before, self._planned, self._ahead)
        found = next((each[digest] for each in places if digest in each), None)
        return None if found is None else draw_own_page(write_page_pdf(*found), width)

    def _draw_ahead(self, placed: PlacedPart) -> tuple[PageAhead, ...]:
        """The pages of *placed* that are not those that stood there; the first ones are drawn."""
        found: list[PageAhead] = []
        for index, digest in enumerate(digest_pages(placed.laid_out)):
            if digest not in self._drawn:
                self._ahead[digest] = placed.laid_out, index
                draws = self._width > 0 and len(found) < _MOST_AHEAD
                picture = draw_own_page(write_page_pdf(placed.laid_out, index), self._width) if draws else None
                found.append(PageAhead(placed.first_page - 1 + index, digest, self._width, picture))
        return tuple(found)


def _list_sections(laid_out: LaidOutIssue) -> Iterable[LiveSection]:
    places = {entry.slug: entry for entry in laid_out.entries}
    for section in laid_out.issue.sections:
        articles = [entry.article for entry in section.beginnings]
        yield LiveSection(section.name, tuple((places[each.slug], each.path) for each in articles))


def _list_pictures(laid_out: LaidOutIssue) -> Iterable[PrintedPicture]:
    first = 0
    for part in laid_out.parts:
        for each in part.pictures:
            yield PrintedPicture(first + each.page, each.name, each.slug, each.line, round(each.resolution, 1))
        first += part.page_count


def find_places(laid_out: LaidOutIssue) -> list[TextPlace]:
    """Where each block of the articles stands on the pages of *laid_out*."""
    printed = _count_characters(laid_out)
    told: dict[tuple[str, int], int] = {}
    places = []
    first = 0
    for part in laid_out.parts:
        for filling in part.fillings:
            page, drawn = first + filling.page, part.pages[filling.page]
            seen: dict[tuple[str, int], list[Area]] = {}
            for block in filling.blocks:
                if block.slug is not None and block.line is not None:
                    seen.setdefault((block.slug, block.line), []).append(block.area)
            for (slug, line), areas in seen.items():
                begin = told.get((slug, line), 0)
                count = printed.get((page, slug, line), 0)
                for area, (start, end) in zip(areas, _share(areas, begin, count), strict=True):
                    places.append(TextPlace(page, slug, line, area=_as_shares(area, drawn), begin=start, end=end))
                told[slug, line] = begin + count
        first += part.page_count
    return places


def _count_characters(laid_out: LaidOutIssue) -> dict[tuple[int, str, int], int]:
    """How many characters stand on each 0-based page of each block."""
    counts: dict[tuple[int, str, int], int] = {}
    for run in laid_out.runs:
        if run.slug is not None and run.line is not None:
            key = (run.page - 1, run.slug, run.line)
            counts[key] = counts.get(key, 0) + len(run.text)
    return counts


def _share(areas: list[Area], begin: int, count: int) -> list[tuple[int, int]]:
    """The *count* characters from *begin* on, shared among *areas* (columns, cells) by their sizes."""
    sizes = [max(0.0, (area[2] - area[0]) * (area[3] - area[1])) for area in areas]
    total = sum(sizes) or 1.0
    rows, done = [], 0.0
    for size in sizes:
        rows.append((begin + round(count * done / total), begin + round(count * (done + size) / total)))
        done += size
    return rows


def _as_shares(area: Area, page: DrawnPage) -> Area:
    left, top, right, bottom = area
    return (
        round(left / page.width, 4),
        round(top / page.height, 4),
        round(right / page.width, 4),
        round(bottom / page.height, 4),
    )
