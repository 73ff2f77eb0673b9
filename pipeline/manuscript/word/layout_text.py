"""Text of a manuscript that the layout makes itself: contents 目录 and running heads 书眉, typed as paragraphs."""

import re
from dataclasses import replace

from pipeline.manuscript.word.facts import facts_of
from pipeline.manuscript.word.manuscript import Block, Manuscript, Omission, Paragraph

_CONTENTS = re.compile(r"[\[【]?(?:目[\s　]*[录次]|CONTENTS|Contents)[\]】]?[:：]?")
_DOTTED = re.compile(r".*?[…．.·•‥]{3,}[\s　]*[（(]?\d{1,3}[）)]?")
_WITH_FOLIO = re.compile(r".{2,60}\t[\s　]*[（(]?\d{1,3}[）)]?")
_VOLUME = re.compile(r"第\s*\d+\s*卷.{0,20}第\s*\d+\s*期|Vol\s*\.?\s*\d+.{0,20}No\s*\.?\s*\d+", re.IGNORECASE)
_LEAST_ROWS, _LONGEST, _FIRST = 3, 120, 3


def leave_out_layout_text(manuscript: Manuscript) -> Manuscript:
    """*manuscript* without its typed contents and the running heads above its title, which are told."""
    texts = [facts_of(each).text if isinstance(each, Paragraph) else "" for each in manuscript.blocks]
    contents = _contents(texts)
    heads = {at for at, text in enumerate(texts[:_FIRST]) if len(text) <= _LONGEST and _VOLUME.search(text)}
    if not contents and not heads:
        return manuscript
    left: list[Block] = []
    omissions: list[Omission] = []
    for at, block in enumerate(manuscript.blocks):
        if at not in contents | heads:
            left.append(block)
        elif at in contents and at - 1 in contents:
            omissions[-1] = replace(omissions[-1], text=f"{omissions[-1].text}\n{texts[at]}")
        else:
            omissions.append(Omission("contents" if at in contents else "margin", texts[at], block.place))
    return replace(manuscript, blocks=tuple(left), omissions=(*manuscript.omissions, *omissions))


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
