"""Which blocks go across all columns together."""

from dataclasses import replace

from pipeline.blocks import Block, Box, Cell, Heading, Paragraph, Table
from pipeline.inlines import Text
from pipeline.layout.block_groups import BlockGroup, groups_across
from pipeline.units import TypeArea
from tests.conformance.specimens import house_style

HEAD, LOWER = Heading(1, (Text("题", 1),), 1), Heading(2, (Text("题", 2),), 2)
WORDS = Paragraph((Text("文", 3),), 3)
CELL = Cell((Text("格", 4),), 0)
NARROW = Table(head=((CELL,),), rows=((CELL,),), alignments=("start",), line=4)
WIDE = Table(head=((CELL,),), rows=((CELL,),), alignments=("start",), line=4, is_wide=True)


def area(layout: str) -> TypeArea:
    return house_style(layout)[1].type_area


def groups(*blocks: Block, layout: str = "journal") -> list[tuple[list[Block], bool]]:
    found = [BlockGroup(tuple(each.blocks), each.goes_across) for each in groups_across(blocks, area(layout))]
    return [(list(each.blocks), each.goes_across) for each in found if each.blocks]


def test_heads_go_with_what_goes_across() -> None:
    assert groups(WORDS, HEAD, LOWER, WIDE, WORDS) == [([WORDS], False), ([HEAD, LOWER, WIDE], True), ([WORDS], False)]
    assert groups(HEAD, WORDS, WIDE, WIDE) == [([HEAD, WORDS], False), ([WIDE], True), ([WIDE], True)]
    box = Box(blocks=(WORDS,), line=5, is_wide=True)
    assert groups(WORDS, HEAD, box) == [([WORDS], False), ([HEAD, box], True)]
    assert groups(HEAD, replace(box, is_wide=False)) == [([HEAD, replace(box, is_wide=False)], False)]
    assert groups(HEAD, NARROW, HEAD) == [([HEAD, NARROW, HEAD], False)]


def test_what_stands_in_another_place_takes_no_heads_along() -> None:
    assert groups(HEAD, replace(WIDE, place="top")) == [([HEAD, replace(WIDE, place="top")], False)]


def test_what_may_leave_its_place() -> None:
    table, box = replace(NARROW, place="auto"), Box(blocks=(WORDS,), line=5, place="auto")
    assert groups(WORDS, table, box) == [([WORDS, table, replace(box, is_kept=True)], False)]
    nine = replace(box, blocks=(WORDS,) * 9)
    assert groups(WORDS, nine, layout="gongyun") == [([WORDS, replace(nine, is_kept=True)], False)]
    leading = Paragraph((Text("如下：", 3),), 3)
    assert groups(HEAD, table, leading, box) == [
        ([HEAD, replace(table, place="here"), leading, replace(box, place="here")], False)
    ]
    long = replace(box, blocks=(WORDS,) * 40)
    assert groups(WORDS, long) == [([WORDS, replace(long, place="here")], False)]
    kept = replace(long, is_kept=True)
    assert groups(WORDS, kept) == [([WORDS, replace(kept, place="here")], False)]
    wide = replace(WIDE, place="auto")
    assert groups(WORDS, wide) == [([WORDS], False), ([replace(WIDE, place="here")], True)]


def test_nothing_goes_across_one_column() -> None:
    assert groups(HEAD, WIDE, layout="gongyun") == [([HEAD, WIDE], False)]
