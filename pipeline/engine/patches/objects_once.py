"""The bytes of each object of a PDF are made once.

Replaces: pydyf 0.13, ``PDF.write``.
Why: it asks for the bytes of an object twice, for the file and for the file's identifier, and compresses streams each
  time.
Upstream: keep the bytes that were written, or digest them as they are.
Effect: speed only.
"""

from typing import Any

import pydyf

from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a method around pydyf's."""
    write = pydyf.PDF.write

    def write_once(pdf: Any, *arguments: Any, **options: Any) -> None:
        pdf.objects = [_Written(each) for each in pdf.objects]
        write(pdf, *arguments, **options)

    pydyf.PDF.write = write_once


class _Written:
    """An object of a PDF as it will be written."""

    def __init__(self, original: Any) -> None:
        self.number, self.generation, self.free = original.number, original.generation, original.free
        self.compressible, self.offset = original.compressible, original.offset
        self.data: bytes = original.data if original.free != "f" else b""

    @property
    def indirect(self) -> bytes:
        """The object with its number."""
        return f"{self.number} {self.generation} obj\n".encode() + self.data + b"\nendobj"


PATCH = Patch("objects made once", "pydyf", Effect.SPEED, apply)
