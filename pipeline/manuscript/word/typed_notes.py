"""Notes that are typed: ① in the text, and ①… below 注释 at its end; they become notes of the article."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.i18n import _
from pipeline.manuscript.word.facts import facts_of
from pipeline.manuscript.word.manuscript import (
    Block,
    Manuscript,
    NoteCall,
    Notice,
    Paragraph,
    Piece,
    Table,
    TextBox,
    Words,
    walk_paragraphs,
)
from pipeline.manuscript.word.paragraph_shapes import without_start

_HEAD = re.compile(r"[\[［【]?(?:注[\s　]*释|附[\s　]*注|尾[\s　]*注|脚[\s　]*注|注)[\]］】]?[:：]?")
_CIRCLED, _BRACKETED = re.compile(r"([①-⑳])[\s　]*"), re.compile(r"[\[［〔](\d{1,2})[\]］〕][\s　]*")
_TYPED = "typed-"  # the keys of such notes begin with


def join_typed_notes(manuscript: Manuscript) -> Manuscript:
    """*manuscript* with its typed notes as notes, where each of them is called once; else as it is."""
    for mark in (_CIRCLED, _BRACKETED):
        head, notes = _find_notes(manuscript.blocks, mark)
        if not notes:
            continue
        above, below = manuscript.blocks[:head], manuscript.blocks[head + 1 + len(notes) :]
        blocks = tuple(_with_calls(each, mark) for each in (*above, *below))
        pieces = (piece for each in walk_paragraphs(blocks) for piece in each.pieces)
        called = Counter(each.key for each in pieces if isinstance(each, NoteCall) and each.key.startswith(_TYPED))
        if called != Counter(list(notes)):
            continue
        message = _("{count} notes that are typed below the text were joined with their calls: compare them.")
        notice = Notice(manuscript.blocks[head].place, message.format(count=len(notes)))
        made: dict[str, tuple[Block, ...]] = {key: (note,) for key, note in notes.items()}
        return replace(manuscript, blocks=blocks, notes=manuscript.notes | made, notices=(*manuscript.notices, notice))
    return manuscript


def _find_notes(blocks: Sequence[Block], mark: re.Pattern[str]) -> tuple[int, dict[str, Paragraph]]:
    """The index of the head of typed notes, and the notes by their keys, without their marks, from the first on."""
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if isinstance(block, Paragraph) and _HEAD.fullmatch(facts_of(block).text):
            notes: dict[str, Paragraph] = {}
            for each in blocks[at + 1 :]:
                key = f"{_TYPED}{len(notes) + 1}"
                note = _read_note(each, key, mark)
                if note is None:
                    break
                notes[key] = note
            return at, notes
    return 0, {}


def _read_note(block: Block, key: str, mark: re.Pattern[str]) -> Paragraph | None:
    """The note with the *key* that *block* is, without its mark, which may be the number that the program counts."""
    facts = facts_of(block) if isinstance(block, Paragraph) else None
    found = mark.match(facts.text) if facts is not None else None
    if facts is None or found is None or _key_of(found) != key:
        return None
    if facts.paragraph.label:
        return replace(facts.paragraph, label="") if mark.fullmatch(facts.paragraph.label) else None
    return without_start(facts, found.end()).paragraph


def _key_of(found: re.Match[str]) -> str:
    number = int(unicodedata.numeric(found[1])) if len(found[1]) == 1 else int(found[1])
    return f"{_TYPED}{number}"


def _with_calls(block: Block, mark: re.Pattern[str]) -> Block:
    match block:
        case Paragraph():
            return block.with_pieces(tuple(_divide(block.pieces, mark)))
        case TextBox():
            return replace(block, blocks=tuple(_with_calls(each, mark) for each in block.blocks))
        case Table():
            rows = (
                tuple(replace(cell, blocks=tuple(_with_calls(each, mark) for each in cell.blocks)) for cell in row)
                for row in block.rows
            )
            return replace(block, rows=tuple(rows))


def _divide(pieces: Sequence[Piece], mark: re.Pattern[str]) -> Iterator[Piece]:
    """*pieces* with calls in the place of marks: raised ones, and circled ones that don't begin the paragraph."""
    begins = True
    for piece in pieces:
        if not isinstance(piece, Words):
            yield piece
            continue
        done = 0
        for found in mark.finditer(piece.text):
            is_first = begins and not piece.text[: found.start()].strip()
            if piece.look.script == "sup" or (mark is _CIRCLED and not is_first):
                yield from (replace(piece, text=each) for each in (piece.text[done : found.start()],) if each)
                yield NoteCall(_key_of(found))
                done = found.end()
        yield from (replace(piece, text=each) for each in (piece.text[done:],) if each)
        begins = begins and not piece.text.strip()
