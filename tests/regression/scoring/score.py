"""How what is told of a change is judged."""

from dataclasses import dataclass

from pipeline.regression.compare import compare
from pipeline.regression.findings import Finding
from pipeline.regression.snapshot.snapshot import Snapshot
from tests.regression.scoring.change import Change


@dataclass(frozen=True, slots=True)
class Score:
    """What was *told* of *change*, and which of the findings is *right* for each thing that was done, if one is."""

    change: Change
    told: tuple[Finding, ...]
    right: tuple[Finding | None, ...]

    @property
    def found(self) -> bool:
        """Whether anything was told."""
        return bool(self.told)

    @property
    def named(self) -> bool:
        """Whether one finding for each thing has the right kind, on the right page, in the right words."""
        return None not in self.right

    @property
    def once(self) -> bool:
        """Whether there is no other."""
        return self.named and len(self.told) == len(set(self.right)) == len(self.right)

    @property
    def untrue(self) -> bool:
        """Whether anything was told of a kind that nothing was changed of."""
        return any(each.kind not in self.change.kinds | self.change.also for each in self.told)


def score(change: Change, before: Snapshot, after: Snapshot) -> Score:
    """What the comparison of *before* and *after* tells of *change*."""
    told = compare(before, after).findings
    return Score(change, told, tuple(_right_of(each, before, after, told) for each in change.parts or (change,)))


def _right_of(change: Change, before: Snapshot, after: Snapshot, told: tuple[Finding, ...]) -> Finding | None:
    pages = [_pages_with(change.where, snapshot) for snapshot in (after, before)]
    assert not change.where or any(pages), f"{change.where!r} stands on no page of {change.name!r}"
    wanted = (set(pages[0]), set(pages[1]))

    def is_right(row: Finding) -> bool:
        here = not change.where or set(row.pages_after) & wanted[0] or set(row.pages_before) & wanted[1]
        sentence = f"{row.sentence} {row.consequence}"
        return row.kind in change.kinds and bool(here) and any(word in sentence for word in change.says)

    return next(filter(is_right, told), None)


def _pages_with(words: str, snapshot: Snapshot) -> list[int]:
    return [
        number
        for number, page in enumerate(snapshot.pages)
        if any(words in line.text.replace(" ", "") for line in page.lines)
    ]
