"""Pages of HTML from templates, and the files that they load."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from pipeline.desk.wording import words
from pipeline.errors import KanbenError

_HOME = Path(__file__).parent
_UNREADABLE = 422
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def render(request: Request, template: str, **values: Any) -> Response:
    """The page of *template* with *values*, in the user's language."""
    nonce = request.scope["state"]["nonce"]
    html = _templates().get_template(template).render(words=words(), nonce=nonce, **values)
    return HTMLResponse(html)


def refuse_missing() -> Response:
    """The answer where there is nothing."""
    return PlainTextResponse(words()["missing"], 404)


def tell(text: str, status: int) -> Response:
    """The answer to what can't be done: why, in a sentence."""
    return PlainTextResponse(text, status)


def tell_error(error: KanbenError) -> Response:
    """The answer to what can't be done with the content."""
    return tell("\n".join(problem.text for problem in error.problems), _UNREADABLE)


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(_HOME / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _read_static_files() -> dict[str, tuple[bytes, str, str]]:
    """The files that pages load: content, type, entity tag."""
    files = {}
    for path in sorted((_HOME / "static").rglob("*")):
        if path.suffix in _TYPES:
            data = path.read_bytes()
            tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
            files[str(path.relative_to(_HOME / "static"))] = (data, _TYPES[path.suffix], tag)
    return files


async def send_static(request: Request) -> Response:
    """A file that pages load."""
    found = _read_static_files().get(request.path_params["name"])
    if found is None:
        return refuse_missing()
    data, kind, tag = found
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=kind, headers=headers)
