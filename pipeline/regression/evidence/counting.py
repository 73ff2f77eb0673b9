"""Numbers that are counted on: items of a list, headings, and whatever else has the next number each. Pure."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.regression.evidence.substitutions import Substitution, number_of


def find_runs(rows: Sequence[Substitution]) -> Iterator[tuple[Substitution, ...]]:
    """Those of *rows*, in order, whose numbers went up or down by as much and are each the next of the one before.

    The first of a run may be the item that came, or went, and had the first number: then one number is a run.
    """
    run: list[Substitution] = []
    for before, each in pairwise([None, *rows, None]):
        if each is not None and run and _goes_on(run[-1], each):
            run.append(each)
            continue
        if len(run) > 1:
            yield tuple(run)
        run = []
        if each is not None and _step(each):
            is_led = before is not None and _leads(before, each)
            run = [before, each] if is_led and before is not None else [each]
    if len(run) > 1:
        yield tuple(run)


def _numbers(row: Substitution) -> tuple[int, int] | None:
    before, after = number_of(row.before), number_of(row.after)
    return None if before is None or after is None else (before, after)


def _step(row: Substitution) -> int:
    """By how much the number of *row* changed; 0 where it is none."""
    numbers = _numbers(row)
    return numbers[1] - numbers[0] if numbers else 0


def _goes_on(last: Substitution, row: Substitution) -> bool:
    one, other = _numbers(last), _numbers(row)
    return one is not None and other is not None and other == (one[0] + 1, one[1] + 1)


def _leads(item: Substitution, row: Substitution) -> bool:
    """Whether *item* came with the number that was that of *row*, or went with the one that *row* has now."""
    numbers, words = _numbers(row), item.after or item.before
    if numbers is None or all(item.letters) or abs(numbers[1] - numbers[0]) != 1:
        return False
    is_new = not item.letters[0]
    return is_new == (numbers[1] > numbers[0]) and (row.before if is_new else row.after).strip() in words
