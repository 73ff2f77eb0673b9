"""The file that was accepted, to show its pages: kept from an earlier comparison, or made again from its commit.

A baseline holds no pages but their snapshot. Whatever is found here is held against that snapshot before it is shown.
"""

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from pipeline.errors import KanbenError
from pipeline.i18n import _
from pipeline.production.publishing import publish
from pipeline.regression.baseline import SNAPSHOT_FILE, Baseline, digest_of
from pipeline.regression.compare import compare
from pipeline.regression.pdf_reading import snapshot_of

_SECONDS = 600  # for all that is done by other programs


def keep_accepted(pdf: Path, baseline: Baseline, shelf: Path) -> None:
    """Keep *pdf*, which shows what was accepted as *baseline*, in the folder *shelf*, and no older one."""
    kept = _kept_at(baseline, shelf)
    if kept.is_file():
        return
    for old in _of(baseline, shelf):
        old.unlink(missing_ok=True)
    publish(pdf.read_bytes(), kept)


def accepted_pdf(
    baseline: Baseline, folder: Path, workspace: Path, shelf: Path, trees: Path
) -> tuple[Path | None, str]:
    """The PDF of *baseline*, which lies in *folder*, and a sentence that says why there is none.

    Where *shelf* has none, the commit of *workspace* that brought the baseline is taken out of version control into the
    folder *trees*, and its file is made again, by the code that lies in it or else by this. It is kept when it shows
    what was accepted.
    """
    kept = _kept_at(baseline, shelf)
    if kept.is_file():
        return kept, ""
    if not baseline.facts.source:
        return None, _("The accepted file was not made from sources.")
    made, why = _made_again(baseline, folder, workspace, trees)
    if made is None:
        return None, why
    try:
        same = not compare(baseline.snapshot, snapshot_of(made)).differs
    except KanbenError as error:
        return None, str(error)
    if not same:
        return None, _("The accepted commit gives other pages today: its libraries were others.")
    keep_accepted(made, baseline, shelf)
    return kept, ""


def _kept_at(baseline: Baseline, shelf: Path) -> Path:
    return shelf / f"{baseline.name}.{digest_of(baseline.snapshot)}.pdf"


def _of(baseline: Baseline, shelf: Path) -> list[Path]:
    return [path for path in shelf.glob("*.pdf") if path.name.rsplit(".", 2)[0] == baseline.name]


def _made_again(baseline: Baseline, folder: Path, workspace: Path, trees: Path) -> tuple[Path | None, str]:
    try:
        commit = _accepted_commit(folder / SNAPSHOT_FILE, workspace)
        if not commit:
            return None, _("The accepted snapshot is in no commit.")
        tree = trees / commit
        if not tree.is_dir():
            _take_out(commit, workspace, tree)
        _build(baseline, tree)
    except (OSError, subprocess.SubprocessError, tarfile.TarError) as error:
        reason = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        text = _("The accepted commit can't be built: {reason}")
        return None, text.format(reason=reason[-1][:200] if reason else type(error).__name__)
    found = sorted((tree / "out").rglob(baseline.facts.file))
    return (found[0], "") if found else (None, _("The accepted commit makes no such file."))


def _take_out(commit: str, workspace: Path, tree: Path) -> None:
    """Put what *workspace* was at *commit* into the folder *tree*."""
    archive = tree.with_suffix(".tar")
    prefix = _git(workspace, "rev-parse", "--show-prefix").strip()
    _git(workspace, "archive", "--format=tar", f"--output={archive}", f"{commit}:{prefix}".removesuffix(":"))
    with tarfile.open(archive) as tar:
        tar.extractall(tree, filter="data")
    archive.unlink()


def _accepted_commit(snapshot: Path, workspace: Path) -> str:
    """The last commit that changed the file *snapshot*; "" where it was changed since, or there is none."""
    if shutil.which("git") is None:
        return ""
    name = str(snapshot.resolve().relative_to(workspace.resolve()))
    try:
        if _git(workspace, "status", "--porcelain", "--", name).strip():
            return ""
        return _git(workspace, "log", "-1", "--format=%H", "--", name).strip()
    except subprocess.CalledProcessError:
        return ""


def _build(baseline: Baseline, tree: Path) -> None:
    """Make the file of *baseline* in *tree*, in ``out/``. A folder with ``pipeline/`` brings its own code."""
    task = "build" if (tree / baseline.facts.source / "issue.yaml").is_file() else "bind"
    command = [sys.executable, "-m", "pipeline", task, baseline.facts.source, "--jobs", "1"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run(command, cwd=tree, env=environment, check=True, capture_output=True, text=True, timeout=_SECONDS)


def _git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_SECONDS)
    return done.stdout
