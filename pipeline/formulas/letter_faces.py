"""Letters and figures in a face of their own (\\mathbb R, \\mathbf 0), written so that what draws them knows it."""

import re
from xml.etree.ElementTree import Element

_FACE_OF_ONE = re.compile(r"(\\(?:math(?:rm|bf|it|sf|tt|cal|scr|bb|frak)|boldsymbol|bm))\s+([A-Za-z0-9])")
_NUMBER = "{http://www.w3.org/1998/Math/MathML}mn"
_ZEROS = {"bold": 0x1D7CE, "double-struck": 0x1D7D8, "sans-serif": 0x1D7E2, "monospace": 0x1D7F6}
"""The first of the ten figures of each face in Unicode, by MathML's name of it."""


def brace_letters(tex: str) -> str:
    """*tex* with braces around each letter or figure that a face is named for: of others latex2mathml names the face by
    an attribute, which ziamath doesn't know."""
    return _FACE_OF_ONE.sub(r"\1{\2}", tex)


def draw_figures_in_faces(root: Element) -> None:
    """Put the figures of Unicode that are in a face of their own into the numbers of the tree *root* that are to be in
    that face."""
    for number in root.iter(_NUMBER):
        zero = _ZEROS.get(number.get("mathvariant", ""))
        if zero is not None:
            number.text = (number.text or "").translate({ord("0") + value: zero + value for value in range(10)})
