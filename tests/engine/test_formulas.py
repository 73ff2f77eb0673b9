"""Formulas on paper: on the base line, in lines that keep to the grid, gaps beside Han, tagged by their source."""

from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest

from pipeline.engine.loading import load_weasyprint
from pipeline.errors import RenderError
from pipeline.formulas.drawing import draw
from pipeline.layout.compose import Composer
from pipeline.production.issue.issue_builder import IssueBuilder
from pipeline.resources import find_shipped
from tests.builders import new_builder
from tests.conformance.printed_page import Page, Shape, read_pages
from tests.finished import DEAR_LAYOUTS
from tests.workspaces import ISSUE, good_workspace

load_weasyprint(find_shipped("fonts"))

from pipeline.engine import line_source, tag_tree  # noqa: E402
from pipeline.engine.laid_out_part import Drawing  # noqa: E402
from pipeline.engine.pages import Typesetter  # noqa: E402
from pipeline.engine.structure_elements import Content, Element  # noqa: E402
from pipeline.engine.untagged_pdf import write_overlay_pdf  # noqa: E402

SIZES = {"gongyun": (16.0, 27.0), "journal": (10.5, 17.0)}  # of the type, from line to line
FOOT = 0.93  # of the page's height: folios stand below it
BODY = 6 * (
    r"质能方程$E=mc^2$说明，第$n$项为$\frac{a^2}{n}$，和$\sum_{i=1}^n i$，若$\sqrt{\frac{a}{b}}\le 1$则$(x,y)\in D$；"
)
IN_PARTS = r"a+b+c+d+e+f=\frac{p}{q}+x+y+z+u+v"
DISPLAYED = r"""又有[式（{number}）](#two)：

$$E=mc^2$$

{#two}
$$\int_0^\infty e^{-x^2}\,dx=\frac{\sqrt\pi}{2}$$
以上。

> $$a<b$$

::: box 框
$$\begin{pmatrix}a&b\\c&d\end{pmatrix}^{-1}$$
:::

末段。
"""


def finished(folder: Path, layout: str = "gongyun", body: str = BODY, *, anew: bool = False) -> bytes:
    """The PDF of the good issue with *body* in one article; *anew*: the engine is not what it was for other tests."""
    workspace = good_workspace(folder, "" if layout == "gongyun" else layout)
    text = f"---\ntitle: 短讯\n---\n\n{body}\n"
    (workspace / ISSUE / "articles/duanxin.md").write_text(text, encoding="utf-8")
    builder = IssueBuilder() if anew else new_builder()
    issue = builder.build(workspace / ISSUE, lambda stage: None)
    return issue.files[f"{issue.id}.pdf"]


def page_with(data: bytes, word: str) -> Page:
    return next(page for page in read_pages(data) if word in "".join(glyph.character for glyph in page.glyphs))


def off_pitch(page: Page, size: float, pitch: float) -> int:
    """How many characters of the body's *size* are off the pitch of the first line, but for numbers of formulas."""
    body = [glyph for glyph in page.glyphs if abs(glyph.size - size) < 0.02 and glyph.y < FOOT * page.height]
    first = next(glyph.y for glyph in body if glyph.character == "质")
    distances = [(glyph.y - first) % pitch for glyph in body if glyph.character not in " （2345）"]
    assert len(distances) > 90
    return sum(min(distance, pitch - distance) > 0.1 for distance in distances)


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_lines_keep_to_the_grid(layout: str, tmp_path: Path) -> None:
    assert off_pitch(page_with(finished(tmp_path, layout), "质能"), *SIZES[layout]) == 0


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_lines_keep_to_the_grid_below_formulas(layout: str, tmp_path: Path) -> None:
    page = page_with(finished(tmp_path, layout, f"{BODY}\n\n{DISPLAYED}"), "质能")
    assert off_pitch(page, *SIZES[layout]) == 0


def test_formulas_that_take_height_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    style_sheets = Composer.style_sheets
    with_height = {"last.css": "img.formula { margin: 0 !important; vertical-align: -.4em !important }"}
    monkeypatch.setattr(Composer, "style_sheets", lambda composer: style_sheets(composer) | with_height)
    assert off_pitch(page_with(finished(tmp_path), "质能"), *SIZES["gongyun"]) > 20


def shapes_between(page: Page, before: str, after: str) -> tuple[float, list[Shape], float]:
    """Where *before* ends, the shapes between it and *after*, which stand in one line, and where that begins; pt."""
    first, last = (next(glyph for glyph in page.glyphs if glyph.character == one) for one in (before, after))
    left, right = first.x + first.size, last.x
    shapes = [each for each in page.shapes if left - 1 < each.left and each.right < right + 1]
    return left, [each for each in shapes if abs(each.bottom - first.y) < 30], right


def test_a_formula_stands_on_the_base_line_with_gaps_beside_it(tmp_path: Path) -> None:
    page = page_with(finished(tmp_path, body="方程甲$H$乙。"), "方程")
    left, (letter,), right = shapes_between(page, "甲", "乙")
    base = next(glyph.y for glyph in page.glyphs if glyph.character == "甲")
    assert letter.bottom == pytest.approx(base, abs=0.05)
    assert letter.bottom - letter.top == pytest.approx(0.66 * 16, abs=0.2)
    assert right - left == pytest.approx((draw("H", display=False).width + 2 * 0.25) * 16, abs=0.05)


def test_without_a_sign_for_it_a_formula_has_no_gaps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def width(folder: str) -> float:
        page = page_with(finished(tmp_path / folder, body="方程甲$H$乙。", anew=True), "方程")
        left, _shapes, right = shapes_between(page, "甲", "乙")
        return right - left

    good = width("good")
    monkeypatch.setattr(line_source, "sign_of", lambda _box: "\ufffc")
    assert good - width("without") == pytest.approx(2 * 0.25 * 16, abs=0.05)


@pytest.mark.parametrize(("layout", "column"), [("gongyun", 25 * 16), ("journal", 22 * 10.5)])
def test_numbers_stand_at_the_right_on_the_base_line_of_their_formula(
    layout: str, column: float, tmp_path: Path
) -> None:
    page = page_with(finished(tmp_path, layout, "方程\n\n$$H$$"), "方程")
    left = next(glyph.x for glyph in page.glyphs if glyph.character == "方") - 2 * SIZES[layout][0]  # its indent
    number = [glyph for glyph in page.glyphs if glyph.character in "（1）" and glyph.x > left + 0.5 * column][:3]
    if number[2].x > left + column:
        left += column + 21  # the gutter
    assert "".join(glyph.character for glyph in number) == "（1）"
    assert number[2].right == pytest.approx(left + column, abs=0.1)
    (letter,) = (each for each in page.shapes if each.top > number[0].y - 20 and each.bottom < number[0].y + 3)
    assert letter.bottom == pytest.approx(number[0].y, abs=0.05)
    assert letter.middle[0] == pytest.approx(left + column / 2, abs=1)


def test_references_print_the_number(tmp_path: Path) -> None:
    text = "".join(glyph.character for glyph in page_with(finished(tmp_path, body=DISPLAYED), "又有").glyphs)
    assert "又有式（2）：" in text


@pytest.mark.parametrize(
    ("opening", "closing", "fit", "more"),
    [("", "", 31, ""), ("\n\n::: box 算例\n", "\n:::", 28, " More fits outside of the box or quotation.")],
)
def test_a_formula_wider_than_there_is_room_for_is_an_error(
    tmp_path: Path, opening: str, closing: str, fit: int, more: str
) -> None:
    with pytest.raises(RenderError) as caught:
        finished(tmp_path, body=f"方程{opening}\n\n$$" + "a+" * 40 + f"a$${closing}")
    hint = r"Break it into lines: \begin{aligned} … \\ … \end{aligned}." + more
    message = f"The formula is too wide where it stands: 76 characters; {fit} fit, made smaller. {hint}"
    assert [str(each).partition("duanxin.md:")[2].partition(": ")[2] for each in caught.value.problems] == [message]


def elements(data: bytes) -> list[tuple[str, str]]:
    """Kind and alternative text of the elements of the tag tree that have one."""
    return list(_elements(pypdf.PdfReader(BytesIO(data)).root_object["/StructTreeRoot"]))


def _elements(element: Any) -> Iterator[tuple[str, str]]:
    kids = element.get("/K", [])
    for kid in (kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])):
        if isinstance(kid, dict) and "/S" in kid:
            if "/Alt" in kid:
                yield str(kid["/S"]), str(kid["/Alt"])
            yield from _elements(kid)


def test_formulas_are_tagged_with_their_source(tmp_path: Path) -> None:
    data = finished(tmp_path, body=rf"方程$E=mc^2$与$a<b$，又${IN_PARTS}$。")
    whole = draw(IN_PARTS, display=False)
    assert len(whole.parts) > 2
    assert [each for each in elements(data) if each[0] == "/Formula"] == [
        ("/Formula", "E 等于 m c 的平方"),
        ("/Formula", "a 小于 b"),
        ("/Formula", whole.words),
    ]


def test_formulas_without_a_tag_of_their_own_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tag_tree, "FORMULA", "none")
    assert ("/Figure", "E 等于 m c 的平方") in elements(finished(tmp_path, body=r"方程$E=mc^2$。", anew=True))


def test_the_outline_names_a_heading_by_the_sources_of_its_formulas(tmp_path: Path) -> None:
    data = finished(tmp_path, body="## 方程$E=mc^2$的由来\n\n正文。")
    outline = str(pypdf.PdfReader(BytesIO(data)).outline)
    assert "方程E=mc^2的由来" in outline


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_it_stays_pdf_a_2a_and_pdf_ua_1(
    verapdf: Callable[..., Any], layout: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(finished(tmp_path / "a", layout, f"{BODY}\n\n{DISPLAYED}"))
    describe = tag_tree.TagTree._describe

    def without_words(tree: Any, element: Any, *arguments: Any) -> None:
        describe(tree, element, *arguments)
        if element.tag == "Formula":
            element.entries.pop("Alt")

    monkeypatch.setattr(tag_tree.TagTree, "_describe", without_words)
    bad.write_bytes(finished(tmp_path / "b", layout, anew=True))
    verdicts = verapdf([good, bad], ["2a", "ua1"])
    assert [str(result) for result in verdicts[good].values()] == ["passed", "passed"]
    assert {failure.clause for failure in verdicts[bad]["ua1"].failures} == {"7.7"}


DRAWING = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/%3E"
DRAWN = f"<img class='formula' alt='f' src=\"{DRAWING}\" style='width: 1em; height: 1em'>"


def test_text_behind_a_formula_is_kept_wherever_the_line_ends() -> None:
    """A line may end with the formula, and the space behind it is the first of the box of the text that follows."""
    sheet = "@page { size: 400px 400px; margin: 0 } p { font: 20px/30px 'Kanben Song'; width: 200px }"
    maker = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": sheet}, folders={}, drawing=Drawing.PLAIN)
    for count in range(1, 24):
        body = f"<p>{'天' * count}{DRAWN} 相比：</p>"
        runs = maker.lay_out(f"<html lang='zh-CN'><body>{body}</body></html>").runs
        assert "".join(run.text for run in runs).replace(" ", "") == f"{'天' * count}f相比：", count


PARTS = " ".join(
    f"<img class='formula' alt='f' style='width: {width}em; height: 1em' src=\"data:image/svg+xml,%3Csvg "
    f"xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} 1'%3E%3Crect width='{width}' height='1'/%3E%3C/svg%3E\">"
    for width in (2, 3, 4, 3)
)


def test_a_line_may_end_between_the_parts_of_a_formula_and_they_stand_close() -> None:
    sheet = "@page { size: 300pt 400pt; margin: 10pt } p { font: 20pt/30pt 'Kanben Song'; text-align: justify }"
    maker = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": sheet}, folders={}, drawing=Drawing.PLAIN)
    starts, whites = set(), []
    for count in range(2, 13, 2):
        html = f"<html lang='zh-CN'><body><p>{'天地，' * count}{PARTS}玄黄宇宙洪荒日月</p></body></html>"
        (page,) = read_pages(write_overlay_pdf(maker.lay_out(html)))
        shapes = sorted(page.shapes, key=lambda shape: (round(shape.bottom), shape.left))
        assert len(shapes) == 4
        assert max(shape.right for shape in shapes) <= 290.1
        for one, two in pairwise(shapes):
            if round(one.bottom) == round(two.bottom):
                whites.append((two.left - one.right) / 20)
            else:
                starts.add(round((two.right - two.left) / 20))
    assert starts >= {3, 4}
    assert whites == pytest.approx([0.25] * len(whites), abs=0.06)


def lay_out_parts(text: str, around: str, lines: int) -> tuple[list[Element], int]:
    """The elements of formulas where a formula in parts stands within *around*, and the pages, of so many *lines*."""
    paragraph = "p { font: 20px/30px 'Kanben Song'; margin: 0; orphans: 1; widows: 1 }"
    sheet = f"@page {{ size: 300px {30 * lines}px; margin: 0 }} {paragraph}"
    maker = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": sheet}, folders={})
    part = maker.lay_out(f"<html lang='zh-CN'><body><p>{text}{around.format(PARTS)}。</p></body></html>")
    assert part.elements is not None
    return [each for each in walk(part.elements) if each.tag == "Formula"], part.page_count


def walk(element: Element) -> Iterator[Element]:
    yield element
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from walk(kid)


WHOLE = "<span data-tag='Formula' alt='whole'>{}</span>"


def test_a_formula_goes_on_in_the_next_line_and_says_where_all_of_it_stands() -> None:
    (formula,), _pages = lay_out_parts("天" * 11, WHOLE, 10)
    assert formula.entries["Alt"].string == "whole"
    left, bottom, right, top = formula.entries["A"]["BBox"]
    assert left < 10
    assert 190 < right < 225.1
    assert top - bottom > 30  # more than a line


def test_a_formula_goes_on_on_the_next_page_and_has_no_one_place() -> None:
    (formula,), pages = lay_out_parts("天" * 11, WHOLE, 1)
    assert pages > 1
    assert formula.pages == (0, pages - 1)
    assert {kid.page for kid in formula.kids if isinstance(kid, Content)} == set(range(pages))
    assert "A" not in formula.entries


def test_without_an_element_around_them_parts_are_formulas() -> None:
    assert len(lay_out_parts("天" * 11, "{}", 10)[0]) == 4
