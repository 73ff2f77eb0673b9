"""Reports for people, made and published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.preflight.verdict import PreflightVerdict
from pipeline.production.publishing import publish
from pipeline.regression.snapshot.snapshot import Snapshot
from pipeline.regression.verdicts.verdict import Verdict as ProofVerdict
from pipeline.reports import preflight_report as preflight_pages
from pipeline.reports.page_pictures import PagePicture, PageToDraw, draw_pages, read_kept_picture
from pipeline.reports.preflight_report import preflight_report
from pipeline.reports.proof_pages import large_pairs, pages_to_draw, shown_pairs
from pipeline.reports.proof_report import Side, proof_report


def write_preflight_report(verdict: PreflightVerdict, path: Path) -> None:
    """Publish the report of *verdict* to *path*, with pictures of the pages. Raises FileAccessError."""
    pictures = {
        each.index: each for each in draw_pages(verdict.path, preflight_pages.pages_to_draw(verdict), verdict.pages)
    }
    publish(preflight_report(verdict, pictures).encode("utf-8"), path)


@dataclass(frozen=True, slots=True)
class PdfSide:
    """What was compared: its *name* for people, its *snapshot*, and the *pdf* that its pages are drawn from.

    What can't be drawn is taken from *pictures*, WebP by the 0-based index of the page, or drawn from the snapshot.
    """

    name: str
    snapshot: Snapshot
    pdf: Path | None
    pictures: Mapping[int, Path] = field(default_factory=dict)


def write_proof_report(
    verdict: ProofVerdict, before: PdfSide, after: PdfSide, path: Path, title: str, root: Path | None = None
) -> None:
    """Publish the report of *verdict*, which compares *before* with *after*, to *path*; *root* as `publish` has it.

    A PDF that is gone, or can't be drawn, does no harm: the pages are drawn from the snapshot. Raises FileAccessError.
    """
    large = set(large_pairs(verdict))
    sides = []
    for number, side in enumerate((before, after)):
        shown = [(pair[number], pair in large) for pair in shown_pairs(verdict)]
        readable = [index for index, is_large in shown if index is not None and is_large]
        others = [index for index, is_large in shown if index is not None and not is_large]
        sides.append(Side(side.name, side.snapshot, _pictures(side, pages_to_draw(side.snapshot, readable, others))))
    publish(proof_report(verdict, sides[0], sides[1], title).encode("utf-8"), path, root)


def _pictures(side: PdfSide, pages: Sequence[PageToDraw]) -> Mapping[int, PagePicture]:
    drawn = draw_pages(side.pdf, pages, len(side.snapshot.pages)) if side.pdf is not None else iter(())
    found = {each.index: each for each in drawn}
    for page in pages:
        path = side.pictures.get(page.index)
        if path is not None and page.index not in found and (kept := read_kept_picture(page.index, path)) is not None:
            found[page.index] = kept
    return found
