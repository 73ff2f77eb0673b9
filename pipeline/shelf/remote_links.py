"""Links of the cumulative index, made to lead to pages of other files: remote go-to actions (ISO 32000-1, 12.6.4.3).

PDF/A-2 allows them (ISO 19005-2, 6.5.1); files are told relative to the index, so that the shelf can be copied.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import NameObject, write_object
from pipeline.pdf.xmp import PdfFacts, information

SCHEME = "kanben:"
_ACTION = re.compile(rb"/A\s*<<[^<>]*/URI\s*\(kanben:([^()\\]*)\)[^<>]*>>")
_CONTENTS = re.compile(rb"/Contents\s*\(kanben:[^()\\]*\)")


@dataclass(frozen=True, slots=True)
class RemotePage:
    """A page, from 1, of the *file* that is told from the index, and what a link there says (PDF/UA-1, 7.18.5)."""

    file: str
    page: int
    text: str


def lead_to_files(data: bytes, facts: PdfFacts, pages: Mapping[str, RemotePage]) -> bytes:
    """The PDF *data* that Kanben has finished, with its links of SCHEME leading to *pages*, told by their names."""
    pdf = read_finished_pdf(data)
    file = BytesIO()
    writer = ObjectWriter(file)
    for _number in range(max(pdf.bodies)):
        writer.reserve()
    for number, body in sorted(pdf.bodies.items()):
        if number in pdf.streams:
            writer.put_stream(number, body, pdf.streams[number])
        else:
            writer.put(number, _lead(body, pages))
    info = writer.reserve()
    writer.put(info, write_object(information(facts)))
    writer.finish(pdf.root, info)
    return file.getvalue()


def _lead(body: bytes, pages: Mapping[str, RemotePage]) -> bytes:
    link = _ACTION.search(body)
    if link is None:
        return body
    page = pages[link[1].decode("ascii")]
    action = {
        "/S": NameObject("/GoToR"),
        "/F": {"/Type": NameObject("/Filespec"), "/F": page.file, "/UF": page.file},
        "/D": [page.page - 1, NameObject("/Fit")],
    }
    led = body[: link.start()] + b"/A" + write_object(action) + body[link.end() :]
    return _CONTENTS.sub(lambda _match: b"/Contents" + write_object(page.text), led)
