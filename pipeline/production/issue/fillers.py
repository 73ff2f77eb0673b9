"""Fillers 补白: for which of them white remains below the articles before them, or below others of their sections."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.layout import GOES_ON, Composer
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Entry, Issue, Section
from pipeline.production.pagination import Pagination

_LINES_AROUND = 3  # of white and rules above and below a filler, at most


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


def place_idle_fillers(
    issue: Issue, composer: Composer, pagination: Pagination, moved: Collection[str]
) -> tuple[Issue, frozenset[str]]:
    """*issue* with each filler that went over to another page below the nearest article of its section that has room.

    It is left out if none has, or if it has been *moved*; each is noted. If there are none, the same *issue*. Also the
    slugs of all that have been moved now. *pagination*: that of the issue, by *composer*.
    """
    idle = [filler for before, filler in _find_fillers(issue) if not _has_room(before, filler, composer, pagination)]
    pages, now = _pages_by_slug(pagination), set[str](moved)
    for filler in [each for each in idle if each.article.slug not in moved]:
        section = next(each for each in issue.sections if filler in each.entries)
        host = _find_host(section.entries, filler, pages, pagination)
        if host is None:
            continue
        idle.remove(filler)
        now.add(filler.article.slug)
        issue = _move(issue, section, filler, host)
    return _leave_out(issue, idle, _("There is no room for the filler “{title}”: it is left out.")), frozenset(now)


def _find_host(
    entries: Sequence[Entry], filler: Entry, pages: Mapping[str | None, set[int]], pagination: Pagination
) -> Entry | None:
    """The one of *entries*, a section's, that is nearest to *filler* and ends with room for it on its page.

    None behind which another article begins on that page, or a filler stands; none that goes on elsewhere.
    """
    place = entries.index(filler)
    found: list[tuple[int, Entry]] = []
    for at, (entry, after) in enumerate(pairwise([*entries, None])):
        if entry is None or (after is not None and after.is_filler):
            continue
        own = pages.get(entry.article.slug, set())
        begins = {min(pages.get(after.article.slug, {0}))} if after is not None else set()
        is_end = not (entry.is_filler or entry.goes_on or entry.is_rest or own & begins)
        if is_end and any(_has_white(page, filler, pagination) for page in own):
            found.append((abs(at - place), entry))
    return min(found, key=lambda each: each[0])[1] if found else None


def _has_white(page: int, filler: Entry, pagination: Pagination) -> bool:
    """Whether *filler*, as it is laid out, has room below all that stands on *page*."""
    slug = filler.article.slug
    fillings = {part.first_page + each.page: each for part in pagination.parts for each in part.laid_out.fillings}
    own = [block.area for each in fillings.values() for block in each.blocks if block.slug == slug]
    ends = [block.area[3] for block in fillings[page].blocks]
    height = max(area[3] for area in own) - min(area[1] for area in own) if own else 0.0
    line = min(area[3] - area[1] for area in own) if own else 0.0
    return bool(own and ends) and fillings[page].area[3] - max(ends) >= height + _LINES_AROUND * line


def _move(issue: Issue, section: Section, filler: Entry, host: Entry) -> Issue:
    rest = [entry for entry in section.entries if entry is not filler]
    rest.insert(rest.index(host) + 1, filler)
    sections = (replace(each, entries=tuple(rest)) if each is section else each for each in issue.sections)
    message = _("The filler “{title}” has no room where it is listed: it stands below “{other}”.")
    note = Problem(
        message.format(title=filler.contents_title, other=host.contents_title),
        issue.path / ISSUE_FILE,
        filler.line,
        _("List it there, and it stays."),
    )
    return replace(issue, sections=tuple(sections), notes=(*issue.notes, note))


def _leave_out(issue: Issue, idle: Collection[Entry], message: str) -> Issue:
    if not idle:
        return issue
    hint = _("Put it below another article, or shorten it.")
    notes = (
        Problem(message.format(title=each.contents_title), issue.path / ISSUE_FILE, each.line, hint) for each in idle
    )
    paths = (each.article.path for each in idle)
    told = {(issue.path / ISSUE_FILE, each.line) for each in idle}  # that they were moved
    others = (note for note in issue.notes if (note.path, note.line) not in told)
    return replace(_drop_idle(issue, idle), left_out=(*issue.left_out, *paths), notes=(*others, *notes))


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
