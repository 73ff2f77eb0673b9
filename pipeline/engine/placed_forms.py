"""Forms of other files that stand in a PDF in the place of pictures: pages of placed PDFs.

A part asks for ``placed:NAME`` as for a picture, and is laid out and drawn with a stand-in. When pages are written, the
form of that name takes its place. Its matrix brings what it draws to the unit square, as a picture is drawn.

Checked against WeasyPrint 70.0: images.py ``get_image_from_uri``, pdf/stream.py ``add_image``, for the names of
pictures.
"""

from collections.abc import Mapping
from hashlib import md5
from typing import Any

import pydyf

from pipeline.pdf.raw_pdf import RawPdf, Renumbering, references, renumber

PLACED = "placed"
"""The scheme of the addresses."""
MARK = b"/KanbenPlaced true"
"""In the dictionary of a form that is written for a press: its colours are inks already."""


def name_picture(form: str) -> str:
    """The name that content streams have for the stand-in of the form *form*."""
    return f"i{md5(f'{PLACED}:{form}'.encode(), usedforsecurity=False).hexdigest()}0"


class PlacedForm:
    """What ``_use_references`` (pdf/__init__.py) takes for a picture: the form *form*, whose objects go into *pdf*.

    *known*: streams that other forms have brought, such as profiles; they are written once.
    """

    def __init__(self, pdf: Any, form: RawPdf, known: dict[tuple[bytes, bytes], "_Copy"]) -> None:
        self._pdf, self._form, self._known = pdf, form, known

    def get_x_object(self, _interpolate: bool, _ratio: float) -> Any:
        """The form as an object; what it refers to is added to the PDF."""
        form = self._form
        copies = {number: self._copy(number) for number in form.bodies}
        root = copies[form.root]
        added = [copy for copy in dict.fromkeys(copies.values()) if copy.number is None]
        for copy in added:
            if copy is not root:
                self._pdf.add_object(copy)
        renumbering = Renumbering(lambda number: copies[number].number if number in copies else None)
        for copy in added:
            copy.renumber(renumbering)
        root.body = b"<<" + MARK + root.body[2:]
        return root

    def _copy(self, number: int) -> "_Copy":
        body, stream = self._form.bodies[number], self._form.streams.get(number)
        if stream is None or references(body):
            return _Copy(body, stream)
        return self._known.setdefault((body, stream), _Copy(body, stream))


class _Copy(pydyf.Object):  # type: ignore[misc]
    """An object of another file, as bytes. *extra* is what WeasyPrint looks into: nothing there is its business."""

    extra: Mapping[str, Any] = {}

    def __init__(self, body: bytes, stream: bytes | None) -> None:
        super().__init__()
        self.body, self._stream = body, stream

    def renumber(self, renumbering: Mapping[bytes, bytes]) -> None:
        """Change its references."""
        self.body = renumber(self.body, renumbering)

    @property
    def data(self) -> bytes:
        """The object without its number."""
        if self._stream is None:
            return self.body
        return b"<</Length %d%s\nstream\n%s\nendstream" % (len(self._stream), self.body[2:], self._stream)

    @property
    def compressible(self) -> bool:
        """Whether the object can be included in an object stream."""
        return self._stream is None
