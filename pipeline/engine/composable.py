"""Which of WeasyPrint's text the composer sets, by boxes and their computed styles; the rest is WeasyPrint's."""

import re
from typing import Any

FORMULA = "formula"
"""The class of drawings of formulas."""
# right-to-left letters and marks of direction: WeasyPrint knows better
_FOREIGN = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe]")


def composable_style(style: Any) -> bool:
    """Whether the composer sets text in a computed style."""
    return is_chinese(style) and _is_plain(style)


def is_chinese(style: Any) -> bool:
    """Whether text in a computed style is Chinese."""
    return bool(style["lang"] and style["lang"].lower().startswith("zh"))


def _is_plain(style: Any, *, is_whole: bool = False) -> bool:
    return bool(
        style["direction"] == "ltr"
        and (style["white_space"] in ("normal", "pre-line") or is_whole)
        and style["letter_spacing"] == "normal"
        and not style["word_spacing"]
        and style["font_size"] > 0
    )


def is_plain_text(box: Any, *, is_whole: bool = False) -> bool:
    """Whether the composer can set a text box, whatever its language; *is_whole*: even with ``white-space: nowrap``."""
    return _is_plain(box.style, is_whole=is_whole) and not _FOREIGN.search(box.text)


def is_kept_whole(box: Any) -> bool:
    """Whether no line ends in a text box."""
    return bool(box.style["white_space"] == "nowrap")


def is_call(box: Any) -> bool:
    """Whether a box is the mark by which a footnote is called, or a text of it."""
    return str(box.element_tag).endswith("::footnote-call")


def is_held(box: Any) -> bool:
    """Whether a box stays with the character before it: a note's mark, a sub- or superscript."""
    return is_call(box) or box.element_tag in ("sub", "sup")


def is_formula(box: Any) -> bool:
    """Whether a box is the drawing of a formula."""
    return box.element_tag == "img" and box.element is not None and box.element.get("class") == FORMULA


def is_told(box: Any) -> bool:
    """Whether a box is the drawing of a formula or a chart, whose text is its alternative one."""
    return is_formula(box) or (box.element_tag == "img" and box.element.get("class") == "chart")


def sign_of(box: Any) -> str:
    """The character that stands for a boxed piece in its line: formulas are words of letters."""
    return "\U0001d465" if is_formula(box) else "\ufffc"


def has_width(style: Any) -> bool:
    """Whether an inline box has margins, padding or borders at its ends."""
    for side in ("left", "right"):
        for name in (f"padding_{side}", f"margin_{side}"):
            value = style[name]
            if value == "auto" or getattr(value, "value", value):
                return True
        if style[f"border_{side}_width"]:
            return True
    return False
