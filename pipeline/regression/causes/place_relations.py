"""How one cause stands to another by the places they are seen in. Pure."""

from collections import Counter
from collections.abc import Sequence

from pipeline.regression.causes.candidates import Candidate
from pipeline.regression.snapshot.snapshot import Box

_FEW = 3  # blocks
_MOST_PAGES = 2  # that a paragraph stands on
_ROUNDING, _HAIR = 2.0, 1.0  # pt; sides of a rule are rounded to whole points
_MANY_TIMES, _TIMES_MORE = 10, 4  # as many places
_REACH = 40.0  # pt
_LEAST_CELLS, _LEAST_PARTS = 3, 4  # of a table, of a drawing
_LINE = 24.0  # pt


def _changes_few(cause: Candidate, _leader: Candidate) -> bool:
    return len(set(cause.before)) <= _FEW


def is_near(cause: Candidate, leader: Candidate) -> bool:
    """Whether *cause* is seen only on pages that *leader* is seen on, or moved the lines of, or that come after."""
    pages = cause.pages
    reached = leader.pages | leader.moved_pages
    return bool(reached) and bool(pages) and all(page + 1 >= min(reached) for page in pages)


def is_near_or_nowhere(cause: Candidate, leader: Candidate) -> bool:
    """Whether *cause* is near, or is seen on no page: tags that are gone with all that they stood for."""
    return not (cause.before or cause.after) or is_near(cause, leader)


def are_its_own(cause: Candidate, leader: Candidate) -> bool:
    """Whether images or rules came or went only on pages that came or went with the article."""
    sides = (cause.before, leader.before), (cause.after, leader.after)
    pages = [({page for page, _box in rows}, {page for page, _box in own}) for rows, own in sides]
    return any(rows for rows, _own in pages) and all(rows <= own for rows, own in pages)


def is_on_its_pages(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* is on the few pages on which *leader* is seen: paragraphs that were parted or joined."""
    pages, own = (each.pages for each in (cause, leader))
    return pages <= own and len(own) <= _MOST_PAGES


def few_nearby(cause: Candidate, leader: Candidate) -> bool:
    """Whether *cause* is seen in a few places, near *leader*."""
    return _changes_few(cause, leader) and is_near(cause, leader)


def stands_within(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* stands where *leader* does: what is drawn in a figure is of it."""
    sides = (cause.before, leader.before), (cause.after, leader.after)
    return all(
        any(page == there and _holds(other, box) for there, other in own) for rows, own in sides for page, box in rows
    )


def _holds(one: Box, other: Box) -> bool:
    return all(x - _ROUNDING <= y for x, y in zip(one[:2], other[:2], strict=True)) and all(
        x + _ROUNDING >= y for x, y in zip(one[2:], other[2:], strict=True)
    )


def are_told_by_pages(cause: Candidate, leader: Candidate) -> bool:
    """Whether a few blocks are white that pages are filled with, and *leader* left them another height."""
    pages, own = {page for page, _box in cause.before}, leader.pages
    return _changes_few(cause, leader) and (leader.moved > 0 or leader.is_float) and pages <= own


def touches(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* is seen within reach of what *leader* says: a rule above a note that is gone."""
    sides = (cause.before, leader.before), (cause.after, leader.after)
    own = [place for _rows, places in sides for place in places]
    rows = {place for places, _own in sides for place in places}
    return bool(rows) and all(
        any(page == there and is_beside(box, other) for there, other in own) for page, box in rows
    )


def is_beside(one: Box, other: Box) -> bool:
    """Whether both are within reach of one another."""
    return all(one[n] <= other[n + 2] + _REACH and other[n] <= one[n + 2] + _REACH for n in (0, 1))


def stands_in_its_rows(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* went aside on base lines of *leader*, before or after: cells of a table came or went."""
    sides = (cause.before, leader.before), (cause.after, leader.after)
    rows = [sorted((page, round(box[3])) for page, box in own) for own, _places in sides]
    bases = [{(page, round(box[3]) + n) for page, box in places for n in (-1, 0, 1)} for _own, places in sides]
    return bool(rows[0]) and rows[0] == rows[1] and any(set(rows[0]) <= each for each in bases)


def are_cells_of_its_table(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* went aside on the one page on which a row of cells came or went by *leader*."""
    places = (leader.before, leader.after)
    rows = (Counter((page, round(box[3])) for page, box in set(side)) for side in places)
    is_row = any(count > 1 for side in rows for count in side.values())
    both = sorted(cause.before), sorted(cause.after)
    is_aside = any(abs(one[1][0] - other[1][0]) > 0 for one, other in zip(*both, strict=False))
    return is_row and is_aside and cause.pages == leader.pages and len(leader.pages) == 1


def few_beside_its_note(cause: Candidate, leader: Candidate) -> bool:
    """Whether a few blocks moved on the pages on which *leader* says that a note came or went."""
    return leader.is_of_note and few_on_its_pages(cause, leader)


def is_nudged(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* went aside by a hair, beside letters that are wider or narrower by *leader*."""
    return _are_off_by(cause, _ROUNDING) and touches(cause, leader)


def is_off_by_a_hair(cause: Candidate, leader: Candidate) -> bool:
    """Whether rules stand off by roundings only, and so does all that *leader* is seen in, on the same pages."""
    pages, own = ({page for page, _box in each.before} for each in (cause, leader))
    return pages <= own and all(_are_off_by(each, _HAIR) for each in (cause, leader))


def is_as_wide_as_columns(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* is at the same place, by no more than *leader* made wider what stands across columns."""
    return leader.aside > 0 and _are_off_by(cause, leader.aside)


def _are_off_by(cause: Candidate, most: float) -> bool:
    """Whether all that *cause* is seen in became something at the same place, by *most* pt at most."""
    rows = sorted(cause.before), sorted(cause.after)
    return len(rows[0]) == len(rows[1]) > 0 and all(
        page == there and all(abs(x - y) <= most for x, y in zip(box, other, strict=True))
        for (page, box), (there, other) in zip(*rows, strict=True)
    )


def stands_amid(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* stands amid what moved aside by *leader* on a page or two: the rest of the same table."""
    pages = leader.pages
    if len(pages) > _MOST_PAGES or len(set(leader.before)) < _LEAST_CELLS:
        return False
    sides = (cause.before, leader.before), (cause.after, leader.after)
    return bool(cause.before or cause.after) and all(
        _is_around([other for there, other in own if there == page], box) for rows, own in sides for page, box in rows
    )


def _is_around(boxes: Sequence[Box], box: Box) -> bool:
    """Whether *box* is no higher and no lower than all *boxes* together, but for a line."""
    return bool(boxes) and (
        min(each[1] for each in boxes) - _LINE <= box[1] and box[3] <= max(each[3] for each in boxes) + _LINE
    )


def is_of_its_role(cause: Candidate, leader: Candidate) -> bool:
    """Whether a few lines went no more than aside, and all are titles, heads, captions as those of *leader*, which are
    more.
    """
    places = len(set(cause.before)), len(set(leader.before))
    return (
        bool(cause.roles)
        and cause.roles <= leader.roles
        and places[0] < places[1]
        and _changes_few(cause, leader)
        and _is_level(cause)
    )


def _is_level(cause: Candidate) -> bool:
    """Whether all of *cause* stands as high as it stood, on the same pages."""
    rows = sorted(cause.before), sorted(cause.after)
    return len(rows[0]) == len(rows[1]) and all(
        one[0] == other[0] and abs(one[1][3] - other[1][3]) <= _ROUNDING for one, other in zip(*rows, strict=True)
    )


def is_in_its_reach(cause: Candidate, leader: Candidate) -> bool:
    """Whether *cause* is seen only on pages that *leader* is seen on or moved the lines of, or right before one."""
    pages = {page for page, _box in cause.before or cause.after}
    own = {page for page, _box in leader.before or leader.after} | leader.moved_pages
    reached = own | {page - 1 for page in own}
    return leader.moved + leader.rebroken > 0 and bool(pages) and pages <= reached


def few_in_its_reach(cause: Candidate, leader: Candidate) -> bool:
    """Whether *cause* is seen in no more than a few places, in reach of *leader*, and moved less than that."""
    return max(len(set(cause.before)), len(set(cause.after))) <= _FEW and (
        cause.moved < leader.moved and is_in_its_reach(cause, leader)
    )


def is_pushed_in_its_reach(cause: Candidate, leader: Candidate) -> bool:
    """Whether blocks went no more than up or down, in reach of *leader*, which moved more lines."""
    rows = sorted(cause.before), sorted(cause.after)
    is_upright = len(rows[0]) == len(rows[1]) and all(
        page != there or abs(one[0] - other[0]) <= _ROUNDING for (page, one), (there, other) in zip(*rows, strict=True)
    )
    return is_upright and cause.moved < leader.moved and is_in_its_reach(cause, leader)


def is_pushed_below(cause: Candidate, leader: Candidate) -> bool:
    """Whether a few blocks went down by a few lines below words that grew by *leader*, on its only page, or up below
    such that shrank: what is set in columns is higher by a line.
    """
    rows = sorted(cause.before), sorted(cause.after)
    pages, own = {page for page, _box in (*cause.before, *cause.after)}, leader.pages
    if not (
        _changes_few(cause, leader)
        and len(rows[0]) == len(rows[1])
        and pages == own
        and len(own) == 1
        and leader.before
    ):
        return False
    foot = max(box[3] for _page, box in leader.before)
    growth = sum(len(other) - len(one) for one, other in leader.said)
    went = [(one, other) for (_page, one), (_there, other) in zip(*rows, strict=True)]
    return all(
        one[1] >= foot - _ROUNDING
        and abs(one[0] - other[0]) <= _ROUNDING < abs(one[1] - other[1]) <= 2 * _LINE
        and (other[1] - one[1]) * growth > 0
        for one, other in went
    )


def shares_its_drawing(cause: Candidate, leader: Candidate) -> bool:
    """Whether a few blocks are on the one page on which a drawing of several parts came or went by *leader*: they stand
    where it left them room, in the colour that is seen there.
    """
    parts = set(leader.before) | set(leader.after)
    is_alone = bool(leader.before) != bool(leader.after)
    return (
        is_alone
        and len(parts) >= _LEAST_PARTS
        and cause.pages == leader.pages
        and _changes_few(cause, leader)
        and (len(leader.pages) == 1)
    )


def is_swept_along(cause: Candidate, leader: Candidate) -> bool:
    """Whether *cause* is seen in no more than a few places among the many of *leader*, all on pages of that."""
    pages = cause.pages
    own = leader.pages | leader.moved_pages
    places = len(set(cause.before)), len(set(leader.before))
    return bool(pages) and pages <= own and _changes_few(cause, leader) and places[1] >= _MANY_TIMES * max(1, places[0])


def is_few_on_its_pages(cause: Candidate, leader: Candidate) -> bool:
    """Whether a few blocks or rules went no more than aside on pages most of whose lines have other spaces within."""
    pages, own = (each.pages for each in (cause, leader))
    level = all(
        abs(one[1][3] - other[1][3]) <= _ROUNDING
        for one, other in zip(sorted(cause.before), sorted(cause.after), strict=False)
    )
    return level and pages <= own and len(set(leader.before)) >= _MANY_TIMES * len(set(cause.before))


def are_its_places(cause: Candidate, leader: Candidate) -> bool:
    """Whether *cause* is seen in the same lines as *leader*: of both, the one that says more is told with the other."""
    order = (leader.weight, leader.sentence) > (cause.weight, cause.sentence)
    return order and bool(cause.before) and set(cause.before) == set(leader.before)


def is_on_its_page(cause: Candidate, leader: Candidate) -> bool:
    """Whether both are seen on one page, the same."""
    pages, own = ({page for page, _box in each.before} for each in (cause, leader))
    return pages == own and len(own) == 1


def few_on_its_pages(cause: Candidate, leader: Candidate) -> bool:
    """Whether *cause* is seen in a few places, on pages of *leader*: beside what went there or stood there."""
    return _changes_few(cause, leader) and is_on_its_pages(cause, leader)


def is_on_all_its_pages(cause: Candidate, leader: Candidate) -> bool:
    """Whether both are seen on the same pages, more than one: lines are shorter where they begin farther in. Where far
    more lines are spaced otherwise, it is these that send words aside.
    """
    pages, own = ({page for page, _box in each.before} for each in (cause, leader))
    return pages == own and len(own) > 1 and not _are_far_more(cause, leader)


def goes_with_spaced_lines(cause: Candidate, leader: Candidate) -> bool:
    """Whether blocks went where there was room on some pages, on all of which far more lines are spaced otherwise."""
    pages, own = ({page for page, _box in each.before} for each in (cause, leader))
    return pages <= own and len(own) > 1 and _are_far_more(leader, cause)


def _are_far_more(one: Candidate, other: Candidate) -> bool:
    return len(set(one.before)) > _TIMES_MORE * len(set(other.before))


def is_space_of_moved_lines(cause: Candidate, leader: Candidate) -> bool:
    """Whether lines are spaced otherwise only where *leader* moved twice as many of them aside: they are shorter."""
    rows = zip(sorted(leader.before), sorted(leader.after), strict=False)
    is_aside = any(abs(one[1][0] - other[1][0]) > _ROUNDING for one, other in rows)
    return is_aside and 2 * len(set(cause.before)) <= leader.moved and is_in_its_reach(cause, leader)


def stands_below(cause: Candidate, leader: Candidate) -> bool:
    """Whether what moved on a page begins right below a drawing that reaches as much farther down, or less far."""
    pages, own = ({page for page, _box in each.before} for each in (cause, leader))
    if pages != own or len(own) != 1 or not leader.after or not cause.after:
        return False
    bottoms = [max(box[3] for _page, box in rows) for rows in (leader.before, leader.after)]
    tops = [min(box[1] for _page, box in rows) for rows in (cause.before, cause.after)]
    went = bottoms[1] - bottoms[0], tops[1] - tops[0]
    return -_ROUNDING <= tops[0] - bottoms[0] <= _REACH and went[0] * went[1] > 0 and abs(went[0] - went[1]) <= _LINE


def is_pushed_by_lines(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* moved on the page on which *leader* broke lines anew: there are more of them, or fewer."""
    pages, own = ({page for page, _box in each.before} for each in (cause, leader))
    return leader.rebroken > 0 and not cause.rebroken and pages == own and len(own) == 1


def is_set_anew(cause: Candidate, leader: Candidate) -> bool:
    """Whether *cause* is seen in a few places, where *leader* gave all lines another measure; or is text that stands
    elsewhere.
    """
    is_small = _changes_few(cause, leader) and len(set(leader.before)) >= _MANY_TIMES * len(set(cause.before))
    return leader.scale > 0 and (cause.kind == "text.moved" or is_small)


def surrounds(cause: Candidate, leader: Candidate) -> bool:
    """Whether frames or grounds on a page are around all that moved by *leader*."""
    pages, own = ({page for page, _box in each.before} for each in (cause, leader))
    frames = [box for _page, box in cause.before]
    is_one = pages == own and len(own) == 1
    return is_one and all(any(_holds(box, inner) for box in frames) for _page, inner in leader.before)
