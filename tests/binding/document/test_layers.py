"""What a part hides stays hidden."""

from io import BytesIO

import pytest

from pipeline.binding.document.layers import Layers
from pipeline.binding.document.object_copier import ObjectCopier
from pipeline.binding.fonts.font_union import FontUnion
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import write_object
from pipeline.pdf.raw_pdf import RawPdf

GROUPS = {2: b"<</Type/OCG/Name(one)>>", 3: b"<</Type/OCG/Name(two)>>"}


def taken_in(*states: bytes) -> bytes:
    """What the catalogue says of parts with layers 2 and 3 in these states."""
    writer = ObjectWriter(BytesIO())
    layers, known = Layers(), dict[bytes, int]()
    for state in states:
        pdf = RawPdf(1, {1: b"<</OCProperties<</OCGs[2 0 R 3 0 R]/D %s>>>>" % state, **GROUPS})
        copier = ObjectCopier(pdf, writer, FontUnion(writer), known, 0)
        layers.expect(pdf, copier)
        layers.take_in(pdf, copier)
    return write_object(layers.catalogue_entry())


@pytest.mark.parametrize(
    ("state", "hidden"),
    [
        (b"<<>>", b""),
        (b"<</OFF[3 0 R]>>", b"2 0 R"),
        (b"<</BaseState/OFF/ON[3 0 R]>>", b"1 0 R"),
        (b"<</BaseState/OFF>>", b"1 0 R 2 0 R"),
        (b"null", b""),
    ],
)
def test_states(state: bytes, hidden: bytes) -> None:
    groups = b"[1 0 R 2 0 R]"
    assert taken_in(state) == b"<</OCProperties<</OCGs%s/D<</Order%s/OFF[%s]>>>>>>" % (groups, groups, hidden)


def test_layers_of_two_parts() -> None:
    assert taken_in(b"<</OFF[2 0 R]>>", b"<</OFF[3 0 R]>>").endswith(b"/OFF[1 0 R 4 0 R]>>>>>>")


def test_a_layer_is_not_taken_for_another_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GROUPS, 3, GROUPS[2])
    assert taken_in(b"<</OFF[3 0 R]>>").endswith(b"/Order[1 0 R 2 0 R]/OFF[2 0 R]>>>>>>")


def test_no_layers() -> None:
    layers = Layers()
    pdf = RawPdf(1, {1: b"<</OCProperties 7 0 R>>"})
    writer = ObjectWriter(BytesIO())
    layers.take_in(pdf, ObjectCopier(pdf, writer, FontUnion(writer), {}, 0))
    assert layers.catalogue_entry() == {}
