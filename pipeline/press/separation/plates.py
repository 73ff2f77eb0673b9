"""The pages of a PDF of ours in the colours of the press: content streams, forms, patterns, blends, pictures, masks.

Objects keep their numbers; what is painted keeps its place. Text and solid black print in black ink alone, over what is
below them (ISO 32000-1, 8.6.7: overprint with OPM 1 counts for DeviceCMYK, so greys are DeviceCMYK as well).
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf
from typing import Any, TypeVar

from pipeline.colours import Rgb
from pipeline.pdf.objects import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    object_of,
    page_numbers,
    parse_object,
    resolve,
    write_object,
)
from pipeline.pdf.raw_pdf import RawPdf, decode_stream
from pipeline.press.separation.ink_table import InkTable, Paint
from pipeline.press.separation.inks import PROCESS_INKS, Spot
from pipeline.press.separation.pictures import separate_picture
from pipeline.press.separation.recolouring import Origin, Recolouring, lightness, overprint_name, spot_name

_LEVEL = 9
_PLACED = "/KanbenPlaced"  # `engine.placed_forms`
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Separated:
    """Pages in the colours of the press. What could not be is told by 0-based page: *unmapped* colours of the layout,
    *unusable* operators and colour spaces. *inks* are those of the process that something is painted in, *effects*
    kinds of transparency: ``opacity``, ``blend``, ``mask``. On the pages *blackened* small coloured text is black.
    """

    pdf: RawPdf
    spots: tuple[Spot, ...]
    unmapped: dict[Rgb, list[int]]
    unusable: dict[str, list[int]]
    inks: dict[str, list[int]]
    effects: dict[str, list[int]]
    blackened: tuple[int, ...] = ()


def separate(pdf: RawPdf, inkwell: InkTable) -> Separated:
    """The pages of *pdf*, as `engine.untagged_pdf` writes them, in the colours of *inkwell*. *pdf* is left as it is."""
    work = _Work(result=RawPdf(pdf.root, dict(pdf.bodies), dict(pdf.streams)), source=pdf, inkwell=inkwell)
    for index, number in enumerate(page_numbers(pdf)):
        work.page = index
        work.separate_page(number)
    if not work.effects:
        work.drop_groups()
    work.put_resources()
    return Separated(
        pdf=work.result,
        spots=tuple(inkwell.spots.values()),
        unmapped=work.unmapped,
        unusable=work.unusable,
        inks=work.inks,
        effects=work.effects,
        blackened=tuple(sorted(work.blackened)),
    )


@dataclass(kw_only=True)
class _Work:
    """One PDF on its way. *source* is read, *result* written."""

    result: RawPdf
    source: RawPdf
    inkwell: InkTable
    page: int = 0
    unmapped: dict[Rgb, list[int]] = field(default_factory=dict)
    unusable: dict[str, list[int]] = field(default_factory=dict)
    inks: dict[str, list[int]] = field(default_factory=dict)
    effects: dict[str, list[int]] = field(default_factory=dict)
    blackened: set[int] = field(default_factory=set)
    done: set[int] = field(default_factory=set)
    groups: set[int] = field(default_factory=set)  # streams that are transparency groups
    resources: dict[int, DictionaryObject] = field(default_factory=dict)  # by object, those that streams lean on

    def separate_page(self, number: int) -> None:
        entries = object_of(self.source, number)
        contents = entries.raw_get("/Contents")
        streams = [contents] if isinstance(contents, IndirectObject) else list(contents)
        if len(streams) != 1:  # ours have one
            raise ValueError(f"page {self.page} has {len(streams)} content streams")
        self.separate_stream(streams[0].idnum, entries, Origin.LAYOUT, 1.0, begins_anew=True)

    def separate_stream(
        self, number: int, owner: DictionaryObject, origin: Origin, scale: float, *, begins_anew: bool
    ) -> None:
        """Recolour the stream *number*, whose resources *owner* has and whose unit of lengths is *scale* pt."""
        if number in self.done:
            return
        self.done.add(number)
        held = owner.raw_get("/Resources")
        if not isinstance(held, IndirectObject):
            raise ValueError(f"the resources of stream {number} are no object of their own")
        resources = self.resources.setdefault(held.idnum, object_of(self.source, held.idnum))
        around = _Around(self, resources)
        content = Recolouring(around, origin, begins_anew, scale).of(decode_stream(self.source, number))
        body = self.result.bodies[number]
        if b"/Filter" not in body:
            body = body.rstrip()[:-2] + b"/Filter/FlateDecode>>"
        self.result.bodies[number] = body
        self.result.streams[number] = zlib.compress(content, _LEVEL)

    def form(self, number: int, origin: Origin, scale: float) -> None:
        """Recolour the form *number*, and let its group blend in the colours of the press."""
        body = object_of(self.source, number)
        group = resolve(self.source, body, "/Group")
        if group is not None and number not in self.done:
            self.groups.add(number)
            space = "/DeviceGray" if origin is Origin.MASK else "/DeviceCMYK"
            changed = DictionaryObject(body)
            changed[NameObject("/Group")] = DictionaryObject({**group, NameObject("/CS"): NameObject(space)})
            self.result.bodies[number] = write_object(changed)
        self.separate_stream(number, body, origin, scale, begins_anew=False)

    def picture(self, number: int) -> None:
        """Separate the picture *number*; a soft mask is grey already."""
        if number in self.done:
            return
        self.done.add(number)
        body = object_of(self.source, number)
        if "/SMask" in body:
            self.note(self.effects, "mask")
        entries, data = separate_picture(body, self.source.streams[number], self.inkwell.separation)
        self.result.bodies[number], self.result.streams[number] = write_object(entries), data
        inks = PROCESS_INKS if entries["/ColorSpace"] == "/DeviceCMYK" else ("black",)
        for ink in inks:
            self.note(self.inks, ink)

    def leave(self, number: int) -> None:
        """Leave the form *number* as it is."""
        body = DictionaryObject(object_of(self.source, number))
        body.pop(_PLACED, None)
        self.result.bodies[number] = write_object(body)
        for ink in PROCESS_INKS:
            self.note(self.inks, ink)

    def blend(self, number: int, origin: Origin) -> None:
        """Separate the colours that the shading *number* runs through."""
        if number in self.done:
            return
        self.done.add(number)
        shading = object_of(self.source, number)
        space = shading.get("/ColorSpace")
        if space == "/DeviceGray":  # of a mask
            return
        function = resolve(self.source, shading, "/Function")
        is_srgb = space == "/DeviceRGB" or (isinstance(space, ArrayObject) and space[0] == "/ICCBased")  # ours has one
        if not is_srgb or not isinstance(function, DictionaryObject):
            self.note(self.unusable, "sh")
            return
        changed = DictionaryObject(shading)
        changed[NameObject("/ColorSpace")] = NameObject("/DeviceGray" if origin is Origin.MASK else "/DeviceCMYK")
        changed[NameObject("/Function")] = self._function(function, origin)
        self.result.bodies[number] = write_object(changed)

    def _function(self, function: DictionaryObject, origin: Origin) -> DictionaryObject:
        changed = DictionaryObject(function)
        for key in ("/C0", "/C1"):
            if key in function:
                row: Any = function[key]
                red, green, blue = (round(float(each) * 255) for each in row)
                if origin is Origin.MASK:
                    values: tuple[float, ...] = (lightness((red, green, blue)),)
                else:
                    paint = Paint(self.paint((red, green, blue), origin).cmyk)  # in process inks: no spot blends
                    self.note_inks(paint)
                    values = paint.cmyk
                changed[NameObject(key)] = ArrayObject(FloatObject(round(each, 4)) for each in values)
        if "/Functions" in function:
            inner = resolve(self.source, function, "/Functions")
            rows = [object_of(self.source, each.idnum) if isinstance(each, IndirectObject) else each for each in inner]
            changed[NameObject("/Functions")] = ArrayObject(self._function(each, origin) for each in rows)
        return changed

    def paint(self, rgb: Rgb, origin: Origin) -> Paint:
        """The paint for *rgb*; what the layout's table doesn't have is told, and painted like a drawing's."""
        if origin is Origin.LAYOUT:
            paint = self.inkwell.of_layout(rgb)
            if paint is not None:
                return paint
            self.note(self.unmapped, rgb)
        return self.inkwell.of_drawing(rgb)

    def note_inks(self, paint: Paint) -> None:
        """Note the inks of *paint*."""
        for ink, share in zip(PROCESS_INKS, paint.cmyk, strict=True):
            if share > 0 and paint.spot is None:
                self.note(self.inks, ink)

    def note(self, found: dict[Key, list[int]], what: Key) -> None:
        """Note that *what* was found on the page at hand."""
        pages = found.setdefault(what, [])
        if self.page not in pages:
            pages.append(self.page)

    def drop_groups(self) -> None:
        """Where nothing shines through, a group is drawn like any form, and no printer has to flatten it."""
        for number in self.groups:
            changed = parse_object(self.result.bodies[number])
            del changed["/Group"]
            self.result.bodies[number] = write_object(changed)

    def put_resources(self) -> None:
        """Write the resources with the states and colour spaces that recoloured streams name."""
        spaces = {
            NameObject("/" + spot_name(spot.name).decode("ascii")): parse_object(spot.colour_space())
            for spot in self.inkwell.spots.values()
        }
        for number, entries in self.resources.items():
            changed = DictionaryObject(entries)
            states = DictionaryObject(resolve(self.source, entries, "/ExtGState") or {})
            states.update(_overprint_states())
            changed[NameObject("/ExtGState")] = states
            changed.pop("/ColorSpace", None)
            if spaces:
                changed[NameObject("/ColorSpace")] = DictionaryObject(spaces)
            self.result.bodies[number] = write_object(changed)
            self.result.parsed.pop(number, None)


def _overprint_states() -> Iterable[tuple[NameObject, Any]]:
    for stroke in (False, True):
        for fill in (False, True):
            name = NameObject("/" + overprint_name(stroke=stroke, fill=fill).decode("ascii"))
            state = {"/Type": NameObject("/ExtGState"), "/OP": stroke, "/op": fill, "/OPM": 1}
            yield name, parse_object(write_object({NameObject(key): value for key, value in state.items()}))


@dataclass(frozen=True, slots=True)
class _Around:
    """The resources that a stream names things of (`recolouring.Surroundings`)."""

    work: _Work
    resources: DictionaryObject

    def _find_named(self, kind: str, name: bytes) -> Any:
        entries: Any = resolve(self.work.source, self.resources, kind) or DictionaryObject()
        key = "/" + name.decode("latin-1")
        return entries.raw_get(key) if key in entries else None

    def paint(self, rgb: Rgb, origin: Origin) -> Paint:
        return self.work.paint(rgb, origin)

    def note_inks(self, paint: Paint) -> None:
        self.work.note_inks(paint)

    def note_blackened(self) -> None:
        self.work.blackened.add(self.work.page)

    def is_image(self, name: bytes, origin: Origin, scale: float) -> bool:
        item = self._find_named("/XObject", name)
        if not isinstance(item, IndirectObject):
            self.unusable(b"Do")
            return False
        found = object_of(self.work.source, item.idnum)
        if _PLACED in found:  # of a placed PDF: its inks are its own, and it knocks out like a picture
            self.work.leave(item.idnum)
            return True
        if found["/Subtype"] == "/Image":
            if origin is not Origin.MASK:
                self.work.picture(item.idnum)
            return True
        self.work.form(item.idnum, origin, scale)
        return False

    def pattern(self, name: bytes, origin: Origin) -> None:
        item = self._find_named("/Pattern", name)
        if not isinstance(item, IndirectObject):
            self.unusable(name)
            return
        body = object_of(self.work.source, item.idnum)
        if body.get("/PatternType") == 1:
            self.work.separate_stream(
                item.idnum, body, origin, inf, begins_anew=True
            )  # how large it is drawn is unknown
        elif isinstance(body.raw_get("/Shading"), IndirectObject):
            self.work.blend(body.raw_get("/Shading").idnum, origin)

    def shading(self, name: bytes, origin: Origin) -> None:
        item = self._find_named("/Shading", name)
        if isinstance(item, IndirectObject):
            self.work.blend(item.idnum, origin)
        else:
            self.unusable(b"sh")

    def state(self, name: bytes) -> None:
        item = self._find_named("/ExtGState", name)
        state: Any = object_of(self.work.source, item.idnum) if isinstance(item, IndirectObject) else item
        if not isinstance(state, DictionaryObject):
            self.unusable(b"gs")
            return
        if any(float(state.get(key, 1)) < 1 for key in ("/ca", "/CA")):
            self.work.note(self.work.effects, "opacity")
        if state.get("/BM", "/Normal") not in ("/Normal", "/Compatible"):
            self.work.note(self.work.effects, "blend")
        mask = resolve(self.work.source, state, "/SMask") if "/SMask" in state else None
        if isinstance(mask, DictionaryObject):
            self.work.note(self.work.effects, "mask")
            self.work.form(mask.raw_get("/G").idnum, Origin.MASK, 1.0)

    def unusable(self, what: bytes) -> None:
        self.work.note(self.work.unusable, what.decode("latin-1"))
