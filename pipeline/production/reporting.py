"""Reports for people, made and published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.preflight.verdict import Verdict
from pipeline.production.publishing import publish
from pipeline.regression.snapshot import Snapshot
from pipeline.regression.verdict import Verdict as ProofVerdict
from pipeline.reports.page_pictures import draw_pages
from pipeline.reports.preflight_report import pages_to_draw, preflight_report


def write_preflight_report(verdict: Verdict, path: Path) -> None:
    """Publish the report of *verdict* to *path*, with pictures of the pages. Raises FileAccessError."""
    pictures = {each.index: each for each in draw_pages(verdict.path, pages_to_draw(verdict), verdict.pages)}
    publish(preflight_report(verdict, pictures).encode("utf-8"), path)


@dataclass(frozen=True, slots=True)
class PdfSide:
    """STUB until the report is merged."""

    name: str
    snapshot: Snapshot
    pdf: Path | None
    pictures: Mapping[int, Path] = field(default_factory=dict)


def write_proof_report(verdict: ProofVerdict, before: PdfSide, after: PdfSide, path: Path, title: str) -> None:
    """STUB until the report is merged."""
    publish(f"{title}{before.name}{after.name}{verdict.fails}".encode(), path)
