"""PDFs made for tests of the intake: good ones of several makers, and small ones written by hand, to be broken."""

import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO

import pikepdf
import pypdf
from pikepdf import Array, Dictionary, Name, String

from tests.binding.small_parts import part_pdf

CONTENT = b"q 1 0 0 1 10 10 cm BT /F1 12 Tf (Text) Tj ET Q"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def by_hand(
    bodies: Mapping[int, bytes], *, root: int = 1, trailer: bytes = b"", streams: Mapping[int, bytes] | None = None
) -> bytes:
    """A PDF of *bodies* by number, with a classic cross-reference; *streams* get /Length and their data."""
    file = bytearray(b"%PDF-1.4\n%\xe4\xbd\xa0\n")
    offsets = {}
    for number, body in bodies.items():
        offsets[number] = len(file)
        data = (streams or {}).get(number)
        if data is None:
            file += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        else:
            head = body.rstrip()[:-2] + b"/Length %d>>" % len(data)
            file += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, data)
    start = len(file)
    file += b"xref\n0 %d\n0000000000 65535 f \n" % (max(offsets) + 1)
    for number in range(1, max(offsets) + 1):
        file += b"%010d 00000 n \n" % offsets[number] if number in offsets else b"0000000000 00000 f \n"
    file += b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (max(offsets) + 1, root, trailer, start)
    return bytes(file)


def simple(
    *,
    root: bytes = b"",
    fonts: bytes = b"/F1 5 0 R",
    page: bytes = b"/MediaBox[0 0 300 400]",
    tree: bytes = b"/Kids[3 0 R]/Count 1",
    content: bytes = CONTENT,
    stream: bytes = b"<<>>",
    others: Mapping[int, bytes] | None = None,
    other_streams: Mapping[int, bytes] | None = None,
    trailer: bytes = b"",
) -> bytes:
    """A PDF of one page: catalogue 1, page tree 2, page 3, content 4, font 5. More is added to its objects."""
    bodies = {
        1: b"<</Type/Catalog/Pages 2 0 R%s>>" % root,
        2: b"<</Type/Pages%s>>" % tree,
        3: b"<</Type/Page/Parent 2 0 R/Resources<</Font<<%s>>>>/Contents 4 0 R%s>>" % (fonts, page),
        4: stream,
        5: FONT,
    } | dict(others or {})
    return by_hand(bodies, streams={4: content} | dict(other_streams or {}), trailer=trailer)


def pages(bodies: Sequence[bytes], others: Mapping[int, bytes] | None = None) -> bytes:
    """A PDF whose pages, from object 10, have what *bodies* says."""
    kids = b" ".join(b"%d 0 R" % (10 + index) for index in range(len(bodies)))
    rows = {
        10 + index: b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R%s>>" % body
        for index, body in enumerate(bodies)
    }
    tree = b"/Kids[%s]/Count %d" % (kids, len(bodies))
    return simple(tree=tree, others=rows | dict(others or {}))


def deflated(data: bytes) -> bytes:
    """*data* as the filter FlateDecode wants them."""
    return zlib.compress(data, 9)


@cache
def rich() -> bytes:
    """Three pages with an outline, names, links, annotations, a form, layers and labels, by pikepdf."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Layer")))
    for index in range(3):
        page = pdf.add_blank_page(page_size=(300, 400))
        page.Contents = pdf.make_stream(b"q BT /F1 12 Tf 20 300 Td (Page %d) Tj ET Q /OC /L BDC EMC" % index)
        page.Resources = Dictionary(Font=Dictionary(F1=font), Properties=Dictionary(L=layer))
        page.Rotate = 90 * index
    targets = [Array([page.obj, Name.XYZ, 0, 400, 0]) for page in pdf.pages]
    names = Array([item for index, target in enumerate(targets) for item in (String(f"n{index}"), target)])
    appearance = pdf.make_stream(b"0 0 10 10 re f", Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9]))
    widget = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("field"), Rect=[0, 0, 50, 20])
    widget.AP = Dictionary(N=appearance)
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 90, 90], Dest=String("n2"))
    address = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 90, 90, 99])
    address.A = Dictionary(S=Name.URI, URI=String("https://example.org/"))
    annotations = [pdf.make_indirect(each) for each in (widget, link, address)]
    pdf.pages[0].Annots = Array(annotations)
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=names))
    pdf.Root.AcroForm = Dictionary(Fields=Array([annotations[0]]))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 1, Dictionary(S=Name.D, St=57)]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))
    with pdf.open_outline() as outline:
        item = pikepdf.OutlineItem("One", 0)
        item.children.append(pikepdf.OutlineItem("Two", 1))
        outline.root.append(item)
    return _saved(pdf)


def _saved(pdf: pikepdf.Pdf, **options: object) -> bytes:
    file = BytesIO()
    pdf.save(file, static_id=True, **options)  # type: ignore[arg-type]
    return file.getvalue()


def saved_again(data: bytes, **options: object) -> bytes:
    """*data* written again by pikepdf."""
    with pikepdf.open(BytesIO(data)) as pdf:
        return _saved(pdf, **options)


def encrypted(data: bytes, user: str, revision: int = 6, **options: object) -> bytes:
    """*data* encrypted: the password *user* opens it. Revision 3 is RC4, 4 and 6 are AES."""
    encryption = pikepdf.Encryption(user=user, owner="owner", R=revision, aes=revision >= 4, metadata=revision >= 4)
    return saved_again(data, encryption=encryption, **options)


GOOD_FILES = (
    "kanben", "kanben by pypdf", "kanben, packed", "rich", "rich, packed", "rich, loose", "rich, encrypted",
    "rich, encrypted by RC4", "by hand",
)  # fmt: skip


@cache
def good_files() -> dict[str, bytes]:
    """Good files of several makers, called GOOD_FILES, small enough to be broken by the hundred."""
    tagged = part_pdf("one", ("甲", "乙", "丙"))
    writer = pypdf.PdfWriter(clone_from=BytesIO(tagged))
    file = BytesIO()
    writer.write(file)
    packed = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}
    loose = {"object_stream_mode": pikepdf.ObjectStreamMode.disable, "compress_streams": False}
    made = (
        tagged,
        file.getvalue(),
        saved_again(tagged, **packed),
        rich(),
        saved_again(rich(), **packed),
        saved_again(rich(), qdf=True, **loose),
        encrypted(rich(), ""),
        encrypted(rich(), "", 3),
        simple(),
    )
    return dict(zip(GOOD_FILES, made, strict=True))
