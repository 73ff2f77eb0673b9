"""Areas and rules on pages whose text moves, each judged by where the lines beside it went."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.i18n import _
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.evidence.displacements import REACH, Beside, Displacements, near
from pipeline.regression.snapshot.snapshot import Box, Mark, Page

Placed = tuple[int, Mark]
Look = tuple[str, int, str]  # shape, width in whole pt, colour


@dataclass(slots=True, kw_only=True)
class Moving:
    """The marks of pages whose text moves, before and after; those that are accounted for are taken away. *went* are
    those that went elsewhere, with the page and the mark that they are now.
    """

    before: list[Placed]
    after: list[Placed]
    forward: Displacements
    backward: Displacements
    steps: frozenset[int] = frozenset()  # whole pt by which columns moved aside, and half of it
    scale: float = 1.0  # the measure after, of that before
    went: list[tuple[Placed, Placed]] = field(default_factory=list)


def tell_moving(known: KnownCauses, moving: Moving, look_alikes: tuple[Counter[Look], Counter[Look]]) -> None:
    """Tell which of *moving* are drawn otherwise; *look_alikes* count all marks of each look, before and after."""
    _match(known, moving, colour=True)
    _match(known, moving, colour=False)
    _stay(known, moving)
    _go_together(moving)
    _stretch(known, moving)
    gone = _drop_excused(moving.before, moving.forward)
    come = _drop_excused(moving.after, moving.backward)
    gone, come = _unseen(gone, come, moving, look_alikes)
    if gone or come:
        cause = known.cause((), "vectors.changed", _("Rules or areas are drawn otherwise."))
        cause.facts += repr([each.digest for _page, each in (*gone, *come)])
        cause.before += [(page, each.box) for page, each in gone]
        cause.after += [(page, each.box) for page, each in come]


def look_of(mark: Mark) -> tuple[str, int, int]:
    """Shape, width and height of *mark* in whole pt: one more or less at another place."""
    size, _dot, shape = mark.digest.partition(".")
    wide, _by, high = size.partition("×")
    if wide.isdecimal() and high.isdecimal() and max(len(wide), len(high)) < 9:
        return shape, int(wide), int(high)
    return mark.digest, 0, 0


def _match(known: KnownCauses, moving: Moving, *, colour: bool) -> None:
    """Take away the marks that went with the lines beside them, of the same *colour* or told as in another."""
    pool: dict[tuple[int, str], list[Mark]] = defaultdict(list)
    for page, mark in moving.after:
        pool[page, look_of(mark)[0]].append(mark)
    rest = []
    for page, mark in moving.before:
        beside = moving.forward.beside(page, mark.box)
        twin = None
        for there in dict.fromkeys(each.page for each in beside.all):
            twins = pool[there, look_of(mark)[0]]
            alike = (each for each in twins if (each.colour == mark.colour) == colour)
            if (twin := next((each for each in alike if _went(mark, each, there, beside)), None)) is not None:
                twins.remove(twin)
                moving.went.append(((page, mark), (there, twin)))
                if not colour:
                    tell_colour(known, (page, mark), (there, twin))
                break
        if twin is None:
            rest.append((page, mark))
    moving.before = rest
    moving.after = [(page, mark) for (page, _shape), marks in pool.items() for mark in marks]


def _went(mark: Mark, twin: Mark, there: int, beside: Beside) -> bool:
    """Whether *twin* is *mark* where the lines beside it went; a frame grows with the lines within it."""
    (shape, wide, high), (other_shape, other_wide, other_high) = look_of(mark), look_of(twin)
    if shape != other_shape or abs(wide - other_wide) > 1:
        return False
    across = twin.box[0] - mark.box[0]
    edges = [beside.explains(there, across, twin.box[n] - mark.box[n]) for n in (1, 3)]
    return any(edges) if abs(high - other_high) <= 1 else bool(beside.within) and any(edges)


def _stay(known: KnownCauses, moving: Moving) -> None:
    """Take away the marks that stand where they stood on their page, as those of running heads do."""
    pool: dict[int, list[Mark]] = defaultdict(list)
    for page, mark in moving.after:
        pool[page].append(mark)
    rest = []
    for page, mark in moving.before:
        twins = pool[known.pairing.page_map.get(page, -1)]
        twin = next((each for each in twins if each.digest == mark.digest and _is_at(mark.box, each.box)), None)
        if twin is None:
            rest.append((page, mark))
            continue
        twins.remove(twin)
        if twin.colour != mark.colour:
            tell_colour(known, (page, mark), (known.pairing.page_map[page], twin))
    moving.before = rest
    moving.after = [(page, mark) for page, marks in pool.items() for mark in marks]


def _go_together(moving: Moving) -> None:
    """Take away the marks that touch one which went elsewhere, and went as far: both are of one drawing."""
    went: dict[int, list[tuple[Mark, Placed]]] = defaultdict(list)
    for (page, mark), placed in moving.went:
        went[page].append((mark, placed))
    pool: dict[int, list[Mark]] = defaultdict(list)
    for page, mark in moving.after:
        pool[page].append(mark)
    rest = []
    for page, mark in moving.before:
        touched = [(other, placed) for other, placed in went.get(page, ()) if near(other.box, mark.box, 0.0)]
        found = (
            (there, each)
            for other, (there, twin) in touched
            for each in pool[there]
            if (each.digest, each.colour) == (mark.digest, mark.colour) and _went_with(mark, each, other, twin)
        )
        if (place := next(found, None)) is None:
            rest.append((page, mark))
        else:
            pool[place[0]].remove(place[1])
    moving.before = rest
    moving.after = [(page, mark) for page, marks in pool.items() for mark in marks]


def _went_with(mark: Mark, now: Mark, other: Mark, twin: Mark) -> bool:
    """Whether *mark* is *now* as far from where it was as *other*, which is *twin*."""
    return all(abs(now.box[n] - mark.box[n] - twin.box[n % 2] + other.box[n % 2]) <= REACH for n in range(4))


def _stretch(known: KnownCauses, moving: Moving) -> None:
    """Take away the marks that have the width of a measure which changed."""
    pool: dict[int, list[Mark]] = defaultdict(list)
    for page, mark in moving.after:
        pool[page].append(mark)
    rest = []
    for page, mark in moving.before:
        twins = pool[known.pairing.page_map.get(page, -1)]
        twin = next((each for each in twins if _is_wider(mark, each, moving.steps)), None)
        if twin is None:
            rest.append((page, mark))
        else:
            twins.remove(twin)
    moving.before = rest
    moving.after = [(page, mark) for page, marks in pool.items() for mark in marks]


def _is_wider(mark: Mark, twin: Mark, steps: frozenset[int]) -> bool:
    (shape, wide, _high), (other_shape, other_wide, _other_high) = look_of(mark), look_of(twin)
    wider = abs(wide - other_wide)
    return shape == other_shape and mark.colour == twin.colour and bool({wider - 1, wider, wider + 1} & steps)


def _is_at(one: Box, other: Box) -> bool:
    return all(abs(x - y) <= REACH for x, y in zip(one, other, strict=True))


def tell_colour(known: KnownCauses, one: Placed, other: Placed) -> None:
    """Tell that a mark has another colour."""
    before, after = one[1].colour or "–", other[1].colour or "–"
    text = _("The colour of areas changes from {before} to {after}.").format(before=before, after=after)
    cause = known.cause((one[1].colour, other[1].colour), "colour.changed", text)
    cause.before.append((one[0], one[1].box))
    cause.after.append((other[0], other[1].box))


def _drop_excused(marks: list[Placed], lines: Displacements) -> list[Placed]:
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


def _unseen(
    gone: list[Placed], come: list[Placed], moving: Moving, look_alikes: tuple[Counter[Look], Counter[Look]]
) -> tuple[list[Placed], list[Placed]]:
    """Those of *gone* and *come* that no movement of text accounts for.

    Of rules that look alike, one may have come with the first note of a page, or gone with the last: it is told only
    where the lines on both of its sides went as far, and the measure is as it was. What has no twin in the whole of the
    other file is told anyway.
    """
    rows = []
    sides = (
        (gone, moving.forward, look_alikes[1], moving.scale),
        (come, moving.backward, look_alikes[0], 1 / moving.scale),
    )
    for marks, lines, others, scale in sides:
        told = [
            (page, mark)
            for page, mark in marks
            if not _has_twin(mark, others, scale) or (scale == 1 and _is_between(lines.beside(page, mark.box)))
        ]
        rows.append(told)
    return rows[0], rows[1]


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
