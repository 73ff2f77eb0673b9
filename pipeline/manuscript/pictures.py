"""Pictures, looked into before anything is laid out: what they say they are, of sane size, reaching nowhere."""

import re
import warnings
from pathlib import Path
from xml.parsers import expat

from PIL import ExifTags, Image

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.raster_pieces import wrong_jpeg, wrong_png
from pipeline.manuscript.svg_scan import Scan, simpler
from pipeline.manuscript.svg_work import TooMuchError, check_work
from pipeline.model import Picture
from pipeline.units import Size

MAX_PIXELS = 120_000_000  # A3 at 600 dpi is 70 million
MAX_RASTER_BYTES = 64 * 2**20
MAX_SVG_BYTES = 8 * 2**20
_RASTER_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
_ON_ITS_SIDE = range(5, 9)  # values of Exif's orientation (CIPA DC-008, 4.6.4); the layout engine turns such pictures


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
    wrong = wrong_png(path) if wanted == "PNG" else wrong_jpeg(path)
    if wrong:
        return Problem(wrong, path, hint=_("Open it in an image editor and save it anew."))
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


def _svg(path: Path) -> Picture | Problem:
    if path.stat().st_size > MAX_SVG_BYTES:
        return Problem(_("The picture file is larger than {limit} MB.").format(limit=MAX_SVG_BYTES >> 20), path)
    scan = Scan()
    try:
        scan.read(path.read_bytes())
        if not scan.problems:
            check_work(scan)
    except expat.ExpatError as error:
        return Problem(_("The SVG is not well-formed."), path, error.lineno, _("Export it anew."))
    except TooMuchError as error:
        return Problem(error.message, path, error.line, simpler())
    except (ValueError, LookupError):  # pyexpat knows no encodings of more than one byte but UTF-8 and UTF-16
        return Problem(_("The SVG is not UTF-8."), path, 1, _("Save it again as UTF-8."))
    if scan.problems:
        line, message, hint = scan.problems[0]
        return Problem(message, path, line, hint)
    size = _svg_size(scan.root)
    if size is None:
        return Problem(_("The SVG has neither a viewBox nor a width and height."), path, 1, _("Give it a viewBox."))
    return Picture(path, size, "".join(scan.text))


def _svg_size(root: dict[str, str]) -> Size | None:
    try:
        _x, _y, width, height = (float(part) for part in root["viewBox"].replace(",", " ").split())
    except (KeyError, ValueError):
        try:
            width, height = (float(re.sub(r"[a-z]+$", "", root[key])) for key in ("width", "height"))
        except (KeyError, ValueError):
            return None
    return Size(width, height) if 1e-3 < width < 1e6 and 1e-3 < height < 1e6 else None
