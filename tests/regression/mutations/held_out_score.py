"""The score of the held-out suite: ``python -m tests.regression.mutations.held_out_score``.

A change counts as found when anything is told, as named when all that was done is told by its kind on its page, as told
once when nothing else is told.
"""

import sys
from dataclasses import dataclass

from pipeline.regression.compare import compare
from pipeline.regression.findings import Comparison
from tests.regression.mutations import held_out_changes, held_out_no_changes, held_out_together
from tests.regression.mutations.held_out import Held, Press, Told, page_of, press

CHANGES = {
    "gongyun": held_out_changes.GONGYUN + held_out_together.GONGYUN,
    "journal": held_out_changes.JOURNAL + held_out_together.JOURNAL,
}
NO_CHANGES = {"gongyun": held_out_no_changes.GONGYUN, "journal": held_out_no_changes.JOURNAL}


@dataclass(frozen=True, slots=True)
class Score:
    """What a comparison told of one change: which of what was *expected* is *missing*, and what was *told*."""

    missing: tuple[Told, ...]
    expected: tuple[Told, ...]
    told: tuple[tuple[str, str, tuple[int, ...]], ...]

    @property
    def found(self) -> bool:
        """Whether anything was told."""
        return bool(self.told)

    @property
    def named(self) -> bool:
        """Whether all that was done was told by its kind and page."""
        return not self.missing

    @property
    def once(self) -> bool:
        """Whether no more was told than was done."""
        return len(self.told) <= len(self.expected)


def scored(press: Press, change: Held) -> Score:
    """The score of *change*."""
    after = press.taken(press.made(change))
    comparison = compare(press.before, after)
    missing = [
        each
        for each in change.expected
        if not _is_told(each, comparison, None if each.where is None else page_of((after, press.before), each.where))
    ]
    rows = tuple((row.kind, row.sentence, row.pages_after or row.pages_before) for row in comparison.findings)
    return Score(tuple(missing), change.expected, rows)


def _is_told(told: Told, comparison: Comparison, page: int | None) -> bool:
    return any(
        row.kind in told.kinds and (page is None or page in row.pages_after + row.pages_before)
        for row in comparison.findings
    )


def main() -> None:
    """Write a row for each change that is not told as it should be, and the sums."""
    for rows, name in ((CHANGES, "changes"), (NO_CHANGES, "no changes")):
        scores = [(layout, each, scored(press(layout), each)) for layout, held in rows.items() for each in held]
        for layout, change, score in scores:
            if not (score.named and score.once and score.found == bool(change.expected)):
                lacks = ", ".join(f"{'/'.join(sorted(each.kinds))}@{each.where}" for each in score.missing)
                problem = f"lacks {lacks}" if lacks else "told more than once"
                sys.stdout.write(f"{layout}: {change.name}: {problem}\n")
                sys.stdout.writelines(f"    {kind} {sentence} {pages}\n" for kind, sentence, pages in score.told)
        sums = ", ".join(
            f"{sum(getattr(row, what) for *_, row in scores)} {what}" for what in ("found", "named", "once")
        )
        sys.stdout.write(f"{len(scores)} {name}: {sums}\n")


if __name__ == "__main__":
    main()
