"""The causes found so far, and what is known by them of lines, pages and notes; what they are found in is evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.causes.drafts import Draft
from pipeline.regression.causes.follower_words import Follower, tell_follower
from pipeline.regression.evidence.gathering import Evidence
from pipeline.regression.evidence.movements import Movement, Reason, Trace
from pipeline.regression.evidence.reflow import FOLLOWED


@dataclass(kw_only=True)
class KnownCauses:
    """What explains *evidence* so far: *causes* by their kind and key; what comes later looks here for its reason.

    Of lines before (*line_causes*, by their index) it is what was done to them, *note_causes* what was done to the
    notes of pages before, *moved_pages* what moved the lines of these pages. *figure_lines* are lines before that are
    labels of a figure of another size, *references* the page numbers in the text that follow their pages. What moves
    with these is *followed*, which is never told by itself.
    """

    evidence: Evidence
    causes: dict[tuple[object, ...], Draft] = field(default_factory=dict)
    line_causes: dict[int, Draft] = field(default_factory=dict)
    note_causes: dict[int, Draft] = field(default_factory=dict)
    moved_pages: Mapping[int, Reason] = field(default_factory=dict)
    figure_lines: set[int] = field(default_factory=set)
    references: int = 0
    followed: Draft = field(default_factory=lambda: Draft(kind="pages.count", sentence=""))
    _told: dict[Reason, Draft] = field(default_factory=dict)

    def cause(self, key: tuple[object, ...], kind: str, sentence: str = "") -> Draft:
        """The cause known by *key*, made when it is new."""
        return self.causes.setdefault((kind, *key), Draft(kind=kind, sentence=sentence))

    @property
    def pairing(self) -> Pairing:
        """Both sides."""
        return self.evidence.pairing

    def reasons(self, causes: Mapping[int, Draft]) -> dict[int, Reason]:
        """The *causes* of lines or pages as what names them."""
        names = {id(cause): key for key, cause in self.causes.items()} | {id(self.followed): FOLLOWED.key}
        return {n: Reason(names[id(cause)], cause.kind, cause.is_float) for n, cause in causes.items()}

    def add_trace(self, reason: Reason, trace: Trace) -> None:
        """Say of the cause that *reason* names, made when it is new, where it is seen and what followed from it."""
        is_followed = reason.key == FOLLOWED.key
        cause = self.followed if is_followed else self.cause(reason.key[1:], reason.kind)
        self._told[reason] = cause
        _add(cause, trace)

    def absorb(self, cause: Draft, movement: Movement, *, marks: bool = True) -> None:
        """Tell *movement*, and what followed from it, with *cause*; with the places where it is seen if *marks*."""
        _add(cause, movement.trace if marks else Trace().with_effects_of(movement.trace))
        self._told.update(dict.fromkeys(movement.reasons, cause))

    def follow(self, follower: Follower) -> None:
        """Say that *follower* followed from what moved the text, whatever that was."""
        if (told := tell_follower(follower)) not in self.followed.others:
            self.followed.others.append(told)

    def first_moving(self) -> Draft | None:
        """What moved the lines of the first page whose lines moved."""
        reason = next(iter(self.moved_pages.values()), None)
        return self._told.get(reason) if reason is not None else None


def _add(cause: Draft, trace: Trace) -> None:
    cause.before += trace.before
    cause.after += trace.after
    cause.moved += trace.moved
    cause.moved_pages |= trace.pages
    cause.rebroken += trace.rebroken
