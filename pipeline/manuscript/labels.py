"""Labels that lines begin with: who speaks, a day, a term, the number of an article of law."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.inlines import Code, Footnote, Inline, Ruby, Strong, Subscript, Superscript, Text, plain_text

_SIGN = "\ufffc"  # stands for what is one thing and no letters: a formula, a picture, a note
LABEL = re.compile(r"[ 　]*([^：:，。；！？\s][^：，。；！？]{0,19})：[ 　]*")
"""What stands before a full-width colon: a speaker, a day, a term."""
ARTICLE_OF_LAW = re.compile(
    rf"[ 　]*(第[〇零一二三四五六七八九十百千0-9]{{1,8}}条(?:之[一二三四五六七八九十])?{_SIGN}?)[ 　]*"
)

Inlines = tuple[Inline, ...]


def take_label(inlines: Inlines, label: re.Pattern[str]) -> tuple[Inlines, Inlines]:
    """The label that *inlines* begin with, whatever marks its words have, and the rest; an empty one if there is none.

    The label is not stressed: layouts do that.
    """
    found = label.match("".join(map(_flow, inlines)))
    if found is None:
        return (), inlines
    start, end = found.span(1)
    if not {start, end, found.end()} <= set(_places(inlines)):
        return (), inlines  # it would cut a word with its reading, or the like
    taken = (part for each in _cut(inlines, start, end) for part in _drop_stress(each))
    return tuple(taken), _cut(inlines, found.end())


def _flow(inline: Inline) -> str:
    """The text of *inline* as labels are looked for in it; nothing has none."""
    if isinstance(inline, Text | Code | Subscript | Superscript | Ruby):
        return plain_text([inline])
    return "".join(map(_flow, _parts(inline))) or _SIGN


def _parts(inline: Inline) -> Inlines:
    """What *inline* can be parted into; a note stays whole."""
    return () if isinstance(inline, Footnote) else getattr(inline, "children", ())


def _places(inlines: Inlines, at: int = 0) -> Iterator[int]:
    """Where *inlines* that begin *at* a place of the flow may be cut."""
    yield at
    for inline in inlines:
        length = len(_flow(inline))
        yield from range(at, at + length) if isinstance(inline, Text) else _places(_parts(inline), at)
        at += length
        yield at


def _cut(inlines: Inlines, start: int, end: int | None = None) -> Inlines:
    """What stands from *start* to *end* (None: to the last) of the flow of *inlines*."""
    made: list[Inline] = []
    at = 0
    for inline in inlines:
        length = len(_flow(inline))
        first, last = max(start - at, 0), length if end is None else min(end - at, length)
        at += length
        if first >= last:
            continue
        if isinstance(inline, Text):
            made.append(Text(inline.text[first:last], inline.line))
        elif (parts := _parts(inline)) and (first, last) != (0, length):
            made.append(replace(inline, children=_cut(parts, first, last)))  # type: ignore[arg-type]
        else:
            made.append(inline)
    return tuple(made)


def _drop_stress(inline: Inline) -> Inlines:
    return inline.children if isinstance(inline, Strong) else (inline,)
