"""The causes found so far, and what is known by them of lines, pages and notes; what they are found in is evidence."""

from dataclasses import dataclass, field

from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.findings import Cause


@dataclass(kw_only=True)
class KnownCauses:
    """What is told of *pairing* so far: *causes* by their kind and key; what comes later looks here for its reason.

    Of lines before (*line_causes*, by their index) it is what was done to them, of pages before (*page_causes*) what
    moved their lines, *note_causes* what was done to their notes. *figure_lines* are lines before that are labels of a
    figure of another size, *references* the page numbers in the text that follow their pages. What moves with these is
    *followed*, which is never told by itself.
    """

    pairing: Pairing
    causes: dict[tuple[object, ...], Cause] = field(default_factory=dict)
    line_causes: dict[int, Cause] = field(default_factory=dict)
    page_causes: dict[int, Cause] = field(default_factory=dict)
    note_causes: dict[int, Cause] = field(default_factory=dict)
    figure_lines: set[int] = field(default_factory=set)
    references: int = 0
    followed: Cause = field(default_factory=lambda: Cause(kind="pages.count", sentence=""))

    def cause(self, key: tuple[object, ...], kind: str, sentence: str = "") -> Cause:
        """The cause known by *key*, made when it is new."""
        return self.causes.setdefault((kind, *key), Cause(kind=kind, sentence=sentence))
