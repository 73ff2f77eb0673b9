"""Marks below the text, measured on finished PDFs: paths against glyph origins."""

import math
import re
import unicodedata
from itertools import pairwise

import pytest

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.resources import find_shipped

load_weasyprint(find_shipped("fonts"))

from pipeline.composer import accompanying_marks  # noqa: E402
from pipeline.composer.accompanying_marks import (  # noqa: E402
    DOT_DEPTH,
    DOT_DEPTH_BELOW_LETTERS,
    LINE_DEPTH,
    SHORTENED,
    Place,
    wave,
)
from pipeline.engine.patches import marked_lines  # noqa: E402
from tests.conformance.printed_page import Line, Shape, read_pages  # noqa: E402
from tests.finished import DEAR_LAYOUTS, finished_sample  # noqa: E402

EM, PITCH, MEASURE = 12, 20, 20
TOLERANCE = 0.02  # em
STYLE = f"""
@page {{ size: {MEASURE * EM + 40}pt 500pt; margin: 20pt }}
html {{ font: {EM}pt/{PITCH}pt "Kanben Song" }}
body {{ margin: 0 }}
p {{ margin: 0; text-align: justify; text-indent: 2em }}
strong {{ font-family: "Kanben Hei"; font-weight: 400 }}
em {{ font-family: "Kanben Kai", "Kanben Song"; font-style: normal }}
.fang {{ font-family: "Kanben Fang", "Kanben Song" }}
.dots {{ --emphasis-mark: dot }}
.plain {{ --emphasis-mark: none; --line-below: none }}
.noun {{ --line-below: straight }}
.title {{ --line-below: wavy }}
"""
DOTTED = """
<p>排版：“行要齐，字要匀。”一页二十行，每行二十五字；标点、括号（全角）只占半字，右边齐成一线。</p>
<p>这一行里有一个很长的词，放不下Donaudampfschiffahrt放不下，只好把前一行的字距拉开，再看点是不是还在字的下面。</p>
<p>〔甲〕〔乙〕、《丙》（丁）、“戊”，一路排下去，空白都收成半字：先挤后拉，挤不够再拉；先挤后拉。</p>
"""
NAMES = """
<p>相传<span class="noun">张仲景</span><span class="noun">华佗</span>二人没看<span class="noun">李时珍</span>的<span
class="title">本草纲目</span><span class="title">濒湖脉学</span>，也没有到<span
class="noun">中华人民共和国，湖北<strong>省蕲</strong>春县</span>。</p>
"""


def specimen(body: str, language: str = "zh-CN") -> bytes:
    typesetter = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"specimen.css": STYLE}, folders={}, drawing=Drawing.PLAIN
    )
    part = typesetter.lay_out(f"<html lang='{language}'><body>{body}</body></html>")
    assert part.warnings == ()
    data: bytes = write_overlay_pdf(part)
    return data


def marks_by_line(data: bytes) -> list[tuple[Line, list[Shape]]]:
    """Each line of the first page with the paths between its base line and the next, from left to right."""
    (page,) = read_pages(data)
    below = [[path for path in page.shapes if 0 < path.middle[1] - line.base < PITCH] for line in page.rows]
    return [(line, sorted(found, key=lambda path: path.left)) for line, found in zip(page.rows, below, strict=True)]


def off_centre(data: bytes) -> list[str]:
    """Lines that have not one dot for each letter, digit and Han character, each of these in the middle of its em."""
    wrong = []
    for line, dots in marks_by_line(data):
        dotted = [glyph for glyph in line.glyphs if unicodedata.category(glyph.character)[0] in "LN"]
        distances = [
            abs(dot.middle[0] - glyph.x - EM / 2)
            for glyph, dot in zip(dotted, dots, strict=False)
            if unicodedata.category(glyph.character) == "Lo"
        ]
        if len(dots) != len(dotted) or max(distances) > TOLERANCE * EM:
            wrong.append(line.text)
    return wrong


def distances(line: Line) -> list[float]:
    """From each character to the next, in em."""
    return [(second.x - first.x) / EM for first, second in pairwise(line.glyphs)]


@pytest.fixture(scope="module")
def dotted() -> bytes:
    return specimen(f"<div class='dots'>{DOTTED}</div>")


def test_each_dot_is_below_the_middle_of_its_character(dotted: bytes) -> None:
    assert off_centre(dotted) == []
    (page,) = read_pages(dotted)
    assert any(min(distances(line)) < 0.51 for line in page.rows), "no line is squeezed"
    assert any(1.05 < max(distances(line)) < 1.5 for line in page.rows), "no line is stretched"


def test_dots_that_do_not_follow_the_moves_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a background of one em's period would not."""
    placed = marked_lines.place_glyphs

    def unmoved(layout: object) -> list[Place]:
        x, result = 0.0, []
        for place in placed(layout):
            result.append(place._replace(origin=x))
            x += place.advance
        return result

    monkeypatch.setattr(marked_lines, "place_glyphs", unmoved)
    assert len(off_centre(specimen(f"<div class='dots'>{DOTTED}</div>"))) > 3


def test_dots_below_marks_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accompanying_marks, "takes_dot", lambda text: True)
    assert len(off_centre(specimen(f"<div class='dots'>{DOTTED}</div>"))) > 3


def test_dots_keep_one_depth_and_clear_of_the_next_line(dotted: bytes) -> None:
    for line, dots in marks_by_line(dotted):
        depth = DOT_DEPTH_BELOW_LETTERS if any(character.isascii() for character in line.text) else DOT_DEPTH
        assert {round((dot.middle[1] - line.base) / EM, 2) for dot in dots} == {depth}, line.text
        assert all(dot.bottom < line.base + PITCH - EM for dot in dots)
        assert all(abs(dot.right - dot.left - 2 * accompanying_marks.DOT_RADIUS * EM) < 0.01 for dot in dots)


def test_dots_follow_the_face_and_stop_where_they_are_told_to() -> None:
    data = specimen(
        "<p><span class='dots'>着<strong>重</strong>号<em>楷体</em><span class='fang'>仿</span>，"
        "<span class='plain'>没有</span>，又</span>也无。</p>"
    )
    ((line, dots),) = marks_by_line(data)
    assert "".join(character for character in line.text if any(_is_below(dot, line, character) for dot in dots)) == (
        "着重号楷体仿又"
    )
    assert len(dots) == 7


def _is_below(dot: Shape, line: Line, character: str) -> bool:
    return abs(dot.middle[0] - line.find(character)[0].x - EM / 2) <= TOLERANCE * EM


def test_faces_in_a_line_share_its_base_line() -> None:
    data = specimen("<p>宋体<strong>黑体</strong><em>楷体</em><span class='fang'>仿宋</span>宋体。</p>" * 2)
    (page,) = read_pages(data)
    bases = sorted({round(glyph.y, 2) for glyph in page.glyphs})
    assert [round(second - first, 2) for first, second in pairwise(bases)] == [PITCH]


def test_stock_paragraphs_have_marks_too() -> None:
    ((line, dots),) = marks_by_line(specimen("<p>stock <span class='dots'>汉字 a</span> and</p>", "en"))
    assert line.text == "stock 汉字 a and"
    assert len(dots) == 3
    for dot, character in zip(dots, "汉字", strict=False):
        assert abs(dot.middle[0] - line.find(character)[0].x - EM / 2) <= TOLERANCE * EM


def name_lines(data: bytes) -> list[tuple[str, float, float, Shape]]:
    """Each line or wave of the first page with the characters above it, and how far it falls short of them on both
    sides, in em."""
    result = []
    for line, paths in marks_by_line(data):
        for path in paths:
            above = [glyph for glyph in line.glyphs if path.left < glyph.x + EM / 2 < path.right]
            text = "".join(glyph.character for glyph in above)
            result.append((text, (path.left - above[0].x) / EM, (above[-1].x + EM - path.right) / EM, path))
    return result


def test_lines_end_short_of_names_and_go_on_where_lines_break() -> None:
    found = name_lines(specimen(NAMES))
    assert [text for text, *_rest in found] == [
        "张仲景", "华佗", "李时珍", "本草纲", "目", "濒湖脉学", "中华人民共和国，湖北", "省蕲春县",
    ]  # fmt: skip
    broken = {"本草纲": (SHORTENED, 0), "目": (0, SHORTENED), "中华人民共和国，湖北": (SHORTENED, 0)}
    broken["省蕲春县"] = (0, SHORTENED)
    for text, left, right, path in found:
        wanted = broken.get(text, (SHORTENED, SHORTENED))
        assert math.isclose(left, wanted[0], abs_tol=TOLERANCE), text
        assert math.isclose(right, wanted[1], abs_tol=TOLERANCE), text
        assert path.is_stroked
    straight = [path for text, _left, _right, path in found if text[0] in "张华李中省"]
    assert all(len(path.points) == 2 and path.top == path.bottom for path in straight)


def test_names_that_touch_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accompanying_marks, "SHORTENED", 0.0)
    found = name_lines(specimen(NAMES))
    assert found[1][3].left - found[0][3].right < TOLERANCE * EM


def test_waves_have_whole_periods_and_no_corners() -> None:
    waves = [path for *_rest, path in name_lines(specimen(NAMES)) if len(path.points) > 2]
    assert len(waves) == 3
    for path in waves:
        assert faults_of_wave(path.points) == []


def faults_of_wave(points: tuple[tuple[float, float], ...]) -> list[str]:
    """What is wrong with a curve: nodes off the middle, half periods, corners, a period far from a quarter em."""
    nodes, faults = points[::3], []
    if max(y for _x, y in nodes) - min(y for _x, y in nodes) > 0.01:
        faults.append("nodes")
    if len(nodes) % 2 == 0:
        faults.append("half period")
    period = (nodes[-1][0] - nodes[0][0]) / (len(nodes) - 1) * 2 / EM
    if not 0.22 < period < 0.28:
        faults.append(f"period {period:.2f}")
    for index in range(3, len(points) - 1, 3):
        before, node, after = points[index - 1 : index + 2]
        if (
            abs(
                math.atan2(node[1] - before[1], node[0] - before[0])
                - math.atan2(after[1] - node[1], after[0] - node[0])
            )
            > 0.02
        ):
            faults.append(f"corner at {index}")
    return faults


def test_faults_of_a_wave_are_seen() -> None:
    def points(end: float) -> list[tuple[float, float]]:
        curves = wave(0.0, end, EM)
        return [(0.0, 0.0), *(point for c in curves for point in ((c.x1, c.y1), (c.x2, c.y2), (c.x3, c.y3)))]

    good = points(36.0)
    assert faults_of_wave(tuple(good)) == []
    assert faults_of_wave(tuple(good[:-3])) == ["half period"]
    assert faults_of_wave(tuple((x * 2, y) for x, y in good)) == ["period 0.50"]
    assert faults_of_wave(tuple((x, -abs(y)) for x, y in good)) != []


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_the_sample_issue_has_all_its_marks(layout: str) -> None:
    finished = finished_sample(layout)
    articles = (finished.workspace / "issues").rglob("*.md")
    marked = [text for path in articles for text in re.findall(r"\[([^]]*)\]\{\.dots\}", path.read_text("utf-8"))]
    wanted = sum(map(accompanying_marks.takes_dot, "".join(marked)))
    width = 2 * accompanying_marks.DOT_RADIUS * finished.layout.geometry.type_area.size
    paths = [path for page in read_pages(finished.pdf.read_bytes()) for path in page.shapes]
    dots = [path for path in paths if not path.is_stroked and abs(path.right - path.left - width) < 0.01]
    assert len(dots) == wanted > 60
    assert len([path for path in paths if path.is_stroked and len(path.points) > 20]) == 1, "waves"


def test_lines_stand_where_no_dot_of_the_text_does() -> None:
    ((line, paths),) = marks_by_line(specimen("<p>读<span class='title dots'>史记</span>。</p>"))
    title, *dots = sorted(paths, key=lambda path: path.middle[1])
    assert len(dots) == 2
    assert all(dot.top > title.bottom for dot in dots)
    assert title.top > line.base + 0.15 * EM
    assert LINE_DEPTH > 0.15
