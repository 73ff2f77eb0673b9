"""What a comparison finds: kinds, causes with their consequences, and which kinds fail."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.i18n import ngettext
from pipeline.regression.snapshot import Box

# Kind → weight, the most important first. An id never changes its meaning.
KINDS = {
    "pages.count": 1000,
    "boxes.changed": 950,
    "articles.moved": 900,
    "text.changed": 850,
    "text.moved": 800,
    "lines.rebroken": 700,
    "blocks.shifted": 650,
    "style.leading": 640,
    "style.spacing": 630,
    "style.font": 600,
    "style.size": 590,
    "style.weight": 580,
    "colour.changed": 570,
    "images.changed": 500,
    "vectors.changed": 450,
    "links.changed": 400,
    "outline.changed": 390,
    "labels.changed": 380,
    "tags.changed": 300,
    "pixels.changed": 100,
}
Place = tuple[int, Box]  # the index of a page from 0; a box in pt from its top left corner
_MOST_MARKS = 500


@dataclass(slots=True)
class Cause:
    """One thing that was done, gathered: its *sentence*, where it is seen, and what followed from it."""

    kind: str
    sentence: str
    before: list[Place] = field(default_factory=list)
    after: list[Place] = field(default_factory=list)
    rebroken: int = 0
    moved: int = 0
    moved_pages: set[int] = field(default_factory=set)
    references: int = 0
    page_shift: int = 0
    others: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. Pages are indexes from 0; *marks* are boxes in pt from the top left corner of the cut page."""

    kind: str
    sentence: str
    consequence: str
    pages_before: tuple[int, ...]
    pages_after: tuple[int, ...]
    marks_before: tuple[Place, ...]
    marks_after: tuple[Place, ...]
    weight: int
    fails: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """The *findings*, most important first, and *notes* on what could not be looked at."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether anything was found."""
        return bool(self.findings)

    @property
    def fails(self) -> bool:
        """Whether a kind was found that must not be."""
        return any(each.fails for each in self.findings)


def found(causes: Iterable[Cause], allowed: frozenset[str]) -> tuple[Finding, ...]:
    """The findings that *causes* make; those of *allowed* kinds don't fail, but a changed text always does."""
    rows = [
        Finding(
            each.kind,
            each.sentence,
            consequence(each),
            tuple(sorted({page for page, _box in each.before})),
            tuple(sorted({page for page, _box in each.after})),
            tuple(sorted(set(each.before))[:_MOST_MARKS]),
            tuple(sorted(set(each.after))[:_MOST_MARKS]),
            KINDS[each.kind],
            each.kind not in allowed or each.kind == "text.changed",
        )
        for each in causes
    ]
    return tuple(sorted(rows, key=lambda row: (-row.weight, row.pages_after or row.pages_before, row.sentence)))


def consequence(cause: Cause) -> str:
    """What followed from *cause*, in sentences; "" if nothing did."""
    parts = []
    if cause.rebroken:
        text = ngettext("{count} line is broken anew.", "{count} lines are broken anew.", cause.rebroken)
        parts.append(text.format(count=cause.rebroken))
    if cause.moved:
        pages = ", ".join(page_ranges(cause.moved_pages))
        text = ngettext("{count} line moves, on page {pages}.", "{count} lines move, on pages {pages}.", cause.moved)
        parts.append(text.format(count=cause.moved, pages=pages))
    if cause.page_shift:
        text = ngettext(
            "What follows moves by {count} page.", "What follows moves by {count} pages.", abs(cause.page_shift)
        )
        parts.append(text.format(count=f"{cause.page_shift:+d}"))
    if cause.references:
        text = ngettext("{count} page number follows.", "{count} page numbers follow.", cause.references)
        parts.append(text.format(count=cause.references))
    parts += dict.fromkeys(cause.others)
    return "".join(part if part.endswith("。") else f"{part} " for part in parts).rstrip()


def page_ranges(pages: Iterable[int]) -> list[str]:
    """0-based *pages* as numbers from 1, those that follow one another as a range."""
    ranges: list[list[int]] = []
    for page in sorted(set(pages)):
        if ranges and page == ranges[-1][-1] + 1:
            ranges[-1][1:] = [page]
        else:
            ranges.append([page])
    return ["–".join(str(page + 1) for page in each) for each in ranges]
