"""What marks lose of their white wherever they stand in a line: half an em of that between two marks (clreq 3.1.6.2).

The ink of a mark stands at one side of its em and the white at the other, half an em of it. In Traditional Chinese
pause marks and stops stand in the middle, with a quarter at both sides; ？ and ！ keep theirs (clreq 3.1.6.1).
Lengths in em of the paragraph.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.composer.characters import TRIMMED_AFTER, Kind

FULL_WIDTH = 0.9  # em; a mark narrower than this has no white of its own to give
_REPEATED = frozenset("？！")
RATIO = "∶"
"""Between two numbers, 3∶2; half an em wide as the interpunct is, with its ink in the middle."""
UNADJUSTABLE = frozenset("？！")
"""Marks that keep their white where they stand in the middle of their em."""


@dataclass(slots=True, kw_only=True)
class AdjacentMarks:
    """The marks of a text, as fields of ``Paragraph``. *called* are indices of characters that begin a note's mark,
    *centred* those of marks in the middle of their em. *before* and *after*: what is cut off each character."""

    text: str
    kinds: Sequence[Kind]
    sizes: Sequence[float]
    advances: Sequence[float]
    open_marks: bool
    called: Collection[int]
    centred: Collection[int]
    before: list[float]
    after: list[float]

    def trim(self) -> None:
        """Find *before* and *after*, which are 0 as yet."""
        self._trim_one_sided()
        for index in self.centred:
            self._trim_centred(index)

    def _is_wide(self, index: int) -> bool:
        return self.advances[index] >= FULL_WIDTH * self.sizes[index]

    def _kind_after(self, index: int) -> Kind:
        return self.kinds[index + 1] if index + 1 < len(self.kinds) else Kind.HAN

    def _trim_one_sided(self) -> None:
        han, previous = Kind.HAN, Kind.HAN
        repeated = 0  # of ？ and ！ so far in a row: two take one em, three take two (GB/T 15834 5.1.2)
        for index, kind in enumerate(self.kinds):
            if kind is han:
                previous, repeated = kind, 0
                continue
            repeated = repeated + 1 if self.text[index] in _REPEATED else 0
            if kind is Kind.OPENING:
                if self._is_wide(index) and (previous is Kind.OPENING or self.open_marks):
                    self.before[index] = self.sizes[index] / 2
            elif kind is Kind.DOT or self.text[index] == RATIO:
                if self._is_wide(index):
                    self.before[index] = self.after[index] = self.sizes[index] / 4
            elif self.text[index] == "–":
                if Kind.LATIN not in (previous, self._kind_after(index)):  # 短横线: half an em (GB/T 15834 5.1.6)
                    spare = max(0.0, self.advances[index] - self.sizes[index] / 2)
                    self.before[index] = self.after[index] = spare / 2
            elif kind in TRIMMED_AFTER and self._is_wide(index):
                closes_pair = repeated > 0 and repeated % 2 == 0
                if closes_pair or self._gives_way(index):
                    self.after[index] = self.sizes[index] / 2
            previous = kind

    def _gives_way(self, index: int) -> bool:
        """Whether a mark loses its white because of what follows; a note's mark stands in that white."""
        following = self._kind_after(index)
        open_mark = self.open_marks and self.kinds[index] is not Kind.STOP
        return open_mark or index + 1 in self.called or following in TRIMMED_AFTER or following is Kind.OPENING

    def _trim_centred(self, index: int) -> None:
        """A bracket beside the mark stays close to what it encloses: it loses its white, or the mark its own."""
        size, following = self.sizes[index], self._kind_after(index)
        self.before[index] = self.after[index] = 0.0
        if following is Kind.OPENING and self._is_wide(index + 1):
            self.before[index + 1] = self.sizes[index + 1] / 2
        if self.text[index] in UNADJUSTABLE or not self._is_wide(index):
            return
        if following is Kind.CLOSING or (self.open_marks and self.kinds[index] is Kind.PAUSE):
            self.before[index] = self.after[index] = size / 4
        elif index + 1 in self.called:
            self.after[index] = size / 4
