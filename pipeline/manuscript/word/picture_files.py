"""Pictures of a manuscript as files that Kanben reads: PNG and JPEG as they are, others as PNG."""

import hashlib
import io
import posixpath
import warnings

from PIL import Image

from pipeline.errors import KanbenError
from pipeline.i18n import _
from pipeline.limits import allow_memory, limited
from pipeline.manuscript.word.container import Container
from pipeline.manuscript.word.conversion import INSTALL_DRAW, draw, is_windows_drawing
from pipeline.manuscript.word.manuscript import Notice, PictureCall, Place
from pipeline.pictures.judging import MAX_PIXELS, PictureKind, WrongPictureError, judge_picture

_SECONDS = 8.0  # of processor time for each
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_RASTER = ("GIF", "BMP", "DIB")  # decoders of others are large, and such pictures rare
_BYTES_PER_PIXEL = 12
_DIGITS = 8
_MOST_DRAWN = 10  # of one manuscript; each takes seconds


class PictureFiles:
    """The pictures of one article, whose files are named after it and what they hold; *files* has them by name."""

    def __init__(self, container: Container, slug: str, notices: list[Notice]) -> None:
        self._container, self._slug, self._notices = container, slug, notices
        self._names: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self._drawn = 0

    def name_of(self, call: PictureCall, place: Place) -> str:
        """The name of the file of *call*; empty where the picture can't be had, which is noted."""
        if call.part not in self._names:
            self._names[call.part] = self._make(call.part, place)
        return self._names[call.part]

    def _make(self, part: str, place: Place) -> str:
        data = self._container.read_picture(part)
        name = posixpath.basename(part)
        if data is None:
            self._notices.append(Notice(place, _("The picture {name} isn't in the file.").format(name=name)))
            return ""
        if is_windows_drawing(data):
            data = self._draw(data, name, place)
            if data is None:
                return ""
        try:
            with limited(_("looking into the picture"), self._container.path, _SECONDS):
                kind, made = _make_readable(data)
        except WrongPictureError as error:
            message = _("The picture {name} can't be read: {reason} Save it as PNG or JPEG, and put it in by hand.")
            self._notices.append(Notice(place, message.format(name=name, reason=error.message)))
            return ""
        digest = hashlib.sha256(made).hexdigest()[:_DIGITS]
        file = f"{self._slug}-{digest}.{'png' if kind == 'PNG' else 'jpg'}"
        self.files[file] = made
        return file

    def _draw(self, data: bytes, name: str, place: Place) -> bytes | None:
        """The drawing of Windows *data* as PNG; None where it can't be drawn, which is noted."""
        reason = _("There are more than {limit} of them.").format(limit=_MOST_DRAWN)
        if self._drawn < _MOST_DRAWN:
            self._drawn += 1
            try:
                made = draw(data, self._container.path)
                reason = _("LibreOffice can't read it; {command} has what it needs.").format(command=INSTALL_DRAW)
            except KanbenError as error:
                made, reason = None, " ".join(f"{each.message} {each.hint}" for each in error.problems)
            if made is not None:
                message = _("The picture {name}, a drawing of Windows, was drawn anew: compare it with the manuscript.")
                self._notices.append(Notice(place, message.format(name=name)))
                return made
        message = _("The picture {name} is a drawing of Windows (EMF, WMF), and is left out: {reason}")
        self._notices.append(Notice(place, message.format(name=name, reason=reason)))
        return None


def _make_readable(data: bytes) -> tuple[PictureKind, bytes]:
    """*data* as PNG or JPEG. Raises WrongPictureError."""
    if data.startswith((_PNG, _JPEG)):
        kind: PictureKind = "PNG" if data.startswith(_PNG) else "JPEG"
        judge_picture(data, kind)
        return kind, data
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_RASTER) as image:
                if image.size[0] * image.size[1] > MAX_PIXELS:
                    raise WrongPictureError(_("It has too many pixels."))
                allow_memory(image.size[0] * image.size[1] * _BYTES_PER_PIXEL)
                stream = io.BytesIO()
                has_veil = image.mode in ("LA", "RGBA", "PA") or "transparency" in image.info
                image.convert("RGBA" if has_veil else "L" if image.mode in ("1", "L") else "RGB").save(stream, "PNG")
    except Image.DecompressionBombError as error:
        raise WrongPictureError(_("It has too many pixels.")) from error
    except (OSError, SyntaxError, ValueError) as error:
        message = _("it is of another kind, or damaged.")
        raise WrongPictureError(message) from error
    judge_picture(stream.getvalue(), "PNG")
    return "PNG", stream.getvalue()
