"""Charts as they are drawn: nothing outside, heights by the numbers, all told in words."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.blocks import CHART_KINDS, Chart, ChartKind, Series
from pipeline.colours import Colour
from pipeline.layout.charts import chart_colours, describe_chart, draw_chart, nice_step, type_size

RED, GREY = "#c8102e", "#8c8c8c"
NUMBERS = st.decimals(-9999, 9999, places=1).map(str)


def chart(
    kind: ChartKind, *series: Series, categories: tuple[str, ...] = ("一季度", "二季度"), unit: str = "万元"
) -> Chart:
    return Chart(kind=kind, axis="季度", categories=categories, series=series, line=1, unit=unit)


def shapes(drawn: str, tag: str) -> list[dict[str, str]]:
    return [each.attrib for each in ElementTree.fromstring(drawn).iter() if each.tag.endswith(f"}}{tag}")]


@given(st.sampled_from(CHART_KINDS), st.integers(1, 4), st.integers(1, 8), st.data())
def test_nothing_is_drawn_outside(kind: ChartKind, many: int, rows: int, data: st.DataObject) -> None:
    numbers = NUMBERS.map(lambda text: text.lstrip("-")) if kind == "pie" else NUMBERS
    written = [data.draw(st.lists(numbers, min_size=rows, max_size=rows)) for _each in range(many)]
    if kind == "pie":
        written = [["1", *written[0][1:]]]
    series = [Series(f"第{index}项", tuple(each)) for index, each in enumerate(written)]
    drawing = draw_chart(chart(kind, *series, categories=("某",) * rows), 200.0, [RED])
    places = re.findall(r'\b(c?[xy][12]?)="([-0-9.]+)"', drawing.svg)
    assert places
    for name, place in places:
        assert -1 <= float(place) <= (drawing.width if "x" in name else drawing.height) + 1
    for box in shapes(drawing.svg, "rect"):
        assert float(box["width"]) >= 0
        assert float(box["height"]) >= 0


@pytest.mark.parametrize(("kind", "side"), [("column", "height"), ("bar", "width"), ("stacked", "height")])
def test_sides_go_by_the_numbers(kind: ChartKind, side: str) -> None:
    boxes = shapes(draw_chart(chart(kind, Series("收入", ("10", "25"))), 300.0, [RED]).svg, "rect")
    low, high = (float(box[side]) for box in boxes)
    assert high / low == pytest.approx(2.5, rel=0.01)
    assert {box["fill"] for box in boxes} == {RED}


def test_a_stack_stands_on_what_is_below_it() -> None:
    first, second = Series("甲", ("10", "10")), Series("乙", ("5", "20"))
    boxes = [
        box for box in shapes(draw_chart(chart("stacked", first, second), 300.0, [RED]).svg, "rect") if "fill" in box
    ]
    below, above = boxes[2:4]
    assert (below["fill"], above["fill"]) == (RED, GREY)
    assert float(above["y"]) + float(above["height"]) == pytest.approx(float(below["y"]), abs=0.02)


def test_numbers_are_printed_as_they_are_written_and_told() -> None:
    made = chart("column", Series("2023年", ("15.50", "−3")))
    assert ">15.50<" in draw_chart(made, 300.0, []).svg
    assert describe_chart(made) == "单位：万元。一季度：2023年 15.50；二季度：2023年 −3。"


def test_a_pie_tells_shares() -> None:
    drawn = draw_chart(chart("pie", Series("人数", ("30", "10")), unit="人"), 300.0, [RED]).svg
    assert "一季度　30人（75.0%）" in drawn
    assert drawn.count("<path") == 2
    percent = draw_chart(chart("pie", Series("占比", ("75", "25")), unit="%"), 300.0, [RED]).svg
    assert ">一季度　75%<" in percent
    whole = draw_chart(chart("pie", Series("人数", ("30", "0")), unit="人"), 300.0, [RED]).svg
    assert "<circle" in whole


@pytest.mark.parametrize(("count", "has_keys"), [(3, False), (4, True)])
def test_slices_of_a_pie_are_told_by_numbers_where_they_are_many(count: int, has_keys: bool) -> None:
    """On the slice, in white where it is dark, and before its words; one that is too narrow has no room for it."""
    categories, numbers = tuple("甲乙丙丁"[:count]), ("50", "30", "30", "1")[:count]
    drawn = draw_chart(chart("pie", Series("", numbers), categories=categories), 300.0, ["#102030", "#ffffff"]).svg
    assert (' fill="#fff">1</text>' in drawn, ">2</text>" in drawn, ">1 甲" in drawn) == (has_keys,) * 3
    assert ">4</text>" not in drawn
    assert (">4 丁" in drawn) is has_keys


def test_a_narrow_pie_is_told_below_in_the_same_size() -> None:
    pie = chart("pie", Series("人数", ("30", "10")), categories=("转到其他栏目的来稿", "不用的"), unit="人")
    wide, narrow = draw_chart(pie, 300.0, [RED]), draw_chart(pie, 150.0, [RED])
    assert all("font-size" not in each for drawn in (wide, narrow) for each in shapes(drawn.svg, "text"))
    centre = re.search(r"<path d=\"M([0-9.]+) ([0-9.]+)L", narrow.svg)
    assert centre is not None
    radius = 150 * 0.55 / 2
    assert [float(each) for each in centre.groups()] == pytest.approx([75, radius])
    assert all(2 * radius < float(each["y"]) < narrow.height for each in shapes(narrow.svg, "text"))


def test_type_goes_with_the_body() -> None:
    columns = chart("column", Series("收入", ("10", "25")))
    large = draw_chart(columns, 420.0, [RED], type_size(16))
    assert type_size(16) == 10.5
    assert type_size(9) == 7.5
    assert (large.width, large.height) == pytest.approx((420, 420 * 0.62))
    assert large.svg == draw_chart(columns, 300.0, [RED]).svg  # 420 pt / (10.5 / 7.5)


def test_text_is_escaped() -> None:
    drawn = draw_chart(chart("column", Series("<b>", ("1", "2")), Series("&", ("1", "2"))), 300.0, []).svg
    assert "&lt;b&gt;" in drawn
    ElementTree.fromstring(drawn)


@given(st.floats(1e-3, 1e9))
def test_lines_part_a_span_evenly(span: float) -> None:
    step = nice_step(span)
    assert 2 <= span / step <= 5.0001
    assert re.fullmatch(r"[125]e[+-]\d+", f"{step:.0e}")


def test_greys_are_no_colours_of_series() -> None:
    made = chart_colours([Colour("ink", (35, 40, 45), (0, 0, 0, 1)), Colour("red", (200, 16, 46), (0, 1, 1, 0))])
    assert made == [RED]


def test_names_on_an_axis_are_of_one_size() -> None:
    names = ("八点到十点", "十点到十二点以后的时候", "夜")
    made = chart("column", Series("收入", ("1", "2", "3")), categories=names)
    texts = shapes(draw_chart(made, 100.0, [RED]).svg, "text")
    below = [each for each in texts if float(each["y"]) > 50 and each["text-anchor"] == "middle"]
    assert len({each["font-size"] for each in below[:3]}) == 1
    assert float(below[0]["font-size"]) < 7.5


def test_names_of_categories_take_turns_in_two_rows_where_one_would_be_too_small() -> None:
    names = tuple(f"{hour}–{hour + 2}时" for hour in range(10, 22, 2))
    written = Series("人次", tuple("123456"))
    narrow, wide = (
        draw_chart(chart("column", written, categories=names), width, [RED]).svg for width in (153.0, 400.0)
    )
    for drawn, rows in ((narrow, 2), (wide, 1)):
        told = [each for each in shapes(drawn, "text") if each["text-anchor"] == "middle"][: len(names)]
        assert len({each["y"] for each in told}) == rows
        assert all(float(each.get("font-size", 7.5)) >= 6.5 for each in told)


def test_names_of_categories_are_parted_where_one_line_would_be_too_small() -> None:
    """Behind 年 and dashes, and never within numbers."""
    names = ("2021年9月", "2022年3月", "2022年9月", "1–3月", "2023")
    drawn = draw_chart(chart("line", Series("人次", tuple("12345")), categories=names), 180.0, [RED]).svg
    drawn_texts = (each for each in ElementTree.fromstring(drawn).iter() if each.tag.endswith("}text"))
    told = [(each.attrib["y"], each.text) for each in drawn_texts if each.attrib["text-anchor"] == "middle"][:9]
    assert [text for _y, text in told] == ["2021年", "9月", "2022年", "3月", "2022年", "9月", "1–", "3月", "2023"]
    assert len({y for y, _text in told}) == 2


def test_a_pie_stands_in_the_middle_with_its_words() -> None:
    drawn = draw_chart(chart("pie", Series("", ("1", "3"))), 300.0, [RED]).svg
    marks = [float(each["x"]) for each in shapes(drawn, "rect")]
    (left,) = {float(each["d"].split("L")[0][1:].split()[0]) for each in shapes(drawn, "path")}
    assert left - 0.42 * 300 / 2 > 20
    assert min(marks) > left


def test_lines_that_all_run_high_have_an_axis_of_their_own_and_columns_never() -> None:
    series = Series("某", ("28.5", "36.9"))
    low = ">0</text>"
    assert low not in draw_chart(chart("line", series), 200.0, [RED]).svg
    assert low in draw_chart(chart("line", Series("某", ("5", "36.9"))), 200.0, [RED]).svg
    assert low in draw_chart(chart("column", series), 200.0, [RED]).svg
