"""The objects of an open PDF, and its pages. What can't be read counts as not there."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.intake.kept_objects import KeptObjects, is_reference
from pipeline.pdf.object_syntax import UnreadableError
from pipeline.pdf.places import Box, Matrix, box_of
from pipeline.pdf.stream_decoding import UndecodableError

_MOST_KEPT = 32 << 20  # bytes of decoded streams: forms that many pages draw are decoded once
LARGEST = 1e6  # a coordinate beyond is an accident


@dataclass
class PdfObjects:
    """Reads what references lead to."""

    kept: KeptObjects
    _streams: dict[int, bytes | None] = field(default_factory=dict, init=False)
    _held: int = field(default=0, init=False)

    def value(self, item: Any) -> Any:
        """*item*, or what it refers to; None for what can't be read."""
        return self.kept.value(item)

    def dictionary(self, item: Any) -> dict[str, Any]:
        """The dictionary (of a stream too) that *item* is or refers to; an empty one if it is none."""
        return self.kept.dictionary(item)

    def array(self, item: Any) -> list[Any]:
        """The array that *item* is or refers to; an empty one if it is none."""
        return self.kept.array(item)

    def numbers(self, item: Any, count: int) -> list[float] | None:
        """*count* numbers; None if *item* is no array of so many."""
        found = self.kept.numbers(item, count)
        return found if found is None or max(map(abs, found)) <= LARGEST else None

    def stream(self, item: Any) -> bytes | None:
        """The decoded data of the stream that *item* refers to; None if it is none, or can't be decoded."""
        if not is_reference(item):
            return None
        if item.idnum not in self._streams:
            found = self._read_stream(item.idnum)
            self._held += len(found or b"")
            if self._held > _MOST_KEPT:
                self._streams.clear()
                self._held = len(found or b"")
            self._streams[item.idnum] = found
        return self._streams[item.idnum]

    def _read_stream(self, number: int) -> bytes | None:
        try:
            dictionary, data = self.kept.legacy.read(number)
            if data is None:
                return None
            dictionary = {key: self._resolve(each) for key, each in dictionary.items()}
            return self.kept.legacy.decoder.decode(dictionary, data)
        except (UnreadableError, UndecodableError):
            return None

    def _resolve(self, item: Any) -> Any:
        """Filters and their parameters without references, two levels deep."""
        found = self.value(item)
        if isinstance(found, list):
            return [self._resolved_row(each) for each in found[:64]]
        return self._resolved_row(found)

    def _resolved_row(self, item: Any) -> Any:
        found = self.value(item)
        return {key: self.value(each) for key, each in found.items()} if isinstance(found, dict) else found


@dataclass(slots=True, kw_only=True)
class Page:
    """A page. *index* is 0-based. Boxes are in pt from the lower left corner of the MediaBox; None: not in the file.

    *rotation*, by which it is turned when it is shown, is in degrees clockwise: 0, 90, 180 or 270.
    """

    index: int
    number: int  # that of its object, as references of the document have it
    entries: dict[str, Any]
    media: Box
    bleed: Box | None
    trim: Box | None
    base: Matrix  # from the page's units to pt from the corner
    rotation: int = 0

    def find_box(self, item: Any, document: PdfObjects) -> Box | None:
        """The rectangle *item* of the page, in pt from the corner; None if it is none."""
        row = document.numbers(item, 4)
        return None if row is None else box_of(self.base, *row)
