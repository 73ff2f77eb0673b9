"""What is put in the place of WeasyPrint's functions answers as they do, on a page that has a little of everything."""

from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.resources import find_shipped
from tests.engine.originals import original, source_of

STYLE = """
@page { size: 300pt 300pt; margin: 20pt; @bottom-center { content: counter(page); padding: 2pt } }
html { font: 12pt/20pt "Kanben Song"; --gap: 3pt }
p { margin: 0 1em; text-indent: 2em }
.percent { width: 50%; padding-left: 10%; min-width: 20%; margin-left: calc(10% + 1pt) }
.logical { background: #eee } .right { border-radius: 2pt }
.border { box-sizing: border-box; width: 100pt; border: 2pt solid; padding: 3pt; max-height: 40pt }
.logical { margin-inline-start: 7pt; padding-block-end: var(--gap); border-inline-end: 1pt solid }
.float { float: right; width: 60pt; border-top: 1pt solid }
.right { direction: rtl; margin-inline-start: 9pt }
table { border-collapse: collapse } td { border: 1pt solid; padding: 2pt }
em { font-style: normal; font-weight: 700; font-size: 80%; text-decoration: underline }
h1::before { content: "第一"; font-family: "Kanben Hei" }
.features { font-feature-settings: "halt" } .flex { display: flex; height: 30pt } .none { display: none }
"""
BODY = """
<h1>题目</h1><p>正文<em>着重</em>一段，Latin 与汉字，行尾。</p><div class=percent>百分比<p>里面</p></div>
<div class=border>边框</div><div class=logical>逻辑</div><div class=float>浮动</div><p>浮动旁边的正文，有好几行，
有好几行，有好几行。</p><div class=right>right</div><table><tr><td>一<td>二</table><ul><li>项</ul>
<p class=features>“特性”</p><div class=flex><span>甲</span><b>乙</b></div><div class=none>无</div>
"""


class Probe:
    """Stands for a box."""

    style: Any


@pytest.fixture(scope="module")
def boxes() -> list[Any]:
    part = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": STYLE}, folders={}).render(
        f"<html lang=zh><body>{BODY}</body></html>"
    )
    return [box for page in part.pages for box in _all(page._page_box)]


def _all(box: Any) -> Iterator[Any]:
    yield box
    for child in box.all_children():
        yield from _all(getattr(child, "_box", child))


@pytest.fixture(scope="module")
def styles(boxes: list[Any]) -> list[Any]:
    found = list({id(box.style): box.style for box in boxes}.values())
    assert len(found) > 30
    return found


@pytest.mark.parametrize("around", [(100.0, 200.0), (100.0, "auto"), (0, 0)])
def test_lengths(styles: list[Any], around: tuple[Any, Any]) -> None:
    from weasyprint.layout import block, percent

    resolve = original("layout.percent.resolve_percentages")
    assert block.resolve_percentages is percent.resolve_percentages
    remembered = 0
    for style in styles:
        ours, theirs = Probe(), Probe()
        ours.style = theirs.style = style
        block.resolve_percentages(ours, around)
        resolve(theirs, around)
        assert vars(ours) == vars(theirs)
        remembered += style.kanben_lengths is not None
    assert 0 < remembered < len(styles)  # both ways were taken


def test_values(styles: list[Any]) -> None:
    from weasyprint.css import ComputedStyle
    from weasyprint.css.properties import INITIAL_VALUES

    plain_style = original("css.ComputedStyle")
    assert plain_style.__missing__ is not ComputedStyle.__missing__
    computed = [style for style in styles if type(style) is ComputedStyle]
    assert computed
    for style in computed:
        facts = (style.parent_style, style.cascaded, style.pseudo_type, style.root_style, style.base_url)
        theirs = plain_style(*facts, style.font_config, style.initial_page_sizes)
        ours = ComputedStyle(*facts, style.font_config, style.initial_page_sizes)
        assert {key: ours[key] for key in INITIAL_VALUES} == {key: theirs[key] for key in INITIAL_VALUES}


def test_descendants(boxes: list[Any]) -> None:
    from weasyprint.formatting_structure.boxes import Box

    names: dict[str, Any] = {"Box": Box}
    exec(source_of("formatting_structure.boxes.Box").replace("class Box:", "class Plain:", 1), names)
    descendants = names["Plain"].descendants
    assert Box.descendants is not descendants
    counts = set()
    for box in boxes:
        for placeholders in (False, True):
            found = [id(each) for each in box.descendants(placeholders)]
            assert found == [id(each) for each in descendants(box, placeholders)]
            counts.add(len(found))
    assert min(counts) == 1
    assert max(counts) > 30


def test_custom_properties(styles: list[Any]) -> None:
    from weasyprint.css import ComputedStyle

    plain_style = original("css.ComputedStyle")
    found = []
    for style in (style for style in styles if type(style) is ComputedStyle):
        facts = (style.parent_style, style.cascaded, style.pseudo_type, style.root_style, style.base_url)
        both = [kind(*facts, style.font_config, style.initial_page_sizes) for kind in (ComputedStyle, plain_style)]
        for name in ("__gap", "__unset"):
            ours, theirs = (each[name] for each in both)
            assert ours == theirs
            found.append(bool(ours))
    assert set(found) == {True, False}


def test_backgrounds(boxes: list[Any]) -> None:
    from weasyprint.layout import background

    lay_out = original("layout.background.layout_box_backgrounds")
    assert background.layout_box_backgrounds is not lay_out
    found = []
    page = boxes[0]
    for box in boxes:
        ours, theirs = box.copy(), box.copy()
        background.layout_box_backgrounds(page, ours, None, layout_children=False)
        lay_out(page, theirs, None, False)
        names = [name for name in vars(theirs) if name.endswith("_radius")]
        assert [getattr(ours, name) for name in names] == [getattr(theirs, name) for name in names]
        assert ours.background == theirs.background
        found.append((ours.style.kanben_is_bare, ours.background is None, len(names)))
    assert set(found) == {(True, True, 4), (False, True, 4), (False, False, 4)}


def test_keys_and_struts(styles: list[Any]) -> None:
    from weasyprint.text import line_break

    key, strut = original("text.line_break._font_style_cache_key"), original("text.line_break.strut")
    for style in styles:
        for _time in range(2):
            for sized in (False, True):
                assert line_break._font_style_cache_key(style, sized) == key(style, sized)
            assert line_break.strut(style) == strut(style)
        copy = style.copy()
        copy["font_size"], copy["font_weight"] = 33, 800
        assert line_break._font_style_cache_key(copy, True) == key(copy, True)


def test_flow(boxes: list[Any]) -> None:
    is_in_normal_flow = original("formatting_structure.boxes.Box").is_in_normal_flow
    answers = [box.is_in_normal_flow() for box in boxes]
    assert answers == [is_in_normal_flow(box) for box in boxes]
    assert set(answers) == {True, False}


def test_layouts(styles: list[Any]) -> None:
    from weasyprint.text import line_break

    setup = original("text.line_break.Layout").setup
    for style in styles:
        for _time in range(2):  # the second is set up from the first
            ours, theirs = line_break.Layout(style), line_break.Layout.__new__(line_break.Layout)
            theirs.justification_spacing, theirs.max_width = 0, None
            setup(theirs, style)
            sizes = []
            for layout in (ours, theirs):
                layout.set_text("汉字，Latin fi。“引”12")
                line, _index = layout.get_first_line()
                sizes.append((line_break.line_size(line, style), vars(layout).keys() - {"layout"}, layout.ascent))
            assert sizes[0] == sizes[1]


class Context:
    """Where no float stands, or one."""

    def __init__(self, *shapes: Any) -> None:
        self.excluded_shapes = list(shapes)


def test_collisions(boxes: list[Any]) -> None:
    from weasyprint.formatting_structure.boxes import LineBox
    from weasyprint.layout import inline

    avoid = original("layout.float.avoid_collisions")
    floated = next(box for box in boxes if box.is_floated())
    asked = 0
    for parent in boxes:
        for line in getattr(parent, "children", ()):
            if isinstance(line, LineBox):
                for context in (Context(), Context(floated)):
                    asked += 1
                    expected = avoid(context, line, parent, outer=False)
                    assert inline.avoid_collisions(context, line, parent, outer=False) == expected
    assert asked > 20


def test_a_line_is_not_beside_a_float_that_ends_a_hair_below_its_top(boxes: list[Any]) -> None:
    """Sums of heights are rounded: a drop cap of two lines would have three beside it."""
    from weasyprint.formatting_structure.boxes import LineBox
    from weasyprint.layout import inline

    avoid = original("layout.float.avoid_collisions")
    lines = ((line, parent) for parent in boxes for line in getattr(parent, "children", ()))
    line, parent = next((line, parent) for line, parent in lines if isinstance(line, LineBox))
    shape = next(box for box in boxes if box.is_floated()).copy()
    shape.position_x, shape.position_y = parent.content_box_x(), line.position_y - shape.margin_height() + 1e-9
    free = avoid(Context(), line, parent, outer=False)
    assert inline.avoid_collisions(Context(shape), line, parent, outer=False) == free
    assert avoid(Context(shape), line, parent, outer=False) != free  # the control


def test_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes as with WeasyPrint's own function, and other bytes with another face: the bytes tell."""
    from weasyprint.draw import text as draw_text

    from pipeline.engine.patches.line_end_spaces import draw_spaces
    from pipeline.engine.patches.whole_words import mark_whole_words

    typesetter = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"page.css": STYLE + "p { text-align: justify }"}, folders={}
    )
    html = f"<html lang=zh><body>{BODY}<p>注<sup>①</sup>，<i>abc</i>……——龘<b>粗</b></p></body></html>"
    ours = typesetter.render(html).write_pdf()
    stock = original("draw.text.draw_first_line")
    monkeypatch.setattr(draw_text, "draw_first_line", draw_spaces(mark_whole_words(stock)))
    assert typesetter.render(html).write_pdf() == ours
    assert typesetter.render(html.replace("<b>", "<i>")).write_pdf() != ours


def test_a_paragraph_is_let_go_with_its_page() -> None:
    import gc

    from pipeline.composer.paragraph import Paragraph

    def alive() -> int:
        return sum(isinstance(each, Paragraph) for each in gc.get_objects())

    load_weasyprint(find_shipped("fonts"))
    gc.collect()
    before = alive()
    gc.disable()
    try:
        part = Typesetter(fonts=find_shipped("fonts"), style_sheets={}, folders={}).render(
            f"<html lang=zh><p>{'一段正文。' * 200}</html>"
        )
        assert alive() == before
    finally:
        gc.enable()
    assert part.pages


def test_a_long_paragraph_is_not_read_again_for_each_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.layout import inline

    from pipeline.engine.patches import line_starts

    asked: list[Any] = []
    stock = original("layout.inline.skip_first_whitespace")
    monkeypatch.setattr(inline, "skip_first_whitespace", lambda *a: asked.append(a) or stock(*a))
    line_starts.apply()
    part = Typesetter(fonts=find_shipped("fonts"), style_sheets={}, folders={}).render(
        f"<html lang=zh><p>{'一段正文，' * 1000}</html>"
    )
    lines = [box for page in part.pages for box in _all(page._page_box) if hasattr(box, "is_composed")]
    assert len(lines) > 50
    assert len(asked) < 10
