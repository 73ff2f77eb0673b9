"""Where words may break without a hyphen of ours: in compounds, addresses, paths and options (UAX #14, classes HY and
SY, and its note on URLs), and where they are cut when a line would else have a hole."""

import re

_TECHNICAL = re.compile(
    r"""["'(\[{<]*(?:[A-Za-z][\w+.-]*://|www\.|[~.]{0,2}/\w|[~.]{1,2}/\.?\w|[A-Za-z]:\\|--?[A-Za-z])"""
)
# after a separator and before what is none; a dot may begin the name of a file, and a path follow on an equals sign
_AFTER_SEPARATOR = re.compile(
    r"(?<=://)(?=\w)|(?<=\.\./)(?=\w)|(?<=[^\W_][/\\])(?=[^/\\?&=#:@,;\s])|(?<=[^\W_][?&#_~.:@])(?=[^/\\?&=#_~.:@,;\s])|(?<=\w=)(?=[^\s=])"
)
_COMPOUND = re.compile(
    r"(?<=[^\W\d_]{2}[-‐])(?=[^\W\d_]{3})|(?<=[^\W\d_]{3}/)(?=[^\W\d_]{3})|(?<=[^\W\d_]—)(?=[^\W\d_])"
)
_JOINT = re.compile(r"(?<=[^\W_][^\w\s'’])(?=\w)|(?<=\w_)(?=[^\W_])")
_IN_NUMBER = re.compile(r"\d[^\w\s]\d")
_LEAST = 2  # characters on either side


def is_technical(word: str) -> bool:
    """Whether a Latin *word* is an address, a path or an option of a command."""
    return bool(_TECHNICAL.match(word)) or "://" in word or "@" in word or word.count("/") > 1 or word.count("\\") > 1


def word_breaks(word: str) -> list[int]:
    """Offsets inside a Latin *word* at which it may break: in addresses and the like after each separator, else after a
    hyphen, dash or slash between letters.

    Two letters stand before a hyphen at least and three after it; in an address it would be taken for ours, in an
    option it is its own. Three stand on both sides of a slash: GB/T and TCP/IP are names.
    """
    places = {match.start() for match in (_AFTER_SEPARATOR if is_technical(word) else _COMPOUND).finditer(word)}
    if word.lstrip("\"'(").startswith("-"):
        places.update(match.start() for match in _COMPOUND.finditer(word))
    return sorted(place for place in places if _LEAST <= place <= len(word) - _LEAST)


def last_breaks(word: str) -> list[int]:
    """Offsets inside a Latin *word* at which it is cut when the line before it would else have a hole: after its marks,
    not inside numbers. A plain word, or a name such as WeasyPrint, has none."""
    if word.isalnum():
        return []
    places = {match.start() for match in _JOINT.finditer(word)}
    if not is_technical(word):
        places -= {match.start() + 2 for match in _IN_NUMBER.finditer(word)}
    return [place for place in sorted(places) if _LEAST <= place <= len(word) - _LEAST]
