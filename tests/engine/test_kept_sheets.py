"""Style sheets are parsed in one process only; what is kept is used only if it is whole, and of what would parse it."""

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine import kept_sheets
from pipeline.engine.kept_sheets import KeptSheets
from pipeline.engine.loading import load_weasyprint
from pipeline.resources import find_shipped

SHEET = """
@page :first { size: 50mm 70mm; margin: calc(1mm + 2pt) } p > .a:not([lang]), h1::before { color: rgb(10 20 30 / 50%) }
p { margin: var(--x) 1em; --x: 3pt; font-family: "A", serif; content: counter(page) "\u7b2c" }
"""


class _Process:
    """What one new process after the other makes of style sheets, as far as what is kept in *folder* goes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        from weasyprint import CSS

        self._monkeypatch, self.folder = monkeypatch, folder
        self.parsed = 0
        init = CSS.__init__

        def count(*arguments: Any, **more: Any) -> None:
            self.parsed += 1
            init(*arguments, **more)

        monkeypatch.setattr(CSS, "__init__", count)
        monkeypatch.setattr("sys.dont_write_bytecode", False)

    def parse(self, text: str = SHEET) -> Any:
        from weasyprint.css.counters import CounterStyle
        from weasyprint.urls import URLFetcher

        from pipeline.engine import style_sheets
        from pipeline.engine.faces import OwnFaces

        kept_sheets._makers.cache_clear()
        style_sheets._parse_alone.cache_clear()
        self._monkeypatch.setattr(style_sheets, "load_kept_sheets", lambda: KeptSheets(self.folder))
        return style_sheets.parse_style_sheet(text, URLFetcher(), OwnFaces(lambda _text: ()), CounterStyle())

    @property
    def files(self) -> list[Path]:
        return sorted(self.folder.iterdir()) if self.folder.exists() else []


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> _Process:
    load_weasyprint(find_shipped("fonts"))
    return _Process(monkeypatch, tmp_path / "kept")


def content(sheet: Any) -> bytes:
    """All that *sheet* holds, whichever of its texts are one object."""
    values = sheet.__dict__
    for _time in range(2):
        written = kept_sheets.io.BytesIO()
        kept_sheets._Pickler(written, pickle.HIGHEST_PROTOCOL).dump(values)
        values = pickle.loads(written.getvalue())
    return written.getvalue()


def test_a_sheet_is_parsed_in_one_process_only(process: _Process) -> None:
    first, *later = (process.parse() for _process in range(3))
    assert process.parsed == len(process.files) == 1
    assert [content(each) for each in later] == [content(first)] * 2
    process.parse("p { color: red }")
    assert process.parsed == len(process.files) == 2


@pytest.mark.parametrize(
    "spoil",
    [lambda data: data[:-1], lambda data: data[:40], lambda data: b"", lambda data: data[:-1] + bytes([data[-1] ^ 1])],
)
def test_what_is_cut_off_or_changed_is_parsed_anew(process: _Process, spoil: Callable[[bytes], bytes]) -> None:
    before = content(process.parse())
    (file,) = process.files
    file.write_bytes(spoil(file.read_bytes()))
    assert content(process.parse()) == before
    assert process.parsed == 2


def test_what_was_parsed_of_another_text_or_by_another_version_is_not_taken(
    process: _Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    process.parse()
    (file,) = process.files
    process.parse("p { color: red }")
    (other,) = (each for each in process.files if each != file)
    other.write_bytes(file.read_bytes())
    process.parse("p { color: red }")
    assert process.parsed == 3
    monkeypatch.setattr(kept_sheets, "MAGIC_NUMBER", b"other")
    process.parse()
    assert process.parsed == 4


def test_nothing_is_kept_where_python_keeps_nothing(process: _Process, monkeypatch: pytest.MonkeyPatch) -> None:
    process.folder.write_text("no folder")
    process.parse()
    process.folder.unlink()
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    process.parse()
    assert (process.parsed, process.files) == (2, [])


def test_a_sheet_with_a_fault_is_not_kept(process: _Process) -> None:
    process.parse("p { colour: red }")
    assert process.files == []


def test_the_oldest_of_many_go(process: _Process, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_sheets, "_MOST", 2)
    for size in range(4):
        process.parse(f"p {{ margin: {size}pt }}")
    assert len(process.files) == 2
    process.parse("p { margin: 3pt }")
    assert process.parsed == 4
