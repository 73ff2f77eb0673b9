"""An article in Traditional Chinese as it is drawn: its forms, its marks, the edges of its lines, its tags."""

import io
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from pipeline.engine.loading import SECOND_FAMILIES
from pipeline.engine.traditional import FAMILIES, families_for
from pipeline.fonts.manifest import load_manifest
from pipeline.production.faces import Faces, SecondFaces
from pipeline.resources import find_shipped
from tests.conformance.printed_page import Glyph, Line, extracted, read_pages
from tests.conformance.specimens import house_style
from tests.finished import LAYOUTS, issue_with

SPECIMEN = (Path(__file__).parent / "traditional_specimen.md").read_text("utf-8")
HEAD = "source: 《海風月刊》\nsummary: 他們讀什麼，怎麼讀。\nlang: zh-Hant\n"
MARKS = set("，。、；：？！")
KEPT = set("？！")
TRADITIONAL = "-Traditional"
BODY = "Kanben-Song"
PASSAGE = '他把“骨，肉。”写作[「骨，肉。」]{lang="zh-Hant"}，又写作“骨，肉。”。' * 12


@cache
def made(layout: str) -> bytes:
    return issue_with(SPECIMEN, layout, HEAD)


@cache
def lines(layout: str) -> list[Line]:
    """The lines of the pages that have the article, other articles' among them."""
    return [line for page in read_pages(made(layout)) for line in page.lines]


@cache
def passage() -> list[Line]:
    """Lines of the mainland with a passage of Traditional Chinese in each."""
    every = [line for page in read_pages(issue_with(PASSAGE, "gongyun")) for line in page.lines]
    return [line for line in every if set("骨肉写作") & set(line.text)]


def own(layout: str) -> list[Line]:
    """The lines that have marks of Traditional Chinese."""
    return [line for line in lines(layout) if any(is_traditional(glyph) for glyph in line.glyphs)]


def is_traditional(glyph: Glyph) -> bool:
    return glyph.character in MARKS and TRADITIONAL in glyph.font


def distances(line: Line) -> Iterator[tuple[str, float]]:
    """The white between the ink of each two characters, em of the line."""
    inked = [glyph for glyph in line.glyphs if glyph.character != " "]
    for first, second in pairwise(inked):
        end, start = first.x + first.ink[2] * first.size, second.x + second.ink[0] * second.size
        yield first.character + second.character, (start - end) / line.size


@pytest.mark.parametrize("layout", LAYOUTS)
def test_marks_are_drawn_in_the_middle(layout: str) -> None:
    marks = [glyph for line in own(layout) for glyph in line.glyphs if glyph.character in MARKS]
    assert len(marks) > 60
    assert [mark for mark in marks if not is_traditional(mark)] == []
    for mark in marks:
        left, _bottom, right, _top = mark.ink
        assert (left + right) / 2 == pytest.approx(0.5, abs=0.04), mark


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_ink_of_a_mark_is_cut_or_run_into(layout: str) -> None:
    found = [(pair, white) for line in own(layout) for pair, white in distances(line) if MARKS & set(pair)]
    assert len(found) > 100
    assert [(pair, white) for pair, white in found if white < 0.02] == []
    beside = [line.find(pair) for line in own(layout) for pair in ("麼？", "沒！") if pair in line.text]
    assert all(mark.x - before.x >= before.size - 0.05 for before, mark in beside)  # ？ and ！ keep their em


@pytest.mark.parametrize("layout", LAYOUTS)
def test_right_edges_are_flush(layout: str) -> None:
    """A line ends with its last character, whose em is trimmed by a quarter where a mark in its middle is."""
    area = house_style(layout)[1].type_area
    body = [line for line in own(layout) if line.size == pytest.approx(area.size, abs=0.01)]
    full = [line for line in body if line.glyphs[0].font.startswith(BODY) and not ends_paragraph(line)]
    indents = [area.column_width - (edge(line) - line.glyphs[0].left) for line in full]
    assert len(full) > 12
    assert [indent for indent in indents if min(abs(indent), abs(indent - 2 * area.size)) > 0.3] == []


def ends_paragraph(line: Line) -> bool:
    """Whether a paragraph of the specimen ends with *line*."""
    text = "".join(line.text.split())
    return any("".join(each.split()).endswith(text[-5:]) for each in re.split(r"\n+|\*\*", SPECIMEN))


def edge(line: Line) -> float:
    last = next(glyph for glyph in reversed(line.glyphs) if glyph.character != " ")
    return last.x + 0.75 * last.size if last.character in MARKS - KEPT else last.right


@pytest.mark.parametrize("layout", LAYOUTS)
def test_forms_are_those_of_traditional_chinese(layout: str) -> None:
    fonts = {glyph.font for line in lines(layout) for glyph in line.glyphs if glyph.character == "骨"}
    assert f"{BODY}{TRADITIONAL}" in fonts
    assert not {font for font in fonts if TRADITIONAL not in font and "Kai" not in font}
    heads = {glyph.font for line in lines(layout) if "誤讀與直讀" in line.text for glyph in line.find("誤")}
    assert {font.removesuffix("-Bold") for font in heads} == {f"Kanben-Hei{TRADITIONAL}"}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_text_is_extracted_as_it_was_typed(layout: str) -> None:
    """Also where a gap stands between glyphs of two faces."""
    text = extracted(made(layout))
    assert [
        words for words in ("用3天時間", "佔41.5%。", "名字」。①這句話", "「不過是『還沒讀完』的") if words not in text
    ] == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_words_of_the_layout_are_traditional(layout: str) -> None:
    text = "".join(line.text for line in lines(layout))
    assert "來源：《海風月刊》" in text
    assert "来源：《海風" not in text


def test_a_passage_has_its_own_marks_and_those_around_it_theirs() -> None:
    glyphs = [glyph for line in passage() for glyph in line.glyphs]
    assert {glyph.font for glyph in glyphs if glyph.character == "骨"} == {BODY, f"{BODY}{TRADITIONAL}"}
    middles = {TRADITIONAL in glyph.font: sum(glyph.ink[::2]) / 2 for glyph in glyphs if glyph.character == "，"}
    assert middles[True] == pytest.approx(0.5, abs=0.04)
    assert middles[False] < 0.3
    assert [pair for line in passage() for pair, white in distances(line) if MARKS & set(pair) and white < 0.02] == []


def test_marks_in_code_are_those_of_hei_and_cut_as_such() -> None:
    every = read_pages(issue_with("寫作 `甲，」乙。）` 的代碼。", "gongyun", "lang: zh-Hant\n"))
    (line,) = (line for page in every for line in page.lines if "甲，」" in line.text)
    glyphs = line.find("甲，」乙。）")
    assert {glyph.font for glyph in glyphs if glyph.character in MARKS} == {f"Kanben-Hei{TRADITIONAL}"}
    assert [pair for pair, white in distances(line) if MARKS & set(pair) and white < 0.02] == []


def test_text_of_the_mainland_has_nothing_of_it() -> None:
    """The control: the same marks in an article of the publication's language."""
    faces = {glyph.font for page in read_pages(issue_with("骨，肉。", "gongyun")) for glyph in page.glyphs}
    assert not any(TRADITIONAL in face for face in faces)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_elements_of_the_article_have_its_language(layout: str) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made(layout)))
    found = dict(languages(reader.trailer["/Root"]["/StructTreeRoot"]))
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert {"/Art", "/Link"} <= {tag for tag, language in found if language == "zh-Hant"}, found


def languages(element: DictionaryObject) -> Iterator[tuple[tuple[str, str], int]]:
    """Tag and language of each element that has one."""
    if "/Lang" in element:
        yield (str(element["/S"]), str(element["/Lang"])), 1
    kids = element.get("/K", [])
    for each in kids if isinstance(kids, list) else [kids]:
        kid = each if isinstance(each, int) else each.get_object()
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield from languages(kid)


def test_faces_are_opened_for_html_in_traditional_chinese_only() -> None:
    second = SecondFaces(Faces(find_shipped("fonts")).coverage_in(Path("/nowhere")))
    assert [face.family for face in second("<p>天<span lang='zh-TW'>天")] == list(FAMILIES.values())
    assert second("<html lang=zh-Hant-HK><p>天")
    assert second("<html lang='zh-CN'><p>天，lang zh-TW") == second("天") == ()


def test_families_of_text_in_traditional_chinese_go_before_its_own() -> None:
    def families(language: str | None, *names: str) -> tuple[str, ...]:
        style: dict[str, Any] = {"lang": language, "font_family": names}
        return families_for(style)

    own = ("Kanben Kai", "Kanben Song")
    assert families("zh-TW", *own) == ("Kanben Kai Traditional", "Kanben Kai", "Kanben Song Traditional", "Kanben Song")
    assert families("zh-TW", "Kanben Mono", "Kanben Hei") == ("Kanben Mono", "Kanben Hei Traditional", "Kanben Hei")
    assert families("zh-CN", *own) == families(None, *own) == families("en", *own) == own
    assert not set(FAMILIES.values()) & set(SECOND_FAMILIES)
    assert set(FAMILIES.values()) == {
        face.family for face in load_manifest(find_shipped("fonts")).faces if face.is_traditional
    }
