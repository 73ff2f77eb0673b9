"""Glyphs around a gap are shown with their ActualText."""

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engine.loading import load_weasyprint
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.resources import find_shipped

load_weasyprint(find_shipped("fonts"))

from pipeline.engine.composed_text import ActualText  # noqa: E402
from pipeline.engine.laid_out_part import Drawing  # noqa: E402
from pipeline.engine.pages import Typesetter  # noqa: E402
from pipeline.engine.patches.whole_words import cut, split_glyphs  # noqa: E402


def test_glyphs_are_split_and_numbers_kept() -> None:
    assert split_glyphs("<>500.0<000a000b>-250<000c>") == ["500.0", "<000a>", "<000b>", "-250", "<000c>"]


def test_a_piece_with_actual_text_is_cut_out_with_its_gap() -> None:
    tokens = split_glyphs("<00010002>-250<00030004>12")
    assert cut(tokens, 0, [ActualText(1, 2, "3年")]) == [
        ("", "<0001>"),
        ("3年", "<0002> -250 <0003>"),
        ("", "<0004> 12"),
    ]


def test_a_piece_that_is_not_all_there_is_left_alone() -> None:
    tokens = split_glyphs("<00010002>-250")
    assert cut(tokens, 0, [ActualText(1, 2, "3年")]) == [("", "<00010002> -250")]


@given(st.lists(st.tuples(st.integers(0, 0xFFFF), st.none() | st.integers(-999, -1)), min_size=1), st.data())
def test_nothing_is_lost(shown: list[tuple[int, int | None]], data: st.DataObject) -> None:
    string = "".join(f"<{glyph:04x}>" + ("" if number is None else str(number)) for glyph, number in shown)
    tokens = split_glyphs(string)
    first = data.draw(st.integers(0, len(shown) - 1))
    pieces = cut(tokens, 0, [ActualText(first, data.draw(st.integers(first, len(shown) - 1)), "文")])
    assert [token for _text, piece in pieces for token in split_glyphs(piece.replace(" ", ""))] == tokens


READINGS = (
    "一二<ruby><rb>庄</rb><rt>zhuāng</rt><rb>床</rb><rt>chuáng</rt></ruby>，三<b>PDF</b>四"
    "<ruby><rb>洪荒</rb><rt>a</rt></ruby>日月"
)


def read() -> str:
    style = (
        'html { font: 12pt/24pt "Kanben Song" } rt { font: .5em "Kanben Hei"; line-height: 0; vertical-align: 1.94em }'
    )
    typesetter = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"specimen.css": style}, folders={}, drawing=Drawing.PLAIN
    )
    part = typesetter.lay_out(f"<html lang='zh-CN'><p>{READINGS}</p></html>")
    document = pypdfium2.PdfDocument(write_overlay_pdf(part))
    return str(document[0].get_textpage().get_text_range()).replace("\r\n", "")


def test_white_beside_another_box_is_no_space() -> None:
    assert read() == "一二庄zhuāng床chuáng，三PDF四洪荒a日月"


@pytest.mark.parametrize("stand_in", ["head", "tail"])
def test_white_that_nothing_stands_in_for_is_seen(monkeypatch: pytest.MonkeyPatch, stand_in: str) -> None:
    from pipeline.engine.composed_text import ComposedText
    from pipeline.engine.patches import line_composition

    def without(
        style: object, text: str, moves: object, latin: object, head: str, tail: str, widths: object
    ) -> ComposedText:
        own = "" if stand_in == "head" else head, "" if stand_in == "tail" else tail
        return ComposedText(style, text, moves, latin, *own, widths)

    monkeypatch.setattr(line_composition, "ComposedText", without)
    assert " " in read()
