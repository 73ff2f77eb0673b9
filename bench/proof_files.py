"""``python -m bench.proof_files FOLDER SIZE …``: files for bench.proof: a generated year, and what became of it.

``before-N.pdf`` has the pages of N of its issues, each with words of its own, ``same-N.pdf`` the same pages saved by
another program, ``after-N.pdf`` those of issues whose lines are half a point further apart.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pikepdf

ROOT = Path(__file__).resolve().parent.parent
_OLD, _NEW = "pitch: 27pt", "pitch: 27.5pt"


def write(folder: Path, sizes: Sequence[int]) -> None:
    """Build the year twice, and write the files of all *sizes* into *folder*."""
    workspace, other = folder / "before", folder / "after"
    _run(folder, "-m", "bench.year", str(workspace))
    shutil.copytree(workspace, other)
    shutil.copytree(ROOT / "layouts/gongyun", other / "layouts/gongyun")
    layout = other / "layouts/gongyun/layout.yaml"
    text = layout.read_text(encoding="utf-8")
    if text.count(_OLD) != 1:
        raise ValueError(f"{_OLD} is not in the layout once")
    layout.write_text(text.replace(_OLD, _NEW), encoding="utf-8")
    for place in (workspace, other):
        _run(place, "-m", "pipeline", "build", "issues")
        issues = sorted((place / "out").rglob("nianben-2023-[0-9][0-9].pdf"))
        for size in sizes:
            _join(issues[:size], folder / f"{place.name}-{size}.pdf")
    for size in sizes:
        with pikepdf.open(folder / f"before-{size}.pdf") as pdf:
            pdf.save(folder / f"same-{size}.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)


def _join(files: Sequence[Path], target: Path) -> None:
    joined = pikepdf.new()
    for path in files:
        with pikepdf.open(path) as pdf:
            joined.pages.extend(pdf.pages)
    joined.save(target)


def _run(folder: Path, *words: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    quiet = subprocess.DEVNULL
    subprocess.run([sys.executable, *words], cwd=folder, env=environment, stdout=quiet, stderr=quiet, check=True)


if __name__ == "__main__":
    write(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
