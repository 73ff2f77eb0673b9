"""Where the articles of an issue stand: their pages, and the folios that are printed there."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from pipeline.errors import Problem, RenderError
from pipeline.i18n import _
from pipeline.layout import GOES_ON, REST, Composer
from pipeline.model import Entry, plain_title
from pipeline.production.issue.glyphs import PlacedRun
from pipeline.production.pagination import Pagination


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFolio:
    """Where an article begins and ends: its pages in the book, from 1, the folios that are printed there.

    *pages* are those it stands on, which others lie between where it is parted. *printed_folio* is what it had in print
    before, if that is known.
    """

    slug: str
    title: str
    page: int
    last_page: int
    pages: tuple[int, ...]
    folio: int
    last_folio: int
    printed_folio: int | None = None


def entry_folios(composer: Composer, pagination: Pagination, runs: Sequence[PlacedRun]) -> tuple[EntryFolio, ...]:
    """First and last folio of every article, in the order of the issue.

    Raises RenderError when the layout leaves one out, or doesn't mark it.
    """
    last = {run.slug: run for run in runs if run.slug is not None}
    slugs = [entry.article.slug for entry in composer.issue.entries]
    lost = [slug for slug in slugs if slug not in last or composer.anchor(slug) not in pagination.pages]
    path, name = composer.layout.path, composer.layout.id
    if lost:
        message = _("The layout “{layout}” does not show the article “{slug}”.")
        hint = _("Its templates must give the article data-slug and the anchor of its slug.")
        raise RenderError(Problem(message.format(layout=name, slug=slug), path, hint=hint) for slug in lost)
    parted = [entry.article.slug for entry in composer.issue.entries if entry.goes_on]
    anchors = {slug: [composer.anchor(each.format(slug=slug)) for each in (GOES_ON, REST)] for slug in parted}
    unmarked = [slug for slug in parted if not set(anchors[slug]) <= pagination.pages.keys()]
    if unmarked:
        message = _("The layout “{layout}” does not part the article “{slug}”.")
        hint = _("Its templates must set articles by entry_head and entry_text (docs/layouts.md).")
        raise RenderError(Problem(message.format(layout=name, slug=slug), path, hint=hint) for slug in unmarked)
    shown = _find_shown(pagination)
    return tuple(
        _place(entry, composer, pagination, last[entry.article.slug], shown.get(entry.article.slug, set()))
        for entry in composer.issue.entries
    )


def _find_shown(pagination: Pagination) -> dict[str, set[int]]:
    """The pages in the book on which text or pictures of each article stand, by its slug."""
    shown: dict[str, set[int]] = {}
    for placed in pagination.parts:
        for filling in placed.laid_out.fillings:
            for slug in {block.slug for block in filling.blocks if block.slug}:
                shown.setdefault(slug, set()).add(placed.first_page + filling.page)
    return shown


def _place(entry: Entry, composer: Composer, pagination: Pagination, last: PlacedRun, shown: Set[int]) -> EntryFolio:
    """Where *entry* stands. *last*: the last of its text; *shown*: pages on which something of it stands, be it a
    picture before its title or behind its end."""
    slug = entry.article.slug
    anchor = composer.anchor(slug)
    page = pagination.pages[anchor]
    ends = [(page, last.page)]
    if entry.goes_on:
        parted, rest = (pagination.pages[composer.anchor(each.format(slug=slug))] for each in (GOES_ON, REST))
        ends = [(page, parted), (rest, last.page)]
    last_page = max(last.page, *shown, 1)
    return EntryFolio(
        slug=slug,
        title=plain_title(entry.contents_title),
        page=page,
        last_page=last_page,
        pages=tuple(sorted({number for first, end in ends for number in range(first, end + 1)} | shown)),
        folio=int(pagination.folios[anchor]),
        last_folio=last.folio + last_page - last.page,
        printed_folio=entry.printed_folio,
    )
