"""Pictures of an issue as files: looked over, and new ones taken in as the library judges them; run within limits."""

import os
import tempfile
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path

from PIL import Image, ImageOps

from pipeline.bounded_files import RefusedFileError, read_inside, real_path_inside
from pipeline.desk.source_files import is_plain_name
from pipeline.errors import ContentError, KanbenError, Problem
from pipeline.i18n import _
from pipeline.limits import allow_memory, limited
from pipeline.manuscript.pictures import look_into
from pipeline.pictures.judging import KINDS, MAX_BYTES, MAX_PIXELS
from pipeline.production.publishing import publish

FOLDER = "images"
TIFF = (".tif", ".tiff")
_THUMBNAIL, _QUALITY = 480, 82  # pixels of the longer side
_MOST_LISTED, _MOST_FILES = 500, 2_000
_SECONDS = 20.0  # of processor time for one picture that is taken in, or drawn small
_BYTES_PER_PIXEL = 12  # of memory


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """A picture by its *name*: its size as it is shown (px, or units of a drawing), or what is wrong with it.

    *thumbnail*: a small JPEG; of a drawing the drawing itself.
    """

    name: str
    width: float = 0
    height: float = 0
    is_drawing: bool = False
    thumbnail: bytes = b""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """A picture that was taken in as the file *name*; *is_new*: it was not there before. *remark*: what was changed."""

    name: str
    is_new: bool
    remark: str = ""


def list_pictures(issue: Path) -> list[Path]:
    """The files of pictures in the folder *issue*, by name; no links, nothing hidden."""
    folder = issue / FOLDER
    if real_path_inside(issue, folder) != issue.resolve() / FOLDER or not folder.is_dir():
        return []
    entries = (entry.name for entry in os.scandir(folder) if entry.is_file(follow_symlinks=False))
    names = sorted(name for name in entries if is_plain_name(name) and Path(name).suffix.lower() in KINDS)
    return [folder / name for name in names[:_MOST_LISTED]]


def find_picture(issue: Path, name: str) -> Path | None:
    """The one of these that has *name*, if there is one."""
    return next((path for path in list_pictures(issue) if path.name == name), None)


def look_over(paths: Sequence[Path], workspace: Path) -> list[PictureFile]:
    """What is known of each of the pictures *paths* of *workspace*."""
    return [_look_over(path, workspace) for path in paths]


def _look_over(path: Path, workspace: Path) -> PictureFile:
    try:
        found = look_into(path, workspace)
        if isinstance(found, Problem):
            return PictureFile(name=path.name, problem=found.text)
        data = read_inside(workspace, path, MAX_BYTES[KINDS[path.suffix.lower()]])
        small = data if found.is_drawing else _draw_small(data, path)
    except KanbenError as error:
        return PictureFile(name=path.name, problem=error.problems[0].text)
    except (OSError, RefusedFileError) as error:
        return PictureFile(name=path.name, problem=str(error))
    size = found.size
    return PictureFile(
        name=path.name, width=size.width, height=size.height, is_drawing=found.is_drawing, thumbnail=small
    )


def _draw_small(data: bytes, path: Path) -> bytes:
    with limited(_("drawing a picture small"), path, _SECONDS), Image.open(BytesIO(data)) as image:
        image.draft("RGB", (_THUMBNAIL, _THUMBNAIL))
        image.thumbnail((_THUMBNAIL, _THUMBNAIL))
        upright = ImageOps.exif_transpose(image)
        if "A" in upright.getbands() or "transparency" in upright.info:
            upright = upright.convert("RGBA")
            white = Image.new("RGBA", upright.size, "white")
            upright = Image.alpha_composite(white, upright)
        out = BytesIO()
        upright.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def take_picture(name: str, data: bytes, issue: Path, workspace: Path) -> TakenPicture:
    """Put the picture *data* into the folder *issue* under *name*, or one like it: no file is written over.

    TIFF is turned into PNG or, with the inks of print, JPEG. Raises ContentError for what is no picture, or not sane.
    """
    remark = ""
    if Path(name).suffix.lower() in TIFF:
        data, suffix = _turn_tiff(data, name)
        remark = _("{name} is kept as {format}: TIFF can't be printed.").format(name=name, format=suffix[1:].upper())
        name = Path(name).stem + suffix
    folder = issue / FOLDER
    if folder.is_dir() and sum(1 for _each in os.scandir(folder)) >= _MOST_FILES:
        message = _("The folder holds more than {limit} files and folders.").format(limit=_MOST_FILES)
        raise ContentError(Problem(message, folder, hint=_("Move away what does not belong there.")))
    stem, suffix = Path(name).stem, Path(name).suffix.lower()
    for number in count(1):
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        if not os.path.lexists(path):
            break
        if path.is_file() and not path.is_symlink() and path.read_bytes() == data:
            return TakenPicture(path.name, is_new=False, remark=remark)
    _judge(data, path.name)
    publish(data, path, workspace)
    return TakenPicture(path.name, is_new=True, remark=remark)


def _judge(data: bytes, name: str) -> None:
    """Raise ContentError where the picture *data* would not be taken by a build."""
    with tempfile.TemporaryDirectory(prefix="kanben-") as folder:
        path = Path(folder).resolve() / name
        path.write_bytes(data)
        found = look_into(path, path.parent)
    if isinstance(found, Problem):
        raise ContentError(Problem(found.message, Path(name), found.line, found.hint))


def _turn_tiff(data: bytes, name: str) -> tuple[bytes, str]:
    """The picture of a TIFF in another form, and the suffix of that."""
    out = BytesIO()
    try:
        with limited(_("looking into the picture"), Path(name), _SECONDS), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit below is ours
            with Image.open(BytesIO(data), formats=["TIFF"]) as image:
                if image.width * image.height > MAX_PIXELS or getattr(image, "n_frames", 1) > 1:
                    message = _("The TIFF has several pages, or more than {limit} million pixels.")
                    raise ContentError(Problem(message.format(limit=MAX_PIXELS // 1_000_000), Path(name)))
                allow_memory(image.width * image.height * _BYTES_PER_PIXEL)
                profile = image.info.get("icc_profile")
                if image.mode == "CMYK":
                    image.save(out, "JPEG", quality=95, subsampling=0, icc_profile=profile)
                    return out.getvalue(), ".jpg"
                kept = image if image.mode in ("1", "L", "LA", "RGB", "RGBA", "P", "I;16") else image.convert("RGB")
                ImageOps.exif_transpose(kept).save(out, "PNG", icc_profile=profile, dpi=image.info.get("dpi"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        message = _("The picture is damaged, or no {format}.").format(format="TIFF")
        raise ContentError(Problem(message, Path(name))) from error
    return out.getvalue(), ".png"
