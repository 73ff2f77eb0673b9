"""Who may speak with the desk: the page of this very desk, in a browser that was given its address, and nobody else.

Any web site that is open in the same browser can send requests to 127.0.0.1, and any name can be made to lead there.
Each request is therefore judged, streams among them: by the host it was sent to, by the page that it comes from, by the
token that was printed with the address and has been a cookie since. What is refused is not handed on.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.desk.password import PATH, Password, ask_for_password
from pipeline.i18n import _

TOKEN = "token"
HOST = "127.0.0.1"
_OWN_NAMES = (HOST, "localhost", "[::1]")
_READING = frozenset({"GET", "HEAD"})
_OWN_SITES = frozenset({"same-origin", "none"})  # none: the address was typed, or opened by another program
_MOST_BODY, _MOST_UPLOAD = 9 << 20, 64 << 20  # bytes: a text of the largest size; a manuscript, a picture
_MOST_PASSWORD = 4_000
_MOST_DIGITS = 10
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class TooLargeError(Exception):
    """The body of a request is larger than any that the desk asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Hands requests on to *app* that come from the desk on *port* of *host*, to whoever has its *token*.

    With a *password*, who knows it is given the token.
    """

    app: ASGIApp
    port: int
    token: str = field(repr=False)
    host: str = HOST
    password: Password | None = field(default=None, repr=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge, then hand on; everything that is answered has the headers that hold the page to itself."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce
        refusal = self._refuse_foreign(scope)
        if refusal is None and self.password is not None and (scope["method"], scope["path"]) == ("POST", PATH):
            refusal = await self._let_in(Request(scope, _bound_body(receive, _MOST_PASSWORD)), self.password)
        if refusal is None:
            refusal = self._ask_for_token(scope)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send, nonce))
            return
        await self.app(scope, _bound_body(receive, _find_limit(scope)), _with_headers(send, nonce))

    @property
    def hosts(self) -> frozenset[str]:
        """The names that this computer has for itself, with the port; where others reach it, its address alone."""
        names = _OWN_NAMES if self.host == HOST else (f"[{self.host}]" if ":" in self.host else self.host,)
        return frozenset(f"{name}:{self.port}" for name in names)

    @property
    def cookie(self) -> str:
        """The name of the cookie: cookies are shared by all ports."""
        return f"kanben-desk-{self.port}"

    def _refuse_foreign(self, scope: Scope) -> Response | None:
        """The answer to a request that comes from elsewhere, or is too large."""
        hosts, origins = _values(scope, b"host"), _values(scope, b"origin")
        sites = _values(scope, b"sec-fetch-site")
        if len(hosts) != 1 or hosts[0].lower() not in self.hosts:
            return PlainTextResponse(_("This is not the address of the desk."), 421)
        own = f"http://{hosts[0].lower()}"
        is_reading = scope["method"] in _READING
        if any(origin.lower() != own for origin in origins) or len(origins) > 1 or (not is_reading and not origins):
            return _forbid()
        if any(site not in _OWN_SITES for site in sites) or (not is_reading and "none" in sites):
            return _forbid()
        if not all(_is_bounded(length, _find_limit(scope)) for length in _values(scope, b"content-length")):
            return refuse_size()
        return None

    async def _let_in(self, request: Request, password: Password) -> Response:
        try:
            is_right = await password.is_sent_by(request)
        except TooLargeError:
            return refuse_size()
        return self._give_token("/") if is_right else ask_for_password(was_wrong=True)

    def _give_token(self, address: str) -> Response:
        answer = RedirectResponse(address, 303)
        answer.set_cookie(self.cookie, self.token, httponly=True, samesite="strict", path="/")
        return answer

    def _ask_for_token(self, scope: Scope) -> Response | None:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == TOKEN]
        if given and scope["method"] == "GET" and self._is_token(given[0]):
            rest = urlencode([pair for pair in query if pair[0] != TOKEN])
            path = "/" + scope["path"].lstrip("/\\")
            return self._give_token(path + (f"?{rest}" if rest else ""))
        if any(self._is_token(value) for value in _cookies(scope, self.cookie)):
            return None
        if self.password is not None:
            return ask_for_password()
        return PlainTextResponse(_("Open the address that “kanben desk” has printed: it lets you in."), 403)

    def _is_token(self, value: str) -> bool:
        return secrets.compare_digest(value.encode("utf-8", "surrogatepass"), self.token.encode())


def refuse_size() -> Response:
    """The answer to a request with a body that is too large."""
    return PlainTextResponse(_("This is larger than anything the desk takes."), 413)


def _find_limit(scope: Scope) -> int:
    """How many bytes the body of a request may have: what is put is a text, what is posted may be a file."""
    return _MOST_UPLOAD if scope["method"] == "POST" else _MOST_BODY


def _is_bounded(length: str, most: int) -> bool:
    return length.isascii() and length.isdigit() and len(length) < _MOST_DIGITS and int(length) <= most


def _forbid() -> Response:
    return PlainTextResponse(_("Another page has asked for this; only the desk's own pages may."), 403)


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def _cookies(scope: Scope, name: str) -> Iterable[str]:
    for header in _values(scope, b"cookie"):
        try:
            found = SimpleCookie(header).get(name)
        except CookieError:
            continue
        if found is not None:
            yield found.value


def _bound_body(receive: Receive, most: int) -> Receive:
    """*receive*, of a body that is told no longer than it may be, whatever its length was said to be."""
    count = 0

    async def receive_bounded() -> Message:
        nonlocal count
        message = await receive()
        count += len(message.get("body", b""))
        if count > most:
            raise TooLargeError
        return message

    return receive_bounded


def _with_headers(send: Send, nonce: str) -> Send:
    """*send*, with the headers of every answer."""

    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            usual = {"Content-Security-Policy": _POLICY.format(nonce=nonce), "Cache-Control": "no-store", **_HEADERS}
            given = list(message.get("headers", ()))
            names = {name.lower() for name, _value in given}
            own = {name: value for name, value in usual.items() if name.lower().encode() not in names}
            message["headers"] = given + [(name.lower().encode(), value.encode()) for name, value in own.items()]
        await send(message)

    return send_with_headers
