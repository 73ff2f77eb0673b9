"""Files written anew so that nothing of what they are changes: by other programs, and with other objects."""

import subprocess
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pypdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.regression.scoring.change import Rewrite, in_pdf


def by(program: str, *options: str) -> Rewrite:
    """The file written anew by qpdf, or by mutool's ``clean``."""

    def rewrite(data: bytes) -> bytes:
        with TemporaryDirectory() as folder:
            before, after = Path(folder, "before.pdf"), Path(folder, "after.pdf")
            before.write_bytes(data)
            command = {"qpdf": ["qpdf", *options], "mutool": ["mutool", "clean", *options]}[program]
            subprocess.run([*command, before, after], check=True, capture_output=True, timeout=60)
            return after.read_bytes()

    return rewrite


def _fonts(pdf: Pdf) -> Iterator[pikepdf.Object]:
    for row in pdf.objects:
        if isinstance(row, Dictionary) and row.get("/Type") in {Name.Font, Name.FontDescriptor}:
            yield row


@in_pdf
def fonts_by_other_tags(pdf: Pdf) -> None:
    """The tag before the name of a subset is any six letters (ISO 32000-1, 9.6.4)."""
    for font in _fonts(pdf):
        for key in ("/BaseFont", "/FontName"):
            tag, plus, name = str(font.get(key, "")).removeprefix("/").partition("+")
            if plus:
                font[key] = Name(f"/{tag[::-1]}+{name}")


@in_pdf
def dates(pdf: Pdf) -> None:
    """Other days of making and changing."""
    pdf.docinfo["/CreationDate"] = String("D:20010203040506Z")
    pdf.docinfo["/ModDate"] = String("D:20020203040506Z")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["xmp:CreateDate"], metadata["xmp:ModifyDate"] = "2001-02-03T04:05:06Z", "2002-02-03T04:05:06Z"


@in_pdf
def producer(pdf: Pdf) -> None:
    """Another program says that it has made the file."""
    pdf.docinfo["/Producer"] = String("Another Library 9.1")
    pdf.docinfo["/Creator"] = String("Another Program 3")
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["pdf:Producer"] = "Another Library 9.1"


def _destinations(pdf: Pdf) -> dict[str, pikepdf.Object]:
    tree = pikepdf.NameTree(pdf.Root.Names.Dests)
    return {str(name): row for name, row in tree.items()}


def _links(pdf: Pdf) -> Iterator[pikepdf.Object]:
    for page in pdf.pages:
        yield from (each for each in page.get("/Annots", []) if each.Subtype == Name.Link)


@in_pdf
def links_by_place(pdf: Pdf) -> None:
    """A link by a name of a place becomes one by the place itself."""
    places = _destinations(pdf)
    for link in _links(pdf):
        if str(link.get("/Dest", "")) in places:
            place = places[str(link.Dest)]
            link.Dest = place.D if isinstance(place, Dictionary) else place


@in_pdf
def links_by_action(pdf: Pdf) -> None:
    """A link with a destination becomes one with an action that goes there."""
    for link in _links(pdf):
        if "/Dest" in link:
            link.A = Dictionary(S=Name.GoTo, D=link.Dest)
            del link["/Dest"]


@in_pdf
def corners_exchanged(pdf: Pdf) -> None:
    """Areas of links by their other two corners (ISO 32000-1, 7.9.5)."""
    for link in _links(pdf):
        x0, y0, x1, y1 = link.Rect
        link.Rect = Array([x1, y1, x0, y0])


@in_pdf
def deeper_page_tree(pdf: Pdf) -> None:
    """Pages in pairs, and what they have in common above them."""
    root, pages = pdf.Root.Pages, [page.obj for page in pdf.pages]
    pairs = []
    for first in range(0, len(pages), 2):
        kids = pages[first : first + 2]
        pair = pdf.make_indirect(Dictionary(Type=Name.Pages, Parent=root, Kids=Array(kids), Count=len(kids)))
        pair.MediaBox = kids[0].MediaBox
        for page in kids:
            page.Parent = pair
            if list(page.MediaBox) == list(pair.MediaBox):
                del page["/MediaBox"]
        pairs.append(pair)
    root.Kids = Array(pairs)


@in_pdf
def boxes_written_out(pdf: Pdf) -> None:
    """The boxes that a page has anyway, since MediaBox and CropBox stand for them (ISO 32000-1, 14.11.2)."""
    for page in pdf.pages:
        if "/CropBox" not in page:
            page.CropBox = page.MediaBox
        for name in ("/BleedBox", "/TrimBox"):
            if name not in page:
                page[name] = page.CropBox


@in_pdf
def contents_in_parts(pdf: Pdf) -> None:
    """What draws a page in three streams."""
    for page in pdf.pages:
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(b"\nQ")


@in_pdf
def resources_by_other_names(pdf: Pdf) -> None:
    """Fonts of pages by other names, and what draws them written anew."""
    for page in pdf.pages:
        resources = Dictionary(page.Resources)
        fonts = resources.get("/Font", Dictionary())
        names = {name: f"/Other{number}" for number, name in enumerate(fonts.keys())}
        resources.Font = Dictionary({names[name]: fonts[name] for name in fonts})
        page.Resources = resources
        drawn = []
        for operands, operator in pikepdf.parse_content_stream(page):
            face = [Name(names[str(operands[0])]), operands[1]] if str(operator) == "Tf" else operands
            drawn.append((face, operator))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(drawn))


@in_pdf
def pictures_packed_twice(pdf: Pdf) -> None:
    """The data of JPEGs within Flate."""
    for row in list(pdf.objects):
        if isinstance(row, pikepdf.Stream) and row.get("/Filter") == Name.DCTDecode:
            row.write(zlib.compress(row.read_raw_bytes()), filter=Array([Name.FlateDecode, Name.DCTDecode]))


@in_pdf
def nothing_shared(pdf: Pdf) -> None:
    """Each page has its own resources, and its own dictionary of each font."""
    for page in pdf.pages:
        resources = Dictionary(page.Resources)
        fonts = resources.get("/Font", Dictionary())
        resources.Font = Dictionary({name: pdf.make_indirect(Dictionary(font)) for name, font in fonts.items()})
        page.Resources = pdf.make_indirect(resources)


@in_pdf
def what_nothing_is_drawn_with(pdf: Pdf) -> None:
    """A face that no text is set in, a name of a kind of tag that no tag has, what a program keeps for itself."""
    unused = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica")))
    for page in pdf.pages:
        resources = Dictionary(page.Resources)
        resources.Font = Dictionary({**dict(resources.get("/Font", Dictionary()).items()), "/Unused": unused})
        resources.ProcSet = Array([Name.PDF, Name.Text])
        page.Resources = resources
        page.PieceInfo = Dictionary(Program=Dictionary(LastModified=String("D:20010203040506Z")))
    if "/StructTreeRoot" in pdf.Root:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(Unused=Name.P)


@in_pdf
def strings_otherwise(pdf: Pdf) -> None:
    """Titles of bookmarks as UTF-16 with its mark, written out."""

    def rewrite(item: pikepdf.Object) -> None:
        while item is not None:
            item.Title = String(b"\xfe\xff" + str(item.Title).encode("utf-16-be"))
            if "/First" in item:
                rewrite(item.First)
            item = item.get("/Next")

    if "/First" in pdf.Root.get("/Outlines", Dictionary()):
        rewrite(pdf.Root.Outlines.First)


def with_a_second_end(data: bytes) -> bytes:
    """A change of its date is written behind the file (ISO 32000-1, 7.5.6)."""
    writer = pypdf.PdfWriter(BytesIO(data), incremental=True)
    writer.add_metadata({"/ModDate": "D:20030203040506Z"})
    held = BytesIO()
    writer.write(held)
    return held.getvalue()
