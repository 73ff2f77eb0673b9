"""Lists of tasks, ``- [ ] …`` and ``- [x] …``: boxes to be ticked, and boxes that are."""

import re
from dataclasses import replace

from pipeline.blocks import Block, Paragraph
from pipeline.inlines import Text

_BOX = re.compile("\\[([ xX])\\][ \u3000]+")

Item = tuple[Block, ...]


def read_task(item: Item) -> tuple[Item, bool | None]:
    """The *item* of a list without the box that it begins with, and whether that is ticked; None without a box."""
    match item:
        case (Paragraph(children=(Text() as text, *others)) as first, *more):
            box = _BOX.match(text.text)
            rest = text.text[box.end() :] if box is not None else ""
            if box is not None and (rest or others):
                words = (replace(text, text=rest), *others) if rest else tuple(others)
                return (replace(first, children=words), *more), box[1] != " "
    return item, None
