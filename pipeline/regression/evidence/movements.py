"""Movements without a reason of their own: where they are seen, and which of them are one. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.regression.evidence.line_pairs import TOLERANCE, Vector
from pipeline.regression.findings import Place

_LEAST_WITHIN = 2  # lines that follow another one of their paragraph
_MOST = 200  # movements that are told apart
_FEW_BLOCKS, _FEW_LINES = 3, 6

Pitches = tuple[float, float]  # from line to line, pt, before and after


@dataclass(frozen=True, slots=True)
class Reason:
    """Why lines moved: a cause by its *key* and *kind*, or a movement. *is_float*: only a figure went elsewhere."""

    key: tuple[object, ...]
    kind: str
    is_float: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where something is seen, *before* and *after*; how many lines it *moved* (on *pages* before) and broke anew."""

    before: tuple[Place, ...] = ()
    after: tuple[Place, ...] = ()
    moved: int = 0
    pages: frozenset[int] = frozenset()
    rebroken: int = 0

    def __add__(self, other: "Trace") -> "Trace":
        return Trace(
            before=self.before + other.before,
            after=self.after + other.after,
            moved=self.moved + other.moved,
            pages=self.pages | other.pages,
            rebroken=self.rebroken + other.rebroken,
        )

    def with_effects_of(self, other: "Trace") -> "Trace":
        """This one, with what followed from the *other*, but not the places of that."""
        return self + replace(other, before=(), after=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Lines that began to move by *across* (either way) and *down* pt without a reason.

    *pitches* from line to line, if that is what moved them; *is_between*: they are wider than those of most of the
    text, as between paragraphs. *within* counts lines within a paragraph. *above* is the
    line above the first of them that didn't move. *reasons* name it, and the movements that it was joined from.
    """

    across: float
    down: float
    pitches: Pitches | None = None
    is_between: bool = False
    within: int = 0
    above: str = ""
    is_turned: bool = False
    trace: Trace = field(default_factory=Trace)
    reasons: frozenset[Reason] = frozenset()

    @property
    def count(self) -> int:
        """How many blocks began to move."""
        return len(self.trace.before)

    @property
    def is_leading(self) -> bool:
        """Whether it is another pitch of lines: it is met within paragraphs, more than once."""
        if self.pitches is None or self.is_between or self.within < _LEAST_WITHIN:
            return False
        return 3 * self.within >= self.count and abs(self.pitches[0] - self.pitches[1]) > TOLERANCE


@dataclass(frozen=True, slots=True)
class Stray:
    """Something that is no line of the text moved by *vector*: a running head, a rule."""

    vector: Vector
    before: Place
    after: Place


def reason_of(number: int) -> Reason:
    """What names the movement *number*."""
    return Reason(("movement", number), "blocks.shifted")


def find_alike(movements: Sequence[Movement], vector: Vector, pitches: Pitches | None) -> int:
    """The number of the one of *movements* that is by about *vector*; that of a new one where there is none.

    Mirrored pages move as much both ways.
    """
    across, down = abs(vector[1]), vector[2]
    for number, each in enumerate(movements):
        alike = abs(each.across - across) < TOLERANCE and abs(each.down - down) < TOLERANCE
        if alike and (each.pitches is None) == (pitches is None):
            return number
    return min(len(movements), _MOST)


def with_strays(movements: Sequence[Movement], strays: Iterable[Stray]) -> tuple[Movement, ...]:
    """*movements* with *strays*, each in that which is by as much, or in a new one."""
    found = list(movements)
    places: dict[int, list[Stray]] = defaultdict(list)
    for each in strays:
        number = find_alike(found, each.vector, None)
        if number == len(found):
            reasons = frozenset([Reason(("stray", number), "blocks.shifted")])
            found.append(Movement(across=abs(each.vector[1]), down=each.vector[2], reasons=reasons))
        places[number].append(each)
    for number, rows in places.items():
        trace = Trace(before=tuple(each.before for each in rows), after=tuple(each.after for each in rows))
        found[number] = replace(found[number], trace=found[number].trace + trace)
    return tuple(found)


def join(one: Movement, other: Movement) -> Movement:
    """Both as one, which is called as *one* is."""
    return replace(
        one, within=one.within + other.within, trace=one.trace + other.trace, reasons=one.reasons | other.reasons
    )


def join_alike(movements: Sequence[Movement]) -> tuple[Movement, ...]:
    """*movements*, those by as much as one, whether their lines follow another line or begin a page."""
    kept: list[Movement] = []
    for each in sorted(movements, key=lambda each: (each.pitches is None, -each.count)):
        twin = next((number for number, one in enumerate(kept) if _are_alike(one, each)), None)
        if twin is None:
            kept.append(each)
        else:
            kept[twin] = join(kept[twin], each)
    aside = [each for each in kept if each.across > TOLERANCE >= abs(each.down)]
    if len(aside) > 1 and _has_other_axis([each.trace for each in aside]):
        first = aside[0]
        for each in aside[1:]:
            first = join(first, each)
        kept = [first if each is aside[0] else each for each in kept if each not in aside[1:]]
    return tuple(kept)


def part_few(movements: Sequence[Movement], vector: Vector) -> tuple[tuple[Movement, ...], tuple[Movement, ...]]:
    """Those of *movements* that are of few lines by *vector*, words of a drawing that moved; and the others."""
    few = tuple(
        each
        for each in movements
        if abs(each.across - abs(vector[1])) < TOLERANCE
        and abs(each.down - vector[2]) < TOLERANCE
        and each.count <= _FEW_BLOCKS
        and each.trace.moved <= _FEW_LINES
    )
    return few, tuple(each for each in movements if each not in few)


def _are_alike(one: Movement, other: Movement) -> bool:
    """Whether both move as far; down alone counts for the few that stand within what the others follow."""
    if abs(one.down - other.down) >= TOLERANCE:
        return False
    if abs(one.across - other.across) < TOLERANCE:
        return True
    pages = [{page for page, _box in each.trace.before} | each.trace.pages for each in (one, other)]
    return abs(one.down) > TOLERANCE and (pages[0] <= pages[1] or pages[1] <= pages[0])


def _has_other_axis(traces: Sequence[Trace]) -> bool:
    """Whether the blocks of *traces* had their left edges in common and have their middles, or the other way round."""
    rows = [(one, other) for trace in traces for one, other in zip(trace.before, trace.after, strict=True)]
    sides = [one for one, _other in rows], [other for _one, other in rows]
    left = [_is_common([(page, box[0]) for page, box in side]) for side in sides]
    middle = [_is_common([(page, (box[0] + box[2]) / 2) for page, box in side]) for side in sides]
    return (left[0] and middle[1]) or (middle[0] and left[1])


def _is_common(rows: list[tuple[int, float]]) -> bool:
    """Whether rectos have the same value, and versos."""
    sides = [[value for page, value in rows if page % 2 == side] for side in (0, 1)]
    return all(max(side) - min(side) < 1.5 for side in sides if side)


def is_multiple(movement: Movement, leading: Movement) -> bool:
    """Whether *movement* is by half steps of *leading*: spaces are whole lines, and a line has its half above."""
    if movement.across > TOLERANCE or not leading.down:
        return False
    steps = 2 * movement.down / leading.down
    if abs(steps - round(steps)) * abs(leading.down) / 2 >= 0.2:
        return False
    pitch = leading.pitches[1] if leading.pitches else 0.0
    return 0 < steps <= 60 or abs(movement.down) <= pitch  # pictures stand in whole lines: one more or less
