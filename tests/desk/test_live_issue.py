"""An issue on the desk: pages that follow the text, problems beside the last good ones, requests of all kinds."""

import http.client
import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.desk.running_desk import ISSUE, Answer, RunningDesk, running_desk
from tests.workspaces import good_workspace

ARTICLE = f"{ISSUE}/files/articles/dengta.md"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk on the good workspace."""
    with running_desk(good_workspace(tmp_path_factory.mktemp("live"))) as made:
        yield made


def save(desk: RunningDesk, text: str) -> int:
    """Save the article."""
    tag = desk.send("GET", ARTICLE).headers["etag"]
    return desk.send("PUT", ARTICLE, text.encode(), If_Match=tag).status


def test_a_change_is_seen_and_a_fault_leaves_the_last_pages(desk: RunningDesk) -> None:
    first = desk.next_state()
    assert first["stands"]
    assert first["sections"][0]["articles"][0]["file"].startswith("articles/")
    text = desk.send("GET", ARTICLE).body.decode()

    assert save(desk, text.replace("\n\n", "\n\n灯塔新近又亮了一次。\n\n", 2)) == 204
    changed = desk.next_state(first["finished"])
    new = [page for page in changed["pages"] if page not in first["pages"]]
    assert 0 < len(new) < len(first["pages"])

    assert save(desk, text + "\n[见](#nirgends)\n") == 204
    faulty = desk.next_state(changed["finished"])
    assert not faulty["stands"]
    assert faulty["pages"] == changed["pages"]
    fault = faulty["problems"][0]
    assert (fault["level"], fault["file"]) == ("error", "articles/dengta.md")
    assert fault["line"] == text.count("\n") + 2
    assert fault["hint"]

    assert save(desk, text) == 204
    mended = desk.next_state(faulty["finished"])
    assert mended["stands"]
    assert mended["pages"] == first["pages"]


def test_changed_pages_are_told_and_drawn_before_the_rest(desk: RunningDesk) -> None:
    before = desk.next_state()
    desk.send("GET", f"{ISSUE}/pages/{before['pages'][1][0]}/400.jpg")  # how wide pictures are wanted
    text = desk.send("GET", ARTICLE).body.decode()
    events = desk.events()
    next(value for kind, value in events if kind == "state")
    assert save(desk, text.replace("。", "，这是先来看的。", 1)) == 204
    kinds = []
    for kind, value in events:
        kinds.append(kind)
        if kind == "ahead":
            ahead = value
        if kind == "state":
            break
    assert kinds.count("ahead") == 1
    assert kinds.index("ahead") < kinds.index("state")
    changed = [[index, page[0]] for index, page in enumerate(value["pages"]) if page not in before["pages"]]
    assert ahead[0] == changed[0]  # the same page in the end
    assert desk.send("GET", f"{ISSUE}/pages/{ahead[0][1]}/400.jpg").status == 200
    assert save(desk, text) == 204
    desk.next_state(value["finished"])


def test_a_change_on_disk_is_seen_too(desk: RunningDesk) -> None:
    before = desk.next_state()
    path = desk.root / "issues/hao/2024/01/articles/dengta.md"
    text = path.read_text(encoding="utf-8")
    tag = desk.send("GET", ARTICLE).headers["etag"]
    path.write_text(text.replace("\n\n", "\n\n有人在别处写了这句。\n\n", 2), encoding="utf-8")
    after = desk.next_state(before["finished"])
    assert after["pages"] != before["pages"]
    answer = desk.send("PUT", ARTICLE, text.encode(), If_Match=tag)
    assert answer.status == 409
    assert ["-", "有人在别处写了这句。"] in [[kind, line[:10]] for kind, line in answer.json["rows"]]
    assert "有人在别处写了这句。" in path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    desk.next_state(after["finished"])


def test_pages_are_drawn_once_and_for_ever(desk: RunningDesk) -> None:
    digest, width, height, _label = desk.next_state()["pages"][1]
    address = f"{ISSUE}/pages/{digest}/400.jpg"
    answer = desk.send("GET", address)
    assert "immutable" in answer.headers["cache-control"]
    with Image.open(BytesIO(answer.body)) as picture:
        assert picture.width == 400
        assert picture.height / picture.width == pytest.approx(height / width, abs=0.01)
        assert len(picture.convert("L").getcolors() or []) > 20  # not white
    assert desk.send("GET", address, If_None_Match=answer.headers["etag"]).status == 304
    for wrong in (f"{'0' * 32}/400", f"{digest}/401", f"{digest}/99999999", f"{digest[:-1]}/400", "x/400"):
        assert desk.send("GET", f"{ISSUE}/pages/{wrong}.jpg").status == 404


def test_pages_and_sources_lead_to_one_another(desk: RunningDesk) -> None:
    desk.next_state()
    lines = desk.send("GET", ARTICLE).body.decode().split("\n")
    number = next(number for number, line in enumerate(lines, 1) if number > 12 and len(line) > 20)
    place = desk.send("GET", f"{ISSUE}/page-place/articles/dengta.md?line={number}&column=3").json
    found = desk.send("GET", f"{ISSUE}/source-place?page={place['page']}&x={place['x']}&y={place['y']}").json
    assert (found["file"], found["line"]) == ("articles/dengta.md", number)
    assert desk.send("GET", f"{ISSUE}/page-place/articles/nowhere.md?line=1&column=0").json is None
    assert desk.send("GET", f"{ISSUE}/source-place?page=nan&x=0&y=0").json is None


def test_a_draft_of_the_flatplan_is_told_and_not_written(desk: RunningDesk) -> None:
    desk.next_state()
    plan = desk.send("GET", f"{ISSUE}/flatplan/plan").json
    count = len(plan["pages"])
    assert plan["press"] == {"multiple": 4, "sheet": 16, "blanks": -count % 4, "at": count}
    assert [page["label"] for page in plan["pages"]][:3] == ["1", "2", "3"]
    assert {page["starts"] for page in plan["pages"]} <= {"", "recto", "verso"}
    order = [[0, [[0, 1]]], [1, [[1, 0], [0, 0]]]]
    draft = draft_of(desk, {"text": plan["text"], "order": order})
    assert draft.status == 200
    before, after = (
        {each["file"]: each["folios"] for section in found["sections"] for each in section["articles"]}
        for found in (plan, draft.json)
    )
    assert after["articles/duanxin.md"][0] < before["articles/duanxin.md"][0]
    assert after["articles/dengta.md"][0] > before["articles/dengta.md"][0]
    assert desk.send("GET", f"{ISSUE}/pages/{draft.json['pages'][-1]['digest']}/200.jpg").status == 200
    held = draft_of(desk, {"text": plan["text"], "place": [0, 0], "held": True}).json
    entry = held["sections"][0]["articles"][0]
    assert (entry["held"], entry["title"], entry["folios"], entry["pages"]) == (True, "一封来信：夜里的灯", [], [])
    assert held["sections"][0]["articles"][1]["folios"][0] < before["articles/duanxin.md"][0]
    assert draft_of(desk, {"text": held["text"], "place": [0, 0], "held": False}).json["text"] == plan["text"]
    assert (desk.root / "issues/hao/2024/01/issue.yaml").read_text(encoding="utf-8") == plan["text"]
    assert desk.send("GET", f"{ISSUE}/flatplan/plan").json == plan


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"[" * 9000, b'{"text": 1}', b'{"text": "a", "order": 3}', b'{"text": "a", "order": [[["x"]]]}',
        b'{"text": "a: b", "order": []}', b'{"text": "", "place": [0, -1], "status": ""}', b"\xff",
        b'{"text": "a: b", "place": [0, 0], "held": 1}', b'{"text": "a: b", "place": [0, 0]}',
    ],
)  # fmt: skip
def test_what_is_no_draft_is_refused(desk: RunningDesk, body: bytes) -> None:
    assert desk.send("POST", f"{ISSUE}/flatplan/draft", body).status == 422


def draft_of(desk: RunningDesk, wanted: object) -> Answer:
    """What the desk makes of a draft."""
    return desk.send("POST", f"{ISSUE}/flatplan/draft", json.dumps(wanted).encode())


NAMES = st.one_of(
    st.sampled_from(["issue.yaml", "articles/dengta.md", "..", ".", "", "a/..//b", "%00", "\\", "~", "issue.yaml/"]),
    st.text(max_size=40),
)
PATHS = st.one_of(
    st.builds("{}/files/{}".format, st.just(ISSUE), NAMES),
    st.builds("{}/page-place/{}?line={}&column={}".format, st.just(ISSUE), NAMES, NAMES, st.floats()),
    st.builds("{}/source-place?page={}&x={}&y={}".format, st.just(ISSUE), st.floats(), st.floats(), NAMES),
    st.builds("{}/pages/{}/{}.jpg".format, st.just(ISSUE), NAMES, NAMES),
    st.builds("{}/manuscripts/{}/doubts/{}".format, st.just(ISSUE), NAMES, NAMES),
    st.builds("{}/manuscripts?name={}&section={}".format, st.just(ISSUE), NAMES, NAMES),
    st.builds("{}/pictures/{}/{}".format, st.just(ISSUE), NAMES, st.sampled_from(["small", "insert", "remove", "x"])),
    st.builds("{}/pictures?name={}".format, st.just(ISSUE), NAMES),
    st.builds("{}/figures/{}".format, st.just(ISSUE), NAMES),
    st.builds("{}/check/{}".format, st.just(ISSUE), st.sampled_from(["accept", "remedies", "mend", "pages", "x"])),
    st.builds("{}/comments/{}".format, st.just(ISSUE), NAMES),
    st.builds("{}/versions/{}".format, st.just(ISSUE), st.sampled_from(["state", "report", "approve", "proof/0", "x"])),
    st.builds("{}/versions/{}".format, st.just(ISSUE), st.sampled_from(["compare", "proof/-1", "proof/" + "9" * 30])),
    st.builds("{}/make/x{}".format, st.just(ISSUE), NAMES),
    st.builds("{}/{}/{}".format, st.just(ISSUE), st.sampled_from(["made", "made-offprints", "made-of-year"]), NAMES),
    st.builds("{}/settings/{}".format, st.just(ISSUE), NAMES),
    st.sampled_from(["/new/issue", "/new/publication"]),
    st.builds("/issues/{}/{}/{}".format, NAMES, NAMES, NAMES),
    st.just(f"{ISSUE}/flatplan/draft"),
    st.builds("/removed/{}".format, NAMES),
    st.builds("/static/{}".format, NAMES),
    st.builds("/{}".format, NAMES),
)


VALUES = st.one_of(
    NAMES, st.integers(-9, 9**9), st.none(), st.just({}), st.just({"crop": "3:2", "alt": "\n"}), st.floats(),
    st.sampled_from(["text", "pages", "press", "2024-13-01", "2024-01-01", "0" * 64, ["x"], [["x"]], [0], "\ud800"]),
)  # fmt: skip
FIELDS = st.sampled_from([
    "how", "level", "index", "changes", "file", "line", "alt", "why", "ids", "tags", "page", "text", "x", "y", "who",
    "origin", "expires", "edition", "digest", "order", "place", "status", "held", "state", "folder", "name", "year",
    "number",
])  # fmt: skip
HEADERS = st.dictionaries(
    st.sampled_from(["Accept_Language", "Content_Type", "Range", "If_None_Match", "Cookie", "Origin", "Host", "X"]),
    st.one_of(
        st.sampled_from(
            ["bytes=9-1", "kanben-desk-1=", "null", "[::1]:x", "multipart/form-data; boundary=", "zh;q=nan"]
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=30),
    ),
    max_size=2,
)
BODIES = st.one_of(
    st.binary(max_size=60),
    st.dictionaries(FIELDS, VALUES, max_size=5).map(lambda fields: json.dumps(fields).encode()),
)


@given(
    method=st.sampled_from(["GET", "PUT", "HEAD", "POST", "DELETE", "OPTIONS"]),
    path=PATHS,
    safe=st.sampled_from(["/", "/%?&=", "/?&=:"]),
    body=BODIES,
    tag=st.sampled_from([None, "", '"x"', "W/x", "\u00ff"]),
    headers=HEADERS,
)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_request_is_an_error_of_the_server(
    desk: RunningDesk, method: str, path: str, safe: str, body: bytes, tag: str | None, headers: dict[str, str]
) -> None:
    path = quote(path, safe=safe, encoding="utf-8", errors="surrogatepass") or "/"
    try:
        answer = desk.send(method, path, body, If_Match=tag, **headers)
    except http.client.RemoteDisconnected:
        return  # no HTTP
    assert answer.status < 500, (method, path)
    assert sorted(each.name for each in desk.root.parent.iterdir()) == [desk.root.name]


def post(desk: RunningDesk, path: str, **fields: object) -> Answer:
    """Send *fields* to a place of the issue."""
    return desk.send("POST", f"{ISSUE}/{path}", json.dumps(fields).encode())


def approval_of(desk: RunningDesk) -> dict[str, Any]:
    """How it stands with the reading edition."""
    state: dict[str, Any] = desk.send("GET", f"{ISSUE}/versions/state").json["reading"]
    return state


def test_a_version_is_approved_as_it_is_and_no_other(desk: RunningDesk) -> None:
    assert desk.send("POST", f"{ISSUE}/make/reading").status == 202
    making = next(value for kind, value in desk.events() if kind == "making" and value["outcome"])
    assert (making["outcome"], making["problems"]) == ("done", [])
    state = approval_of(desk)
    assert (state["current"], state["approved"]) == (True, False)
    assert post(desk, "versions/approve", edition="reading", digest=state["digest"], why=" ").status == 422
    assert post(desk, "versions/approve", edition="none", digest=state["digest"], why="付印").status == 422
    assert post(desk, "versions/approve", edition="reading", digest="0" * 64, why="付印").status == 422
    approved = post(desk, "versions/approve", edition="reading", digest=state["digest"], why="付印", who="李某").json[
        "reading"
    ]
    assert approved["approved"]
    assert [(each["who"], each["why"]) for each in approved["approvals"]] == [("李某", "付印")]

    # A proof is another file; the edition stays what was approved.
    assert post(desk, "versions/proof/4").status == 404
    name = post(desk, "versions/proof/2").json["name"]
    proof = desk.send("GET", f"{ISSUE}/made/{name}").body
    with pypdfium2.PdfDocument(proof) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    assert all("二校" in text for text in texts)
    assert approval_of(desk)["approved"]

    # A byte more, and it is no longer approved.
    file = desk.root / "out" / ISSUE.removeprefix("/issues/") / "hao-2024-01.pdf"
    data = file.read_bytes()
    file.write_bytes(data + b"\n")
    assert not approval_of(desk)["approved"]
    file.write_bytes(data)
    report = desk.send("GET", f"{ISSUE}/versions/report")
    assert report.status == 404


def test_a_comment_moves_with_its_words(desk: RunningDesk) -> None:
    text = desk.send("GET", ARTICLE).body.decode()
    number = next(number for number, line in enumerate(text.split("\n"), 1) if number > 12 and len(line) > 20)
    state = desk.next_state()
    place = desk.send("GET", f"{ISSUE}/page-place/articles/dengta.md?line={number}&column=3").json
    made = post(desk, "comments", page=place["page"], x=place["x"], y=place["y"], text="核实").json[0]
    assert (made["file"], made["line"], made["y"]) == (
        "articles/dengta.md",
        number,
        pytest.approx(place["y"], abs=0.01),
    )
    assert save(desk, text.replace("\n\n", "\n\n新的一段。\n\n", 2)) == 204
    desk.next_state(state["finished"])
    moved = desk.send("GET", f"{ISSUE}/comments").json[0]
    assert (moved["line"], moved["gone"]) == (number + 4, False)
    assert (moved["page"], moved["y"]) > (made["page"], made["y"])
    assert post(desk, f"comments/{made['id']}", state="resolved").json[0]["state"] == "resolved"
    for wrong in ({"page": 99}, {"page": 0, "x": 2, "y": 0}, {"page": 0, "x": 0, "y": 0, "text": "\u202e"}):
        assert post(desk, "comments", **{"text": "a", **wrong}).status == 422
