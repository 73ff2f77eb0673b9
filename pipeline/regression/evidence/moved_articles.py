"""Articles that stand in another order, by the outline. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.regression.alignment.alignment import rising
from pipeline.regression.snapshot.snapshot import Entry, Snapshot


@dataclass(frozen=True, slots=True)
class MovedArticle:
    """The article *title* began on the page *before*, and begins on the page *after*; indexes from 0. *sections*: the
    entries that it stood below and stands below, where these are two.
    """

    title: str
    before: int
    after: int
    sections: tuple[str, str] | None = None


def find_moved_articles(before: Snapshot, after: Snapshot) -> tuple[MovedArticle, ...]:
    """The fewest articles that must have moved; what stands below one of them went with it.

    One that stands below another entry now, of those that are there on both sides, is sure to have moved.
    """
    titles = _titles(before), _titles(after)
    under = parents(before)
    ways = parents(after)
    kept = [title for title in titles[0] if title in titles[1]]
    parted = {
        title: (under[title], ways[title])
        for title in kept
        if title in under and title in ways and under[title] != ways[title] and {under[title], ways[title]} <= {*kept}
    }
    common = [title for title in kept if title not in parted]
    order = [title for title in titles[1] if title in common]
    away = {each for each in _out_of_order(common, order) if titles[0][each] != titles[1][each]}
    articles = dict.fromkeys(title for title in kept if title in parted or title in away)
    return tuple(
        MovedArticle(title, titles[0][title], titles[1][title], parted.get(title))
        for title in articles
        if under.get(title) not in articles
    )


def find_exchanged(moved: Sequence[MovedArticle]) -> tuple[tuple[MovedArticle, MovedArticle], ...]:
    """Those of *moved* that stand each where the other stood: below its entry."""
    waiting: dict[tuple[str, str], MovedArticle] = {}
    found = []
    for each in moved:
        if each.sections is None:
            continue
        twin = waiting.pop((each.sections[1], each.sections[0]), None)
        if twin is not None:
            found.append((twin, each))
        else:
            waiting[each.sections] = each
    return tuple(found)


def parents(snapshot: Snapshot) -> dict[str, str]:
    """Below which entry of the outline each title stands."""
    found: dict[str, str] = {}
    above: list[Entry] = []
    for entry in snapshot.outline:
        above = [each for each in above if each.level < entry.level]
        if above:
            found.setdefault(entry.title, above[-1].title)
        above.append(entry)
    return found


def _titles(snapshot: Snapshot) -> dict[str, int]:
    found: dict[str, int] = {}
    top = min((entry.level for entry in snapshot.outline), default=0)
    for entry in snapshot.outline:
        if 0 <= entry.page < len(snapshot.pages) and entry.level <= top + 1:
            found.setdefault(entry.title, entry.page)
    return found


def _out_of_order(one: list[str], other: list[str]) -> list[str]:
    """Of *one*, which has the same members as *other*, the fewest that must move to come to its order."""
    places = {title: place for place, title in enumerate(other)}
    # From the end, since of two that changed places the second is said to have moved.
    backwards = [(n, -places[one[n]]) for n in range(len(one) - 1, -1, -1)]
    kept = {one[place] for place, _there in rising(backwards)}
    return [title for title in one if title not in kept]
