"""Bound volumes for tests to measure: the sample years, bound once in a session."""

import atexit
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from pipeline.production.volume.bind_volume import BindingRequest, bind_volume
from pipeline.production.volume.volume_files import FinishedVolume

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Bound:
    """A bound sample year: what was told of it, and the folder ``out`` that it is in."""

    finished: FinishedVolume
    out: Path

    @property
    def pdf(self) -> Path:
        """The volume, which is in one part."""
        (file,) = self.finished.pdfs
        return file.path


@cache
def bound_sample(year: int, layout: str = "gongyun") -> Bound:
    """The sample *year* bound, its issues set in *layout*, in a workspace of its own."""
    workspace = Path(mkdtemp(prefix="kanben-volume-"))
    atexit.register(shutil.rmtree, workspace, ignore_errors=True)
    folder = f"issues/gongyun/{year}"
    shutil.copytree(ROOT / folder, workspace / folder)
    text = (ROOT / "issues/gongyun/publication.yaml").read_text(encoding="utf-8")
    (workspace / "issues/gongyun/publication.yaml").write_text(
        text.replace("layout: gongyun", f"layout: {layout}"), encoding="utf-8"
    )
    out = workspace / "out"
    return Bound(bind_volume(workspace / folder, BindingRequest(out=out), lambda path, stage: None), out)
