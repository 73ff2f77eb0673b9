"""The text of pages that are pictures, as tesseract guesses it, where that program is installed.

Pages are drawn by pdfium (``bounded_pdfium``) and read by tesseract, each in a process of its own within limits.
tesseract is given a picture on its input and asked for a table (its output ``tsv``); it sees no file of the user's.
"""

import csv
import io
import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.errors import MissingProgramError, Problem
from pipeline.i18n import _
from pipeline.limits import bound
from pipeline.pdf.bounded_pdfium import Patience, UnreadablePdfError, tell_pages

PROGRAM, LANGUAGE = "tesseract", "chi_sim"
INSTALL = "apt-get install --no-install-recommends tesseract-ocr tesseract-ocr-chi-sim"
_RESOLUTION = 300  # dpi: what tesseract's models were trained with
_MOST_PIXELS = 36_000_000  # A3 has 17 million
_SECONDS, _PROCESSOR_SECONDS, _MEMORY = 180.0, 120, 1 << 30  # for one page
_SECONDS_PER_PAGE = 8.0  # to draw
_MOST_OUTPUT = 16 << 20  # bytes
_MOST_WORDS = 50_000  # on a page
_WORD_LEVEL = "5"  # of tesseract's table
_NARROW = 0x2E80  # characters before it are set apart by spaces


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """*text*, without spaces, and its *box* on the page as seen, in parts of it: left, top, right, bottom."""

    text: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class RecognisedPage:
    """The words of each line, in reading order, and how sure tesseract is of them (0 to 1; of nothing, 0)."""

    lines: tuple[tuple[RecognisedWord, ...], ...]
    confidence: float

    @property
    def text(self) -> str:
        """The text, line by line."""
        return "\n".join(" ".join(word.text for word in line) for line in self.lines)


def recognise_pages(path: Path, pages: Sequence[int]) -> dict[int, RecognisedPage]:
    """What tesseract reads on the 0-based *pages* of the PDF *path*; a page that it makes nothing of is not there.

    Raises MissingProgramError when tesseract or its Chinese is not installed.
    """
    program = _find_program()
    found: dict[int, RecognisedPage] = {}
    with suppress(UnreadablePdfError):
        patience = Patience(stops=4, work=20, whole=(_SECONDS + _SECONDS_PER_PAGE) * len(pages))
        for page, picture in zip(pages, tell_pages(path, _draw_pages, (tuple(pages),), patience), strict=False):
            read = _read_picture(program, *picture) if picture is not None else None
            if read is not None:
                found[page] = read
    return found


def _find_program() -> str:
    hint = _("Install it: {command}; or take “ocr” away.").format(command=INSTALL)
    program = shutil.which(PROGRAM)
    if program is None:
        message = _("Text of pictures is recognised by tesseract, which is not installed.")
        raise MissingProgramError(Problem(message, hint=hint))
    with suppress(OSError, subprocess.SubprocessError):
        done = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, errors="replace", timeout=_SECONDS, check=False
        )
        if LANGUAGE in (done.stdout + done.stderr).split():
            return program
    message = _("tesseract has no simplified Chinese ({language}).").format(language=LANGUAGE)
    raise MissingProgramError(Problem(message, hint=hint))


def _read_picture(program: str, picture: bytes, width: int, height: int) -> RecognisedPage | None:
    """What is read on a *picture* (PNG) of so many pixels; None where tesseract fails, or takes too long."""
    with tempfile.TemporaryDirectory(prefix="kanben-ocr-") as name:
        command = [program, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(_RESOLUTION), "tsv"]
        kept = {key: os.environ[key] for key in ("PATH", "TESSDATA_PREFIX") if key in os.environ}
        environment = kept | {"HOME": name, "TMPDIR": name, "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
        with (Path(name) / "out").open("w+b") as output:
            try:
                done = subprocess.run(
                    command,
                    input=picture,
                    stdout=output,
                    stderr=subprocess.DEVNULL,
                    cwd=name,
                    env=environment,
                    timeout=_SECONDS,
                    check=False,
                    preexec_fn=_limit,  # this process has one thread
                )
            except (OSError, subprocess.SubprocessError):
                return None
            output.seek(0)
            table = output.read(_MOST_OUTPUT + 1)
    if done.returncode or len(table) > _MOST_OUTPUT:
        return None
    return _read_table(table.decode("utf-8", "replace"), width, height)


def _limit() -> None:
    bound(resource.RLIMIT_DATA, _MEMORY)
    bound(resource.RLIMIT_CPU, _PROCESSOR_SECONDS)
    bound(resource.RLIMIT_FSIZE, _MOST_OUTPUT)


def _read_table(table: str, width: int, height: int) -> RecognisedPage:
    """The words of tesseract's *table* of a picture of so many pixels."""
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words: list[tuple[tuple[str | None, ...], RecognisedWord, float]] = []
    for row in rows:
        with suppress(AttributeError, TypeError, ValueError, KeyError):
            text = "".join(filter(str.isprintable, row["text"].strip()))
            left, top, wide, high = (float(row[key]) for key in ("left", "top", "width", "height"))
            sure = float(row["conf"]) / 100
            if row["level"] != _WORD_LEVEL or not text or not 0 <= sure <= 1 or len(words) == _MOST_WORDS:
                continue
            box = left / width, top / height, (left + wide) / width, (top + high) / height
            if 0 <= box[0] < box[2] <= 1 and 0 <= box[1] < box[3] <= 1:
                line = tuple(row[key] for key in ("block_num", "par_num", "line_num"))
                words.append((line, RecognisedWord(text, box), sure))
    lines = tuple(
        _join_words(word for _line, word, _sure in group) for _line, group in groupby(words, lambda row: row[0])
    )
    letters = sum(len(word.text) for _line, word, _sure in words)
    confidence = sum(len(word.text) * sure for _line, word, sure in words) / letters if letters else 0.0
    return RecognisedPage(lines, confidence)


def _join_words(words: Iterable[RecognisedWord]) -> tuple[RecognisedWord, ...]:
    """The *words* of a line, joined where no space is between them: Chinese is read a few characters at a time."""
    joined: list[RecognisedWord] = []
    for word in words:
        before = joined[-1] if joined else None
        if before is None or (ord(before.text[-1]) < _NARROW and ord(word.text[0]) < _NARROW):
            joined.append(word)
            continue
        (left, top, right, bottom), (x0, y0, x1, y1) = before.box, word.box
        box = min(left, x0), min(top, y0), max(right, x1), max(bottom, y1)
        joined[-1] = RecognisedWord(before.text + word.text, box)
    return tuple(joined)


# --- in the other process --------------------------------------------------------------------------------------------


def _draw_pages(document: Any, start: int, pages: Sequence[int]) -> Iterator[tuple[bytes, int, int] | None]:
    for index in pages[start:]:
        try:
            yield _draw_page(document, index)
        except Exception:  # noqa: BLE001 (of a hostile page: nothing is read on it)
            yield None


def _draw_page(document: Any, index: int) -> tuple[bytes, int, int]:
    page = document[index]
    wide, high = page.get_size()
    scale = min(_RESOLUTION / 72, (_MOST_PIXELS / (wide * high)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
    image = bitmap.to_pil()
    image.save(file := io.BytesIO(), "PNG", compress_level=1)
    size = image.size
    bitmap.close()
    page.close()
    return file.getvalue(), *size
