"""The resources of pages for the press: those of the source, its patterns moved with the page, and what marks need."""

from collections.abc import Iterable
from typing import Any

from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import (
    DictionaryObject,
    IndirectObject,
    NameObject,
    Written,
    object_of,
    reference,
    resolve,
    write_object,
)
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.press.file.source_pages import Matrix, SourceObjects
from pipeline.press.marks.mark_inks import MarkInks

_UNMOVED: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SHARED_WITH_MARKS = ("/ColorSpace", "/ExtGState", "/Font")
_PREFIX = "Kanben"


def free_prefix(pdf: RawPdf, numbers: Iterable[int]) -> str:
    """What no resource of the pages with the object *numbers* begins with: names of marks' resources may."""
    held = {id(found): found for number in numbers if (found := _dictionary(pdf, object_of(pdf, number), "/Resources"))}
    names = [name for found in held.values() for key in _SHARED_WITH_MARKS for name in _dictionary(pdf, found, key)]
    prefix = _PREFIX
    while any(name.startswith(f"/{prefix}") for name in names):
        prefix += "X"
    return prefix


class PageResources:
    """Writes each dictionary of resources once for all pages that share it. *font* is that of the slug line."""

    def __init__(self, pdf: RawPdf, writer: ObjectWriter, source: SourceObjects, inks: MarkInks, font: int) -> None:
        self._pdf = pdf
        self._writer = writer
        self._source = source
        self._made: dict[tuple[int | bytes, Matrix], int] = {}
        self._patterns: dict[tuple[int, Matrix], int] = {}
        self._of_marks: dict[str, dict[Any, Any]] = {
            "/ColorSpace": self._put_each(inks.colour_spaces()),
            "/ExtGState": self._put_each(inks.graphics_states()),
            "/Font": {NameObject(inks.font): reference(font)},
        }

    def _put_each(self, values: dict[str, Any]) -> dict[Any, Any]:
        made = {NameObject(name): self._writer.reserve() for name in values}
        for number, value in zip(made.values(), values.values(), strict=True):
            self._writer.put(number, write_object(value))
        return {name: reference(number) for name, number in made.items()}

    def put(self, page: DictionaryObject, matrix: Matrix) -> int:
        """The number of the resources of *page*, whose content is placed by *matrix*."""
        held = page.raw_get("/Resources") if "/Resources" in page else None
        key = held.idnum if isinstance(held, IndirectObject) else write_object(held or {})
        if (key, matrix) not in self._made:
            self._made[key, matrix] = number = self._writer.reserve()
            self._writer.put(number, self._merge(_dictionary(self._pdf, page, "/Resources"), matrix))
        return self._made[key, matrix]

    def _merge(self, held: DictionaryObject, matrix: Matrix) -> bytes:
        merged: dict[str, object] = {}
        for key in held:
            merged[key] = Written(self._source.renumber(write_object(held.raw_get(key))))
        for key, names in self._of_marks.items():
            own = _dictionary(self._pdf, held, key)
            kept = {name: Written(self._source.renumber(write_object(own.raw_get(name)))) for name in own}
            if kept or names:
                merged[key] = kept | names
        if matrix != _UNMOVED and (patterns := _dictionary(self._pdf, held, "/Pattern")):
            merged["/Pattern"] = {name: self._move(patterns.raw_get(name), matrix) for name in patterns}
        return write_object(merged)

    def _move(self, pattern: Any, matrix: Matrix) -> Any:
        """*pattern* for a page placed by *matrix*: patterns lie in the space of the page, whatever its content does to
        its own (ISO 32000-1, 8.7.3.1).
        """
        if isinstance(pattern, DictionaryObject):
            return Written(self._source.renumber(self._place(pattern, matrix)))
        if not isinstance(pattern, IndirectObject) or pattern.idnum not in self._pdf.bodies:
            return None
        key = pattern.idnum, matrix
        if key not in self._patterns:
            body = object_of(self._pdf, pattern.idnum)
            if not isinstance(body, DictionaryObject):
                return None
            self._patterns[key] = self._source.put_changed(pattern.idnum, self._place(body, matrix))
        return reference(self._patterns[key])

    def _place(self, pattern: DictionaryObject, matrix: Matrix) -> bytes:
        """A pattern's dictionary, its matrix followed by *matrix*."""
        entries: dict[Any, Any] = {key: pattern.raw_get(key) for key in pattern}
        held = resolve(self._pdf, pattern, "/Matrix")
        is_matrix = isinstance(held, list) and len(held) == 6 and all(isinstance(each, int | float) for each in held)
        a, b, c, d, e, f = map(float, held if is_matrix else _UNMOVED)
        u, v, w, x, y, z = matrix
        entries[NameObject("/Matrix")] = [
            *(a * u + b * w, a * v + b * x, c * u + d * w, c * v + d * x),
            *(e * u + f * w + y, e * v + f * x + z),
        ]
        return write_object(entries)


def _dictionary(pdf: RawPdf, holder: DictionaryObject, key: str) -> DictionaryObject:
    """What *key* holds; an empty one where that is no dictionary."""
    found = resolve(pdf, holder, key)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
