"""Pictures, looked into before anything is laid out: what they say they are, of sane size, reaching nowhere."""

import re
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from PIL import ExifTags, Image

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.model import Picture
from pipeline.units import Size

MAX_PIXELS = 120_000_000  # A3 at 600 dpi is 70 million
MAX_RASTER_BYTES = 64 * 2**20
MAX_SVG_BYTES = 8 * 2**20
MAX_SVG_ELEMENTS = 50_000  # counted after expanding <use>, so that nested copies can't multiply without bound
_RASTER_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_ON_ITS_SIDE = range(5, 9)  # values of Exif's orientation (CIPA DC-008, 4.6.4); the layout engine turns such pictures
_OUTSIDE_URL = re.compile(r"url\(\s*+['\"]?+\s*+(?!#)|@import|expression\(", re.IGNORECASE)
MAX_SVG_DEPTH = 100
_TEXT_ELEMENTS = {"text", "tspan", "textPath"}
_FORBIDDEN = {"script", "foreignObject", "image", "feImage", "animate", "set", "animateTransform", "iframe"}


def look_into(path: Path) -> Picture | Problem:
    """Return the picture of *path*, or what is wrong with it."""
    try:
        if path.suffix.lower() == ".svg":
            return _svg(path)
        if path.suffix.lower() in _RASTER_FORMATS:
            return _raster(path)
    except OSError as error:
        reason = error.strerror or _("the file is damaged")
        return Problem(_("The picture cannot be read: {reason}.").format(reason=reason), path)
    return Problem(_("This is no PNG, JPEG or SVG."), path, hint=_("Save the picture as one of these."))


def _raster(path: Path) -> Picture | Problem:
    if path.stat().st_size > MAX_RASTER_BYTES:
        return Problem(_("The picture file is larger than {limit} MB.").format(limit=MAX_RASTER_BYTES >> 20), path)
    wanted = _RASTER_FORMATS[path.suffix.lower()]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit below is ours
            with Image.open(path, formats=[wanted]) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    return Problem(_("The picture has more than {limit} million pixels.").format(limit=120), path)
                image.load()
                if image.getexif().get(ExifTags.Base.Orientation) in _ON_ITS_SIDE:
                    width, height = height, width
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        message = _("The picture is damaged, or no {format}.").format(format=wanted)
        return Problem(message, path, hint=_("Open it in an image editor and save it anew."))
    return Picture(path, Size(width, height))


class _RefusedError(Exception):
    """The rest of the file need not be read."""


@dataclass
class _SvgScan:
    """What one pass over an SVG file collects."""

    parser: expat.XMLParserType
    problems: list[tuple[int, str]] = field(default_factory=list)
    root: dict[str, str] = field(default_factory=dict)
    elements: int = 0
    text: list[str] = field(default_factory=list)
    open_ids: list[str] = field(default_factory=list)  # "" for an element without id
    uses: list[tuple[tuple[str, ...], str]] = field(default_factory=list)  # ids around a <use>, and its target
    sizes: dict[str, int] = field(default_factory=dict)  # elements below each id
    in_text: int = 0

    def __post_init__(self) -> None:
        self.parser.buffer_text = True
        self.parser.StartElementHandler, self.parser.EndElementHandler = self.start, self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.ProcessingInstructionHandler = self.instruction

    def problem(self, message: str) -> None:
        """Add what is wrong on the line being read."""
        self.problems.append((self.parser.CurrentLineNumber, message))

    def start(self, name: str, attributes: dict[str, str]) -> None:
        _check_element(self, name.rpartition(" ")[2], attributes)

    def end(self, name: str) -> None:
        self.open_ids.pop()
        self.in_text -= name.rpartition(" ")[2] in _TEXT_ELEMENTS

    def characters(self, text: str) -> None:
        if self.in_text:
            self.text.append(text)
        if _OUTSIDE_URL.search(text):
            self.problem(_("A style reaches outside the file."))

    def doctype(self, *_declaration: object) -> None:
        self.problem(_("A document type declaration is not allowed."))
        raise _RefusedError

    def instruction(self, target: str, _data: str) -> None:
        self.problem(_("The instruction <?{name}?> is not allowed.").format(name=target))


def _svg(path: Path) -> Picture | Problem:
    if path.stat().st_size > MAX_SVG_BYTES:
        return Problem(_("The picture file is larger than {limit} MB.").format(limit=MAX_SVG_BYTES >> 20), path)
    scan = _SvgScan(expat.ParserCreate(namespace_separator=" "))
    try:
        scan.parser.Parse(path.read_bytes(), True)
    except _RefusedError:
        pass
    except expat.ExpatError as error:
        return Problem(_("The SVG is not well-formed."), path, error.lineno, _("Export it anew."))
    except (ValueError, LookupError):  # pyexpat knows no encodings of more than one byte but UTF-8 and UTF-16
        return Problem(_("The SVG is not UTF-8."), path, 1, _("Save it again as UTF-8."))
    hint = _("Export the drawing as plain SVG without scripts, links or embedded files.")
    if not scan.problems and _expanded_elements(scan) > MAX_SVG_ELEMENTS:
        scan.problems.append((1, _("The drawing has more than {limit} elements.").format(limit=MAX_SVG_ELEMENTS)))
    if scan.problems:
        line, message = scan.problems[0]
        return Problem(message, path, line, hint)
    size = _svg_size(scan.root)
    if size is None:
        return Problem(_("The SVG has neither a viewBox nor a width and height."), path, 1, _("Give it a viewBox."))
    return Picture(path, size, "".join(scan.text))


def _check_element(scan: _SvgScan, name: str, attributes: dict[str, str]) -> None:
    if scan.elements == 0:
        scan.root = attributes
        if name != "svg":
            scan.problem(_("The file is no SVG drawing."))
    scan.elements += 1
    scan.open_ids.append(attributes.get("id", ""))
    if scan.elements > MAX_SVG_ELEMENTS or len(scan.open_ids) > MAX_SVG_DEPTH:
        scan.problem(_("The drawing has too many elements, or too deep ones."))
        raise _RefusedError
    for ancestor in filter(None, set(scan.open_ids)):
        scan.sizes[ancestor] = scan.sizes.get(ancestor, 0) + 1
    scan.in_text += name in _TEXT_ELEMENTS
    if name in _FORBIDDEN:
        scan.problem(_("The element <{name}> is not allowed.").format(name=name))
    if name == "mask":  # WeasyPrint 70.0 (svg/defs.py, paint_mask) draws nothing of what is masked
        scan.problem(_("The element <mask> is not drawn: what it masks would be missing."))
    for name_in_full, value in attributes.items():
        key = name_in_full.rpartition(" ")[2].lower()
        if key.startswith("on") or (key == "href" and not value.startswith("#")) or _OUTSIDE_URL.search(value):
            scan.problem(_("The attribute “{name}” reaches outside the file.").format(name=key))
        elif key == "href" and name == "use":
            scan.uses.append((tuple(filter(None, scan.open_ids)), value[1:]))


def _expanded_elements(scan: _SvgScan) -> int:
    """Number of elements drawn once every ``<use>`` is replaced by its target; counting stops past the limit."""
    below: dict[str, list[str]] = {}
    for ancestors, target in scan.uses:
        for ancestor in ancestors:
            below.setdefault(ancestor, []).append(target)
    count, pending = scan.elements, [target for _ancestors, target in scan.uses]
    while pending and count <= MAX_SVG_ELEMENTS:
        target = pending.pop()
        count += scan.sizes.get(target, 0)
        pending += below.get(target, [])
    return count


def _svg_size(root: dict[str, str]) -> Size | None:
    try:
        _x, _y, width, height = (float(part) for part in root["viewBox"].replace(",", " ").split())
    except (KeyError, ValueError):
        try:
            width, height = (float(re.sub(r"[a-z]+$", "", root[key])) for key in ("width", "height"))
        except (KeyError, ValueError):
            return None
    return Size(width, height) if 0 < width < 1e6 and 0 < height < 1e6 else None
