"""What passes gather of one thing that may have been done, until all evidence of it is known."""

from dataclasses import dataclass, field

from pipeline.regression.findings import Place


@dataclass(slots=True, kw_only=True)
class Draft:
    """A candidate in the making: its *sentence*, where it is seen, and what moved and broke with it.

    For the fields that say what it is: see ``Candidate``. *others*: sentences of what else it did.
    """

    kind: str
    sentence: str
    facts: str = ""
    before: list[Place] = field(default_factory=list)
    after: list[Place] = field(default_factory=list)
    rebroken: int = 0
    moved: int = 0
    moved_pages: set[int] = field(default_factory=set)
    references: int = 0
    page_shift: int = 0
    others: list[str] = field(default_factory=list)
    owners_before: list[Place] = field(default_factory=list)
    owners_after: list[Place] = field(default_factory=list)
    is_float: bool = False
    is_of_heads: bool = False
    moves_floats: bool = False
    is_of_note: bool = False
    is_of_links: bool = False
    is_of_marks: bool = False
    is_face_lost: bool = False
    is_of_paper: bool = False
    fills_pages: bool = False
    aside: float = 0.0
    lengths: tuple[float, float] = (0.0, 0.0)
    said: list[tuple[str, str]] = field(default_factory=list)
    seen_in: set[str] = field(default_factory=set)
