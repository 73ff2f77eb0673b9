"""Workspaces for tests of baselines: the good one, made once and copied."""

import shutil
from pathlib import Path

from pipeline.production.proof.compare_all import Proof, ProofRequest, accept, compare_all
from pipeline.regression.baseline.baseline import FACTS_FILE, SNAPSHOT_FILE
from pipeline.regression.baseline.history import HISTORY_FILE
from pipeline.resources import find_shipped
from tests.made_once import made_once, new_folder
from tests.workspaces import PUBLICATION, good_workspace, replace_in

NAME = "hao-2024-01"
BASELINE = Path("tests/baselines") / NAME
WHO = "王编辑 <wang@example.org>"


def order_of(workspace: Path, *paths: str) -> ProofRequest:
    """All of *workspace*, or its *paths*, made in its own ``out``."""
    return ProofRequest(tuple(workspace / path for path in paths) or (workspace,), workspace / "out")


def check(workspace: Path, *paths: str) -> list[Proof]:
    """Compare what is at *paths* with what was accepted."""
    return compare_all(order_of(workspace, *paths), lambda _path, _stage: None)


def accept_all(workspace: Path, why: str = "First.", ids: frozenset[str] = frozenset()) -> list[Proof]:
    """Accept what *workspace* makes, or the findings *ids*."""
    return accept(check(workspace), order_of(workspace), why, WHO, ids)


def accepted_workspace(folder: Path, own_layout: bool = False) -> Path:
    """The good workspace in *folder*, accepted; with *own_layout*, in a copy of its layout."""
    return copied(_accepted(own_layout), folder)


@made_once
def _accepted(own_layout: bool) -> Path:
    workspace = good_workspace(new_folder("accepted"))
    if own_layout:
        shutil.copytree(find_shipped("layouts") / "gongyun", workspace / "layouts" / "eigen")
        replace_in(workspace / PUBLICATION / "publication.yaml", "layout: gongyun", "layout: eigen")
    accept_all(workspace)
    return workspace


def copied(workspace: Path, folder: Path) -> Path:
    """A copy of *workspace* in *folder*, with all that was made."""
    return Path(shutil.copytree(workspace, folder / "workspace", symlinks=True))


def baseline_bytes(workspace: Path) -> dict[str, bytes]:
    """The files of the baseline as they are."""
    return {name: (workspace / BASELINE / name).read_bytes() for name in (HISTORY_FILE, FACTS_FILE, SNAPSHOT_FILE)}
