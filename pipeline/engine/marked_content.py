"""Marked content of drawn pages: what one edition has no use for is taken out, so that both have the same pages.

Pages are drawn with the marks of both: those of the structure tree, and those of drawings that the content brings.
"""

import re
import zlib
from collections.abc import Callable
from dataclasses import replace

from pipeline.engine.frozen_objects import LEVEL, change_contents
from pipeline.engine.laid_out_part import DrawnPage

_MARK = re.compile(rb"(?m)^(?:/\w+\n(?:<<[^\n]*>>\n)?B[DM]C|/KanbenDrawing /D[0-9a-f]+ BDC|EMC)(?:\n|\Z)")
"""An operator of marked content as pydyf writes it, and as `patches.marked_drawings` does."""
_DRAWING_BEGINS, _TEXT = b"/KanbenDrawing ", b"<</ActualText "


def without_tags(page: DrawnPage) -> DrawnPage:
    """*page* without what leads into a structure tree: for a press, where drawings are told from the layout."""
    return _change(page, _without_tags)


def without_drawings(page: DrawnPage) -> DrawnPage:
    """*page* without what tells the drawings of the content, a mark that no standard knows."""
    return _change(page, _without_drawings) if page.has_drawings else page


def _change(page: DrawnPage, change: Callable[[bytes], bytes]) -> DrawnPage:
    def change_deflated(content: bytes) -> bytes:
        return zlib.compress(change(zlib.decompress(content)), LEVEL)

    resources = change_contents(page.resources, change_deflated) if page.resources else b""
    return replace(page, content=change_deflated(page.content), resources=resources)


def _without_tags(content: bytes) -> bytes:
    return _drop_marks(content, lambda mark: not mark.startswith(_DRAWING_BEGINS) and _TEXT not in mark)


def _without_drawings(content: bytes) -> bytes:
    return _drop_marks(content, lambda mark: mark.startswith(_DRAWING_BEGINS))


def _drop_marks(content: bytes, is_idle: Callable[[bytes], bool]) -> bytes:
    """*content* without the marks whose beginning *is_idle*, and their ends."""
    pieces: list[bytes] = []
    idle: list[bool] = []  # of the marks that are open
    end = 0
    for found in _MARK.finditer(content):
        if found[0].startswith(b"EMC"):
            drops = idle.pop()
        else:
            drops = is_idle(found[0])
            idle.append(drops)
        if drops:
            pieces.append(content[end : found.start()])
            end = found.end()
    return b"".join((*pieces, content[end:]))
