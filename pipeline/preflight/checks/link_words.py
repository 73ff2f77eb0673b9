"""Links say where they lead."""

import re
from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.text_strings import text_of
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import PlacedLink, links_of

_LONGEST = 2_000  # bytes that are looked at
_INTERNAL = re.compile(r"#\S+|kanben:\S*|[a-z]+[-_.]\S*\d\S*|[\w.-]*[0-9a-f]{12,}[\w.-]*")


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    if document.tag_tree is None:
        return
    for link in links_of(document):
        box = link.page.find_box(link.entries.get("/Rect"), document)
        words = _words(document, link.entries.get("/Contents"))
        if not words:
            yield Found(_("A link does not say where it leads (Contents)."), link.page.index, box)
        elif _is_anchor(document, link, words):
            message = _("What a link says of itself is an anchor, and no words: “{text}”").format(text=words[:40])
            yield Found(message, link.page.index, box)


def _words(document: Document, item: object) -> str:
    found = document.value(item)
    return text_of(found[:_LONGEST]).strip() if isinstance(found, bytes) else ""


def _is_anchor(document: Document, link: PlacedLink, words: str) -> bool:
    """Whether *words* are the name of the place that the link leads to, or look like one. An address may be told."""
    action = document.dictionary(link.entries.get("/A"))
    held = link.entries["/Dest"] if "/Dest" in link.entries else action.get("/D")
    named = document.value(held)
    name = named[1:] if isinstance(named, str) else _words(document, held)
    if document.value(action.get("/S")) == "/URI":
        return False
    is_ascii = words.isascii() and " " not in words
    return is_ascii and (words.lstrip("#") == name or _INTERNAL.fullmatch(words) is not None)


CHECK = Check(
    id="links.words",
    severity=Severity.ERROR,
    rationale="“Link, sec dash 3 dot 2” helps nobody to decide whether to follow it.",
    source="ISO 14289-1, 7.18.5; Matterhorn 28-012",
    hint=_("Write into Contents where the link leads: a page, a title, an address."),
    run=_find,
)
