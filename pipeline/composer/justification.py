"""Making one line as wide as the measure: what each mark and gap of it gives or takes.

Squeezed in the order of ``Level`` (each level gives in proportion before the next is touched), stretched in the order
word spaces, Han–Latin gaps, all gaps (clreq §3.5.3, §3.5.4). Lengths in em of the paragraph.
"""

from dataclasses import dataclass

from pipeline.composer.characters import Kind
from pipeline.composer.composition_rules import Level
from pipeline.composer.paragraph import Paragraph

_TOLERANCE = 1e-6
_WIDEST = 0.5  # em that is added at one place while there are others


@dataclass(slots=True)
class Setting:
    """How a line is set; fields as in ``composer.Line``."""

    width: float
    trims: dict[int, tuple[float, float]]
    gaps: dict[int, float]

    def trim(self, index: int, before: float, after: float) -> None:
        """Cut more off a character."""
        old = self.trims.get(index, (0.0, 0.0))
        self.trims[index] = (old[0] + before, old[1] + after)
        self.width -= before + after

    def space(self, index: int, width: float) -> None:
        """Add to the gap after a character."""
        self.gaps[index] = self.gaps.get(index, 0.0) + width
        self.width += width


def set_line(
    paragraph: Paragraph, start: int, end: int, edges: tuple[float, float], measure: float, *, stretch: bool
) -> Setting:
    """Set the characters *start* to *end*. *edges*: what the first loses at its start and the last at its end."""
    setting = Setting(0.0, {}, {})
    if start == end:
        return setting
    _set_naturally(paragraph, start, end, edges, setting)
    excess = setting.width - measure
    if excess > _TOLERANCE:
        _squeeze(paragraph, start, end, excess, setting)
    elif stretch and excess < -_TOLERANCE:
        _stretch(paragraph, start, end, -excess, setting)
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
            elif paragraph.kinds[index] is Kind.OPENING:
                setting.trim(index, own * share, 0.0)
            else:
                setting.trim(index, 0.0, own * share)
        excess -= room * share
        if excess <= _TOLERANCE:
            return


def _stretch(paragraph: Paragraph, start: int, end: int, short: float, setting: Setting) -> None:
    inner = range(start, end - 1)
    for room in (paragraph.word_space, paragraph.han_latin):
        total = sum(room[index] for index in inner)
        share = min(1.0, short / total) if total > 0 else 0.0
        for index in inner:
            if room[index] * share > 0:
                setting.space(index, room[index] * share)
        short -= total * share
    if short <= _TOLERANCE:
        return
    loose = [index for index in inner if paragraph.is_loose[index]]
    if short > _WIDEST * len(loose):  # beside marks too, rather than tear the line apart
        loose = [index for index in inner if paragraph.is_loose[index] or paragraph.may_stretch(index)]
    # a piece of an address alone in its line: its letters are spaced out, for the edge must be flush
    loose = loose or [index for index in inner if not paragraph.glued[index + 1]]
    for index in loose:
        setting.space(index, short / len(loose))
