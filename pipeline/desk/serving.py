"""Opening the desk: a port of this computer, a token, one desk for a workspace, and an end by Ctrl-C."""

import fcntl
import ipaddress
import os
import secrets
import socket
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn

from pipeline.desk.app import make_app
from pipeline.desk.gate import HOST, TOKEN
from pipeline.desk.password import LEAST, Password
from pipeline.desk.workspace import DeskWorkspace, open_workspace
from pipeline.errors import FileAccessError, Problem, UsageError
from pipeline.i18n import _

_MOST_CONNECTIONS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskRequest:
    """What is wanted: the *workspace* folder, the *port* (0: any that is free), and whether a browser is opened.

    *host*: the address of this computer that it listens on; other computers reach any but 127.0.0.1, with *password*.
    """

    workspace: Path
    port: int = 0
    opens_browser: bool = True
    host: str = HOST
    password: str = field(default="", repr=False)


def open_desk(request: DeskRequest, tell: Callable[[str], None]) -> None:
    """Serve the desk until interrupted; *tell* is told its address once it can be opened.

    Raises UsageError for a folder that is no workspace, a port that is taken, or an address that can't be listened on,
    FileAccessError where another desk has the workspace.
    """
    workspace = open_workspace(request.workspace)
    _require_password(request)
    with _hold(workspace.root), _listen(request.host, request.port) as listener:
        name = f"[{request.host}]" if ":" in request.host else request.host
        address = f"http://{name}:{listener.getsockname()[1]}/"
        token = secrets.token_urlsafe(32)
        tell(f"{address}?{TOKEN}={token}")
        if request.opens_browser:
            webbrowser.open(f"{address}?{TOKEN}={token}")
        with suppress(KeyboardInterrupt):  # the way to end it
            password = Password(request.password) if request.password else None
            make_server(workspace, listener, token, password).run(sockets=[listener])


def make_server(
    workspace: DeskWorkspace, listener: socket.socket, token: str, password: Password | None = None
) -> uvicorn.Server:
    """The server of *workspace* for who comes to *listener* with *token*, or *password*."""
    host, port = listener.getsockname()[:2]
    config = uvicorn.Config(
        make_app(workspace, port, token, host, password),
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


def _require_password(request: DeskRequest) -> None:
    """Raise UsageError where other computers would reach a desk that asks for nothing, or one of unknown names."""
    try:
        address = ipaddress.ip_address(request.host)
    except ValueError:
        address = None
    if address is None or address.is_unspecified or address.is_multicast:
        hint = _("Name one address of this computer in figures, such as 192.168.1.20.")
        raise UsageError(Problem(_("The desk cannot listen on “{host}”.").format(host=request.host), hint=hint))
    if request.host != HOST and len(request.password) < LEAST:
        message = _("A desk that other computers reach needs a password of {count} characters at least.")
        raise UsageError(Problem(message.format(count=LEAST)))


@contextmanager
def _listen(host: str, port: int) -> Iterator[socket.socket]:
    """A socket on *host*, an address of this computer. Raises UsageError where it or *port* can't be had."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(_MOST_CONNECTIONS)
        except OSError as error:
            message = _("The port {port} cannot be had: {reason}.").format(port=port, reason=error.strerror)
            raise UsageError(Problem(message, hint=_("Name another one with --port, or none."))) from error
        yield listener
    finally:
        listener.close()
