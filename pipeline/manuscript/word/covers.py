"""Covers 封面 before a manuscript: who wrote it for whom, on a page of its own that readers don't see."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from pipeline.manuscript.printed_text.headings import numbering_of
from pipeline.manuscript.word.facts import Facts, body_look_of, facts_of
from pipeline.manuscript.word.manuscript import Block, Manuscript, Omission, Paragraph, Table, walk_paragraphs
from pipeline.manuscript.word.paragraph_shapes import is_date
from pipeline.manuscript.word.title_finding import DOCUMENT_NUMBER, find_title, is_title_of_part

_LABELS = re.compile(
    r"(?:中图)?(?:分\s*类\s*号|密\s*级|编\s*号|学\s*号|学\s*校\s*代\s*码|题\s*目|学\s*生(?:姓\s*名)?|姓\s*名|专\s*业|班\s*级|年\s*级|学\s*院|院\s*系|"
    r"指\s*导\s*(?:教\s*师|老\s*师)|导\s*师|课\s*程|单\s*位|申\s*报\s*人|提\s*交\s*日\s*期|完\s*成\s*日\s*期|日\s*期)\s*[:：\s]"
)
_MOST_LINES, _LONGEST, _MOST_PAGES, _LATEST = 24, 60, 3, 2
_LEAST_LABELS, _LEAST_LINES = 2, 2


def leave_out_cover(manuscript: Manuscript) -> Manuscript:
    """*manuscript* without the page of its cover, which is told, where the title stands once more on the next."""
    begun = [
        index
        for index, each in enumerate(manuscript.blocks)
        if index and isinstance(each, Paragraph) and each.is_on_new_page
    ]
    for index in reversed(begun[:_MOST_PAGES]):
        cover, rest = manuscript.blocks[:index], manuscript.blocks[index:]
        if _is_cover(cover, rest):
            text = "\n".join(shown for each in walk_paragraphs(cover) if (shown := each.shown.strip()))
            omission = Omission("cover", text, next(iter(walk_paragraphs(cover))).place)
            return replace(manuscript, blocks=rest, omissions=(*manuscript.omissions, omission))
    return manuscript


def _is_cover(cover: Sequence[Block], rest: Sequence[Block]) -> bool:
    lines = [each.shown.strip() for each in walk_paragraphs(tuple(cover)) if each.shown.strip()]
    is_short = _LEAST_LINES <= len(lines) <= _MOST_LINES and all(
        len(each) <= _LONGEST and "。" not in each for each in lines
    )
    if not is_short or any(map(DOCUMENT_NUMBER.fullmatch, lines)):
        return False
    title, is_dated = _title_of(tuple(rest))
    if title is None:
        return False
    count = sum(_LABELS.match(f"{each} ") is not None for each in lines)
    is_repeated = _drop_marks(title.text) in _drop_marks("".join(lines))
    return is_repeated or count >= _LEAST_LABELS or (is_dated and is_date(re.sub(r"\s", "", lines[-1])))


def _title_of(blocks: tuple[Block, ...]) -> tuple[Facts | None, bool]:
    """The title among the first lines of *blocks*, the text behind a cover; and whether more of a head stands below it,
    so that it is no heading."""
    if not any("。" in each.text for each in walk_paragraphs(blocks)):
        return None, False
    body = body_look_of(blocks)
    paragraphs = [each for each in map(facts_of, walk_paragraphs(blocks)) if each.text]
    index = find_title(paragraphs, body)
    if index is None or index > _LATEST or isinstance(blocks[0], Table):
        return None, False
    title = paragraphs[index]
    is_part = numbering_of(title.text) is not None or is_title_of_part(title.text) or bool(title.paragraph.label)
    below = paragraphs[index + 1] if index + 1 < len(paragraphs) else title
    has_head = below.is_centred and "。" not in below.text
    return (title, has_head) if not is_part and title.is_centred else (None, False)


def _drop_marks(text: str) -> str:
    return re.sub(r"[\s\W]", "", unicodedata.normalize("NFKC", text))
