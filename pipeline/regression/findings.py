"""What a comparison finds: kinds, and causes with their consequences. Whether it is let pass: see ``verdict``."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.i18n import ngettext
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
_MOST_MARKS = 500


@dataclass(slots=True, kw_only=True)
class Cause:
    """One thing that was done, gathered: its *sentence*, where it is seen, and what followed from it.

    *facts* tell it from others at the same places, in no language. The *owners* are places of what it belongs to, where
    that is elsewhere: the calls of a note. *is_float*: only a figure, its words, or its tags, went to another place.
    *is_of_heads*: only running heads and folios say other words. *moves_floats*: figures went to another place with it.
    *said*: what words were and what they are, wherever in the file they stand. *seen_in*: the letters of the lines, or
    of the beginnings of lines, that look or are tagged otherwise. *is_of_note*: a note came or went. *is_of_links*:
    only tags of links came or went. *is_of_marks*: only glyphs of marks of punctuation are others. *is_face_lost*: a
    face is embedded no more. *lengths*: the measure or the size before and after, pt; zeros where it is the same.
    *roles*: in which styles, faces and sizes, the lines are set that it is seen in before, where none is body text.
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
    lengths: tuple[float, float] = (0.0, 0.0)
    said: list[tuple[str, str]] = field(default_factory=list)
    seen_in: set[str] = field(default_factory=set)
    roles: frozenset[tuple[str, float]] = frozenset()

    @property
    def scale(self) -> float:
        """The measure or the size after, of that before; 0 where it is the same."""
        return self.lengths[1] / self.lengths[0] if self.lengths[0] else 0.0

    @property
    def weight(self) -> int:
        """How important its kind is."""
        return KINDS[self.kind]


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


def make_findings(causes: Mapping[tuple[object, ...], Cause]) -> tuple[Finding, ...]:
    """The findings that *causes*, by what they are known as, make; the most important first."""
    return sort_findings(_finding(key, each) for key, each in causes.items())


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """*findings*, the most important first, then by their pages."""
    return tuple(sorted(findings, key=lambda row: (-row.weight, row.pages_after or row.pages_before, row.sentence)))


def _finding(key: tuple[object, ...], cause: Cause) -> Finding:
    before, after = tuple(sorted(set(cause.before))), tuple(sorted(set(cause.after)))
    return Finding(
        id=finding_id(cause.kind, (key, cause.facts), before, after),
        kind=cause.kind,
        sentence=cause.sentence,
        consequence=consequence(cause),
        pages_before=tuple(sorted({page for page, _box in before})),
        pages_after=tuple(sorted({page for page, _box in after})),
        marks_before=before[:_MOST_MARKS],
        marks_after=after[:_MOST_MARKS],
        pages_followed=tuple(sorted(cause.moved_pages)),
        owners_before=tuple(sorted(set(cause.owners_before))),
        owners_after=tuple(sorted(set(cause.owners_after))),
    )


def finding_id(kind: str, facts: object, before: tuple[Place, ...], after: tuple[Place, ...]) -> str:
    """Eight hexadecimal digits that name what is told by these, places rounded to whole points."""
    places = [[(page, *map(round, box)) for page, box in row] for row in (before, after)]
    return hashlib.sha256(repr((kind, facts, places)).encode("utf-8", "replace")).hexdigest()[:8]


def consequence(cause: Cause) -> str:
    """What followed from *cause*, in sentences; "" if nothing did."""
    parts = []
    if cause.rebroken:
        text = ngettext("{count} line is broken anew.", "{count} lines are broken anew.", cause.rebroken)
        parts.append(text.format(count=cause.rebroken))
    if cause.moved:
        pages = ", ".join(page_ranges(cause.moved_pages))
        where = ngettext("on page {pages}", "on pages {pages}", len(cause.moved_pages)).format(pages=pages)
        text = ngettext("{count} line moves, {where}.", "{count} lines move, {where}.", cause.moved)
        parts.append(text.format(count=cause.moved, where=where))
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
