"""Calls of the works of a list: raised numbers, ^[1]^ and ^[2-3]^, 文献[4] on the line, or （王某某，2020）."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.manuscript.word.manuscript import NoteCall, Paragraph, Piece, Words, WorkCall
from pipeline.manuscript.word.reference_entry import Row

_RUN = r"\d{1,3}(?:\s*[-–—~～,，、]\s*\d{1,3})*"
_PAGES = r"\d{1,4}(?:[-–]\d{1,4})?"
_CALL = re.compile(rf"[\[［〔]({_RUN}(?:[\]］〕]\s*[-–—~～,，、]?\s*[\[［〔]{_RUN})*)[\]］〕]({_PAGES})?")
_GOES_ON = re.compile(r"\s*[,，、;；]?\s*")  # between calls of one place, all raised
_ON_THE_LINE = re.compile(r"(?:文献|[见据由按如]|参[见阅照考]|引自)\s*$")  # what a number on the line is said by
_IN_BRACKETS = re.compile(r"[（(]([^（()）]{4,200})[）)]")
_BY_NAME = re.compile(r"(.+?)\s*[,，]?\s*((?:19|20)\d{2})[a-z]?(?:\s*[:：]\s*(\d{1,4}(?:-\d{1,4})?))?")
_OPENED, _CLOSED = re.compile(r"[\[［〔]$"), re.compile(r"^[\]］〕]")
_MOST = 200  # works of one call
Find = Callable[[str, bool, str], Iterator[tuple[int, int, WorkCall]]]
"""Calls in a text, with where they begin and end; whether it is raised, and the text before it."""


def with_numbered_calls(paragraph: Paragraph, keys: Sequence[str]) -> Paragraph:
    """*paragraph* with its numbers in brackets as calls of the works *keys*, the first of which is [1]."""

    def find(text: str, is_raised: bool, before: str) -> Iterator[tuple[int, int, WorkCall]]:
        for call in _CALL.finditer(text):
            numbers = _numbers(call[1])
            if not numbers or max(numbers) > len(keys) or (call[2] and not is_raised):
                continue
            if is_raised or _ON_THE_LINE.search(before + text[: call.start()]):
                *others, last = dict.fromkeys(keys[each - 1] for each in numbers)
                works = (*((each, "") for each in others), (last, (call[2] or "").replace("–", "-")))
                yield *call.span(), WorkCall(works, call[0])

    return paragraph.with_pieces(tuple(_join_calls(_with_calls(paragraph, find).pieces)))


def with_calls_by_name(paragraph: Paragraph, rows: Sequence[Row]) -> Paragraph:
    """*paragraph* with what it says in brackets of author and year as calls of the works *rows*."""

    def find(text: str, _is_raised: bool, _before: str) -> Iterator[tuple[int, int, WorkCall]]:
        for bracket in _IN_BRACKETS.finditer(text):
            parts = [_BY_NAME.fullmatch(each.strip()) for each in re.split("[;；]", bracket[1])]
            found = [_work_by(part[1], part[2], rows) if part is not None else "" for part in parts]
            page = parts[0][3] or "" if len(parts) == 1 and parts[0] is not None else ""
            if all(found) and not (len(parts) > 1 and any(part is not None and part[3] for part in parts)):
                yield *bracket.span(), WorkCall(tuple((each, page) for each in found), bracket[0])

    return _with_calls(paragraph, find)


def with_calls_of_notes(paragraph: Paragraph, works: Mapping[str, str]) -> Paragraph:
    """*paragraph* with calls of notes as those of *works*, by the keys of notes; without brackets typed around them."""
    made: list[Piece] = []
    for piece in paragraph.pieces:
        if isinstance(piece, NoteCall) and piece.key in works:
            before = made[-1] if made else None
            opened = isinstance(before, Words) and _OPENED.search(before.text)
            if isinstance(before, Words) and opened:
                made[-1] = replace(before, text=before.text[: opened.start()])
            made.append(WorkCall(((works[piece.key], ""),), "[]" if opened else ""))
        elif made and isinstance(made[-1], WorkCall) and made[-1].text and isinstance(piece, Words):
            made.append(replace(piece, text=_CLOSED.sub("", piece.text)))
        else:
            made.append(piece)
    return paragraph.with_pieces(tuple(each for each in made if not isinstance(each, Words) or each.text))


def works_called_by(paragraph: Paragraph) -> list[int]:
    """The numbers of works that raised numbers of *paragraph* call, in order."""
    raised = [each for each in _join(paragraph.pieces) if isinstance(each, Words) and each.look.script == "sup"]
    return [number for words in raised for call in _CALL.finditer(words.text) for number in _numbers(call[1])]


def numbers_left(paragraph: Paragraph) -> list[str]:
    """What still stands in *paragraph* as a call by number: raised, or said to be one."""
    left: list[str] = []
    before = ""
    for piece in _join(paragraph.pieces):
        text = piece.text if isinstance(piece, Words) else ""
        is_raised = isinstance(piece, Words) and piece.look.script == "sup"
        left += [
            call[0]
            for call in _CALL.finditer(text)
            if _numbers(call[1]) and (is_raised or _ON_THE_LINE.search(before + text[: call.start()]))
        ]
        before = text or before
    return left


def _with_calls(paragraph: Paragraph, find: Find) -> Paragraph:
    made: list[Piece] = []
    before = ""
    for piece in _join(paragraph.pieces):
        if not isinstance(piece, Words):
            made.append(piece)
            continue
        done = 0
        for start, end, call in find(piece.text, piece.look.script == "sup", before):
            if between := piece.text[done:start]:
                made.append(replace(piece, text=between))
            made.append(call)
            done = end
        if rest := piece.text[done:]:
            made.append(replace(piece, text=rest))
        before = piece.text
    return paragraph.with_pieces(tuple(made)) if any(isinstance(each, WorkCall) for each in made) else paragraph


def _join_calls(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """*pieces* with calls of works that nothing parts but a raised comma as one: ^[1]^，^[4]^."""
    held: list[Piece] = []  # a call, and perhaps what is raised behind it
    for piece in pieces:
        first = held[0] if held else None
        if isinstance(piece, WorkCall) and isinstance(first, WorkCall):
            between = "".join(each.text for each in held[1:] if isinstance(each, Words))
            held = [WorkCall((*first.works, *piece.works), first.text + between + piece.text)]
        elif isinstance(piece, WorkCall):
            held = [piece]
        elif first is not None and len(held) == 1 and _parts_calls(piece):
            held.append(piece)
        else:
            yield from held
            held = []
            yield piece
    yield from held


def _parts_calls(piece: Piece) -> bool:
    """Whether *piece* is a raised mark between calls."""
    return isinstance(piece, Words) and piece.look.script == "sup" and _GOES_ON.fullmatch(piece.text) is not None


def _work_by(name: str, year: str, rows: Sequence[Row]) -> str:
    """The id of the only work of *rows* by *name* in *year*; empty where there is none, or several."""
    first = re.sub(r"(?:等|\s*et al\.?|\s*和.*|\s*(?:and|&)\s.*)$", "", name.strip(" ,，")).strip(" ,，").casefold()
    found = [row["id"] for row in rows if str(row.get("issued", ""))[:4] == year and first in _names_of(row)]
    return found[0] if len(found) == 1 else ""


def _names_of(row: Row) -> tuple[str, ...]:
    authors = row.get("author") or [{}]
    family, given = authors[0].get("family", ""), authors[0].get("given", "")
    whole = authors[0].get("literal") or (family + given if not family.isascii() else family)
    return whole.casefold(), f"{family} {given}".casefold()


def _join(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """*pieces* with those of one height beside one another, which Word often parts, as one: raised ones, and those that
    look the same."""
    held: Words | None = None
    for piece in pieces:
        if isinstance(piece, Words) and held is not None and _goes_on(held, piece):
            held = replace(held, text=held.text + piece.text)
            continue
        if held is not None:
            yield held
        held = piece if isinstance(piece, Words) else None
        if held is None:
            yield piece
    if held is not None:
        yield held


def _goes_on(held: Words, piece: Words) -> bool:
    return held.look.script == piece.look.script == "sup" or (held.look, held.href) == (piece.look, piece.href)


def _numbers(text: str) -> list[int]:
    """1, 3 and 4 of “1,3-4” and of “1],[3]-[4”; nothing of what counts down or from 0."""
    plain = re.sub(r"[\]］〕](\s*[-–—~～,，、]?\s*)[\[［〔]", lambda found: found[1].strip() or ",", text)
    numbers: list[int] = []
    for part in re.split(r"\s*[,，、]\s*", plain):
        ends = [int(each) for each in re.split(r"\s*[-–—~～]\s*", part)]
        if not 0 < ends[0] <= ends[-1] <= ends[0] + _MOST:
            return []
        numbers += range(ends[0], ends[-1] + 1)
    return numbers
