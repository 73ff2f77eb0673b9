"""Text and boxes that no one sets on purpose: laid out without a crash, and without losing a character."""

from time import process_time
from typing import Any

import pytest

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.errors import RenderError
from pipeline.resources import find_shipped

STYLE = """
@page { size: 300pt 400pt; margin: 20pt }
html { font: 12pt/20pt "Kanben Song" }
p { margin: 0; text-align: justify; text-indent: 2em }
"""
SENTENCE = "天地玄黄，宇宙洪荒。日月盈昃（辰宿列张），"


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    load_weasyprint(find_shipped("fonts"))
    return Typesetter(fonts=find_shipped("fonts"), style_sheets={"specimen.css": STYLE}, folders={})


def lay_out(typesetter: Typesetter, body: str) -> LaidOutPart:
    return typesetter.lay_out(f'<html lang="zh-CN"><body>{body}</body></html>')


def render(typesetter: Typesetter, body: str) -> Any:
    """The laid-out pages, which may lack glyphs."""
    return typesetter.render(f'<html lang="zh-CN"><body>{body}</body></html>')


def text(document: Any) -> str:
    """The words of all pages."""
    return "".join(box.text for page in document.pages for box in page._page_box.descendants() if hasattr(box, "text"))


@pytest.mark.parametrize(
    "body",
    [
        "天\u0001地\u007f玄\u200b黄\u200d宇宙\u2060洪荒",
        "a\u0301\u0302" * 200,
        "\U00020000\U00020001\U0002a6a5天地" * 9,
        "！" * 300,
        "（" * 300,
        "x" * 2000,
        "—" * 301,
        "2023" * 100,
        SENTENCE * 300,
    ],
)
def test_no_character_is_lost(typesetter: Typesetter, body: str) -> None:
    document = render(typesetter, f"<p>{body}</p>")
    assert text(document) == body
    assert document.write_pdf().startswith(b"%PDF")


@pytest.mark.parametrize("half", ["\ud800", "\udc00\ud800"])
def test_half_a_surrogate_pair_is_refused(typesetter: Typesetter, half: str) -> None:
    with pytest.raises(RenderError, match=rf"U\+{ord(half[0]):04X}"):
        lay_out(typesetter, f"<p>天{half}地</p>")
    assert text(render(typesetter, "<p>天&#xD800;\U00020000</p>")) == "天\ufffd\U00020000"  # as HTML has it


@pytest.mark.parametrize(
    "body",
    [
        "<p style='font-size: 0'>天地</p><p>天<span style='font-size: 0'>地</span>玄</p>",
        "<p>天<em style='font-size: 0; --line-below: wavy'>地<i style='font-size: 12pt'>玄黄</i></em></p>",
        "<p>天地שלום玄黄مرحبا宇宙</p>",
        f"<div style='width: 5pt'><p>{SENTENCE}abc——</p></div>",
        f"<div style='width: 20pt'><p style='text-indent: 40pt'>{SENTENCE}</p></div>",
        f"<p><span style='float: left'>浮动</span>{SENTENCE * 9}</p>",
        "<p>" + "<b>天，<i>（地" * 60 + "</p>",
        "<p>" + "<span style='display: inline-block'>天</span>" * 90 + "</p>",
        "<p>天地<br><br>玄黄<br></p><p style='white-space: pre-line'>天地\n玄黄\n\n宇宙</p>",
        "<p>   </p><p> 天 <b> 地 </b> 玄 </p>",
        f"<div style='columns: 2'><p>{SENTENCE * 40}</p></div>",
        f"<p>天地<span style='padding: 0 3pt'>玄黄</span>{SENTENCE * 4}</p>",
        f"<style>p::first-letter {{ font-size: 2em }}</style><p>{SENTENCE * 4}</p>",
        f"<p lang='en'>{SENTENCE * 4}</p>",
    ],
)
def test_boxes_of_all_kinds(typesetter: Typesetter, body: str) -> None:
    document = render(typesetter, body)
    assert document.write_pdf().startswith(b"%PDF")
    for character in "天地玄黄":
        if "font-size: 0" not in body:
            assert text(document).count(character) == body.count(character)


def test_a_table_gives_a_cell_the_room_its_gaps_need(typesetter: Typesetter) -> None:
    part = lay_out(typesetter, "<table><tr><td>共12人用PDF和EPUB</td><td>天</td></tr></table>")
    assert [run.text for run in part.runs] == ["共12人用PDF和EPUB", "天"]


def test_floats_make_lines_shorter(typesetter: Typesetter) -> None:
    float_ = "<div style='float: right; width: 100pt; height: 40pt'></div>"
    plain = text_lines(lay_out(typesetter, f"<p>{SENTENCE * 6}</p>"))
    beside = text_lines(lay_out(typesetter, f"{float_}<p>{SENTENCE * 6}</p>"))
    assert len(beside) > len(plain)
    assert len(beside[1]) < len(plain[1]) <= len(beside[2]) + 2


def test_many_latin_marks_are_measured_in_linear_time(typesetter: Typesetter) -> None:
    """Each looked up in a list of all would take ten seconds here."""
    from pipeline.engine.measuring import Ruler  # after the faces are isolated

    ruler = Ruler(typesetter.render('<html lang="zh-CN"><body>天</body></html>').pages[0]._page_box.style)
    count = 40_000
    began = process_time()
    assert ruler.advances("“" * count, list(range(count))) == ruler.advances("“", [0]) * count
    assert process_time() - began < 2
    assert ruler.advances("“") == [1.0] > ruler.advances("“", [0])


def text_lines(part: LaidOutPart) -> list[str]:
    return [run.text for run in part.runs]
