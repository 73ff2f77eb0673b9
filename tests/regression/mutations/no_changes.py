"""Changes of the file that nobody sees: none of them may yield a finding."""

import re
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf

from tests.regression.mutations.changes import edited
from tests.regression.specimen import BODY, SHEET, typeset

Make = Callable[[bytes], bytes]


def _saved(**options: Any) -> Make:
    def make(base: bytes) -> bytes:
        with pikepdf.open(BytesIO(base)) as pdf:
            held = BytesIO()
            pdf.save(held, **options)
        return held.getvalue()

    return make


def _file(edit: Callable[[pikepdf.Pdf], None]) -> Make:
    return lambda base: edited(edit, base)


def _dates(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/CreationDate"] = "D:20310405060708Z"
    pdf.docinfo["/ModDate"] = "D:20310405060708+08'00'"


def _producer(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Producer"] = "Another program 9.1"
    pdf.docinfo["/Creator"] = "Another author's tool"


def _xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(update_docinfo=False) as metadata:  # else the title goes with it
        metadata["xmp:CreatorTool"] = "another"


def _order(pdf: pikepdf.Pdf) -> None:
    """The entries of all dictionaries of pages the other way round."""
    for page in pdf.pages:
        entries = list(page.obj.items())
        for key, _value in entries:
            if key not in {"/Type", "/Parent"}:
                del page.obj[key]
        for key, value in reversed(entries):
            page.obj[key] = value


def _fonts(pdf: pikepdf.Pdf) -> None:
    """Fonts by other names in the resources and the content."""
    done: set[tuple[int, int]] = set()
    for page in pdf.pages:
        fonts = page.resources.Font
        if fonts.objgen not in done or fonts.objgen == (0, 0):
            done.add(fonts.objgen)
            for key in list(fonts.keys()):
                fonts[f"/Renamed{key[1:]}"] = fonts[key]
                del fonts[key]
        data = page.Contents.read_bytes()
        page.Contents = pdf.make_stream(re.sub(rb"/(\S+)( [\d.]+ Tf)", rb"/Renamed\1\2", data))


def _split(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        lines = page.Contents.read_bytes().split(b"\n")
        half = len(lines) // 2
        parts = [b"\n".join(lines[:half]) + b"\n", b"\n".join(lines[half:])]
        page.Contents = pikepdf.Array([pdf.make_stream(each) for each in parts])


def _spaces(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"\n", b"  \n"))


def _wrapped(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.Contents = pdf.make_stream(b"q\n" + page.Contents.read_bytes() + b"\nQ\n")


def _shared(pdf: pikepdf.Pdf) -> None:
    """Boxes told by the tree rather than by each page."""
    pdf.Root.Pages.MediaBox = pdf.pages[0].MediaBox
    for page in pdf.pages:
        del page.obj.MediaBox


def _tags(pdf: pikepdf.Pdf) -> None:
    """Subsets of faces with other tags."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary):
            for key in ("/BaseFont", "/FontName"):
                if key in item and "+" in str(item[key]):
                    item[key] = pikepdf.Name("/ZZZZZZ+" + str(item[key]).split("+")[1])


def _level(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        data = page.Contents.read_bytes()
        page.Contents = pikepdf.Stream(pdf, zlib.compress(data, 1), Filter=pikepdf.Name.FlateDecode)


def _form(pdf: pikepdf.Pdf) -> None:
    """All that a page draws, drawn as a form."""
    for page in pdf.pages:
        form = pdf.make_stream(page.Contents.read_bytes())
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, page.MediaBox
        form.Resources = page.resources
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Whole=form))
        page.Contents = pdf.make_stream(b"/Whole Do")


def _names(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PageMode = pikepdf.Name.UseOutlines
    pdf.Root.Lang = pikepdf.String("zh-CN")


def _hair(pdf: pikepdf.Pdf) -> None:
    """All content moved by a hundredth of a point."""
    for page in pdf.pages:
        page.Contents = pdf.make_stream(b"q 1 0 0 1 .01 -.01 cm\n" + page.Contents.read_bytes() + b"\nQ\n")


def _piece_info(pdf: pikepdf.Pdf) -> None:
    pdf.Root.PieceInfo = pikepdf.Dictionary(Kanben=pikepdf.Dictionary(LastModified=pikepdf.String("D:20310101")))


NO_CHANGES: dict[str, Make] = {
    "built again": lambda _base: typeset(),
    "comment in the style sheet": lambda _base: typeset(sheet=SHEET + "/* nothing */\n"),
    "attributes of the markup": lambda _base: typeset(BODY.replace("<div class=box>", "<div class=box data-x=1>")),
    "dates": _file(_dates),
    "producer": _file(_producer),
    "XMP": _file(_xmp),
    "order of entries": _file(_order),
    "names of fonts": _file(_fonts),
    "tags of subsets": _file(_tags),
    "split content": _file(_split),
    "spaces in content": _file(_spaces),
    "states around content": _file(_wrapped),
    "content as a form": _file(_form),
    "boxes in the tree": _file(_shared),
    "level of compression": _file(_level),
    "a hundredth of a point": _file(_hair),
    "settings of viewers": _file(_names),
    "notes of programs": _file(_piece_info),
    "no compression": _saved(compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized),
    "object streams": _saved(object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "no object streams": _saved(object_stream_mode=pikepdf.ObjectStreamMode.disable),
    "linearised": _saved(linearize=True),
    "QDF": _saved(qdf=True),
}
