"""Objects of one PDF carried into the volume: renumbered, identical ones once, faces joined."""

import re
from collections.abc import Callable, Iterable
from hashlib import sha256

from pipeline.binding.fonts.font_union import FontUnion
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.raw_pdf import RawPdf, Renumbering, references, renumber

_TYPE_0_FONT = re.compile(rb"/Subtype\s*/Type0\b")


class ObjectCopier:
    """Carries objects of *pdf*. *known* maps digests of what the volume already has to numbers; all parts share it.

    Objects that stand for a place in the volume (pages, structure elements, annotations, outline items) are named in
    ``expect`` before anything that refers to them is carried; they are never taken for one another.
    """

    def __init__(
        self, pdf: RawPdf, writer: ObjectWriter, fonts: FontUnion, known: dict[bytes, int], first_parent_key: int
    ) -> None:
        self._pdf = pdf
        self._writer = writer
        self._fonts = fonts
        self._known = known
        self._first_parent_key = first_parent_key
        self._numbers: dict[int, int | None] = {}
        self._renumbering = Renumbering(self.number_of)

    def expect(self, numbers: Iterable[int]) -> None:
        """Give each of *numbers* a number in the volume; the caller writes them."""
        for number in numbers:
            if number not in self._numbers:
                self._numbers[number] = self._writer.reserve()

    def settle(self, number: int, in_volume: int | None) -> None:
        """Let references to *number* lead to *in_volume*, or to nothing; before anything refers to it."""
        self._numbers[number] = in_volume

    def number_of(self, number: int) -> int | None:
        """The number in the volume of the object *number*, carried now if it wasn't yet; None if there is none."""
        if number not in self._numbers:
            self._carry(number)
        return self._numbers[number]

    def carry(self, body: bytes) -> bytes:
        """*body* with its references renumbered, and what they lead to carried."""
        return renumber(body, self._renumbering, self._first_parent_key)

    def write_expected(self, numbers: Iterable[int], complete: Callable[[bytes], bytes] = bytes) -> None:
        """Write objects that were expected, as *complete* makes them of what is carried: as they are, without it."""
        for number in numbers:
            in_volume = self._numbers[number]
            assert in_volume is not None
            self._put(number, in_volume, complete(self.carry(self._pdf.bodies[number])))

    def _put(self, number: int, in_volume: int, body: bytes) -> None:
        data = self._pdf.streams.get(number)
        if data is None:
            self._writer.put(in_volume, body)
        else:
            self._writer.put_stream(in_volume, body, data)

    def _carry(self, first: int) -> None:
        """Carry *first* and what it refers to, what is referred to first; without recursion, however long the chain."""
        stack, opened, promised = [first], dict[int, list[int]](), set[int]()
        bodies, numbers = self._pdf.bodies, self._numbers
        while stack:
            number = stack[-1]
            if number in numbers and number not in promised:
                stack.pop()
            elif number not in bodies:
                numbers[number] = None
                stack.pop()
            elif number not in opened:
                opened[number] = below = references(bodies[number])
                if _TYPE_0_FONT.search(bodies[number]) and (font := self._fonts.join(self._pdf, number)):
                    numbers[number] = font
                    continue
                stack += [each for each in below if each not in opened and each not in numbers]
            else:
                stack.pop()
                for each in opened[number]:
                    if each not in numbers:  # a circle: what comes back to here is written later
                        numbers[each] = self._writer.reserve()
                        promised.add(each)
                self._write(number, number in promised)
                promised.discard(number)

    def _write(self, number: int, is_promised: bool) -> None:
        body = renumber(self._pdf.bodies[number], self._renumbering, self._first_parent_key)
        if is_promised:
            in_volume = self._numbers[number]
            assert in_volume is not None
            self._put(number, in_volume, body)
            return
        digest = sha256(body + b"\0" + self._pdf.streams.get(number, b"-")).digest()
        in_volume = self._known.get(digest)
        if in_volume is None:
            in_volume = self._known[digest] = self._writer.reserve()
            self._put(number, in_volume, body)
        self._numbers[number] = in_volume
