"""Sections of a manuscript that name authors of their own, as those of a newsletter 简报 in one file do."""

from collections.abc import Iterator, Sequence

from pipeline.manuscript.word.draft import DraftBlock, Heading, Text
from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.names import read_byline, read_closing
from pipeline.manuscript.word.title_finding import DASH


def find_signed_sections(blocks: Sequence[DraftBlock]) -> tuple[str, ...]:
    """The headings of the sections of *blocks* that have authors below their heading, or in brackets at their end."""
    return tuple(heading for heading, texts in _sections(blocks) if texts and _is_signed(texts))


def _sections(blocks: Sequence[DraftBlock]) -> Iterator[tuple[str, list[Facts]]]:
    """The headings of the highest level, and the paragraphs below each."""
    heading, texts = "", list[Facts]()
    for block in blocks:
        if isinstance(block, Heading) and block.found.level == 1:
            if heading:
                yield heading, texts
            heading, texts = block.facts.text, []
        elif isinstance(block, Text):
            texts.append(block.facts)
    if heading:
        yield heading, texts


def _is_signed(texts: Sequence[Facts]) -> bool:
    below = [each for each in texts if not DASH.match(each.text)] or texts
    first, last = below[0], texts[-1]
    is_byline = (first.is_centred or first.is_right) and read_byline(first.text, stands_apart=True) is not None
    return is_byline or any(read_closing(each.text) is not None for each in (last, *texts[-3:-1]) if "。" in each.text)
