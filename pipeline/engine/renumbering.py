"""A part that is laid out already, put on other folios: margins are set anew, and pages mirrored.

Checked against WeasyPrint 70.0: layout/__init__.py ``initialize_page_maker``, ``layout_document``; layout/page.py
``make_page``, ``remake_page``.

The first folio stands in a rule of the part's HTML, the side of its first page is a class of its root. Nothing else of
a part depends on them, as long as its pages are plain (`rendering`) and no rule but the one that puts the first page on
its side looks at that class.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import isclose
from typing import Any, NamedTuple

from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.layout import layout_backgrounds, page
from weasyprint.layout.percent import resolve_percentages

from pipeline.engine.html_elements import SIDES, Elements
from pipeline.engine.rendered_pages import EarlierPage, RenderedPage, Rendering
from pipeline.engine.set_aside import STANDS

_FIRST_FOLIO = re.compile(r"(?<=@page :first \{ counter-reset: page )\d+(?= \})")
_LOOKED_OVER = re.compile(r"/\*.*?\*/|html\.verso\s*\{\s*break-before:\s*verso;?\s*\}", re.DOTALL)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIDE = re.compile(rf"\b({'|'.join(SIDES)})\b")
_COUNTER = "page"
_OTHER = {"left": "right", "right": "left"}


def look_at_sides(style_sheets: Iterable[str]) -> bool:
    """Whether any of *style_sheets* looks at the side of a part's first page, besides putting it there."""
    return any(_SIDE.search(_LOOKED_OVER.sub("", text)) for text in style_sheets)


def look_at_targets(style_sheets: Iterable[str]) -> bool:
    """Whether any of *style_sheets* prints what stands elsewhere, which may be another folio then."""
    return any("target-" in _COMMENT.sub("", text) for text in style_sheets)


class _Change(NamedTuple):
    """*shift*: how much higher the folios are now; *turns*: whether the part begins on the other side."""

    shift: int
    turns: bool


def renumber(kept: Rendering, elements: Elements, *, may_turn: bool) -> Rendering | None:
    """*kept* on the folios that *elements*, of the same shape, begin on; itself where these are the same.

    Its words stay. None where it must be laid out anew. *may_turn*: whether pages may change their sides.
    """
    laid_out = [each for each in kept.pages if isinstance(each, RenderedPage)]
    has_boxes = len(laid_out) == len(kept.pages)
    change = _find_change(kept.elements, elements) if kept.is_plain and has_boxes else None
    if change is None or (change.turns and not (may_turn and not _has_spreads(laid_out))):
        return None
    if not change.shift and not change.turns and kept.has_margins:
        return kept
    found = _find_sheets(kept, laid_out)
    sheets = _make_turned_sheets(found, kept) if change.turns else found
    page_maker = _shift(kept.page_maker, change)
    if sheets is None or page_maker is None:
        return None
    _take_over_beginning(kept.elements, elements)
    context = kept.context
    context.page_maker = page_maker
    context.string_set = defaultdict(lambda: defaultdict(list))
    for name, values in kept.string_sets.items():
        context.string_set[name].update(values)
    pages: list[RenderedPage | EarlierPage] = [
        RenderedPage(page=Page(_add_margins(sheet, index, each.page._page_box, context)), elements=each.elements)
        for index, (sheet, each) in enumerate(zip(sheets, laid_out, strict=True))
    ]
    document = kept.document.copy([each.page for each in pages if isinstance(each, RenderedPage)])
    return replace(kept, document=document, pages=pages, page_maker=page_maker, has_margins=True)


def _has_spreads(pages: Iterable[RenderedPage]) -> bool:
    """Whether anything stands over two pages that face, and would not on the other side."""
    roots = (each.page._page_box.children[0] for each in pages)
    blocks = (child.__dict__.get(STANDS) for root in roots for child in root.children)
    return any(block is not None and block.is_spread for block in blocks)


def _find_change(before: Elements, after: Elements) -> _Change | None:
    old, new = _find_folio(before), _find_folio(after)
    if (old, before.side) == (new, after.side):
        return _Change(0, turns=False)
    if old is None or new is None or not (before.side and after.side):
        return None
    return _Change(new - old, before.side != after.side)


def _find_folio(elements: Elements) -> int | None:
    """The folio that the part begins on; None where its HTML doesn't say so just once."""
    found = [
        number for each in elements.list if each.tag == "style" for number in _FIRST_FOLIO.findall(each.text or "")
    ]
    return int(found[0]) if len(found) == 1 else None


def _take_over_beginning(before: Elements, after: Elements) -> None:
    """Have *before* tell the folio and the side of *after*, for whoever compares their words."""
    before.root.attrib.clear()
    before.root.attrib.update(after.root.attrib)
    for old, new in zip(before.list, after.list, strict=True):
        if old.tag == "style":
            old.text = _FIRST_FOLIO.sub("".join(_FIRST_FOLIO.findall(new.text or "")), old.text or "")


def _shift(page_maker: Sequence[Any], change: _Change) -> list[Any] | None:
    """What is known of the beginnings of pages, *change*d; None where a page has another number than the one before
    and 1."""
    shifted: list[Any] = []
    first: int | None = None
    for index, (resume_at, next_page, is_right, state, remake) in enumerate(page_maker):
        quotes, counters, scopes, groups = state
        if index:
            numbers = counters.get(_COUNTER, ())
            first = numbers[0] if first is None and numbers else first
            if first is None or numbers != [first + index - 1]:
                return None
            counters = {**counters, _COUNTER: [numbers[0] + change.shift]}
        shifted.append((resume_at, next_page, is_right ^ change.turns, (quotes, counters, scopes, groups), remake))
    return shifted


def _find_sheets(kept: Rendering, pages: Iterable[RenderedPage]) -> list[Any]:
    """The pages as they are, of which the context knows the styles: one that stayed may be of an earlier context."""
    sheets = [each.page._page_box for each in pages]
    for sheet in sheets:
        page.set_page_type_computed_styles(sheet.page_type, kept.html, kept.context.style_for)
    return sheets


def _make_turned_sheets(found: Sequence[Any], kept: Rendering) -> list[Any] | None:
    """Empty pages on the other sides than those *found*; None where their type areas differ in size or height."""
    sheets = []
    for before in found:
        kind = before.page_type._replace(side=_OTHER[before.page_type.side])
        page.set_page_type_computed_styles(kind, kept.html, kept.context.style_for)
        sheet = _make_sheet(before, kind, kept.context)
        is_alike = isclose(sheet.width, before.width) and isclose(sheet.height, before.height)
        is_alike = is_alike and isclose(sheet.content_box_y(), before.content_box_y())
        if not is_alike or not _are_notes_alike(before.page_type, kind, kept.context.style_for):
            return None
        sheets.append(sheet)
    return sheets


def _make_sheet(before: Any, kind: Any, context: Any) -> Any:
    """A page of the *kind*, without anything on it, as ``make_page`` begins one."""
    style = context.style_for(kind)
    style["overflow"] = before.style["overflow"]
    sheet = boxes.PageBox(kind, style)
    size = style["size"]
    resolve_percentages(sheet, size)
    sheet.position_x = sheet.position_y = 0
    page.page_width(sheet, context, size[0])
    page.page_height(sheet, context, size[1])
    page._standardize_page_based_counters(style, None)
    sheet.fixed_boxes = []
    return sheet


def _are_notes_alike(before: Any, after: Any, style_for: Any) -> bool:
    """Whether the areas of notes are styled alike on both kinds of pages."""
    return all(
        _tell_style(style_for(before, name)) == _tell_style(style_for(after, name))
        for name in ("@footnote", "@note-area")
    )


def _tell_style(style: Any) -> Mapping[str, Any]:
    return {} if style is None else {name: value for name, (value, _weight) in style.cascaded.items()}


def _add_margins(sheet: Any, index: int, before: Any, context: Any) -> Any:
    """The page *sheet* with what stood on *before*, and margins of its own; *index* is 0-based."""
    dx = sheet.content_box_x() - before.content_box_x()
    children = [child for child in before.children if not isinstance(child, boxes.MarginBox)]
    for child in children if dx else ():
        child.translate(dx)
    context.current_page = index + 1
    sheet.children = children
    margins = page.make_margin_boxes(context, sheet, context.page_maker[index + 1][3])
    sheet.children = (*children, *margins)
    layout_backgrounds(sheet, context.get_image_from_uri)
    return sheet
