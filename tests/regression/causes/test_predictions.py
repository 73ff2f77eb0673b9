"""What each kind of cause predicts, and what it does not."""

from typing import Any

from pipeline.regression.causes.candidates import Candidate
from pipeline.regression.causes.selection import select
from pipeline.regression.findings import Place

BOX = (40.0, 80.0, 240.0, 160.0)
WITHIN = (60.0, 90.0, 200.0, 120.0)


def cause(
    kind: str, *pages: int, box: tuple[float, float, float, float] = BOX, moved: int = 0, **known: Any
) -> Candidate:
    """Something that is seen in *box* of *pages*; *known*: other fields of it."""
    places: tuple[Place, ...] = tuple((page, box) for page in pages)
    key = (kind, pages, box, moved, *map(repr, known.values()))
    fields: dict[str, Any] = {"before": places, "after": places, "moved": moved} | known
    return Candidate(key=key, kind=kind, sentence=kind, **fields)


def told(*causes: Candidate) -> list[str]:
    return [each.cause.kind for each in select(causes)]


def test_an_article_takes_its_page_and_its_entry_with_it() -> None:
    rest = cause("pages.count", 4, 5), cause("outline.changed"), cause("links.changed", 3)
    (found,) = select([cause("articles.added", 3), *rest])
    assert found.cause.kind == "articles.added"
    assert {each.candidate for each in found.consequences} == set(rest)


def test_what_an_article_does_not_explain_is_told() -> None:
    many = cause("pages.count", *range(10, 40))
    before_it = cause("links.changed", 0)
    assert told(cause("articles.added", 3), many, before_it) == ["articles.added", "pages.count", "links.changed"]


def test_a_float_follows_from_what_moves_the_text_and_is_told_alone() -> None:
    gone = cause("text.moved", 2, is_float=True)
    assert told(cause("style.leading", 0, moved=9), gone) == ["style.leading"]
    assert told(gone) == ["text.moved"]
    assert told(cause("style.leading", 0), gone) == ["style.leading", "text.moved"]  # which moves nothing
    prose = cause("text.moved", 2)
    assert told(cause("style.leading", 0, moved=9), prose) == ["style.leading", "text.moved"]


def test_what_is_drawn_in_a_figure_is_of_it() -> None:
    figure = cause("images.changed", 1)
    assert told(figure, cause("vectors.changed", 1, box=WITHIN)) == ["images.changed"]
    assert told(figure, cause("vectors.changed", 1, box=(10.0, 90.0, 200.0, 120.0))) == [
        "images.changed",
        "vectors.changed",
    ]
    assert told(figure, cause("vectors.changed", 2, box=WITHIN)) == ["images.changed", "vectors.changed"]


def test_a_heading_that_became_text_is_none_of_the_outline_and_of_the_tags() -> None:
    style = cause("style.font", 1, seen_in=frozenset({"晚班", "早班说起"}))
    outline = cause("outline.changed", 1, seen_in=frozenset({"晚班"}))
    assert told(style, outline, cause("tags.changed", 1, seen_in=frozenset({"早班"}))) == ["style.font"]
    assert told(style, cause("tags.changed", 1, seen_in=frozenset({"夜班"}))) == ["style.font", "tags.changed"]


def test_a_caption_goes_with_its_picture_and_pictures_with_their_article() -> None:
    picture = cause("images.changed", 1, said=(("图 1 旧船", ""),))
    caption = cause("text.changed", 1, said=(("图1旧船", ""),))
    assert told(picture, caption) == ["images.changed"]
    assert told(cause("images.changed", 1), caption) == ["images.changed", "text.changed"]
    assert told(cause("articles.removed", 1, 2), cause("images.changed", 2)) == ["articles.removed"]
    assert told(cause("articles.removed", 1, 2), cause("images.changed", 3)) == ["articles.removed", "images.changed"]


def test_rules_below_running_heads_go_with_them() -> None:
    heads = cause("text.changed", 1)
    rule = cause("vectors.changed", 1, box=(40.0, 165.0, 240.0, 166.0))
    assert told(heads, rule) == ["text.changed", "vectors.changed"]
    heads = cause("text.changed", 1, is_of_heads=True)
    assert told(heads, rule) == ["text.changed"]
    assert told(heads, cause("vectors.changed", 1, box=(40.0, 365.0, 240.0, 366.0))) == [
        "text.changed",
        "vectors.changed",
    ]


def shifted(*boxes: tuple[tuple[float, float, float, float], tuple[float, float, float, float]]) -> Candidate:
    rows = tuple((0, one) for one, _other in boxes), tuple((0, other) for _one, other in boxes)
    return cause("blocks.shifted", before=rows[0], after=rows[1])


def test_cells_go_aside_for_a_column_that_came() -> None:
    column = cause("text.changed", after=((0, (90.0, 80.0, 99.0, 92.0)), (0, (90.0, 98.0, 99.0, 110.0))))
    aside = shifted(((60.0, 80.0, 70.0, 92.0), (50.0, 80.0, 60.0, 92.0)))
    assert told(column, aside) == ["text.changed"]
    down = shifted(((60.0, 80.0, 70.0, 92.0), (60.0, 98.0, 70.0, 110.0)))
    other_row = shifted(((60.0, 180.0, 70.0, 192.0), (50.0, 180.0, 60.0, 192.0)))
    assert told(column, down) == told(column, other_row) == ["text.changed", "blocks.shifted"]


def test_what_goes_aside_by_a_hair_follows_from_another_face() -> None:
    face = cause("style.font", 0)
    hair = shifted(((60.0, 90.0, 70.0, 102.0), (59.5, 90.0, 69.5, 102.0)))
    far = shifted(((60.0, 90.0, 70.0, 102.0), (50.0, 90.0, 60.0, 102.0)))
    assert told(face, hair) == ["style.font"]
    assert told(face, far) == ["style.font", "blocks.shifted"]


def test_labels_that_say_what_folios_do_follow_from_them() -> None:
    folios = cause("text.changed", 0, 1, said=(("1", "i"), ("2", "ii")), is_of_heads=True)
    assert told(folios, cause("labels.changed", 0, 1, said=(("1", "i"), ("2", "ii")))) == ["text.changed"]
    assert told(folios, cause("labels.changed", 0, 1, said=(("1", "A"),))) == ["text.changed", "labels.changed"]


def test_words_of_drawings_are_as_large_as_the_measure_makes_them() -> None:
    measure = cause("lines.rebroken", 0, lengths=(100.0, 95.2))
    assert told(measure, cause("style.size", 0, lengths=(100.0, 95.9))) == ["lines.rebroken"]
    assert told(measure, cause("style.size", 0, lengths=(100.0, 80.0))) == ["lines.rebroken", "style.size"]


def test_what_differs_in_lines_of_a_face_that_is_gone_is_told_with_it() -> None:
    face = cause("glyphs.changed", 0, 1)
    assert told(face, cause("text.changed", 1)) == ["glyphs.changed", "text.changed"]
    face = cause("glyphs.changed", 0, 1, is_face_lost=True)
    assert told(face, cause("text.changed", 1), cause("text.changed", 2)) == ["glyphs.changed", "text.changed"]
    assert told(face, cause("links.changed", 1)) == ["glyphs.changed", "links.changed"]


def test_a_few_blocks_go_with_what_moves_many_on_their_pages() -> None:
    many = cause("style.leading", *range(1, 31))
    assert told(many, cause("blocks.shifted", 3)) == ["style.leading"]
    assert told(many, cause("blocks.shifted", 40)) == ["style.leading", "blocks.shifted"]
    assert told(cause("style.leading", 1, 2, 3), cause("blocks.shifted", 3)) == ["style.leading", "blocks.shifted"]


def test_pictures_that_stay_beside_one_that_is_gone_have_its_room() -> None:
    gone, wider = cause("images.changed", 1), cause("images.changed", 1, box=(40.0, 280.0, 240.0, 360.0))
    assert told(gone, wider) == ["images.changed", "images.changed"]
    gone = cause("images.changed", 1, after=())
    assert told(gone, wider) == ["images.changed"]


def test_a_few_blocks_in_reach_of_what_moved_the_text_follow() -> None:
    text = cause("text.changed", 1, moved=20, moved_pages=frozenset({1, 2, 3}))
    assert told(text, cause("style.spacing", 3)) == ["text.changed"]
    assert told(text, cause("style.spacing", 5)) == ["text.changed", "style.spacing"]
    assert told(text, cause("style.spacing", 1, 2, 3, 2)) == ["text.changed"]
    assert told(text, cause("blocks.shifted", *[3] * 3, moved=30)) == ["text.changed", "blocks.shifted"]
    assert told(cause("text.changed", 1), cause("style.spacing", 1)) == ["text.changed", "style.spacing"]


def test_sizes_in_the_ratio_of_the_body_follow_it() -> None:
    body = cause("style.size", 1, 2, 3, lengths=(10.0, 11.0))
    assert told(body, cause("style.size", 1, lengths=(8.0, 8.8))) == ["style.size"]
    assert told(body, cause("style.size", 1, lengths=(8.0, 9.5))) == ["style.size"] * 2


def test_lines_that_are_set_for_pages_with_more_of_them_follow() -> None:
    broken = Candidate(key=("lines.rebroken",), kind="lines.rebroken", before=((7, BOX),), after=((7, BOX),))
    assert told(cause("pages.depth", 0, fills_pages=True), broken) == ["pages.depth"]
    assert told(cause("pages.depth", 0), broken) == ["pages.depth", "lines.rebroken"]
    assert told(cause("boxes.changed", 0, is_of_paper=True), broken) == ["boxes.changed"]
    assert told(cause("boxes.changed", 0), broken) == ["boxes.changed", "lines.rebroken"]


def test_what_is_as_wide_as_all_columns_follows_their_gutter() -> None:
    gutter = cause("blocks.shifted", 1, aside=8.0)
    wider = cause("vectors.changed", before=((1, (40.0, 80.0, 240.0, 81.0)),), after=((1, (40.0, 80.0, 246.0, 81.0)),))
    assert told(gutter, wider) == ["blocks.shifted"]
    assert told(cause("blocks.shifted", 1, aside=4.0), wider) == ["blocks.shifted", "vectors.changed"]
    picture = cause(
        "images.changed", before=((1, (40.0, 80.0, 140.0, 130.0)),), after=((1, (40.0, 80.0, 146.0, 133.0)),)
    )
    assert told(gutter, picture) == ["blocks.shifted"]
    assert told(cause("blocks.shifted", 1), picture) == ["blocks.shifted", "images.changed"]


def test_lines_that_stand_farther_in_are_spaced_anew() -> None:
    aside = cause("blocks.shifted", 1, 2, after=((1, (50.0, *BOX[1:])), (2, (50.0, *BOX[1:]))), moved=9,
                  moved_pages=frozenset({3}))  # fmt: skip
    assert told(aside, cause("style.spacing", 1, 2, 3, box=WITHIN)) == ["blocks.shifted"]
    assert told(aside, cause("style.spacing", 1, 2, 3, 5, box=WITHIN)) == ["blocks.shifted", "style.spacing"]


def test_what_goes_down_in_reach_of_words_that_came_is_pushed_and_what_goes_aside_is_not() -> None:
    words = cause("text.changed", 1, moved=40, moved_pages=frozenset({1, 2}))
    low = (40.0, 90.0, 240.0, 170.0)
    rows = tuple((2, BOX) for _turn in range(5))
    down = cause("blocks.shifted", before=rows, after=tuple((2, low) for _row in rows), moved=9)
    assert told(words, down) == ["text.changed"]
    assert told(words, cause("blocks.shifted", before=((4, BOX),) * 5, after=((4, low),) * 5, moved=9)) == [
        "text.changed",
        "blocks.shifted",
    ]
    boxes = tuple((2, (40.0, 80.0 + 20 * n, 240.0, 90.0 + 20 * n)) for n in range(5))
    moved = tuple((2, (52.0, *box[1:])) for _page, box in boxes)
    assert told(words, cause("blocks.shifted", before=boxes, after=moved, moved=9)) == [
        "text.changed",
        "blocks.shifted",
    ]


def test_labels_that_count_on_as_folios_do_follow_from_them() -> None:
    folios = cause("text.changed", 1, said=(("— 2 —", "— 58 —"), ("— 3 —", "— 59 —")), is_of_heads=True)
    assert told(folios, cause("labels.changed", 0, 1, said=(("1", "57"), ("2", "58")))) == ["text.changed"]
    assert told(folios, cause("labels.changed", 0, 1, said=(("1", "58"), ("2", "59")))) == [
        "text.changed",
        "labels.changed",
    ]
    assert told(folios, cause("labels.changed", 0, said=(("a", "b"),))) == ["text.changed", "labels.changed"]


def test_cells_go_aside_where_a_row_of_them_is_gone_and_other_blocks_do_not() -> None:
    row = cause("text.changed", before=((1, (60.0, 80.0, 90.0, 92.0)), (1, (100.0, 80.0, 140.0, 92.0))))
    aside = cause("blocks.shifted", before=((1, (60.0, 120.0, 90.0, 132.0)),), after=((1, (64.0, 120.0, 94.0, 132.0)),))
    assert told(row, aside) == ["text.changed"]
    assert told(cause("text.changed", 1), aside) == ["text.changed", "blocks.shifted"]
    elsewhere = cause(
        "blocks.shifted", before=((2, (60.0, 120.0, 90.0, 132.0)),), after=((2, (64.0, 120.0, 94.0, 132.0)),)
    )
    assert told(row, elsewhere) == ["text.changed", "blocks.shifted"]


def test_a_few_notes_move_where_one_came() -> None:
    note, few = cause("text.changed", 1, is_of_note=True), cause("blocks.shifted", 1, box=(40.0, 700.0, 240.0, 710.0))
    assert told(note, few) == ["text.changed"]
    assert told(cause("text.changed", 1), few) == ["text.changed", "blocks.shifted"]


def test_a_block_goes_down_below_words_that_came_and_not_up() -> None:
    came = cause("text.changed", 1, said=(("", "石阿满"),))
    foot, low, high = (40.0, 600.0, 240.0, 610.0), (40.0, 614.0, 240.0, 624.0), (40.0, 586.0, 240.0, 596.0)
    assert told(came, cause("blocks.shifted", before=((1, foot),), after=((1, low),))) == ["text.changed"]
    up = cause("blocks.shifted", before=((1, foot),), after=((1, high),))
    assert told(came, up) == ["text.changed", "blocks.shifted"]


def test_what_shares_a_cover_with_a_drawing_that_is_gone_follows() -> None:
    parts = tuple((0, (40.0, 80.0 + n, 240.0, 90.0 + n)) for n in range(4))
    lower = cause("blocks.shifted", 0, box=(40.0, 500.0, 240.0, 510.0))
    assert told(cause("vectors.changed", before=parts, after=()), lower) == ["vectors.changed"]
    assert told(cause("vectors.changed", before=parts[:1], after=()), lower) == ["vectors.changed", "blocks.shifted"]


def test_a_title_that_fits_its_columns_follows_their_gutter() -> None:
    gutter = cause("blocks.shifted", 1, aside=8.0)
    title = cause("style.size", before=((0, (40.0, 80.0, 440.0, 120.0)),), after=((0, (40.0, 80.0, 445.0, 120.0)),))
    assert told(gutter, title) == ["blocks.shifted"]
    assert told(cause("blocks.shifted", 1, aside=2.0), title) == ["blocks.shifted", "style.size"]


def test_pictures_that_went_one_way_are_told_together() -> None:
    one = cause("images.changed", 0, 1, after=((0, (40.0, 90.0, 240.0, 170.0)), (1, (40.0, 90.0, 240.0, 170.0))))
    lower = cause("images.changed", 2, after=((2, (40.0, 85.0, 240.0, 165.0)),))
    higher = cause("images.changed", 2, after=((2, (40.0, 75.0, 240.0, 155.0)),))
    assert len(told(one, higher)) == 2
    assert len(told(one, lower)) == 1


def test_the_title_of_an_article_comes_to_the_subject_of_the_file_with_it() -> None:
    article = Candidate(key=("articles.added", "职工文苑"), kind="articles.added", after=((9, BOX),))
    named = Candidate(key=("p",), kind="properties.changed", said=(("要闻；经验", "要闻；经验；职工文苑"),))
    other = Candidate(key=("p",), kind="properties.changed", said=(("要闻；经验", "要闻；学习"),))
    assert told(article, named) == ["articles.added"]
    assert told(article, other) == ["articles.added", "properties.changed"]


def test_words_go_aside_where_far_more_lines_are_spaced_otherwise() -> None:
    spaced = cause("style.spacing", before=tuple((n // 5, (40.0, 80.0 + n, 90.0, 90.0)) for n in range(10)), after=())
    aside = shifted(((60.0, 90.0, 70.0, 102.0), (20.0, 90.0, 30.0, 102.0)))
    assert told(spaced, aside) == ["style.spacing"]
    assert told(cause("style.spacing", 0, 1), aside) == ["style.spacing", "blocks.shifted"]


def test_rows_are_farther_apart_where_rules_came_between_them() -> None:
    pitch, rules = cause("style.leading", 1), cause("vectors.changed", 1, before=())
    assert told(pitch, rules) == ["vectors.changed"]
    assert told(pitch, cause("vectors.changed", 2, before=())) == ["style.leading", "vectors.changed"]


def test_a_drawing_that_is_gone_takes_its_words_with_it() -> None:
    words = cause("text.changed", 1, said=(("上滩下滩图2河道", ""),))
    drawing = cause("images.changed", 1, after=(), said=(("上滩下滩图2河道", ""), ("图2河道", "")))
    assert told(words, drawing) == ["images.changed"]
    assert len(told(words, cause("images.changed", 1, after=(), said=(("图3山路", ""),)))) == 2
