"""One maker in one process: a word is changed again and again, and the whole PDF made anew each time.

``python -m bench.edit_loop kanben FOLDER`` or ``… typst FILE ROOT FONTS``, both with a number of edits; prints the
seconds of each as JSON. The first making, with nothing known, is not among them.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

_WORDS = ("改", "新")


def main(maker: str, edits: str, *arguments: str) -> None:
    """Measure and print."""
    make, files = {"kanben": _kanben, "typst": _typst}[maker](*arguments)
    make()
    print(json.dumps([_time_edit(make, files, number) for number in range(int(edits))]))


def _time_edit(make: Callable[[], object], files: list[Path], number: int) -> float:
    """Seconds from a word changed, in another place each time, to the PDF."""
    file = files[number % len(files)]
    place = (number // len(files) * 2 + 1) / (2 * (1 + number // len(files)) + 2)
    change_word(file, place, _WORDS[number // len(files) % len(_WORDS)])
    start = time.perf_counter()
    make()
    return time.perf_counter() - start


def change_word(file: Path, place: float, word: str) -> None:
    """Put *word* in the place of a Han character between others, near *place* (0 to 1) of the text in *file*."""
    text = file.read_text(encoding="utf-8")
    at = next(
        index
        for index in range(max(1, int(len(text) * place)), len(text) - 1)
        if all("\u4e00" <= each <= "\u9fff" for each in text[index - 1 : index + 2]) and text[index] != word
    )
    file.write_text(text[:at] + word + text[at + 1 :], encoding="utf-8")


def _kanben(folder: str) -> tuple[Callable[[], object], list[Path]]:
    from pipeline.production.issue.issue_builder import IssueBuilder

    builder, issue = IssueBuilder(is_resident=True), Path(folder)
    files = sorted((issue / "articles").glob("*.md"), key=lambda path: -path.stat().st_size)[:4]
    return lambda: builder.build(issue, lambda _stage: None), files


def _typst(file: str, root: str, fonts: str) -> tuple[Callable[[], object], list[Path]]:
    import typst

    compiler = typst.Compiler(file, root=root, font_paths=[fonts], ignore_system_fonts=True)
    return lambda: compiler.compile(file, pdf_standards=["a-2a", "ua-1"]), [Path(file)]


if __name__ == "__main__":
    main(*sys.argv[1:])
