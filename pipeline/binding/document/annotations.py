"""Annotations of the parts; links of the pages before the issues, made to lead into the volume."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from pipeline.binding.document.destinations import name_bytes
from pipeline.pdf.objects import IndirectObject, object_of, resolve, write_object
from pipeline.pdf.raw_pdf import RawPdf

# What links of the volume's own pages are written with until there is something to lead to (docs/layouts.md).
SCHEME = "kanben:"
_ACTION = re.compile(rb"/A\s*<<[^<>]*/URI\s*\(kanben:([^()\\]*)\)[^<>]*>>")
_CONTENTS = re.compile(rb"/Contents\s*\(kanben:[^()\\]*\)")


def annotations_of(pdf: RawPdf, pages: Sequence[int]) -> list[int]:
    """The numbers of the annotations on *pages* (numbers of page objects), in order, each once."""
    found: dict[int, None] = {}
    for page in pages:
        if b"/Annots" in pdf.bodies[page]:
            rows = resolve(pdf, object_of(pdf, page), "/Annots") or ()
            found |= {
                each.idnum: None for each in rows if isinstance(each, IndirectObject) and each.idnum in pdf.bodies
            }
    return list(found)


def leading_into_volume(body: bytes, link_texts: Mapping[str, str]) -> bytes:
    """The annotation *body*; if it is a link of scheme ``kanben:``, leading to the named destination instead.

    What the link says for those who can't see it is taken from *link_texts*, by the name (PDF/UA-1, 7.18.5).
    """
    link = _ACTION.search(body)
    if link is None:
        return body
    name = unquote(link[1].decode("ascii"))
    led = body[: link.start()] + b"/Dest" + write_object(name_bytes(name)) + body[link.end() :]
    return _CONTENTS.sub(lambda _match: b"/Contents" + write_object(link_texts.get(name, name)), led)
