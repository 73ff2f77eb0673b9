"""Scripts behind brackets stand as high and as low as those behind letters, where the bracket is no higher than these.

So TeX has it (The TeXbook, appendix G, rule 18a: the nucleus is one character). What draws formulas raises them by the
height of the bracket, so that (a+b)² would have its exponent above that of a².
"""

from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement, fromstring

_MATHML = "{http://www.w3.org/1998/Math/MathML}"
_SCRIPTED = frozenset(f"{_MATHML}{name}" for name in ("msup", "msub", "msubsup"))
_TWO = 2


def seat_scripts(mathml: str) -> Element:
    """The tree of *mathml*, in which such scripts stand behind their brackets at a base of no width."""
    root = fromstring(mathml)
    for parent in list(root.iter()):
        for index, child in enumerate(parent):
            if child.tag in _SCRIPTED and child[0].tag == f"{_MATHML}mo" and child[0].get("stretchy") == "false":
                parent[index] = _part(child)
    return root


def _part(scripted: Element) -> Element:
    """A row of the bracket, and of its scripts at an empty base."""
    bracket, *scripts = scripted
    row = Element(f"{_MATHML}mrow")
    row.append(bracket)
    behind = SubElement(row, scripted.tag)
    SubElement(behind, f"{_MATHML}mi")
    behind.extend(scripts)
    if len(scripts) == _TWO:
        row.append(_strut(scripts))
    return row


def _strut(scripts: list[Element]) -> Element:
    """What is as deep as two *scripts*, and is not seen: ziamath leaves out the depth of those at an empty base."""
    strut = Element(f"{_MATHML}mpadded", width="0em")
    at_letter = SubElement(SubElement(strut, f"{_MATHML}mphantom"), f"{_MATHML}msubsup")
    SubElement(at_letter, f"{_MATHML}mi").text = "x"
    at_letter.extend(deepcopy(scripts))
    return strut
