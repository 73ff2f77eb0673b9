"""Keeps the PDF that was accepted, to show its pages in reports, for as long as it is the baseline.

Nothing is taken out of version control to be built again: that would run what its commits bring.
"""

from pathlib import Path

from pipeline.production.publishing import publish, require_own_folder
from pipeline.regression.baseline.baseline import Baseline, digest_of
from pipeline.regression.kept_files import read_kept
from pipeline.regression.snapshot.pdf_reading import MAX_FILE

ACCEPTED = "accepted"  # in the folder of reports


def keep_accepted(pdf: Path, baseline: Baseline, folder: Path, root: Path) -> None:
    """Keep *pdf*, which shows what was accepted as *baseline*, in *folder* below *root*, and no older one."""
    kept = _name_kept(baseline, folder)
    require_own_folder(folder, root)
    if kept.is_file():
        return
    for old in _find_kept(baseline, folder):
        old.unlink(missing_ok=True)
    publish(read_kept(pdf, MAX_FILE), kept, root)


def find_accepted_pdf(baseline: Baseline, folder: Path) -> Path | None:
    """The PDF of *baseline*, where *folder* has it."""
    kept = _name_kept(baseline, folder)
    return kept if kept.is_file() else None


def _name_kept(baseline: Baseline, folder: Path) -> Path:
    return folder / f"{baseline.name}.{digest_of(baseline.snapshot)}.pdf"


def _find_kept(baseline: Baseline, folder: Path) -> list[Path]:
    return [path for path in folder.glob("*.pdf") if path.name.rsplit(".", 2)[0] == baseline.name]
