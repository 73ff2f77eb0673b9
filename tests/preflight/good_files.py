"""PDFs that are fit, made to be broken in one thing; what is broken is checked alone."""

from io import BytesIO
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

MM = 72 / 25.4
BLEED = 3 * MM
WIDTH, HEIGHT = 200.0, 300.0
CONTENT = b"""q 0 0 0 1 k BT /F1 12 Tf 50 200 Td <00010002> Tj ET Q
q 0.5 w 0 0 0 1 K 20 20 m 120 20 l S Q
q 24 0 0 24 50 50 cm /Im1 Do Q
q 1 0 0 1 0 0 cm /Fm1 Do Q
"""
FORM = b"0 g 100 100 20 5 re f"
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" pdfxid:GTS_PDFXVersion="PDF/X-4" pdf:Trapped="False"
xmp:CreateDate="2023-01-15T08:00:00+08:00" xmp:ModifyDate="2023-01-15T08:00:00+08:00"
xmp:MetadataDate="2023-01-15T08:00:00+08:00" xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1"
xmpMM:RenditionClass="default"
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
pdfaid:conformance="A"><pdfaid:part>2</pdfaid:part><pdfuaid:part>1</pdfuaid:part><pdf:Producer>P &amp; Q</pdf:Producer>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">刊物</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF>
</x:xmpmeta><?xpacket end="w"?>"""


def good(profile: str) -> pikepdf.Pdf:
    """A file of four pages that is fit for *profile*."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(_font(pdf))
    image = pdf.make_indirect(Stream(pdf, b"\x80" * 10_000))
    for key, value in {"Width": 100, "Height": 100, "BitsPerComponent": 8}.items():
        image[f"/{key}"] = value
    image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
    form = pdf.make_indirect(Stream(pdf, FORM))
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 300])
    for _page in range(4):
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array([0, 0, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED]),
            BleedBox=Array([0, 0, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED]),
            TrimBox=Array([BLEED, BLEED, BLEED + WIDTH, BLEED + HEIGHT]),
            Contents=pdf.make_stream(CONTENT),
            Resources=Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(Im1=image, Fm1=form)),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(Type=Name.OutputIntent, S=Name(f"/{kind}"), OutputConditionIdentifier=String("FOGRA39"))
            for kind in ("GTS_PDFX", "GTS_PDFA1")
        ]
    )
    _make_accessible(pdf)
    if profile not in ("press", "cover"):
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([10, 10, 50, 20]), Dest=String("there"))
        pdf.pages[0].obj.Annots = Array([link])
    return pdf


def _font(pdf: pikepdf.Pdf) -> Dictionary:
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Song"), FontFile2=pdf.make_stream(b"a face")
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+Song"),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+Song"),
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
    )


def _make_accessible(pdf: pikepdf.Pdf) -> None:
    page, root = pdf.pages[0].obj, pdf.Root
    root.Lang = String("zh-CN")
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    figure = Dictionary(Type=Name.StructElem, S=Name.Picture, Alt=String("图"), Pg=page)
    root.StructTreeRoot = pdf.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            RoleMap=Dictionary(Picture=Name.Figure),
            K=Array([pdf.make_indirect(figure)]),
        )
    )
    place = Array([page, Name.Fit])
    root.Names = Dictionary(Dests=Dictionary(Names=Array([String("there"), place])))
    item = pdf.make_indirect(Dictionary(Title=String("文章"), Dest=String("there")))
    root.Outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines, First=item, Last=item, Count=1))
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r)]))
    root.Metadata = pdf.make_stream(XMP.encode("utf-8"))
    root.Metadata.Type, root.Metadata.Subtype = Name.Metadata, Name.XML
    pdf.docinfo.Title = "刊物"
    pdf.docinfo.Producer = "P & Q"
    pdf.docinfo.Trapped = Name("/False")
    pdf.docinfo.CreationDate = "D:20230115080000+08'00'"
    pdf.docinfo.ModDate = "D:20230115000000Z"


def saved(pdf: pikepdf.Pdf, path: Path, **options: object) -> Path:
    """Write *pdf* to *path*; returns it."""
    buffer = BytesIO()
    pdf.save(buffer, **options)  # type: ignore[arg-type]
    path.write_bytes(buffer.getvalue())
    return path
