"""The fewest causes that explain all candidates, each with what follows from it: a set cover. Pure.

What nothing else predicts must be a cause. What these explain, directly or by way of what they explain, is a
consequence. Of candidates that explain one another, so that none of them must be, the one that explains most is taken,
and so on (greedily, since the smallest cover is hard to find, and circles are small).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.regression.causes.candidates import Candidate
from pipeline.regression.causes.predictions import PREDICTIONS, Prediction

_MOST_PAIRS = 100_000  # of candidates: where nearly all changed, what follows from what is not looked for


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows: *candidate*, by the predictions that lead to it (*by*), that of the cause itself first."""

    candidate: Candidate
    by: tuple[Prediction, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A *cause*, and all that follows from it and from no other, in the order of how directly it does."""

    cause: Candidate
    consequences: tuple[Consequence, ...] = ()


_Ways = Mapping[int, Mapping[int, Prediction]]  # candidate → what it explains directly, and why


def select(candidates: Sequence[Candidate], predictions: Iterable[Prediction] = PREDICTIONS) -> tuple[Explanation, ...]:
    """The causes of all *candidates*, in the order of these, by *predictions*; the first that holds tells why."""
    ways = _find_ways(candidates, predictions)
    causes = _cover(candidates, ways)
    owned = _share_out(candidates, ways, causes)
    return tuple(Explanation(candidates[n], tuple(owned[n])) for n in causes)


def _find_ways(candidates: Sequence[Candidate], predictions: Iterable[Prediction]) -> _Ways:
    kinds: dict[str, list[int]] = defaultdict(list)
    for number, each in enumerate(candidates):
        kinds[each.kind].append(number)
    ways: dict[int, dict[int, Prediction]] = defaultdict(dict)
    for prediction in predictions:
        causes = [number for kind in sorted(prediction.causes) for number in kinds[kind]]
        effects = [number for kind in sorted(prediction.effects) for number in kinds[kind]]
        if len(causes) * len(effects) > _MOST_PAIRS:
            continue
        for cause in causes:
            for effect in effects:
                is_new = cause != effect and effect not in ways[cause]
                if is_new and prediction.holds(candidates[effect], candidates[cause]):
                    ways[cause][effect] = prediction
    return ways


def _find_reached(ways: _Ways, start: int) -> set[int]:
    """All that *start* explains, directly or not, and itself."""
    found, waiting = {start}, [start]
    while waiting:
        for effect in ways.get(waiting.pop(), ()):
            if effect not in found:
                found.add(effect)
                waiting.append(effect)
    return found


def _cover(candidates: Sequence[Candidate], ways: _Ways) -> list[int]:
    """The numbers of the fewest *candidates* that explain all, in order."""
    explained = {effect for effects in ways.values() for effect in effects}
    causes = {number for number in range(len(candidates)) if number not in explained}
    left = set(range(len(candidates))).difference(*(_find_reached(ways, number) for number in causes))
    covers = {number: _find_reached(ways, number) for number in left}
    while left:
        best = max(left, key=lambda n: (len(covers[n] & left), *_importance(candidates[n]), -n))
        causes.add(best)
        left -= covers[best]
    return sorted(causes)


def _importance(candidate: Candidate) -> tuple[int, int]:
    return candidate.moved, candidate.weight


def _share_out(candidates: Sequence[Candidate], ways: _Ways, causes: Sequence[int]) -> dict[int, list[Consequence]]:
    """What follows from each of *causes*: of several, from that which explains it most directly, the most important."""
    owned: dict[int, list[Consequence]] = defaultdict(list)
    taken = set(causes)
    edge: list[tuple[int, int, tuple[Prediction, ...]]] = [(cause, cause, ()) for cause in causes]
    while edge:
        reached: list[tuple[int, int, tuple[Prediction, ...]]] = []
        by_importance = sorted(edge, key=lambda row: (*(-n for n in _importance(candidates[row[0]])), row[1]))
        for cause, number, by in by_importance:
            for effect, prediction in sorted(ways.get(number, {}).items()):
                if effect not in taken:
                    taken.add(effect)
                    owned[cause].append(Consequence(candidates[effect], (*by, prediction)))
                    reached.append((cause, effect, (*by, prediction)))
        edge = reached
    return owned
