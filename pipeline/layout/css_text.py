"""Text in style sheets: a string of CSS stays one string, whatever characters the text has (CSS Syntax 3, 4.3.5)."""

from markupsafe import Markup

from pipeline.layout.printable import require_printable

# What ends or changes a string of CSS; and what HTML reads, since a style sheet may stand in an element or attribute.
_SPECIAL = ("\"", "'", "\\", "<", "&", "\x7f", *map(chr, range(0x20)))  # fmt: skip
_SURROGATE = 0xDC00  # half of a pair, which no file in UTF-8 has
_STAND_INS = {ord(each): chr(_SURROGATE + ord(each)) for each in _SPECIAL}
_ESCAPES = {_SURROGATE + ord(each): f"\\{ord(each) or 0xFFFD:X} " for each in _SPECIAL}  # CSS has no U+0000


class CssText(Markup):
    """CSS as a style sheet wrote it. Text that is put to it or into it is escaped as text of a string.

    Until the sheet is finished, one character stands in for each escape, so that no slice or filter cuts an escape.
    """

    @classmethod
    def escape(cls, s: object, /) -> "CssText":
        """*s* as it is to be printed: CSS as it is, anything else as text. Raises TypeError for what has no text."""
        return s if isinstance(s, CssText) else cls(str(require_printable(s)).translate(_STAND_INS))


def write_escapes(text: str) -> str:
    """*text* of a finished template, with escapes in the place of their stand-ins."""
    return str(text).translate(_ESCAPES)
