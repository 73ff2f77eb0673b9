"""What is published beside a bound volume: catalogue, search index, report, sums, and the bag of all."""

import datetime
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.binding.finding_aids.catalogue import catalogue_csv, catalogue_json, catalogue_of
from pipeline.binding.finding_aids.full_text import write_index
from pipeline.binding.preservation.bag import bag_facts, write_bag
from pipeline.binding.preservation.fixity import checksums
from pipeline.errors import FileAccessError
from pipeline.manuscript.volume_reader import workspace_of_volume
from pipeline.production.publishing import publish_made, require_own_folder
from pipeline.production.volume.issues_to_bind import IssueToBind
from pipeline.volume import BoundVolume, SourceIssue
from pipeline.work_folders import describe_unwritable, work_folder

SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class VolumeFile:
    """A PDF of the volume with its number of pages, and the standards that it declares."""

    path: Path
    pages: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedVolume:
    """A bound volume: its PDFs, then the files beside them; *notes* are for whoever binds the printed pages."""

    volume: BoundVolume
    issues: tuple[IssueToBind, ...]
    pdfs: tuple[VolumeFile, ...]
    notes: tuple[str, ...]
    date: datetime.date
    is_signed: bool = False
    aids: tuple[Path, ...] = ()
    bag: Path | None = None


@contextmanager
def workplace(folder: Path, name: str, root: Path) -> Iterator[Path]:
    """A folder inside *folder*, below *root*, to make the files of a volume in; taken away at the end whatever comes.

    Raises FileAccessError when *folder* cannot be written to.
    """
    try:
        require_own_folder(folder, root)
        with work_folder(f".{name}.", folder) as made:
            try:
                yield made
            except FileAccessError as error:  # of what was to come to *folder*
                moved = (replace(each, path=_place_of(each.path, made, folder)) for each in error.problems)
                raise FileAccessError(moved) from error
    except OSError as error:
        raise describe_unwritable(Path(error.filename or folder), error, folder) from error


def _place_of(path: Path | None, made: Path, folder: Path) -> Path | None:
    """Where *path*, if it is in *made*, would have come to."""
    return folder / path.relative_to(made) if path is not None and path.is_relative_to(made) else path


def write_finding_aids(volume: BoundVolume, made: Path) -> tuple[Path, ...]:
    """Write catalogue and search index of *volume* into the folder *made*; returns their paths."""
    stem, catalogue = volume.order.id, catalogue_of(volume)
    tables = {
        made / f"{stem}-catalogue.json": catalogue_json(catalogue),
        made / f"{stem}-catalogue.csv": catalogue_csv(catalogue),
    }
    for path, data in tables.items():
        path.write_bytes(data)
    index = made / f"{stem}-search.sqlite"
    write_index(index, volume)
    return *tables, index


def publish_volume(finished: FinishedVolume, folder: Path, root: Path, with_bag: bool) -> FinishedVolume:
    """Add report and sums to the files of *finished*, put all of them into *folder*, the PDFs first, and make the bag.

    No link below *root* is followed. Returns it with the files in their places. Raises FileAccessError.
    """
    made = finished.pdfs[0].path.parent
    report, sums = made / f"{finished.volume.order.id}-report.json", made / SUMS
    report.write_text(json.dumps(report_of(finished), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    paths = [*(pdf.path for pdf in finished.pdfs), *finished.aids, report]
    sums.write_bytes(checksums({path.name: path for path in paths}))
    for path in (*paths, sums):
        publish_made(path, folder / path.name, root)
    placed = replace(
        finished,
        pdfs=tuple(replace(pdf, path=folder / pdf.path.name) for pdf in finished.pdfs),
        aids=tuple(folder / path.name for path in (*finished.aids, report, sums)),
    )
    if not with_bag:
        return placed
    bag = folder / f"{finished.volume.order.id}-bag"
    write_bag(bag, put_into_bag(placed, [folder / path.name for path in paths]), bag_facts(placed.volume, placed.date))
    return replace(placed, bag=bag)


def put_into_bag(finished: FinishedVolume, volume_files: list[Path]) -> dict[str, Path | bytes]:
    """What goes into the bag: the volume and what is beside it, the PDFs of the issues, and the sources of all.

    Sources are ``volume.yaml``, the publication, the folders of the issues, and the workspace's own layouts.
    """
    order = finished.volume.order
    files: dict[str, Path | bytes] = {f"volume/{path.name}": path for path in volume_files}
    files["sources/volume.yaml"] = order.path
    files["sources/publication.yaml"] = order.publication.path
    for issue, to_bind in zip(order.issues, finished.issues, strict=True):
        files[f"issues/{to_bind.id}.pdf"] = to_bind.path  # two legacy PDFs may have one name in two folders
        if isinstance(issue, SourceIssue):
            files |= _tree(issue.path, f"sources/{issue.path.name}")
    return files | _tree(workspace_of_volume(order.path) / "layouts", "layouts")


def _tree(folder: Path, name: str) -> dict[str, Path | bytes]:
    """All files of *folder* under *name*; links are left out, as they may lead anywhere."""
    return {
        f"{name}/{path.relative_to(folder).as_posix()}": path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


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
                "declares": list(pdf.claims),
            }
            for pdf in finished.pdfs
        ],
        "signed": finished.is_signed,
        "issues": [
            {
                "id": issue.id,
                "label": issue.label,
                "file": to_bind.path.name,
                "pages": issue.pages,
                "volume_folio": issue.volume_folio,
                "volume_part": issue.volume_part + 1,
                "conforms": not to_bind.shortcomings,
                "shortcomings": list(to_bind.shortcomings),
                "notes": list(to_bind.notes),
                "recognised_text": [
                    {"page": page + 1, "confidence": round(sure, 2)} for page, sure in to_bind.confidence.items()
                ],
            }
            for issue, to_bind in zip(bound.issues, finished.issues, strict=True)
        ],
        "notes": list(finished.notes),
    }
