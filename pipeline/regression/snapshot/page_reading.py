"""What stands on one page, read by pdfium with few calls: text by text objects, not by characters."""

import ctypes
import hashlib
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from pipeline.pdf.note_links import NOTE_LINK
from pipeline.regression.snapshot.line_building import Piece, lines_of
from pipeline.regression.snapshot.snapshot import (
    ARTIFACT,
    MOST_IMAGES,
    MOST_LINKS,
    MOST_OBJECTS,
    MOST_VECTORS,
    TAGGED,
    UNKNOWN,
)

_MOST_DEPTH = 12
_MAX_IMAGE = 64 << 20  # bytes that are digested
_JPEG = b"\xff\xd8\xff"  # how one begins
_MOST_NAME = 512  # characters of a name that are read; of a longer one none
_CELL = 8.0  # pt: side of a cell of the raster
_MAX_SIDE = 2_400.0  # pt that are drawn at full scale
_LARGEST = 1e6
_UNSEEN = re.compile("[\x00-\x1f\x7f\u00ad\ufffe]")  # controls, and hyphens that are only there at ends of lines
_ARTIFACT = "Artifact\0".encode("utf-16-le")
_BOXES = ("media", "crop", "bleed", "trim", "art")
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def page_row(document: Any, index: int) -> dict[str, Any]:
    """Page *index* of the pdfium *document* as a row of the snapshot; pieces of text have their style beside them."""
    page = document[index]
    try:
        return _Reader(document, page, index).row()
    finally:
        page.close()


class _Reader:
    """Reads one page; the origin of all places is the top left corner of the cut page."""

    def __init__(self, document: Any, page: Any, index: int) -> None:
        self.document, self.page, self.index = document, page, index
        self.text_page = page.get_textpage()
        self.boxes = {name: getattr(page, f"get_{name}box")(fallback_ok=False) for name in _BOXES}
        # What a page inherits pdfium tells only as what is shown of it: MediaBox and CropBox together.
        shown = page.get_bbox()
        media = self.boxes["media"] = self.boxes["media"] or shown
        self.boxes["crop"] = shown if shown != media else None
        cut = self.boxes["trim"] or self.boxes["crop"] or media
        self.left, self.top, self.media, self.cut = cut[0], cut[3], media, cut
        self.pieces: list[Piece] = []
        self.images: list[dict[str, Any]] = []
        self.vectors: list[dict[str, Any]] = []
        self.marked: dict[int, str] = {}  # what marked content says, by its number

    def row(self) -> dict[str, Any]:
        for item, matrix, depth in islice(_objects(self.page.raw), MOST_OBJECTS):
            if item is not None:
                self._look_at(item, matrix, depth)
        lines = lines_of(self.pieces)
        roles = "".join(each.role for each in lines)
        columns, raster = self._raster()
        left, bottom = self.media[0], self.media[1]
        boxes = [
            (name, [_tenth(box[0] - left), _tenth(box[1] - bottom), _tenth(box[2] - left), _tenth(box[3] - bottom)])
            for name, box in self.boxes.items()
            if box is not None
        ]
        return {
            "boxes": boxes,
            "rotation": self.page.get_rotation(),
            "label": _text(raw.FPDF_GetPageLabel, self.document.raw, self.index),
            "lines": [
                {"x": _tenth(each.x), "y": _tenth(each.y), "width": _tenth(each.right - each.x), "pieces": each.pieces}
                for each in lines
            ],
            "roles": "" if set(roles) <= {UNKNOWN} else roles,
            "images": self.images[:MOST_IMAGES],
            "vectors": _join(self.vectors),
            "links": list(self._links()),
            "columns": columns,
            "raster": raster,
            "marked": [(number, "".join(text.split())) for number, text in self.marked.items()],
        }

    def _look_at(self, item: Any, matrix: Matrix, depth: int) -> None:
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self._text(item, matrix, depth)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self.images.append({"box": self._box(item, matrix), "digest": self._image(item), "colour": ""})
        elif kind in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING}:
            self._vector(item, matrix, kind)

    def _text(self, item: Any, matrix: Matrix, depth: int) -> None:
        size = raw.FPDFTextObj_GetText(item, self.text_page.raw, None, 0)
        buffer = ctypes.create_string_buffer(size + 2)
        raw.FPDFTextObj_GetText(item, self.text_page.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
        text = buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace")
        text = _UNSEEN.sub("", text.replace("\r\n", " "))
        if not text.strip():
            return
        number = -1 if depth else raw.FPDFPageObj_GetMarkedContentID(item)  # forms count for themselves
        if number >= 0:
            self.marked[number] = self.marked.get(number, "") + text
        a, b, c, d, e, f = _product(_matrix(item), matrix)
        points = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(item, points)
        effective = _tenth(points.value * (c * c + d * d) ** 0.5)
        box = self._box(item, matrix)
        mode = raw.FPDFTextObj_GetTextRenderMode(item)
        colour = _colour(item, raw.FPDFPageObj_GetStrokeColor if mode == 1 else raw.FPDFPageObj_GetFillColor)
        style = (self._font(item), effective, colour if mode != 3 else "none")
        # Turned text has its extent along its own line.
        upright = abs(b) < 0.01 * abs(a)
        right = box[2] if upright else e - self.left + max(box[2] - box[0], box[3] - box[1])
        role = TAGGED if number >= 0 else _role(item, depth)
        self.pieces.append(Piece(x=e - self.left, y=self.top - f, right=right, text=text, style=style, role=role))

    def _font(self, item: Any) -> str:
        font = raw.FPDFTextObj_GetFont(item)
        if not font:
            return ""
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(font, buffer, 256)
        name = buffer.value.decode("utf-8", "replace")
        return name[7:] if name[6:7] == "+" else name

    def _image(self, item: Any) -> str:
        """Pixels, a digest of the data, and for a JPEG one of its pixels, which are the data of others."""
        wide, high = ctypes.c_uint(), ctypes.c_uint()
        raw.FPDFImageObj_GetImagePixelSize(item, wide, high)
        size = raw.FPDFImageObj_GetImageDataDecoded(item, None, 0)
        if not 0 < size <= _MAX_IMAGE:
            return f"{wide.value}×{high.value}"
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFImageObj_GetImageDataDecoded(item, buffer, size)
        digest = f"{wide.value}×{high.value}-{_short_digest(buffer.raw)}"
        is_small = 3 * wide.value * high.value <= _MAX_IMAGE
        pixels = _pixel_digest(item) if is_small and buffer.raw[:3] == _JPEG else ""
        return f"{digest}-{pixels}" if pixels else digest

    def _vector(self, item: Any, matrix: Matrix, kind: int) -> None:
        box = self._box(item, matrix)
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        if kind == raw.FPDF_PAGEOBJ_PATH and not fill.value and not stroke.value:
            return
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(item, width)
        colour = _colour(item, raw.FPDFPageObj_GetFillColor) if fill.value else ""
        colour += "/" + _colour(item, raw.FPDFPageObj_GetStrokeColor) if stroke.value else ""
        size = f"{max(0, box[2] - box[0]):.0f}×{max(0, box[3] - box[1]):.0f}"
        shape = f"{kind}.{raw.FPDFPath_CountSegments(item)}.{_tenth(width.value) if stroke.value else 0}"
        if kind == raw.FPDF_PAGEOBJ_PATH and colour.strip("/") == "":
            return
        self.vectors.append({"box": box, "digest": f"{size}.{shape}", "colour": colour})

    def _box(self, item: Any, matrix: Matrix) -> list[float]:
        sides = [ctypes.c_float() for _side in range(4)]
        raw.FPDFPageObj_GetBounds(item, *sides)
        x0, y0, x1, y1 = (each.value for each in sides)
        return self._place(x0, y0, x1, y1, matrix)

    def _place(self, x0: float, y0: float, x1: float, y1: float, matrix: Matrix = _IDENTITY) -> list[float]:
        a, b, c, d, e, f = matrix
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in (x0, x1) for y in (y0, y1)]
        across, down = [x - self.left for x, _y in corners], [self.top - y for _x, y in corners]
        return [_tenth(min(across)), _tenth(min(down)), _tenth(max(across)), _tenth(max(down))]

    def _links(self) -> Iterator[dict[str, Any]]:
        position, link = ctypes.c_int(0), raw.FPDF_LINK()
        for _count in range(MOST_LINKS):
            if not raw.FPDFLink_Enumerate(self.page.raw, position, link):
                return
            if self._name(link).startswith(NOTE_LINK):
                continue
            rectangle = raw.FS_RECTF()
            raw.FPDFLink_GetAnnotRect(link, rectangle)
            sides = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
            yield {"box": self._place(*sides), "target": self._target(link)}

    def _name(self, link: Any) -> str:
        """The name (/NM) of the annotation of *link*, as far as it is needed."""
        annotation = raw.FPDFLink_GetAnnot(self.page.raw, link)
        if not annotation:
            return ""
        try:
            buffer = (ctypes.c_ushort * _MOST_NAME)()
            size = raw.FPDFAnnot_GetStringValue(annotation, b"NM", buffer, ctypes.sizeof(buffer))
            return bytes(buffer)[: max(0, min(size, ctypes.sizeof(buffer)) - 2)].decode("utf-16-le", "replace")
        finally:
            raw.FPDFPage_CloseAnnot(annotation)

    def _target(self, link: Any) -> str:
        action = raw.FPDFLink_GetAction(link)
        destination = raw.FPDFLink_GetDest(self.document.raw, link)
        if destination:
            return f"page {raw.FPDFDest_GetDestPageIndex(self.document.raw, destination)}"
        if not action:
            return ""
        size = raw.FPDFAction_GetURIPath(self.document.raw, action, None, 0)
        buffer = ctypes.create_string_buffer(size + 1)
        raw.FPDFAction_GetURIPath(self.document.raw, action, buffer, size)
        return buffer.value.decode("utf-8", "replace")[:2_000]

    def _raster(self) -> tuple[int, str]:
        """The cut page in grey, drawn at 72 dpi, as the means of cells of 8 pt."""
        wide, high = self.page.get_size()
        scale = min(1.0, _MAX_SIDE / max(wide, high, 1.0))
        try:
            picture = self.page.render(scale=scale, grayscale=True, may_draw_forms=False).to_pil().convert("L")
        except pypdfium2.PdfiumError:
            return 0, ""
        if self.boxes["trim"] and not self.page.get_rotation():
            shown = self.boxes["crop"] or self.media
            left, top = (self.left - shown[0]) * scale, (shown[3] - self.top) * scale
            size = (self.cut[2] - self.cut[0]) * scale, (self.cut[3] - self.cut[1]) * scale
            picture = picture.crop(tuple(round(each) for each in (left, top, left + size[0], top + size[1])))
        side = _CELL * scale
        columns, rows = max(1, round(picture.width / side)), max(1, round(picture.height / side))
        cells = picture.resize((columns, rows), Image.Resampling.BOX).tobytes()
        return columns, cells.hex()[::2]  # the upper four bits of each


def _role(item: Any, depth: int) -> str:
    """Whether text without a number of marked content is an artifact; in forms the marks around them aren't known."""
    name, size = (ctypes.c_ushort * 16)(), ctypes.c_ulong()
    for number in range(0 if depth else raw.FPDFPageObj_CountMarks(item)):
        mark = raw.FPDFPageObj_GetMark(item, number)
        raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), size)
        if bytes(name)[: size.value] == _ARTIFACT:
            return ARTIFACT
    return UNKNOWN


def _short_digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _pixel_digest(item: Any) -> str:
    """The digest of the pixels of an image, as they are within the file where they aren't packed."""
    held = raw.FPDFImageObj_GetBitmap(item)
    if not held:
        return ""
    picture = pypdfium2.PdfBitmap.from_raw(held).to_pil()
    return _short_digest(picture.convert("L" if picture.mode == "L" else "RGB").tobytes())


def _objects(page: Any) -> Iterator[tuple[Any, Matrix, int]]:
    """What stands on *page* and in its forms, in the order in which it is drawn, and how many forms deep; None for each
    form.
    """
    waiting = [(page, raw.FPDFPage_GetObject, _IDENTITY, iter(range(raw.FPDFPage_CountObjects(page))))]
    while waiting:
        holder, get, matrix, numbers = waiting[-1]
        number = next(numbers, None)
        if number is None:
            waiting.pop()
            continue
        item = get(holder, number)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, matrix, len(waiting) - 1
            continue
        yield None, matrix, len(waiting) - 1
        if len(waiting) <= _MOST_DEPTH:
            inner = iter(range(raw.FPDFFormObj_CountObjects(item)))
            waiting.append((item, raw.FPDFFormObj_GetObject, _product(_matrix(item), matrix), inner))


def _join(vectors: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """*vectors* as they are; one for all when there are too many to tell, as in a map."""
    if len(vectors) <= MOST_VECTORS:
        return vectors
    boxes = [each["box"] for each in vectors]
    box = [min(each[0] for each in boxes), min(each[1] for each in boxes)]
    box += [max(each[2] for each in boxes), max(each[3] for each in boxes)]
    told = "".join(
        f"{[_tenth(x - y) for x, y in zip(each['box'], box[:2] * 2, strict=True)]}{each}" for each in vectors
    )
    return [{"box": box, "digest": hashlib.sha256(told.encode()).hexdigest()[:12], "colour": ""}]


def _matrix(item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _product(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _colour(item: Any, getter: Any) -> str:
    parts = [ctypes.c_uint() for _part in range(4)]
    getter(item, *parts)
    if not parts[3].value:
        return ""
    return "#" + "".join(f"{each.value:02x}" for each in parts[:3])


def _text(function: Any, *arguments: Any) -> str:
    size = function(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size + 2)
    function(*arguments, buffer, size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace").replace("\0", "")[:1_000]


def _tenth(value: float) -> float:
    """*value* to a tenth; what is no number or beyond all pages is the end of them."""
    if value != value:  # noqa: PLR0124 (not a number)
        return 0.0
    return round(max(-_LARGEST, min(_LARGEST, value)), 1) + 0.0
