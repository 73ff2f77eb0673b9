"""Opening the desk: a port of this computer, a token, one desk for a workspace, and an end by Ctrl-C."""

import fcntl
import os
import secrets
import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from pipeline.desk.app import make_app
from pipeline.desk.gate import TOKEN
from pipeline.desk.workspace import DeskWorkspace, open_workspace
from pipeline.errors import FileAccessError, Problem, UsageError
from pipeline.i18n import _

HOST = "127.0.0.1"
_MOST_CONNECTIONS = 100


@dataclass(frozen=True, slots=True)
class DeskRequest:
    """What is wanted: the *workspace* folder, the *port* (0: any that is free), and whether a browser is opened."""

    workspace: Path
    port: int = 0
    opens_browser: bool = True


def open_desk(request: DeskRequest, tell: Callable[[str], None]) -> None:
    """Serve the desk until interrupted; *tell* is told its address once it can be opened.

    Raises UsageError for a folder that is no workspace or a port that is taken, FileAccessError where another desk has
    the workspace.
    """
    workspace = open_workspace(request.workspace)
    with _hold(workspace.root), _listen(request.port) as listener:
        address = f"http://{HOST}:{listener.getsockname()[1]}/"
        token = secrets.token_urlsafe(32)
        tell(f"{address}?{TOKEN}={token}")
        if request.opens_browser:
            webbrowser.open(f"{address}?{TOKEN}={token}")
        with suppress(KeyboardInterrupt):  # the way to end it
            make_server(workspace, listener, token).run(sockets=[listener])


def make_server(workspace: DeskWorkspace, listener: socket.socket, token: str) -> uvicorn.Server:
    """The server of *workspace* for who comes to *listener* with *token*."""
    config = uvicorn.Config(
        make_app(workspace, listener.getsockname()[1], token),
        http="h11",
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=1,  # second: streams have no end of their own
        proxy_headers=False,
    )
    return uvicorn.Server(config)


@contextmanager
def _hold(workspace: Path) -> Iterator[None]:
    """Keep other desks from *workspace*, by a lock that ends with this process. Raises FileAccessError."""
    folder = os.open(workspace, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(folder)
        message = _("Another desk has this workspace open.")
        raise FileAccessError(Problem(message, workspace, hint=_("Go on there, or stop it with Ctrl-C."))) from error
    try:
        yield
    finally:
        os.close(folder)


@contextmanager
def _listen(port: int) -> Iterator[socket.socket]:
    """A socket of this computer that nobody else reaches. Raises UsageError where *port* is taken."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen(_MOST_CONNECTIONS)
        except OSError as error:
            message = _("The port {port} cannot be had: {reason}.").format(port=port, reason=error.strerror)
            raise UsageError(Problem(message, hint=_("Name another one with --port, or none."))) from error
        yield listener
    finally:
        listener.close()
