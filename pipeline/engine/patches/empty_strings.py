"""A show of text that ends with a move has no empty string before its first glyph.

Replaces: pydyf 0.13, ``Stream.show_text``.
Why: WeasyPrint begins each run of glyphs with a string, and it is empty where the first glyph is moved. PDFium takes it
  for one more piece of text and loses the number that the array ends with: all that follows on the line stands where
  that would have moved it from. A mark in the middle of its em, moved on both sides, is such a run.
Upstream: write no empty string.
Effect: changes output.
"""

from typing import Any

import pydyf

from pipeline.engine.patches.patch import Effect, Patch

_EMPTY = "<>"


def apply() -> None:
    """Put a method around pydyf's."""
    pydyf.Stream.show_text = _without_empty_string(pydyf.Stream.show_text)


def _without_empty_string(show_text: Any) -> Any:
    def show(stream: Any, text: str) -> None:
        show_text(stream, text if text.endswith(">") else text.removeprefix(_EMPTY))

    return show


PATCH = Patch("no empty strings before moved glyphs", "pydyf", Effect.OUTPUT, apply)
