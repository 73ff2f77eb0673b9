"""A desk that other computers reach: who knows the password is let in, and nobody else."""

import socket
import threading
import time
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from pipeline.desk.password import Password
from pipeline.desk.serving import DeskRequest, make_server, open_desk
from pipeline.desk.workspace import open_workspace
from pipeline.errors import UsageError
from tests.desk.running_desk import ISSUE, TOKEN, Answer, RunningDesk
from tests.workspaces import good_workspace

WORD = "潮水来得很早"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A desk with a password; nothing is laid out."""
    root = good_workspace(tmp_path_factory.mktemp("password"))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(10)
        server = make_server(open_workspace(root), listener, TOKEN, Password(WORD, pause=0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield RunningDesk(listener.getsockname()[1], root)
        server.should_exit = True
        thread.join(timeout=15)


def enter(desk: RunningDesk, word: str, **headers: str | None) -> Answer:
    """Send the form of the password."""
    return desk.send("POST", "/password", urlencode({"password": word}).encode(), Cookie=None, **headers)


def test_who_knows_it_is_let_in(desk: RunningDesk) -> None:
    asked = desk.send("GET", ISSUE, Cookie=None)
    assert asked.status == 403
    assert 'type="password"' in asked.body.decode()
    assert asked.headers["referrer-policy"] == "same-origin"  # else a browser would not tell that the form is ours
    answer = enter(desk, WORD)
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert f"{TOKEN}; " in answer.headers["set-cookie"]


@pytest.mark.parametrize(
    ("word", "headers", "status"),
    [
        (WORD[:-1], {}, 403), ("", {}, 403), (TOKEN, {}, 403), ("\ud800", {}, 403), ("长" * 2000, {}, 413),
        (WORD, {"Origin": "http://evil.example"}, 403), (WORD, {"Origin": "null"}, 403), (WORD, {"Origin": None}, 403),
        (WORD, {"Sec_Fetch_Site": "cross-site"}, 403), (WORD, {"Host": "evil.example"}, 421),
    ],
)  # fmt: skip
def test_nobody_else_is(desk: RunningDesk, word: str, headers: dict[str, str | None], status: int) -> None:
    answer = desk.send(
        "POST", "/password", urlencode({"password": word}, errors="surrogatepass").encode(), Cookie=None, **headers
    )
    assert answer.status == status
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("host", "password"), [("192.0.2.1", ""), ("192.0.2.1", "kurz"), ("0.0.0.0", WORD * 2), ("desk.example", WORD * 2)]
)
def test_no_desk_is_open_to_all(desk: RunningDesk, host: str, password: str) -> None:
    with pytest.raises(UsageError):
        open_desk(DeskRequest(workspace=desk.root, opens_browser=False, host=host, password=password), print)
