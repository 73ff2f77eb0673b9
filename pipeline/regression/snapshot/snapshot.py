"""A snapshot: what stands on the pages of a finished PDF, small, and the same on every machine.

Lengths are pt, rounded to tenths, from the top left corner of the page as it is cut (its TrimBox, else CropBox, else
MediaBox), x to the right and y downwards. Pages are indexes from 0. There are no dates, ids or facts of machines.
"""

import gzip
import json
import lzma
import math
import zlib
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.regression.kept_files import read_json, read_kept
from pipeline.regression.snapshot.file_layers import FileLayers, layers_of_rows, rows_of

FORMAT = 3  # another one whenever pages are read otherwise: only what was read alike can be compared
_WITHOUT_LAYERS = 2  # as it was before layers were known, and is where they can't be read
_CELLS = frozenset("0123456789abcdef")
ARTIFACT, TAGGED, UNKNOWN = "a", "t", "-"  # what a line of text is said to be
# Bytes of a snapshot, and of its JSON: a page has some ten thousand, so that this is enough for six thousand of them,
# and signs of JSON in it, of which a page has some four hundred.
_MAX_SIZE = 64 << 20
_MOST_SIGNS = 4_000_000
MAX_PAGES, MOST_ENTRIES = 20_000, 20_000  # of a file, and of its outline
# Of a page: what is read of it. Text is in objects too.
MOST_OBJECTS, MOST_VECTORS, MOST_IMAGES, MOST_LINKS = 40_000, 120, 400, 2_000
_MOST_COLUMNS = 100_000
_XZ, _DICTIONARY = b"\xfd7zXZ\0", 8 << 20  # how xz begins; bytes back that it looks for what comes again
_LARGEST = 1e7  # pt; what is read is cut to a tenth of it

Box = tuple[float, float, float, float]  # x₀, y₀, x₁, y₁


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: *font* without the tag of its subset, *size* in pt, *colour* as ``#rrggbb``."""

    font: str
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: where it begins on its base line, how wide it is, and its *pieces*: index of style, text."""

    x: float
    y: float
    width: float
    pieces: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """All words of the line."""
        pieces = self.pieces
        return pieces[0][1] if len(pieces) == 1 else "".join([text for _style, text in pieces])


@dataclass(frozen=True, slots=True)
class Mark:
    """An image or an area of vectors: where it is, what it is (*digest*, without its place), in which colour."""

    box: Box
    digest: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link: *target* is an address, or ``page N`` with the index of a page."""

    box: Box
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. *boxes* are named, in pt from the lower left corner of the MediaBox; *raster* is grey by cells, row
    by row from the top, ``columns`` a row, one hexadecimal digit a cell; "" when the page could not be drawn.

    *roles* has a letter for each line: ``ARTIFACT``, ``TAGGED`` or ``UNKNOWN``; "" where nothing is known of any.
    """

    boxes: tuple[tuple[str, Box], ...]
    rotation: int
    label: str
    lines: tuple[Line, ...]
    images: tuple[Mark, ...]
    vectors: tuple[Mark, ...]
    links: tuple[Link, ...]
    columns: int
    raster: str
    roles: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the outline; *page* is −1 when it leads nowhere in the file."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All pages, the styles that their pieces name, the outline, how many tags there are of each kind, and what the
    file carries beneath; None: it is not known.
    """

    pages: tuple[Page, ...]
    styles: tuple[Style, ...]
    outline: tuple[Entry, ...]
    tags: tuple[tuple[str, int], ...]
    layers: FileLayers | None = field(default=None, kw_only=True)


def canonical(snapshot: Snapshot) -> bytes:
    """Canonical JSON of *snapshot*: the same bytes for the same snapshot, on every machine."""
    rows = {"format": _WITHOUT_LAYERS} | asdict(replace(snapshot, layers=None))
    del rows["layers"]
    rows["pages"] = [_without_nothing(page) for page in rows["pages"]]
    if snapshot.layers is not None:
        rows |= {"format": FORMAT, "layers": rows_of(snapshot.layers)}
    return json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def _without_nothing(page: dict[str, Any]) -> dict[str, Any]:
    """*page* as it was before roles were known, where they aren't."""
    return {name: value for name, value in page.items() if name != "roles" or value}


def write_number(snapshot: Snapshot) -> bytes:
    """The canonical JSON of *snapshot*, compressed."""
    return gzip.compress(canonical(snapshot), 9, mtime=0)


def write_smallest(snapshot: Snapshot) -> bytes:
    """The canonical JSON of *snapshot*, compressed more slowly and by a quarter more (xz): for version control."""
    data = canonical(snapshot)
    preset = 9 | lzma.PRESET_EXTREME if len(data) <= _DICTIONARY else 6
    filters = [{"id": lzma.FILTER_LZMA2, "preset": preset, "dict_size": _DICTIONARY}]
    return lzma.compress(data, check=lzma.CHECK_CRC32, filters=filters)


def _unpack(packed: bytes) -> bytes:
    """What was packed by either way, one member of it. Raises ValueError or an error of its library."""
    if packed.startswith(_XZ):
        unpacking = lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=4 * _DICTIONARY)
        data, rest = unpacking.decompress(packed, _MAX_SIZE), unpacking.unused_data
        is_whole = unpacking.eof
    else:
        engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
        data, rest, is_whole = engine.decompress(packed, _MAX_SIZE), engine.unused_data, engine.eof
    if rest or not is_whole:
        raise ValueError(len(data))
    return data


def read_snapshot(path: Path) -> Snapshot:
    """The snapshot that was written to *path*. Raises FileAccessError, or ContentError when it is none."""
    packed = read_kept(path, _MAX_SIZE)
    try:
        data = _unpack(packed)
        rows = read_json(data, _MOST_SIGNS)
        if rows["format"] not in {FORMAT, _WITHOUT_LAYERS}:
            raise ValueError(rows["format"])
        return from_rows(rows)
    except (zlib.error, lzma.LZMAError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError) as error:
        raise _is_none(path) from error
    except (RecursionError, MemoryError) as error:
        raise _is_none(path) from error


def _is_none(path: Path) -> ContentError:
    hint = _("Make it again with `kanben proof snapshot`.")
    return ContentError(Problem(_("This is no snapshot that Kanben can read."), path, hint=hint))


def from_rows(rows: dict[str, Any]) -> Snapshot:
    """The snapshot that the JSON *rows* tell. Raises ValueError, KeyError or TypeError when they tell none."""
    if len(rows["pages"]) > MAX_PAGES or len(rows["outline"]) > MOST_ENTRIES:
        raise ValueError("pages")
    styles = tuple(Style(str(each["font"]), _number(each["size"]), str(each["colour"])) for each in rows["styles"])
    outline = tuple(Entry(int(each["level"]), str(each["title"]), int(each["page"])) for each in rows["outline"])
    pages = tuple(page_of(each) for each in rows["pages"])
    if any(not 0 <= style < len(styles) for page in pages for line in page.lines for style, _text in line.pieces):
        raise ValueError("styles")
    tags = tuple((str(name), int(count)) for name, count in rows["tags"])
    layers = layers_of_rows(rows["layers"]) if rows["format"] == FORMAT else None
    return Snapshot(pages, styles, outline, tags, layers=layers)


def page_of(row: dict[str, Any]) -> Page:
    """The page that *row* tells. Raises ValueError, KeyError or TypeError when it tells none."""
    columns, raster = int(row["columns"]), str(row["raster"])
    if (columns < 1 and raster) or columns > _MOST_COLUMNS or not set(raster) <= _CELLS:
        raise ValueError("raster")
    roles = str(row.get("roles", ""))
    if roles and (len(roles) != len(row["lines"]) or not set(roles) <= {ARTIFACT, TAGGED, UNKNOWN}):
        raise ValueError("roles")
    most = {"lines": MOST_OBJECTS, "images": MOST_IMAGES, "vectors": MOST_VECTORS, "links": MOST_LINKS}
    if any(len(row[name]) > count for name, count in most.items()):
        raise ValueError("objects")
    return Page(
        boxes=tuple((str(name), _box(box)) for name, box in row["boxes"]),
        rotation=int(row["rotation"]),
        label=str(row["label"]),
        lines=tuple(_line(each) for each in row["lines"]),
        images=tuple(_mark(each) for each in row["images"]),
        vectors=tuple(_mark(each) for each in row["vectors"]),
        links=tuple(Link(_box(each["box"]), str(each["target"])) for each in row["links"]),
        columns=columns,
        raster=raster,
        roles=roles,
    )


def _line(row: dict[str, Any]) -> Line:
    pieces = tuple((int(style), str(text)) for style, text in row["pieces"])
    return Line(_number(row["x"]), _number(row["y"]), _number(row["width"]), pieces)


def _mark(row: dict[str, Any]) -> Mark:
    return Mark(_box(row["box"]), str(row["digest"]), str(row["colour"]))


def _box(row: Any) -> Box:
    x0, y0, x1, y1 = map(_number, row)
    return x0, y0, x1, y1


def _number(value: Any) -> float:
    """*value* as a number that can be reckoned with: JSON's reader knows NaN, and takes 1e999 for infinite."""
    number = float(value)
    if not math.isfinite(number) or abs(number) > _LARGEST:
        raise ValueError(value)
    return number
