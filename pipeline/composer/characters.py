"""Kinds of characters as Chinese line composition knows them (clreq §3, GB/T 15834 §5)."""

import re
import unicodedata
from enum import IntEnum
from functools import cache
from string import ascii_letters


class Kind(IntEnum):
    """What a character is to the composer."""

    HAN = 0
    """Han characters and everything else that is one em wide and may stand at either edge of a line."""
    LATIN = 1
    """Letters, digits and half-width marks; a run of them is a word."""
    SPACE = 2
    """U+0020, the only space that a line may lose at its end."""
    OPENING = 3
    CLOSING = 4
    PAUSE = 5
    """，、；："""
    STOP = 6
    """。？！"""
    DOT = 7
    """·, between the parts of a name"""
    CONNECTOR = 8
    """～ and the like: never at the start of a line"""
    SOLIDUS = 15
    """／: neither at the start nor at the end of a line"""
    DASH = 9
    ELLIPSIS = 10
    UNIT = 11
    """％ ℃: held to the number before it"""
    WIDE_SPACE = 12
    """U+3000"""
    OBJECT = 13
    """A picture or a boxed piece in the line"""
    NEWLINE = 14
    FULL_WIDTH = 16
    """Full-width letters and digits; a run of them is a word or a number"""


_OPENING = "（《〈「『【〔〖［｛“‘"
_CLOSING = "）》〉」』】〕〗］｝”’"
_MEMBERS = {
    Kind.OPENING: _OPENING,
    Kind.CLOSING: _CLOSING,
    Kind.PAUSE: "，、；：",
    Kind.STOP: "。？！．",
    Kind.DOT: "·・‧",
    Kind.CONNECTOR: "～〜－–",
    Kind.SOLIDUS: "／",
    Kind.DASH: "—―⸺",
    Kind.ELLIPSIS: "…⋯",
    Kind.UNIT: "％‰℃℉°′″",
    Kind.SPACE: " ",
    Kind.WIDE_SPACE: "\u3000",
    Kind.OBJECT: "\ufffc",
    Kind.NEWLINE: "\n\t\f\x85\u2028\u2029",
}
_KINDS = {character: kind for kind, characters in _MEMBERS.items() for character in characters}

MARKS = frozenset(
    character
    for kind in (
        *(Kind.OPENING, Kind.CLOSING, Kind.PAUSE, Kind.STOP, Kind.DOT),
        *(Kind.CONNECTOR, Kind.SOLIDUS, Kind.DASH, Kind.ELLIPSIS, Kind.UNIT),
    )
    for character in _MEMBERS[kind]
)
"""Marks of Chinese text, which may lose white of their em."""

# each from the character before the mark on, since that is found quickly
_IN_NUMBERS = re.compile("[0-9](?=[—―－–～〜][0-9])")
_IN_FULL_WIDTH = re.compile(
    "[０-９](?=(?:[．：／—―－–～〜]|，(?=[０-９]{3}(?![０-９])))[０-９])|[Ａ-Ｚａ-ｚ](?=[．：／＆＿－][Ａ-Ｚａ-ｚ０-９])"
)
_LONG_RANGE = re.compile("[０-９：．]{4}[—―－～〜](?=[０-９：．]{4})")  # １２：００—１３：００
_TONES = frozenset("ˉˊˇˋ˙")  # of bopomofo, each in the em of its own
_FULL_WIDTH = frozenset("０１２３４５６７８９") | {chr(ord(letter) + 0xFEE0) for letter in ascii_letters}

BRACKETS = frozenset("（）〔〕［］｛｝【】〖〗")
"""Marks that set something apart from the sentence; the Han–Latin gap is left out between them."""

NO_LINE_START = frozenset("々〻ー,.!?;:)]}%=＝≈≠≡•∙⋅ぁぃぅぇぉっゃゅょゎゕゖゝゞァィゥェォッャュョヮヵヶヽヾ゛゜ˉˊˇˋ˙")
"""Further characters that may not begin a line where one may otherwise break before them; lines of equations end with
the sign (GB 3102.11-93), and • ∙ ⋅ are typed for the interpunct."""

NO_LINE_END = frozenset("￥＄￡＃＠$([{#")
"""Further characters that may not end a line: what they announce follows them."""

SIGNS_OF_NUMBERS = frozenset("$¥€£₩−±+")
"""What a number may begin with."""

VARIATION_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Characters that choose a form of the one before them, and have no width."""

TRIMMED_AFTER = frozenset({Kind.CLOSING, Kind.PAUSE, Kind.STOP})
"""Full-width marks whose ink stands in the left half of the em, unless it is in the middle (adjacent_marks)."""


@cache
def kind_of(character: str) -> Kind:
    """The kind of one character; unknown characters go by their width (UAX #11)."""
    kind = _KINDS.get(character)
    if kind is not None:
        return kind
    if character in _FULL_WIDTH:
        return Kind.FULL_WIDTH
    if unicodedata.east_asian_width(character) in "WF" or character in _TONES or "\u2460" <= character <= "\u24ff":
        return Kind.HAN
    if "\u2580" <= character <= "\u27bf" and unicodedata.category(character) == "So":  # ● ★ ☑ ✔
        return Kind.HAN
    return Kind.LATIN


@cache
def is_ideograph(character: str) -> bool:
    """Whether the character is written in a square: a Han character, kana or hangul."""
    return kind_of(character) is Kind.HAN and unicodedata.category(character) in ("Lo", "Nl")


@cache
def is_alphanumeric(character: str) -> bool:
    """Whether the character is a letter or digit of an alphabet, or the accent on one, beside which Han text keeps a
    gap."""
    category = unicodedata.category(character)
    is_letter = category[0] in "LN" or (category == "Mn" and character not in VARIATION_SELECTORS)
    return is_letter and kind_of(character) is Kind.LATIN


def marks_in_numbers(text: str) -> dict[int, Kind]:
    """Indices of marks of *text* within numbers (10–20, ６７．５) and full-width words (ＧＢ／Ｔ), with the kind of
    what is around them (clreq 3.1.5.2)."""
    found = dict.fromkeys((match.end() for match in _IN_NUMBERS.finditer(text)), Kind.LATIN)
    return found | dict.fromkeys((match.end() for match in _IN_FULL_WIDTH.finditer(text)), Kind.FULL_WIDTH)


def may_be_cut_after(text: str, index: int) -> bool:
    """Whether a full-width word or number of *text* may be cut after its mark *index*: between letters, or between the
    ends of a long range."""
    if _LONG_RANGE.match(text, max(0, index - 4)) is not None:
        return True
    return not (text[index - 1].isdigit() or text[index + 1].isdigit())
