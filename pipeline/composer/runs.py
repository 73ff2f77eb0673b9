"""Text in one face and size, as it is given to the composer."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Text in one face and size. *advances* has the width of each character in em of the paragraph; a character of
    width 0 belongs to the one before it. *size* is the run's em in em of the paragraph. *note_mark*: the run is a
    footnote's mark and stays with the character before it; *whole*: no line ends in it. *latin* has the offsets of
    marks that are set as Latin sets them, *hyphens* for each offset that may begin a line after a hyphen the width of
    that hyphen; at the *rare_hyphens* among these a line begins only where the one before it would else have a hole.
    *centred*: its pause marks and stops stand in the middle of their em, as in Traditional Chinese.
    *unkerned* has, for each character of the run after which a word may be cut, what it is wider by when the rest of
    the word is in the next line. All in em of the paragraph."""

    text: str
    advances: Sequence[float]
    size: float = 1.0
    note_mark: bool = False
    whole: bool = False
    centred: bool = False
    latin: Collection[int] = ()
    hyphens: Mapping[int, float] = field(default_factory=dict)
    rare_hyphens: Collection[int] = ()
    unkerned: Mapping[int, float] = field(default_factory=dict)
