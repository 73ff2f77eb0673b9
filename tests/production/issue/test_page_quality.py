"""Pages that an art director would not sign are told with their place."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from pipeline.blocks import Block, BlockPlace, Box, BoxKind, Break, Figure, Paragraph, Picture, Table
from pipeline.engine.laid_out_part import Area, LaidOutPart, PageFilling, PlacedBlock
from pipeline.engine.pages import Typesetter
from pipeline.inlines import Text
from pipeline.production.issue.filled_pages import FilledPage, share_of_white
from pipeline.production.issue.page_quality import find_lone_heads, find_uneven_columns, tell_page_faults
from pipeline.production.issue.text_ends import find_few_lines, tell_white_ends
from pipeline.production.pagination import PlacedPart
from pipeline.resources import find_shipped
from pipeline.units import Size
from tests.builders import new_builder
from tests.layout.test_compose import article_of, issue_of
from tests.workspaces import ISSUE, good_workspace

LINE = 20.0
PAGE = (0.0, 0.0, 200.0, 400.0)
COLUMNS = ((0.0, 0.0, 90.0, 400.0), (110.0, 0.0, 200.0, 400.0))
WORDS = "天地玄黄宇宙洪荒日月盈昃辰宿列张"


def block(lines: tuple[int, int], column: int | None = None, is_head: bool = False) -> PlacedBlock:
    """A block from the first of *lines* to before the second, in a column or across the page."""
    left, _top, right, _bottom = PAGE if column is None else COLUMNS[column]
    return PlacedBlock("xin", lines[0], is_head, (left, lines[0] * LINE, right, lines[1] * LINE))


def filling(*blocks: PlacedBlock, columns: tuple[tuple[Area, ...], ...] = ()) -> PageFilling:
    return PageFilling(0, PAGE, columns, blocks)


@pytest.mark.parametrize(
    ("blocks", "share"),
    [
        ([(0, 20)], 0.0),
        ([(0, 12)], 0.4),
        ([(0, 4), (8, 20)], 0.0),  # white about a figure
        ([(0, 4), (12, 20)], 0.4),
        ([(6, 20)], 0.3),
        ([], 1.0),
    ],
)
def test_white_is_what_no_block_fills(blocks: list[tuple[int, int]], share: float) -> None:
    assert share_of_white(filling(*map(block, blocks)), LINE) == pytest.approx(share)


def test_white_is_counted_by_columns() -> None:
    page = filling(block((0, 20), 0), block((0, 10), 1), columns=(COLUMNS,))
    assert share_of_white(page, LINE) == pytest.approx(0.25)
    across = filling(block((0, 20), 0), block((0, 10), 1), block((10, 20)), columns=(COLUMNS,))
    assert share_of_white(across, LINE) == 0.0


@pytest.mark.parametrize(("below", "is_lone"), [(0, True), (1, True), (2, False), (5, False)])
def test_a_head_wants_two_lines_below_it(below: int, is_lone: bool) -> None:
    head = block((4, 6), is_head=True)
    text = [block((6, 6 + below))] if below else []
    assert (head in find_lone_heads(filling(block((0, 4)), head, *text), LINE)) is is_lone


def test_two_heads_are_one_and_a_column_ends_what_stands_below() -> None:
    section, title = block((0, 1), 0, is_head=True), block((1, 2), 0, is_head=True)
    other = block((0, 9), 1)
    alone = filling(section, title, other, columns=(COLUMNS,))
    assert list(find_lone_heads(alone, LINE)) == [title]
    assert list(find_lone_heads(filling(section, title, block((2, 4), 0), other, columns=(COLUMNS,)), LINE)) == []


@pytest.mark.parametrize(
    ("ends", "is_last", "apart"),
    [
        ((10, 10), False, None),
        ((10, 9), False, None),
        ((10, 8), False, 2.0),
        ((10, 8), True, None),  # where the text ends
        ((10, 7), True, 3.0),
        ((3, 10), True, 7.0),
        ((3, 7), True, None),  # of a notice
        ((3, 7), False, 4.0),
    ],
)
def test_columns_end_alike(ends: tuple[int, int], is_last: bool, apart: float | None) -> None:
    blocks = [block((0, end), column) for column, end in enumerate(ends)]
    columns = tuple((*area[:3], end * LINE) for area, end in zip(COLUMNS, ends, strict=True))
    found = list(find_uneven_columns(FilledPage(1, filling(*blocks, columns=(columns,)), is_last), LINE))
    assert found == ([] if apart is None else [(blocks[ends.index(min(ends))], apart)])


def test_columns_above_others_are_where_a_text_ends() -> None:
    blocks = [block((0, 4), 0), block((0, 2), 1), block((6, 20), 0), block((6, 20), 1)]
    above, below = (
        tuple(
            (left, top * LINE, right, end * LINE) for (left, _top, right, _end), end in zip(COLUMNS, ends, strict=True)
        )
        for top, ends in ((0, (4, 2)), (6, (20, 20)))
    )
    page = filling(*blocks, columns=(above, below))
    assert list(find_uneven_columns(FilledPage(1, page, is_last=False), LINE)) == []


SHEET = """@page { size: 240px 400px; margin: 40px 20px } body { margin: 0; font: 10px/20px "Kanben Song" }
p, h3 { margin: 0; font-size: 10px } .columns { column-count: 2; column-gap: 20px } .footnote { float: footnote }
.footnote::footnote-call { line-height: 0 }"""


def lay_out(body: str) -> tuple[PageFilling, ...]:
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": SHEET}, folders={})
    return typesetter.lay_out(f"<html lang='zh-CN'><body data-slug='xin'>{body}</body></html>").fillings


def test_blocks_are_where_their_lines_are() -> None:
    (page,) = lay_out(f"<h3 data-line='2'>题</h3><p data-line='4'>{WORDS * 2}</p><p>　</p>")
    assert page.area == (20.0, 40.0, 220.0, 360.0)
    assert page.blocks == (
        PlacedBlock("xin", 2, True, (20.0, 40.0, 220.0, 60.0)),
        PlacedBlock("xin", 4, False, (20.0, 60.0, 220.0, 100.0)),
    )


def test_notes_take_from_the_type_area_and_columns_are_told() -> None:
    (page,) = lay_out(f"<div class='columns'><p>{WORDS}<span class='footnote'>注。</span></p><p>{WORDS}</p></div>")
    assert page.area[3] < 360.0
    assert page.columns == (((20.0, 40.0, 110.0, 80.0), (130.0, 40.0, 220.0, 80.0)),)
    assert [each.area[0] for each in page.blocks] == [20.0, 130.0]


PORTRAIT = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='50' height='70'/%3E"


@pytest.mark.parametrize(("inner", "height"), [(f'<img src="{PORTRAIT}">', 100.0), ("字", 20.0)])
def test_text_beside_a_portrait_fills_as_much_as_that_does(inner: str, height: float) -> None:
    placed = f"<div style='position: absolute; left: 0'>{inner}</div>"
    (page,) = lay_out(f"<div style='position: relative; height: 100px'>{placed}<p>{WORDS[:4]}</p></div>")
    assert max(each.area[3] for each in page.blocks) == 40.0 + height


TEXT = f"{WORDS * 8}。\n\n"
TABLE = "| 茶 | 价 |\n|---|---|\n" + "| 岩茶 | 8 |\n" * 12 + "\n"
BREAK = "{.new-page}\n"


@pytest.mark.parametrize("is_asked_for", [False, True])
def test_the_editor_is_told_of_white_that_nobody_asked_for(tmp_path: Path, is_asked_for: bool) -> None:
    workspace = good_workspace(tmp_path)
    article = workspace / ISSUE / "articles/duanxin.md"
    text = TEXT + (BREAK + TEXT if is_asked_for else TABLE) + TEXT * 4
    article.write_text(f"---\ntitle: 题\n---\n\n{text}", encoding="utf-8")
    finished = new_builder().build(workspace / ISSUE, lambda _text: None)
    assert any("duanxin.md:" in str(each) and "per cent" in str(each) for each in finished.warnings) is not is_asked_for


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is told of an article in two columns: blocks that would be cut, and one that has to be."""
    workspace = good_workspace(tmp_path_factory.mktemp("kept"), "journal")
    items = "".join(f"- {WORDS}。\n" for _number in range(20))
    table = "| 茶 | 价 |\n|---|---|\n" + "| 岩茶 | 8 |\n" * 25
    box = f"::: box 题 {{.tinted .keep}}\n{TEXT * 4}:::"
    whole = (f"{WORDS * 30}。\n", items, f"{WORDS * 200}。\n", table)
    text = TEXT * 4 + TEXT.join(f"{{.keep}}\n{each}\n" for each in whole) + f"{box}\n\n{TEXT}"
    (workspace / ISSUE / "articles/duanxin.md").write_text(f"---\ntitle: 题\n---\n\n{text}", encoding="utf-8")
    finished = new_builder().build(workspace / ISSUE, lambda _text: None)
    return [str(each).rpartition("/")[2] for each in finished.warnings]


def test_what_is_kept_together_is_not_cut_but_where_it_must_be(told: list[str]) -> None:
    cut = [each for each in told if "kept together" in each]
    assert len(cut) == 1
    assert cut[0].startswith("duanxin.md:43: This is cut over pages or columns, though it is to be kept together.")


def tell(*fillings: PageFilling, body: tuple[Block, ...] = ()) -> list[str]:
    """What is told of an article of *body*, whose pages are *fillings*, but for white."""
    return [each for each in tell_all(*fillings, body=body) if "per cent" not in each]


def tell_all(*fillings: PageFilling, body: tuple[Block, ...] = ()) -> list[str]:
    laid_out = cast(LaidOutPart, SimpleNamespace(fillings=fillings))
    part = PlacedPart(plan=None, first_page=5, first_folio=5, laid_out=laid_out)
    problems = tell_page_faults(issue_of(replace(article_of(*body), slug="xin")), [part], LINE * 3 / 4)
    return [str(each).rpartition("/")[2] for each in problems]


@pytest.mark.parametrize(("slug", "remedy"), [("xin", "make it smaller"), ("deng", "filler: true")])
def test_the_remedy_for_white_behind_an_article_is_a_filler(slug: str, remedy: str) -> None:
    after = filling(block((0, 20))._replace(slug=slug))._replace(page=1)
    last = filling(block((0, 20)))._replace(page=2)
    (told_white,) = [each for each in tell_all(filling(block((0, 10))), after, last) if "per cent" in each]
    assert remedy in told_white


@pytest.mark.parametrize(("lines", "is_told"), [(2, True), (4, False)])
def test_a_page_for_a_few_lines_is_told(lines: int, is_told: bool) -> None:
    first = filling(block((0, 20)))
    found = [each for each in tell(first, filling(block((0, lines)))._replace(page=1)) if "The text ends with" in each]
    assert bool(found) is is_told
    assert not any("The text ends with" in each for each in tell(filling(block((0, lines)))))


@pytest.mark.parametrize(("ends", "is_told"), [((3, 3), True), ((3, 2), True), ((6, 3), False)])
@pytest.mark.parametrize("fillers", [{"mi"}, set()])
def test_a_few_lines_side_by_side_above_a_filler_are_few(
    ends: tuple[int, int], fillers: set[str], is_told: bool
) -> None:
    before = FilledPage(1, filling(block((0, 20))), is_last=False)
    tail = [block((0, end), column) for column, end in enumerate(ends)]
    filler = block((8, 12))._replace(slug="mi")
    page = FilledPage(2, filling(*tail, filler, columns=(COLUMNS,)), is_last=True)
    assert bool([*find_few_lines(before, page, LINE, fillers)]) is (is_told and bool(fillers))


@pytest.mark.parametrize(("lines", "is_told"), [(6, True), (12, False)])
def test_white_below_the_ends_of_texts_is_told_together(lines: int, is_told: bool) -> None:
    parts = [
        PlacedPart(None, folio, folio, cast(LaidOutPart, SimpleNamespace(fillings=(filling(block((0, lines))),))))
        for folio in (3, 7)
    ]
    told = [str(each) for each in tell_white_ends(issue_of(), parts, LINE * 3 / 4)]
    assert len(told) == is_told
    if is_told:
        assert "folio 3: 70, folio 7: 70" in told[0]


@pytest.mark.parametrize(("place", "is_told"), [("here", True), ("top", False)])
def test_the_remedy_for_a_hole_above_a_table_is_that_it_floats(place: BlockPlace, is_told: bool) -> None:
    table = Table(head=((),), rows=(), alignments=(), line=9, place=place)
    page = filling(block((0, 10))._replace(line=4))
    after = filling(block((0, 20))._replace(line=9))._replace(page=1)
    (white,) = [each for each in tell_all(page, after, body=(Paragraph((), 4), table)) if "50 per cent" in each]
    assert ("Write place=top for what stands on line 9" in white) is is_told


@pytest.mark.parametrize(("lines", "is_told"), [(10, True), (16, False)])
def test_columns_that_an_author_has_parted_may_be_less_alike(lines: int, is_told: bool) -> None:
    shorter = (110.0, 0.0, 200.0, lines * LINE)
    page = filling(block((0, 20), 0), block((0, lines), 1), columns=((COLUMNS[0], shorter),))
    forced = Break("column", 1)
    assert any("end" in each and ".new-column" in each for each in tell(page, body=(forced,))) is is_told


@pytest.mark.parametrize(("kind", "is_told"), [("poem", False), ("box", True)])
def test_a_column_of_poems_ends_where_they_do(kind: BoxKind, is_told: bool) -> None:
    box = Box(title="诗", blocks=(Paragraph((Text("船在水上走，", 1),), line=1),), line=1, kind=kind)
    columns = tuple((*area[:3], end * LINE) for area, end in zip(COLUMNS, (10, 6), strict=True))
    page = filling(block((1, 10), 0), block((1, 6), 1), columns=(columns,))
    assert any("end 4 lines apart" in each for each in tell(page, body=(box,))) is is_told


def test_a_head_is_not_alone_where_its_article_ends_below_it() -> None:
    end = (block((0, 4)), block((4, 6), is_head=True), block((6, 7)))
    assert tell(filling(*end)) == []
    (told,) = tell(filling(*end), filling(block((0, 4)))._replace(page=1))
    assert "This heading has less than two lines below it on folio 5." in told


def test_an_article_that_goes_on_in_the_next_column_does_not_end_below_the_head() -> None:
    ends = block((0, 18), 0), block((18, 19), 0, is_head=True), block((19, 20), 0), block((0, 20), 1)
    assert ["This heading" in each for each in tell(filling(*ends, columns=(COLUMNS,)))] == [True]


@pytest.mark.parametrize(("page", "is_late"), [(0, False), (1, False), (2, True)])
def test_pictures_that_stand_pages_behind_their_paragraph_are_told(page: int, is_late: bool) -> None:
    picture = Figure(picture=Picture(Path("a.png"), Size(1, 1)), alt="图", line=3)
    body = (Paragraph((), 1), picture, Paragraph((), 5))
    pages = [[PlacedBlock("xin", 1 if number == 0 else 5, False, PAGE)] for number in range(3)]
    pages[page].append(PlacedBlock("xin", 3, False, PAGE))
    fillings = [filling(*blocks)._replace(page=number) for number, blocks in enumerate(pages)]
    told = [each for each in tell(*fillings, body=body) if "picture" in each]
    assert bool(told) is is_late
    rest = (body[0], Break("rest", 3), *body[1:])  # a picture that begins the rest has no paragraph above it
    assert not any("picture" in each for each in tell(*fillings, body=rest))
    if is_late:
        assert ":3: This picture stands on folio 7, 2 pages behind the paragraph above it. " in told[0]


@pytest.mark.parametrize(("place", "is_told"), [("page", False), ("auto", True)])
def test_pages_of_pictures_between_a_paragraph_and_its_picture_do_not_count(place: BlockPlace, is_told: bool) -> None:
    own, late = (
        Figure(picture=Picture(Path("a.png"), Size(1, 1)), alt="图", line=line, place=at)
        for line, at in ((3, place), (5, cast(BlockPlace, "auto")))
    )
    blocks = [PlacedBlock("xin", line, False, PAGE) for line in (1, 3, 5)]
    fillings = [filling(each)._replace(page=number) for number, each in enumerate(blocks)]
    told = [each for each in tell(*fillings, body=(Paragraph((), 1), own, late)) if ":5: This picture" in each]
    assert bool(told) is is_told


def test_white_above_a_page_of_pictures_is_that_of_the_end() -> None:
    picture = Figure(picture=Picture(Path("a.png"), Size(1, 1)), alt="图", line=3, place="page")
    own = PlacedBlock("xin", 3, False, PAGE)

    def is_told(*more: PlacedBlock) -> bool:
        fillings = [filling(block((0, 4))._replace(line=1)), *(filling(each)._replace(page=1) for each in more)]
        laid_out = cast(LaidOutPart, SimpleNamespace(fillings=fillings))
        part = PlacedPart(plan=None, first_page=5, first_folio=5, laid_out=laid_out)
        article = replace(article_of(Paragraph((), 1), picture, Paragraph((), 5)), slug="xin")
        return any("per cent" in str(each) for each in tell_page_faults(issue_of(article), [part], LINE * 3 / 4))

    assert not is_told(own)
    assert is_told(own._replace(line=5))  # the control: text follows


@pytest.mark.parametrize(("page", "is_told"), [(2, True), (1, False)])
def test_a_page_that_a_spread_leaves_empty_is_told(page: int, is_told: bool) -> None:
    picture = Figure(picture=Picture(Path("a.png"), Size(1, 1)), alt="图", line=3, place="page", extent="spread")
    text, spread = (PlacedBlock("xin", line, False, PAGE) for line in (1, 3))
    fillings = filling(text), filling(spread)._replace(page=page), filling(spread)._replace(page=page + 1)
    told = [each for each in tell(*fillings, body=(Paragraph((), 1), picture)) if "stays empty" in each]
    assert len(told) == is_told
    if is_told:
        assert ":3: The page with folio 6 stays empty, since the picture behind it begins on a left page. " in told[0]
    single = replace(picture, extent="measure")  # the control: a page of its own may stand on any side
    assert not any("stays empty" in each for each in tell(*fillings, body=(Paragraph((), 1), single)))
