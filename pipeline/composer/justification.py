"""Making one line as wide as the measure: what each mark and gap of it gives or takes.

Squeezed in the order of ``Level`` (each level gives in proportion before the next is touched), stretched in the order
word spaces, Han–Latin gaps, all gaps (clreq §3.5.3, §3.5.4). No gap grows beyond half an em: a line that would need it
has a hole, and is left as short as it is. Lengths in em of the paragraph.
"""

from dataclasses import dataclass
from math import inf

from pipeline.composer.characters import Kind
from pipeline.composer.composition_rules import Level
from pipeline.composer.paragraph import Paragraph

_TOLERANCE = 1e-6
_WIDEST = 0.5  # em that is added at one place
_WORD = 0.25  # em that is added at a word space beyond its own half em, where a line has nothing else
_WIDEST_IN_ADDRESS = 0.1  # em between the letters of a line that is nothing but a piece of an address


@dataclass(slots=True)
class Setting:
    """How one line is set: *trims*, *gaps* and *width* as in ``ComposedLine``."""

    width: float
    trims: dict[int, tuple[float, float]]
    gaps: dict[int, float]

    def trim(self, index: int, before: float, after: float) -> None:
        """Cut *before* and *after* em more off the start and the end of the character *index*."""
        old = self.trims.get(index, (0.0, 0.0))
        self.trims[index] = (old[0] + before, old[1] + after)
        self.width -= before + after

    def space(self, index: int, width: float) -> None:
        """Add *width* em to the gap after the character *index*."""
        self.gaps[index] = self.gaps.get(index, 0.0) + width
        self.width += width


def set_line(
    paragraph: Paragraph,
    start: int,
    end: int,
    edges: tuple[float, float],
    measure: float,
    *,
    stretch: bool,
    even: bool = False,
) -> Setting:
    """Set the characters *start* to *end*. *edges*: what the first loses at its start and the last at its end.

    *even*: as wide as the measure whatever the gaps (均排).
    """
    setting = Setting(0.0, {}, {})
    if start == end:
        return setting
    _set_naturally(paragraph, start, end, edges, setting)
    excess = setting.width - measure
    if excess > _TOLERANCE:
        _squeeze(paragraph, start, end, excess, setting)
    elif stretch and excess < -_TOLERANCE:
        _stretch(paragraph, start, end, -excess, setting, inf if even else _WIDEST)
    return setting


def _set_naturally(paragraph: Paragraph, start: int, end: int, edges: tuple[float, float], setting: Setting) -> None:
    setting.width = paragraph.widths[end] - paragraph.widths[start] - paragraph.gaps[end - 1]
    for index in range(start, end):
        if paragraph.before[index] or paragraph.after[index]:
            setting.trims[index] = (paragraph.before[index], paragraph.after[index])
        if paragraph.gaps[index] and index < end - 1:
            setting.gaps[index] = paragraph.gaps[index]
    if edges[0]:
        setting.trim(start, edges[0], 0.0)
    if edges[1]:
        setting.trim(end - 1, 0.0, edges[1])


def _squeeze(paragraph: Paragraph, start: int, end: int, excess: float, setting: Setting) -> None:
    first = start + 1 if paragraph.kinds[start] is Kind.OPENING else start
    for level in paragraph.squeezes:
        rooms = [(i, paragraph.rooms[i]) for i in range(first, end - 1) if paragraph.levels[i] is level]
        room = sum(own for _index, own in rooms)
        share = min(1.0, excess / room) if room > 0 else 0.0
        for index, own in rooms:
            if level in (Level.WORD_SPACE, Level.HAN_LATIN):
                setting.space(index, -own * share)
            elif index in paragraph.centred:
                setting.trim(index, *(white * share for white in paragraph.white_of_centred(index)))
            elif paragraph.kinds[index] is Kind.OPENING:
                setting.trim(index, own * share, 0.0)
            else:
                setting.trim(index, 0.0, own * share)
        excess -= room * share
        if excess <= _TOLERANCE:
            return


def _stretch(paragraph: Paragraph, start: int, end: int, short: float, setting: Setting, widest: float) -> None:
    inner = range(start, end - 1)
    totals = [sum(room[index] for index in inner) for room in (paragraph.word_space, paragraph.han_latin)]
    rest = short - sum(totals)
    white = white_between(paragraph, start, end, rest, widest) if rest > _TOLERANCE else {}
    if rest > _TOLERANCE and not white:
        return
    for room, total in zip((paragraph.word_space, paragraph.han_latin), totals, strict=True):
        share = min(1.0, short / total) if total > 0 else 0.0
        for index in inner:
            if room[index] * share > 0:
                setting.space(index, room[index] * share)
        short -= total * share
    for index, width in white.items():
        setting.space(index, width)


def white_between(
    paragraph: Paragraph, start: int, end: int, short: float, widest: float = _WIDEST
) -> dict[int, float]:
    """What a line gets after its characters of the *short* that its word spaces and Han–Latin gaps can't give; nothing
    when that would make a hole: a gap that grows by more than *widest*."""
    inner = range(start, end - 1)
    loose = [index for index in inner if paragraph.is_loose[index]]
    if short > _WIDEST * len(loose):  # before marks too, rather than leave it short, but as little as can be
        others = [index for index in inner if not paragraph.is_loose[index] and paragraph.may_stretch(index)]
        rest = short - _WIDEST * len(loose)
        if widest <= _WIDEST and others and rest <= _WIDEST * len(others):
            return dict.fromkeys(loose, _WIDEST) | dict.fromkeys(others, rest / len(others))
        loose += others
    if not loose:  # an English line
        loose, widest = [index for index in inner if paragraph.levels[index] is Level.WORD_SPACE], min(widest, _WORD)
    if not loose and paragraph.is_in_address(start, end):  # its letters are spaced out, for the edge must be flush
        loose, widest = [index for index in inner if not paragraph.glued[index + 1]], _WIDEST_IN_ADDRESS
    return dict.fromkeys(loose, short / len(loose)) if loose and short <= widest * len(loose) else {}
