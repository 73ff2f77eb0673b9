"""What the bench tells of lines, on lines that are known."""

from pathlib import Path

from bench.line_quality import line_quality
from tests.conformance.specimens import Specimen, paragraphs, pdf_of

HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"
BLANK = "<p style='break-after: page'>天</p>"


def quality(body: str, folder: Path, style: str = "") -> tuple[int, int, int, int, int]:
    path = folder / "lines.pdf"
    end = "<p style='break-before: page'>天</p>"
    path.write_bytes(pdf_of(Specimen(BLANK + body + end, 20, style)))
    found = line_quality(path, 12, 20)
    return found.lines, found.loosened, found.emptied, found.runs, found.lone


def test_natural_lines_have_nothing_against_them(tmp_path: Path) -> None:
    assert quality(paragraphs(HAN * 3 + HAN[:2]), tmp_path) == (3, 0, 0, 0, 0)


def test_loose_lines_and_a_lone_character(tmp_path: Path) -> None:
    broken = "<br>".join([HAN[:19]] * 4) + f"<br>{HAN[0]}"
    assert quality(paragraphs(broken), tmp_path, "p { text-align-last: justify }") == (4, 4, 0, 1, 1)


def test_emptied_commas(tmp_path: Path) -> None:
    assert quality(paragraphs(f"{HAN[:9]}，{HAN[9:18]}，{HAN}"), tmp_path)[1:] == (0, 1, 0, 0)
