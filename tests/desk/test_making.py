"""What becomes of what is made on the desk, with small programs in the place of the commands."""

import json
import threading
from pathlib import Path

import pytest

from pipeline.desk import making
from pipeline.desk.made_files import describe_making
from pipeline.desk.make_orders import KINDS, MakeOrder, can_make, list_commands, read_told
from pipeline.desk.making import Maker, MakeState

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
    monkeypatch.setattr(making, "list_commands", lambda _issue, _order: [[each] for each in scripts])
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
    scripts = script(0, told="hao/2024/01: one"), script(5, told="two"), script(0, told="three")
    states = make(tmp_path, monkeypatch, *scripts)
    assert [state.stage for state in states if state.stage] == ["one", "two"]
    assert states[-1].outcome == "failed"


def test_making_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = "import sys, time; print('begun', file=sys.stderr, flush=True); time.sleep(60)"
    states = make(tmp_path, monkeypatch, long, stops=True)
    assert (states[-1].outcome, states[-1].problems) == ("stopped", ())


def test_lines_that_tell_of_no_stage_are_why_it_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = "hao/2024/01: laying out\nhao/2024: binding\nissues/hao/2024/volume.yaml:3: Wrong. Mend it.\nAnd another."
    last = make(tmp_path, monkeypatch, script(3, told=told))[-1]
    assert [str(each) for each in last.problems] == ["issues/hao/2024/volume.yaml:3: Wrong. Mend it.", "And another."]


def test_an_edition_is_made_before_it_is_judged_or_put_on_sheets(tmp_path: Path) -> None:
    issue = tmp_path / "issues/hao/2024/01"
    commands = {kind: list_commands(issue, MakeOrder(kind, tmp_path / "out", "2up", "-x")) for kind in KINDS}
    assert {kind: [command[0] for command in own] for kind, own in commands.items()} == {
        "reading": ["build"], "offprints": ["build"], "press": ["build"], "preflight": ["build", "preflight"],
        "cover": ["cover"], "impose": ["build", "impose"], "volume": ["bind"], "volume_press": ["bind"],
    }  # fmt: skip
    assert commands["preflight"][0] == commands["impose"][0] == commands["press"][0]
    assert "reading" in commands["reading"][0]
    assert commands["impose"][1][-2:] == ["--scheme=2up", "--sheet=-x"]
    assert commands["impose"][1][1].endswith("out/hao/2024/01/hao-2024-01-press.pdf")
    assert commands["volume"][0][1] == str(issue.parent)


def test_an_order_has_a_scheme_and_a_sheet_that_are_bounded(tmp_path: Path) -> None:
    assert MakeOrder.of("impose", tmp_path, {"scheme": "perfect", "sheet": "640x900"}) is not None
    assert MakeOrder.of("nothing", tmp_path, {}) is None
    for wrong in ({"scheme": "nup"}, {"scheme": ["saddle"]}, {"sheet": 3}, {"sheet": "x" * 21}):
        assert MakeOrder.of("impose", tmp_path, wrong) is None


def test_a_year_is_bound_that_has_a_volume(tmp_path: Path) -> None:
    assert can_make("press", tmp_path / "01")
    assert not can_make("volume", tmp_path / "01")
    (tmp_path / "volume.yaml").touch()
    assert can_make("volume_press", tmp_path / "01")


def test_notes_of_commands_are_told_once() -> None:
    rows = [{"problems": [], "warnings": ["Coarse."], "notes": ["Two blanks."]}, {"notes": ["Two blanks.", {"x": 1}]}]
    assert read_told(json.dumps(rows)).notes == ("Coarse.", "Two blanks.")
    assert read_told(json.dumps({"scheme": "saddle", "notes": ["Creep."]})).notes == ("Creep.",)
    assert read_told("no JSON") == read_told("{}")


def test_finished_files_are_listed_with_offprints_and_those_of_the_year(tmp_path: Path) -> None:
    issue, out = tmp_path / "issues/hao/2024/01", tmp_path / "out/hao/2024"
    for name in ("01/a.pdf", "01/.a.json", "01/offprints/b.pdf", "c.pdf"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).touch()
    told = describe_making(MakeState(), issue, tmp_path / "out")
    names = {key: [row[0] for row in told[key]] for key in ("files", "offprints", "year")}
    assert names == {"files": ["a.pdf"], "offprints": ["b.pdf"], "year": ["c.pdf"]}
