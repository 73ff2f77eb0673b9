"""What pages of the desk send besides texts: small objects of JSON."""

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

_MOST_BYTES = 64 << 10
_UNREADABLE = 422


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
