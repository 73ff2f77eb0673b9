"""What pages of the desk send besides texts: small objects of JSON."""

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

_MOST_BYTES = 64 << 10
_UNREADABLE, _LONGEST = 422, 500  # characters of a line


async def read_fields(request: Request) -> dict[str, Any]:
    """The object in the body of *request*. Raises HTTPException 422 where it is none."""
    body = await request.body()
    try:
        found = json.loads(body) if len(body) <= _MOST_BYTES else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise HTTPException(_UNREADABLE)
    return found


def read_line(fields: dict[str, Any], name: str) -> str | None:
    """The line of text called *name* in *fields*, empty where there is none; None for what is no line."""
    text = fields.get(name, "")
    if not isinstance(text, str) or len(text) > _LONGEST or (text and not text.isprintable()):
        return None
    return text.strip()
