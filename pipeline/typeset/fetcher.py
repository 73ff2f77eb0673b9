"""What a layout may load: files of the workspace and of the layout, and nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

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
        kinds = {".svg": "image/svg+xml", ".png": "image/png", ".css": "text/css"}
        kind = kinds.get(path.suffix.lower(), "image/jpeg")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})
