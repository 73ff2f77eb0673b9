"""Fillers 补白: which of them there is room for below the articles before them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.layout import GOES_ON, Composer
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Entry, Issue
from pipeline.production.pagination import Pagination


def without_idle_fillers(issue: Issue, composer: Composer, pagination: Pagination) -> Issue:
    """*issue* without the fillers that went over to another page; each is noted. If there are none, the same *issue*.

    *pagination*: that of the issue, by *composer*.
    """
    idle = [filler for before, filler in _find_fillers(issue) if not _has_room(before, filler, composer, pagination)]
    if not idle:
        return issue
    message = _("There is no room for the filler “{title}”: it is left out.")
    hint = _("Put it below another article, or shorten it.")
    notes = (
        Problem(message.format(title=each.contents_title), issue.path / ISSUE_FILE, each.line, hint) for each in idle
    )
    sections = (
        replace(section, entries=tuple(entry for entry in section.entries if entry not in idle))
        for section in issue.sections
    )
    return replace(
        issue,
        sections=tuple(sections),
        left_out=(*issue.left_out, *(each.article.path for each in idle)),
        notes=(*issue.notes, *notes),
    )


def _find_fillers(issue: Issue) -> Iterator[tuple[Entry, Entry]]:
    """Each filler of *issue*, behind what it stands below."""
    for section in issue.sections:
        yield from ((before, entry) for before, entry in pairwise(section.entries) if entry.is_filler)


def _has_room(before: Entry, filler: Entry, composer: Composer, pagination: Pagination) -> bool:
    """Whether all of *filler* stands on the page where *before* ends."""
    pages: dict[str | None, list[int]] = {}
    for part in pagination.parts:
        for filling in part.laid_out.fillings:
            for block in filling.blocks:
                pages.setdefault(block.slug, []).append(part.first_page + filling.page)
    own = pages.get(filler.article.slug, [])
    end = max(pages.get(before.article.slug, []), default=None)
    if before.goes_on:
        end = pagination.pages.get(composer.anchor(GOES_ON.format(slug=before.article.slug)))
    return set(own) == {end}
