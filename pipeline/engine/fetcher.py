"""What a layout may load: files of the workspace and of the layout, and nothing else."""

import base64
import re
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

from PIL import Image, ImageCms, ImageOps
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pipeline.bounded_files import RefusedFileError
from pipeline.colour_profiles import is_whole
from pipeline.engine.loaded_files import name_in, read_loaded_file
from pipeline.engine.placed_forms import PLACED
from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.pdf.placed_sheets import draw_sheet
from pipeline.pictures.judging import PictureKind, WrongPictureError, require_picture


class OutOfBoundsError(Exception):
    """An address that is not a file of the workspace or of the layout, or a file that no layout may load."""


class RefusedPictureError(OutOfBoundsError):
    """A picture that is not passed on; *problem* says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class FolderFetcher(URLFetcher):  # type: ignore[misc]
    """Serves ``workspace:path`` and ``layout:path`` from *folders*, and ``data:`` addresses; refuses all others.

    Pictures are passed on in sRGB or grey; with *keeps_cmyk*, those in the colours of a press as they are.
    What follows a ``?`` is not looked at. Symbolic links and ``..`` are followed before the place is judged. What is
    no picture of the kinds that content may have, whatever it calls itself, is refused: Pillow has readers that start
    programs. Any refusal stops the rendering.

    *loaded* has the digest (SHA-256) of each file that was loaded, by its address.
    """

    def __init__(self, folders: Mapping[str, Path], *, keeps_cmyk: bool = False) -> None:
        super().__init__(allowed_protocols=(), fail_on_errors=True)
        self.keeps_cmyk = keeps_cmyk
        self.folders = dict(folders)
        self.loaded: dict[str, str] = {}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """Return the file's content. Raises OutOfBoundsError, or OSError when it is not there."""
        scheme, _colon, rest = url.partition(":")
        if scheme == PLACED:
            return URLFetcherResponse(url, _stand_in(), {"Content-Type": "image/png"})
        kind, data = _decode_data_address(rest) if scheme == "data" else self._read(url, rest)
        if kind == _PDF:
            kind, data = "image/png", self._draw(scheme, rest)
        if kind in _PICTURES:
            try:
                require_picture(data, _PICTURES[kind])
            except WrongPictureError as error:
                path = self.folders[scheme] / name_in(rest) if scheme in self.folders else None
                raise RefusedPictureError(Problem(error.message, path, error.line, error.hint)) from error
        if kind in ("image/png", "image/jpeg"):
            data, kind = _simplify_picture(data, kind, self.keeps_cmyk)
        return URLFetcherResponse(url, data, {"Content-Type": kind})

    def _draw(self, scheme: str, rest: str) -> bytes:
        """The page of a PDF that an address asks for, as a picture."""
        found = _PAGE.search(rest)
        picture = draw_sheet(self.folders[scheme] / name_in(rest), int(found[1]) if found else 1)
        if picture is None:
            raise OutOfBoundsError(_("the page of the PDF cannot be drawn"))
        return picture

    def _read(self, url: str, rest: str) -> tuple[str, bytes]:
        try:
            data = read_loaded_file(self.folders, url)
        except KeyError as error:
            raise OutOfBoundsError(_("only workspace: and layout: are there to load from")) from error
        except RefusedFileError as error:
            raise OutOfBoundsError(error.message.rstrip(".。")) from error
        self.loaded[url] = sha256(data).hexdigest()
        return _KINDS.get(Path(name_in(rest)).suffix.lower(), "image/jpeg"), data


def _stand_in() -> bytes:
    """A picture of one pixel, in whose place a form is written."""
    file = BytesIO()
    Image.new("L", (1, 1), 255).save(file, "PNG")
    return file.getvalue()


_PDF = "application/pdf"
_PAGE = re.compile(r"\?\w+&page=([0-9]{1,5})$")
_KINDS = {".pdf": _PDF, ".svg": "image/svg+xml", ".png": "image/png", ".css": "text/css"}
_PICTURES: dict[str, PictureKind] = {"image/svg+xml": "SVG", "image/png": "PNG", "image/jpeg": "JPEG"}


def _decode_data_address(rest: str) -> tuple[str, bytes]:
    """Kind and content of the address ``data:`` *rest* (RFC 2397)."""
    head, comma, body = rest.partition(",")
    kind, *parameters = head.lower().replace(" ", "").split(";")
    if not comma or kind not in (*_PICTURES, "text/css"):
        raise OutOfBoundsError(_("an address that begins with data: may hold a PNG, a JPEG, an SVG or a style sheet"))
    data = unquote_to_bytes(body)
    return kind, base64.b64decode(data) if "base64" in parameters else data


_PLAIN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
_COLOURED = ("RGB", "RGBA")


def _simplify_picture(data: bytes, kind: str, keeps_cmyk: bool) -> tuple[bytes, str]:
    """Turn a picture with another profile than sRGB, in CMYK, or of 16 bits, into one that WeasyPrint can pass on.

    WeasyPrint 70.0 (images.py) writes all colours as DeviceRGB, whatever profile they have, and knows no 16-bit grey.
    PDF/A-2 (ISO 19005-2, 6.2.4.3) wants an output intent for CMYK, and that of the reading edition is sRGB. Other
    pictures are passed on as they are.
    """
    with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
        profile = _find_other_profile(image.info.get("icc_profile"))
        if image.mode == "CMYK" and keeps_cmyk:
            return data, kind
        if image.mode in _PLAIN_MODES and not (profile and image.mode in _COLOURED):
            return data, kind
        file = BytesIO()
        _convert_colours(image, profile).save(file, "PNG")
    return file.getvalue(), "image/png"


def _find_other_profile(data: bytes | None) -> Any:
    """The profile that *data* holds; None if it is that of screens, which most pictures name, or none at all."""
    try:
        profile = ImageCms.ImageCmsProfile(BytesIO(data)) if data and is_whole(data) else None
        return None if profile is None or "sRGB" in ImageCms.getProfileDescription(profile) else profile
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # damaged
        return None


def _convert_colours(image: Image.Image, profile: Any) -> Image.Image:
    image = ImageOps.exif_transpose(image)
    if image.mode[0] == "I":
        return image.point(lambda value: value / 256).convert("L")
    if image.mode == "RGBA" and profile:
        plain = _convert_colours(image.convert("RGB"), profile)
        plain.putalpha(image.getchannel("A"))
        return plain
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
            intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
            screen = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, profile, screen, intent, outputMode="RGB", flags=flags)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):  # no profile of these colours
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGBA" if image.mode == "RGBA" else "RGB")
