"""Images and vector areas: changed, moved by themselves, or in another colour."""

from collections import Counter
from collections.abc import Sequence

from pipeline.i18n import _, ngettext
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.causes.page_depth import usual_pitch
from pipeline.regression.evidence.displacements import Displacements
from pipeline.regression.evidence.figures import caption_of
from pipeline.regression.evidence.image_pairs import ImageChange, pair_images, size_of_box
from pipeline.regression.evidence.line_pairs import TOLERANCE, measure_of
from pipeline.regression.evidence.moved_marks import (
    Moving,
    Placed,
    PlacedPair,
    are_as_thick,
    count_marks,
    find_mark_changes,
)
from pipeline.regression.evidence.movements import Movement, Stray, part_few
from pipeline.regression.snapshot.snapshot import Mark
from pipeline.units import mm

_MOVES_FROM = 0.6  # pt


def find_images(known: KnownCauses) -> tuple[PlacedPair, ...]:
    """Images that came, went, were replaced or resized; pairs of those that stayed, for ``find_moved_images``."""
    covered = known.causes.get(("pages.count",))
    rows = (covered.before, covered.after) if covered else ((), ())
    found = pair_images(known.pairing, ({page for page, _box in rows[0]}, {page for page, _box in rows[1]}))
    scales = Counter(map(_scale_of, found.changes))
    for change in found.changes:
        scale = _scale_of(change)
        _tell_image(known, change, scale if scale is not None and scales[scale] > 1 else None)
    for cause in known.causes.values():
        if (more := len(cause.before) - 1) > 0 and cause.kind == "images.changed":
            text = ngettext("So does {count} more image.", "So do {count} more images.", more)
            cause.others.append(text.format(count=more))
    return found.kept


def _scale_of(change: ImageChange) -> tuple[float, float] | None:
    """How much wider and higher an image is than it was; None where it is not the same in another size."""
    if not change.is_resized or change.gone is None or change.come is None:
        return None
    sizes = zip(size_of_box(change.gone[1].box), size_of_box(change.come[1].box), strict=True)
    wider, higher = (round(now / max(1.0, was), 2) for was, now in sizes)
    return wider, higher


def _tell_image(known: KnownCauses, change: ImageChange, scale: tuple[float, float] | None) -> None:
    """Tell *change*; of several images that have *scale* in common, with them."""
    gone, come = ([each] if each is not None else [] for each in (change.gone, change.come))
    if change.is_resized:
        sizes = [mm(each) for row in (gone, come) for each in size_of_box(row[0][1].box)]
        text = _("An image changes from {0:.1f} × {1:.1f} mm to {2:.1f} × {3:.1f} mm.").format(*sizes)
    elif change.is_cropped:
        text = _("An image was cropped: it shows a part of what it showed.")
    elif gone and come:
        text = _("An image was replaced.")
    else:
        text = _("An image is new.") if come else _("An image is gone.")
    key = ("scale", *scale) if scale is not None else (*gone, *come)
    cause = known.cause(key, "images.changed", _with_caption(known, text, gone, come))
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


def _caption(known: KnownCauses, gone: list[Placed], come: list[Placed]) -> str:
    """The caption of the figure that *gone* or *come* is of; "" if there is none."""
    captions = [
        caption_of(figures, page, mark.box)
        for figures, rows in zip(known.evidence.figures, (gone, come), strict=True)
        for page, mark in rows[:1]
    ]
    return next(filter(None, captions), "")


def _with_caption(known: KnownCauses, text: str, gone: list[Placed], come: list[Placed]) -> str:
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
    pairs: Sequence[PlacedPair],
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
    one_side: list[Placed] = []
    other_side: list[Placed] = []
    for page, there in sorted(known.pairing.page_map.items()):
        one, other = sides[0][page].vectors, sides[1][there].vectors
        if one == other:
            continue
        if page in changed and _is_sum(one) != _is_sum(other):
            continue  # of one side it is only known what all of them are together
        if page in changed:
            one_side += [(page, each) for each in one]
            other_side += [(there, each) for each in other]
        else:
            rest = _unlike(one, other)
            strays += _find_still(known, (page, rest[0]), (there, rest[1]))
    told = known.causes.get(("pages.count",))
    gone, come = ({page for page, _box in rows} for rows in ((told.before, told.after) if told else ((), ())))
    one_side += [(n, each) for n in known.pairing.removed_pages if n not in gone for each in sides[0][n].vectors]
    other_side += [(n, each) for n in known.pairing.added_pages if n not in come for each in sides[1][n].vectors]
    if one_side or other_side:
        moving = Moving(
            before=tuple(one_side),
            after=tuple(other_side),
            forward=lines[0],
            backward=lines[1],
            page_map=known.pairing.page_map,
            looks=(count_marks(sides[0]), count_marks(sides[1])),
            steps=steps,
            scale=scale,
        )
        found = find_mark_changes(moving)
        for before, after in found.recoloured:
            _tell_colour(known, before, after)
        _tell_drawn(
            known,
            [*found.gone, *(one for one, _other in found.other_thickness)],
            [*found.come, *(other for _one, other in found.other_thickness)],
        )
    return tuple(strays)


def _is_sum(marks: Sequence[Mark]) -> bool:
    """Whether *marks* is the one that stands for all of a page that has too many; it has no size in its name."""
    return len(marks) == 1 and "×" not in marks[0].digest


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
        twin = next((each for each in other if _is_recoloured(mark, each)), None)
        if twin is not None:
            one.remove(mark)
            other.remove(twin)
            _tell_colour(known, (page, mark), (there, twin))
    for mark in list(one):
        twin = next((each for each in other if _is_alike(mark, each)), None)
        if twin is not None:
            one.remove(mark)
            other.remove(twin)
            vector = 0, twin.box[0] - mark.box[0], twin.box[1] - mark.box[1]
            strays.append(Stray(vector, (page, mark.box), (there, twin.box)))
    _tell_drawn(known, [(page, each) for each in one], [(there, each) for each in other])
    return strays


def _tell_drawn(known: KnownCauses, gone: Sequence[Placed], come: Sequence[Placed]) -> None:
    if gone or come:
        cause = known.cause((), "vectors.changed", _("Rules or areas are drawn otherwise."))
        cause.facts += repr([each.digest for _page, each in (*gone, *come)])
        cause.before += [(page, each.box) for page, each in gone]
        cause.after += [(page, each.box) for page, each in come]


def _tell_colour(known: KnownCauses, one: Placed, other: Placed) -> None:
    """Tell that a mark has another colour."""
    before, after = one[1].colour or "–", other[1].colour or "–"
    text = _("The colour of areas changes from {before} to {after}.").format(before=before, after=after)
    cause = known.cause((one[1].colour, other[1].colour), "colour.changed", text)
    inks = zip(before.split("/"), after.split("/"), strict=False)
    cause.said = [(was, now) for was, now in inks if was != now]
    cause.before.append((one[0], one[1].box))
    cause.after.append((other[0], other[1].box))


def _is_same(one: Mark, other: Mark) -> bool:
    return _is_alike(one, other) and _is_near(one, other)


def _is_recoloured(one: Mark, other: Mark) -> bool:
    return one.digest == other.digest and one.colour != other.colour and _is_near(one, other)


def _is_alike(one: Mark, other: Mark) -> bool:
    return one.digest == other.digest and one.colour == other.colour and are_as_thick(one, other)


def _is_near(one: Mark, other: Mark) -> bool:
    return all(abs(x - y) <= TOLERANCE for x, y in zip(one.box, other.box, strict=True))
