"""Which quotation marks, dashes and ellipses of a paragraph belong to Latin text, and are set as Latin sets them.

Chinese and Latin write “ ” ‘ ’ — … with the same code points; in Chinese text they are an em wide, in Latin text as
wide as the letters' own.
"""

import re
from collections.abc import Collection

from pipeline.typeset.characters import Kind, is_alphanumeric, is_ideograph, kind_of

SHARED_MARKS = frozenset("“”‘’—…")
_CLOSER = {"“": "”", "‘": "’"}
_SENTENCE_GOES_ON = ",;:"
_WORDS = 3
_ANY = re.compile(f"[{''.join(sorted(SHARED_MARKS))}]")


def latin_marks(text: str, foreign: Collection[int] = ()) -> set[int]:
    """Indices of the marks of *text* that stand in Latin context; *foreign* are indices told to be in a Latin language.

    A pair of quotation marks is Latin when what it quotes has no Han and no Chinese adjoins it, or when it follows a
    Latin comma or colon; an apostrophe when letters are on both sides, or no Chinese is on any; a dash or an ellipsis
    within three words of Latin.
    """
    result: set[int] = set()
    opened: list[int] = []
    inside = _Inside(text)
    for match in _ANY.finditer(text):
        index, mark = match.start(), match[0]
        if index in foreign or (mark == "’" and _between_letters(text, index)):
            result.add(index)
        elif mark in _CLOSER:
            opened.append(index)
        elif mark in "”’":
            start = opened.pop() if opened and _CLOSER[text[opened[-1]]] == mark else None
            if start is None:
                if mark == "’" and not any(map(_is_chinese, _neighbours(text, index, index + 1))):
                    result.add(index)
            elif inside.is_latin(start, index) and _stands_in_latin(text, start, index):
                result.update((start, index))
        elif _is_in_latin_run(text, index):
            result.add(index)
    return result


def _between_letters(text: str, index: int) -> bool:
    return 0 < index < len(text) - 1 and is_alphanumeric(text[index - 1]) and is_alphanumeric(text[index + 1])


class _Inside:
    """What quotation marks quote in *text*, read once however deep they are nested, if ends are asked for in order."""

    def __init__(self, text: str) -> None:
        self._text, self._read = text, 0
        self._last_letter = self._last_han = -1

    def is_latin(self, start: int, end: int) -> bool:
        """Whether a letter or digit stands between *start* and *end*, and no Han."""
        for index, character in enumerate(self._text[self._read : end], self._read):
            if is_ideograph(character):
                self._last_han = index
            elif is_alphanumeric(character):
                self._last_letter = index
        self._read = end
        return self._last_letter > start > self._last_han


def _stands_in_latin(text: str, start: int, end: int) -> bool:
    """Whether no Chinese adjoins a quotation, or a Latin comma or colon goes before it."""
    before, after = _neighbours(text, start, end + 1)
    return not (_is_chinese(before) or _is_chinese(after)) or (bool(before) and before in _SENTENCE_GOES_ON)


def _is_in_latin_run(text: str, index: int) -> bool:
    """Whether a letter stands before *index* and three words at least around it: 甲A—B线 is Chinese."""
    if (
        index == 0
        or not text[index - 1].isalpha()
        or is_ideograph(text[index - 1])
        or text[index + 1 : index + 2] == "—"
    ):
        return False
    start, end = index, index + 1
    while start > 0 and _is_latin_or_space(text[start - 1]):
        start -= 1
    while end < len(text) and _is_latin_or_space(text[end]):
        end += 1
    return len(text[start:index].split() + text[index + 1 : end].split()) >= _WORDS


def _is_latin_or_space(character: str) -> bool:
    return kind_of(character) in (Kind.LATIN, Kind.SPACE)


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The nearest characters outside text[start:end] that are no spaces; empty at the text's ends."""
    before, after = start - 1, end
    while before >= 0 and text[before] == " ":
        before -= 1
    while after < len(text) and text[after] == " ":
        after += 1
    return text[before] if before >= 0 else "", text[after] if after < len(text) else ""


def _is_chinese(character: str) -> bool:
    """Whether a character is Han or a mark that only Chinese text has; not the shared marks."""
    return bool(character) and character not in SHARED_MARKS and kind_of(character) is not Kind.LATIN
