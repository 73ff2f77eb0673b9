"""Which issues are open on the desk: all that somebody looks at, and a few more."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.desk import workspace as module
from pipeline.desk.workspace import DeskWorkspace, open_workspace


class Desk(SimpleNamespace):
    """An issue that is not laid out."""

    def __init__(self, path: Path) -> None:
        super().__init__(path=path, is_needed=False, is_closed=False, wakes=0)

    def close(self) -> None:
        """End it."""
        self.is_closed = True

    def wake(self) -> None:
        """Count that it was woken."""
        self.wakes += 1


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DeskWorkspace:
    """A workspace whose issues are not laid out."""
    monkeypatch.setattr(module, "LiveDesk", Desk)
    (tmp_path / "issues").mkdir()
    return open_workspace(tmp_path)


def open_all(workspace: DeskWorkspace, needed: set[int]) -> list[Any]:
    """Open six issues of a publication, of which those *needed* are looked at."""

    async def run() -> list[Any]:
        desks: list[Any] = []
        for number in range(6):
            desk: Any = workspace.open(workspace.root / f"issues/hao/2024/0{number}")
            desk.is_needed = number in needed
            desks.append(desk)
        await asyncio.get_running_loop().shutdown_default_executor()
        return desks

    return asyncio.run(run())


def test_issues_that_nobody_looks_at_make_room(workspace: DeskWorkspace) -> None:
    assert [desk.is_closed for desk in open_all(workspace, {0})] == [False, True, True, False, False, False]


def test_issues_that_are_looked_at_stay(workspace: DeskWorkspace) -> None:
    assert not any(desk.is_closed for desk in open_all(workspace, set(range(6))))


def test_changes_wake_what_they_belong_to(workspace: DeskWorkspace) -> None:
    desk = open_all(workspace, set())[-1]
    own, other = desk.path / "issue.yaml", workspace.root / "issues/other/2024/01/issue.yaml"
    own.parent.mkdir(parents=True)
    own.write_bytes(b"a")
    workspace.note_changes([other])
    assert desk.wakes == 0
    workspace.note_save(own, module.tag_of(b"a"))
    assert desk.wakes == 1
    workspace.note_changes([own])  # what the desk has written itself
    assert desk.wakes == 1
    own.write_bytes(b"b")
    workspace.note_changes([own])
    own.write_bytes(b"a")
    workspace.note_changes([own])
    assert desk.wakes == 3
    workspace.note_changes([workspace.root / "layouts/mine/layout.yaml"])
    assert desk.wakes == 4
