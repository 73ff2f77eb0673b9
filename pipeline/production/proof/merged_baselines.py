"""Baselines after a merge of branches that both accepted something: mended, and settled where nothing is left to ask.

Version control keeps the snapshot and the pictures of one branch, since it can't merge them, and the lines of both
histories. So what is made now is compared with that snapshot, and what differs was accepted on the other branch.
Version control itself is not called: it would run what the settings of the repository name.
"""

from collections.abc import Sequence
from pathlib import Path

from pipeline.bounded_files import real_path_inside
from pipeline.i18n import _
from pipeline.production.proof.compare_all import Proof, ProofRequest, accept
from pipeline.production.proof.proof_settings import read_settings
from pipeline.production.publishing import publish
from pipeline.regression.baseline.baseline import FACTS_FILE
from pipeline.regression.baseline.history import HISTORY_FILE, union
from pipeline.regression.kept_files import MAX_FACTS, read_kept

_BEGIN, _BASE, _MIDDLE, _END = b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>"


def mend_baselines(workspace: Path) -> list[str]:
    """Take the marks of conflicts out of the baselines of *workspace*; returns the names of those that had some.

    Of a history the lines of both branches stay, of facts those of the branch whose snapshot version control kept.
    Raises ContentError for settings that can't be read, FileAccessError.
    """
    found = []
    for folder in sorted((workspace / read_settings(workspace).baselines).glob("*/")):
        done = [_mend(folder / name, workspace) for name in (HISTORY_FILE, FACTS_FILE)]
        if any(done):
            found.append(folder.name)
    return found


def _mend(path: Path, root: Path) -> bool:
    if not path.is_file() or real_path_inside(root, path) is None:
        return False
    text = read_kept(path, MAX_FACTS)
    if _BEGIN not in text:
        return False
    publish(union(text) if path.name == HISTORY_FILE else _read_ours(text), path, root)
    return True


def _read_ours(text: bytes) -> bytes:
    """*text* as it was on the branch that the other one was merged into."""
    kept, is_other = [], False
    for line in text.splitlines(keepends=True):
        if line.startswith((_BEGIN, _END)):
            is_other = False
        elif line.startswith((_BASE, _MIDDLE)):
            is_other = True
        elif not is_other:
            kept.append(line)
    return b"".join(kept)


def settle(proofs: Sequence[Proof], request: ProofRequest, who: str) -> list[Proof]:
    """Make those of *proofs* the baseline whose history was merged, and that nothing fails in; returns them."""
    merged = [
        each
        for each in proofs
        if each.baseline is not None and each.baseline.history.is_merged and each.verdict.differs and not each.fails
    ]
    return accept(merged, request, _("Merged: each branch accepted its part."), who, frozenset()) if merged else []
