"""Templates that come with Kanben are compiled once for all processes; what is kept is used only if it is theirs."""

from pathlib import Path

import pytest
from jinja2.environment import Environment

from pipeline.bounded_files import BoundedFolder
from pipeline.layout import compiled_templates, sandbox
from pipeline.layout.compiled_templates import CompiledTemplates
from pipeline.layout.sandbox import Sandbox, StyleSheetSandbox

NAME = "page.html.j2"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that are compiled."""
    texts: list[str] = []
    compile_template = Environment._compile
    monkeypatch.setattr(
        Environment, "_compile", lambda self, *args: texts.append(args[0]) or compile_template(self, *args)
    )
    return texts


class _Processes:
    """Templates filled in one new process after the other, as far as what is kept goes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
        self._monkeypatch = monkeypatch
        self.layouts, self.kept = place / "layouts", place / "kept"
        self.layouts.mkdir()

    def fill(self, text: str, kind: type[Sandbox] = Sandbox, folder: Path | None = None) -> str:
        """*text* filled as a file of *folder*: of what comes with Kanben, if none is named."""
        folder = folder or self.layouts
        (folder / NAME).write_text(text)
        self._monkeypatch.setattr(sandbox, "_COMPILED", CompiledTemplates(self.layouts, self.kept))
        return kind([BoundedFolder.of(folder)]).get_template(NAME).render({"word": "刊"})

    def files(self) -> list[Path]:
        return sorted(self.kept.iterdir()) if self.kept.exists() else []


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> _Processes:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    return _Processes(monkeypatch, tmp_path)


def test_a_template_is_compiled_in_one_process_only(processes: _Processes, compiled: list[str]) -> None:
    assert [processes.fill("{{ word }}!") for _process in range(3)] == ["刊!"] * 3
    assert len(compiled) == len(processes.files()) == 1


def test_another_text_and_another_kind_of_sandbox_are_compiled(processes: _Processes, compiled: list[str]) -> None:
    assert processes.fill("{{ word }}!") == "刊!"
    assert processes.fill("{{ word }}?") == "刊?"
    assert processes.fill('"{{ word }}"', StyleSheetSandbox) == '"刊"'
    assert (len(compiled), len(processes.files())) == (3, 2)


def test_a_template_of_a_workspace_is_never_kept(processes: _Processes, compiled: list[str], tmp_path: Path) -> None:
    (tmp_path / "theirs").mkdir()
    assert [processes.fill("{{ word }}!", folder=tmp_path / "theirs") for _process in range(2)] == ["刊!"] * 2
    assert (len(compiled), processes.files()) == (2, [])


@pytest.mark.parametrize("spoil", [lambda data: data[:-1], lambda data: b"\0" + data[1:], lambda _data: b""])
def test_what_is_spoilt_is_compiled_again(processes: _Processes, compiled: list[str], spoil: object) -> None:
    assert callable(spoil)
    processes.fill("{{ word }}!")
    (file,) = processes.files()
    file.write_bytes(spoil(file.read_bytes()))
    assert processes.fill("{{ word }}!") == "刊!"
    assert len(compiled) == 2


def test_what_was_compiled_for_another_template_is_not_taken(processes: _Processes, compiled: list[str]) -> None:
    processes.fill("{{ word }}!")
    (file,) = processes.files()
    theirs = file.read_bytes()
    processes.fill("{{ word }}?")
    file.write_bytes(theirs)
    assert processes.fill("{{ word }}?") == "刊?"
    assert len(compiled) == 3


def test_what_other_code_compiled_is_not_taken(
    processes: _Processes, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    processes.fill("{{ word }}!")
    monkeypatch.setattr(compiled_templates, "_maker", lambda: "another Jinja2")
    assert processes.fill("{{ word }}!") == "刊!"
    assert len(compiled) == 2


def test_where_nothing_may_be_written_nothing_is(
    processes: _Processes, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    assert [processes.fill("{{ word }}!") for _process in range(2)] == ["刊!"] * 2
    assert (len(compiled), processes.files()) == (2, [])
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    processes.kept.write_text("no folder")
    assert processes.fill("{{ word }}!") == "刊!"
