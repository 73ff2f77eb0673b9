"""What a comparison finds: kinds, findings, their ids. Whether it is let pass: see ``verdict``."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.regression.snapshot.snapshot import Box

# Kind → weight, the most important first. An id never changes its meaning.
KINDS = {
    "pages.count": 1000,
    "boxes.changed": 950,
    "articles.added": 920,
    "articles.removed": 910,
    "articles.moved": 900,
    "text.changed": 850,
    "text.moved": 800,
    "lines.rebroken": 700,
    "pages.depth": 660,
    "blocks.shifted": 650,
    "style.leading": 640,
    "style.spacing": 630,
    "style.font": 600,
    "style.size": 590,
    "style.weight": 580,
    "colour.changed": 570,
    "glyphs.changed": 560,
    "images.changed": 500,
    "vectors.changed": 450,
    "preflight.new": 420,
    "links.changed": 400,
    "outline.changed": 390,
    "labels.changed": 380,
    "standards.changed": 370,
    "properties.changed": 360,
    "alternatives.changed": 350,
    "reading.order": 340,
    "attachments.changed": 330,
    "tags.changed": 300,
    "pixels.changed": 100,
    "preflight.gone": 50,
}
Place = tuple[int, Box]  # the index of a page from 0; a box in pt from its top left corner
PagePair = tuple[int | None, int | None]  # the index of a page before and after, from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding. Pages are indexes from 0; *marks* are boxes in pt from the top left corner of the cut page.

    *id* names it: the same change at the same places has the same id on every machine and in every language.
    *pages_followed* are pages before whose lines move because of it. *owners* are places of what it belongs to, where
    they aren't its marks: those of a note are its calls.
    """

    id: str
    kind: str
    sentence: str
    consequence: str
    pages_before: tuple[int, ...]
    pages_after: tuple[int, ...]
    marks_before: tuple[Place, ...]
    marks_after: tuple[Place, ...]
    pages_followed: tuple[int, ...] = ()
    owners_before: tuple[Place, ...] = ()
    owners_after: tuple[Place, ...] = ()

    @property
    def words(self) -> str:
        """What names it wherever it stands: by what it says, and at how many places."""
        said = self.kind, self.sentence, len(self.marks_before), len(self.marks_after)
        return hashlib.sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:12]

    @property
    def weight(self) -> int:
        """How important it is; the most important are told first."""
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The *findings*, most important first, and *notes* on what could not be looked at.

    *pages* are all pages in order, each as it was before and as it is after, None where it came or went.
    """

    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    pages: tuple[PagePair, ...] = ()

    @property
    def differs(self) -> bool:
        """Whether anything was found."""
        return bool(self.findings)


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """*findings*, the most important first, then by their pages."""
    return tuple(sorted(findings, key=lambda row: (-row.weight, row.pages_after or row.pages_before, row.sentence)))


def finding_id(kind: str, facts: object, before: tuple[Place, ...], after: tuple[Place, ...]) -> str:
    """Eight hexadecimal digits that name what is told by these, places rounded to whole points."""
    places = [[(page, *map(round, box)) for page, box in row] for row in (before, after)]
    return hashlib.sha256(repr((kind, facts, places)).encode("utf-8", "replace")).hexdigest()[:8]


def page_ranges(pages: Iterable[int]) -> list[str]:
    """0-based *pages* as numbers from 1, those that follow one another as a range."""
    ranges: list[list[int]] = []
    for page in sorted(set(pages)):
        if ranges and page == ranges[-1][-1] + 1:
            ranges[-1][1:] = [page]
        else:
            ranges.append([page])
    return ["–".join(str(page + 1) for page in each) for each in ranges]
