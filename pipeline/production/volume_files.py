"""What is published beside a bound volume: catalogue, search index, report, sums, and the bag of all."""

import datetime
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.binding.bag import bag_facts, write_bag
from pipeline.binding.catalogue import catalogue_csv, catalogue_json, catalogue_of
from pipeline.binding.fixity import checksums
from pipeline.binding.full_text import write_index
from pipeline.production.publishing import publish
from pipeline.production.shelf import ShelvedIssue
from pipeline.volume import BoundVolume, SourceIssue

SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class VolumeFile:
    """A PDF of the volume with its number of pages; *conforms*: it declares PDF/A-2a and PDF/UA-1."""

    path: Path
    pages: int
    conforms: bool


@dataclass(frozen=True, slots=True)
class FinishedVolume:
    """A bound volume: its PDFs, then the files beside them; *notes* are for whoever binds the printed pages."""

    volume: BoundVolume
    issues: tuple[ShelvedIssue, ...]
    pdfs: tuple[VolumeFile, ...]
    notes: tuple[str, ...]
    date: datetime.date
    is_signed: bool = False
    aids: tuple[Path, ...] = ()
    bag: Path | None = None


def publish_finding_aids(finished: FinishedVolume, folder: Path, with_bag: bool) -> FinishedVolume:
    """Write all that goes with the PDFs of *finished* into *folder*. Raises FileAccessError."""
    bound = finished.volume
    stem = bound.order.id
    catalogue = catalogue_of(bound)
    aids = {
        folder / f"{stem}-catalogue.json": catalogue_json(catalogue),
        folder / f"{stem}-catalogue.csv": catalogue_csv(catalogue),
        folder / f"{stem}-report.json": json.dumps(report_of(finished), ensure_ascii=False, indent=1).encode("utf-8")
        + b"\n",
    }
    for path, data in aids.items():
        publish(data, path)
    index = folder / f"{stem}-search.sqlite"
    write_index(index, bound)
    paths = [*(pdf.path for pdf in finished.pdfs), *aids, index]
    publish(checksums({path.name: path for path in paths}), folder / SUMS)
    finished = replace(finished, aids=(*aids, index, folder / SUMS))
    if not with_bag:
        return finished
    bag = folder / f"{stem}-bag"
    write_bag(bag, bagged(finished, paths), bag_facts(bound, finished.date))
    return replace(finished, bag=bag)


def bagged(finished: FinishedVolume, volume_files: list[Path]) -> dict[str, Path | bytes]:
    """What goes into the bag: the volume and what is beside it, the PDFs of the issues, and the sources of all."""
    order = finished.volume.order
    files: dict[str, Path | bytes] = {f"volume/{path.name}": path for path in volume_files}
    files["sources/volume.yaml"] = order.path
    files["sources/publication.yaml"] = order.publication.path
    for issue, shelved in zip(order.issues, finished.issues, strict=True):
        files[f"issues/{shelved.path.name}"] = shelved.path
        if isinstance(issue, SourceIssue):
            folder = issue.path
            files |= {
                f"sources/{folder.name}/{path.relative_to(folder).as_posix()}": path
                for path in sorted(folder.rglob("*"))
                if path.is_file() and not path.is_symlink()
            }
    return files


def report_of(finished: FinishedVolume) -> dict[str, Any]:
    """The binder's report: what was bound from where, what conforms and what does not and why, what was removed."""
    bound = finished.volume
    return {
        "volume": bound.order.id,
        "title": bound.order.title,
        "files": [
            {
                "name": pdf.path.name,
                "pages": pdf.pages,
                "declares": ["PDF/A-2a", "PDF/UA-1"] if pdf.conforms else [],
            }
            for pdf in finished.pdfs
        ],
        "signed": finished.is_signed,
        "issues": [
            {
                "id": issue.id,
                "label": issue.label,
                "file": shelved.path.name,
                "pages": issue.pages,
                "volume_folio": issue.volume_folio,
                "volume_part": issue.volume_part + 1,
                "conforms": not shelved.shortcomings,
                "shortcomings": list(shelved.shortcomings),
                "notes": list(shelved.notes),
            }
            for issue, shelved in zip(bound.issues, finished.issues, strict=True)
        ],
        "notes": list(finished.notes),
    }
