"""Content streams taken apart: what is written is read, whatever else is told as broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf.content_tokens import BrokenContentError, operations

FIGURES = st.integers(-(10**6), 10**6).map(lambda number: number / 100)
OPERANDS = st.one_of(FIGURES, st.binary(max_size=8), st.lists(FIGURES | st.binary(max_size=4), max_size=4))


def written(item: object) -> bytes:
    if isinstance(item, bytes):
        return b"<%s>" % item.hex().encode()
    if isinstance(item, list):
        return b"[" + b" ".join(map(written, item)) + b"]"
    return str(item).encode()


@given(st.lists(st.tuples(st.sampled_from([b"Tj", b"'", b"f*", b"cm"]), st.lists(OPERANDS, max_size=6)), max_size=8))
def test_what_is_written_is_read(rows: list[tuple[bytes, list[object]]]) -> None:
    content = b"\n".join(b" ".join([*map(written, operands), operator]) for operator, operands in rows)
    assert list(operations(content)) == rows


@given(st.binary(max_size=200))
def test_whatever_bytes_are_read_or_told_as_broken(content: bytes) -> None:
    try:
        found = list(operations(content))
    except BrokenContentError:
        return
    assert all(operator for operator, _operands in found)


def test_strings_names_comments_and_images() -> None:
    content = b"/A#20b gs % (no string\n(a\\)(b)) Tj BI /W 1 /H 1 ID \x00EIx) EI /P << /MCID 0 >> BDC"
    assert [(operator, operands) for operator, operands in operations(content)] == [
        (b"gs", ["/A b"]),
        (b"Tj", [b"a)(b)"]),
        (b"BI", ["/W", 1, "/H", 1]),
        (b"BDC", ["/P", {"/MCID": 0}]),
    ]


@pytest.mark.parametrize("behind", [b" Q", b"\n/Im Do", b"", b"\n"])
def test_a_picture_whose_end_has_no_white_space_before_it(behind: bytes) -> None:
    words = [word for word, _operands in operations(b"q BI /W 8 /H 2 ID \x00EI\xff\xffEI" + behind)]
    assert words == [b"q", b"BI", *(behind.split()[-1:])]


@pytest.mark.parametrize("content", [b"]", b"(a", b"[1", b"[[1]]", b"[ Tj ]", b"BI /W 1 ID abc", b"<< /A", b"{"])
def test_what_is_broken_is_told(content: bytes) -> None:
    with pytest.raises(BrokenContentError):
        list(operations(content))
