"""Columns leave room for the notes they call, and no more than that."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engine.laid_out_part import Drawing, LaidOutPart
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.resources import find_shipped
from tests.conformance.printed_page import read_pages

PAGE = """
@page { size: 300pt 300pt; margin: 0; @footnote { border-top: 1pt solid; padding-top: 3pt; margin-top: 4pt } }
body { margin: 0 }
.columns { columns: 2; column-gap: 20pt }
.wide { column-span: all; font: 10pt/20pt 'Kanben Song' }
p { font: 10pt/20pt 'Kanben Song'; margin: 0 }
.note { float: footnote; footnote-policy: line; font: 8pt/12pt 'Kanben Song' }
.note::footnote-call { content: '〔' attr(data-number) '〕' }
"""


def lay_out(body: str) -> LaidOutPart:
    typesetter = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"page.css": PAGE}, folders={}, drawing=Drawing.PLAIN
    )
    return typesetter.lay_out(f'<html lang="zh-CN"><body><div class="columns">{body}</div></body></html>')


def noted(number: int) -> str:
    return f"这条话说到这里就有注<span class=note data-number={number}>注{number}止。</span>，"


def text_of(part: LaidOutPart) -> list[str]:
    return ["".join(run.text for run in part.runs if run.page == page) for page in range(part.page_count)]


def parted(part: LaidOutPart, count: int) -> list[int]:
    """The notes that stand on another page than their calls."""
    pages = text_of(part)
    return [n for n in range(count) if not any(f"〔{n}〕" in page and f"注{n}止" in page for page in pages)]


@pytest.fixture
def as_weasyprint(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Have columns as high as WeasyPrint makes them."""
    lay_out("")  # WeasyPrint is loaded
    from pipeline.engine.patches import column_heights

    return lambda: monkeypatch.setattr(column_heights, "find_height", lambda *_arguments: None)


def test_many_notes_stand_on_the_pages_of_their_calls(as_weasyprint: Callable[[], None]) -> None:
    count = 45
    body = "".join(
        f"<p>{''.join(noted(number) for number in range(first, first + 9))}</p>" for first in range(0, count, 9)
    )
    ours = lay_out(body)
    assert parted(ours, count) == []
    assert ours.page_count <= 5
    as_weasyprint()
    theirs = lay_out(body)
    assert parted(theirs, count)
    assert theirs.page_count > 6


def test_what_stands_across_all_columns_leaves_the_notes_above_it_their_room(as_weasyprint: Callable[[], None]) -> None:
    text = "这一段里面没有注，只是为了要把这一页的下面填满而写的话。"
    body = f"<p>{''.join(map(noted, range(8)))}</p><div class=wide>宽</div>{f'<p>{text}</p>' * 9}"

    def lowest_line() -> tuple[float, float]:
        page = read_pages(write_overlay_pdf(lay_out(body)))[0]
        bases = [(line.base, "止" in line.text) for line in page.lines]
        return max(base for base, is_note in bases if not is_note), min(base for base, is_note in bases if is_note)

    text_ends, notes_begin = lowest_line()
    assert 8 < notes_begin - text_ends < 40
    as_weasyprint()
    text_ends, notes_begin = lowest_line()
    assert text_ends > notes_begin


@pytest.mark.parametrize("density", [0.05, 0.3, 0.9, 1.5])
@pytest.mark.parametrize("offset", range(5))
def test_the_height_is_the_greatest_that_there_is(density: float, offset: int) -> None:
    lay_out("")
    from pipeline.engine.patches.column_heights import Trial, find_height

    line, note, total, step, tried = 20.0, 14.4, 900.0 + 3 * offset, 10.0, []

    def notes(height: float) -> float:
        """For lines that begin at *offset*, the notes they call."""
        return int(max(0, height - offset) // line * density * line / note) * note

    def lay_out_columns(height: float) -> Trial:
        tried.append(height)
        return Trial((height,), notes(height), (), is_whole=False)

    found = find_height(lay_out_columns, total, total, step)
    assert found is not None
    assert found.height + found.notes <= total + 1e-6
    higher = found.height + step
    assert higher + notes(higher) > total
    assert len(tried) <= 8


def test_no_height_is_found_where_one_line_has_more_notes_than_there_is_room_for() -> None:
    lay_out("")
    from pipeline.engine.patches.column_heights import Trial, find_height

    assert find_height(lambda height: Trial((height,), 950.0, (), is_whole=False), 900.0, 900.0, 10.0) is None
    low = find_height(lambda height: Trial((height,), 850.0, (), is_whole=False), 900.0, 900.0, 10.0)
    assert low is not None
    assert low.height == pytest.approx(50.0)


LINE = 20.0


def fill(blocks: Sequence[int], heights: Sequence[float]) -> bool:
    """Whether *blocks* of so many lines, none of which may be parted, fit into columns of *heights* (px)."""
    left = list(blocks)
    for height in heights:
        room = round(height / LINE)
        while left and left[0] <= room:
            room -= left.pop(0)
    return not left


@given(st.lists(st.integers(1, 6), min_size=1, max_size=40), st.integers(2, 4))
def test_columns_are_as_low_as_what_stands_in_them_allows(blocks: list[int], count: int) -> None:
    from pipeline.engine.patches.column_heights import Trial, balance

    def try_heights(heights: Sequence[float]) -> Trial:
        return Trial(tuple(heights), 0.0, (), fill(blocks, heights))

    least, most = sum(blocks) * LINE / count, sum(blocks) * LINE
    found = balance(try_heights, count, least, most, LINE)
    assert found is not None
    assert fill(blocks, found.heights)
    lines = [round(height / LINE) for height in found.heights]
    assert lines == sorted(lines, reverse=True)
    if set(blocks) == {1}:
        assert lines[0] == -(-len(blocks) // count)
        assert lines[0] - lines[-1] <= 1
    for first in range(count):  # none from there on could be lower
        lower = [*found.heights[:first], *[found.heights[first] - LINE] * (count - first)]
        assert lower[-1] < LINE or not fill(blocks, lower)


def test_text_beside_a_picture_as_high_as_all_is_in_columns_of_one_height() -> None:
    from pipeline.engine.patches.column_heights import Trial, balance

    blocks = [17, *[1] * 9]
    found = balance(lambda heights: Trial(tuple(heights), 0.0, (), fill(blocks, heights)), 3, 1, 17 * LINE, LINE)
    assert found is not None
    assert [round(height / LINE) for height in found.heights] == [17, 5, 4]


def lines_of_columns(*paragraphs: int, style: str = "") -> list[int]:
    """How many lines each column has of *paragraphs* with so many."""
    body = "".join(f"<p>{'天地玄黄宇宙洪荒日月盈昃辰宿' * lines}</p>" for lines in paragraphs)
    (page,) = lay_out(f"<style>{style}</style>{body}").fillings
    sides = {block.area[0] for block in page.blocks}
    ends = (max(block.area[3] for block in page.blocks if block.area[0] == side) for side in sorted(sides))
    return [round(end * 0.75 / LINE) for end in ends]


def test_columns_end_alike_where_paragraphs_go_on() -> None:
    assert lines_of_columns(4, 6, 2, 3) == [8, 7]
    assert lines_of_columns(3, 6, 7, 2) == [9, 9]
    assert lines_of_columns(4, 6, 2, 3, style=".columns { column-fill: auto }") == [15]  # the control


def test_what_stands_below_columns_that_fill_the_page_is_not_dropped() -> None:
    """Rounding may make columns higher than the page; WeasyPrint leaves out what follows them then."""
    for lines in (29, 30):
        across = "<p style='column-span: all'>横</p><p>后</p>"
        assert "横后" in "".join(text_of(lay_out("<p>天</p>" * 2 * lines + across))), lines
