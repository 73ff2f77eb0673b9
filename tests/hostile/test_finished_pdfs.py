"""PDFs made to do harm go through all that takes in finished files: handled, or refused in words, within bounds."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.errors import BindingError, KanbenError
from pipeline.intake.page_text import page_texts
from pipeline.intake.tamed_pdf import take_in
from pipeline.pdf.bounded_pdfium import Patience
from pipeline.preflight import verdict as preflighting
from pipeline.preflight.reading.separations import PageSize, SeparationError, ink_sums
from pipeline.preflight.verdict import preflight
from pipeline.production.press.imposing import ImpositionRequest, impose
from pipeline.regression.snapshot import pdf_reading
from pipeline.regression.snapshot.pdf_reading import snapshot_of
from pipeline.tags.read_aloud import read_aloud
from tests.hostile.hostile_pdfs import HOSTILE, laughing, laughing_glyphs
from tests.intake.hostile_files import simple
from tests.workspaces import ISSUE, good_workspace, replace_in

pytestmark = pytest.mark.slow
SECONDS = 10
_LONG = {"laughing patterns", "laughing glyphs"}  # for pdfium, until it is stopped
_OF_ALL_SORTS = [
    "laughing forms",
    "a bomb of content",
    "a fax",
    "a profile that is a bomb",
    "large metadata",
    "wide names",
    "annotations",
    "resources in themselves",
    "a tree of ten million pages",
    "labels in a circle",
    "tables in a circle",
    "large numbers",
]


@contextmanager
def work(seconds: float) -> Iterator[None]:
    """Hold the block, and the processes that it waits for, to so many seconds of processor time."""

    def spent() -> float:
        rows = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(row.ru_utime + row.ru_stime for row in rows)

    begun = spent()
    yield
    assert spent() - begun < seconds


def refused(step: Callable[[], object]) -> str:
    """In which words *step* is refused; "" when it is not. What nobody thought of is no such word."""
    try:
        step()
    except KanbenError as error:
        words = str(error)
    else:
        return ""
    assert "not known" not in words
    return words


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("hostile")


def made(name: str, folder: Path) -> Path:
    path = folder / f"{list(HOSTILE).index(name)}.pdf"
    if not path.exists():
        path.write_bytes(HOSTILE[name]())
    return path


@pytest.mark.parametrize("name", HOSTILE)
def test_preflight_tells(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Ghostscript is held to limits of its own, which have a test below.
    checks = tuple(check for check in preflighting.CHECKS if check.id != "colour.total-ink")
    monkeypatch.setattr(preflighting, "CHECKS", checks)
    with work(SECONDS):
        found = preflight(made(name, folder), "press")
    assert found.findings
    assert not found.is_fit
    assert not [each for each in found.not_run if "not known" in each.reason]


@pytest.mark.parametrize("name", HOSTILE)
def test_tags_are_told_or_refused(name: str, folder: Path) -> None:
    with work(SECONDS):
        refused(lambda: read_aloud(made(name, folder)))


@pytest.mark.parametrize("name", ["tags in a circle", "laughing text in tags", "maps of all characters"])
def test_tags_are_judged(name: str, folder: Path) -> None:
    with work(2 * SECONDS):
        found = preflight(made(name, folder), "accessible")
    assert found.findings
    assert not [each for each in found.not_run if "not known" in each.reason]


@pytest.mark.parametrize("name", _OF_ALL_SORTS)
def test_imposing_is_done_or_refused(name: str, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "sheets.pdf"
    with work(SECONDS):
        refusal = refused(lambda: impose(made(name, folder), ImpositionRequest(scheme="2up", sheet="A3", out=out)))
    assert out.exists() == (refusal == "")


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_taken_in_does_nothing(name: str, folder: Path) -> None:
    with work(SECONDS):
        try:
            taken = take_in(made(name, folder), "x")
        except BindingError:
            return
    for word in (b"/Launch", b"/JavaScript", b"/AA", b"/OpenAction", b"file://", b"/EmbeddedFiles"):
        assert not [body for body in taken.pdf.bodies.values() if word in body]


@pytest.mark.parametrize("name", _OF_ALL_SORTS)
def test_snapshots_are_made_or_refused(name: str, folder: Path) -> None:
    with work(SECONDS):
        refusal = refused(lambda: snapshot_of(made(name, folder)))
    assert not refusal or "can't be compared" in refusal


@pytest.mark.parametrize("name", sorted(_LONG))
def test_a_page_without_an_end_is_stopped(name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reading, "_PATIENCE", Patience(work=1, later_work=1))
    with work(4):
        found = snapshot_of(made(name, folder))
    assert [(page.lines, page.raster) for page in found.pages] == [((), "")]


def test_a_page_that_takes_a_while_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: of the same kind, but with an end."""
    monkeypatch.setattr(pdf_reading, "_PATIENCE", Patience(work=1, later_work=1))
    path = tmp_path / "a.pdf"
    path.write_bytes(laughing(3, 10))
    assert [len(page.vectors) for page in snapshot_of(path).pages] == [100]
    path.write_bytes(simple(page=b"/MediaBox[0 0 300 400]"))
    assert len(snapshot_of(path).pages[0].lines) == 1


@pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
def test_ghostscript_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.preflight.reading.separations._WORK", 1)
    monkeypatch.setattr("pipeline.preflight.reading.separations._WORK_PER_PAGE", 0)
    path = tmp_path / "a.pdf"
    path.write_bytes(laughing_glyphs())
    page = PageSize(0, 300, 400, "Media")
    with work(4), pytest.raises(SeparationError, match="more than 1 s"):
        list(ink_sums(path, [page]))
    path.write_bytes(simple(page=b"/MediaBox[0 0 300 400]"))
    assert len(list(ink_sums(path, [page]))) == 1


def test_nothing_of_the_current_folder_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes of their own import our code and libraries, never what lies where the command was called."""
    program = "import pathlib\npathlib.Path(__file__).with_suffix('.ran').touch()\nraise SystemExit\n"
    for name in ("pypdfium2", "json", "resource", "math", "pipeline", "sitecustomize", "ctypes", "multiprocessing"):
        (tmp_path / f"{name}.py").write_text(program)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    path = tmp_path / "a.pdf"
    path.write_bytes(simple(page=b"/MediaBox[0 0 300 400]"))
    assert snapshot_of(path).pages[0].lines[0].text == "Text"
    assert page_texts(path, 1)[0].strip() == "Text"
    assert list(tmp_path.glob("*.ran")) == []
    subprocess.run([sys.executable, "-m", "resource"], check=False)  # negative control: it would have been
    assert [each.name for each in tmp_path.glob("*.ran")] != []


def test_nothing_of_the_current_folder_is_run_by_a_command(tmp_path: Path) -> None:
    """Nor by the processes that Python starts for itself, for issues side by side and for the pages of a volume."""
    workspace = good_workspace(tmp_path)
    shutil.copytree(workspace / ISSUE, workspace / ISSUE / "../02")
    replace_in(workspace / ISSUE / "../02/issue.yaml", "number: 1\n", "number: 2\n")
    volume = "title: 合订本\nnumber: 1\nyear: 2024\n"
    (workspace / ISSUE / "../volume.yaml").write_text(volume, encoding="utf-8")
    program = "import pathlib\npathlib.Path(__file__).with_suffix('.ran').touch()\nraise SystemExit\n"
    for name in ("multiprocessing", "pickle", "json", "pipeline", "sitecustomize"):
        (workspace / f"{name}.py").write_text(program)
    kanben, year = str(Path(sys.executable).with_name("kanben")), str(Path(ISSUE).parent)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    for words in (["build", ".", "--jobs", "2"], ["bind", year]):
        done = subprocess.run(
            [kanben, *words], cwd=workspace, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    assert list(workspace.glob("*.ran")) == []
    subprocess.run([sys.executable, "-c", "import json"], cwd=workspace, env=environment, check=False)  # control
    assert [each.name for each in workspace.glob("*.ran")] != []


@pytest.mark.parametrize("kind", ["pipe", "device", "terabyte"])
def test_what_is_no_file_is_refused(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        with path.open("wb") as file:
            file.truncate(1 << 40)
    steps: list[Callable[[], object]] = [
        lambda: take_in(path, "x"),
        lambda: snapshot_of(path),
        lambda: impose(path, ImpositionRequest(scheme="2up", sheet="A3")),
        lambda: preflight(path, "press"),
    ]
    for step in steps if kind != "terabyte" else steps[:-1]:
        with work(2):
            assert str(path) in refused(step)
    if kind == "terabyte":
        assert not preflight(path, "press").is_fit
