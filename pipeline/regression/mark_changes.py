"""Images and vector areas: changed, moved by themselves, or in another colour."""

from difflib import SequenceMatcher

from pipeline.i18n import _
from pipeline.regression.flow_changes import FlowChanges
from pipeline.regression.pairing import Pairing
from pipeline.regression.shifts import TOLERANCE
from pipeline.regression.snapshot import Box, Mark
from pipeline.units import mm

_MOVES_FROM = 0.6  # pt
_Placed = tuple[int, Mark]


def find_images(pairing: Pairing) -> list[tuple[_Placed, _Placed]]:
    """Images that came, went, were replaced or resized; pairs of those that stayed, for ``find_moved_images``."""
    before, after = (
        [(page, mark) for page, each in enumerate(side.pages) for mark in each.images]
        for side in (pairing.before, pairing.after)
    )
    covered = pairing.causes.get(("pages.count",))
    pages = (
        ({page for page, _box in covered.before}, {page for page, _box in covered.after}) if covered else (set(), set())
    )
    matcher = SequenceMatcher(None, [each.digest for _p, each in before], [each.digest for _p, each in after], False)
    pairs: list[tuple[_Placed, _Placed]] = []
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            pairs += zip(before[a0:a1], after[b0:b1], strict=True)
            continue
        gone = [each for each in before[a0:a1] if each[0] not in pages[0]]
        come = [each for each in after[b0:b1] if each[0] not in pages[1]]
        for number in range(max(len(gone), len(come))):
            _add(pairing, gone[number : number + 1], come[number : number + 1])
    kept = []
    for one, other in pairs:
        if any(abs(_size(one[1].box)[n] - _size(other[1].box)[n]) > _MOVES_FROM for n in (0, 1)):
            _add(pairing, [one], [other], resized=True)
        else:
            kept.append((one, other))
    return kept


def _add(pairing: Pairing, gone: list[_Placed], come: list[_Placed], *, resized: bool = False) -> None:
    if resized:
        sizes = [mm(each) for row in (gone, come) for each in _size(row[0][1].box)]
        text = _("An image changes from {0:.1f} × {1:.1f} mm to {2:.1f} × {3:.1f} mm.").format(*sizes)
    elif gone and come:
        text = _("An image was replaced.")
    else:
        text = _("An image is new.") if come else _("An image is gone.")
    cause = pairing.cause((*gone, *come), "images.changed", text)
    cause.before += [(page, mark.box) for page, mark in gone]
    cause.after += [(page, mark.box) for page, mark in come]
    # What stands beside and below it moves because of it.
    page, top = (gone[0][0], gone[0][1].box[1]) if gone else (_origin(pairing, come[0][0]), come[0][1].box[1])
    for index, line in enumerate(pairing.flow_before.lines):
        if line.page == page and line.line.y > top - 30:
            pairing.line_causes.setdefault(index, cause)
        elif line.page == page + 1:
            pairing.line_causes.setdefault(index, cause)
            break


def _origin(pairing: Pairing, page: int) -> int:
    return next((one for one, other in pairing.page_map.items() if other == page), page)


def find_moved_images(pairing: Pairing, pairs: list[tuple[_Placed, _Placed]]) -> None:
    """Images that stand elsewhere though the text on their page does not."""
    for (page, one), (there, other) in pairs:
        across, down = other.box[0] - one.box[0], other.box[1] - one.box[1]
        stays = pairing.page_map.get(page, there) == there and max(abs(across), abs(down)) <= _MOVES_FROM
        if stays or page in pairing.page_causes:
            continue
        text = _("An image moves by {across:.1f} mm to the right, {down:.1f} mm down.")
        cause = pairing.cause((page, one), "images.changed", text.format(across=mm(across), down=mm(down)))
        cause.before.append((page, one.box))
        cause.after.append((there, other.box))


def find_vectors(pairing: Pairing, flow: FlowChanges) -> None:
    """Areas and rules that changed on pages whose text stays where it was; where it moves, they follow it."""
    for page, there in sorted(pairing.page_map.items()):
        one, other = list(pairing.before.pages[page].vectors), list(pairing.after.pages[there].vectors)
        for mark in list(one):
            if (same := next((each for each in other if _is_same(mark, each)), None)) is not None:
                one.remove(mark)
                other.remove(same)
        for mark in list(one):
            twin = next((each for each in other if each.digest == mark.digest and _is_near(mark, each)), None)
            if twin is not None:
                one.remove(mark)
                other.remove(twin)
                _add_colour(pairing, page, there, mark, twin)
        if page in pairing.page_causes or pairing.line_causes.keys() & _lines_on(pairing, page):
            continue
        for mark in list(one):
            twin = next((each for each in other if each.digest == mark.digest and each.colour == mark.colour), None)
            if twin is not None:
                one.remove(mark)
                other.remove(twin)
                shift = flow.shift((0, twin.box[0] - mark.box[0], twin.box[1] - mark.box[1]))
                shift.cause.before.append((page, mark.box))
                shift.cause.after.append((there, twin.box))
        if one or other:
            cause = pairing.cause((), "vectors.changed", _("Rules or areas are drawn otherwise."))
            cause.facts += repr([each.digest for each in (*one, *other)])
            cause.before += [(page, each.box) for each in one]
            cause.after += [(there, each.box) for each in other]


def _lines_on(pairing: Pairing, page: int) -> set[int]:
    return {index for index in pairing.line_causes if pairing.flow_before.lines[index].page == page}


def _add_colour(pairing: Pairing, page: int, there: int, mark: Mark, twin: Mark) -> None:
    text = _("The colour of areas changes from {before} to {after}.").format(before=mark.colour, after=twin.colour)
    cause = pairing.cause((mark.colour, twin.colour), "colour.changed", text)
    cause.before.append((page, mark.box))
    cause.after.append((there, twin.box))


def _is_same(one: Mark, other: Mark) -> bool:
    return one.digest == other.digest and one.colour == other.colour and _is_near(one, other)


def _is_near(one: Mark, other: Mark) -> bool:
    return all(abs(x - y) <= TOLERANCE for x, y in zip(one.box, other.box, strict=True))


def _size(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]
