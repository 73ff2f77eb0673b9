"""How much HTML a part may be: what templates make of it is counted before the engine builds its trees."""

import re
from collections.abc import Iterator

from pipeline.errors import Problem
from pipeline.i18n import _

MAX_CHARACTERS = 4_000_000  # a part of 400 pages has 1,300,000
MAX_ELEMENTS = 80_000  # a part of 400 pages has 20,000
MAX_DEPTH = 200  # elements within one another; tinyhtml5 goes through them at each end tag
MAX_ATTRIBUTES = 500  # of one element; tinyhtml5 compares each with those before it
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>?")
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
# What needs no end tag (HTML, 13.1.2.4) is not counted: it nests within elements that do.
_OPEN_ENDED = frozenset(
    [
        "html",
        "head",
        "body",
        "p",
        "li",
        "dt",
        "dd",
        "rb",
        "rt",
        "rtc",
        "rp",
        "option",
        "optgroup",
        "colgroup",
        "caption",
    ]
)
_OPEN_ENDED_IN_TABLES = frozenset(["thead", "tbody", "tfoot", "tr", "td", "th"])
_UNCOUNTED = _VOID | _OPEN_ENDED | _OPEN_ENDED_IN_TABLES


def find_excesses(html: str) -> Iterator[Problem]:
    """A problem for the first thing that *html* has too much of, if any."""
    hint = _("Look at the loops of the template, or divide the part.")
    if len(html) > MAX_CHARACTERS:
        message = _("The HTML of the part has more than {limit} characters.")
        yield Problem(message.format(limit=MAX_CHARACTERS), hint=hint)
        return
    depth = count = 0
    for tag in _TAG.finditer(html):
        if len(tag[3]) > MAX_ATTRIBUTES and len(_QUOTED.sub("", tag[3]).split()) > MAX_ATTRIBUTES:
            message = _("An element <{name}> has more than {limit} attributes.")
            yield Problem(message.format(name=tag[2], limit=MAX_ATTRIBUTES), hint=hint)
            return
        count += not tag[1]
        if tag[2].lower() not in _UNCOUNTED and not tag[3].endswith("/"):
            depth += -1 if tag[1] else 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            message = _("The HTML of the part has elements nested more than {limit} deep.").format(limit=MAX_DEPTH)
            if count > MAX_ELEMENTS:
                message = _("The HTML of the part has more than {limit} elements.").format(limit=MAX_ELEMENTS)
            yield Problem(message, hint=hint)
            return
