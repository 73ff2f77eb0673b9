"""Second faces beside the first ones in a line: which is taken, and that lines stay as wide as they were measured."""

from functools import cache
from pathlib import Path

import pytest

from pipeline.engine.laid_out_part import Drawing, LaidOutPart
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.production.faces import Faces, SecondFaces
from pipeline.resources import find_shipped
from tests.conformance.printed_page import read_pages
from tests.production.issue.test_characters import fonts_of

RIGHT = 280.0  # pt, of the type area
STYLE = """
@page { size: 300pt 400pt; margin: 20pt }
body { margin: 0; font: 10pt/16pt "Kanben %s", "Kanben Song"; text-align: justify }
p { margin: 0 }
"""


@cache
def typesetter(role: str) -> Typesetter:
    second = SecondFaces(Faces(find_shipped("fonts")).coverage_in(Path("/nowhere")))
    sheets = {"type.css": STYLE % role}
    return Typesetter(
        fonts=find_shipped("fonts"), style_sheets=sheets, folders={}, second_faces=second, drawing=Drawing.PLAIN
    )


def laid_out(text: str, role: str = "Song") -> LaidOutPart:
    return typesetter(role).lay_out(f'<html lang="zh-CN"><body><p>{text}</p></body></html>')


@pytest.mark.parametrize("role", ["Song", "Kai", "Hei", "Fang"])
@pytest.mark.parametrize("text", ["☑ ♜ 𠮷 ", "囍 word ", "☑ word ♜ ", "古希腊语写作Ἀθῆναι καὶ ἡ。", "甲☑ 乙 ♜ 丙 "])
def test_lines_with_spaces_beside_signs_are_flush(role: str, text: str) -> None:
    lines = [line for page in read_pages(write_overlay_pdf(laid_out(text * 60, role))) for line in page.rows]
    assert len(lines) > 3
    assert [line.right for line in lines[:-1]] == pytest.approx([RIGHT] * (len(lines) - 1), abs=0.2)


@pytest.mark.parametrize(
    ("role", "text", "families"),
    [
        ("Song", "国囍", {"Kanben-Song", "Kanben-Song-Plus"}),
        ("Hei", "国囍", {"Kanben-Hei", "Kanben-Hei-Plus"}),
        ("Kai", "国囍", {"Kanben-Kai", "Kanben-Kai-Plus"}),
        ("Fang", "国囍", {"Kanben-Fang", "Kanben-Song-Plus"}),
        ("Hei", "Aἀ", {"Kanben-Hei", "Kanben-Hei-Letters"}),
        ("Kai", "Aἀ", {"Kanben-Kai", "Kanben-Song-Letters"}),
        ("Kai", "国✔∮⟂한", {"Kanben-Kai", *(f"Kanben-Signs-{name}" for name in ("Dingbats", "Maths", "Hangul"))}),
    ],
)
def test_the_second_face_goes_with_the_first(role: str, text: str, families: set[str]) -> None:
    assert fonts_of(write_overlay_pdf(laid_out(text, role))).keys() == families


def test_a_face_that_comes_later_is_measured_anew() -> None:
    fresh = typesetter.__wrapped__("Song")
    before = fresh.lay_out('<html lang="zh-CN"><body><p>普通</p></body></html>')
    after = fresh.lay_out('<html lang="zh-CN"><body><p>普通ễ囍</p></body></html>')
    assert [run.text for part in (before, after) for run in part.runs] == ["普通", "普通ễ囍"]
    lines = [line for page in read_pages(write_overlay_pdf(after)) for line in page.rows]
    assert lines[0].right - 20 == pytest.approx(3 * 10 + 5.46 + 2 * 2.5, abs=0.1)  # two Han–Latin gaps


def test_a_face_that_is_open_changes_nothing_for_text_that_does_not_ask_for_it() -> None:
    text = '<html lang="zh-CN"><body><p>第 1 页，又 <b>灯</b> 塔。</p></body></html>'
    fresh = typesetter.__wrapped__("Song")
    before = fresh.lay_out(text)
    with_second = fresh.lay_out(text.replace("灯", "囍"))
    assert fresh.lay_out(text) == before
    assert with_second.faces != before.faces
