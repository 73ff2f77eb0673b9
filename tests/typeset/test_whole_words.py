"""Cutting what is shown around the gaps whose text is told."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.resources import shipped
from pipeline.typeset.engine import load_weasyprint

load_weasyprint(shipped("fonts"))

from pipeline.typeset.composed_text import Told  # noqa: E402
from pipeline.typeset.whole_words import cut, split_glyphs  # noqa: E402


def test_glyphs_are_split_and_numbers_kept() -> None:
    assert split_glyphs("<>500.0<000a000b>-250<000c>") == ["500.0", "<000a>", "<000b>", "-250", "<000c>"]


def test_a_told_piece_is_cut_out_with_its_gap() -> None:
    tokens = split_glyphs("<00010002>-250<00030004>12")
    assert cut(tokens, 0, [Told(1, 2, "3年")]) == [("", "<0001>"), ("3年", "<0002> -250 <0003>"), ("", "<0004> 12")]


def test_a_piece_that_is_not_all_there_is_left_alone() -> None:
    tokens = split_glyphs("<00010002>-250")
    assert cut(tokens, 0, [Told(1, 2, "3年")]) == [("", "<00010002> -250")]


@given(st.lists(st.tuples(st.integers(0, 0xFFFF), st.none() | st.integers(-999, -1)), min_size=1), st.data())
def test_nothing_is_lost(shown: list[tuple[int, int | None]], data: st.DataObject) -> None:
    string = "".join(f"<{glyph:04x}>" + ("" if number is None else str(number)) for glyph, number in shown)
    tokens = split_glyphs(string)
    first = data.draw(st.integers(0, len(shown) - 1))
    pieces = cut(tokens, 0, [Told(first, data.draw(st.integers(first, len(shown) - 1)), "文")])
    assert [token for _text, piece in pieces for token in split_glyphs(piece.replace(" ", ""))] == tokens
