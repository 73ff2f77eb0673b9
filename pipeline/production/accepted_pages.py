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
_HOOK = frozenset(  # what git sets for its hooks (githooks(5)), and would obey here
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"}
)


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
    folder *trees*, and its file is made again, by this code, or by its own where the workspace is Kanben's repository.
    It is kept when it shows what was accepted. The workspace and its repository are read only.
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
    if shutil.which("git") is None:
        return None, _("Its pages can't be shown: git is not installed.")
    try:
        commit, why = _accepted_commit(folder / SNAPSHOT_FILE, workspace)
        if not commit:
            return None, why
        tree = trees / commit
        if not tree.is_dir():
            _take_out(commit, workspace, tree)
        _build(baseline, tree, workspace)
    except (OSError, ValueError, subprocess.SubprocessError, tarfile.TarError) as error:
        text = _("The accepted commit can't be built: {reason}")
        return None, text.format(reason=_reason(error))
    found = sorted(path for path in (tree / "out").rglob("*.pdf") if path.name == baseline.facts.file)
    return (found[0], "") if found else (None, _("The accepted commit makes no such file."))


def _reason(error: Exception) -> str:
    """The last line of what the other program said, or of *error* itself."""
    if isinstance(error, subprocess.TimeoutExpired):
        return _("it takes more than {count} minutes.").format(count=_SECONDS // 60)
    said = getattr(error, "stderr", None) or str(error)
    text = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    lines = text.strip().splitlines() or [type(error).__name__]
    return lines[-1][:200]


def _take_out(commit: str, workspace: Path, tree: Path) -> None:
    """Put what *workspace* was at *commit* into the folder *tree*."""
    archive = tree.with_suffix(".tar")
    top, prefix = _git(workspace, "rev-parse", "--show-toplevel", "--show-prefix").split("\n")[:2]
    tree_ish = f"{commit}:{prefix}".removesuffix(":")
    _git(Path(top), "archive", "--format=tar", f"--output={archive.resolve()}", tree_ish)  # it minds where it is called
    whole = tree.with_suffix(".new")
    with tarfile.open(archive) as tar:
        tar.extractall(whole, filter="data")
    archive.unlink()
    whole.rename(tree)


def _accepted_commit(snapshot: Path, workspace: Path) -> tuple[str, str]:
    """The last commit that changed the file *snapshot*, or "" and a sentence that says why there is none."""
    name = str(snapshot.resolve().relative_to(workspace.resolve()))
    try:
        changed = _git(workspace, "status", "--porcelain", "--ignored", "--", name).strip()
    except subprocess.CalledProcessError as error:
        return "", _("Version control has no accepted pages: {reason}").format(reason=_reason(error))
    if changed:
        return "", _("The accepted snapshot is in no commit yet.")
    commit = _git(workspace, "log", "-1", "--format=%H", "--", name).strip()
    if not commit:
        return "", _("The accepted snapshot is in no commit yet.")
    cut = _git(workspace, "rev-parse", "--is-shallow-repository").strip() == "true"
    if cut and not _git(workspace, "log", "-1", "--format=%P", commit).strip():
        return "", _("The history of the repository is cut off before the accepted commit: fetch all of it.")
    return commit, ""


def _build(baseline: Baseline, tree: Path, workspace: Path) -> None:
    """Make the file of *baseline* in *tree*, in ``out/``.

    Only the repository of Kanben brings its own code: whatever else a workspace calls ``pipeline`` is not run.
    """
    task = "build" if (tree / baseline.facts.source / "issue.yaml").is_file() else "bind"
    home = Path(__file__).resolve().parents[2]
    code = tree if home == workspace.resolve() and (tree / "pipeline").is_dir() else home
    command = [sys.executable, "-P", "-m", "pipeline", task, baseline.facts.source, "--jobs", "1"]
    environment = os.environ | {"PYTHONPATH": str(code)}
    subprocess.run(command, cwd=tree, env=environment, check=True, capture_output=True, text=True, timeout=_SECONDS)


def _git(folder: Path, *words: str) -> str:
    """What git says; it takes no lock, and within a hook of another repository it still looks at that of *folder*."""
    command = ["git", "--no-optional-locks", "-C", str(folder), *words]
    environment = {name: value for name, value in os.environ.items() if name not in _HOOK}
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=_SECONDS, env=environment)
    return done.stdout
