"""A PDF written as it comes."""

from hashlib import sha256
from io import BytesIO

import pikepdf
import pypdf
import pytest

from pipeline.pdf.object_writer import ObjectWriter


def small_pdf(objects: int, text: bytes = b"x", version: str = "1.7", *, packed: bool = True) -> bytes:
    """A PDF of one page, and *objects* more objects that the page's dictionary names."""
    file = BytesIO()
    writer = ObjectWriter(file, version, packed=packed)
    root, pages, page, info = (writer.reserve() for _number in range(4))
    extra = [writer.reserve() for _number in range(objects)]
    for number in extra:
        writer.put(number, b"<</N %d/T(%s)>>" % (number, text))
    content = writer.reserve()
    writer.put_text_stream(content, b"<<>>", b"0 0 10 10 re f")
    named = b" ".join(b"%d 0 R" % number for number in extra)
    body = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 10 10]/Resources<<>>/Contents %d 0 R/Extra[%s]>>" % (
        pages,
        content,
        named,
    )
    writer.put(page, body)
    writer.put(pages, b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page)
    writer.put(root, b"<</Type/Catalog/Pages %d 0 R>>" % pages)
    writer.put(info, b"<</Title(t)>>")
    writer.finish(root, info)
    return file.getvalue()


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("objects", [0, 1, 399, 400, 401, 1000])
def test_two_readers_find_every_object(objects: int, packed: bool) -> None:
    data = small_pdf(objects, packed=packed)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
        assert [int(each.N) for each in pdf.pages[0].Extra] == list(range(5, 5 + objects))
        assert pdf.pages[0].Contents.read_bytes() == b"0 0 10 10 re f"
        assert str(pdf.docinfo.Title) == "t"
    page = pypdf.PdfReader(BytesIO(data), strict=True).pages[0]
    assert [each.get_object()["/N"] for each in page["/Extra"]] == list(range(5, 5 + objects))


def test_the_same_objects_give_the_same_bytes_and_others_another_identifier() -> None:
    one, again, other = small_pdf(9), small_pdf(9), small_pdf(9, b"y")
    assert one == again
    identifiers = [pypdf.PdfReader(BytesIO(data)).trailer["/ID"][0] for data in (one, other)]
    assert identifiers[0] != identifiers[1]


def test_a_plain_file_has_nothing_that_came_after_pdf_1_4() -> None:
    packed, plain = small_pdf(500), small_pdf(500, version="1.4", packed=False)
    assert (packed[:8], plain[:8]) == (b"%PDF-1.7", b"%PDF-1.4")
    for word in (b"/ObjStm", b"/XRef"):
        assert word in packed
        assert word not in plain
    start = int(plain.rsplit(b"startxref\n", 1)[1].split()[0])
    table = plain[start:].split(b"trailer")[0]
    assert table.startswith(b"xref\n0 506\n0000000000 65535 f \n")
    assert {len(row) for row in table.splitlines(keepends=True)[2:]} == {20}  # ISO 32000-1, 7.5.4
    assert plain == small_pdf(500, version="1.4", packed=False)


def test_the_digest_is_that_of_what_is_written() -> None:
    file = BytesIO()
    writer = ObjectWriter(file)
    writer.put(writer.reserve(), b"<</A 1>>")
    before = writer.digest
    assert before == sha256(file.getvalue()).digest()
    writer.flush()
    assert before != writer.digest == sha256(file.getvalue()).digest()


@pytest.mark.parametrize("packed", [True, False])
def test_a_number_that_is_never_put_is_free(packed: bool) -> None:
    file = BytesIO()
    writer = ObjectWriter(file, packed=packed)
    root, pages, page, info, lost = (writer.reserve() for _number in range(5))
    writer.put(page, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 10 10]/Resources<<>>/Lost %d 0 R>>" % (pages, lost))
    writer.put(pages, b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page)
    writer.put(root, b"<</Type/Catalog/Pages %d 0 R>>" % pages)
    writer.put(info, b"<<>>")
    writer.finish(root, info)
    with pikepdf.open(BytesIO(file.getvalue())) as pdf:
        assert pdf.pages[0].obj.get("/Lost") is None
        assert pdf.check_pdf_syntax() == []
