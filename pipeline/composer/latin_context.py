"""Which quotation marks, dashes and ellipses of a paragraph belong to Latin text, and are set as Latin sets them.

Chinese and Latin write “ ” ‘ ’ — … with the same code points; in Chinese text they are an em wide, in Latin text as
wide as the letters' own.
"""

import re
from collections.abc import Collection

from pipeline.composer.characters import Kind, is_alphanumeric, is_ideograph, kind_of

SHARED_MARKS = frozenset("“”‘’—…")
_CLOSER = {"“": "”", "‘": "’"}
_SENTENCE_GOES_ON = ",;:"
_WORDS = 3
APOSTROPHES = frozenset("‘’")  # the first is wrong, and is typed
_YEAR = re.compile("[0-9]{2}(?![0-9])")
_ANY = re.compile(f"[{''.join(sorted(SHARED_MARKS))}]")
_LOW = re.compile("„[^„“”]*[“”]|‚[^‚‘’]*[‘’]")  # of German and its neighbours: „so“, ‚so‘
_ROW = re.compile("(?:“[^“”]*”)+")
_DASH_OR_ELLIPSIS = re.compile("[—…]")


def latin_marks(text: str, foreign: Collection[int] = ()) -> set[int]:
    """Indices of the marks of *text* that stand in Latin context; *foreign* are indices of text in a Latin language.

    A pair of quotation marks is Latin when what it quotes has no Han and no Chinese adjoins it, or when it follows a
    Latin comma or colon, or when it begins low („so“). An apostrophe is, when letters are on both sides, the figures of
    a year follow (’97), or no Chinese is on any side; a dash or an ellipsis, when at least three Latin words are around
    it, Latin marks among them or not.
    """
    result = {match.end() - 1 for match in _LOW.finditer(text)}
    opened: list[int] = []
    inside = _Inside(text)
    for match in _ANY.finditer(text):
        index, mark = match.start(), match[0]
        is_open = bool(opened) and _CLOSER[text[opened[-1]]] == mark
        if index in result or index in foreign or (mark == "’" and _is_apostrophe(text, index, is_open)):
            result.add(index)
        elif mark in _CLOSER:
            opened.append(index)
        elif mark in "”’":
            start = opened.pop() if is_open else None
            if start is None:
                if mark == "’" and not any(map(_is_chinese, _neighbours(text, index, index + 1))):
                    result.add(index)
            elif inside.is_latin(start, index) and _stands_in_latin(text, start, index, result):
                result.update((start, index))
    result.update(index for index in opened if text[index] == "‘" and begins_year(text, index))
    for match in _DASH_OR_ELLIPSIS.finditer(text):
        if match.start() not in result and _is_in_latin_run(text, match.start(), result):
            result.add(match.start())
    return result


def _is_apostrophe(text: str, index: int, is_open: bool) -> bool:
    """Whether the ’ at *index* stands between letters, or before a year; *is_open*: a ‘ waits for its partner."""
    if index > 0 and is_alphanumeric(text[index - 1]):
        return index < len(text) - 1 and is_alphanumeric(text[index + 1])
    return not is_open and begins_year(text, index)


def begins_year(text: str, index: int) -> bool:
    """Whether the two figures of a year follow on the mark *index* of *text*, if it is an apostrophe: ’97."""
    return _YEAR.match(text, index + 1) is not None


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


def _stands_in_latin(text: str, start: int, end: int, latin: Collection[int]) -> bool:
    """Whether no Chinese adjoins a quotation, or a Latin comma or colon goes before it.

    Chinese adjoins all quotations of a row, of which one does. *latin* are the marks known to be Latin.
    """
    if start and text[start - 1] in _CLOSER.values() and start - 1 not in latin:
        return False
    row = _ROW.match(text, end + 1)
    before, after = _neighbours(text, start, row.end() if row else end + 1)
    return not (_is_chinese(before) or _is_chinese(after)) or (bool(before) and before in _SENTENCE_GOES_ON)


def _is_in_latin_run(text: str, index: int, latin: Collection[int]) -> bool:
    """Whether a letter stands before *index* and three words at least around it: 甲A—B线 is Chinese.

    *latin* are the marks known to be Latin, which end a word and not the run.
    """
    if (
        index == 0
        or not text[index - 1].isalpha()
        or is_ideograph(text[index - 1])
        or text[index + 1 : index + 2] == "—"
    ):
        return False
    before = _words(text, range(index - 1, -1, -1), latin)
    return before + _words(text, range(index + 1, len(text)), latin) >= _WORDS


def _words(text: str, places: range, latin: Collection[int]) -> int:
    """How many Latin words stand at *places*, one after the other, until something else does; not beyond ``_WORDS``."""
    count, in_word = 0, False
    for place in places:
        kind = kind_of(text[place])
        if kind is Kind.LATIN:
            count += not in_word
            in_word = True
        elif kind is Kind.SPACE or place in latin:
            in_word = False
        else:
            break
        if count == _WORDS:
            break
    return count


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
