"""Copies of glyphs put into a TrueType font: composites of the glyph, moved, with a width of their own.

OpenType 1.9.1, tables glyf, loca, hmtx, hhea, maxp.
"""

import struct
from collections.abc import Collection, Mapping

from pipeline.engine.glyph_copies import Copy

_WORDS_THAT_MOVE = 0x0003  # the arguments of a component are two words, and lengths
_MORE_COMPONENTS = 0x0020
_POINT_HEIGHT = 250  # of the point that is put to accents
_ON_CURVE_AT_NO_X = 0x11
_LONG_PLACES = 1
_LENGTH_UNIT = 1000
_TRUETYPE = 0x00010000
_METRICS = struct.Struct(">Hh")  # width and left side bearing of a glyph; a face has tens of thousands


def add_copies(data: bytes, copies: Mapping[int, Copy], accents: Collection[int] = (), point: int = 0) -> bytes:
    """The font *data* with *copies* by their glyph numbers, all above those of its own; what they copy is there.

    Those that are *accents* have a point within the height of letters as well, the glyph *point*, which comes before
    them: PDFium begins a line where the box around a piece of text lies above that of the piece before, as that of a
    large accent would. Nothing is drawn of it. Raises ValueError where an em has other units than thousandths.
    """
    tables = _read_tables(data)
    if struct.unpack_from(">H", tables["head"], 18)[0] != _LENGTH_UNIT:
        raise ValueError("an em of other units than thousandths")
    places, metrics = _read_places(tables), _read_metrics(tables)
    outlines = bytearray(tables["glyf"][: places[-1]])
    for number in sorted({*copies, point} if accents else copies):
        missing = number - len(metrics) // _METRICS.size
        places += [len(outlines)] * missing
        metrics += bytes(_METRICS.size * missing)
        if number == point and accents:
            outlines += _point()
            metrics += _METRICS.pack(0, 0)
        else:
            glyph, shift, growth, rise = copies[number]
            outline = tables["glyf"][places[glyph] : places[glyph + 1]]
            width, bearing = _METRICS.unpack_from(metrics, _METRICS.size * glyph)
            if outline:
                outlines += _composite(outline, glyph, (-shift, rise), point if number in accents else 0)
            metrics += _METRICS.pack(width + growth, bearing - shift if outline else 0)
        places.append(len(outlines))
    count = len(metrics) // _METRICS.size
    widths = struct.unpack(f">{2 * count}H", metrics)[::2]
    tables["glyf"], tables["loca"] = bytes(outlines), struct.pack(f">{count + 1}L", *places)
    tables["hmtx"] = bytes(metrics)
    tables["head"] = _put_form(tables["head"], 50, ">h", _LONG_PLACES)
    tables["hhea"] = _put_form(_put_form(tables["hhea"], 34, ">H", count), 10, ">H", max(widths))
    tables["maxp"] = _put_form(tables["maxp"], 4, ">H", count)
    _allow_composites(tables, more=1 if accents else 0)
    return _write_tables(tables)


def _composite(outline: bytes, glyph: int, move: tuple[int, int], point: int) -> bytes:
    """*glyph*, whose own is *outline*, moved to the right and upwards; with the glyph *point*, unless that is 0."""
    left, bottom, right, top = struct.unpack_from(">4h", outline, 2)
    box = (left + move[0], bottom + move[1], right + move[0], top + move[1])
    if not point:
        return struct.pack(">h4hHHhh", -1, *box, _WORDS_THAT_MOVE, glyph, *move) + bytes(2)
    box = (min(box[0], 0), min(box[1], _POINT_HEIGHT), max(box[2], 0), max(box[3], _POINT_HEIGHT))
    first = struct.pack(">h4hHHhh", -1, *box, _WORDS_THAT_MOVE | _MORE_COMPONENTS, glyph, *move)
    return first + struct.pack(">HHhh", _WORDS_THAT_MOVE, point, 0, 0) + bytes(2)


def _point() -> bytes:
    """A contour of one point, at the left edge."""
    box = (0, _POINT_HEIGHT, 0, _POINT_HEIGHT)
    return struct.pack(">h4hHHBh", 1, *box, 0, 0, _ON_CURVE_AT_NO_X, _POINT_HEIGHT) + bytes(3)


def _allow_composites(tables: dict[str, bytes], more: int) -> None:
    """Have ``maxp`` allow for a component and for one level more, and for *more* points and components beside it."""
    points, contours, all_points, all_contours = struct.unpack_from(">4H", tables["maxp"], 6)
    elements, depth = struct.unpack_from(">2H", tables["maxp"], 28)
    most = max(points, all_points) + more, max(contours, all_contours) + more
    tables["maxp"] = _put_form(tables["maxp"], 10, ">2H", *most)
    tables["maxp"] = _put_form(tables["maxp"], 28, ">2H", max(elements, 1 + more), depth + 1)


def _read_places(tables: Mapping[str, bytes]) -> list[int]:
    count = struct.unpack_from(">H", tables["maxp"], 4)[0]
    if struct.unpack_from(">h", tables["head"], 50)[0] == _LONG_PLACES:
        return list(struct.unpack_from(f">{count + 1}L", tables["loca"]))
    return [2 * place for place in struct.unpack_from(f">{count + 1}H", tables["loca"])]


def _read_metrics(tables: Mapping[str, bytes]) -> bytearray:
    """Width and left side bearing of each glyph, as in ``hmtx`` where each has both."""
    count = struct.unpack_from(">H", tables["maxp"], 4)[0]
    full = struct.unpack_from(">H", tables["hhea"], 34)[0]
    metrics = bytearray(tables["hmtx"][: _METRICS.size * full])
    width = bytes(metrics[-_METRICS.size : -_METRICS.size // 2])
    bearings = tables["hmtx"][len(metrics) : len(metrics) + 2 * (count - full)]
    metrics += b"".join(width + bearings[at : at + 2] for at in range(0, len(bearings), 2))
    return metrics


def _put_form(table: bytes, at: int, form: str, *values: int) -> bytes:
    changed = bytearray(table)
    struct.pack_into(form, changed, at, *values)
    return bytes(changed)


def _read_tables(data: bytes) -> dict[str, bytes]:
    count = struct.unpack_from(">H", data, 4)[0]
    entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * number) for number in range(count))
    return {name.decode(): data[start : start + size] for name, _sum, start, size in entries}


def _write_tables(tables: Mapping[str, bytes]) -> bytes:
    """A font of *tables* (OpenType, Organization of an OpenType font)."""
    count = len(tables)
    largest = count.bit_length() - 1
    head = struct.pack(">LHHHH", _TRUETYPE, count, 16 << largest, largest, 16 * (count - (1 << largest)))
    start, entries, content = 12 + 16 * count, [], []
    for name in sorted(tables):
        table = tables[name] + bytes(-len(tables[name]) % 4)
        checksum = sum(struct.unpack(f">{len(table) // 4}L", table)) & 0xFFFFFFFF
        entries.append(struct.pack(">4sLLL", name.encode(), checksum, start, len(tables[name])))
        content.append(table)
        start += len(table)
    return b"".join((head, *entries, *content))
