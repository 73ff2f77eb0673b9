"""Things that may have been done, each with all that is known of it: what the causes are selected from. Values."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.regression.causes.drafts import Draft
from pipeline.regression.evidence.roles import Role, Roles
from pipeline.regression.findings import KINDS, Place

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One thing of a *kind* that may have been done, by what it is known as (*key*): its *sentence*, and where it is
    seen. It *moved* so many lines of *moved_pages* (before, from 0), and broke so many anew (*rebroken*).

    *facts* tell it from others at the same places, in no language. The *owners* are places of what it belongs to, where
    that is elsewhere: the calls of a note. *is_float*: only a figure, its words, or its tags, went to another place.
    *is_of_heads*: only running heads and folios say other words. *moves_floats*: figures went to another place with it.
    *said*: what words were and what they are, wherever in the file they stand. *seen_in*: the letters of the lines, or
    of the beginnings of lines, that look or are tagged otherwise. *is_of_note*: a note came or went. *is_of_links*:
    only tags of links came or went. *is_of_marks*: only glyphs of marks of punctuation are others. *is_face_lost*: a
    face is embedded no more. *is_of_paper*: pages are larger or smaller. *fills_pages*: they hold another number of
    lines. *aside*: what stands across all columns is wider or narrower by so much at most, pt.
    *lengths*: the measure or the size before and after, pt; zeros where it is the same.
    *roles*: in which styles, faces and sizes, the lines are set that it is seen in before, where none is body text.
    *others*: sentences of what else it did.
    """

    key: Key
    kind: str
    sentence: str = ""
    facts: str = ""
    before: tuple[Place, ...] = ()
    after: tuple[Place, ...] = ()
    rebroken: int = 0
    moved: int = 0
    moved_pages: frozenset[int] = frozenset()
    references: int = 0
    page_shift: int = 0
    others: tuple[str, ...] = ()
    owners_before: tuple[Place, ...] = ()
    owners_after: tuple[Place, ...] = ()
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
    said: tuple[tuple[str, str], ...] = ()
    seen_in: frozenset[str] = frozenset()
    roles: frozenset[Role] = frozenset()

    @property
    def scale(self) -> float:
        """The measure or the size after, of that before; 0 where it is the same."""
        return self.lengths[1] / self.lengths[0] if self.lengths[0] else 0.0

    @property
    def weight(self) -> int:
        """How important its kind is."""
        return KINDS[self.kind]

    @property
    def pages(self) -> set[int]:
        """The pages that it is seen on, before or after."""
        return {page for page, _box in (*self.before, *self.after)}


def candidates_of(drafts: Mapping[Key, Draft], roles: Roles) -> tuple[Candidate, ...]:
    """The candidates that *drafts*, by what they are known as, are of."""
    return tuple(_candidate(key, each, roles) for key, each in drafts.items())


def _candidate(key: Key, draft: Draft, roles: Roles) -> Candidate:
    return Candidate(
        key=key,
        kind=draft.kind,
        sentence=draft.sentence,
        facts=draft.facts,
        before=tuple(draft.before),
        after=tuple(draft.after),
        rebroken=draft.rebroken,
        moved=draft.moved,
        moved_pages=frozenset(draft.moved_pages),
        references=draft.references,
        page_shift=draft.page_shift,
        others=tuple(dict.fromkeys(draft.others)),
        owners_before=tuple(draft.owners_before),
        owners_after=tuple(draft.owners_after),
        is_float=draft.is_float,
        is_of_heads=draft.is_of_heads,
        moves_floats=draft.moves_floats,
        is_of_note=draft.is_of_note,
        is_of_links=draft.is_of_links,
        is_of_marks=draft.is_of_marks,
        is_face_lost=draft.is_face_lost,
        is_of_paper=draft.is_of_paper,
        fills_pages=draft.fills_pages,
        aside=draft.aside,
        lengths=draft.lengths,
        said=tuple(draft.said),
        seen_in=frozenset(draft.seen_in),
        roles=roles.at(draft.before),
    )
