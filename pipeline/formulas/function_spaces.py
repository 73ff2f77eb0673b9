"""White beside the names of functions as TeX has it: a thin space before and behind log, det and lim, also where they
have scripts, and none before a bracket (The TeXbook, chapter 18: Op beside Ord and Open)."""

from xml.etree.ElementTree import Element

_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_NAMES = frozenset(f"{_MATHML}{name}" for name in ("mi", "mo"))
_WITH_SCRIPTS = ("msub", "msup", "msubsup")
_SCRIPTED = frozenset(f"{_MATHML}{name}" for name in (*_WITH_SCRIPTS, "munder", "mover", "munderover"))
_ROWS = frozenset(f"{_MATHML}{name}" for name in ("math", "mrow", "mtd", "mstyle", "msqrt"))
_OPERANDS = frozenset(f"{_MATHML}{name}" for name in ("mi", "mn", "mfrac", "msqrt", "mroot", *_WITH_SCRIPTS))
_BINARY_WORDS = frozenset({"mod"})
_CLOSING = frozenset(")]}⟩⌋⌉!|‖")
_OPENING_BARS = frozenset("|‖∥")
_THIN = "thinmathspace"


def space_functions(root: Element) -> None:
    """Give the names of functions in the tree *root* their white, and no other."""
    for row in list(root.iter()):
        if row.tag not in _ROWS:
            continue
        for index in reversed(range(len(row))):
            name = _name_of(row[index])
            if name is None:
                continue
            name.tag = f"{_MATHML}mo"
            name.set("lspace", "0em")
            name.set("rspace", "0em")
            if index + 1 < len(row) and _takes_space_before(row[index + 1]):
                row.insert(index + 1, Element(f"{_MATHML}mspace", width=_THIN))
            if index and _takes_space_behind(row[index - 1]):
                row.insert(index, Element(f"{_MATHML}mspace", width=_THIN))


def _name_of(element: Element) -> Element | None:
    """The name of a function that *element* is, with its scripts or without."""
    while element.tag in _SCRIPTED and len(element):
        element = element[0]
    text = (element.text or "").strip()
    is_name = element.tag in _NAMES and len(text) > 1 and text.isalpha() and text not in _BINARY_WORDS
    return element if is_name else None


def _takes_space_before(element: Element) -> bool:
    if element.tag == f"{_MATHML}mo":
        return (element.text or "") in _OPENING_BARS or _name_of(element) is not None
    if element.tag == f"{_MATHML}mrow" and len(element) and element[0].tag == f"{_MATHML}mo":
        return element[0].get("fence") != "true"
    return element.tag != f"{_MATHML}mspace"


def _takes_space_behind(element: Element) -> bool:
    if element.tag == f"{_MATHML}mo":
        return (element.text or "") in _CLOSING
    if _name_of(element) is not None:
        return False  # which has it behind it
    if element.tag == f"{_MATHML}mrow" and len(element):
        return _takes_space_behind(element[-1])
    return element.tag in _OPERANDS
