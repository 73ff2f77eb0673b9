"""Fillers 补白: for which of them white remains below the articles before them."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.layout import GOES_ON, Composer
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Entry, Issue
from pipeline.production.pagination import Pagination


def without_fillers(issue: Issue) -> Issue:
    """*issue* without any filler; if there are none, the same *issue*."""
    fillers = [entry for entry in issue.entries if entry.is_filler]
    return _drop_idle(issue, fillers) if fillers else issue


def with_wanted_fillers(issue: Issue, pagination: Pagination) -> Issue:
    """*issue* without the fillers below which the next article would begin on the same page; each is noted.

    *pagination*: that of the issue without any.
    """
    pages = _pages_by_slug(pagination)
    idle = []
    for section in issue.sections:
        for place, filler in enumerate(section.entries):
            own = [entry for entry in section.entries[:place] if not entry.is_filler][-1:]
            behind = [entry for entry in section.entries[place:] if not entry.is_filler][:1]
            begins = {min(pages[entry.article.slug]) for entry in behind if entry.article.slug in pages}
            if filler.is_filler and any(begins & pages.get(entry.article.slug, set()) for entry in own):
                idle.append(filler)
    message = _("The filler “{title}” is left out: the next article begins on that page.")
    return _leave_out(issue, idle, message)


def without_idle_fillers(issue: Issue, composer: Composer, pagination: Pagination) -> Issue:
    """*issue* without the fillers that went over to another page; each is noted. If there are none, the same *issue*.

    *pagination*: that of the issue, by *composer*.
    """
    idle = [filler for before, filler in _find_fillers(issue) if not _has_room(before, filler, composer, pagination)]
    return _leave_out(issue, idle, _("There is no room for the filler “{title}”: it is left out."))


def _leave_out(issue: Issue, idle: Collection[Entry], message: str) -> Issue:
    if not idle:
        return issue
    hint = _("Put it below another article, or shorten it.")
    notes = (
        Problem(message.format(title=each.contents_title), issue.path / ISSUE_FILE, each.line, hint) for each in idle
    )
    paths = (each.article.path for each in idle)
    return replace(_drop_idle(issue, idle), left_out=(*issue.left_out, *paths), notes=(*issue.notes, *notes))


def _drop_idle(issue: Issue, idle: Collection[Entry]) -> Issue:
    sections = (
        replace(section, entries=tuple(entry for entry in section.entries if entry not in idle))
        for section in issue.sections
    )
    return replace(issue, sections=tuple(sections))


def _find_fillers(issue: Issue) -> Iterator[tuple[Entry, Entry]]:
    """Each filler of *issue*, behind what it stands below."""
    for section in issue.sections:
        yield from ((before, entry) for before, entry in pairwise(section.entries) if entry.is_filler)


def _has_room(before: Entry, filler: Entry, composer: Composer, pagination: Pagination) -> bool:
    """Whether all of *filler* stands on a page with *before*, behind which pages of its pictures may stand."""
    pages = _pages_by_slug(pagination)
    own, ends = pages.get(filler.article.slug, set()), pages.get(before.article.slug, set())
    if before.goes_on:
        ends = {pagination.pages.get(composer.anchor(GOES_ON.format(slug=before.article.slug)), 0)}
    return len(own) == 1 and own <= ends


def _pages_by_slug(pagination: Pagination) -> dict[str | None, set[int]]:
    """The pages of the book on which each article stands."""
    pages: dict[str | None, set[int]] = {}
    for part in pagination.parts:
        for filling in part.laid_out.fillings:
            for block in filling.blocks:
                pages.setdefault(block.slug, set()).add(part.first_page + filling.page)
    return pages
