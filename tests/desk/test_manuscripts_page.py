"""What the page of manuscripts asks of the desk: doubts listed and settled, and nothing else taken in."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from pipeline.manuscript.word.doubts import Doubt, Doubts, write_doubts
from tests.desk.running_desk import ISSUE, RunningDesk, running_desk
from tests.workspaces import good_workspace

DOUBTS = f"{ISSUE}/manuscripts/laigao/doubts"
TEXT = "---\ntitle: 岛\n---\n\n## 潮水\n\n今年的潮水来得早。\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk on an issue with one manuscript; no issue is opened."""
    root = good_workspace(tmp_path_factory.mktemp("manuscripts"))
    doubts = (
        Doubt(
            id="aaaaaaaa", kind="heading", where="paragraph 2", quote="潮水", text="潮水", level=1, reasons=("bold",)
        ),
        Doubt(id="bbbbbbbb", kind="change", where="paragraph 3", quote="今年的潮水", text="Deleted."),
    )
    put(root, "imports/laigao.doubts.json", write_doubts(Doubts("来稿.docx", doubts)).decode())
    put(root, "imports/manuscripts.json", json.dumps({"来稿.docx": {"article": "laigao"}}))
    with running_desk(root) as made:
        yield made


@pytest.fixture(autouse=True)
def fresh(desk: RunningDesk) -> None:
    """Nothing is settled yet."""
    put(desk.root, "articles/laigao.md", TEXT)
    (desk.root / f"{ISSUE[1:]}/imports/laigao.settled.json").unlink(missing_ok=True)


def put(root: Path, name: str, text: str) -> None:
    path = root / ISSUE[1:] / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def settle(desk: RunningDesk, name: str, tag: str, **order: object) -> tuple[int, list[object]]:
    answer = desk.send("POST", f"{DOUBTS}/{name}", json.dumps(order).encode(), If_Match=f'"{tag}"')
    return answer.status, answer.json["doubts"] if answer.status == 200 else []


def test_doubts_are_listed_with_their_places(desk: RunningDesk) -> None:
    listed = desk.send("GET", f"{ISSUE}/manuscripts/list").json
    assert [(each["slug"], each["open"]) for each in listed] == [("laigao", 2)]
    found = desk.send("GET", DOUBTS).json
    assert [(each["kind"], each["line"], each["settled"]) for each in found["doubts"]] == [
        ("heading", 5, None),
        ("change", 7, None),
    ]


def test_a_heading_is_made_text_and_the_other_doubt_stays(desk: RunningDesk) -> None:
    tag = desk.send("GET", DOUBTS).json["tag"]
    status, doubts = settle(desk, "aaaaaaaa", tag, how="text")
    assert status == 200
    assert (desk.root / ISSUE[1:] / "articles/laigao.md").read_text(encoding="utf-8") == TEXT.replace("## ", "")
    assert [each["settled"] is None for each in doubts] == [False, True]  # type: ignore[index]
    again = desk.send("GET", DOUBTS).json
    assert settle(desk, "aaaaaaaa", again["tag"], how="open")[1][0]["settled"] is None  # type: ignore[index]


def test_of_headings_with_the_same_words_the_one_that_is_meant_is_changed(desk: RunningDesk) -> None:
    doubts = desk.root / ISSUE[1:] / "imports/laigao.doubts.json"
    before = doubts.read_bytes()
    twice = [Doubt(id=name * 8, kind="heading", where=name, quote="潮水", text="潮水", level=1) for name in "ad"]
    doubts.write_bytes(write_doubts(Doubts("来稿.docx", tuple(twice))))
    put(desk.root, "articles/laigao.md", TEXT + "\n## 潮水\n")
    tag = desk.send("GET", DOUBTS).json["tag"]
    assert settle(desk, "dddddddd", tag, how="text")[0] == 200
    assert (desk.root / ISSUE[1:] / "articles/laigao.md").read_text(encoding="utf-8") == TEXT + "\n潮水\n"
    doubts.write_bytes(before)


def test_what_somebody_else_wrote_is_not_overwritten(desk: RunningDesk) -> None:
    tag = desk.send("GET", DOUBTS).json["tag"]
    put(desk.root, "articles/laigao.md", TEXT + "新的一句。\n")
    assert settle(desk, "aaaaaaaa", tag, how="level", level=2)[0] == 409
    assert (desk.root / ISSUE[1:] / "articles/laigao.md").read_text(encoding="utf-8") == TEXT + "新的一句。\n"


@pytest.mark.parametrize(
    "order", [{}, {"how": "x"}, {"how": "level"}, {"how": "level", "level": 9}, {"how": "text", "level": [1]}]
)
def test_other_ways_are_refused(desk: RunningDesk, order: dict[str, object]) -> None:
    tag = desk.send("GET", DOUBTS).json["tag"]
    assert settle(desk, "aaaaaaaa", tag, **order)[0] == 422
    assert settle(desk, "cccccccc", tag, how="kept")[0] == 404


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (f"name=a.txt&section={quote('来稿')}", "files of Word"),
        (f"name=..&section={quote('来稿')}", "files of Word"),
        ("name=a.docx&section=", "section"),
        ("name=a.docx&section=a%0ab", "section"),
        ("", "files of Word"),
    ],
)
def test_other_files_are_refused(desk: RunningDesk, query: str, told: str) -> None:
    answer = desk.send("POST", f"{ISSUE}/manuscripts?{query}", b"x")
    assert answer.status == 422
    assert told in answer.body.decode()


def test_a_hostile_record_leads_nowhere(desk: RunningDesk, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    record = desk.root / ISSUE[1:] / "imports/manuscripts.json"
    before = record.read_text(encoding="utf-8")
    record.write_text(json.dumps({"x": {"article": f"../../../../../../..{tmp_path}/secret"}}), encoding="utf-8")
    assert desk.send("GET", f"{ISSUE}/manuscripts/list").json == []
    record.write_text(before, encoding="utf-8")
    put(desk.root, "imports/laigao.settled.json", '{"no": "list"}')
    assert len(desk.send("GET", DOUBTS).json["doubts"]) == 2
