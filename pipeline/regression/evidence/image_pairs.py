"""Images of both sides: those that came, went, were replaced or resized, and pairs of those that stayed. Pure."""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from pipeline.regression.alignment.alignment import unlike
from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.evidence.crops import is_cropped
from pipeline.regression.evidence.moved_marks import Placed, PlacedPair
from pipeline.regression.evidence.pictures import names_of
from pipeline.regression.snapshot.snapshot import Box, Mark

_OTHER_SIZE = 0.6  # pt


@dataclass(frozen=True, slots=True)
class ImageChange:
    """What an image was, and what it is; None where it came or went. *is_resized*: it is the same in another size.
    *is_cropped*: it is a part of what it was.
    """

    gone: Placed | None
    come: Placed | None
    is_resized: bool = False
    is_cropped: bool = False


@dataclass(frozen=True, slots=True)
class ImagePairs:
    """All *changes* of images, and those that are as they were (*kept*), wherever they stand now."""

    changes: tuple[ImageChange, ...]
    kept: tuple[PlacedPair, ...]


def pair_images(pairing: Pairing, lone: tuple[Set[int], Set[int]]) -> ImagePairs:
    """The images of *pairing*, without those of *lone* pages, before and after, that have no other side."""
    before, after = (
        [(page, mark) for page, each in enumerate(side.pages) for mark in each.images]
        for side in (pairing.before, pairing.after)
    )
    pairs: list[PlacedPair] = []
    a, b = 0, 0
    names = names_of(each.digest for _page, each in (*before, *after))
    looks = [[_look(each, names) for _page, each in side] for side in (before, after)]
    rows = unlike(looks[0], looks[1])
    gaps = []
    for a0, a1, b0, b1 in [*rows, (len(before), len(before), len(after), len(after))]:
        pairs += zip(before[a:a0], after[b:b0], strict=True)
        gone = [each for each in before[a0:a1] if each[0] not in lone[0]]
        come = [each for each in after[b0:b1] if each[0] not in lone[1]]
        gaps.append((gone, come))
        a, b = a1, b1
    elsewhere = _pair_elsewhere(gaps, names)
    changes = _changes_of(pairing, gaps, elsewhere)
    pairs += elsewhere
    changes += [ImageChange(one, other, is_resized=True) for one, other in pairs if _is_resized(one, other)]
    return ImagePairs(tuple(changes), tuple(pair for pair in pairs if not _is_resized(*pair)))


def _changes_of(
    pairing: Pairing, gaps: Iterable[tuple[list[Placed], list[Placed]]], elsewhere: Sequence[PlacedPair]
) -> list[ImageChange]:
    """What became of the images in *gaps* that stand nowhere else; those of one gap by their order."""
    known = {id(one) for one, _other in elsewhere}, {id(other) for _one, other in elsewhere}
    changes = []
    for row, other_row in gaps:
        gone = [each for each in row if id(each) not in known[0]]
        come = [each for each in other_row if id(each) not in known[1]]
        for number in range(max(len(gone), len(come))):
            one = gone[number] if number < len(gone) else None
            other = come[number] if number < len(come) else None
            changes.append(ImageChange(one, other, is_cropped=_is_part(pairing, one, other)))
    return changes


def _is_part(pairing: Pairing, one: Placed | None, other: Placed | None) -> bool:
    if one is None or other is None:
        return False
    return is_cropped(pairing.before.pages[one[0]], one[1], pairing.after.pages[other[0]], other[1])


def _pair_elsewhere(gaps: Sequence[tuple[list[Placed], list[Placed]]], names: dict[str, str]) -> list[PlacedPair]:
    """The images in *gaps* that are gone at one place and new at another, by their *names*; first those as large."""
    pairs: list[PlacedPair] = []
    taken: set[int] = set()
    for look in (_look, _name):
        come: dict[object, deque[Placed]] = defaultdict(deque)
        rest = [each for _gone, row in gaps for each in row if id(each) not in taken]
        for each in rest:
            come[look(each[1], names)].append(each)
        left = (each for gone, _come in gaps for each in gone if id(each) not in taken)
        twins = ((each, come[look(each[1], names)]) for each in left)
        pairs += [(each, found.popleft()) for each, found in twins if found]
        taken = {id(each) for pair in pairs for each in pair}
    return pairs


def _name(mark: Mark, names: dict[str, str]) -> object:
    return names[mark.digest]


def _look(mark: Mark, names: dict[str, str]) -> object:
    """What an image is, and how large: of two that are the same, that of the same size stayed."""
    return names[mark.digest], *(round(each) for each in size_of_box(mark.box))


def _is_resized(one: Placed, other: Placed) -> bool:
    sizes = size_of_box(one[1].box), size_of_box(other[1].box)
    return any(abs(sizes[0][n] - sizes[1][n]) > _OTHER_SIZE for n in (0, 1))


def size_of_box(box: Box) -> tuple[float, float]:
    """Width and height of *box*, pt."""
    return box[2] - box[0], box[3] - box[1]
