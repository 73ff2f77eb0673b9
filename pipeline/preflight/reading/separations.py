"""Separations of pages, drawn by Ghostscript (gs): how much ink comes to lie on each spot.

Ghostscript draws whatever a stranger's PDF asks for. It runs in a folder of its own with ``-dSAFER``, which keeps it
from all other files and from other programs; it has no network of itself. Time, memory and the size of what it writes
are limited; a page that takes more is not judged, and that is told.
"""

import errno
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageChops, ImageMath, UnidentifiedImageError

from pipeline.bounded_files import RefusedFileError, open_named
from pipeline.i18n import _
from pipeline.intake.tamed_pdf import MAX_FILE

PROGRAM = "gs"
RESOLUTION = 36  # dpi of what is judged; it is drawn twice as fine, and four spots are taken together
_FINER = 2
_MAX_PIXELS = 2_000_000  # of a page as judged; A3 has half a million
# Those that resources of a page name count, painted or not; Ghostscript 10 keeps 64 inks at most.
MAX_SPOTS = 24
_PAGES_AT_ONCE, _MOST_GROUPS = 8, 4  # each group opens the file anew and goes through the pages before its own
_SECONDS, _SECONDS_PER_PAGE = 20.0, 10.0
_WORK, _WORK_PER_PAGE = 8, 2  # seconds of processor time
_SECONDS_ALTOGETHER = 300.0
_MEMORY = 3 << 30  # bytes of addresses
_MAX_FILE = 64 << 20  # bytes of one file that is written
FULL = 255
# The limits are set before the program is there; limits of the user's that are lower stay (ulimit then fails).
_LIMITED = f'ulimit -v {_MEMORY >> 10}; ulimit -f {_MAX_FILE >> 9}; ulimit -c 0; ulimit -t "$0"; exec "$@"'
_NOT_STARTED = {126: os.strerror(errno.EACCES), 127: os.strerror(errno.ENOENT)}  # codes of sh (POSIX, 2.8.2)
_TOO_LONG = {-signal.SIGXCPU, -signal.SIGKILL}


class SeparationError(Exception):
    """The separations could not be drawn; the reason is a sentence in the user's language."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """A page to be drawn. *index* is 0-based; *width* and *height* in pt are those of its *box*, before it is turned.

    *box* is ``Bleed`` or ``Trim`` or, where the page has neither, ``Media``.
    """

    index: int
    width: float
    height: float
    box: str


def ink_sums(path: Path, pages: Sequence[PageSize]) -> Iterator[tuple[int, Image.Image]]:
    """Index and sum of inks of each of *pages* of the PDF *path*.

    The pictures, of the box of each page, turned as the pages are seen, have mode ``I``: ``FULL`` is one full ink.
    Raises SeparationError.
    """
    if not pages:
        return
    program = shutil.which(PROGRAM)
    if program is None:
        message = _("Ghostscript (gs) is not installed: install the package ghostscript of your system.")
        raise SeparationError(message)
    end = time.monotonic() + _SECONDS_ALTOGETHER
    groups: list[list[PageSize]] = []
    for _box, alike in groupby(pages, key=lambda page: page.box):
        row = list(alike)
        count = max(_PAGES_AT_ONCE, -(-len(row) // _MOST_GROUPS))
        groups += [row[at : at + count] for at in range(0, len(row), count)]
    with tempfile.TemporaryDirectory(prefix="kanben-separations-") as name:
        folder = Path(name)
        try:
            with open_named(path, MAX_FILE) as source, (folder / "in.pdf").open("wb") as copy:
                shutil.copyfileobj(source, copy)
        except (OSError, RefusedFileError) as error:
            reason = getattr(error, "strerror", "") or str(error).rstrip(".")
            raise SeparationError(_("The PDF can't be copied: {reason}.").format(reason=reason)) from error
        with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
            waiting = [pool.submit(_draw, program, folder / str(at), each, end) for at, each in enumerate(groups)]
            try:
                for each in waiting:
                    yield from each.result()
            finally:
                for each in waiting:
                    each.cancel()


def _draw(program: str, folder: Path, pages: Sequence[PageSize], end: float) -> list[tuple[int, Image.Image]]:
    largest = max(page.width * page.height for page in pages) * (RESOLUTION / 72) ** 2
    scale = min(1.0, (_MAX_PIXELS / max(largest, 1.0)) ** 0.5)
    seconds = min(_SECONDS + _SECONDS_PER_PAGE * len(pages), end - time.monotonic())
    folder.mkdir()
    work = _WORK + _WORK_PER_PAGE * len(pages)
    _run([program, *_arguments(pages, RESOLUTION * scale)], folder, max(seconds, 0.0), work)
    drawn = [(page.index, _sum_of(folder, number)) for number, page in enumerate(pages, 1)]
    shutil.rmtree(folder)
    return drawn


def _arguments(pages: Sequence[PageSize], resolution: float) -> list[str]:
    # Without a box of its own the page is drawn as large as its MediaBox, and what is outside of the CropBox is lost.
    kind = pages[0].box
    return [
        *([] if kind == "Media" else [f"-dUse{kind}Box"]),
        *("-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dShowAnnots=false", "-sDEVICE=tiffsep", "-sCompression=lzw"),
        *(f"-dMaxSpots={MAX_SPOTS}", f"-r{resolution * _FINER:.3f}", f"-dDownScaleFactor={_FINER}"),
        # Colours of the file's own printing condition stay as they are.
        *("-dUsePDFX3Profile", "-sPageList=" + ",".join(str(page.index + 1) for page in pages)),
        *("-sOutputFile=p%d.tif", "../in.pdf"),
    ]


def _run(command: list[str], folder: Path, seconds: float, work: int) -> None:
    """Run Ghostscript in *folder*, where its temporary files go too, for *seconds* at most; it may work for *work*.

    Raises SeparationError.
    """
    environment = {"PATH": os.defpath, "TMPDIR": str(folder), "HOME": str(folder), "LC_ALL": "C"}
    nothing = subprocess.DEVNULL
    limited = ["/bin/sh", "-c", _LIMITED, str(work), *command]
    process = subprocess.Popen(limited, cwd=folder, env=environment, stdin=nothing, stdout=nothing, stderr=nothing)
    with process:
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            message = _("Ghostscript needs more than {seconds:.0f} s for these pages.")
            raise SeparationError(message.format(seconds=seconds)) from error
        finally:
            process.kill()
    if code in _NOT_STARTED:
        raise SeparationError(_("Ghostscript can't be started: {reason}.").format(reason=_NOT_STARTED[code]))
    if code in _TOO_LONG:
        message = _("Ghostscript needs more than {seconds:.0f} s for these pages.")
        raise SeparationError(message.format(seconds=work))
    if code != 0:
        raise SeparationError(_("Ghostscript can't draw the pages (code {code}).").format(code=code))


def _sum_of(folder: Path, number: int) -> Image.Image:
    """The inks of the page *number*, in the order of drawing from 1, one upon the other. Raises SeparationError."""
    total: Image.Image | None = None
    for path in sorted(folder.glob(f"p{number}(*.tif")):
        try:
            with Image.open(path, formats=["TIFF"]) as plate:
                ink = ImageChops.invert(plate.convert("L")).convert("I")
        except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
            raise SeparationError(_("What Ghostscript has drawn can't be read.")) from error
        if total is not None and ink.size != total.size:
            raise SeparationError(_("What Ghostscript has drawn can't be read."))
        total = ink if total is None else ImageMath.lambda_eval(lambda of: of["a"] + of["b"], a=total, b=ink)
    if total is None:
        raise SeparationError(_("Ghostscript has drawn no separations."))
    return total
