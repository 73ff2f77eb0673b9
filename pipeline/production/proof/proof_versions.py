"""One version of a finished file as it is compared: its snapshot and what preflight finds, kept until it changes."""

import glob
import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path

from pipeline import __version__
from pipeline.bounded_files import BoundedFolder
from pipeline.errors import ContentError, FileAccessError
from pipeline.production.publishing import publish, require_own_folder
from pipeline.production.record import code_digest
from pipeline.regression.causes.remark_changes import Remark, remark_findings, remark_of
from pipeline.regression.compare import compare
from pipeline.regression.findings import Place, sort_findings
from pipeline.regression.kept_files import MAX_FACTS, open_kept, read_json, read_kept
from pipeline.regression.snapshot.pdf_reading import MAX_FILE, snapshot_of
from pipeline.regression.snapshot.snapshot import FORMAT, Box, Page, Snapshot, read_snapshot, write_number
from pipeline.regression.verdicts.verdict import Policy, Verdict, judge

_DRAWN_BY = "pypdfium2"


@dataclass(frozen=True, slots=True)
class Version:
    """The *snapshot* of a PDF, and the *remarks* of preflight on it; None: it was not asked."""

    snapshot: Snapshot
    remarks: tuple[Remark, ...] | None = None


def version_of(pdf: Path, profile: str | None, folder: BoundedFolder | None = None) -> Version:
    """The version that the file *pdf* is, judged by the preflight *profile* (None: not judged).

    What was found out is kept in *folder* under the name of the file, for as long as the file is the same.
    Raises FileAccessError, or BindingError when it is no PDF that can be opened.
    """
    kept = _name_kept(pdf, profile, folder.path) if folder is not None else None
    if kept is not None and (found := _read(kept)) is not None:
        return found
    snapshot = snapshot_of(pdf)
    remarks = None if profile is None else tuple(_remarks(pdf, profile, snapshot))
    found = Version(snapshot, remarks)
    if kept is not None and folder is not None:
        require_own_folder(folder.path, folder.root)
        for old in folder.path.glob(f"{glob.escape(pdf.stem)}.*.json*"):
            if not old.name.startswith(f"{kept.name}."):
                old.unlink(missing_ok=True)
        rows = None if remarks is None else [asdict(each) for each in remarks]
        publish(
            json.dumps(rows, ensure_ascii=False).encode("utf-8", "replace"),
            kept.with_name(kept.name + ".json"),
            folder.root,
        )
        publish(write_number(snapshot), kept.with_name(kept.name + ".json.gz"), folder.root)
    return found


def _name_kept(pdf: Path, profile: str | None, folder: Path) -> Path:
    with open_kept(pdf, MAX_FILE) as file:
        held = hashlib.file_digest(file, "sha256")
    makers = f"{__version__} {code_digest()} {FORMAT} {version(_DRAWN_BY)} {profile}"
    held.update(makers.encode())
    return folder / f"{pdf.stem}.{held.hexdigest()[:16]}"


def _read(kept: Path) -> Version | None:
    path = kept.with_name(kept.name + ".json")
    try:
        snapshot = read_snapshot(kept.with_name(kept.name + ".json.gz"))
        rows = read_json(read_kept(path, MAX_FACTS))
        remarks = None if rows is None else tuple(map(remark_of, rows))
    except (OSError, ValueError, ArithmeticError, TypeError, KeyError, RecursionError, ContentError, FileAccessError):
        return None
    return Version(snapshot, remarks)


def _remarks(pdf: Path, profile: str, snapshot: Snapshot) -> Iterator[Remark]:
    """What preflight finds in *pdf* by *profile*, with places as *snapshot* has them."""
    from pipeline.preflight.verdict import preflight  # only here: most comparisons ask for none

    for each in preflight(pdf, profile).findings:
        box = None
        if each.page is not None and each.page < len(snapshot.pages) and each.box is not None:
            box = _on_cut_page(each.box, snapshot.pages[each.page])
        yield Remark(each.id, each.message, each.page, box)


def _on_cut_page(box: Box, page: Page) -> Box | None:
    """*box*, in pt from the lower left corner of the MediaBox, from the upper left corner of the page as it is cut."""
    boxes = dict(page.boxes)
    cut = boxes.get("trim") or boxes.get("crop") or boxes.get("media")
    if cut is None or not all(map(math.isfinite, box)):
        return None
    x0, y0, x1, y1 = box
    left, top = cut[0], cut[3]
    return round(x0 - left, 1), round(top - y1, 1), round(x1 - left, 1), round(top - y0, 1)


def judge_versions(before: Version, after: Version, policy: Policy, masks: tuple[Place, ...] = ()) -> Verdict:
    """The verdict on what changed from *before* to *after*, in what preflight says of them, too, where both are known.

    *masks* as ``regression.compare.compare`` has them.
    """
    comparison = compare(before.snapshot, after.snapshot, masks)
    if before.remarks is not None and after.remarks is not None:
        rows = remark_findings(before.remarks, after.remarks, comparison.pages)
        comparison = replace(comparison, findings=sort_findings([*comparison.findings, *rows]))
    return judge(comparison, policy)
