"""Forms of the desk: what is typed becomes YAML; what is wrong is told beside its field, in the words of `build`."""

import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.desk.settings.form_fields import FieldKind, FormField, UnreadableRowError, read_value, show_value
from pipeline.manuscript.reader import read_issue
from tests.desk.running_desk import ISSUE, Answer, RunningDesk, running_desk
from tests.workspaces import good_workspace


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk on the good workspace; nothing is laid out."""
    with running_desk(good_workspace(tmp_path_factory.mktemp("forms"))) as made:
        yield made


def save(desk: RunningDesk, form: str, values: dict[str, Any], tag: str | None = None) -> Answer:
    """Save *values* in the form, with the tag that the page shows."""
    if tag is None:
        page = desk.send("GET", f"{ISSUE}/settings").body.decode()
        tag = page.split(f'data-form="{form}" data-tag="')[1].split('"')[0]
    return desk.send("PUT", f"{ISSUE}/settings/{form}", json.dumps({"tag": tag, "values": values}).encode())


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", " 甲 ", "甲"), ("text", "", None), ("number", "12", 12), ("number", "7-8", "7-8"),
        ("number", "x", "x"), ("day", "2024-02-03", datetime.date(2024, 2, 3)), ("day", "2024-02", "2024-02"),
        ("flag", "false", False), ("lines", "甲\r\n\r\n 乙", ["甲", "乙"]), ("choice", "a", "a"),
        ("rows", "编辑：本刊\n印刷: 某厂：二", {"编辑": "本刊", "印刷": "某厂：二"}),
    ],
)  # fmt: skip
def test_what_is_typed_is_a_value_and_shown_again(kind: FieldKind, typed: str, value: Any) -> None:
    field = FormField(place=("a",), label="", kind=kind)
    assert read_value(typed, field) == value
    assert read_value(show_value(value, kind), field) == value


@pytest.mark.parametrize(("kind", "value"), [("text", ""), ("lines", []), ("rows", {}), ("number", "")])
def test_what_is_required_is_not_taken_away(kind: FieldKind, value: Any) -> None:
    assert read_value(" ", FormField(place=("a",), label="", kind=kind, is_required=True)) == value


@pytest.mark.parametrize("typed", ["nothing", "：without a label"])
def test_a_row_has_a_label(typed: str) -> None:
    with pytest.raises(UnreadableRowError, match="between them"):
        read_value(typed, FormField(place=("a",), label="", kind="rows"))


def test_settings_are_written_and_faults_are_told_beside_their_fields(desk: RunningDesk) -> None:
    file = desk.root / "issues/hao/publication.yaml"
    before = "# ours\n" + file.read_text(encoding="utf-8")
    file.write_text(before, encoding="utf-8")
    wrong = save(desk, "publication", {"name": " ", "language": "x", "organisers": "新社\n又一社"})
    assert wrong.status == 422
    assert wrong.json["fields"].keys() == {"name", "language"}
    assert wrong.json["fields"]["name"] == "Fill this in."
    assert file.read_text(encoding="utf-8") == before
    assert save(desk, "publication", {"organisers": "新社"}).status == 200
    after = file.read_text(encoding="utf-8")
    assert after.startswith("# ours\n")
    assert "organisers:\n  - 新社\n" in after
    assert save(desk, "publication", {"organisers": "再一社"}, tag="old").status == 409
    assert save(desk, "issue", {"folios.skip_cover": "true", "date": "2024-03"}).status == 200
    issue = read_issue(desk.root / "issues/hao/2024/01")
    assert (issue.folios.skip_cover, str(issue.publication.organisers)) == (True, "('新社',)")


def test_a_volume_is_begun(desk: RunningDesk) -> None:
    assert save(desk, "volume", {"title": "", "number": "1", "year": "2024"}).json["fields"] == {
        "title": "Fill this in."
    }
    assert save(desk, "volume", {"title": "合订本", "number": "1", "stamps.notice": "保存"}, tag="").status == 422
    assert save(desk, "volume", {"title": "合订本", "number": "1", "year": "2024"}).status == 200
    text = (desk.root / "issues/hao/2024/volume.yaml").read_text(encoding="utf-8")
    assert text == "title: 合订本\nnumber: 1\nyear: 2024\n"


@pytest.mark.parametrize("body", [b"", b"[]", b'{"values": 3}', b'{"values": {"name": 3}}'])
def test_what_is_no_form_is_refused(desk: RunningDesk, body: bytes) -> None:
    assert 400 <= desk.send("PUT", f"{ISSUE}/settings/issue", body).status < 500
    assert desk.send("PUT", f"{ISSUE}/settings/nothing", body).status < 500


def new(desk: RunningDesk, what: str, **values: str) -> Answer:
    """Send the form of what is new."""
    usual = {"year": "2025", "number": "1", "date": "2025-01-31", "total_number": ""}
    return desk.send("POST", f"/new/{what}", json.dumps({**usual, **values}).encode())


def test_an_issue_and_a_publication_are_made(desk: RunningDesk) -> None:
    assert new(desk, "issue", folder="hao", number="x", date="").json["fields"].keys() == {"number", "date"}
    made = new(desk, "issue", folder="hao", number="7-8")
    assert made.json == {"address": "/issues/hao/2025/07-08"}
    issue = read_issue(desk.root / "issues/hao/2025/07-08")
    assert (str(issue.number), issue.total_number, len(list(issue.entries))) == ("7-8", None, 1)
    assert "already" in new(desk, "issue", folder="hao", number="7-8").json["fields"]["folder"]
    assert new(desk, "issue", folder="../hao").json["fields"].keys() == {"folder"}

    facts = {"name": "新刊", "latin_name": "Xin", "organisers": "社", "layout": "huakan", "language": "zh-CN"}
    assert new(desk, "publication", folder="X Y", **facts).json["fields"].keys() == {"folder"}
    assert new(desk, "publication", folder="xin", **{**facts, "name": ""}).json["fields"].keys() == {"name"}
    assert new(desk, "publication", folder="xin", **facts).json == {"address": "/issues/xin/2025/01"}
    publication = read_issue(desk.root / "issues/xin/2025/01").publication
    assert (publication.name, publication.layout) == ("新刊", "huakan")
    assert sorted(each.name for each in Path(desk.root / "issues").iterdir()) == ["hao", "xin"]
