"""The text of each page of a legacy PDF, for the search index.

pdfium reads it, in a process of its own: a file that is made to keep it busy for ever, to fill memory, or to bring it
down, costs the index its text and nothing else.
"""

import json
import math
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

MAX_CHARACTERS = 200_000  # of a page; a page of a newspaper has 20,000
_SECONDS, _SECONDS_PER_PAGE = 30, 0.5
_WORK, _WORK_PER_PAGE = 8, 0.1  # seconds of processor time; a page of a newspaper takes a hundredth
_MEMORY, _MEMORY_PER_BYTE, _MOST_MEMORY = 448 << 20, 4, 3 << 30  # bytes, and more for each of the file
_HOME = Path(__file__).resolve().parents[2]


def page_texts(path: Path, count: int) -> tuple[str, ...]:
    """The text of each of the *count* pages of *path* in reading order, at most ``MAX_CHARACTERS`` of each.

    A page that can't be read has ""; all have when the file can't be read, or not in time.
    """
    # -P: what the current folder calls ``json`` or ``pipeline`` is not run.
    command = [
        sys.executable,
        "-P",
        "-m",
        __name__,
        str(path.resolve()),
        str(math.ceil(_WORK + _WORK_PER_PAGE * count)),
    ]
    environment = os.environ | {"PYTHONPATH": str(_HOME)}
    seconds = _SECONDS + _SECONDS_PER_PAGE * count
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=True, env=environment)
        found = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError):
        found = []
    return (*map(str, found[:count]), *[""] * (count - len(found)))


def _texts_in(path: str) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    return [_text_of(document, index) for index in range(len(document))]


def _text_of(document: Any, index: int) -> str:
    try:
        page = document[index]
        text = page.get_textpage()
        found = str(text.get_text_range(0, min(text.count_chars(), MAX_CHARACTERS)))
        text.close()
        page.close()
    except Exception:  # noqa: BLE001 (of a hostile file: the page has no text)
        return ""
    return found.replace("\r\n", "\n").replace("\0", "").encode("utf-8", "replace").decode("utf-8")


if __name__ == "__main__":
    # Whoever started this process may have lower limits.
    _memory = min(_MEMORY + _MEMORY_PER_BYTE * Path(sys.argv[1]).stat().st_size, _MOST_MEMORY)
    for _kind, _limit in ((resource.RLIMIT_DATA, _memory), (resource.RLIMIT_CPU, int(sys.argv[2]))):
        _soft, _hard = resource.getrlimit(_kind)
        resource.setrlimit(_kind, (_limit if _hard < 0 else min(_limit, _hard), _hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(_texts_in(sys.argv[1])))
