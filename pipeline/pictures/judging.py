"""Pictures, looked into before anything is laid out: what they say they are, of sane size, reaching nowhere."""

import re
import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Literal
from xml.parsers import expat

from PIL import ExifTags, Image

from pipeline.i18n import _
from pipeline.limits import allow_memory
from pipeline.pictures.raster_pieces import wrong_jpeg, wrong_png
from pipeline.pictures.svg_scan import Scan, simpler
from pipeline.pictures.svg_work import TooMuchError, check_work
from pipeline.units import Size

PictureKind = Literal["PNG", "JPEG", "SVG"]
KINDS: dict[str, PictureKind] = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".svg": "SVG"}  # by suffix
MAX_PIXELS = 80_000_000  # A3 at 600 dpi is 70 million
MAX_BYTES: dict[PictureKind, int] = {"PNG": 64 << 20, "JPEG": 64 << 20, "SVG": 8 << 20}
_BYTES_PER_PIXEL = 12  # of memory: of a picture that is decoded, parted from its transparency, and written
_ON_ITS_SIDE = range(5, 9)  # values of Exif's orientation (CIPA DC-008, 4.6.4); the layout engine turns such pictures


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What is known of a picture: its *size* as it is shown, in px or the user units of an SVG, and the words in it."""

    size: Size
    text: str = ""


class WrongPictureError(Exception):
    """A picture that is not taken: *message* is a sentence, *hint* says what to do, *line* is 1-based."""

    def __init__(self, message: str, hint: str = "", line: int | None = None) -> None:
        super().__init__(message)
        self.message, self.hint, self.line = message, hint, line


def judge_picture(data: bytes, kind: PictureKind) -> PictureFacts:
    """What is known of the picture *data*, all of which is decoded or read. Raises WrongPictureError."""
    if kind == "SVG":
        return _judge_drawing(data)
    width, height = _decode(data, kind, is_whole=True)
    return PictureFacts(Size(width, height))


def require_picture(data: bytes, kind: PictureKind) -> None:
    """Raise WrongPictureError where *data* is not what it says, is too much work, or reaches elsewhere.

    Pixels are not decoded: that is left to who shows them.
    """
    if kind == "SVG":
        _judge_drawing(data)
    else:
        _decode(data, kind, is_whole=False)


def _decode(data: bytes, kind: PictureKind, *, is_whole: bool) -> tuple[int, int]:
    """Width and height of a picture as it is shown, decoded if *is_whole*."""
    anew = _("Open it in an image editor and save it anew.")
    if wrong := wrong_png(data) if kind == "PNG" else wrong_jpeg(data):
        raise WrongPictureError(wrong, anew)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit below is ours
            with Image.open(BytesIO(data), formats=[kind]) as image:
                width, height = image.size
                if width * height > MAX_PIXELS:
                    raise _refuse_pixels(width, height)
                allow_memory(width * height * _BYTES_PER_PIXEL)
                if is_whole:
                    image.load()
                if image.getexif().get(ExifTags.Base.Orientation) in _ON_ITS_SIDE:
                    width, height = height, width
    except Image.DecompressionBombError as error:  # at about 180 million
        raise _refuse_pixels() from error
    except (OSError, SyntaxError, ValueError) as error:
        raise WrongPictureError(_("The picture is damaged, or no {format}.").format(format=kind), anew) from error
    return width, height


def _refuse_pixels(width: int = 0, height: int = 0) -> WrongPictureError:
    """What is said of a picture of *width* × *height* pixels, as far as they are known."""
    limit = MAX_PIXELS // 1_000_000
    message = _("The picture has more than {limit} million pixels.").format(limit=limit)
    if not width:
        hint = _("Save it with fewer: {limit} million are more than a page of A3 can show.")
        return WrongPictureError(message, hint.format(limit=limit))
    share = (MAX_PIXELS / (width * height)) ** 0.5
    hint = _("It has {width} × {height}. Save it with {fewer} × {less} at most: a page of A3 can show no more.")
    values = {"width": width, "height": height, "fewer": int(width * share), "less": int(height * share)}
    return WrongPictureError(message, hint.format(**values))


def _judge_drawing(data: bytes) -> PictureFacts:
    scan = Scan()
    try:
        scan.read(data)
        if not scan.problems:
            check_work(scan)
    except expat.ExpatError as error:
        raise WrongPictureError(_("The SVG is not well-formed."), _("Export it anew."), error.lineno) from error
    except TooMuchError as error:
        raise WrongPictureError(error.message, simpler(), error.line) from error
    except (ValueError, LookupError) as error:  # pyexpat knows no encodings of more than one byte but UTF-8 and UTF-16
        raise WrongPictureError(_("The SVG is not UTF-8."), _("Save it again as UTF-8."), 1) from error
    if scan.problems:
        line, message, hint = scan.problems[0]
        raise WrongPictureError(message, hint, line)
    size = _size_of(scan.root)
    if size is None:
        raise WrongPictureError(_("The SVG has neither a viewBox nor a width and height."), _("Give it a viewBox."), 1)
    return PictureFacts(size, "".join(scan.text))


def _size_of(root: dict[str, str]) -> Size | None:
    try:
        _x, _y, width, height = (float(part) for part in root["viewBox"].replace(",", " ").split())
    except (KeyError, ValueError):
        try:
            width, height = (float(re.sub(r"[a-z]+$", "", root[key])) for key in ("width", "height"))
        except (KeyError, ValueError):
            return None
    return Size(width, height) if 1e-3 < width < 1e6 and 1e-3 < height < 1e6 else None
