"""The report of a comparison: what changed, and the changed pages before and after, with the changes marked on them."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.preflight.finding_words import page_name, range_name
from pipeline.regression.findings import PagePair, Place
from pipeline.regression.snapshot.snapshot import Page, Snapshot
from pipeline.regression.verdicts.verdict import JudgedFinding, Verdict
from pipeline.regression.verdicts.verdict_words import summary
from pipeline.reports.page_pictures import PagePicture
from pipeline.reports.page_places import Box, Size, join_boxes, mark_around, seen_size, turn_box
from pipeline.reports.page_schematic import Schematic, schematic_of
from pipeline.reports.proof_pages import (
    MAX_PAIRS,
    changed_pairs,
    count_changed,
    cut_size,
    large_pairs,
    marked_after,
    marked_before,
    shown_pairs,
)
from pipeline.reports.proof_words import Words, pair_name, words
from pipeline.reports.self_contained import data_address, plain, render_page

MAX_FINDINGS = 300
MAX_MARKS = 40  # on a page
MAX_REFS = 40  # findings that are named below a page
_MAX_LINKS = 40  # ranges of pages that are named with a finding
_BROAD = 0.3  # of the page
_NOWHERE = (0.0, 0.0, 0.0, 0.0)  # the box of what is about the whole page


@dataclass(frozen=True, slots=True)
class Side:
    """What was compared: its *name* for people, its *snapshot*, and *pictures* of its pages by their 0-based index.

    Pages without a picture are drawn from the snapshot.
    """

    name: str
    snapshot: Snapshot
    pictures: Mapping[int, PagePicture]


@dataclass(frozen=True, slots=True)
class _Link:
    """Pages named with a finding; *pair* is the position of the first among the pages shown."""

    text: str
    pair: int


@dataclass(slots=True, kw_only=True)
class _Row:
    """A finding as it is shown. *number* counts from 1; *marked* and *followed* are positions of pairs, in order."""

    number: int
    judged: JudgedFinding
    sentence: str
    consequence: str
    reason: str
    marked: list[int] = field(default_factory=list)
    followed: list[int] = field(default_factory=list)
    links: list[_Link] = field(default_factory=list)
    follow_links: list[_Link] = field(default_factory=list)
    are_all_linked: bool = True


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place of a finding: frame as seen, pt from the upper left corner of the cut page."""

    row: _Row
    frame: Box
    is_broad: bool


@dataclass(slots=True, kw_only=True)
class _Half:
    """A page on one side. *size* is in pt as seen; what stands for its picture is an *address* or a *schematic*."""

    name: str
    size: Size | None
    picture: PagePicture | None
    address: str
    schematic: Schematic | None
    marks: list[_Mark] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class _Pair:
    """A page before and after, its *indexes* from 0. *rows* are the findings on it."""

    name: str
    indexes: PagePair
    before: _Half | None
    after: _Half | None
    rows: list[_Row] = field(default_factory=list)


def proof_report(verdict: Verdict, before: Side, after: Side, title: str) -> str:
    """The report of *verdict*, which compares *before* with *after*, as one page of HTML called *title*."""
    shown = shown_pairs(verdict)
    pairs = [_pair(each, before, after) for each in shown]
    places: dict[str, dict[int, int]] = {
        "before": {here: n for n, (here, _there) in enumerate(shown) if here is not None},
        "after": {there: n for n, (_here, there) in enumerate(shown) if there is not None},
    }
    rows = [_row(number, judged) for number, judged in enumerate(_choose_findings(verdict), 1)]
    is_cut = False
    for row in rows:
        _link(row, pairs, places)
        is_cut |= _mark(row, row.judged.finding.marks_before, places["before"], pairs, before, lambda pair: pair.before)
        is_cut |= _mark(row, row.judged.finding.marks_after, places["after"], pairs, after, lambda pair: pair.after)
    texts = words()
    values = {
        "words": texts,
        "name": plain(title),
        "verdict": verdict,
        "summary": summary(verdict),
        "changed": count_changed(verdict.comparison.pages, before.snapshot, after.snapshot),
        "sides": [("before", plain(before.name), before.snapshot), ("after", plain(after.name), after.snapshot)],
        "notes": [plain(note) for note in verdict.comparison.notes[:10]],
        "kinds": texts.filters(each.standing for each in verdict.judged),
        "rows": rows,
        "pairs": pairs,
        "max_refs": MAX_REFS,
        "cuts": list(_cuts(verdict, texts, pairs, are_marks_cut=is_cut)),
        "data": _data(rows, pairs, texts),
    }
    return render_page("proof", values)


def _choose_findings(verdict: Verdict) -> list[JudgedFinding]:
    """The findings that are shown, in order: where there are too many, those that fail before the others."""
    places = sorted(range(len(verdict.judged)), key=lambda place: verdict.judged[place].standing != "fails")
    return [verdict.judged[place] for place in sorted(places[:MAX_FINDINGS])]


def _row(number: int, judged: JudgedFinding) -> _Row:
    finding = judged.finding
    return _Row(
        number=number,
        judged=judged,
        sentence=plain(finding.sentence),
        consequence=plain(finding.consequence),
        reason=plain(judged.reason),
    )


def _pair(indexes: PagePair, before: Side, after: Side) -> _Pair:
    one, other = _make_half(indexes[0], before), _make_half(indexes[1], after)
    return _Pair(
        name=pair_name(one.name if one else None, other.name if other else None),
        indexes=indexes,
        before=one,
        after=other,
    )


def _make_half(index: int | None, side: Side) -> _Half | None:
    if index is None:
        return None
    if not 0 <= index < len(side.snapshot.pages):
        return _Half(name=str(index + 1), size=None, picture=None, address="", schematic=None)
    page = side.snapshot.pages[index]
    size = cut_size(page)
    picture = side.pictures.get(index) if size else None
    address = data_address("image/webp", picture.data) if picture else ""
    schematic = None if picture else schematic_of(page, side.snapshot.styles)
    name = plain(page_name(index, page.label))
    return _Half(
        name=name, size=size and seen_size(size, page.rotation), picture=picture, address=address, schematic=schematic
    )


def _link(row: _Row, pairs: Sequence[_Pair], places: Mapping[str, Mapping[int, int]]) -> None:
    """Link *row* to the *pairs* that show it, and them to it."""
    finding = row.judged.finding
    sides = (marked_before(finding), places["before"]), (marked_after(finding), places["after"])
    row.marked = sorted({known[page] for pages, known in sides for page in pages if page in known})
    marked = set(row.marked)
    row.followed = sorted(
        {place for page in finding.pages_followed if (place := places["before"].get(page, -1)) >= 0} - marked
    )
    row.links, all_marked = _links(row.marked, pairs)
    row.follow_links, all_followed = _links(row.followed, pairs)
    is_hidden = any(page not in known for pages, known in sides for page in pages)
    row.are_all_linked = all_marked and all_followed and not is_hidden
    for place in (*row.marked, *row.followed):
        pairs[place].rows.append(row)


def _links(places: Sequence[int], pairs: Sequence[_Pair]) -> tuple[list[_Link], bool]:
    """Links to the *pairs* at *places*, those that follow one another as one; and whether these are all."""
    ranges: list[list[int]] = []
    for place in places:
        if ranges and place == ranges[-1][-1] + 1 and _goes_on(pairs[place - 1], pairs[place]):
            ranges[-1].append(place)
        else:
            ranges.append([place])
    links = [_Link(_name_pages(pairs[each[0]], pairs[each[-1]]), each[0]) for each in ranges[:_MAX_LINKS]]
    return links, len(ranges) <= _MAX_LINKS


def _goes_on(pair: _Pair, following: _Pair) -> bool:
    """Whether *following* is the next page on both sides; pages that came or went stand for themselves."""
    indexes = zip(pair.indexes, following.indexes, strict=True)
    return all(here is not None and there == here + 1 for here, there in indexes)


def _name_pages(first: _Pair, last: _Pair) -> str:
    """What a link to the pages from *first* to *last* is called."""
    one, other = (
        "" if low is None or high is None else range_name(low, high)
        for low, high in zip(first.indexes, last.indexes, strict=True)
    )
    if not one or not other:
        return f"−{one}" if one else f"+{other}"
    return one if one == other else f"{one} → {other}"


def _mark(
    row: _Row,
    marks: Iterable[Place],
    places: Mapping[int, int],
    pairs: Sequence[_Pair],
    side: Side,
    half_of: Callable[[_Pair], _Half | None],
) -> bool:
    """Put *marks* on the pages of one *side*. Returns whether there were too many."""
    is_cut = False
    boxes: dict[int, list[Box]] = defaultdict(list)
    for page, box in marks:
        if page in places and box != _NOWHERE and all(map(math.isfinite, box)):
            boxes[page].append(box)
    for page, lines in boxes.items():
        half = half_of(pairs[places[page]])
        if half is None or half.size is None:
            continue
        frames = list(_frames(side.snapshot.pages[page], lines, half.size))
        room = MAX_MARKS - len(half.marks)
        is_cut |= len(frames) > room
        for frame in frames[:room]:
            left, top, right, bottom = frame
            is_broad = (right - left) * (bottom - top) > _BROAD * half.size[0] * half.size[1]
            half.marks.append(_Mark(row, frame, is_broad))
    return is_cut


def _frames(page: Page, lines: Iterable[Box], shown: Size) -> Iterator[Box]:
    """Frames around *lines* of *page*, as they are seen on it when it is turned and *shown* in that size."""
    size = cut_size(page)
    assert size is not None  # else there is no size to show
    for left, top, right, bottom in join_boxes(lines):
        upright = left, size[1] - bottom, right, size[1] - top  # ``seen`` counts from below
        frame = mark_around(turn_box(upright, size, page.rotation), shown)
        if frame is not None:
            yield frame


def _cuts(verdict: Verdict, texts: Words, pairs: Sequence[_Pair], *, are_marks_cut: bool) -> Iterator[str]:
    """What the report leaves out, in sentences."""
    if len(verdict.judged) > MAX_FINDINGS:
        yield texts.findings_cut(MAX_FINDINGS, len(verdict.judged))
    if len(pairs) == MAX_PAIRS < (count := len(changed_pairs(verdict))):
        yield texts.pages_cut(len(pairs), count)
    if len(pairs) > (large := len(large_pairs(verdict))):
        yield texts.large_cut(large)
    if are_marks_cut:
        yield texts.marks_cut(MAX_MARKS)


def _data(rows: Sequence[_Row], pairs: Sequence[_Pair], texts: Words) -> dict[str, object]:
    """What the script of the page has to know: positions of pairs from 0, sizes of pages in pt as seen."""
    return {
        "findings": {
            row.number: {
                "kind": row.judged.standing,
                "pairs": sorted({*row.marked, *row.followed}),
                "first": next(iter((*row.marked, *row.followed)), None),
            }
            for row in rows
        },
        "pairs": [
            {"name": pair.name, "before": pair.before and pair.before.size, "after": pair.after and pair.after.size}
            for pair in pairs
        ],
        "words": texts.of_script(),
    }
