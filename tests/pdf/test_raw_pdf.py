"""Objects as bytes: what a reference is, and what only looks like one."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.pdf.objects import NameObject, parse_object, reference, write_object
from pipeline.pdf.raw_pdf import EncodingError, RawPdf, Renumbering, decode_stream, references, renumber

NAMES = st.text("abcRS0123456789 ()#/é", min_size=1, max_size=8).map(lambda text: NameObject("/" + text))
LEAVES = (
    st.integers(0, 999).map(reference)
    | st.integers(-99999, 99999)
    | st.booleans()
    | st.none()
    | NAMES
    | st.text("ab 12R()\\<>刊本\n", max_size=12)
    | st.binary(max_size=8)
)
# A key whose value is null is as good as none (ISO 32000-1, 7.3.7), and some readers leave it out.
OBJECTS = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(NAMES, inner.filter(lambda item: item is not None), max_size=4)
    ),
)


def references_in(item: object) -> list[int]:
    """The references of plain values, found by walking them."""
    if isinstance(item, dict):
        return [number for value in item.values() for number in references_in(value)]
    if isinstance(item, list):
        return [number for value in item for number in references_in(value)]
    return [item.idnum] if hasattr(item, "idnum") else []


@given(OBJECTS)
def test_references_are_found_and_nothing_else(item: object) -> None:
    assert references(write_object(item)) == references_in(item)


@given(OBJECTS, st.integers(1, 50))
def test_renumbering_is_the_same_as_renumbering_the_parsed_object(item: object, by: int) -> None:
    changed = renumber(write_object(item), Renumbering(lambda number: number + by))
    assert references(changed) == [number + by for number in references_in(item)]
    assert renumber(changed, Renumbering(lambda number: number - by)) == write_object(item)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (b"[1 12 0 R]", [12]),
        (b"[1.5 12 0 R 0 R]", [12]),
        (b"(12 0 R)", []),
        (b"(a \\) 12 0 R)", []),
        (b"(a (b (c) 12 0 R) d) 7 0 R", [7]),
        (b"<3132203020 52> 7 0 R", [7]),
        (b"<</A 12 0 R/B<</C 13 0 R>>>>", [12, 13]),
        (b"/Name12 0 /R 3 0 R", [3]),
        (b"12 0 RG", []),
        (b"12 0 R/K 13 0 R", [12, 13]),
        (b"12\n0\r\nR", [12]),
    ],
)
def test_what_is_a_reference(body: bytes, found: list[int]) -> None:
    assert references(body) == found


def test_keys_into_the_parent_tree_are_counted_on() -> None:
    body = b"<</StructParents 3/StructParent 4/T(/StructParents 5)/A 6 0 R/StructParentsX 7>>"
    assert renumber(body, Renumbering({6: 60}.get), 100) == (
        b"<</StructParents 103/StructParent 104/T(/StructParents 5)/A 60 0 R/StructParentsX 7>>"
    )


def test_what_is_not_there_becomes_null() -> None:
    assert renumber(b"[1 0 R 2 0 R]", Renumbering({1: 5}.get)) == b"[5 0 R null]"


@given(OBJECTS)
def test_what_is_written_is_read_the_same(item: object) -> None:
    assert write_object(parse_object(write_object(item) + b" ")) == write_object(item)


@pytest.mark.parametrize(
    "body", [b"<</Filter/FlateDecode>>", b"<</Filter [ /FlateDecode ]>>", b"<</Filter /FlateDecode /N 3>>"]
)
def test_deflated_streams_are_decoded(body: bytes) -> None:
    assert decode_stream(RawPdf(1, {2: body}, {2: zlib.compress(b"q Q")}), 2) == b"q Q"


def test_plain_streams_are_taken_as_they_are() -> None:
    assert decode_stream(RawPdf(1, {2: b"<<>>"}, {2: b"q Q"}), 2) == b"q Q"


@pytest.mark.parametrize(
    ("body", "data"),
    [
        (b"<</Filter/LZWDecode>>", b"x"),
        (b"<</Filter[/ASCIIHexDecode/FlateDecode]>>", b"x"),
        (b"<</Filter/FlateDecode/DecodeParms<</Predictor 12>>>>", zlib.compress(b"x")),
        (b"<</Filter/FlateDecode>>", b"x"),
    ],
)
def test_other_streams_are_refused(body: bytes, data: bytes) -> None:
    with pytest.raises(EncodingError):
        decode_stream(RawPdf(1, {2: body}, {2: data}), 2)
