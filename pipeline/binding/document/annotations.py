"""Annotations of the parts; links of the pages before the issues, made to lead into the volume."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from pipeline.binding.document.destinations import element_place, name_bytes
from pipeline.pdf.objects import IndirectObject, object_of, resolve, write_object
from pipeline.pdf.raw_pdf import RawPdf

_ACTION = re.compile(rb"/A\s*<<[^<>]*/URI\s*\(kanben:([^()\\]*)\)[^<>]*>>")
_REFERRED = re.compile(rb"/Ref\s*\[((?:\s*\(kanben:[^()\\]*\))+)\s*\]")
_NAME = re.compile(rb"\(kanben:([^()\\]*)\)")
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


def leading_into_volume(body: bytes, link_texts: Mapping[str, str], destinations: Mapping[bytes, bytes]) -> bytes:
    """The annotation *body*; if it is a link of scheme ``kanben:``, leading to the named destination instead.

    What the link says for those who can't see it is taken from *link_texts*, by the name (PDF/UA-1, 7.18.5).
    *destinations*: the named ones, as they are written.
    """
    link = _ACTION.search(body)
    if link is None:
        return body
    name = unquote(link[1].decode("ascii"))
    named = name_bytes(name)
    place = b"/Dest" + write_object(named)
    if structural := element_place(destinations.get(named, b"")):
        place = b"/A<</S/GoTo/D%s/SD%s>>" % (write_object(named), structural)
    led = body[: link.start()] + place + body[link.end() :]
    return _CONTENTS.sub(lambda _match: b"/Contents" + write_object(link_texts.get(name, name)), led)


def referring_into_volume(body: bytes, destinations: Mapping[bytes, bytes]) -> bytes:
    """The structure element *body*; what it refers to by scheme ``kanben:`` named as an element of the volume.

    *destinations*: the named ones, as they are written.
    """

    def change(match: re.Match[bytes]) -> bytes:
        names = [name_bytes(unquote(name.decode("ascii"))) for name in _NAME.findall(match[1])]
        places = (element_place(destinations.get(name, b"")) for name in names)
        found = [place.partition(b" R")[0][1:] + b" R" for place in places if place]
        return b"/Ref[%s]" % b" ".join(found) if found else b""

    return _REFERRED.sub(change, body)
