"""The engine sees our faces only, and leaves the process as strict as it was."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from PIL import ImageFile

from pipeline.engine import loading
from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.errors import MissingProgramError
from pipeline.resources import find_shipped
from pipeline.work_folders import work_folder


def test_damaged_pictures_stay_damaged() -> None:
    loading.load_weasyprint(find_shipped("fonts"))
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_a_family_of_the_system_is_set_in_ours() -> None:
    sheet = {"type.css": 'p { font-family: "DejaVu Sans", "Noto Sans CJK SC", sans-serif }'}
    part = Typesetter(fonts=find_shipped("fonts"), style_sheets=sheet, folders={}, drawing=Drawing.PLAIN).lay_out(
        '<html lang="zh-CN"><p>刊本 abc</p></html>'
    )
    assert [run.text for run in part.runs] == ["刊本 abc"]
    data = write_overlay_pdf(part)
    assert b"Kanben" in data or b"Kanben" in _names(data)
    assert b"DejaVu" not in _names(data)


def _names(data: bytes) -> bytes:
    from io import BytesIO

    import pypdf

    fonts = pypdf.PdfReader(BytesIO(data)).pages[0]["/Resources"]["/Font"]
    return " ".join(str(font.get_object()["/BaseFont"]) for font in fonts.values()).encode()


def test_it_must_be_the_first_to_import_weasyprint() -> None:
    script = (
        "import warnings; warnings.simplefilter('ignore'); import weasyprint\n"
        "from pathlib import Path; from pipeline.engine.loading import load_weasyprint\n"
        "try: load_weasyprint(Path('fonts'))\n"
        "except RuntimeError as error: print(error)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "WeasyPrint was imported before its faces were chosen"


def test_what_a_killed_process_leaves_is_swept_by_the_next_one(tmp_path: Path) -> None:
    script = "import os; from pathlib import Path; from pipeline.engine.loading import _isolate_fonts\n"
    killed = f"{script}_isolate_fonts(Path('fonts')); os._exit(0)"
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", killed], cwd=root, env=environment, check=True)
    (left,) = tmp_path.glob("kanben-fonts-*")
    os.utime(left / ".lock", (0, 0))
    with work_folder("kanben-", tmp_path):  # as every command makes one
        assert not left.exists()


@pytest.mark.parametrize("missing", ["libpango-1.0", "libharfbuzz-subset"])
def test_a_missing_library_is_named_with_its_remedy(missing: str) -> None:
    """A process in which *missing* cannot be opened ends in the error that asks for it (exit code 8)."""
    script = (
        "from pathlib import Path; from pipeline.engine.patches.c_declarations import DeclaredFFI\n"
        "opened = DeclaredFFI.dlopen\n"
        "def dlopen(self, name, *rest):\n"
        f"    if {missing!r} in str(name): raise OSError(name)\n"
        "    return opened(self, name, *rest)\n"
        "DeclaredFFI.dlopen = dlopen\n"
        "from pipeline.errors import MissingProgramError; from pipeline.engine.loading import load_weasyprint\n"
        "try: load_weasyprint(Path('fonts'))\n"
        "except MissingProgramError as error: print(int(error.exit_code), error)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False)
    assert done.stdout.startswith(f"{int(MissingProgramError.exit_code)} "), done.stderr
    assert "libharfbuzz-subset0" in done.stdout


def test_made_for_the_installed_version() -> None:
    assert version("weasyprint") == loading.VERSION


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    loading.load_weasyprint(find_shipped("fonts"))
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    with pytest.raises(MissingProgramError, match=r"70\.0.*71\.0"):
        loading._require_version()
