"""The kinds of files by their endings are listed when somebody asks for one.

Replaces: WeasyPrint 70.0, pdf/anchors.py ``MIMETYPES``, which Python's ``mimetypes.MimeTypes`` makes at its import.
Why: only attachments ask, which no layout may have; the list takes a hundredth of the calls of an issue.
Upstream: make it with the first attachment.
Effect: speed only.
"""

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.engine.patches.patch import Effect, ScopedPatch


@contextmanager
def delay_mime_types() -> Iterator[None]:
    """Have WeasyPrint get a stand-in for the list while the block runs."""
    kind = mimetypes.MimeTypes
    mimetypes.MimeTypes = lambda: _LateTypes(kind)  # type: ignore[assignment,misc]
    try:
        yield
    finally:
        mimetypes.MimeTypes = kind  # type: ignore[misc]


class _LateTypes:
    """Stands for a list of the *kind*, which is made when something is asked of it."""

    def __init__(self, kind: type[mimetypes.MimeTypes]) -> None:
        self._kind = kind

    def __getattr__(self, name: str) -> Any:
        return getattr(self._kind(), name)


PATCH = ScopedPatch("kinds of files later", "weasyprint", Effect.SPEED, delay_mime_types)
