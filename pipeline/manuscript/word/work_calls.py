"""Raised numbers in brackets, ^[1]^ and ^[2-3]^, as calls of the works of a list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.manuscript.word.manuscript import Paragraph, Piece, Words, WorkCall

_CALL = re.compile(r"\[(\d{1,3}(?:\s*[-–—~～,，、]\s*\d{1,3})*)\](\d{1,4}(?:[-–]\d{1,4})?)?")
_MOST = 200  # works of one call


def with_calls(paragraph: Paragraph, keys: Sequence[str]) -> Paragraph:
    """*paragraph* with its raised numbers as calls of the works *keys*, the first of which is [1]."""
    return paragraph.with_pieces(tuple(_pieces(paragraph.pieces, keys)))


def works_called_by(paragraph: Paragraph) -> list[int]:
    """The numbers of works that raised numbers of *paragraph* call, in order."""
    raised = [each for each in _join_raised(paragraph.pieces) if isinstance(each, Words) and each.look.script == "sup"]
    return [number for words in raised for call in _CALL.finditer(words.text) for number in _numbers(call[1])]


def _pieces(pieces: Sequence[Piece], keys: Sequence[str]) -> Iterator[Piece]:
    for piece in _join_raised(pieces):
        if not (isinstance(piece, Words) and piece.look.script == "sup"):
            yield piece
            continue
        done = 0
        for call in _CALL.finditer(piece.text):
            numbers = _numbers(call[1])
            if not numbers or max(numbers) > len(keys) or (call[2] and len(numbers) > 1):
                continue
            if before := piece.text[done : call.start()]:
                yield replace(piece, text=before)
            yield WorkCall(tuple(keys[number - 1] for number in numbers), (call[2] or "").replace("–", "-"), call[0])
            done = call.end()
        if rest := piece.text[done:]:
            yield replace(piece, text=rest)


def _join_raised(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """*pieces* with raised ones beside one another, which Word often parts, as one."""
    held: Words | None = None
    for piece in pieces:
        is_raised = isinstance(piece, Words) and piece.look.script == "sup"
        if isinstance(piece, Words) and is_raised and held is not None:
            held = replace(held, text=held.text + piece.text)
            continue
        if held is not None:
            yield held
        held = piece if isinstance(piece, Words) and is_raised else None
        if held is None:
            yield piece
    if held is not None:
        yield held


def _numbers(text: str) -> list[int]:
    """1, 3 and 4 of “1,3-4”; nothing of what counts down or from 0."""
    numbers: list[int] = []
    for part in re.split(r"\s*[,，、]\s*", text):
        ends = [int(each) for each in re.split(r"\s*[-–—~～]\s*", part)]
        if not 0 < ends[0] <= ends[-1] <= ends[0] + _MOST:
            return []
        numbers += range(ends[0], ends[-1] + 1)
    return numbers
