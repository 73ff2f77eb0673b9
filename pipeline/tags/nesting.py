"""Which kinds of elements there are, and which may stand in which (ISO 32000-1, 14.8.4; ISO 32000-2, annex L)."""

from pipeline.tags.elements import Element

HEADINGS = frozenset(("H", *(f"H{level}" for level in range(1, 10))))
_GROUPS = "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private"
_BLOCKS = "P L LI Lbl LBody Table TR TH TD THead TBody TFoot"
_INLINE = "Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP"
OLD_KINDS = frozenset(f"{_GROUPS} {_BLOCKS} {_INLINE} Figure Formula Form H H1 H2 H3 H4 H5 H6".split())
"""The kinds of PDF 1.7, which a role map leaves as they are."""
_NEW = frozenset(("DocumentFragment", "Aside", "Title", "FENote", "Em", "Strong", "Sub", "Artifact"))
KINDS = OLD_KINDS | HEADINGS | _NEW
"""The kinds that readers know: those of PDF 1.7, and those that PDF 2.0 adds."""

PARENTS = {
    "TOCI": frozenset(("TOC",)),
    "LI": frozenset(("L",)),
    "LBody": frozenset(("LI",)),
    "TR": frozenset(("Table", "THead", "TBody", "TFoot")),
    "THead": frozenset(("Table",)),
    "TBody": frozenset(("Table",)),
    "TFoot": frozenset(("Table",)),
    "TH": frozenset(("TR",)),
    "TD": frozenset(("TR",)),
    "RB": frozenset(("Ruby",)),
    "RT": frozenset(("Ruby",)),
    "RP": frozenset(("Ruby",)),
    "WT": frozenset(("Warichu",)),
    "WP": frozenset(("Warichu",)),
}
"""Of kinds that stand in certain others only: those others."""

_KIDS = {
    "TOC": frozenset(("TOC", "TOCI", "Caption")),
    "L": frozenset(("L", "LI", "Caption")),
    "LI": frozenset(("Lbl", "LBody")),
    "Table": frozenset(("Caption", "TR", "THead", "TBody", "TFoot")),
    "THead": frozenset(("TR",)),
    "TBody": frozenset(("TR",)),
    "TFoot": frozenset(("TR",)),
    "TR": frozenset(("TH", "TD")),
    "Ruby": frozenset(("RB", "RT", "RP")),
}
_TRANSPARENT = frozenset(("NonStruct", "Private", "Artifact"))


def parent_of(element: Element) -> Element | None:
    """The element around *element* that counts: what says nothing of its own is passed over."""
    around = element.parent
    while around is not None and around.kind in _TRANSPARENT:
        around = around.parent
    return around


def is_misplaced(element: Element) -> bool:
    """Whether *element* may not stand where it does."""
    around = parent_of(element)
    kind = around.kind if around is not None else ""
    if element.kind in PARENTS and kind not in PARENTS[element.kind]:
        return True
    return kind in _KIDS and element.kind not in _KIDS[kind] | _TRANSPARENT


def is_second(element: Element, before: set[str]) -> bool:
    """Whether *element* may stand once in the one around it, and the kinds *before* it there have one already."""
    around = parent_of(element)
    if around is None or element.kind not in before:
        return False
    if element.kind == "H":
        return True
    return element.kind in {"THead", "TFoot", "Caption"} and around.kind in {"Table", "L", "TOC"}
