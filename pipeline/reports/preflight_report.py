"""The report of a preflight: the findings, and the pages with the places of the findings marked on them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from pipeline.preflight.finding_words import group_findings, page_name, pages_of, range_name, ranges_of, summary
from pipeline.preflight.verdict import PageShape, PreflightFinding, PreflightVerdict
from pipeline.reports.page_pictures import PagePicture, PageToDraw, picture_size
from pipeline.reports.page_places import Box, mark_around, seen_size, turn_box
from pipeline.reports.preflight_words import Kind, Words, kind_of, words_for
from pipeline.reports.self_contained import data_address, plain, render_page
from pipeline.units import mm

MAX_PAGES = 600  # that are shown
MAX_LARGE = 120  # that have a picture in which text can be read
MAX_GROUPS = 300
MAX_MARKS = 40  # on a page
MAX_PLACES = 1_000  # of findings that differ by their place only
_MAX_LINKS = 40  # ranges of pages that are named with one finding
_BROAD = 0.3  # of the page


@dataclass(frozen=True, slots=True)
class _Link:
    """Pages named with a finding; *page* is the 0-based index of the first, None if that page isn't shown."""

    text: str
    page: int | None


@dataclass(slots=True, kw_only=True)
class _Group:
    """Findings that differ by their place only. *number* counts from 1; *links* are to the *pages* that they are on.

    *places* are 0-based page indexes, with the number of the mark on that page, -1 where the place isn't known.
    """

    number: int
    kind: Kind
    findings: Sequence[PreflightFinding]
    links: Sequence[_Link]
    are_all_linked: bool
    pages: int
    places: list[tuple[int, int]] = field(default_factory=list)

    @property
    def first(self) -> PreflightFinding:
        return self.findings[0]

    @property
    def message(self) -> str:
        return plain(self.first.message)

    @property
    def reason(self) -> str:
        return plain(self.first.waiver.reason) if self.first.waiver else ""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A finding's place: frame as seen, pt from the upper left corner of the page."""

    group: _Group
    frame: Box
    is_broad: bool  # so large that nothing can be pointed at by it


@dataclass(slots=True, kw_only=True)
class _Page:
    """A page as it is shown. *size* is in pt, as seen; so are the boxes, from the upper left corner.

    *millimetres* are width and height of the trim, or of the MediaBox where there is none.
    """

    index: int
    name: str
    size: tuple[float, float]
    trim: Box | None
    bleed: Box | None
    millimetres: tuple[float, float]
    picture: PagePicture | None
    address: str
    groups: list[_Group] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)


def pages_to_draw(verdict: PreflightVerdict) -> list[PageToDraw]:
    """The pages of the file of *verdict* whose pictures the report shows, in order."""
    large = set(_pages_with_findings(verdict)[:MAX_LARGE])
    return [
        page for index in _choose_pages(verdict) if (page := _to_draw(index, verdict.shapes[index], index in large))
    ]


def _to_draw(index: int, shape: PageShape, is_large: bool) -> PageToDraw | None:
    pixels = picture_size(seen_size(shape.size, shape.rotation), is_large=is_large)
    if pixels is None:
        return None
    width, height = pixels
    return PageToDraw(index=index, media=shape.media, rotation=shape.rotation, width=width, height=height)


def preflight_report(verdict: PreflightVerdict, pictures: Mapping[int, PagePicture]) -> str:
    """The report of *verdict* as one page of HTML; *pictures* of pages by their 0-based index."""
    shown = _choose_pages(verdict)
    pages = {index: _page(index, verdict.shapes[index], pictures.get(index)) for index in shown}
    rows = group_findings(verdict.findings)
    groups = [_group(number, row, pages) for number, row in enumerate(rows[:MAX_GROUPS], 1)]
    for group in groups:
        _place(group, pages, verdict)
    words = words_for(verdict)
    values = {
        "words": words,
        "name": plain(PurePath(verdict.path).name),
        "verdict": verdict,
        "summary": summary(verdict),
        "kinds": words.filters(kind_of(each) for each in verdict.findings),
        "groups": groups,
        "pages": list(pages.values()),
        "silent": _list_silent(verdict),
        "cuts": list(_cuts(verdict, words, rows, pages)),
        "data": _data(groups, pages, words),
        "plain": plain,
    }
    return render_page("preflight", values)


def _pages_with_findings(verdict: PreflightVerdict) -> list[int]:
    return [page for page in pages_of(verdict.findings) if page < len(verdict.shapes)]


def _choose_pages(verdict: PreflightVerdict) -> list[int]:
    """Indexes of the pages in the report: those with findings before the others, as many as there is room for."""
    wanted = _pages_with_findings(verdict)
    found = set(wanted)
    others = (index for index in range(len(verdict.shapes)) if index not in found)
    return sorted([*wanted, *others][:MAX_PAGES])


def _page(index: int, shape: PageShape, picture: PagePicture | None) -> _Page:
    size = seen_size(shape.size, shape.rotation)

    def as_seen(box: Box | None) -> Box | None:
        return None if box is None else turn_box(box, shape.size, shape.rotation)

    trim = as_seen(shape.trim)
    left, top, right, bottom = trim or (0.0, 0.0, *size)
    address = data_address("image/webp", picture.data) if picture else ""
    millimetres = mm(right - left), mm(bottom - top)
    name = plain(page_name(index, shape.label))
    return _Page(
        index=index,
        name=name,
        size=size,
        trim=trim,
        bleed=as_seen(shape.bleed),
        millimetres=millimetres,
        picture=picture,
        address=address,
    )


def _group(number: int, findings: list[PreflightFinding], pages: Mapping[int, _Page]) -> _Group:
    where = pages_of(findings)
    ranges = ranges_of(where)
    names = {each.page: each.label for each in findings}
    links = [
        _Link(
            plain(page_name(first, names[first])) if first == last else range_name(first, last),
            first if first in pages else None,
        )
        for first, last in ranges[:_MAX_LINKS]
    ]
    return _Group(
        number=number,
        kind=kind_of(findings[0]),
        findings=findings,
        links=links,
        are_all_linked=len(links) == len(ranges),
        pages=len(where),
    )


def _place(group: _Group, pages: Mapping[int, _Page], verdict: PreflightVerdict) -> None:
    """Mark the places of *group* on the *pages*, and tell the group where they are."""
    for finding in sorted(group.findings, key=lambda each: -1 if each.page is None else each.page):
        page = None if finding.page is None else pages.get(finding.page)
        if page is None or len(group.places) == MAX_PLACES:
            continue
        if not page.groups or page.groups[-1] is not group:
            page.groups.append(group)
        frame = None
        if finding.box is not None and len(page.marks) < MAX_MARKS:
            shape = verdict.shapes[page.index]
            frame = mark_around(turn_box(finding.box, shape.size, shape.rotation), page.size)
        if frame is not None:
            left, top, right, bottom = frame
            is_broad = (right - left) * (bottom - top) > _BROAD * page.size[0] * page.size[1]
            page.marks.append(_Mark(group, frame, is_broad))
        group.places.append((page.index, len(page.marks) - 1 if frame is not None else -1))


def _list_silent(verdict: PreflightVerdict) -> list[str]:
    """Ids of the checks that ran and found nothing."""
    heard = {each.id for each in verdict.findings} | {each.id for each in verdict.not_run}
    return [each for each in verdict.checks if each not in heard]


def _cuts(
    verdict: PreflightVerdict, words: Words, rows: Sequence[list[PreflightFinding]], pages: Mapping[int, _Page]
) -> Iterator[str]:
    """What the report leaves out, in sentences."""
    if len(rows) > MAX_GROUPS:
        yield words.groups_cut(MAX_GROUPS, len(rows))
    if len(pages) < verdict.pages:
        yield words.pages_cut(len(pages), verdict.pages)
    if len(_pages_with_findings(verdict)) > MAX_LARGE:
        yield words.large_cut(MAX_LARGE)
    marks: dict[int, int] = defaultdict(int)
    for each in verdict.findings:
        if each.box is not None and each.page is not None:
            marks[each.page] += 1
    if max(marks.values(), default=0) > MAX_MARKS:
        yield words.marks_cut(MAX_MARKS)


def _data(groups: Sequence[_Group], pages: Mapping[int, _Page], words: Words) -> dict[str, object]:
    """What the script of the page has to know; 0-based page indexes."""
    return {
        "findings": {
            group.number: {"kind": group.kind, "places": group.places, "isOnPages": bool(group.pages)}
            for group in groups
        },
        "pages": {page.index: page.name for page in pages.values()},
        "words": words.of_script(),
    }
