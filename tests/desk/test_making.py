"""What becomes of what is made on the desk, with small programs in the place of the commands."""

import json
import threading
from pathlib import Path

import pytest

from pipeline.desk import making
from pipeline.desk.making import KINDS, MakeOrder, Maker, MakeState

FAULT = {"file": "issues/hao/2024/01/articles/a.md", "line": 3, "message": "Wrong.", "hint": "Mend it."}
FINDINGS = [
    {"label": "3", "message": "Too coarse.", "hint": "Use a larger one.", "waiver": None},
    {"label": "", "message": "No profile.", "hint": "Add one.", "waiver": None},
    {"label": "4", "message": "Known.", "hint": "", "waiver": {"reason": "agreed"}},
]


def script(code: int, printed: str = "", told: str = "") -> str:
    """A program that prints *printed*, tells *told* and ends with *code*."""
    return f"import sys; print({printed!r}); print({told!r}, file=sys.stderr); sys.exit({code})"


def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *scripts: str, stops: bool = False) -> list[MakeState]:
    """What is told while *scripts* run one after the other; *stops*: they are given up at their first word."""
    monkeypatch.setattr(making, "_list_commands", lambda _issue, _order: [[each] for each in scripts])
    start = making.subprocess.Popen

    def start_script(command: list[str], **options: object) -> object:
        assert command[1:4] == ["-P", "-m", "pipeline"]
        return start([command[0], "-S", "-c", command[4]], **options)  # type: ignore[call-overload]

    monkeypatch.setattr(making.subprocess, "Popen", start_script)
    states: list[MakeState] = []
    ended = threading.Event()

    def tell(state: MakeState) -> None:
        states.append(state)
        if stops and state.stage:
            maker.stop()
        if not state.is_running:
            ended.set()

    issue = tmp_path / "issues/hao/2024/01"
    issue.mkdir(parents=True)
    maker = Maker(issue, tell)
    assert maker.begin(MakeOrder("press", tmp_path / "out"))
    assert ended.wait(20)
    return states


@pytest.mark.parametrize(
    ("code", "printed", "outcome", "problems"),
    [
        (0, [{"problems": []}], "done", []),
        (3, [{"problems": [FAULT]}], "failed", ["issues/hao/2024/01/articles/a.md:3: Wrong. Mend it."]),
        (7, {"findings": FINDINGS}, "found", ["Page 3: Too coarse. Use a larger one.", "No profile. Add one."]),
        (9, None, "failed", ["The disk is full."]),
    ],
)
def test_each_end_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    printed: object,
    outcome: str,
    problems: list[str],
) -> None:
    told = script(code, "" if printed is None else json.dumps(printed), "The disk is full.")
    states = make(tmp_path, monkeypatch, told)
    assert [(state.is_running, state.stage) for state in states[:2]] == [(True, ""), (True, "The disk is full.")]
    assert (states[-1].outcome, [str(each) for each in states[-1].problems]) == (outcome, problems)


def test_nothing_follows_what_has_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states = make(tmp_path, monkeypatch, script(0, told="hao: one"), script(5, told="two"), script(0, told="three"))
    assert [state.stage for state in states if state.stage] == ["one", "two"]
    assert states[-1].outcome == "failed"


def test_making_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "import sys, time; print('begun', file=sys.stderr, flush=True); time.sleep(60)"
    states = make(tmp_path, monkeypatch, long, stops=True)
    assert (states[-1].outcome, states[-1].problems) == ("stopped", ())


def test_an_edition_is_made_before_it_is_judged(tmp_path: Path) -> None:
    issue = tmp_path / "issues/hao/2024/01"
    commands = {kind: making._list_commands(issue, MakeOrder(kind, tmp_path / "out")) for kind in KINDS}
    assert [command[0] for command in commands["preflight"]] == ["build", "preflight"]
    assert commands["preflight"][0] == commands["press"][0]
    assert "reading" in commands["reading"][0]
