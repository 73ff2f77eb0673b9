"""Legacy PDFs taken in: each kind of damage and of harm with its note, or with its error."""

import logging
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pypdf._codecs._codecs import LzwCodec

from pipeline.binding.document.assembly import PartToBind
from pipeline.errors import BindingError, ExitCode, FileAccessError
from pipeline.intake import links, tamed_pdf
from pipeline.intake.page_text import page_texts
from pipeline.intake.pages import MAX_PAGES
from pipeline.intake.tamed_pdf import TamedPdf, take_in
from pipeline.pdf.raw_pdf import decode_stream, references
from tests.binding.small_parts import bound, part_pdf
from tests.conftest import Validate
from tests.intake.hostile_files import (
    CONTENT,
    FONT,
    by_hand,
    deflated,
    encrypted,
    pages,
    rich,
    saved_again,
    simple,
)

Take = Callable[[bytes], TamedPdf]


@pytest.fixture
def take(tmp_path: Path) -> Take:
    def take_in_bytes(data: bytes) -> TamedPdf:
        path = tmp_path / "legacy.pdf"
        path.write_bytes(data)
        return take_in(path, "gy03")

    return take_in_bytes


def reason(take: Take, data: bytes) -> str:
    """Why *data* is refused."""
    with pytest.raises(BindingError) as caught:
        take(data)
    (problem,) = caught.value.problems
    assert problem.path is not None
    assert problem.hint
    assert caught.value.exit_code == ExitCode.BINDING
    return problem.message.removeprefix("The PDF can't be bound: ").removesuffix(".")


def opened(taken: TamedPdf) -> pikepdf.Pdf:
    """The volume of what was taken in, as another program sees it, which must have nothing to complain of."""
    volume = bound(PartToBind(load=lambda: taken.pdf, title="旧刊", first_folio=1), conforms=False)
    pdf = pikepdf.open(BytesIO(volume))
    assert pdf.check_pdf_syntax() == []
    assert len(pdf.pages) == len(taken.pages)
    return pdf


def contents(taken: TamedPdf, page: int = 0) -> bytes:
    """The content of a page, joined."""
    with opened_alone(taken) as pdf:
        return b"\n".join(stream.read_bytes() for stream in pdf.pages[page].Contents)


def opened_alone(taken: TamedPdf) -> pikepdf.Pdf:
    """What was taken in as a file of its own."""
    bodies = {number: body for number, body in taken.pdf.bodies.items() if number not in taken.pdf.streams}
    streams = {number: taken.pdf.bodies[number] for number in taken.pdf.streams}
    return pikepdf.open(BytesIO(by_hand(bodies | streams, root=taken.pdf.root, streams=taken.pdf.streams)))


# --- good files -------------------------------------------------------------------------------------------------------


def test_an_issue_of_kanben_keeps_all_it_has(take: Take) -> None:
    data = part_pdf("one", ("甲", "乙", "丙"))
    taken = take(data)
    assert (taken.notes, taken.shortcomings) == ((), ())
    assert taken.labels == ("1", "2", "3")
    with pikepdf.open(BytesIO(data)) as before, opened_alone(taken) as after:
        assert len(before.pages) == len(after.pages)
        for one, other in zip(before.pages, after.pages, strict=True):
            assert one.Contents.read_bytes() == b"".join(stream.read_bytes() for stream in other.Contents)
            assert one.StructParents == other.StructParents
        names = [str(name) for name in before.Root.Names.Dests.Names[::2]]
        assert [str(name) for name in after.Root.Names.Dests.Names[::2]] == [f"gy03/{name}" for name in names]
        elements = [
            sum("/StructElem" in repr(each.get("/Type")) for each in _dictionaries(pdf)) for pdf in (before, after)
        ]
        assert elements[0] == elements[1] > 10


def _dictionaries(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]


def test_a_file_that_conforms_stays_so(take: Take, verapdf: Validate, tmp_path: Path) -> None:
    taken = take(part_pdf("one", ("甲", "乙", "丙")))
    path = tmp_path / "volume.pdf"
    path.write_bytes(bound(PartToBind(load=lambda: taken.pdf, title="旧刊", first_folio=1)))
    results = verapdf([path])[path]
    assert {flavour: str(result) for flavour, result in results.items()} == {"2a": "passed", "ua1": "passed"}


def test_links_outline_labels_layers_and_forms(take: Take) -> None:
    taken = take(rich())
    assert taken.labels == ("i", "57", "58")
    assert [page.rotation for page in taken.pages] == [0, 90, 180]
    assert taken.notes == ("Form with 1 field: what is filled in is printed, and can't be changed any more.",)
    assert taken.shortcomings == (
        "It is not tagged.",
        "It has no XMP metadata.",
        "The font “Helvetica” is not embedded.",
        "It had form fields.",
    )
    with opened_alone(taken) as pdf:
        widget, link, address = pdf.pages[0].Annots
        assert "/AP" in widget
        assert widget.Subtype == "/Stamp"  # Ghostscript and Acrobat draw no widget without a field
        assert "/FT" not in widget
        assert str(link.Dest) == "gy03/n2"
        assert str(address.A.URI) == "https://example.org/"
        assert "/AcroForm" not in pdf.Root
        assert pdf.Root.OCProperties.D.OFF[0].Name == "Layer"
        with pdf.open_outline() as outline:
            assert [(item.title, [below.title for below in item.children]) for item in outline.root] == [
                ("One", ["Two"])
            ]
    with opened(taken) as volume:
        assert [bytes(name) for name in volume.Root.Names.Dests.Kids[0].Names[::2]] == [
            b"gy03/n0",
            b"gy03/n1",
            b"gy03/n2",
        ]


def test_nothing_reaches_the_log_or_the_screen(
    take: Take, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    take(simple().replace(b"startxref\n", b"startxref\n9"))
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("pypdf").handlers == []


# --- the file as a whole ----------------------------------------------------------------------------------------------

DAMAGED = "The file was damaged; its objects were searched for and found."


@pytest.mark.parametrize(
    "data",
    [
        simple().replace(b"xref\n0 6", b"xxxx\n0 6"),
        simple().replace(b"startxref\n", b"startxref\n9"),
        simple()[: simple().index(b"xref\n0 6")],
        simple().replace(b"0000000", b"0000001"),
        simple().replace(b"%PDF-1.4", b"junk before the head\n%PDF-1.4"),
        simple().replace(b"trailer", b"triler"),
        saved_again(rich(), object_stream_mode=pikepdf.ObjectStreamMode.generate)[:-40],
    ],
    ids=["no xref", "wrong startxref", "truncated", "wrong offsets", "moved", "no trailer", "truncated, packed"],
)
def test_damaged_cross_reference(take: Take, data: bytes) -> None:
    taken = take(data)
    assert DAMAGED in taken.notes
    assert "It was damaged." in taken.shortcomings
    opened(taken).close()


def test_one_wrong_offset_is_mended_whatever_is_logged(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.getLogger(), "level", logging.CRITICAL)
    logging.getLogger("pypdf").manager._clear_cache()  # type: ignore[attr-defined]
    data = simple()
    wrong = data.replace(b"%010d 00000 n" % data.index(b"4 0 obj"), b"%010d 00000 n" % (data.index(b"4 0 obj") + 4))
    assert wrong != data
    assert take(wrong).notes == (DAMAGED,)


def test_encrypted_for_certificates_is_told_as_that(take: Take) -> None:
    with pytest.raises(BindingError) as refused:
        take(simple(trailer=b"/Encrypt<</Filter/Adobe.PubSec/V 4/SubFilter/adbe.pkcs7.s5>>/ID[(a)(a)]"))
    assert "encrypted for the holders of certificates" in refused.value.problems[0].message


def test_encrypted_by_a_program_of_its_own_is_told_as_that(take: Take) -> None:
    unknown = simple(trailer=b"/Encrypt<</Filter/Own.Handler/V 1>>/ID[(a)(a)]")
    assert reason(take, unknown) == "it is encrypted in a way that only the program it comes from knows"


@pytest.mark.parametrize("entry", [b"99 0 R", b"(x)", b"null", b"5"])
def test_an_encryption_that_is_nowhere_is_none(take: Take, entry: bytes) -> None:
    taken = take(simple(trailer=b"/Encrypt " + entry))
    assert contents(taken) == CONTENT
    assert "It was encrypted." not in taken.shortcomings


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_encrypted_with_the_empty_password(take: Take, revision: int) -> None:
    taken = take(encrypted(rich(), "", revision))
    assert "It was encrypted, and opened without a password: what is made of it is not encrypted." in taken.notes
    assert "It was encrypted." in taken.shortcomings
    assert contents(taken) == contents(take(rich()))
    with opened_alone(taken) as pdf:
        assert str(pdf.pages[0].Annots[1].Dest) == "gy03/n2"


def test_signatures_of_encrypted_files_are_not_encrypted(take: Take) -> None:
    data = encrypted(simple(root=b"/Perms<</UR3<</Contents(%s)>>>>" % (b"s" * 15)), "", 4)
    plain = b"<" + b"73" * 15 + b">"
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.Root.Perms.UR3.Contents
    at = data.index(b"/UR3")
    start, end = data.index(b"/Contents", at) + len(b"/Contents"), data.index(b">>", at)
    taken = take(data[:start] + plain + data[end:])
    assert contents(taken) == CONTENT


def test_encrypted_attachments_alone_need_no_password(take: Take) -> None:
    entries = b"<</Filter/Standard/V 4/R 4/Length 128/P -4/EFF/StdCF/StmF/Identity/StrF/Identity/CF<</StdCF<</CFM/AESV2"
    entries += b"/AuthEvent/EFOpen/Length 16>>>>/O(%s)/U(%s)>>" % (b"o" * 32, b"u" * 32)
    assert contents(take(simple().replace(b"trailer\n<<", b"trailer\n<</ID[(a)(a)]/Encrypt " + entries))) == CONTENT


def test_encrypted_and_truncated(take: Take) -> None:
    data = encrypted(rich(), "", 4)
    taken = take(data[: data.index(b"startxref")])
    assert contents(taken) == contents(take(rich()))


@pytest.mark.parametrize("revision", [3, 6])
def test_encrypted_with_a_damaged_cross_reference(take: Take, revision: int) -> None:
    """Not even pdfium finds what is packed into encrypted streams; the text in the index is that of what is bound."""
    data = encrypted(rich(), "", revision, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    whole = contents(take(rich()))
    taken = take(data[: data.rindex(b"startxref")] + b"startxref\n9\n%%EOF\n")
    assert contents(taken) == whole
    assert DAMAGED in taken.notes
    assert {"It was encrypted.", "It was damaged."} <= set(taken.shortcomings)
    assert page_texts(taken.path, 3) == ("", "", "")
    with taken.written() as file:
        assert taken.texts(file) == ("Page 0", "Page 1", "Page 2")


def test_the_catalogue_is_found_behind_short_objects(take: Take) -> None:
    data = simple()
    first = data.index(b"1 0 obj")
    lost = data[:first] + b"8 0 obj<</Names[]>>endobj\n" + data[first : data.index(b"xref")] + b"trailer<</Size 9>>\n"
    taken = take(lost)
    assert (contents(taken), DAMAGED in taken.notes) == (contents(take(data)), True)


@pytest.mark.parametrize("spoiled", [(b"/Catalog", b"/Catalof"), (b"1 0 obj", b"1 7 obj")])
def test_a_catalogue_is_known_by_its_pages_and_objects_by_their_numbers(
    take: Take, spoiled: tuple[bytes, bytes]
) -> None:
    """As pdfium has it, where a trailer is lost, or objects are numbered otherwise than they are referred to."""
    data = simple()
    taken = take(data[: data.index(b"xref")].replace(*spoiled) + b"trailer<</Size 9>>\n")
    assert (contents(taken), DAMAGED in taken.notes) == (contents(take(data)), True)


@pytest.mark.parametrize("revision", [3, 4, 6])
def test_encrypted_with_another_password(take: Take, revision: int) -> None:
    data = encrypted(rich(), "secret", revision)
    assert reason(take, data) == "it is encrypted, and can't be opened without a password"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b"\xff\xd8\xff\xe0 a picture" * 100, "it is no PDF"),
        (b"%PDF-1.7\n", "its catalogue is lost"),
        (rich()[: len(rich()) // 4], "its page tree is lost"),
        (simple(tree=b"/Kids[]/Count 0"), "it has no pages"),
        (simple(tree=b"/Kids[]/Count 12"), "it has no pages"),
        (simple(tree=b"/Kids[2 0 R]/Count 1"), "it has no pages"),
        (simple(tree=b"/Kids[99 0 R]/Count 1"), "a page is lost: the page tree leads to no page"),
        (simple().replace(b"/Contents 4 0 R", b"/Contents 8 0 R"), "the content of a page is not in the file"),
        (simple().replace(b"/Contents 4 0 R", b"/Contents[8 0 R]"), "the content of a page is not in the file"),
        (simple().replace(b"/Contents 4 0 R", b"/Contents 5 0 R"), "the content of a page is no stream"),
    ],
)
def test_refused(take: Take, data: bytes, message: str) -> None:
    assert reason(take, data) == message


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileAccessError):
        take_in(tmp_path / "none.pdf", "x")
    with pytest.raises(FileAccessError):
        take_in(tmp_path, "x")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tamed_pdf, "MAX_FILE", 1 << 20)
    path = tmp_path / "large.pdf"
    with path.open("wb") as file:
        file.truncate((1 << 20) + 1)
    with pytest.raises(BindingError, match="larger than 1 MiB"):
        take_in(path, "x")


def test_what_nobody_thought_of_is_told_as_damage(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(tamed_pdf, "judge_fonts", fails)
    assert reason(take, simple()) == "it is damaged in a way that is not known (ZeroDivisionError)"


# --- pages ------------------------------------------------------------------------------------------------------------


def test_cyclic_page_tree(take: Take) -> None:
    taken = take(simple(tree=b"/Kids[3 0 R 2 0 R]/Count 2"))
    assert len(taken.pages) == 1
    assert "The page tree leads in a circle: each page is taken once." in taken.notes
    assert "The page tree has another number of pages than it says: 1." in taken.notes


def test_a_tree_of_many_nodes_that_share_their_kids(take: Take) -> None:
    rows = {number: b"<</Kids[%d 0 R %d 0 R]>>" % (number + 1, number + 1) for number in range(10, 60)}
    taken = take(simple(tree=b"/Kids[10 0 R]/Count 1", others=rows | {60: b"<</Kids[3 0 R]>>"}))
    assert len(taken.pages) == 1


@pytest.mark.parametrize("count", [b"0", b"-3", b"100000000", b"null", b"[1]"])
def test_page_count_lies(take: Take, count: bytes) -> None:
    taken = take(simple(tree=b"/Kids[3 0 R]/Count " + count))
    assert taken.notes == ("The page tree has another number of pages than it says: 1.",)


def test_inherited_attributes(take: Take) -> None:
    tree = b"/Kids[6 0 R]/Count 1/MediaBox[0 0 200 100]/Rotate 270"
    node = b"<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1/CropBox[10 10 190 90]>>"
    taken = take(simple(tree=tree, page=b"", others={6: node}))
    (page,) = taken.pages
    assert (page.media, page.crop, page.trim) == ((0, 0, 200, 100), (10, 10, 190, 90), (10, 10, 190, 90))
    assert page.rotation == 270
    assert taken.notes == ()


A4 = (0.0, 0.0, 595.276, 841.89)


@pytest.mark.parametrize(
    ("page", "media", "crop", "note"),
    [
        (b"", A4, A4, "1 page had no usable size: taken for A4."),
        (b"/MediaBox[0 0 0 0]", A4, A4, "1 page had no usable size: taken for A4."),
        (b"/MediaBox[0 0 1e9 5]", A4, A4, "1 page had no usable size: taken for A4."),
        (b"/MediaBox[/A 0 2 5]", A4, A4, "1 page had no usable size: taken for A4."),
        (b"/MediaBox[300 400 0 0]", (0, 0, 300, 400), (0, 0, 300, 400), ""),
        (b"/MediaBox[-5 -5 300 400]/CropBox[0 0 900 900]", (-5, -5, 300, 400), (0, 0, 300, 400), ""),
        (
            b"/MediaBox[0 0 300 400]/CropBox[500 500 600 600]",
            (0, 0, 300, 400),
            (0, 0, 300, 400),
            "1 page had a crop box outside of the page: the whole page is shown.",
        ),
    ],
)
def test_boxes(take: Take, page: bytes, media: object, crop: object, note: str) -> None:
    taken = take(simple(page=page))
    assert (taken.pages[0].media, taken.pages[0].crop) == (media, crop)
    assert taken.notes == ((note,) if note else ())
    opened(taken).close()


def test_mixed_sizes_rotation_and_units(take: Take) -> None:
    bodies = [b"/MediaBox[0 0 300 400]", b"/MediaBox[0 0 1000 700]/Rotate -90", b"/MediaBox[0 0 300 400]/Rotate 45"]
    taken = take(pages([*bodies, b"/MediaBox[0 0 300 400]/UserUnit 2"]))
    assert [page.rotation for page in taken.pages] == [0, 270, 0, 0]
    assert [page.media[2] for page in taken.pages] == [300, 1000, 300, 300]
    assert taken.notes == (
        "1 page was rotated by no right angle: it stands upright.",
        "1 page is measured in units of its own.",
    )
    opened(taken).close()


def test_a_right_angle_may_be_written_as_a_fraction(take: Take) -> None:
    taken = take(pages([b"/MediaBox[0 0 300 400]/Rotate 90.0", b"/MediaBox[0 0 300 400]/Rotate 0.5"]))
    assert [page.rotation for page in taken.pages] == [90, 0]
    assert taken.notes == ("1 page was rotated by no right angle: it stands upright.",)


def test_a_page_that_stands_there_twice(take: Take) -> None:
    taken = take(simple(tree=b"/Kids[3 0 R 3 0 R]/Count 2"))
    assert len({page.number for page in taken.pages}) == 2
    assert taken.notes == ("1 page stands there twice.",)
    opened(taken).close()


def test_ten_thousand_pages(take: Take) -> None:
    data = pages([b"/MediaBox[0 0 300 400]"] * 10_000)
    start = time.process_time()
    taken = take(data)
    assert len(taken.pages) == 10_000
    assert time.process_time() - start < 20


def test_more_pages_than_any_volume_has(take: Take) -> None:
    kids = b"3 0 R " * (MAX_PAGES + 1)
    assert reason(take, simple(tree=b"/Kids[%s]" % kids)) == f"it has more than {MAX_PAGES} pages"


@pytest.mark.parametrize(
    ("content", "after"),
    [
        (b"q q 1 0 0 1 5 5 cm Q", b" Q"),
        (b"(q \\) q) Tj % q q\n/q ri <71> Tj", b""),
        (b"BI /W 1 /H 1 ID q q q EI q", b" Q"),
        (b"BI /W 1 /H 1 ID q\x80 EI \xff(\n[ EI q", b" Q"),  # the letters in the picture itself
        (b"BI /W 1 /H 1 ID q\x80 EI (\xff) Tj q Q q", b" Q"),
        (b"BT /F1 9 Tf", b" ET"),
        (b"/P BMC q", b" EMC Q"),
        (b"q Q", b""),
    ],
)
def test_content_that_leaves_something_open(take: Take, content: bytes, after: bytes) -> None:
    taken = take(simple(content=content))
    assert contents(taken) == b"\n".join([content] + [after] * bool(after))
    assert bool(taken.notes) == bool(after)


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        (b"1 g Q 9 w Q Q q", b"1 g  9 w   q\n Q"),
        (b"EMC /P BMC (EMC) Tj EMC EMC n", b" /P BMC (EMC) Tj EMC  n"),
        (b"ET BT ET ET% ET", b" BT ET % ET"),
        (b"Q BI /W 1 /H 1 ID Q Q EI Q Q", b" BI /W 1 /H 1 ID Q Q EI  "),
    ],
)
def test_what_closes_nothing_is_passed_over(take: Take, content: bytes, kept: bytes) -> None:
    """Readers do so: a state that is opened for it would change colours and places of what follows."""
    taken = take(simple(content=content))
    assert contents(taken) == kept
    assert taken.notes == ("1 page left its graphics state open: closed.",)


def test_what_one_stream_opens_another_may_close(take: Take) -> None:
    others, streams = {8: b"<<>>", 9: b"<<>>"}, {8: b"Q 1 g", 9: b"Q n"}
    data = simple(content=b"q 2 w", others=others, other_streams=streams)
    taken = take(data.replace(b"/Contents 4 0 R", b"/Contents[4 0 R 8 0 R 9 0 R]"))
    assert contents(taken).split() == b"q 2 w Q 1 g n".split()


@pytest.mark.parametrize("content", [b"(Te", b"[(Te) 5", b"/P <</A 1", b"BI /W 5 ID xxxx", b"[" * 5000 + b"]" * 5000])
def test_content_that_would_swallow_the_stamps(take: Take, content: bytes) -> None:
    assert reason(take, simple(content=content)) == "the content of a page is damaged"


def test_content_in_several_streams_and_old_encodings(take: Take) -> None:
    with pikepdf.open(BytesIO(simple())) as pdf:
        parts = [pdf.make_stream(b"q "), pdf.make_stream(b"1 0 0 1 0 0 cm"), pdf.make_stream(b" Q")]
        pdf.pages[0].Contents = pikepdf.Array(parts)
        pdf.save(file := BytesIO())
    taken = take(file.getvalue())
    assert contents(taken).split() == b"q 1 0 0 1 0 0 cm Q".split()
    assert taken.notes == ()
    hexadecimal = simple(content=CONTENT.hex().encode() + b">", stream=b"<</Filter/ASCIIHexDecode>>")
    assert contents(take(hexadecimal)) == CONTENT
    number = next(number for number in take(hexadecimal).pdf.streams)
    assert decode_stream(take(hexadecimal).pdf, number) == CONTENT


def test_flipped_bytes_of_content(take: Take) -> None:
    """No flipped bit of a deflated stream goes unseen: what can be read is there and told, or the file is refused."""
    data = deflated(CONTENT * 20)
    for bit in range(0, 8 * len(data), 7):
        broken = bytearray(data)
        broken[bit // 8] ^= 1 << bit % 8
        try:
            taken = take(simple(content=bytes(broken), stream=b"<</Filter/FlateDecode>>"))
        except BindingError as error:
            (problem,) = error.problems
            assert problem.message.endswith(("the content of a page is damaged.", "the content of a page is cut off."))
        else:
            assert taken.notes[0].startswith("The content of page 1 is damaged")
            assert "It was damaged." in taken.shortcomings


def test_content_that_is_cut_off_is_there_up_to_the_cut(take: Take) -> None:
    content = b"".join(b"%d 0 0 1 0 0 cm BT (Text) Tj ET\n" % number for number in range(1_000))
    data = deflated(content)
    taken = take(simple(content=data[: len(data) // 2], stream=b"<</Filter/FlateDecode>>"))
    found = contents(taken)
    assert content.startswith(found[:-3])
    assert 0.3 < len(found) / len(content) < 0.7
    assert found.endswith((b"cm", b"BT", b"Tj", b"ET"))
    note = "The content of page 1 is damaged: it is there up to the damage. Compare it with another copy."
    assert note in taken.notes
    second = take(pages([b"/MediaBox[0 0 300 400]"] * 2).replace(b"(Text) Tj ET Q", b"(Text) Tj ET (("))
    assert second.notes[0].startswith("The content of pages 1, 2 is damaged")
    assert take(simple(content=data, stream=b"<</Filter/FlateDecode>>")).notes == ()


def test_a_form_that_is_damaged_is_there_up_to_the_damage(take: Take) -> None:
    inner = b"".join(b"%d 0 0 1 0 0 cm\n" % number for number in range(2_000))
    whole = deflated(inner)
    broken = bytearray(whole)
    broken[len(broken) // 2] ^= 255
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/FlateDecode>>"
    page = b"/MediaBox[0 0 300 400]"
    fonts = b"/F1 5 0 R>>/XObject<</Fm 8 0 R"

    def with_form(data: bytes) -> TamedPdf:
        return take(simple(page=page, fonts=fonts, content=b"/Fm Do", others={8: form}, other_streams={8: data}))

    taken = with_form(bytes(broken))
    assert "1 form, picture or table is damaged: what can be read of it is there." in taken.notes
    assert "It was damaged." in taken.shortcomings
    kept = [zlib.decompress(taken.pdf.streams[number]) for number in taken.pdf.streams]
    (found,) = [each for each in kept if each[:40] == inner[:40]]
    assert 0.2 < len(found) / len(inner) < 0.8
    assert with_form(whole).notes == ()
    nothing = with_form(b"?")
    assert nothing.notes == (RECOVERED, "1 form, picture or table is damaged: what can be read of it is there.")
    assert nothing.lacks_something
    opened(nothing).close()


@pytest.mark.parametrize("kind", ["/Type/XObject/Subtype/Form", "/Type/Pattern/PatternType 1/XStep 9/YStep 9"])
def test_content_of_forms_and_patterns_is_judged_as_that_of_pages_is(take: Take, kind: str) -> None:
    inner = b"".join(b"%d 0 0 1 0 0 cm\n" % number for number in range(2_000))
    packed = LzwCodec().encode(inner)
    damaged = packed[:900] + b"\xff" * 40 + packed[940:]
    fonts = b"/F1 5 0 R>>/XObject<</Fm 8 0 R>>/Pattern<</P 8 0 R"

    def with_content(data: bytes, encoding: str = "") -> TamedPdf:
        form = f"<<{kind}/BBox[0 0 9 9]{encoding}>>".encode()
        draws = b"/Fm Do /Pattern cs /P scn 0 0 9 9 re f"
        return take(simple(fonts=fonts, content=draws, others={8: form}, other_streams={8: data}))

    def content_of(taken: TamedPdf) -> bytes:
        (found,) = (taken.pdf.streams[number] for number, body in taken.pdf.bodies.items() if b"/BBox" in body)
        return found

    told = "1 form, picture or table is damaged: what can be read of it is there."
    whole = with_content(packed, "/Filter/LZWDecode")
    assert (whole.notes, content_of(whole)) == ((), packed)
    for data, encoding in ((damaged, "/Filter/LZWDecode"), (inner[:500] + b"(no end" + inner[500:], "")):
        taken = with_content(data, encoding)
        assert told in taken.notes
        assert "It was damaged." in taken.shortcomings
        assert not taken.notes[0].startswith("Recovered")
        assert inner.startswith(zlib.decompress(content_of(taken))[:400])
    strange = with_content(inner + b"nonsense\n")
    assert strange.notes == ("1 form has operators in its content that there are none of: look at it.",)
    assert "It was damaged." in strange.shortcomings
    assert content_of(strange) == inner + b"nonsense\n"


TYPE_3 = b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 97/LastChar 97/Widths[9]"
TYPE_3 += b"/Encoding<</Differences[97/a]>>/CharProcs<</a 8 0 R>>/Resources<</Font<</T 9 0 R>>>>>>"


def with_glyph(content: bytes, entries: bytes = b"<<>>") -> bytes:
    """A page set in a face whose one glyph is *content*."""
    page = b"BT /T 9 Tf (aaa) Tj ET"
    return simple(fonts=b"/T 9 0 R", content=page, others={8: entries, 9: TYPE_3}, other_streams={8: content})


def test_glyphs_that_are_drawn_are_judged_as_content_is(take: Take) -> None:
    sound = b"9 0 0 0 9 9 d1 0 0 9 9 re f"
    assert not [note for note in take(with_glyph(sound)).notes if "damaged" in note]
    told = "1 form, picture or table is damaged: what can be read of it is there."
    for data, entries in ((sound + b" (no end", b"<<>>"), (deflated(sound * 50)[:-9], b"<</Filter/FlateDecode>>")):
        taken = take(with_glyph(data, entries))
        assert told in taken.notes
        assert "It was damaged." in taken.shortcomings
        opened(taken).close()
    strange = take(with_glyph(sound + b" nonsense"))
    assert "1 form has operators in its content that there are none of: look at it." in strange.notes


def test_a_glyph_that_is_set_in_its_own_face_is_left_out(take: Take) -> None:
    taken = take(with_glyph(b"9 0 d0 BT /T 9 Tf (a) Tj ET"))
    assert taken.notes[0] == RECOVERED
    assert b"9 0 d0 BT /T 9 Tf (a) Tj ET" not in taken.pdf.streams.values()
    opened(taken).close()


@pytest.mark.parametrize(
    ("own", "entries"),
    [
        (b"/Pattern cs /P scn 0 0 9 9 re f", b"/PatternType 1/XStep 9/YStep 9/Resources<</Pattern<</P 8 0 R>>>>"),
        (b"/P gs 0 0 9 9 re f", b"/Subtype/Form/Resources<</ExtGState<</P<</SMask<</S/Alpha/G 8 0 R>>>>>>>>"),
    ],
)
def test_what_is_painted_with_itself_is_cut(take: Take, own: bytes, entries: bytes) -> None:
    """Pdfium paints such a pattern without an end."""
    kinds = b"/F1 5 0 R>>/Pattern<</P 8 0 R>>/ExtGState<</P<</SMask<</S/Alpha/G 8 0 R>>>>"
    form = b"<</BBox[0 0 9 9]%s>>" % entries
    taken = take(simple(fonts=kinds, content=own, others={8: form}, other_streams={8: own}))
    assert taken.notes[0] == RECOVERED
    (body,) = (body for body in taken.pdf.bodies.values() if b"/BBox" in body)
    assert b" R" not in body
    other = form.replace(b"8 0 R", b"10 0 R")
    sound = take(
        simple(
            fonts=kinds,
            content=own,
            others={8: other, 10: form.replace(b"/Resources", b"/X")},
            other_streams={8: own, 10: b"n"},
        )
    )
    assert sound.notes == ()


def test_what_a_page_uses_and_has_not_is_told(take: Take) -> None:
    told = "1 page uses fonts, pictures or patterns that the file does not have: look at it."
    for content in (b"/Im Do", b"BT /F9 9 Tf (a) Tj ET", b"/Pattern cs /P scn", b"/G gs"):
        taken = take(simple(content=content))
        assert taken.notes == (told,)
        assert "It was damaged." in taken.shortcomings
    assert take(simple(content=b"BT /F1 9 Tf (Im Do) Tj ET /Device cs 0 scn")).notes == ()


def test_a_picture_that_is_cut_off_is_there_up_to_the_cut(take: Take) -> None:
    rows = b"".join(b"\2" + bytes([number % 251]) * 30 for number in range(200))  # each adds to the one above
    picture = b"<</Type/XObject/Subtype/Image/Width 10/Height 200/ColorSpace/DeviceRGB/BitsPerComponent 8"
    picture += b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3/Columns 10>>>>"
    data = zlib.compress(rows, 0)
    fonts = b"/F1 5 0 R>>/XObject<</Im 8 0 R"
    taken = take(simple(fonts=fonts, content=b"/Im Do", others={8: picture}, other_streams={8: data[:3000]}))
    assert "1 form, picture or table is damaged: what can be read of it is there." in taken.notes
    (found,) = [
        zlib.decompress(taken.pdf.streams[number])
        for number, body in taken.pdf.bodies.items()
        if b"/Subtype/Image" in body
    ]
    assert len(found) in range(2700, 3000, 30)
    assert [found[30 * row] for row in range(4)] == [0, 1, 3, 6]


RECOVERED = "Recovered: the file is damaged, and what can be read of it is taken."
LOST = "Page {} is damaged: a part of it, or all, can't be read and is missing. Look for another copy."


REPAIRED = "1 object is damaged: what can be read of it is taken."


@pytest.mark.parametrize(
    "page",
    [b"/MediaBox[0 0 300 nan]", b"/Rotate 90 0 R 5", b"/Tabs[(a)/Tabs/S", b"/Tabs]/S", b"<</Tabs/S>>", b"{tabs}}"],
)
def test_a_page_whose_object_is_damaged(take: Take, page: bytes) -> None:
    taken = take(simple(page=b"/MediaBox[0 0 300 400]" + page))
    assert taken.notes[0] == RECOVERED
    assert REPAIRED in taken.notes
    assert taken.lacks_something
    assert contents(taken) == CONTENT
    opened(taken).close()


@pytest.mark.parametrize("kid", [b"99 0 R", b"5", b"6 0 R"])
def test_a_page_that_is_lost_leaves_an_empty_one(take: Take, kid: bytes) -> None:
    """The pages after it keep their places: articles are listed by them."""
    tree = b"/Kids[3 0 R %s 7 0 R]/Count 3" % kid
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Contents 4 0 R>>"
    taken = take(simple(tree=tree, others={6: b"oops", 7: page}))
    assert taken.notes[0] == RECOVERED
    assert LOST.format(2) in taken.notes
    assert "It was damaged." in taken.shortcomings
    assert [contents(taken, index) for index in range(3)] == [CONTENT, b"", CONTENT]
    opened(taken).close()


def test_content_that_is_lost_is_told(take: Take) -> None:
    note = b"<</Type/Annot/Subtype/Square/Rect[0 0 9 9]>>"
    noted = simple(page=b"/MediaBox[0 0 300 400]/Annots[%s]" % note).replace(b"/Contents 4 0 R", b"/Contents 8 0 R")
    assert LOST.format(1) in take(noted).notes
    several = simple().replace(b"/Contents 4 0 R", b"/Contents[8 0 R 4 0 R]")
    assert LOST.format(1) in take(several).notes
    assert contents(take(several)) == CONTENT


def test_a_string_that_goes_on_in_the_next_stream(take: Take) -> None:
    """Writers that cut content by its length: viewers join the streams (ISO 32000-1, 7.8.2)."""
    with pikepdf.open(BytesIO(simple())) as pdf:
        parts = [pdf.make_stream(b"q BT [(Te"), pdf.make_stream(b"xt)] TJ ET Q")]
        pdf.pages[0].Contents = pikepdf.Array(parts)
        pdf.save(file := BytesIO())
    taken = take(file.getvalue())
    assert contents(taken) == b"q BT [(Te\nxt)] TJ ET Q"
    assert taken.notes == ()


def test_a_picture_that_is_deflated_besides(take: Take) -> None:
    """Of two encodings the outer one is damaged: what is inside of it is for the viewer to show."""
    picture = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    picture += b"/Filter[/FlateDecode/DCTDecode]/DecodeParms[null<</ColorTransform 0>>]>>"
    data = deflated(b"jpeg" * 99)
    others = {8: picture, 9: picture}
    fonts = b"/F1 5 0 R>>/XObject<</Im 8 0 R/In 9 0 R"
    streams = {8: data[:-1] + b"?", 9: data}
    taken = take(simple(fonts=fonts, content=b"/Im Do", others=others, other_streams=streams))
    assert "1 form, picture or table is damaged: what can be read of it is there." in taken.notes
    found = [number for number, body in taken.pdf.bodies.items() if b"/DCTDecode" in body]
    assert [zlib.decompress(taken.pdf.streams[number]) for number in found] == [b"jpeg" * 99] * 2


def test_a_face_with_a_wrong_checksum_is_whole(take: Take) -> None:
    others = {
        6: b"<</Type/FontDescriptor/FontName/Lost/FontFile2 8 0 R>>",
        8: b"<</Length1 99/Filter/FlateDecode>>",
        5: FONT.replace(b">>", b"/FontDescriptor 6 0 R>>"),
    }
    taken = take(simple(others=others, other_streams={8: deflated(b"face" * 99)[:-1] + b"?"}))
    assert taken.notes == ("1 form, picture or table is damaged: what can be read of it is there.",)
    assert b"face" * 99 in [zlib.decompress(data) for data in taken.pdf.streams.values()]


def test_a_damaged_face_is_left_out(take: Take) -> None:
    descriptor = b"<</Type/FontDescriptor/FontName/Lost/FontFile2 8 0 R>>"
    others = {6: descriptor, 8: b"<</Length1 99/Filter/FlateDecode>>"}
    data = simple(others={5: FONT.replace(b">>", b"/FontDescriptor 6 0 R>>"), **others}, other_streams={8: b"?"})
    taken = take(data)
    assert taken.notes == (RECOVERED, "1 font is damaged and left out: another one is shown in its place.")
    assert any("is not embedded" in each for each in taken.shortcomings)
    opened(taken).close()


def test_a_file_that_lacks_its_header(take: Take) -> None:
    taken = take(simple().replace(b"%PDF-1.4", b"", 1))
    assert "The file was damaged; its objects were searched for and found." in taken.notes
    assert reason(take, b"no file of ours obj") == "it is no PDF"


def test_content_without_its_checksum(take: Take) -> None:
    """Writers that count /Length wrong cut it off; the content is whole."""
    taken = take(simple(content=deflated(CONTENT)[:-4], stream=b"<</Filter/FlateDecode>>"))
    assert contents(taken) == CONTENT


def test_operators_that_there_are_none_of(take: Take) -> None:
    taken = take(simple(content=b"q 1 0 0 1 0 0 xm Q"))
    assert taken.notes == ("1 page has operators in its content that there are none of: look at it.",)
    assert reason(take, simple(content=bytes(range(128, 256)) * 9)) == "the content of a page is damaged"


def test_names_keep_their_bytes(take: Take) -> None:
    """A face that an old program names in GBK is called by the same bytes in the content."""
    name = "宋体".encode("gbk")
    data = simple(content=b"BT /%s 12 Tf ET" % name, fonts=b"/%s 5 0 R" % name)
    taken = take(data)
    with opened(taken) as pdf:
        assert pdf.pages[0].Contents[1].read_bytes() == b"BT /%s 12 Tf ET" % name
        escaped = b"".join(b"#%02X" % byte for byte in name)
        loose = BytesIO()
        pdf.save(loose, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    assert b"/" + escaped.lower() in loose.getvalue().lower()


# --- what could do something ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("root", "page", "note"),
    [
        (b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", b"", "1 script removed."),
        (b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>(b) 7 0 R]>>>>", b"", "2 scripts removed."),
        (b"/AA<</WC<</S/JavaScript/JS(x)>>>>", b"", "1 script removed."),
        (b"", b"/AA<</O<</S/JavaScript/JS(x)>>>>", "1 script removed."),
        (b"/OpenAction<</S/Launch/F(cmd.exe)>>", b"", "1 action that starts a program removed."),
        (b"/OpenAction<</S/SubmitForm/F(http://x)>>", b"", "1 action that sends or imports form data removed."),
        (
            b"/Names<</EmbeddedFiles<</Names[(a)<</Type/Filespec/F(a)/EF<</F 4 0 R>>>>]>>>>",
            b"",
            "1 attached file removed.",
        ),
        (b"/AF[<</F(a)>>]", b"", "1 attached file removed."),
        (b"/AcroForm<</XFA 4 0 R/Fields[]>>", b"", "1 XFA form removed: what is filled in there only is not printed."),
        (b"/Perms<</DocMDP 5 0 R>>", b"", "1 digital signature removed: it would not hold any more."),
    ],
)
def test_removed_from_the_document(take: Take, root: bytes, page: bytes, note: str) -> None:
    taken = take(simple(root=root, page=b"/MediaBox[0 0 300 400]" + page))
    assert note in taken.notes
    everything = b"".join(taken.pdf.bodies.values())
    for word in (b"JavaScript", b"Launch", b"SubmitForm", b"Filespec", b"/AA", b"XFA", b"OpenAction", b"Perms", b"/AF"):
        assert word not in everything


@pytest.mark.parametrize(
    ("annotation", "note"),
    [
        (b"/Subtype/Link/A<</S/Launch/F(cmd.exe)>>", "1 action that starts a program removed."),
        (b"/Subtype/Link/A<</S/JavaScript/JS(x)>>", "1 script removed."),
        (b"/Subtype/Link/A<</S/GoTo/D[3 0 R/Fit]/Next<</S/JavaScript/JS(x)>>>>", "1 script removed."),
        (b"/Subtype/Link/A<</S/GoToR/F(a.pdf)/D[0/Fit]>>", "1 link into another file removed."),
        (
            b"/Subtype/Link/A<</S/URI/URI(javascript:alert\\(1\\))>>",
            "1 link to an address of a kind that is not allowed removed.",
        ),
        (b"/Subtype/Link/A<</S/URI/URI(kanben:x)>>", "1 link to an address of a kind that is not allowed removed."),
        (b"/Subtype/Link/A<</S/URI/URI(file:///etc)>>", "1 link to an address of a kind that is not allowed removed."),
        (b"/Subtype/Link/Dest(nowhere)", "1 destination that is not in the file removed."),
        (b"/Subtype/Link/Dest[99 0 R/Fit]", "1 destination that is not in the file removed."),
        (b"/Subtype/FileAttachment/FS<</F(a)/EF<</F 4 0 R>>>>", "1 attached file removed."),
        (b"/Subtype/Movie", "1 annotation with sound, film or a 3D model removed."),
        (b"/Subtype/RichMedia", "1 annotation with sound, film or a 3D model removed."),
        (b"/Subtype/Unheard", "1 annotation of an unknown kind removed."),
        (b"/Subtype/Square/Rect[0 0 1]", "1 annotation without a place removed."),
    ],
)
def test_removed_from_a_page(take: Take, annotation: bytes, note: str) -> None:
    rectangle = b"" if b"/Rect" in annotation else b"/Rect[0 0 9 9]"
    taken = take(simple(page=b"/MediaBox[0 0 300 400]/Annots[<</Type/Annot%s%s>>]" % (rectangle, annotation)))
    assert note in taken.notes
    for word in (b"Launch", b"JavaScript", b"GoToR", b"URI", b"/EF", b"Movie", b"Unheard"):
        assert word not in b"".join(taken.pdf.bodies.values())
    opened(taken).close()


@pytest.mark.parametrize("address", [b"http://a.cn/b", b"https://a.cn", b"mailto:a@b.cn"])
def test_addresses_that_are_kept(take: Take, address: bytes) -> None:
    link = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(%s)>>>>" % address
    taken = take(simple(page=b"/MediaBox[0 0 300 400]/Annots[%s]" % link))
    assert taken.notes == ()
    with opened_alone(taken) as pdf:
        assert bytes(pdf.pages[0].Annots[0].A.URI) == address


# --- outline, names, tags ---------------------------------------------------------------------------------------------


def test_cyclic_outline(take: Take) -> None:
    others = {
        6: b"<</First 7 0 R/Last 8 0 R/Count 2>>",
        7: b"<</Title(A)/Next 8 0 R/First 6 0 R/Dest[3 0 R/Fit]>>",
        8: b"<</Title(B)/Next 7 0 R/First 7 0 R>>",
    }
    taken = take(simple(root=b"/Outlines 6 0 R", others=others))
    assert any("of the outline removed" in note for note in taken.notes)
    with opened_alone(taken) as pdf, pdf.open_outline() as outline:
        assert outline.root[0].title == "A"
    opened(taken).close()


def test_a_long_and_a_deep_outline(take: Take) -> None:
    count = 2000
    others = {100 + n: b"<</Title(%d)/First %d 0 R>>" % (n, 101 + n) for n in range(count)}
    others |= {100 + count: b"<</Title(end)>>", 6: b"<</First 100 0 R>>"}
    taken = take(simple(root=b"/Outlines 6 0 R", others=others))
    assert sum(b"/Title" in body for body in taken.pdf.bodies.values()) == count + 1
    opened(taken).close()


def test_cyclic_tree_of_names(take: Take) -> None:
    others = {6: b"<</Kids[7 0 R 6 0 R]>>", 7: b"<</Kids[6 0 R]/Names[(a)[3 0 R/Fit](b)<</D[3 0 R/XYZ 1 2 nul]>>]>>"}
    others[7] = others[7].replace(b"nul]", b"null]")
    taken = take(simple(root=b"/Names<</Dests 6 0 R>>/Dests<</old[3 0 R/FitH 5]/lost[99 0 R/Fit]>>", others=others))
    assert "1 destination that is not in the file removed." in taken.notes
    with opened_alone(taken) as pdf:
        rows = pdf.Root.Names.Dests.Names
        assert [bytes(name) for name in rows[::2]] == [b"gy03/a", b"gy03/b", b"gy03/old"]
        assert [str(place[1]) for place in rows[1::2]] == ["/Fit", "/XYZ", "/FitH"]


TAGGED = {
    6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree 8 0 R>>",
    7: b"<</Type/StructElem/S/P/P 6 0 R/Pg 3 0 R/K[0 9 0 R]>>",
    8: b"<</Nums[0[7 0 R null]]>>",
    9: b"<</Type/StructElem/S/Span/P 7 0 R/Pg 3 0 R/K<</Type/MCR/MCID 1>>>>",
}


def tagged(changes: dict[int, bytes]) -> bytes:
    root = b"/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>"
    return simple(root=root, page=b"/MediaBox[0 0 300 400]/StructParents 0", others=TAGGED | changes)


def test_tags_are_kept(take: Take) -> None:
    taken = take(tagged({}))
    assert "It is not tagged." not in taken.shortcomings
    with opened(taken) as pdf:
        (part,) = pdf.Root.StructTreeRoot.K
        assert part.K[0].S == "/P"
        assert part.K[0].K[1].S == "/Span"
        assert pdf.pages[0].StructParents == 0
        assert pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums[1][0].S == "/P"


@pytest.mark.parametrize(
    "changes",
    [
        {9: b"<</Type/StructElem/S/Span/K 7 0 R>>"},
        {7: b"<</Type/StructElem/K[0 9 0 R]>>"},
        {6: b"<</Type/StructTreeRoot/ParentTree 8 0 R>>"},
        {8: b"<</Nums[-4[7 0 R]]>>"},
        {7: b"<</Type/StructElem/S/P/K[(text)]>>"},
        {n: b"<</S/P/K %d 0 R>>" % (n + 1) for n in range(9, 900)} | {900: b"<</S/P>>"},
    ],
    ids=["cyclic", "no kind", "empty", "negative key", "no element", "deep"],
)
def test_broken_tags_are_dropped(take: Take, changes: dict[int, bytes]) -> None:
    taken = take(tagged(changes))
    assert any(note.startswith("Its tags are broken") for note in taken.notes)
    assert "Its tags are broken." in taken.shortcomings
    everything = b"".join(taken.pdf.bodies.values())
    assert b"StructElem" not in everything
    assert b"StructParents" not in everything
    opened(taken).close()


# --- what it is not ---------------------------------------------------------------------------------------------------


def test_missing_fonts_and_objects(take: Take) -> None:
    taken = take(simple(fonts=b"/F1 5 0 R/F2 77 0 R"))
    assert "The font “Helvetica” is not embedded." in taken.shortcomings
    assert taken.notes == ("1 object is referred to and is not in the file.",)
    opened(taken).close()


def test_a_font_named_in_gbk(take: Take) -> None:
    name = "宋体".encode("gbk")
    taken = take(simple(others={5: FONT.replace(b"Helvetica", b"%s" % name)}))
    assert "The font “宋体” is not embedded." in taken.shortcomings


@pytest.mark.parametrize(
    ("xmp", "shortcomings"),
    [
        (b'pdfaid:part="2" pdfaid:conformance="A" pdfuaid:part="1"', set()),
        (b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</x><pdfuaid:part>1</pdfuaid:part>", set()),
        (b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance> A </x><pdfuaid:part>2</x>", {"It declares no PDF/UA-1."}),
        (
            b'pdfaid:part="1" pdfaid:conformance="B"',
            {"It declares PDF/A-1b, not PDF/A-2a.", "It declares no PDF/UA-1."},
        ),
        (b"", {"It declares no PDF/A.", "It declares no PDF/UA-1."}),
    ],
)
def test_what_it_declares(take: Take, xmp: bytes, shortcomings: set[str]) -> None:
    others, streams = {6: b"<</Type/Metadata/Subtype/XML>>"}, {6: xmp}
    taken = take(simple(root=b"/Metadata 6 0 R", others=others, other_streams=streams))
    assert set(taken.shortcomings) - {"It is not tagged.", "The font “Helvetica” is not embedded."} == shortcomings


@pytest.mark.parametrize(
    ("body", "data"),
    [
        (b"<</Type/Metadata/Subtype/XML>>", b"\xff\xfe<pdfaid:part>"),
        (b"<</Type/Metadata/Subtype/XML/Filter/FlateDecode>>", b"no zlib"),
        (b"<</Type/Metadata/Subtype/XML/Filter/Unheard>>", b"<a/>"),
        (b"<</Type/Metadata", b"<a/>"),
        (b"5", None),
    ],
)
def test_unreadable_metadata_keep_no_page(take: Take, body: bytes, data: bytes | None) -> None:
    streams = {} if data is None else {6: data}
    taken = take(simple(root=b"/Metadata 6 0 R", others={6: body}, other_streams=streams))
    assert contents(taken) == CONTENT
    assert {"It declares no PDF/A.", "It has no XMP metadata."} & set(taken.shortcomings)


# --- made to do harm --------------------------------------------------------------------------------------------------


def test_what_is_left_out_is_counted(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_MAX_ANNOTATIONS", 2)
    monkeypatch.setattr(links, "MAX_NAMES", 1)
    names = b"/Dests<</a[3 0 R/Fit]/b[3 0 R/Fit]/c[3 0 R/Fit]>>"
    notes = b"<</Type/Annot/Subtype/Square/Rect[0 0 9 9]>>"
    taken = take(simple(root=names, page=b"/MediaBox[0 0 300 400]/Annots[%s]" % (notes * 5)))
    assert "3 annotations beyond the first 10,000 of a page removed." in taken.notes
    assert "2 named destinations beyond the first 200,000 removed." in taken.notes


def test_decompression_bomb(take: Take) -> None:
    bomb = deflated(b"\0" * (300 << 20))
    assert reason(take, simple(content=bomb, stream=b"<</Filter/FlateDecode>>")) == "the content of a page is too large"
    twice = simple(content=deflated(bomb), stream=b"<</Filter[/FlateDecode/FlateDecode]>>")
    assert reason(take, twice) == "the content of a page is too large"


def forms(count: int, times: int, last: bytes) -> bytes:
    """A page that draws a form, which draws the next *times*, and so on; the last one has *last* for resources."""
    head = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%s>>>>"
    bodies = {10 + n: b"<<%s>>" % (head % (b"/X %d 0 R" % (11 + n))) for n in range(count)}
    bodies[10 + count] = b"<<%s>>" % (head % last)
    data = dict.fromkeys(bodies, b"/X Do " * times)
    return simple(content=b"/X Do", others=bodies, other_streams=data).replace(
        b"/Resources<</Font<</F1 5 0 R>>>>/Contents", b"/Resources<</XObject<</X 10 0 R>>>>  /Contents"
    )


def leads_to_itself(taken: TamedPdf, form: int) -> bool:
    """Whether a form draws itself, by others or not."""
    seen, waiting = set[int](), [form]
    while waiting:
        body = taken.pdf.bodies[waiting.pop()]
        found = set(references(body)) - seen if b"/Form" in body else set()
        seen |= found
        waiting += found
    return form in seen


def test_forms_that_draw_forms(take: Take) -> None:
    assert len(take(forms(3, 10, b"")).pages) == 1
    assert reason(take, forms(12, 10, b"")) == "a page draws its forms without an end"
    circle = take(forms(3, 1, b"/X 11 0 R"))
    assert circle.lacks_something
    assert not {number for number, body in circle.pdf.bodies.items() if leads_to_itself(circle, number)}
    whole = take(forms(3, 1, b""))
    assert not whole.lacks_something
    assert len(take(forms(3000, 1, b"")).pages) == 1


@pytest.mark.parametrize(("step", "is_lost"), [(b"0.001", True), (b"-.01", True), (b"4", False), (b"0", False)])
def test_patterns_that_repeat_without_an_end(take: Take, step: bytes, is_lost: bool) -> None:
    pattern = b"<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep 9/YStep %s/Resources<<>>>>" % step
    page = b"/MediaBox[0 0 300 400]/Resources<</Pattern<</P 6 0 R>>>>"
    data = simple(page=page, content=b"/Pattern cs /P scn", others={6: pattern}, other_streams={6: b"0 0 5 5 re f"})
    with opened(take(data)) as pdf:
        assert (pdf.pages[-1].Resources.Pattern.get("/P") is None) == is_lost
    assert take(data).lacks_something == is_lost


def test_a_page_may_say_that_it_has_no_content(take: Take) -> None:
    taken = take(simple(page=b"/MediaBox[0 0 300 400]/Contents null"))
    assert (len(taken.pages), taken.notes, taken.lacks_something) == (1, (), False)


@pytest.mark.parametrize(
    "nested",
    [b"[" * 10_000 + b"]" * 10_000, b"<</A" * 10_000 + b" 1" + b">>" * 10_000, b"[" * 10_000, b"(" * 10_000],
    ids=["arrays", "dictionaries", "open", "strings"],
)
def test_deep_nesting(take: Take, nested: bytes) -> None:
    taken = take(simple(page=b"/MediaBox[0 0 300 400]/Group" + nested))
    assert taken.notes[0] == RECOVERED
    assert REPAIRED in taken.notes
    others = {6: nested}
    assert take(simple(root=b"/PieceInfo 6 0 R", others=others)).notes in ((), (DAMAGED,))


def test_references_in_a_circle(take: Take) -> None:
    others = {6: b"7 0 R", 7: b"6 0 R"}
    assert "circle" in reason(take, simple(tree=b"/Kids[6 0 R]", others=others))
    length = simple().replace(b"/Length %d" % len(CONTENT), b"/Length 4 0 R")
    assert contents(take(length)) == CONTENT


def test_a_huge_array(take: Take) -> None:
    numbers = b" ".join(b"%d" % number for number in range(200_000))
    taken = take(simple(page=b"/MediaBox[0 0 300 400]/Group 6 0 R", others={6: b"[%s]" % numbers}))
    assert len(taken.pages) == 1


@pytest.mark.parametrize(
    "number", [b"9" * 400, b"-9" * 40, b"1e400", b"." * 9, b"--1", b"1.2.3", b"0." + b"0" * 90 + b"1"]
)
def test_numbers_beyond_all_measure(take: Take, number: bytes) -> None:
    data = simple(page=b"/MediaBox[0 0 300 400]/Tabs[%s]" % number)
    try:
        opened(take(data)).close()
    except BindingError as error:
        assert "a word that is none of PDF" in str(error)  # noqa: PT017


@pytest.mark.parametrize("name", [b"StructParents", b"StructParent", b"Type", b"#00", b"#", b"A#2FB"])
def test_resources_with_names_that_mean_something_else(take: Take, name: bytes) -> None:
    opened(take(simple(fonts=b"/F1 5 0 R/%s 5 0 R" % name))).close()


def test_strings_that_look_like_objects(take: Take) -> None:
    link = b"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(/Type/StructElem/StructParent 9 5 0 R [ >>)>>"
    taken = take(simple(page=b"/MediaBox[0 0 300 400]/Annots[%s]" % link))
    with opened(taken) as pdf:
        assert str(pdf.pages[0].Annots[0].Contents) == "/Type/StructElem/StructParent 9 5 0 R [ >>"


def test_memory_and_time_are_bounded(tmp_path: Path) -> None:
    """Objects that overlap, streams without an end and lengths that lie, in a process that may not grow by much."""
    overlapping = b"".join(b"%d 0 obj (" % number for number in range(10, 3000)) + b"x" * 500_000
    endless = b"".join(b"%d 0 obj<<>>stream\n" % number for number in range(10, 3000)) + b"x" * 500_000
    kids = b" ".join(b"%d 0 R" % number for number in range(10, 3000))
    for index, tail in enumerate((overlapping, endless)):
        data = simple(tree=b"/Kids[%s]" % kids)
        (tmp_path / f"{index}.pdf").write_bytes(data[: data.index(b"xref\n")] + tail + b"endstream")
    script = """
import resource, sys, time
from pathlib import Path
from pipeline.intake.tamed_pdf import take_in
from pipeline.errors import BindingError
resource.setrlimit(resource.RLIMIT_AS, (700 << 20, 700 << 20))
for name in sys.argv[1:]:
    start = time.process_time()
    try:
        message = str(len(take_in(Path(name), "x").pages))
    except BindingError as error:
        message = error.problems[0].message
    print(message, round(time.process_time() - start))
"""
    names = [str(tmp_path / "0.pdf"), str(tmp_path / "1.pdf")]
    done = subprocess.run(
        [sys.executable, "-c", script, *names], capture_output=True, text=True, timeout=120, check=True
    )
    rows = done.stdout.splitlines()
    assert len(rows) == 2
    assert all(int(row.rsplit(" ", 1)[1]) < 20 for row in rows), rows
