"""What floats is read where its tags stand, on whatever page it is drawn."""

from dataclasses import replace

from pipeline.regression.alignment.floating_units import FloatingUnit, read_at_anchors
from pipeline.regression.alignment.text_flow import flow_of, layers_of
from pipeline.regression.compare import compare
from pipeline.regression.snapshot.file_layers import BEGINNING, FileLayers, Tag, digest_of_words
from pipeline.regression.snapshot.snapshot import TAGGED, UNKNOWN, Line, Page, Snapshot
from tests.regression.evidence.flows import LARGE, SMALL, line, page, snapshot

FIRST, SECOND, THIRD = "春天的江河向东流去", "工人在车间里学习技术", "灯塔照着夜里的港口"
BOX = ("三条规矩", "先停船再报信")


def tag(level: int, kind: str, on: int, text: str = "", **said: str) -> Tag:
    digest = digest_of_words(text) if text else ""
    return Tag(level=level, kind=kind, page=on, text=text[:BEGINNING], digest=digest, attributes=tuple(said.items()))


def tagged(tags: list[Tag], *pages: Page, untagged: frozenset[str] = frozenset()) -> Snapshot:
    rows = [
        replace(each, roles="".join(UNKNOWN if row.text in untagged else TAGGED for row in each.lines))
        for each in pages
    ]
    return replace(snapshot(*rows), layers=FileLayers(tags=tuple(tags)))


def tags_of(*pages: int) -> list[Tag]:
    """Two paragraphs, a box, and a paragraph, each on one of *pages*."""
    return [
        tag(0, "Document", 0),
        tag(1, "P", pages[0], FIRST),
        tag(1, "P", pages[1], SECOND),
        tag(1, "Sect", pages[2], T=BOX[0]),
        *(tag(2, "P", pages[2], words) for words in BOX),
        tag(1, "P", pages[3], THIRD),
    ]


def box(y: float) -> list[Line]:
    return [line(BOX[0], y, 60.0), line(BOX[1], y + 16, 60.0)]


BESIDE = tagged(tags_of(0, 0, 0, 1), page(line(FIRST, 60.0), line(SECOND, 76.0), *box(300.0)), page(line(THIRD, 60.0)))
AFTER = tagged(tags_of(0, 0, 1, 0), page(line(FIRST, 60.0), line(SECOND, 76.0), line(THIRD, 92.0)), page(*box(60.0)))


def text_of(side: Snapshot, *, reads_tags: bool = True) -> str:
    return flow_of(side, layers_of(side, reads_tags=reads_tags)).text


def test_a_box_is_read_where_its_tags_stand() -> None:
    assert text_of(AFTER) == text_of(BESIDE) == FIRST + SECOND + "".join(BOX) + THIRD
    assert text_of(AFTER, reads_tags=False).endswith("".join(BOX))


def test_a_box_that_went_to_another_page_is_no_text_that_moved() -> None:
    assert not {"text.changed", "text.moved"} & {each.kind for each in compare(BESIDE, AFTER).findings}


def test_what_is_not_found_by_its_words_stays_where_it_is_drawn() -> None:
    strange = [
        replace(each, text="别的话别的话别的话别的") if each.text in BOX else each for each in tags_of(0, 0, 1, 0)
    ]
    side = tagged(strange, *AFTER.pages)
    assert text_of(side).endswith("".join(BOX))
    lost = tagged(tags_of(0, 0, 1, 0)[:-1], *AFTER.pages)  # nothing is read after it
    assert text_of(lost).endswith("".join(BOX))


def test_labels_of_a_drawing_go_with_its_caption_and_are_no_notes() -> None:
    caption, labels = "图1水位", ("正月", "二月")
    drawing = [
        line(labels[0], 300.0, style=SMALL),
        line(labels[1], 312.0, style=SMALL),
        line(caption, 340.0, style=SMALL),
    ]
    tags = [tag(0, "P", 0, FIRST), tag(0, "Div", 0), tag(1, "Figure", 0, Alt="水位"), tag(1, "Caption", 0, caption)]
    side = tagged(
        [*tags, tag(0, "P", 0, SECOND)],
        page(line(FIRST, 60.0), line(SECOND, 76.0), *drawing, line("水边", 20.0, style=LARGE)),
        untagged=frozenset(labels),
    )
    found = text_of(side)
    assert "".join((FIRST, *labels, caption, SECOND)) in found
    assert "\x01" not in found


def test_words_that_changed_within_text_that_moved_are_told() -> None:
    first, second, third = (
        line(f"{words}第{n}句说到这里为止不多说了", 60.0 + 16 * n) for n, words in enumerate((FIRST, SECOND, THIRD))
    )
    edited = replace(third, pieces=((0, third.text.replace("到这", "完那")),), y=60.0)
    after = [edited, replace(first, y=76.0), replace(second, y=92.0)]
    found = compare(snapshot(page(first, second, third)), snapshot(page(*after))).findings
    assert [each.sentence for each in found if each.kind == "text.changed" and "完那" in each.sentence]


def test_tags_on_pages_that_there_are_none_of_are_passed_over() -> None:
    assert text_of(tagged(tags_of(7, 7, 7, -9), *AFTER.pages)) == text_of(AFTER, reads_tags=False)


def test_a_line_that_two_units_claim_is_read_once() -> None:
    rows = [(0, line(words, 60.0)) for words in (FIRST, SECOND, THIRD)]
    units = [FloatingUnit(lines=tuple(rows[:2]), anchor=rows[2][1]), FloatingUnit(lines=(rows[1],), anchor=rows[2][1])]
    found = read_at_anchors(rows, units)
    assert [row[1].text for row, _unit in found] == [FIRST, SECOND, THIRD]
    within = [FloatingUnit(lines=(rows[0],), anchor=rows[1][1]), FloatingUnit(lines=(rows[1],), anchor=rows[2][1])]
    assert sorted(row[1].text for row, _unit in read_at_anchors(rows, within)) == sorted((FIRST, SECOND, THIRD))
