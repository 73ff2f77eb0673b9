"""A desk that is served while a module of tests runs, and what browsers and others may send to it."""

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.desk.gate import HOST
from pipeline.desk.serving import make_server
from pipeline.desk.workspace import open_workspace

TOKEN = "a-token-of-the-tests"
ISSUE = "/issues/hao/2024/01"


@dataclass(frozen=True)
class Answer:
    """What the desk answers."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class RunningDesk:
    """A desk on *port*, with the workspace *root*, that lets in who has the *token*."""

    port: int
    root: Path
    token: str = TOKEN

    @property
    def origin(self) -> str:
        """The address without a path."""
        return f"http://{HOST}:{self.port}"

    @property
    def cookie(self) -> str:
        """What a browser sends that was let in."""
        return f"kanben-desk-{self.port}={self.token}"

    def send(self, method: str, path: str, body: bytes = b"", **headers: str | None) -> Answer:
        """Send a request as the desk's own page does; *headers* (with _ for -) are changed, or left out if None."""
        own = {"Host": f"{HOST}:{self.port}", "Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"}
        if method not in ("GET", "HEAD"):
            own["Origin"] = self.origin
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in {**own, **given}.items() if value is not None}
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in sent.items():
                connection.putheader(name, value)
            if body or method == "PUT":
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body or None)
            found = connection.getresponse()
            return Answer(found.status, {key.lower(): value for key, value in found.getheaders()}, found.read())
        finally:
            connection.close()

    def events(self) -> Iterator[tuple[str, Any]]:
        """The events of the issue, as they come."""
        connection = http.client.HTTPConnection(HOST, self.port, timeout=60)
        connection.request("GET", f"{ISSUE}/events", headers={"Cookie": self.cookie})
        kind = ""
        try:
            stream = connection.getresponse()
            while line := stream.readline().decode().strip("\n"):
                yield_now = line.startswith("data: ")
                if line.startswith("event: "):
                    kind = line.removeprefix("event: ")
                if yield_now:
                    yield kind, json.loads(line.removeprefix("data: "))
                    stream.readline()
        finally:
            connection.close()

    def next_state(self, after: int = 0) -> dict[str, Any]:
        """The state of the issue, once it was laid out more often than *after*."""
        return next(value for kind, value in self.events() if kind == "state" and value["finished"] > after)


@contextmanager
def running_desk(root: Path) -> Iterator[RunningDesk]:
    """A desk on the workspace *root*, until the block ends."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.bind((HOST, 0))
        listener.listen(100)
        server = make_server(open_workspace(root), listener, TOKEN)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            yield RunningDesk(listener.getsockname()[1], root)
        finally:
            server.should_exit = True
            thread.join(timeout=15)
            assert not thread.is_alive()
