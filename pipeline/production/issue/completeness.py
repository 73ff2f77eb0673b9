"""Checks that every letter of an article is on its pages, and within them.

The layout engine drops what it can't place (a footnote longer than a page) and lets run off the page what is too wide
(a table of many columns), both without a word. Here they become errors.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.blocks import Block, Box, Quotation, Table
from pipeline.errors import Problem, RenderError
from pipeline.i18n import _
from pipeline.manuscript.words import body_words
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Article, Issue
from pipeline.production.issue.glyphs import PlacedRun

_NO_LETTERS = re.compile(r"[\W_]+")  # all but the categories L and N of Unicode


def require_whole(issue: Issue, runs: Iterable[PlacedRun]) -> None:
    """Raise RenderError for every article of *issue* of which the pages (*runs*) lack or cut something.

    What stands outside the articles is looked at, too.
    """
    by_slug: dict[str, list[PlacedRun]] = {}
    for run in runs:
        by_slug.setdefault(run.slug or "", []).append(run)
    problems = []
    for entry in issue.entries:
        article = entry.article
        placed = by_slug.get(article.slug, [])
        found = _find_lost(article, placed), _find_overhanging(article, placed)
        problems += [problem for problem in found if problem is not None]
    problems += _find_cut_besides(issue, by_slug.get("", []))
    if problems:
        raise RenderError(problems)


def _find_cut_besides(issue: Issue, runs: list[PlacedRun]) -> Iterator[Problem]:
    """What is cut outside the articles: the first text that runs off its page, lines of a cover that shows others."""
    if (run := next((run for run in runs if run.overhanging and run.text.strip()), None)) is not None:
        message = _("“{text}” runs out of its column, cell or page on folio {folio}.")
        yield Problem(message.format(text=run.text.strip()[:20], folio=run.folio), issue.path, hint=_shorten())
    flow = _letters("".join(run.text for run in runs))
    lost = [line for line in issue.cover.lines if _letters(line) not in flow]
    if lost and len(lost) < len(issue.cover.lines):
        message = _("The cover has no room for its line “{text}”.").format(text=lost[0][:20])
        yield Problem(message, issue.path / ISSUE_FILE, issue.cover.line, _shorten())


def _shorten() -> str:
    return _("Shorten what stands on it, such as the lines of the cover, or give it more room in its template.")


def _find_lost(article: Article, runs: list[PlacedRun]) -> Problem | None:
    on_pages = Counter(_letters("".join(run.text for run in runs)))
    words = list(body_words(article))
    lost = Counter(_letters("".join(piece.text for piece in words))) - on_pages
    if not lost:
        return None
    flow = "".join("".join(run.text.split()) for run in runs)
    torn = (piece for piece in words if lost.keys() & set(piece.text) and "".join(piece.text.split()) not in flow)
    line = next((piece.line for piece in torn), article.title_line)
    message = _("{count} characters from here on found no place on the pages.").format(count=lost.total())
    return Problem(message, article.path, line, _("Is a footnote too long, or are there too many on a page?"))


def _find_overhanging(article: Article, runs: list[PlacedRun]) -> Problem | None:
    run = next((run for run in runs if run.overhanging and run.text.strip()), None)
    if run is None:
        return None
    message = _("“{text}” runs out of its column, cell or page on folio {folio}.").format(
        text=run.text.strip()[:20], folio=run.folio
    )
    return Problem(message, article.path, run.line, _remedy(article, run))


def _remedy(article: Article, run: PlacedRun) -> str:
    table = next((table for table in _tables(article.body) if table.line == run.line), None)
    if table is None:
        return _("Is a word or an address too long? Give it fewer letters, or put it elsewhere.")
    if not table.is_turned:
        return _(
            "Write {.turned} into the line above the table: it then stands by 90° on a page of its own; {.small} sets"
            " it in smaller type. Or give it fewer columns, or words."
        )
    if not table.is_small:
        return _("Even turned it is too wide: write {.turned .small}, or give it fewer columns, or words.")
    return _("Even turned and small it is too wide: part it into two tables.")


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    for block in blocks:
        match block:
            case Table():
                yield block
            case Quotation() | Box():
                yield from _tables(block.blocks)


def _letters(text: str) -> str:
    """Letters and figures of *text*: marks and spaces may be set otherwise than they were written."""
    return _NO_LETTERS.sub("", text)
