"""Blocks into Markdown that reads back as the same characters (docs/content-format.md)."""

import unicodedata

from pipeline.blocks import Heading
from pipeline.inlines import Inline, LineBreak, Strong, Text
from pipeline.manuscript.chinese_emphasis import is_wide
from pipeline.manuscript.escaping import escape, escape_start
from pipeline.manuscript.printed_text.printed import PrintedBlock


def write_blocks(blocks: tuple[PrintedBlock, ...]) -> str:
    """Return *blocks* as Markdown, one line for each paragraph or line of a sign-off."""
    return "\n\n".join(_write_block(block) for block in blocks) + "\n"


def _write_block(block: PrintedBlock) -> str:
    if isinstance(block, Heading):
        return _write_inlines(block.children, f"{'#' * (block.level + 1)} ")
    text = _write_inlines(block.children)
    return text if block.style == "body" else f"{{.{block.style}}}\n{text}"


def _write_inlines(inlines: tuple[Inline, ...], result: str = "") -> str:
    """Return *result* with *inlines* behind it."""
    for index, inline in enumerate(inlines):
        match inline:
            case Text():
                text = escape(inline.text)
            case Strong():
                following = inlines[index + 1] if index + 1 < len(inlines) else None
                after = following.text[:1] if isinstance(following, Text) else ""
                text = _write_strong(_text_of(inline), result[-1:], after)
            case LineBreak():
                text = "\\\n"
            case _:  # printed text has no others
                raise TypeError(type(inline).__name__)
        result += escape_start(text) if not result or result.endswith("\n") else text
    return result


def _text_of(strong: Strong) -> str:
    return "".join(child.text for child in strong.children if isinstance(child, Text))


def _write_strong(text: str, before: str, after: str) -> str:
    """*text* within ``**``, less the punctuation at its ends that would keep ``**`` from opening or closing there.

    CommonMark 0.31, 6.2: a run of ``*`` between a mark and a letter opens nothing on the letter's side, unless one of
    them is full width (manuscript/chinese_emphasis.py).
    """
    start, end = 0, len(text)
    while end and (text[end - 1].isspace() or _keeps_shut(text[end - 1], after)):
        end -= 1
        after = text[end]
    while start < end and (text[start].isspace() or _keeps_shut(text[start], before)):
        before = text[start]
        start += 1
    head, tail = escape(text[:start]), escape(text[end:])
    return f"{head}**{escape(text[start:end])}**{tail}" if start < end else escape(text)


def _keeps_shut(inner: str, outer: str) -> bool:
    """Whether ``**`` between *inner*, the stressed side, and *outer* (a character, or none) would be no stress mark."""
    if not outer or outer.isspace() or unicodedata.category(outer)[0] == "P" or is_wide(outer) or is_wide(inner):
        return False
    return unicodedata.category(inner)[0] in "PS"
