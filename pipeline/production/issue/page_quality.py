"""How well the pages of an issue are filled: white that nobody asked for, heads without text, columns of unlike length.

Pure: it knows where blocks stand, and the pitch of the grid.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import pairwise

from pipeline.blocks import Block, Box, Break, Chart, Figure, FigureGroup, ItemList, Paragraph, Quotation, Table
from pipeline.engine.laid_out_part import Area, PageFilling, PlacedBlock
from pipeline.i18n import _
from pipeline.model import Article, Issue
from pipeline.production.issue.filled_pages import (
    MOST_EMPTY,
    TOLERANCE,
    Fault,
    FilledPage,
    list_filled_pages,
    share_of_white,
)
from pipeline.production.issue.page_warnings import PageWarning
from pipeline.production.issue.text_ends import find_few_lines, list_fillers
from pipeline.production.pagination import PlacedPart

_LINES_BELOW = 2  # a head
_PIXELS_PER_POINT = 4 / 3
_APART, _APART_AT_END = 1, 2  # lines that columns side by side may differ by where the text goes on, and where it ends
_DEEP = 8  # lines of columns at the end of a text, from which on it is seen that they are of unlike length
_APART_BY_AUTHOR = 6  # likewise, where an author has asked for a new column
_MOST_PAGES_AWAY = 1  # from a paragraph to the figure below it


def tell_page_faults(issue: Issue, parts: Iterable[PlacedPart], pitch: float) -> tuple[PageWarning, ...]:
    """A warning for each page of *issue* that an art director would not sign. *pitch*: from line to line, pt."""
    pages, line = list_filled_pages(parts), pitch * _PIXELS_PER_POINT
    articles = {entry.article.slug: entry.article for entry in issue.entries}
    last = {block.slug: (page.folio, block) for page in pages for block in page.filling.blocks}
    pictures = frozenset(page.folio for page in pages if _is_of_pictures(page, articles))
    last_of_text = _find_last_of_text(pages, pictures)
    fillers, found = list_fillers(issue), list[Fault]()
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        heads = find_lone_heads(page.filling, line)
        found += (
            _tell_lone_head(head, page.folio) for head in heads if not _ends_below(head, page.folio, *last[head.slug])
        )
        uneven = [each for each in find_uneven_columns(page, line) if not _is_in_poem(each[0], articles)]
        if not _is_parted_by_author(page, after, articles):
            found += _find_white(page, after, articles, line) if page not in last_of_text else ()
            found += (_tell_uneven_columns(*each, page.folio, _hint_to_float(each[0], articles)) for each in uneven)
        else:
            uneven = [each for each in uneven if each[1] > _APART_BY_AUTHOR]
            found += (_tell_forced_columns(*each, page.folio) for each in uneven)
        found += find_few_lines(before, page, line, fillers)
        found += _find_blank(page, after, articles)
    for article in articles.values():
        found += _find_parted(article, pages)
        found += _find_late_figures(article, pages, pictures)
    known = (fault for fault in found if fault.block.slug in articles)
    return tuple(
        PageWarning(
            each.message, articles[each.block.slug or ""].path, each.block.line, each.hint, f"pages.{each.rule}"
        )
        for each in known
    )


def _is_parted_by_author(page: FilledPage, after: FilledPage | None, articles: Mapping[str, Article]) -> bool:
    """Whether an author has asked for a new page or column on *page*, or at its end."""
    lines = {block.slug: block.line or 0 for block in reversed(page.filling.blocks)}
    ends = {block.slug: block.line or 0 for block in reversed(after.filling.blocks if after is not None else ())}
    for slug, line in lines.items():
        article = articles.get(slug or "")
        blocks = article.body if article else ()
        breaks = (block.line for block in blocks if isinstance(block, Break) and block.kind != "rest")
        end = ends.get(slug, max(block.line or 0 for block in page.filling.blocks if block.slug == slug) + 1)
        if any(line < each <= end for each in breaks):
            return True
    return False


def _is_in_poem(block: PlacedBlock, articles: Mapping[str, Article]) -> bool:
    """Whether *block* is part of a poem, which is not parted: a column of poems ends where the last of them does."""
    article = articles.get(block.slug or "")
    body = article.body if article is not None else ()
    poems = _lines_of(body, lambda each: isinstance(each, Box) and each.kind == "poem")
    return any(block.line in lines for lines in poems)


def _find_parted(article: Article, pages: Sequence[FilledPage]) -> Iterator[Fault]:
    """The blocks of *article* that are cut over *pages* or columns, though they are to be kept together."""
    fillings = {page.folio: page.filling for page in pages}
    for lines in _lines_of(article.body, _is_kept):
        own = list(_find_placed(article, lines, pages))
        places = {(folio, _column_of(fillings[folio], block)) for folio, block in own}
        if len(places) > 1:
            message = _("This is cut over pages or columns, though it is to be kept together.")
            hint = _("It is higher than there is room for: shorten it, or take {.keep} away.")
            yield Fault("cut", own[0][1]._replace(line=lines.start), message, hint)


def _is_of_pictures(page: FilledPage, articles: Mapping[str, Article]) -> bool:
    """Whether nothing stands on *page* but what has a page of its own."""
    blocks = page.filling.blocks
    own = {
        slug: [*_lines_of(articles[slug].body, lambda block: getattr(block, "place", "") == "page")]
        for slug in {block.slug or "" for block in blocks} & articles.keys()
    }
    return all(any(block.line in lines for lines in own.get(block.slug or "", ())) for block in blocks)


def _find_last_of_text(pages: Sequence[FilledPage], pictures: Set[int]) -> list[FilledPage]:
    """Those of *pages* that end the text of their part; the folios *pictures* may follow."""
    found: list[FilledPage] = []
    is_end = True
    for page in reversed(pages):
        is_end = is_end or page.is_last
        if is_end and page.folio not in pictures:
            found.append(page)
            is_end = False
    return found


def _find_late_figures(article: Article, pages: Sequence[FilledPage], pictures: Set[int]) -> Iterator[Fault]:
    """The figures of *article* that stand more than a page behind the paragraph that they are written below.

    Pages of *pictures* between them, by their folios, don't count.
    """
    paragraphs = list(_lines_of(article.body, lambda block: isinstance(block, Paragraph)))
    rest = max((block.line for block in article.body if isinstance(block, Break) and block.kind == "rest"), default=0)
    for lines in _lines_of(article.body, lambda block: isinstance(block, Figure | FigureGroup)):
        first = rest if lines.start >= rest else 0  # of the part of the article that the figure stands in
        above = [each for each in paragraphs if first <= each.start < lines.start][-1:]
        text = [folio for each in above for folio, _block in _find_placed(article, each, pages)]
        shown = list(_find_placed(article, lines, pages))
        between = range(text[-1] + 1, shown[0][0]) if text and shown else range(0)
        if sum(folio not in pictures for folio in between) >= _count_pages_away(article, lines.start):
            away = len(between) + 1
            message = _("This picture stands on folio {folio}, {count} pages behind the paragraph above it.")
            hint = _("Move it to a later paragraph, or make it smaller.")
            block = shown[0][1]._replace(line=lines.start)
            yield Fault("late-figure", block, message.format(folio=shown[0][0], count=away), hint)


def _count_pages_away(article: Article, line: int) -> int:
    """How many pages may be between a paragraph and the figure below it; a spread waits for a left page."""
    spreads = (block.line for block in article.body if _is_spread(block))
    return _MOST_PAGES_AWAY + (line in spreads)


def _find_placed(article: Article, lines: range, pages: Sequence[FilledPage]) -> Iterator[tuple[int, PlacedBlock]]:
    """The blocks of *article* that are written on *lines*, with their folios, in the order of *pages*."""
    for page in pages:
        for block in page.filling.blocks:
            if block.slug == article.slug and block.line is not None and block.line in lines:
                yield page.folio, block


def _is_kept(block: Block) -> bool:
    return isinstance(block, Paragraph | ItemList | Table | Quotation | Box) and block.is_kept


def _lines_of(blocks: Sequence[Block], is_wanted: Callable[[Block], bool]) -> Iterator[range]:
    """The lines of the file that each of *blocks* which *is_wanted* is written on."""
    for block, after in pairwise([*blocks, None]):
        if block is not None and is_wanted(block):
            yield range(block.line, after.line if after is not None else sys.maxsize)


def _column_of(filling: PageFilling, block: PlacedBlock) -> int | None:
    """The column that *block* stands in, from 0; None if it goes across, or there are none."""
    columns = [column for group in filling.columns for column in group]
    within = (
        number
        for number, column in enumerate(columns)
        if block in _blocks_in(filling, column) and block.area[3] <= column[3] + TOLERANCE
    )
    return next(within, None)


def _ends_below(head: PlacedBlock, folio: int, last_folio: int, last: PlacedBlock) -> bool:
    """Whether the *last* block of an article stands in the column of *head*, which is on *folio*, below it."""
    middle = (last.area[0] + last.area[2]) / 2
    return folio == last_folio and head.area[0] <= middle <= head.area[2] and head.area[1] <= last.area[1]


def _tell_lone_head(head: PlacedBlock, folio: int) -> Fault:
    message = _("This heading has less than two lines below it on folio {folio}.")
    hint = _("Let a paragraph follow it before a table, a figure or a box.")
    return Fault("lone-head", head, message.format(folio=folio), hint)


def _tell_uneven_columns(block: PlacedBlock, lines: float, folio: int, hint: str = "") -> Fault:
    message = _("Columns that stand side by side on folio {folio} end {lines} lines apart.")
    hint = hint or _("Move the table, the figure or the box that stands here to another paragraph.")
    return Fault("uneven-columns", block, message.format(folio=folio, lines=round(lines)), hint)


def _hint_to_float(block: PlacedBlock, articles: Mapping[str, Article]) -> str:
    """The remedy where what is written behind *block* has no room there, but does not float; empty if it does."""
    article = articles.get(block.slug or "")
    behind = (each for each in (article.body if article else ()) if each.line > (block.line or 0))
    after = next(behind, None)
    if not isinstance(after, Table | Box | Figure | FigureGroup | Chart) or after.place not in {"here", "bottom"}:
        return ""
    hint = _(
        "Write place=top for what stands on line {line}: it goes to the head of a page, and the text goes on here."
    )
    return hint.format(line=after.line)


def _tell_forced_columns(block: PlacedBlock, lines: float, folio: int) -> Fault:
    fault = _tell_uneven_columns(block, lines, folio)
    return fault._replace(hint=_("Take {.new-column} away, or put it above another paragraph."))


def _find_blank(page: FilledPage, after: FilledPage | None, articles: Mapping[str, Article]) -> Iterator[Fault]:
    """The page between *page* and the one *after* it, if it is empty since a spread begins on that."""
    spread = _find_spread(after, articles)
    if after is not None and spread is not None and not page.is_last and after.folio == page.folio + 2:
        message = _("The page with folio {folio} stays empty, since the picture behind it begins on a left page.")
        yield Fault("blank-page", spread, message.format(folio=page.folio + 1), _hint_for_spread())


def _hint_for_spread() -> str:
    return _("Move the picture over two pages up or down by some paragraphs, or write more text before it.")


def _find_spread(page: FilledPage | None, articles: Mapping[str, Article]) -> PlacedBlock | None:
    """The picture over two pages that stands on *page*, if any."""
    for block in page.filling.blocks if page is not None else ():
        article = articles.get(block.slug or "")
        if article is not None and any(block.line in lines for lines in _lines_of(article.body, _is_spread)):
            return block
    return None


def _is_spread(block: Block) -> bool:
    return isinstance(block, Figure) and block.extent == "spread"


def _find_white(
    page: FilledPage, after: FilledPage | None, articles: Mapping[str, Article], line: float
) -> Iterator[Fault]:
    share = share_of_white(page.filling, line)
    if share > MOST_EMPTY:
        message = _("{share} per cent of the page with folio {folio} are empty.")
        hint = _hint_to_float(page.filling.blocks[-1], articles) or _(
            "What follows here has no room on the page: move it, or make it smaller."
        )
        if after is not None and after.filling.blocks[0].slug not in {block.slug for block in page.filling.blocks}:
            hint = _("The next article has no room here: list a filler (filler: true) below this one in issue.yaml.")
        hint = hint if _find_spread(after, articles) is None else _hint_for_spread()
        yield Fault("white", page.filling.blocks[-1], message.format(share=round(share * 100), folio=page.folio), hint)


def find_lone_heads(filling: PageFilling, line: float) -> Iterator[PlacedBlock]:
    """Heads with less than two lines of text, or a picture as high, below them in their column; *line*: px."""
    for column in _columns_of(filling):
        blocks = sorted(_blocks_in(filling, column), key=lambda block: block.area[1])
        for head, after in pairwise([*blocks, None]):
            if head is None or not head.is_head or (after is not None and after.is_head):
                continue
            below = [block.area for block in blocks if block.area[1] >= head.area[3] - TOLERANCE and not block.is_head]
            if sum(area[3] - area[1] for area in below) < _LINES_BELOW * line - TOLERANCE:
                yield head


def find_uneven_columns(page: FilledPage, line: float) -> Iterator[tuple[PlacedBlock, float]]:
    """The last block of a column that ends some lines above its neighbour, and by how many; *line*: px."""
    for group in page.filling.columns:
        ends = [column[3] for column in group]
        apart = (max(ends) - min(ends)) / line
        goes_on = group is page.filling.columns[-1] and not page.is_last
        if not goes_on and max(ends) - group[0][1] < _DEEP * line:
            continue
        shortest = list(_blocks_in(page.filling, group[ends.index(min(ends))])) or list(
            _blocks_in(page.filling, group[0])
        )
        if apart > (_APART if goes_on else _APART_AT_END) + TOLERANCE / line and shortest:
            yield shortest[-1], apart


def _columns_of(filling: PageFilling) -> Sequence[Area]:
    return [column for group in filling.columns for column in group] or [filling.area]


def _blocks_in(filling: PageFilling, column: Area) -> Iterator[PlacedBlock]:
    left, top, right, bottom = column
    for block in filling.blocks:
        middle = (block.area[0] + block.area[2]) / 2
        if left <= middle <= right and top - TOLERANCE <= block.area[1] <= bottom + TOLERANCE:
            yield block
