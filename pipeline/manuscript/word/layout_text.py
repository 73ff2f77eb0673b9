"""Text of a manuscript that the layout or the office makes itself: typed contents 目录, running heads 书眉, the list of
those whom a document goes to 版记."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.manuscript.word.facts import facts_of
from pipeline.manuscript.word.manuscript import (
    Block,
    Manuscript,
    Omission,
    OmissionKind,
    Paragraph,
    Table,
    walk_paragraphs,
)

_CONTENTS = re.compile(r"[\[【]?(?:目[\s　]*[录次]|CONTENTS|Contents)[\]】]?[:：]?")
_DOTTED = re.compile(r".*?[…．.·•‥]{3,}[\s　]*[（(]?\d{1,3}[）)]?")
_WITH_FOLIO = re.compile(r".{2,60}\t[\s　]*[（(]?\d{1,3}[）)]?")
_VOLUME = re.compile(r"第\s*\d+\s*卷.{0,20}第\s*\d+\s*期|Vol\s*\.?\s*\d+.{0,20}No\s*\.?\s*\d+", re.IGNORECASE)
_COPIES = re.compile(r"(?:抄\s*送|抄\s*报|分\s*送|主\s*送|印\s*送|发\s*送)\s*[:：].*")
_PRINTED = re.compile(r".{2,40}[\d〇○一二三四五六七八九十]+日印发?.*")
_LEAST_ROWS, _LONGEST, _FIRST = 3, 120, 3
_MOST_CELLS, _LONGEST_LIST, _LAST = 6, 200, 5


def leave_out_layout_text(manuscript: Manuscript) -> Manuscript:
    """*manuscript* without its typed contents, the running heads above its title and the list 版记 at its end, which
    are told."""
    blocks = manuscript.blocks
    texts = [facts_of(each).text if isinstance(each, Paragraph) else "" for each in blocks]
    made = {each.place.number for each in manuscript.omissions if each.kind == "contents" and not each.place.story}
    contents = _contents(texts) | {
        at
        for at, each in enumerate(blocks)
        if _CONTENTS.fullmatch(texts[at]) and not made.isdisjoint(range(each.place.number, each.place.number + 3))
    }
    heads = {at for at, text in enumerate(texts[:_FIRST]) if len(text) <= _LONGEST and _VOLUME.search(text)}
    named: tuple[tuple[set[int], OmissionKind], ...] = (
        (heads, "margin"), (contents, "contents"), (_distribution(blocks), "distribution"),
    )  # fmt: skip
    kinds = {at: kind for found, kind in named for at in found}
    omissions: list[Omission] = []
    for at in sorted(kinds):
        text = "\n".join(each.shown.strip() for each in walk_paragraphs((blocks[at],)))
        if kinds[at] != "margin" and kinds.get(at - 1) == kinds[at]:
            omissions[-1] = replace(omissions[-1], text=f"{omissions[-1].text}\n{text}")
        else:
            omissions.append(Omission(kinds[at], text, blocks[at].place))
    left = tuple(each for at, each in enumerate(blocks) if at not in kinds)
    return replace(manuscript, blocks=left, omissions=(*manuscript.omissions, *omissions))


def _distribution(blocks: Sequence[Block]) -> set[int]:
    """The indices of the distribution list 版记 of a document: who gets it, who had it printed (GB/T 9704, 7.4), in
    a table, or as the last lines."""
    found = {at for at, each in enumerate(blocks) if isinstance(each, Table) and _is_distribution(each)}
    lines = [(at, re.sub(r"[\s　]", "", each.shown)) for at, each in enumerate(blocks) if isinstance(each, Paragraph)]
    lines = [each for each in lines if each[1]] if blocks and not found and isinstance(blocks[-1], Paragraph) else []
    for at, text in reversed(lines[-_LAST:]):
        if not (_PRINTED.fullmatch(text) or (found and _COPIES.fullmatch(text))) or len(text) > _LONGEST_LIST:
            break
        found.add(at)
    return found


def _is_distribution(table: Table) -> bool:
    if len(table.rows) > _MOST_CELLS or table.columns > _MOST_CELLS:
        return False
    cells = (cell for row in table.rows for cell in row)
    texts = [re.sub(r"[\s　]", "", "".join(each.shown for each in walk_paragraphs(cell.blocks))) for cell in cells]
    is_short = all(len(each) <= _LONGEST_LIST for each in texts)
    return is_short and any(_COPIES.fullmatch(each) or _PRINTED.fullmatch(each) for each in texts)


def _contents(texts: list[str]) -> set[int]:
    """The indices of the paragraphs of contents, with their head."""
    found: set[int] = set()
    at = 0
    while at < len(texts):
        has_head = _CONTENTS.fullmatch(texts[at]) is not None
        end = begin = at + has_head
        while end < len(texts) and _is_row(texts[end], has_head=has_head):
            end += 1
        if end - begin >= _LEAST_ROWS:
            found |= set(range(at, end))
        at = max(end, at + 1)
    return found


def _is_row(text: str, *, has_head: bool) -> bool:
    """Whether *text* leads from a heading to a folio; by a tab only below a head."""
    if len(text) > _LONGEST:
        return False
    return _DOTTED.fullmatch(text) is not None or (has_head and _WITH_FOLIO.fullmatch(text) is not None)
