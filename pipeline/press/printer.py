"""``layouts/press/<printer>.yaml``: what a printer wants of a file (docs/press.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Annotated, Literal

from PIL import ImageCms
from pydantic import AfterValidator, Field

from pipeline.bounded_files import BoundedFolder, GivenFile, RefusedFileError, entries_below, text_of
from pipeline.colour_profiles import is_whole
from pipeline.errors import ContentError, FileAccessError, Problem, UsageError
from pipeline.i18n import _
from pipeline.press.separation.inks import PROCESS_INKS
from pipeline.strict_yaml import NOT_BLANK, StrictRows, YamlFile, parse_yaml
from pipeline.units import parse_length

FOLDER, SUFFIX = "press", ".yaml"
ROOM_FOR_MARKS = parse_length("3mm")  # the least that a slug leaves outside the bleed where there are marks
_MOST_LENGTH = parse_length("200mm")
_MOST_PROFILE, _MOST_FILE = 32 << 20, 1 << 20  # bytes
_PROFILE_HEADER = 128  # bytes of an ICC profile before its table of tags (ICC.1, 7.2)
_RESERVED_PLATES = ("all", "none", *PROCESS_INKS)  # names of plates that no spot ink has (ISO 32000-1, 8.6.6.4)

Standard = Literal["PDF/X-4", "PDF/X-1a"]
Mark = Literal["crop", "registration", "colour_bar", "slug"]
Ink = Literal["cyan", "magenta", "yellow", "black"]
_INKS: tuple[Ink, ...] = ("cyan", "magenta", "yellow", "black")
MARKS: tuple[Mark, ...] = ("crop", "registration", "colour_bar", "slug")
_NEWEST_PROFILE: dict[Standard, int] = {"PDF/X-4": 4, "PDF/X-1a": 2}  # of ICC, by the PDF that each stands on


def _is_length(text: str) -> str:
    if parse_length(text) > _MOST_LENGTH:
        raise ValueError(text)
    return text


def _without_doubles(items: list[str]) -> list[str]:
    if len(set(items)) < len(items):
        raise ValueError(items)
    return items


def _is_spot(name: str) -> str:
    if name.casefold() in _RESERVED_PLATES or name != name.strip():
        raise ValueError(name)
    return name


LengthText = Annotated[str, AfterValidator(_is_length)]
SpotName = Annotated[str, Field(pattern=NOT_BLANK, max_length=100), AfterValidator(_is_spot)]
Words = Annotated[str, Field(pattern=NOT_BLANK, max_length=200)]


class PrinterFile(StrictRows):
    """``layouts/press/<printer>.yaml``."""

    guide = "docs/press.md"

    name: Words
    standard: Standard = "PDF/X-4"
    icc: Words
    output_condition: Words
    registry: Words = "http://www.color.org"
    condition: str = Field(default="", max_length=1000)
    ink_limit: float = Field(ge=1, le=400, allow_inf_nan=False)
    bleed: LengthText = "3mm"
    safe_zone: LengthText = "3mm"
    slug: LengthText = "12mm"
    marks: Annotated[list[Mark], AfterValidator(_without_doubles)] = Field(default=list(MARKS))
    inks: Annotated[list[Ink], AfterValidator(_without_doubles)] = Field(default=list(_INKS), min_length=1)
    spots: Annotated[list[SpotName], Field(max_length=30), AfterValidator(_without_doubles)] | None = None
    page_multiple: int = Field(default=4, ge=1, le=64)
    minimum_resolution: float = Field(default=300, ge=1, le=2400, allow_inf_nan=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """What a printer wants. *bleed*, *safe_zone* (inside the trim) and *slug* (outside it, bleed included) are pt,
    *ink_limit* per cent of all inks together, *minimum_resolution* pixels per inch. *profile* is the ICC profile of the
    printing condition; *output_condition* is its name in *registry*, *condition* says it in words. *inks* are those of
    the process that the job has, in the order of PROCESS_INKS; *spots* the spot inks that it may have, None for any.
    """

    id: str
    path: Path
    name: str
    standard: Standard
    profile: bytes = field(repr=False)
    output_condition: str
    registry: str
    condition: str
    ink_limit: float
    bleed: float
    safe_zone: float
    slug: float
    marks: frozenset[Mark]
    inks: tuple[str, ...]
    spots: tuple[str, ...] | None
    page_multiple: int
    minimum_resolution: float
    files: tuple[Path, ...] = ()  # what it was read from: its own file, and that of the profile


def find_printer(name: str, folders: Sequence[BoundedFolder], named_at: tuple[Path, int] | None = None) -> Printer:
    """Read printer *name* from the first of *folders* (folders of layouts) that has ``press/<name>.yaml``.

    A *name* that ends in ``.yaml`` is the path of such a file. One that a content file names at *named_at* (path and
    1-based line) starts from the folder of that file and may not lead out of the workspace, in which the first folder
    lies.
    Raises ContentError with file and line of every problem of the file, or when there is no such printer and a content
    file names it; UsageError when there is none and the user named it; FileAccessError when a file cannot be read.
    """
    return read_printer(require_printer(name, folders, named_at), folders)


def require_printer(name: str, folders: Sequence[BoundedFolder], named_at: tuple[Path, int] | None = None) -> GivenFile:
    """The file of printer *name*, which is not read; raises as `find_printer` does when there is no such printer."""
    if (file := next(_places(name, folders, named_at), None)) is not None:
        return file
    message = _("There is no printer “{name}”.").format(name=name)
    hint = _("There are: {names}. Or name a file that ends in .yaml.").format(names=", ".join(printer_names(folders)))
    if named_at is None:
        raise UsageError(Problem(message, hint=hint))
    raise ContentError(Problem(message, *named_at, hint))


def printer_names(folders: Sequence[BoundedFolder]) -> list[str]:
    """The printers in *folders* of layouts, sorted."""
    found = (path for folder in folders for path in entries_below(folder.path / FOLDER, folder.root))
    return sorted({path.stem for path in found if path.suffix == SUFFIX})


def _places(name: str, folders: Sequence[BoundedFolder], named_at: tuple[Path, int] | None) -> Iterator[GivenFile]:
    """The files that *name* may stand for, as far as they are there."""
    if name.endswith(SUFFIX):
        file = GivenFile(Path(name)) if named_at is None else GivenFile(named_at[0].parent / name, folders[0].root)
        if file.is_there:
            yield file
    elif name == Path(name).name:
        path = Path(FOLDER, f"{name}{SUFFIX}")
        yield from (folder.file(path) for folder in folders if folder.has(path))


def read_printer(given: GivenFile, folders: Sequence[BoundedFolder] = ()) -> Printer:
    """Read the file of a printer and his profile, which lies in the same bounds, or else in one of the *folders*.

    Raises ContentError with file and line of every problem, FileAccessError when the file cannot be read.
    """
    problems: list[Problem] = []
    path = given.path
    file = parse_yaml(_text(given), PrinterFile, path, problems)
    if file is None:
        raise ContentError(problems)
    rows = file.rows
    bleed, safe_zone, slug = map(parse_length, (rows.bleed, rows.safe_zone, rows.slug))
    problems += _faults_of_slug(file, path)
    profile = b""
    places = [given.beside(rows.icc), *(folder.file(Path(FOLDER, rows.icc)) for folder in folders)]
    place = next((each for each in places if each.is_there), places[0])
    try:
        profile = place.read(_MOST_PROFILE)
        fault = profile_fault(profile, rows.standard)
    except RefusedFileError as error:
        fault = f"{rows.icc}: {error.message}"
    except OSError as error:
        reason = error.strerror or type(error).__name__
        fault = _("The profile {name} cannot be read: {reason}.").format(name=rows.icc, reason=reason)
    if fault:
        hint = _("Take the ICC profile that the printer names, or one of the condition that he prints in.")
        problems.append(Problem(fault, path, file.line_of("icc"), hint))
    if problems:
        raise ContentError(problems)
    return Printer(
        id=path.stem, path=path, name=rows.name, standard=rows.standard, profile=profile,
        output_condition=rows.output_condition, registry=rows.registry, condition=rows.condition,
        ink_limit=rows.ink_limit, bleed=bleed, safe_zone=safe_zone, slug=slug, marks=frozenset(rows.marks),
        inks=tuple(ink for ink in PROCESS_INKS if ink in rows.inks),
        spots=None if rows.spots is None else tuple(rows.spots),
        page_multiple=rows.page_multiple, minimum_resolution=rows.minimum_resolution, files=(path, place.path),
    )  # fmt: skip


def _text(given: GivenFile) -> str:
    path = given.path
    try:
        return text_of(given.read(_MOST_FILE))
    except RefusedFileError as error:
        raise ContentError(error.problem(path)) from error
    except OSError as error:
        message = _("The file cannot be read: {reason}.").format(reason=error.strerror or type(error).__name__)
        raise FileAccessError(Problem(message, path)) from error


def _faults_of_slug(file: YamlFile[PrinterFile], path: Path) -> Iterator[Problem]:
    rows = file.rows
    room = parse_length(rows.slug) - parse_length(rows.bleed)
    if room < (ROOM_FOR_MARKS if rows.marks else 0) - 1e-6:
        message = _("The slug of {slug} leaves no room beyond the bleed of {bleed}.")
        message = message.format(slug=rows.slug, bleed=rows.bleed)
        hint = _("It is measured from the trim and holds the bleed, and 3 mm for marks where there are any.")
        yield Problem(message, path, file.line_of("slug"), hint)


def profile_fault(profile: bytes, standard: Standard = "PDF/X-4") -> str:
    """Why *profile* cannot be the output profile of a file that keeps to *standard*, as a sentence; empty when it can.

    The version of ICC is bounded by that of PDF (ISO 32000-1, table 67; PDF Reference 1.4, table 4.16).
    """
    if len(profile) < _PROFILE_HEADER or profile[36:40] != b"acsp" or int.from_bytes(profile[:4], "big") > len(profile):
        return _("This is no ICC profile, or a part of one.")
    if profile[12:16] != b"prtr" or profile[16:20] != b"CMYK":
        return _("This profile is not that of a press: it must be an output profile for CMYK.")
    if profile[8] > (newest := _NEWEST_PROFILE[standard]):
        message = _("This profile is of ICC version {version}; {standard} knows profiles up to version {newest}.")
        return message.format(version=profile[8], standard=standard, newest=newest)
    try:
        is_good = is_whole(profile) and _converts(profile)
    except MemoryError:
        is_good = False
    if not is_good:
        return _("This profile is damaged: no colours can be converted with it.")
    return ""


@lru_cache(maxsize=4)
def _converts(profile: bytes) -> bool:
    """Whether colours of screens can be converted with *profile*: to try takes long, and one is read often."""
    try:
        output = ImageCms.ImageCmsProfile(BytesIO(profile))
        ImageCms.buildTransform(ImageCms.createProfile("sRGB"), output, "RGB", "CMYK")
    except (OSError, ValueError, TypeError, ImageCms.PyCMSError):
        return False
    return True
