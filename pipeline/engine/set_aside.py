"""Which boxes are those of blocks that are set aside, and where they land.

Checked against WeasyPrint 70.0: formatting_structure/boxes.py.
"""

from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes

from pipeline.engine.custom_properties import FLOAT, keyword
from pipeline.engine.page_floats import PageFloat, Place

FLOATS = "page_float"
"""Attribute of a box as it is written, and of its copies: the ``PageFloat`` that it is."""
LANDS = "lands"
"""Attribute of a box at the end of a container: the ``PageFloat`` that stands there if it has found no other place."""
STANDS = "stands"
"""Attribute of a laid-out box: the ``PageFloat`` that stands here."""
CALLS = "calls"
"""Attribute of the empty box that stays where a block is written: the ``PageFloat`` that stands elsewhere."""

_PLACES = {
    "top": (Place.HEAD,),
    "bottom": (Place.FOOT,),
    "auto": (Place.HEAD, Place.FOOT),
    "page": (),
    "bleed": (),
    "spread": (),
    "bleed-top": (Place.HEAD,),
    "beside": (Place.FLOW,),
}
BLEED = "bleed"
"""The name of the pages of pictures that go to their edges."""


def set_floats_aside(root_box: Any) -> None:
    """Mark the blocks below *root_box* that are set aside, and prepare the places where they land."""
    for number, (container, box, name, is_in_columns) in enumerate(list(_find_floats(root_box, root_box))):
        spans = box.style["column_span"] == "all"
        is_across = spans or not is_in_columns or not _PLACES[name]
        block = PageFloat(
            box=box,
            container=container,
            number=number,
            places=_PLACES[name],
            may_stay=name == "beside" or (name == "auto" and not (spans and is_in_columns)),
            is_across=is_across,
            page_name=BLEED if name in ("bleed", "spread") else "",
            is_spread=name == "spread",
            is_bled=name == "bleed-top",
            is_numbered=any(each.get("data-number") for each in box.element.iter()),
        )
        if block.places and not block.is_bled:  # in the text it would lie over what stands above it
            _add_landing(container, box, block)
        if spans:
            box.style = _keep_within_column(box).style
        setattr(box, FLOATS, block)


def _find_floats(box: Any, article: Any, is_in_columns: bool = False) -> Iterator[tuple[Any, Any, str, bool]]:
    """Each block set aside: what it is not to go beyond, its own box, its keyword, and whether it is in columns.

    It is not to go beyond the box around it; one with pages of its own, beyond the *article*.
    """
    article = box if is_article(box) else article
    is_in_columns |= box.style["column_count"] != "auto" or box.style["column_width"] != "auto"
    for child in getattr(box, "children", ()):
        if not isinstance(child, boxes.BlockLevelBox):
            continue
        name = keyword(child.style, FLOAT)
        if name in _PLACES and isinstance(child, boxes.BlockBox) and child.element is not None:
            yield box if _PLACES[name] else article, child, name, is_in_columns
        else:
            yield from _find_floats(child, article, is_in_columns)


def _add_landing(container: Any, box: Any, block: PageFloat) -> None:
    """Put a copy of *box* before the next box that is to be cleared, or at the end of *container*."""
    landing = box.copy()
    if block.is_beside:  # no text is left to run beside it
        landing.style = box.style.copy()
        landing.style["float"] = "none"
    setattr(landing, LANDS, block)
    place = container.children.index(box) + 1
    rest = container.children[place:]
    ahead = next((at for at, each in enumerate(rest) if keyword(each.style, FLOAT) == "clear"), len(rest))
    container.children = [*container.children[: place + ahead], landing, *rest[ahead:]]


class Blocks(NamedTuple):
    """Of a page: blocks *called* on it; those *outnumbered* stand behind what is numbered with them in the text of
    the page; those *standing* on it."""

    called: frozenset[PageFloat]
    outnumbered: frozenset[PageFloat]
    standing: frozenset[PageFloat]


def find_blocks(made: Any) -> Blocks:
    """The blocks of the laid-out page *made*."""
    called, outnumbered, standing = set[PageFloat](), set[PageFloat](), set[PageFloat]()
    kinds = set[str]()  # of what is numbered in the text, so far
    for box in made.descendants(placeholders=True):
        known = box.__dict__
        if CALLS in known:
            called.add(known[CALLS])
            if known[CALLS].is_numbered and known[CALLS].kind in kinds:
                outnumbered.add(known[CALLS])
        elif STANDS in known:
            standing.add(known[STANDS])
        elif box.element is not None and box.element.get("data-number"):
            kinds.add(box.element.tag)
    return Blocks(frozenset(called), frozenset(outnumbered), frozenset(standing))


def is_article(box: Any) -> bool:
    """Whether *box* is an article, which what has pages of its own does not go beyond."""
    return bool(box.element_tag == "article")


def passes(box: Any) -> bool:
    """Whether *box* stands before what the article above it has waiting for pages of its own."""
    return box is not None and is_article(box) and keyword(box.style, FLOAT) == "pass"


def boxes_begun(root_box: Any, skip_stack: Any) -> frozenset[int]:
    """The id() of each box below *root_box* that is begun where a page goes on at *skip_stack*."""
    return frozenset(id(box) for box, _index in _path(root_box, skip_stack))


def boxes_going_on(root_box: Any, resume_at: Any) -> frozenset[int]:
    """The id() of each box below *root_box* that goes on with text where a page ends at *resume_at*."""
    return frozenset(id(box) for box, index in _path(root_box, resume_at) if begins_with_text(box, index))


def begins_with_text(box: Any, index: int) -> bool:
    """Whether the child *index* of *box* may stand beside a picture."""
    child = box.children[index] if index < len(box.children) else None
    if not isinstance(child, boxes.BlockBox) or {FLOATS, LANDS} & child.__dict__.keys():
        return False
    is_text = any(isinstance(each, boxes.LineBox) for each in child.descendants())
    return child.style["clear"] == "none" and child.is_in_normal_flow() and is_text


def blocks_landing(root_box: Any, skip_stack: Any) -> frozenset[PageFloat]:
    """The blocks that are to land at *skip_stack*, where a page begins: no text of their container is left before."""
    found = set()
    for container, index in _path(root_box, skip_stack):
        for box in container.children[index:]:
            if LANDS not in box.__dict__:
                break
            found.add(box.__dict__[LANDS])
    return frozenset(found)


def is_text_left(root_box: Any, skip_stack: Any) -> bool:
    """Whether more is left from *skip_stack* on than places where blocks land."""
    return _is_left(list(_path(root_box, skip_stack)))


def is_text_left_within(container: Any, root_box: Any, resume_at: Any) -> bool:
    """Whether text of *container*, which has begun, is left where a page of *root_box* ends at *resume_at*."""
    path = list(_path(root_box, resume_at))
    place = next((place for place, (box, _index) in enumerate(path) if box is container), None)
    return place is not None and _is_left(path[place:])


def _is_left(path: Sequence[tuple[Any, int]]) -> bool:
    deepest, index = path[-1]
    if not isinstance(deepest, boxes.ParentBox):
        return True
    left = [*deepest.children[index:], *(each for box, at in path[:-1] for each in box.children[at + 1 :])]
    return any(LANDS not in box.__dict__ for box in left)


def without_landings_across(
    columns_box: Any, skip_stack: Any, waiting: Set[PageFloat], standing: Set[PageFloat]
) -> Any:
    """*columns_box*, which goes on at *skip_stack*, with no place across its columns where nothing is to land.

    Such a place would part the columns above it from those below. What is *waiting* or is written farther on may land,
    unless it is *standing*.
    """
    begin = next(iter(skip_stack)) if skip_stack else 0
    ahead = {each.__dict__[FLOATS] for each in columns_box.children[begin:] if FLOATS in each.__dict__}
    may_land = (ahead | waiting) - standing
    return columns_box.copy_with_children(
        [
            _keep_within_column(child) if LANDS in child.__dict__ and child.__dict__[LANDS] not in may_land else child
            for child in columns_box.children
        ]
    )


def _keep_within_column(box: Any) -> Any:
    box = box.copy()
    box.style = box.style.copy()
    box.style["column_span"] = "none"
    return box


def _path(root_box: Any, skip_stack: Any) -> Iterator[tuple[Any, int]]:
    """Each box around the place *skip_stack*, from *root_box* on, with the index of the child that is around it too."""
    box = root_box
    while skip_stack:
        ((index, skip_stack),) = skip_stack.items()
        yield box, index
        if index >= len(box.children):
            break
        box = box.children[index]
