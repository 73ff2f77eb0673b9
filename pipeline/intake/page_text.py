"""The text of each page of a legacy PDF, for the search index.

pdfium reads it, in a process of its own: a file that is made to keep it busy for ever, to fill memory, or to bring it
down, costs the index its text and nothing else.
"""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

MAX_CHARACTERS = 200_000  # of a page; a page of a newspaper has 20,000
_SECONDS, _SECONDS_PER_PAGE = 30, 0.5
_MAX_MEMORY = 4 << 30  # bytes; pdfium maps the file, and holds a page at a time


def page_texts(path: Path, count: int) -> tuple[str, ...]:
    """The text of each of the *count* pages of *path* in reading order, at most ``MAX_CHARACTERS`` of each.

    A page that can't be read has ""; all have when the file can't be read, or not in time.
    """
    command = [sys.executable, "-m", __name__, str(path.resolve())]
    seconds = _SECONDS + _SECONDS_PER_PAGE * count
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=True)
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
    _soft, _hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (_MAX_MEMORY if _hard < 0 else min(_MAX_MEMORY, _hard), _hard))
    sys.stdout.write(json.dumps(_texts_in(sys.argv[1])))
