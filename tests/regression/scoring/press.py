"""What the changes are printed on. A PDF and a snapshot are kept, and made again when what made them changed."""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import pipeline
from pipeline.engine.loading import load_weasyprint
from pipeline.production.issue.press_edition import build_press_edition
from pipeline.production.volume.bind_volume import BindingRequest, bind_volume
from pipeline.regression.snapshot.pdf_reading import snapshot_of
from pipeline.regression.snapshot.snapshot import Snapshot, read_snapshot, write_number
from pipeline.resources import find_shipped
from tests.builders import new_builder
from tests.regression.scoring.change import SOURCE, Change, Edit
from tests.regression.scoring.makers import SOURCES, is_here, print_by
from tests.regression.scoring.small_issue import advertise, small_workspace
from tests.workspaces import ISSUE, PUBLICATION

_CODE = Path(pipeline.__file__).parent
_ROOT, _SAMPLES = _CODE.parent, "issues/"  # bases that are sample issues or volumes, by their folders
_LAYOUTS = {"volume": "gongyun", "press": "gongyun", "advertised": "gongyun"}


def is_printable(base: str) -> bool:
    """Whether this machine has what prints *base*."""
    return base not in SOURCES or is_here(base)


class Press:
    """Prints changes, and keeps what it printed in *folder*."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(gettempdir(), f"kanben-scoring-{os.getuid()}")
        self._folder.mkdir(parents=True, exist_ok=True)
        rows = sorted(path for path in _CODE.rglob("*.py") if _CODE / "regression" not in path.parents)
        self._makers = _digest(path.read_bytes() for path in rows)
        self._readers = _digest(path.read_bytes() for path in sorted((_CODE / "regression/snapshot").glob("*.py")))
        self._before: dict[str, Snapshot] = {}

    def before(self, change: Change) -> Snapshot:
        """The snapshot of what is printed before *change*."""
        if change.setup:
            return self._taken(self._printed(change.base, change.setup))
        if change.base not in self._before:
            self._before[change.base] = self._taken(self._printed(change.base))
        return self._before[change.base]

    def after(self, change: Change) -> Snapshot:
        """The snapshot of what is printed after *change*."""
        data = self._printed(change.base, change.setup + change.edits)
        return self._taken(change.file(data) if change.file else data)

    def _printed(self, base: str, edits: tuple[Edit, ...] = ()) -> bytes:
        with _prepared(base) as folder:
            for edit in edits:
                edit(folder)
            files = sorted(path for path in folder.rglob("*") if path.is_file())
            sources = _digest(
                part for path in files for part in (str(path.relative_to(folder)).encode(), path.read_bytes())
            )
            made = self._makers if base not in SOURCES else ""
            kept = self._folder / f"{_digest([base.encode(), sources.encode(), made.encode()])}.pdf"
            if not kept.exists():
                _write(kept, _print(base, folder))
            return kept.read_bytes()

    def _taken(self, data: bytes) -> Snapshot:
        kept = self._folder / f"{_digest([data, self._readers.encode()])}.snapshot"
        if not kept.exists():
            with TemporaryDirectory() as folder:
                path = Path(folder, "taken.pdf")
                path.write_bytes(data)
                _write(kept, write_number(snapshot_of(path)))
        return read_snapshot(kept)


@contextmanager
def _prepared(base: str) -> Iterator[Path]:
    """The workspace of *base*, or a folder with the source of another maker."""
    with TemporaryDirectory() as folder:
        if base in SOURCES:
            Path(folder, SOURCE).write_text(SOURCES[base], encoding="utf-8")
            yield Path(folder)
        elif base.startswith(_SAMPLES):
            for name in ("issues", "layouts"):
                shutil.copytree(_ROOT / name, Path(folder, name))
            yield Path(folder)
        else:
            workspace = small_workspace(Path(folder), _LAYOUTS.get(base, base))
            if base == "advertised":
                advertise(workspace)
            yield workspace


def _print(base: str, folder: Path) -> bytes:
    if base in SOURCES:
        with TemporaryDirectory() as room:
            return print_by(base, (folder / SOURCE).read_text(encoding="utf-8"), Path(room))
    load_weasyprint(find_shipped("fonts"))
    if base == "volume" or (base.startswith(_SAMPLES) and not (folder / base / "issue.yaml").exists()):
        year = folder / PUBLICATION / "2024" if base == "volume" else folder / base
        bound = bind_volume(year, BindingRequest(out=folder / "out"), lambda _path, _stage: None)
        (file,) = bound.pdfs
        return file.path.read_bytes()
    if base == "press":
        issue = build_press_edition(new_builder(), folder / ISSUE, "fogra39", lambda _stage: None)
    else:
        issue = new_builder().build(folder / (base if base.startswith(_SAMPLES) else ISSUE), lambda _stage: None)
    return next(data for name, data in issue.files.items() if name.endswith(".pdf"))


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:32]


def _write(path: Path, data: bytes) -> None:
    part = path.with_suffix(f".part{os.getpid()}")
    part.write_bytes(data)
    shutil.move(part, path)
