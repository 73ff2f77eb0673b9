"""What a layout may load: files of the workspace and of the layout, and nothing else."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse


class OutOfBoundsError(Exception):
    """An address that is not a file of the workspace or of the layout."""


class RoomFetcher(URLFetcher):  # type: ignore[misc]
    """Serves ``workspace:path`` and ``layout:path`` from *rooms*, and ``data:`` addresses; refuses all others.

    What follows a ``?`` is not looked at. Symbolic links and ``..`` are followed before the place is judged. Any
    refusal stops the rendering.
    """

    def __init__(self, rooms: Mapping[str, Path]) -> None:
        super().__init__(allowed_protocols=("data",), fail_on_errors=True)
        self.rooms = {name: path.resolve() for name, path in rooms.items()}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the file's content. Raises OutOfBoundsError, or OSError when it is not there."""
        scheme, _colon, rest = url.partition(":")
        if scheme == "data":
            return super().fetch(url, headers)
        if scheme not in self.rooms:
            raise OutOfBoundsError(url)
        name, _mark, _digest = rest.partition("?")
        path = (self.rooms[scheme] / unquote(name.lstrip("/"))).resolve()
        if not path.is_relative_to(self.rooms[scheme]):
            raise OutOfBoundsError(url)
        kind = _KINDS.get(path.suffix.lower(), "image/jpeg")
        data = path.read_bytes()
        if kind in ("image/png", "image/jpeg"):
            data, kind = _as_screens_have_it(data, kind)
        return URLFetcherResponse(url, data, {"Content-Type": kind})


_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".css": "text/css"}
_PLAIN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")


def _as_screens_have_it(data: bytes, kind: str) -> tuple[bytes, str]:
    """Turn a picture in the colours of a press (CMYK), or of 16 bits, into one that the reading edition may hold.

    PDF/A-2 (ISO 19005-2, 6.2.4.3) wants an output intent for CMYK, and ours is sRGB; WeasyPrint 70.0 (images.py) knows
    no 16-bit grey. Other pictures are passed on as they are.
    """
    with Image.open(BytesIO(data)) as image:
        if image.mode in _PLAIN_MODES:
            return data, kind
        plain = image.point(lambda value: value / 256).convert("L") if image.mode[0] == "I" else image.convert("RGB")
        file = BytesIO()
        plain.save(file, "PNG")
    return file.getvalue(), "image/png"
