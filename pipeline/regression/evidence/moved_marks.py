"""Areas and rules on pages whose text moves, each judged by where the lines beside it went. Pure."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.regression.evidence.displacements import REACH, Beside, Displacements, near
from pipeline.regression.snapshot.snapshot import Box, Mark, Page

Placed = tuple[int, Mark]
PlacedPair = tuple[Placed, Placed]
Look = tuple[str, int, str]  # shape, width in whole pt, colour
# Sides are rounded to tenths of a point, so that a rule seems a tenth thicker at one place than at another.
_THICKEST, _THICKER, _TIMES_THICKER = 3.0, 0.15, 1.5
_Pool = Mapping[int, list[Mark]]
_Twins = Callable[[int, Mark, _Pool], Iterator[Placed]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """The marks of pages whose text moves, *before* and *after*, and where the lines beside them went, *forward* and
    *backward*. *page_map*: page before → page after. *looks* count all marks of each look in both files.

    *steps*: whole pt by which columns moved aside, and half of it. *scale*: the measure after, of that before.
    """

    before: tuple[Placed, ...]
    after: tuple[Placed, ...]
    forward: Displacements
    backward: Displacements
    page_map: Mapping[int, int]
    looks: tuple[Counter[Look], Counter[Look]]
    steps: frozenset[int] = frozenset()
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class MarkChanges:
    """Marks that are *gone* or have *come*, and those *recoloured* or of *other_thickness*: as they were, and are."""

    gone: tuple[Placed, ...]
    come: tuple[Placed, ...]
    recoloured: tuple[PlacedPair, ...]
    other_thickness: tuple[PlacedPair, ...] = ()


def find_mark_changes(moving: Moving) -> MarkChanges:
    """Which of *moving* are drawn otherwise: those that are left when all that followed the text is taken away."""
    left, went = _pair_off(moving, _with_lines(moving.forward, is_same_colour=True))
    left, recoloured = _pair_off(left, _with_lines(moving.forward, is_same_colour=False))
    left, thicker = _pair_off(left, _with_lines(moving.forward, is_same_colour=True, is_as_thick=False))
    left, stayed = _pair_off(left, _in_place(moving.page_map))
    left, _others = _pair_off(left, _with_those_they_touch([*went, *recoloured]))
    left, _others = _pair_off(left, _of_other_measure(moving.page_map, moving.steps))
    gone = _drop_excused(left.before, left.forward)
    come = _drop_excused(left.after, left.backward)
    return MarkChanges(
        gone=tuple(_find_unaccounted(gone, left.forward, moving.looks[1], moving.scale)),
        come=tuple(_find_unaccounted(come, left.backward, moving.looks[0], 1 / moving.scale)),
        recoloured=(*recoloured, *(pair for pair in stayed if pair[0][1].colour != pair[1][1].colour)),
        other_thickness=tuple(thicker),
    )


def _pair_off(moving: Moving, twins: _Twins) -> tuple[Moving, list[PlacedPair]]:
    """*moving* without the marks that have one of *twins* on the other side, and these with their twins."""
    pool: dict[int, list[Mark]] = defaultdict(list)
    for page, mark in moving.after:
        pool[page].append(mark)
    rest, pairs = [], []
    for page, mark in moving.before:
        twin = next(twins(page, mark, pool), None)
        if twin is None:
            rest.append((page, mark))
        else:
            pool[twin[0]].remove(twin[1])
            pairs.append(((page, mark), twin))
    after = tuple((page, mark) for page, marks in pool.items() for mark in marks)
    return replace(moving, before=tuple(rest), after=after), pairs


def look_of(mark: Mark) -> tuple[str, int, int]:
    """Shape, width and height of *mark* in whole pt: one more or less at another place."""
    size, _dot, shape = mark.digest.partition(".")
    wide, _by, high = size.partition("×")
    if wide.isdecimal() and high.isdecimal() and max(len(wide), len(high)) < 9:
        return shape, int(wide), int(high)
    return mark.digest, 0, 0


def are_as_thick(one: Mark, other: Mark) -> bool:
    """Whether two rules are as thick, but for roundings; whatever is no rule is."""
    thin, thick = sorted(min(each.box[2] - each.box[0], each.box[3] - each.box[1]) for each in (one, other))
    return thick > _THICKEST or thick - thin < _THICKER or thick < _TIMES_THICKER * thin


def _with_lines(forward: Displacements, *, is_same_colour: bool, is_as_thick: bool = True) -> _Twins:
    """Marks that went with the lines beside them, rules as thick as they were or not."""

    def twins(page: int, mark: Mark, pool: _Pool) -> Iterator[Placed]:
        beside = forward.beside(page, mark.box)
        for there in dict.fromkeys(each.page for each in beside.all):
            for each in pool.get(there, ()):
                is_alike = (each.colour == mark.colour) == is_same_colour and are_as_thick(mark, each) == is_as_thick
                if is_alike and _went(mark, each, there, beside):
                    yield there, each

    return twins


def _went(mark: Mark, twin: Mark, there: int, beside: Beside) -> bool:
    """Whether *twin* is *mark* where the lines beside it went; a frame grows with the lines within it."""
    (shape, wide, high), (other_shape, other_wide, other_high) = look_of(mark), look_of(twin)
    if shape != other_shape or abs(wide - other_wide) > 1:
        return False
    across = twin.box[0] - mark.box[0]
    edges = [beside.explains(there, across, twin.box[n] - mark.box[n]) for n in (1, 3)]
    return any(edges) if abs(high - other_high) <= 1 else bool(beside.within) and any(edges)


def _in_place(page_map: Mapping[int, int]) -> _Twins:
    """Marks that stand where they stood on their page, as those of running heads do."""

    def twins(page: int, mark: Mark, pool: _Pool) -> Iterator[Placed]:
        there = page_map.get(page, -1)
        return (
            (there, each)
            for each in pool.get(there, ())
            if each.digest == mark.digest and _is_at(mark.box, each.box) and are_as_thick(mark, each)
        )

    return twins


def _with_those_they_touch(pairs: Sequence[PlacedPair]) -> _Twins:
    """Marks that touch one which went elsewhere, and went as far: both are of one drawing."""
    went: dict[int, list[tuple[Mark, Placed]]] = defaultdict(list)
    for (page, mark), placed in pairs:
        went[page].append((mark, placed))

    def twins(page: int, mark: Mark, pool: _Pool) -> Iterator[Placed]:
        touched = [(other, placed) for other, placed in went.get(page, ()) if near(other.box, mark.box, 0.0)]
        return (
            (there, each)
            for other, (there, twin) in touched
            for each in pool.get(there, ())
            if (each.digest, each.colour) == (mark.digest, mark.colour) and _went_with(mark, each, other, twin)
        )

    return twins


def _went_with(mark: Mark, now: Mark, other: Mark, twin: Mark) -> bool:
    """Whether *mark* is *now* as far from where it was as *other*, which is *twin*."""
    return all(abs(now.box[n] - mark.box[n] - twin.box[n % 2] + other.box[n % 2]) <= REACH for n in range(4))


def _of_other_measure(page_map: Mapping[int, int], steps: frozenset[int]) -> _Twins:
    """Marks that have the width of a measure which changed."""

    def twins(page: int, mark: Mark, pool: _Pool) -> Iterator[Placed]:
        there = page_map.get(page, -1)
        return ((there, each) for each in pool.get(there, ()) if _is_wider(mark, each, steps))

    return twins


def _is_wider(mark: Mark, twin: Mark, steps: frozenset[int]) -> bool:
    (shape, wide, _high), (other_shape, other_wide, _other_high) = look_of(mark), look_of(twin)
    wider = abs(wide - other_wide)
    return shape == other_shape and mark.colour == twin.colour and bool({wider - 1, wider, wider + 1} & steps)


def _is_at(one: Box, other: Box) -> bool:
    return all(abs(x - y) <= REACH for x, y in zip(one, other, strict=True))


def _drop_excused(marks: Sequence[Placed], lines: Displacements) -> list[Placed]:
    """*marks* without those beside a line that changed, and those beside such: a table is drawn anew as a whole."""
    rest = sorted(marks, key=lambda each: (each[0], each[1].box[1]))
    for _turn in (0, 1):
        kept: list[Placed] = []
        last: tuple[int, Box] | None = None
        for page, mark in rest:
            by_last = last is not None and last[0] == page and near(last[1], mark.box)
            if by_last or lines.is_by_change(page, mark.box):
                last = page, mark.box
            else:
                kept.append((page, mark))
        rest = kept[::-1]
    return rest


def _find_unaccounted(
    marks: Sequence[Placed], lines: Displacements, looks: Counter[Look], scale: float
) -> Iterator[Placed]:
    """Those of *marks* that no movement of text accounts for, by the *looks* of all marks of the other file.

    Of rules that look alike, one may have come with the first note of a page, or gone with the last: it is told only
    where the lines on both of its sides went as far, and the measure is as it was. What has no twin in the whole of the
    other file is told anyway.
    """
    for page, mark in marks:
        if not _has_twin(mark, looks, scale) or (scale == 1 and _is_between(lines.beside(page, mark.box))):
            yield page, mark


def _is_between(beside: Beside) -> bool:
    """Whether it stands between lines that went as far; a frame may have come with the notes in it."""
    return beside.agrees and not beside.within


def _has_twin(mark: Mark, looks: Counter[Look], scale: float) -> bool:
    """Whether one of *looks* is as wide as *mark*, or as wide as its *scale* makes it."""
    shape, wide, _high = look_of(mark)
    return any(looks[shape, each + step, mark.colour] for each in (wide, round(wide * scale)) for step in (-1, 0, 1))


def count_marks(pages: Sequence[Page]) -> Counter[Look]:
    """How many marks of each look there are on *pages*; of any height, since frames grow with the text in them."""
    return Counter((*look_of(mark)[:2], mark.colour) for page in pages for mark in page.vectors)
