"""Where the articles of an issue stand: their pages, and the folios that are printed there."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import Problem, RenderError
from pipeline.i18n import _
from pipeline.layout import Composer
from pipeline.model import plain_title
from pipeline.production.issue.glyphs import PlacedRun
from pipeline.production.pagination import Pagination


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFolio:
    """Where an article begins and ends: its pages in the book, from 1, the folios that are printed there.

    *printed_folio* is what it had in print before, if that is known.
    """

    slug: str
    title: str
    page: int
    last_page: int
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
    if lost:
        message = _("The layout “{layout}” does not show the article “{slug}”.")
        hint = _("Its templates must give the article data-slug and the anchor of its slug.")
        path, name = composer.layout.path, composer.layout.id
        raise RenderError(Problem(message.format(layout=name, slug=slug), path, hint=hint) for slug in lost)
    return tuple(
        EntryFolio(
            slug=entry.article.slug,
            title=plain_title(entry.contents_title),
            page=pagination.pages[composer.anchor(entry.article.slug)],
            last_page=last[entry.article.slug].page,
            folio=int(pagination.folios[composer.anchor(entry.article.slug)]),
            last_folio=last[entry.article.slug].folio,
            printed_folio=entry.printed_folio,
        )
        for entry in composer.issue.entries
    )
