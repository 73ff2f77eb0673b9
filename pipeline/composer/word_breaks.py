"""Where words may break without a hyphen of ours: in compounds, addresses, paths and options (UAX #14, classes HY and
SY, and its note on URLs), and where they are cut when a line would else have a hole."""

import re

_ADDRESS = re.compile(r"://|@|^[\"'(\[{<]*(?:www\.|10\.\d{4,9}/)")  # the second is a DOI
_PATH = re.compile(r"""["'(\[{<]*(?:[~.]{0,2}/\.?\w|[A-Za-z]:\\|--?[A-Za-z])""")
_LETTER = re.compile(r"[^\W\d_]")
_IN_ADDRESS = re.compile(
    r"(?<=://)(?=\w)|(?<=[^\W_][/?&=])(?=[^/?&=.,;:#])|(?<=[^\W_]@)(?=\w)|(?<=[^\W_])(?=[._#-][^\W_])(?!-\d+$|\.\d{4,9}/)"
)
_IN_PATH = re.compile(r"(?<=[^\W_][/\\])(?=[^/\\:,;\s])|(?<=\.\./)(?=\w)|(?<=\w=)(?=[^\s=])")
_COMPOUND = re.compile(
    r"(?<=[^\W\d_]{2}[-‐])(?=[^\W\d_]{3})|(?<=[^\W\d_]{3}/)(?=[^\W\d_]{3})|(?<=[^\W\d_]—)(?=[^\W\d_])"
)
_JOINT = re.compile(r"(?<=[^\W_][^\w\s'’$€£¥(\[{\u0300-\u036f])(?=\w)|(?<=\w_)(?=[^\W_])|(?<=[^\W\d_]{2})(?=[(\[{]\w)")
_ABBREVIATED = re.compile(r"(?<=[^\W\d_]\.)(?=\d|\w\.)")  # NO.2024, U.S.A.
_IN_NUMBER = re.compile(r"\d(?=[^\w\s×÷=≈→]\d)|[^\W\d_]\d{1,3}(?=×\d)")  # in M12×80 as well
_LONG_NUMBERS = re.compile(r"(?<=[\d.,]{5}[-–—~～])(?=[\d.,]{5})|(?<=\.\d:)(?=\d{2,5}$)|(?<=\.\d\d:)(?=\d{2,5}$)")
_GROUPS = re.compile(r"[\dA-Fa-f]{0,4}(?::[\dA-Fa-f]{0,4}){4,7}[^\w:]?")  # the address of a computer
_LEAST = 2  # characters on either side


def _is_address(word: str) -> bool:
    return _ADDRESS.search(word) is not None


def _is_path(word: str) -> bool:
    if _PATH.match(word) is not None or word.count("\\") > 1:
        return True
    return word.count("/") > 1 and _LETTER.search(word) is not None  # 1976/3/19 is a date


def is_technical(word: str) -> bool:
    """Whether a Latin *word* is an address, a path or an option of a command."""
    return _is_address(word) or _is_path(word)


def word_breaks(word: str) -> list[int]:
    """Offsets inside a Latin *word* at which it may break: in an address after / ? & = and before . _ - #, in a path
    after its slashes, in an option after its equals sign and hyphens, else after a hyphen or slash between letters.

    Two letters stand before a hyphen at least and three after it; in an address it would be taken for ours. On both
    sides of a slash stand three: GB/T and TCP/IP are names.
    """
    if _is_address(word):
        places = {match.start() for match in _IN_ADDRESS.finditer(word)}
    elif _is_path(word):
        places = {match.start() for match in _IN_PATH.finditer(word)}
        if word.lstrip("\"'(").startswith("-"):
            places.update(match.start() for match in _COMPOUND.finditer(word))
    else:
        places = {match.start() for match in _COMPOUND.finditer(word)}
    return sorted(place for place in places if _LEAST <= place <= len(word) - _LEAST)


def last_breaks(word: str) -> list[int]:
    """Offsets inside a Latin *word* at which it is cut when the line before it would else have a hole: after its marks,
    not inside numbers or abbreviations (NO.2024) but between two long ones (2,300～3,100) and before a port. Addresses
    and paths have no other than they have anyway; plain words, and names such as WeasyPrint, have none."""
    if word.isalnum() or (is_technical(word) and not word.startswith("-")):
        return []
    places = {match.start() for match in _JOINT.finditer(word)}
    places -= {match.end() + 1 for match in _IN_NUMBER.finditer(word)}
    places.difference_update(match.start() for match in _ABBREVIATED.finditer(word))
    places |= {match.start() for match in _LONG_NUMBERS.finditer(word)}
    if _GROUPS.fullmatch(word):
        places = {at for at in range(1, len(word)) if word[at - 1] == ":" != word[at]}
    return [place for place in sorted(places) if _LEAST < place <= len(word) - _LEAST]
