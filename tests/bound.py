"""Bound volumes for tests to measure: the sample years, bound once in a run."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

from pipeline.layout.name_readings import read_name
from pipeline.production.volume.bind_volume import BindingRequest, bind_volume
from pipeline.production.volume.volume_files import FinishedVolume
from tests.made_once import made_once, new_folder

ROOT = Path(__file__).parent.parent
read_name("单")  # has the tables of pinyin loaded before the processes that set volumes are copied


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


@made_once
def bound_sample(year: int, layout: str = "gongyun") -> Bound:
    """The sample *year* bound, its issues set in *layout*, in a workspace of its own."""
    workspace = new_folder("volume")
    folder = f"issues/gongyun/{year}"
    shutil.copytree(ROOT / folder, workspace / folder)
    text = (ROOT / "issues/gongyun/publication.yaml").read_text(encoding="utf-8")
    (workspace / "issues/gongyun/publication.yaml").write_text(
        text.replace("layout: gongyun", f"layout: {layout}"), encoding="utf-8"
    )
    out = workspace / "out"
    finished = bind_volume(workspace / folder, BindingRequest(out=out), lambda path, stage: None)
    issues = tuple(replace(issue, load=_load_nothing) for issue in finished.issues)
    return Bound(replace(finished, issues=issues), out)


def _load_nothing() -> NoReturn:
    """In the place of what an issue to bind is read with, which can't be pickled."""
    raise NotImplementedError
