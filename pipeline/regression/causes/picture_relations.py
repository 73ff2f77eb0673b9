"""How a picture that came, went or moved stands to pictures and words beside it. Pure."""

from pipeline.regression.causes.candidates import Candidate
from pipeline.regression.causes.place_relations import is_beside, touches
from pipeline.regression.evidence.substitutions import letters_of
from pipeline.regression.snapshot.snapshot import Box

_ROUNDING, _HAIR, _LINE = 2.0, 1.0, 24.0  # pt
_CAPTION, _FEW = 60, 3  # letters; lines


def is_widened_with_columns(cause: Candidate, leader: Candidate) -> bool:
    """Whether pictures are wider or narrower as what stands across columns is by *leader*, in the shape they had."""
    if not leader.aside or not cause.before or len(cause.before) != len(cause.after):
        return False
    sizes = [
        ((one[2] - one[0], one[3] - one[1]), (other[2] - other[0], other[3] - other[1]))
        for (_page, one), (_there, other) in zip(cause.before, cause.after, strict=True)
    ]
    return all(
        0 < abs(now[0] - was[0]) <= leader.aside
        and abs(now[1] - was[1] - (now[0] - was[0]) * was[1] / max(1.0, was[0])) <= _ROUNDING
        for was, now in sizes
    )


def stands_between_its_rules(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* is on the one page, and beside the rules, that came or went by *leader*: rows of a table
    are as much farther apart as its rules are thick.
    """
    is_one = cause.pages == leader.pages and len(leader.pages) == 1
    return is_one and len(leader.before) != len(leader.after) and touches(cause, leader)


def fits_columns(cause: Candidate, leader: Candidate) -> bool:
    """Whether a few lines are larger or smaller, by no more of their width than *leader* made columns wider: a title
    that is as large as its measure allows.
    """
    rows = list(zip(cause.before, cause.after, strict=False))
    return 0 < len(cause.before) == len(cause.after) <= _FEW and all(
        0 < abs((other[2] - other[0]) - (one[2] - one[0])) <= leader.aside for (_page, one), (_there, other) in rows
    )


def is_set_beside(cause: Candidate, leader: Candidate) -> bool:
    """Whether pictures stayed beside one that came or went, and have the room of it or left it some."""
    is_alone = bool(leader.before) != bool(leader.after)
    pages, own = (each.pages for each in (cause, leader))
    return is_alone and bool(cause.before) and bool(cause.after) and pages == own


def are_set_together(cause: Candidate, leader: Candidate) -> bool:
    """Whether pictures of a page stayed on it, near one another, and have other sizes: they share the room of a frame.
    Of these the first is told.
    """
    sides = [[{page for page, _box in rows} for rows in (each.before, each.after)] for each in (cause, leader)]
    is_one = sides[0] == sides[1] and len(sides[0][0]) == len(sides[0][1]) == 1
    first = (leader.before, leader.sentence) < (cause.before, cause.sentence)
    return is_one and first and any(is_beside(one, other) for _p, one in cause.before for _q, other in leader.before)


def are_moved_alike(cause: Candidate, leader: Candidate) -> bool:
    """Whether pictures moved by themselves up, or down, or to one side, as those of *leader* did, by another length: a
    style that moves all leaves each the room that it has. Of these, that with the most pictures is told.
    """
    order = (-len(leader.before), leader.sentence) < (-len(cause.before), cause.sentence)
    ways = [_ways_of(each) for each in (cause, leader)]
    return order and len(ways[0]) == 1 and ways[0] == ways[1] and ways[0] != {(0, 0)}


def _ways_of(candidate: Candidate) -> set[tuple[int, int]]:
    """In which directions all that *candidate* is seen in went: −1, 0, or 1 across and down; none where sizes differ or
    something came or went.
    """
    if len(candidate.before) != len(candidate.after):
        return set()
    rows = zip(candidate.before, candidate.after, strict=True)
    went = [[other[n] - one[n] for n in range(4)] for (_page, one), (_there, other) in rows]
    if any(abs(each[n] - each[n + 2]) > _ROUNDING for each in went for n in (0, 1)):
        return set()
    return {(_sign_of(each[0]), _sign_of(each[1])) for each in went}


def _sign_of(length: float) -> int:
    return (length > _HAIR) - (length < -_HAIR)


def is_its_caption(cause: Candidate, leader: Candidate) -> bool:
    """Whether a few words came or went right below a picture that did."""
    side = 0 if leader.before else 1
    is_alone = bool(leader.before) != bool(leader.after)
    rows, own = (cause.before, cause.after)[side], (leader.before, leader.after)[side]
    said = [(letters_of(one), letters_of(other)) for one, other in cause.said]
    return (
        is_alone
        and bool(said)
        and all(words[side] and not words[1 - side] and len(words[side]) <= _CAPTION for words in said)
        and any(page == there and _is_below(box, other) for page, box in rows for there, other in own)
    )


def is_said_by_its_caption(cause: Candidate, leader: Candidate) -> bool:
    """Whether all of *cause* is seen in the words that were the caption of a picture which is gone, or became that of
    one which came: they stand in the text on the other side.
    """
    captions = [letters_of(words) for pair in leader.said for words in pair if words]
    is_alone = bool(leader.before) != bool(leader.after)
    return (
        is_alone
        and bool(cause.seen_in)
        and all(any(words and each.startswith(words) for each in captions) for words in cause.seen_in)
    )


def _is_below(one: Box, other: Box) -> bool:
    """Whether *one* begins right below *other*, within its width."""
    return abs(one[1] - other[3]) <= _LINE and one[0] < other[2] and other[0] < one[2]
