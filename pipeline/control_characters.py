"""Characters that no text file should hold and no terminal should get: they print as nothing or boxes, or command."""

import re

from pipeline.i18n import _

# C0 and C1 controls but tab and line feed, lone surrogates, line separators, turns of the
# writing direction, and the two non-characters that editors let through.
CONTROL_CHARACTER = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)

# More marks on one character than any language has (UAX #15, 13, Stream-Safe Text Format: 30). Shaping takes time with
# the square of their number. The blocks that accents and signs of the scripts are in, and variation selectors.
MARKS_WITHOUT_END = re.compile(
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u093a-\u094f\u0e31-\u0e4e"
    r"\u0eb1-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u180b-\u180d\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    r"\u302a-\u302f\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U0001d165-\U0001d1ad\U000e0100-\U000e01ef]{31}"
)

# What click.style writes for bold, dim and colours, and its end: all else that begins with an escape goes.
_STYLE = r"\x1b\[(?:0|1|2|3[1-7])m"
# C0 but tab and line feed, C1, halves of characters, which can't be written, and signs that turn the direction of what
# follows (UAX 9) or end a line.
CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
_STYLE_OR_CONTROL = re.compile(f"({_STYLE})|{CONTROL}")


def control_character_message(character: str) -> str:
    """What the user is told of a *character* that CONTROL_CHARACTER finds."""
    return _("A control character U+{code:04X} stands here.").format(code=ord(character))


def harmless(text: str) -> str:
    """*text* with a replacement character for each control; bold, dim and colours stay."""
    return _STYLE_OR_CONTROL.sub(lambda match: match[1] or "\ufffd", text)
