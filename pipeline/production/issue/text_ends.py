"""Where a text ends: with a few lines on a page of their own, or with much white below it. Pure."""

from collections.abc import Iterable, Iterator, Set

from pipeline.errors import Problem
from pipeline.i18n import _, ngettext
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Issue
from pipeline.production.issue.filled_pages import Fault, FilledPage, list_filled_pages, share_of_white
from pipeline.production.pagination import PlacedPart

_FEW_LINES = 3  # that make no page of their own at the end of a text
_LITTLE_TEXT = 1 / 6  # of the lines of a page, likewise, where it has many
_MUCH_WHITE = 3 / 5  # of the last page of a text


def list_fillers(issue: Issue) -> frozenset[str]:
    """The slugs of the fillers of *issue*."""
    return frozenset(entry.article.slug for entry in issue.entries if entry.is_filler)


def find_few_lines(before: FilledPage | None, page: FilledPage, line: float, fillers: Set[str]) -> Iterator[Fault]:
    """A text that ends with a few lines on *page*, behind the page *before* of the same part; *line*: px.

    In columns they are lines that stand side by side. What *fillers* have is none of them.
    """
    blocks = [block for block in page.filling.blocks if block.slug not in fillers]
    if before is None or before.is_last or not page.is_last or not blocks or any(block.is_head for block in blocks):
        return
    _left, top, _right, bottom = page.filling.area
    count = round((max(block.area[3] for block in blocks) - min(block.area[1] for block in blocks)) / line)
    if count <= max(_FEW_LINES, int((bottom - top) / line * _LITTLE_TEXT)):
        message = ngettext(
            "The text ends with {count} line on the page with folio {folio}.",
            "The text ends with {count} lines on the page with folio {folio}.",
            count,
        )
        hint = _("Cut some words above, or make a picture smaller, and it needs a page less.")
        yield Fault("few-lines", blocks[0], message.format(count=count, folio=page.folio), hint)


def tell_white_ends(issue: Issue, parts: Iterable[PlacedPart], pitch: float) -> Iterator[Problem]:
    """A note of the pages of *issue* that texts end on with much white below; *pitch*: from line to line, pt."""
    line = pitch * 4 / 3
    ends = [(page.folio, share_of_white(page.filling, line)) for page in list_filled_pages(parts) if page.is_last]
    white = [(folio, share) for folio, share in ends if share > _MUCH_WHITE]
    if white:
        message = _("Texts end with much white below them, in per cent of the page: {pages}.")
        hint = _("Fillers (filler: true) have room there, or the next article, if it runs on (run_on: true).")
        pages = ", ".join(
            _("folio {folio}: {share}").format(folio=folio, share=round(share * 100)) for folio, share in white
        )
        yield Problem(message.format(pages=pages), issue.path / ISSUE_FILE, hint=hint)
