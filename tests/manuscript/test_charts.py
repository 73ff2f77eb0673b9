"""Charts in the text: rows of data between fences."""

import pytest

from pipeline.blocks import Chart, Series
from tests.manuscript.test_markdown import read

DATA = "季度, 2022年，2023年\n一季度, 12, 15.50\n二季度,−3,14"


def test_a_chart_has_its_numbers_as_they_are_written() -> None:
    blocks, problems = read(f'::: chart 图{{number}} 收入 {{kind=line unit="万元" #shouru}}\n{DATA}\n:::')
    assert problems == []
    (chart,) = blocks
    assert isinstance(chart, Chart)
    assert (chart.kind, chart.unit, chart.id, chart.number, chart.axis) == ("line", "万元", "shouru", 1, "季度")
    assert chart.categories == ("一季度", "二季度")
    assert chart.series == (Series("2022年", ("12", "−3")), Series("2023年", ("15.50", "14")))
    assert chart.series[0].values == (12.0, -3.0)


MISTAKES = [
    ("{kind=radar}", DATA, 1, "There is no kind of chart “radar”. Use one of: column, bar, line, stacked, pie."),
    ("", "季度, 2022年", 1, "A chart has a row of names, then rows of a name and numbers."),
    ("", "季度\n一季度", 1, "A chart has a row of names, then rows of a name and numbers."),
    ("", "季度, 甲\n一季度, 1,200", 3, "This row of a chart has 3 cells, and the first has 2."),
    ("", "季度, 甲\n一季度, 12万元", 3, "“12万元” is no number."),
    ("{kind=pie}", DATA, 1, "A pie shows one column of numbers."),
    ("{kind=pie}", "季度, 甲\n一季度, -2", 1, "The parts of a pie are no less than 0, and not all 0."),
    ("", "项, 甲\n" + "某, 1\n" * 41, 1, "A chart has 40 rows and 6 columns of numbers at most."),
    ("{colour=red}", DATA, 1, "“colour” does not fit here."),
]


@pytest.mark.parametrize(("behind", "data", "line", "message"), MISTAKES)
def test_mistakes_are_told(behind: str, data: str, line: int, message: str) -> None:
    blocks, problems = read(f"::: chart 收入 {behind}\n{data}\n:::")
    assert blocks == () or message.startswith("“colour")
    assert any(problem.startswith(f"{line}: {message}") for problem in problems), problems


def test_years_may_head_the_columns() -> None:
    blocks, problems = read("::: chart 收入\n季度, 2022, 2023\n一季度, 1, 2\n:::")
    assert problems == []
    assert isinstance(blocks[0], Chart)
    assert "2: The first row of this chart has numbers" in read("::: chart 收入\n一季度, 1, 2\n二季度, 3, 4\n:::")[1][0]
