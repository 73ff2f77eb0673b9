"""Baselines: what was accepted, in a folder of its own that is kept with the sources.

<name>/snapshot.json.xz   what stood on the pages
<name>/facts.json         what it was made of, digests of its articles, what preflight found
<name>/history.jsonl      who accepted it, when and why
<name>/pages/0001.webp    pictures, only of what can't be made again from its sources
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.regression.baseline.history import HISTORY_FILE, Acceptance, History, history_lines, read_history
from pipeline.regression.causes.remark_changes import Remark, remark_of
from pipeline.regression.kept_files import MAX_FACTS, read_json, read_kept, require_inside
from pipeline.regression.snapshot.snapshot import Snapshot, canonical, read_snapshot, write_smallest

SNAPSHOT_FILE, FACTS_FILE, PICTURES = "snapshot.json.xz", "facts.json", "pages"
OLDER_FILE = "snapshot.json.gz"  # what stands in the place of the snapshot until something is accepted anew
_FORMAT = 1
_NUMBER = re.compile("[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a version besides its pages. *source* is the folder it is made of, told from the workspace.

    *articles* are digests of articles by their titles (``article_places.SourceArticles``), *remarks* what preflight
    found; None: not known. *file* is the name of the finished file.
    """

    file: str
    source: str = ""
    articles: Mapping[str, str] | None = None
    remarks: tuple[Remark, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What was accepted under a *name*, and its history. *pictures* are WebP by 0-based page."""

    name: str
    snapshot: Snapshot
    facts: Facts
    history: History
    pictures: Mapping[int, Path] = field(default_factory=dict)


def digest_of(snapshot: Snapshot) -> str:
    """What names *snapshot*: the beginning of the SHA-256 of its canonical form, whatever compressed it."""
    return hashlib.sha256(canonical(snapshot)).hexdigest()[:16]


def read_baseline(folder: Path, root: Path | None = None) -> Baseline | None:
    """The baseline in *folder*, None when there is none. Links out of the folder *root* are not followed.

    Raises ContentError for what is damaged, and for a snapshot that the history says nobody accepted; FileAccessError.
    """
    path = next((folder / name for name in (SNAPSHOT_FILE, OLDER_FILE) if (folder / name).is_file()), None)
    path = path or folder / SNAPSHOT_FILE
    require_inside(root, (folder, path, folder / FACTS_FILE, folder / PICTURES))
    if not path.is_file():
        return None
    try:
        snapshot = read_snapshot(path)
    except ContentError as error:
        raise ContentError(replace(each, hint=_mend()) for each in error.problems) from error
    facts = _read_facts(folder / FACTS_FILE)
    history = replace(read_history(folder, root), snapshot=digest_of(snapshot))
    if history.last is None:
        message = _("The history beside this snapshot tells of nobody who accepted it.")
        raise ContentError(Problem(message, path, hint=_mend()))
    pictures = {
        int(path.stem) - 1: path
        for path in sorted((folder / PICTURES).glob("*.webp"))
        if not path.is_symlink() and _NUMBER.fullmatch(path.stem) and 0 < int(path.stem) <= len(snapshot.pages)
    }
    return Baseline(name=folder.name, snapshot=snapshot, facts=facts, history=history, pictures=pictures)


def _mend() -> str:
    return _("Restore it from version control, or accept it anew with `kanben proof accept`.")


def baseline_files(
    snapshot: Snapshot, facts: Facts, history: History, acceptance: Acceptance, pictures: Mapping[int, bytes]
) -> dict[str, bytes]:
    """The files of a baseline by their names in its folder, the history with *acceptance* more.

    They are to be written in this order: the snapshot last, since whatever is there counts as accepted.
    """
    rows = asdict(replace(facts, remarks=None)) | {"format": _FORMAT}
    rows["remarks"] = None if facts.remarks is None else [asdict(each) for each in facts.remarks]
    text = json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    files = {
        HISTORY_FILE: history_lines(history.with_acceptance(acceptance)),
        FACTS_FILE: text.encode("utf-8", "replace"),
    }
    files |= {f"{PICTURES}/{page + 1:04d}.webp": data for page, data in pictures.items()}
    return files | {SNAPSHOT_FILE: write_smallest(snapshot)}


def _read_facts(path: Path) -> Facts:
    try:
        rows = read_json(read_kept(path, MAX_FACTS, _mend()))
        if rows["format"] != _FORMAT:
            raise ValueError(rows["format"])
        return _facts_of(rows)
    except (ValueError, ArithmeticError, KeyError, TypeError, AttributeError, RecursionError) as error:
        message = _("These are no facts of a baseline that Kanben can read.")
        raise ContentError(Problem(message, path, hint=_mend())) from error


def _facts_of(rows: dict[str, Any]) -> Facts:
    articles = rows["articles"]
    if articles is not None:
        articles = {str(title): str(digest) for title, digest in articles.items()}
    remarks = None if rows["remarks"] is None else tuple(map(remark_of, rows["remarks"]))
    file, source = str(rows["file"]), PurePosixPath(str(rows["source"]))
    if (
        file == ".."
        or PurePosixPath(file).name != file
        or source.is_absolute()
        or ".." in source.parts
        or str(source)[0] == "-"
    ):
        raise ValueError(rows["file"], rows["source"])  # both name places that are read and made
    return Facts(file, str(source) if source.parts else "", articles, remarks)
