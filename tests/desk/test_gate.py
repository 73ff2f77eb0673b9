"""Requests that other pages, other computers and other programs may send: only the desk's own page is answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.running_desk import ISSUE, TOKEN, RunningDesk, running_desk
from tests.workspaces import good_workspace

FILE = f"{ISSUE}/files/issue.yaml"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk on the good workspace; no issue is opened."""
    with running_desk(good_workspace(tmp_path_factory.mktemp("gate"))) as made:
        yield made


def test_the_own_page_is_answered(desk: RunningDesk) -> None:
    answer = desk.send("GET", "/")
    assert answer.status == 200
    assert "/issues/hao/2024/01" in answer.body.decode()


def test_the_printed_address_lets_in(desk: RunningDesk) -> None:
    answer = desk.send("GET", f"/?token={TOKEN}&a=1", Cookie=None, Sec_Fetch_Site="none")
    assert (answer.status, answer.headers["location"]) == (303, "/?a=1")
    cookie = answer.headers["set-cookie"]
    assert TOKEN in cookie
    assert "httponly" in cookie.lower()
    assert "samesite=strict" in cookie.lower()


def test_what_is_after_the_token_leads_nowhere_else(desk: RunningDesk) -> None:
    answer = desk.send("GET", f"//evil.example/?token={TOKEN}", Cookie=None)
    assert answer.headers["location"] == "/evil.example/"


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"])
def test_names_of_this_computer_are_its_own(desk: RunningDesk, name: str) -> None:
    host = f"{name}:{desk.port}"
    assert desk.send("GET", "/", Host=host, Origin=f"http://{host}").status == 200


FOREIGN_HOSTS = ["evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example:{port}", "0.0.0.0:{port}", ""]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_other_names_are_refused(desk: RunningDesk, host: str) -> None:
    """A name that an attacker has made to lead to 127.0.0.1 (DNS rebinding) is another host."""
    assert desk.send("GET", "/", Host=host.format(port=desk.port)).status in (400, 421)


HOSTILE = [
    ("GET", "/", {"Cookie": None}),
    ("GET", "/", {"Cookie": "kanben-desk-1=" + TOKEN}),
    ("GET", "/?token=wrong", {"Cookie": None}),
    ("GET", f"/?token={TOKEN}", {"Cookie": None, "Sec_Fetch_Site": "cross-site"}),
    ("GET", "/", {"Sec_Fetch_Site": "cross-site"}),
    ("GET", "/", {"Sec_Fetch_Site": "same-site"}),
    ("GET", "/", {"Origin": "null"}),
    ("GET", "/", {"Origin": "http://evil.example"}),
    ("GET", f"{ISSUE}/events", {"Sec_Fetch_Site": "cross-site"}),
    ("GET", f"{ISSUE}/events", {"Origin": "http://evil.example"}),
    ("GET", f"{ISSUE}/events", {"Cookie": None}),
    ("GET", FILE, {"Cookie": None}),
    ("GET", "/static/desk.css", {"Cookie": None}),
    ("PUT", FILE, {"Origin": "http://evil.example"}),
    ("PUT", FILE, {"Origin": "null"}),
    ("PUT", FILE, {"Origin": None}),
    ("PUT", FILE, {"Origin": "https://127.0.0.1:{port}"}),
    ("PUT", FILE, {"Origin": "http://127.0.0.1"}),
    ("PUT", FILE, {"Origin": "http://localhost:{port}"}),
    ("PUT", FILE, {"Sec_Fetch_Site": "cross-site"}),
    ("PUT", FILE, {"Sec_Fetch_Site": "none"}),
    ("PUT", FILE, {"Cookie": None}),
    *[
        ("POST", f"{ISSUE}/{path}", {"Origin": "http://evil.example", "Sec_Fetch_Site": "cross-site"})
        for path in (
            "manuscripts?name=a.docx&section=a",
            "manuscripts/a/doubts/b",
            "pictures?name=a.png",
            "pictures/a.png/insert",
            "figures/articles/dengta.md",
            "check/accept",
            "check/mend",
            "remove",
            "pictures/cover.svg/remove",
            "flatplan/article",
            "comments",
            "comments/00000000",
            "versions/approve",
            "versions/compare",
            "versions/proof/1",
        )
    ],
    ("POST", "/removed/1", {"Origin": "http://evil.example", "Sec_Fetch_Site": "cross-site"}),
    ("POST", f"/?token={TOKEN}", {"Cookie": None, "Sec_Fetch_Site": None}),
    ("POST", "/", {"Origin": "http://evil.example", "Sec_Fetch_Site": "cross-site"}),
]


@pytest.mark.parametrize(("method", "path", "headers"), HOSTILE)
def test_what_others_send_is_refused(desk: RunningDesk, method: str, path: str, headers: dict[str, str | None]) -> None:
    headers = {name: value and value.format(port=desk.port) for name, value in headers.items()}
    before = (desk.root / "issues/hao/2024/01/issue.yaml").read_bytes()
    assert desk.send(method, path, b"x" if method != "GET" else b"", **headers).status == 403
    assert (desk.root / "issues/hao/2024/01/issue.yaml").read_bytes() == before


def test_bodies_are_bounded(desk: RunningDesk) -> None:
    for length in ("10000000", "9" * 300, "-1", "1e3"):
        assert desk.send("PUT", FILE, Content_Length=length, If_Match="x").status in (400, 413)


def test_answers_hold_the_page_to_itself(desk: RunningDesk) -> None:
    for path in ("/", "/static/desk.css", "/nowhere"):
        headers = desk.send("GET", path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert "frame-ancestors 'none'" in policy
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    refused = desk.send("GET", "/", Cookie=None)
    assert "default-src 'none'" in refused.headers["content-security-policy"]


def test_pages_have_no_script_of_their_own(desk: RunningDesk) -> None:
    """All scripts are files; what stands in the page is JSON that nothing runs."""
    folder = Path(__file__).parents[2] / "pipeline/desk/templates"
    templates = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert templates.count("<script") == templates.count('<script type="application/json"') + templates.count(
        '<script type="module" src="/static/'
    )
    assert "style=" not in templates
    assert "onclick" not in templates


@pytest.mark.parametrize(
    "name",
    [
        "..%2f..%2f..%2f..%2f..%2fsecret.md", "%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret.md", "..%5c..%5csecret.md",
        "%252e%252e%252fsecret.md", "articles%2f..%2fissue.yaml", "%c0%ae%c0%ae/secret.md", "articles/dengta.md%00.md",
        "%2fetc%2fpasswd", "linked.md", "folder/secret.md", "articles/%E2%80%AEdm.x",
    ],
)  # fmt: skip
def test_no_address_leads_out_of_the_issue(desk: RunningDesk, name: str) -> None:
    secret = desk.root.parent / "secret.md"
    secret.write_text("secret", encoding="utf-8")
    issue = desk.root / ISSUE[1:]
    for link, target in (("linked.md", secret), ("folder", secret.parent)):
        if not (issue / link).is_symlink():
            (issue / link).symlink_to(target)
    for method, path in (("GET", "files"), ("PUT", "files"), ("GET", "made"), ("POST", "figures")):
        answer = desk.send(method, f"{ISSUE}/{path}/{name}", b"x" if method == "PUT" else b"{}", If_Match='"x"')
        assert answer.status in (404, 405, 422), (method, path)
        assert b"secret" not in answer.body.replace(b"secret.md", b"")
    assert desk.send("GET", f"/static/{name}").status == 404
    assert secret.read_text(encoding="utf-8") == "secret"


def test_a_text_is_saved_over_what_it_began_with_only(desk: RunningDesk) -> None:
    before = (desk.root / FILE[1:].replace("files/", "")).read_bytes()
    assert desk.send("PUT", FILE, b"x").status == 428
    refused = desk.send("PUT", FILE, b"x", If_Match='"0123"')
    assert (refused.status, refused.json["text"].encode()) == (409, before)
    assert (desk.root / FILE[1:].replace("files/", "")).read_bytes() == before


def test_a_socket_of_the_web_is_refused(desk: RunningDesk) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Key": "eA==",
        "Sec_WebSocket_Version": "13",
    }
    assert desk.send("GET", f"{ISSUE}/events", Origin="http://evil.example", **upgrade).status == 403
