"""An issue in pages: what it was composed by, its parts in their places, all text with its folio, its entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.layout import Composer
from pipeline.manuscript.words import words_of
from pipeline.model import Issue
from pipeline.production.issue.continued_folios import files_before
from pipeline.production.issue.entry_folios import EntryFolio
from pipeline.production.issue.glyphs import PlacedRun
from pipeline.production.issue.placed_pdfs import PlacedPdfs
from pipeline.production.pagination import Pagination


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOutIssue:
    """An issue in pages: what it was composed by, its parts in their places, all text with its folio, its entries."""

    issue: Issue
    placed: PlacedPdfs
    composer: Composer
    pagination: Pagination
    runs: Sequence[PlacedRun]
    entries: tuple[EntryFolio, ...]

    @property
    def parts(self) -> list[LaidOutPart]:
        """The laid-out parts in page order."""
        return [placed.laid_out for placed in self.pagination.parts]

    @property
    def pages(self) -> int:
        """Number of pages."""
        return sum(part.page_count for part in self.parts)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the layout engine complained of."""
        return tuple(dict.fromkeys(text for part in self.parts for text in part.warnings))

    @property
    def sources(self) -> tuple[Path, ...]:
        """The content files that the issue was read from."""
        own = (words.path for words in words_of(self.issue))
        return tuple(dict.fromkeys((*own, *files_before(self.issue))))


def collect_runs(pagination: Pagination) -> list[PlacedRun]:
    """All text on the pages of an issue with its folio, in page order."""
    return [
        PlacedRun(
            page=placed.first_page + run.page,
            folio=placed.first_folio + run.page,
            text=run.text,
            family=run.family,
            slug=run.slug,
            line=run.line,
            overhanging=run.overhanging,
            short=run.short,
        )
        for placed in pagination.parts
        for run in placed.laid_out.runs
    ]
