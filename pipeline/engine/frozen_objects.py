"""What a content stream names, as bytes: objects of pydyf, frozen and thawed, anew for each file they are written to.

They are pickled, and only what is named here is unpickled: bytes from a disk can make objects of pydyf and our values,
and call nothing else.
"""

import io
import pickle
import zlib
from collections.abc import Mapping
from pathlib import PosixPath, WindowsPath
from typing import Any

import pydyf

from pipeline.engine import laid_out_part, structure_elements

LEVEL = 7
"""Of zlib. It takes a third of the time of level 9, and a quarter of a per cent more room."""
_ALLOWED: Mapping[tuple[str, str], Any] = {
    (each.__module__, each.__qualname__): each
    for each in (
        *(pydyf.Dictionary, pydyf.Array, pydyf.String, pydyf.Stream, PosixPath, WindowsPath),
        *(structure_elements.Element, structure_elements.Content, structure_elements.Annotation),
        *(structure_elements.Jump, laid_out_part.Drawing, laid_out_part.TextRun, laid_out_part.PlacedPicture),
        *(laid_out_part.DrawnLink, laid_out_part.DrawnPage, laid_out_part.UsedFace, laid_out_part.LaidOutPart),
    )
}


def freeze(value: Any) -> bytes:
    """Values of this package and objects of pydyf as bytes; streams of any kind become plain ones, deflated."""
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


def thaw(data: bytes) -> Any:
    """What was frozen. Raises pickle.UnpicklingError for anything else than what is frozen here."""
    return _Unpickler(io.BytesIO(data)).load()


def join_stream(stream: Any) -> bytes:
    """The bytes of a stream of pydyf, as it is written."""
    return b"\n".join(pydyf._to_bytes(item) for item in stream.stream)


def _make_plain(data: bytes, extra: dict[str, Any]) -> Any:
    return pydyf.Stream([data], extra)


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """Have streams of WeasyPrint, which know their whole document, frozen as plain ones."""
        if not isinstance(value, pydyf.Stream):
            return NotImplemented
        data, extra = join_stream(value), dict(value.extra)
        if value.compress:
            data, extra["Filter"] = zlib.compress(data, LEVEL), "/FlateDecode"
        return _make_plain, (data, extra)


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """The class, if it is one of ours."""
        if (module, name) == (__name__, _make_plain.__name__):
            return _make_plain
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name}") from None
