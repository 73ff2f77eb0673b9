"""Images and vector areas: changed, moved by themselves, or in another colour."""

from collections import defaultdict, deque
from collections.abc import Sequence

from pipeline.i18n import _
from pipeline.regression.alignment.alignment import unlike
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.causes.moved_marks import Moving, count_marks, tell_colour, tell_moving
from pipeline.regression.causes.page_depth import usual_pitch
from pipeline.regression.evidence.crops import is_cropped
from pipeline.regression.evidence.displacements import Displacements
from pipeline.regression.evidence.figures import caption_of, find_figures
from pipeline.regression.evidence.line_pairs import TOLERANCE, measure_of
from pipeline.regression.evidence.movements import Movement, Stray, part_few
from pipeline.regression.evidence.pictures import names_of
from pipeline.regression.snapshot.snapshot import Box, Mark
from pipeline.units import mm

_MOVES_FROM = 0.6  # pt
_Placed = tuple[int, Mark]


def find_images(known: KnownCauses) -> list[tuple[_Placed, _Placed]]:
    """Images that came, went, were replaced or resized; pairs of those that stayed, for ``find_moved_images``."""
    before, after = (
        [(page, mark) for page, each in enumerate(side.pages) for mark in each.images]
        for side in (known.pairing.before, known.pairing.after)
    )
    covered = known.causes.get(("pages.count",))
    pages = (
        ({page for page, _box in covered.before}, {page for page, _box in covered.after}) if covered else (set(), set())
    )
    pairs: list[tuple[_Placed, _Placed]] = []
    a, b = 0, 0
    names = names_of(each.digest for _p, each in (*before, *after))
    rows = unlike([names[each.digest] for _p, each in before], [names[each.digest] for _p, each in after])
    unpaired = []
    for a0, a1, b0, b1 in [*rows, (len(before), len(before), len(after), len(after))]:
        pairs += zip(before[a:a0], after[b:b0], strict=True)
        gone = [each for each in before[a0:a1] if each[0] not in pages[0]]
        come = [each for each in after[b0:b1] if each[0] not in pages[1]]
        unpaired.append((gone, come))
        a, b = a1, b1
    pairs += _elsewhere(unpaired, names)
    for gone, come in unpaired:
        for number in range(max(len(gone), len(come))):
            _add(known, gone[number : number + 1], come[number : number + 1])
    kept = []
    for one, other in pairs:
        if any(abs(_size(one[1].box)[n] - _size(other[1].box)[n]) > _MOVES_FROM for n in (0, 1)):
            _add(known, [one], [other], resized=True)
        else:
            kept.append((one, other))
    return kept


def _elsewhere(
    unpaired: list[tuple[list[_Placed], list[_Placed]]], names: dict[str, str]
) -> list[tuple[_Placed, _Placed]]:
    """Take the images out of *unpaired* that are gone at one place and new at another, by their *names*."""
    come: dict[str, deque[_Placed]] = defaultdict(deque)
    for _gone, row in unpaired:
        for each in row:
            come[names[each[1].digest]].append(each)
    pairs: list[tuple[_Placed, _Placed]] = []
    for gone, _come in unpaired:
        for each in list(gone):
            if twins := come[names[each[1].digest]]:
                pairs.append((each, twins.popleft()))
                gone.remove(each)
    taken = {id(other) for _one, other in pairs}
    for _gone, row in unpaired:
        row[:] = [each for each in row if id(each) not in taken]
    return pairs


def _add(known: KnownCauses, gone: list[_Placed], come: list[_Placed], *, resized: bool = False) -> None:
    if resized:
        sizes = [mm(each) for row in (gone, come) for each in _size(row[0][1].box)]
        text = _("An image changes from {0:.1f} × {1:.1f} mm to {2:.1f} × {3:.1f} mm.").format(*sizes)
    elif gone and come:
        pages = known.pairing.before.pages[gone[0][0]], known.pairing.after.pages[come[0][0]]
        if is_cropped(pages[0], gone[0][1], pages[1], come[0][1]):
            text = _("An image was cropped: it shows a part of what it showed.")
        else:
            text = _("An image was replaced.")
    else:
        text = _("An image is new.") if come else _("An image is gone.")
    cause = known.cause((*gone, *come), "images.changed", _with_caption(known, text, gone, come))
    cause.before += [(page, mark.box) for page, mark in gone]
    cause.after += [(page, mark.box) for page, mark in come]
    if not (gone and come) and (caption := _caption(known, gone, come)):
        cause.said = [(caption, "") if gone else ("", caption)]  # it comes and goes with its figure
    # What stands beside and below it moves because of it.
    page, top = (gone[0][0], gone[0][1].box[1]) if gone else (_origin(known, come[0][0]), come[0][1].box[1])
    lines = known.pairing.flow_before.lines
    below = [index for index in known.pairing.lines_on.get(page, ()) if lines[index].line.y > top - 30]
    for index in below + known.pairing.lines_on.get(page + 1, [])[:1]:
        known.line_causes.setdefault(index, cause)


def _caption(known: KnownCauses, gone: list[_Placed], come: list[_Placed]) -> str:
    """The caption of the figure that *gone* or *come* is of; "" if there is none."""
    sides = (
        (known.pairing.before, known.pairing.flow_before, gone),
        (known.pairing.after, known.pairing.flow_after, come),
    )
    captions = [
        caption_of(find_figures(side, flow), page, mark.box) for side, flow, rows in sides for page, mark in rows[:1]
    ]
    return next(filter(None, captions), "")


def _with_caption(known: KnownCauses, text: str, gone: list[_Placed], come: list[_Placed]) -> str:
    """*text*, and which figure it speaks of."""
    caption = _caption(known, gone, come)
    if not caption:
        return text
    told = _("Its caption is “{text}”.").format(text=caption)
    return f"{text}{told}" if text.endswith("。") else f"{text} {told}"


def _origin(known: KnownCauses, page: int) -> int:
    return known.pairing.origins.get(page, page)


def find_moved_images(
    known: KnownCauses,
    pairs: list[tuple[_Placed, _Placed]],
    lines: tuple[Displacements, Displacements],
    movements: tuple[Movement, ...],
) -> tuple[Movement, ...]:
    """Images that stand elsewhere though the lines beside them do not, or went elsewhere; *lines* forward and back.

    Return *movements* without those of words within such an image.
    """
    left = movements
    forward, backward = lines
    is_led = any(each.is_leading for each in movements)
    pitch = usual_pitch(known.pairing.flow_after)
    for (page, one), (there, other) in pairs:
        across, down = other.box[0] - one.box[0], other.box[1] - one.box[1]
        beside = forward.beside(page, one.box)
        stays = known.pairing.page_map.get(page, there) == there and max(abs(across), abs(down)) <= _MOVES_FROM
        if stays or beside.explains(there, across, down):
            continue
        guide = next((each for each in beside.all if each.page == there), None)
        if guide is None:
            is_first = forward.is_first(page, one.box) or backward.is_first(there, other.box)
            if page in known.moved_pages and (is_first or not beside.all):
                continue  # at the head of a page there is nothing to tell it by
        else:
            across, down = across - guide.across, down - guide.down
            if page in known.moved_pages and pitch > 0:
                down -= round(down / pitch) * pitch  # it went where there was room for it, by lines
                if max(abs(across), abs(down)) <= _MOVES_FROM:
                    continue
            if is_led and abs(across) <= _MOVES_FROM:
                continue  # it stands in the middle of whole lines, which have another height
        text = _("An image moves by {across:.1f} mm to the right, {down:.1f} mm down.")
        key = "moved", round(across), round(down)
        cause = known.cause(key, "images.changed", text.format(across=mm(across), down=mm(down)))
        cause.before.append((page, one.box))
        cause.after.append((there, other.box))
        few, left = part_few(left, (0, across, down))
        for each in few:
            known.absorb(cause, each)
    return left


def find_vectors(
    known: KnownCauses, movements: Sequence[Movement], lines: tuple[Displacements, Displacements]
) -> tuple[Stray, ...]:
    """Areas and rules that changed; where the text of their page moves, they are judged by the *lines* beside them.

    Those that moved on a page whose text stays are returned. *movements* tell by how much columns moved.
    """
    strays: list[Stray] = []
    sides = known.pairing.before.pages, known.pairing.after.pages
    changed = {known.pairing.flow_before.lines[index].page for index in known.line_causes} | known.moved_pages.keys()
    measures = measure_of(known.pairing.flow_before), measure_of(known.pairing.flow_after)
    across = [abs(each.across) for each in movements] + [abs(measures[1] - measures[0])]
    steps = frozenset(round(each) for one in across for each in (one, one / 2) if each > 1)
    is_measured = min(measures) > 0 and abs(measures[1] - measures[0]) > _MOVES_FROM
    scale = measures[1] / measures[0] if is_measured else 1.0
    moving = Moving(before=[], after=[], forward=lines[0], backward=lines[1], steps=steps, scale=scale)
    for page, there in sorted(known.pairing.page_map.items()):
        one, other = sides[0][page].vectors, sides[1][there].vectors
        if one == other:
            continue
        if page in changed:
            moving.before += [(page, each) for each in one]
            moving.after += [(there, each) for each in other]
        else:
            rest = _unlike(one, other)
            strays += _find_still(known, (page, rest[0]), (there, rest[1]))
    told = known.causes.get(("pages.count",))
    gone, come = ({page for page, _box in rows} for rows in ((told.before, told.after) if told else ((), ())))
    moving.before += [(n, each) for n in known.pairing.removed_pages if n not in gone for each in sides[0][n].vectors]
    moving.after += [(n, each) for n in known.pairing.added_pages if n not in come for each in sides[1][n].vectors]
    if moving.before or moving.after:
        tell_moving(known, moving, (count_marks(sides[0]), count_marks(sides[1])))
    return tuple(strays)


def _unlike(one: Sequence[Mark], other: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Those of both that aren't the same at the same place."""
    left = list(other)
    rest = []
    for mark in one:
        same = next((each for each in left if _is_same(mark, each)), None)
        if same is None:
            rest.append(mark)
        else:
            left.remove(same)
    return rest, left


def _find_still(known: KnownCauses, here: tuple[int, list[Mark]], now: tuple[int, list[Mark]]) -> list[Stray]:
    """Tell what changed among the marks of a page whose text stays where it was; return those that moved."""
    strays: list[Stray] = []
    (page, one), (there, other) = here, now
    for mark in list(one):
        twin = next((each for each in other if each.digest == mark.digest and _is_near(mark, each)), None)
        if twin is not None:
            one.remove(mark)
            other.remove(twin)
            tell_colour(known, (page, mark), (there, twin))
    for mark in list(one):
        twin = next((each for each in other if each.digest == mark.digest and each.colour == mark.colour), None)
        if twin is not None:
            one.remove(mark)
            other.remove(twin)
            vector = 0, twin.box[0] - mark.box[0], twin.box[1] - mark.box[1]
            strays.append(Stray(vector, (page, mark.box), (there, twin.box)))
    if one or other:
        cause = known.cause((), "vectors.changed", _("Rules or areas are drawn otherwise."))
        cause.facts += repr([each.digest for each in (*one, *other)])
        cause.before += [(page, each.box) for each in one]
        cause.after += [(there, each.box) for each in other]
    return strays


def _is_same(one: Mark, other: Mark) -> bool:
    return one.digest == other.digest and one.colour == other.colour and _is_near(one, other)


def _is_near(one: Mark, other: Mark) -> bool:
    return all(abs(x - y) <= TOLERANCE for x, y in zip(one.box, other.box, strict=True))


def _size(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]
