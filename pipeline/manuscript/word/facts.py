"""What a paragraph looks like beside the others of its manuscript: the evidence that headings are found by."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.manuscript.word.manuscript import Block, Break, Equation, Look, Paragraph, Piece, Reading, Table, Words
from pipeline.manuscript.word.manuscript import walk_paragraphs as all_paragraphs

_HEI = re.compile("黑体|simhei|heiti|雅黑|yahei|source han sans|noto sans|等线 light", re.IGNORECASE)
_KAI = re.compile("楷|kai", re.IGNORECASE)
_DISPLAY = re.compile("小标宋|大标宋|中宋|标宋|zhongsong|xiaobiaosong|魏碑|隶书|综艺|行楷", re.IGNORECASE)
_WHITE = " \t\u00a0\u2002-\u200a\u202f\u3000"
_AHEAD, _BEHIND = re.compile(f"^[{_WHITE}]+"), re.compile(f"[{_WHITE}]+$")
_LEAST_OFFSET, _LEAST_RIGHT = 4.0, 11.0  # em that a line stands in: where one is centred by spaces, where at the right
_LONG = 24  # characters of a paragraph that is text


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A *paragraph* without the white around it, its *text* as shown, and the *look* that most of its characters have.

    *lead*: the em that it stands in by spaces and indents.
    """

    paragraph: Paragraph
    text: str
    look: Look
    lead: float

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle, by its alignment or by spaces before it."""
        return self.paragraph.align == "center" or (self.lead >= _LEAST_OFFSET and len(self.text) <= 40)

    @property
    def is_right(self) -> bool:
        """Whether it stands at the right, by its alignment or by spaces before it."""
        return self.paragraph.align == "right" or (self.lead >= _LEAST_RIGHT and len(self.text) <= 40)

    @property
    def is_emphatic(self) -> bool:
        """Whether it is bold, or in a font of headings."""
        return self.look.is_bold or is_hei(self.look) or is_display(self.look)


def is_hei(look: Look) -> bool:
    """Whether Han characters of this *look* are in 黑体."""
    return _HEI.search(look.east_asian) is not None


def is_kai(look: Look) -> bool:
    """Whether Han characters of this *look* are in 楷体."""
    return _KAI.search(look.east_asian) is not None and not is_display(look)


def is_display(look: Look) -> bool:
    """Whether Han characters of this *look* are in a font of titles, such as 小标宋."""
    return _DISPLAY.search(look.east_asian) is not None


def facts_of(paragraph: Paragraph) -> Facts:
    """The facts of *paragraph*."""
    pieces, lead = strip_white(paragraph.pieces)
    stripped = replace(paragraph, pieces=pieces)
    return Facts(paragraph=stripped, text=stripped.shown.strip(), look=look_of(pieces), lead=lead + paragraph.indent)


def look_of(pieces: Iterable[Piece]) -> Look:
    """The look of most characters of *pieces*."""
    counts: Counter[Look] = Counter()
    for piece in pieces:
        if isinstance(piece, Words):
            counts[piece.look] += len(piece.text.strip()) or (0 if counts else 1)
    return counts.most_common(1)[0][0] if counts else Look()


def body_look_of(blocks: tuple[Block, ...]) -> Look:
    """The font, the size and the weight of most of the text of *blocks*; tables aside."""
    counts: Counter[Look] = Counter()
    paragraphs = list(all_paragraphs(tuple(each for each in blocks if not isinstance(each, Table))))
    long = [each for each in paragraphs if len(each.text) >= _LONG] or paragraphs
    for paragraph in long:
        for piece in paragraph.pieces:
            if isinstance(piece, Words):
                key = Look(east_asian=piece.look.east_asian, size=piece.look.size, is_bold=piece.look.is_bold)
                counts[key] += len(piece.text)
    return counts.most_common(1)[0][0] if counts else Look()


def strip_white(pieces: tuple[Piece, ...]) -> tuple[tuple[Piece, ...], float]:
    """*pieces* without the white at both ends, and how far that at the beginning reached, in em.

    White with a line under it is a place to write in, and stays.
    """
    left = list(pieces)
    lead = 0.0
    while left and _is_words(left[0]):
        first = left[0]
        assert isinstance(first, Words)
        found = _AHEAD.match(first.text)
        lead += sum(_width(each) for each in found[0]) if found else 0.0
        text = first.text[found.end() :] if found else first.text
        if text:
            left[0] = replace(first, text=text)
            break
        del left[0]
    while left and (isinstance(left[-1], Break) or _is_words(left[-1])):
        last = left.pop()
        text = _BEHIND.sub("", last.text) if isinstance(last, Words) else ""
        if text and isinstance(last, Words):
            left.append(replace(last, text=text))
            break
    return tuple(left), lead


def _is_words(piece: Piece) -> bool:
    return isinstance(piece, Words) and not piece.look.is_underlined


def _width(white: str) -> float:
    return 1.0 if white == "\u3000" else 2.0 if white == "\t" else 0.5


def has_words(pieces: Iterable[Piece]) -> bool:
    """Whether any of *pieces* is text."""
    return any(
        isinstance(each, Equation | Reading) or (isinstance(each, Words) and each.text.strip()) for each in pieces
    )
