"""Objects carried from one PDF into the volume."""

from io import BytesIO

import pypdf
import pytest

from pipeline.binding.document.object_copier import ObjectCopier
from pipeline.binding.fonts.font_union import FontUnion
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.raw_pdf import RawPdf


class Volume:
    """A volume that parts are carried into, and can be read back."""

    def __init__(self) -> None:
        self.file = BytesIO()
        self.writer = ObjectWriter(self.file)
        self.fonts = FontUnion(self.writer)
        self.known: dict[bytes, int] = {}

    def copier(self, bodies: dict[int, bytes], streams: dict[int, bytes] | None = None) -> ObjectCopier:
        return ObjectCopier(RawPdf(0, bodies, streams or {}), self.writer, self.fonts, self.known, 0)

    def read(self, number: int) -> object:
        """The object *number* as pypdf reads it from the finished file."""
        root = self.writer.reserve()
        self.writer.put(root, b"<</Type/Catalog/Found %d 0 R>>" % number)
        self.writer.finish(root, root)
        return pypdf.PdfReader(BytesIO(self.file.getvalue())).trailer["/Root"]["/Found"]


def test_an_object_comes_with_all_it_refers_to() -> None:
    volume = Volume()
    number = volume.copier({5: b"[6 0 R 7 0 R]", 6: b"(six)", 7: b"<</A 6 0 R>>"}).number_of(5)
    assert number is not None
    found = volume.read(number)
    assert [each.get_object() for each in found] == ["six", {"/A": found[0]}]  # type: ignore[attr-defined]


def test_identical_objects_of_two_parts_are_one() -> None:
    volume = Volume()
    one = volume.copier({5: b"<</F 6 0 R>>", 6: b"<</N 1>>", 9: b"[1]"}, {6: b"data"})
    two = volume.copier({8: b"<</F 2 0 R>>", 2: b"<</N 1>>", 9: b"[2]"}, {2: b"data"})
    assert one.number_of(5) == two.number_of(8)
    assert one.number_of(9) != two.number_of(9)


def test_streams_of_other_data_are_two() -> None:
    volume = Volume()
    one = volume.copier({6: b"<</N 1>>"}, {6: b"data"})
    two = volume.copier({6: b"<</N 1>>"}, {6: b"other"})
    three = volume.copier({6: b"<</N 1>>"})
    assert len({one.number_of(6), two.number_of(6), three.number_of(6)}) == 3


def test_what_is_expected_is_never_taken_for_another() -> None:
    volume = Volume()
    copier = volume.copier({1: b"<</Type/Annot>>", 2: b"<</Type/Annot>>"})
    copier.expect([1, 2])
    copier.write_expected([1, 2])
    assert copier.number_of(1) != copier.number_of(2)


@pytest.mark.parametrize(
    "bodies", [{1: b"[1 0 R]"}, {1: b"[2 0 R]", 2: b"<</Up 1 0 R/Next 3 0 R>>", 3: b"[2 0 R 1 0 R]"}]
)
def test_circles_are_carried_once(bodies: dict[int, bytes]) -> None:
    volume = Volume()
    copier = volume.copier(bodies)
    numbers = [copier.number_of(number) for number in bodies]
    assert len(set(numbers)) == len(bodies)
    assert numbers[0] is not None
    found = volume.read(numbers[0])
    assert found[0].indirect_reference.idnum == numbers[1 % len(numbers)]  # type: ignore[index]


def test_a_long_chain_needs_no_deep_stack() -> None:
    volume = Volume()
    length = 20_000
    bodies = {number: b"<</Next %d 0 R>>" % (number + 1) for number in range(1, length)} | {length: b"null"}
    assert volume.copier(bodies).number_of(1) is not None


def test_what_leads_nowhere_becomes_null() -> None:
    volume = Volume()
    number = volume.copier({1: b"[2 0 R 5]"}).number_of(1)
    assert number is not None
    found = volume.read(number)
    assert [str(each) for each in found] == ["NullObject", "5"]  # type: ignore[attr-defined]
