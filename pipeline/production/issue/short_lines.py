"""Warnings of lines that are left short of the measure: only an author can say what may be cut there."""

from collections.abc import Iterable

from pipeline.i18n import _
from pipeline.model import Issue
from pipeline.production.issue.glyphs import PlacedRun
from pipeline.production.issue.page_warnings import PageWarning


def short_lines(issue: Issue, runs: Iterable[PlacedRun]) -> tuple[PageWarning, ...]:
    """A warning for each block of an article of *issue* in which a line is short; *runs* are all text on its pages."""
    paths = {entry.article.slug: entry.article.path for entry in issue.entries}
    places: dict[tuple[str | None, int | None], PlacedRun] = {}
    for run in runs:
        if run.short and run.slug in paths and run.text.strip():
            places.setdefault((run.slug, run.line), run)
    message = _("The line “{text}” on folio {folio} is left short: the word after it is not cut.")
    hint = _("Say it in other words, or mark with a soft hyphen (U+00AD) where the word may be cut.")
    return tuple(
        PageWarning(
            message.format(text=run.text.strip()[:20], folio=run.folio),
            paths[run.slug or ""],
            run.line,
            hint,
            "pages.short-line",
        )
        for run in places.values()
    )
