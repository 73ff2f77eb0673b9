"""The pages of an issue while it is edited: told apart by digests, each with the places of its text, drawn when asked.

Nothing is written. What an issue looks like is what the last state of its folder gave that could be laid out.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from pipeline.engine.laid_out_part import Area, DrawnPage, LaidOutPart
from pipeline.engine.untagged_pdf import write_page_pdf
from pipeline.errors import Problem
from pipeline.manuscript.reader import read_issue
from pipeline.pdf.page_picture import draw_own_page
from pipeline.production.issue.coarse_pictures import tell_coarse_pictures
from pipeline.production.issue.entry_folios import EntryFolio
from pipeline.production.issue.issue_builder import IssueBuilder, Progress
from pipeline.production.issue.laid_out_issue import LaidOutIssue
from pipeline.production.issue.remarks import tell_notes, tell_warnings
from pipeline.production.kept_parts import KeptParts


@dataclass(frozen=True, slots=True)
class LivePage:
    """A page: the *digest* of what is drawn on it, its size in pt, what it is called (folio, or a part's name)."""

    digest: str
    width: float
    height: float
    label: str


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


@dataclass
class LiveIssue:
    """The issue folder *path*, laid out again and again; laid-out pages stay in memory."""

    path: Path
    builder: IssueBuilder = field(
        default_factory=lambda: IssueBuilder(kept=KeptParts.of_user(), is_resident=True, resumes=True)
    )
    _drawn: dict[str, tuple[LaidOutPart, int]] = field(default_factory=dict, init=False)
    _before: dict[str, tuple[LaidOutPart, int]] = field(default_factory=dict, init=False)

    def lay_out(self, progress: Progress) -> LivePages:
        """The pages of the folder as it is now. Raises the KanbenError of the stage that fails."""
        laid_out = self.builder.lay_out(read_issue(self.path), progress)
        if self.builder.maker is not None:
            self.builder.maker.work_in_memory()
        numbered = [(part, index) for part in laid_out.parts for index in range(part.page_count)]
        digests = [digest for part in laid_out.parts for digest in digest_pages(part)]
        self._before, self._drawn = self._drawn, dict(zip(digests, numbered, strict=True))
        labels = laid_out.pagination.labels
        sizes = [size for part in laid_out.parts for size in part.sizes]
        return LivePages(
            title=f"{laid_out.issue.publication.name} {laid_out.issue.label_with_year}",
            pages=tuple(LivePage(*each) for each in _rows(digests, sizes, labels)),
            places=tuple(find_places(laid_out)),
            sections=tuple(_list_sections(laid_out)),
            pitch=laid_out.composer.layout.geometry.type_area.pitch,
            pictures=tuple(_list_pictures(laid_out)),
            warnings=tell_warnings(laid_out),
            notes=tell_notes(laid_out, tell_coarse_pictures(laid_out.issue, laid_out.pagination.parts)),
        )

    def draw(self, digest: str, width: int) -> bytes | None:
        """The page with *digest* as a JPEG, *width* pixels wide; None if it is of none of the last two states."""
        found = self._drawn.get(digest) or self._before.get(digest)
        return None if found is None else draw_own_page(write_page_pdf(*found), width)


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


def _rows(
    digests: Iterable[str], sizes: Iterable[tuple[float, float]], labels: Iterable[str]
) -> Iterable[tuple[str, float, float, str]]:
    for digest, (width, height), label in zip(digests, sizes, labels, strict=True):
        yield digest, round(width, 2), round(height, 2), label


def digest_pages(part: LaidOutPart) -> list[str]:
    """A digest (hexadecimal) of what is drawn on each page of *part*: pages with the same look the same."""
    faces = {face.name: (face.base_font, face.index, str(face.file)) for face in part.faces}
    images = hashlib.sha256()
    for name, frozen in sorted(part.images.items()):
        images.update(name.encode() + b"\0" + hashlib.sha256(frozen).digest())
    return [_digest_page(page, faces, images.digest()) for page in part.pages]


def _digest_page(page: DrawnPage, faces: Mapping[str, tuple[bytes, int, str]], images: bytes) -> str:
    used = [(name, numbers, faces.get(name)) for name, numbers in sorted(page.glyphs.items())]
    digest = hashlib.sha256(repr((page.width, page.height, used)).encode("utf-8", "surrogatepass"))
    digest.update(page.content)
    digest.update(b"\0" + page.resources)
    if page.resources:
        digest.update(images)
    return digest.hexdigest()[:32]


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
                    places.append(TextPlace(page, slug, line, _as_shares(area, drawn), start, end))
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
