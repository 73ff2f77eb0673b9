"""Entries of the outline: the text that each leads to, and those that are not as they were. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.regression.alignment.alignment import unlike
from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.snapshot.snapshot import Entry, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """Entries that are *gone* and those that came (*come*) in their place; *at*: their numbers before and after."""

    at: tuple[int, int]
    gone: tuple[Entry, ...]
    come: tuple[Entry, ...]


def find_entry_changes(pairing: Pairing) -> tuple[EntryChange, ...]:
    """Entries with another title or level, or that lead elsewhere; those that went with their words are as before."""
    before, after = _without_moved(pairing)
    one = [(entry.level, entry.title, page) for entry, page in before]
    other = [(each.level, each.title, each.page) for each in after]
    return tuple(
        EntryChange(at=(a0, b0), gone=tuple(entry for entry, _page in before[a0:a1]), come=tuple(after[b0:b1]))
        for a0, a1, b0, b1 in unlike(one, other)
    )


def _without_moved(pairing: Pairing) -> tuple[list[tuple[Entry, int]], list[Entry]]:
    """The entries before with their pages now, and those after, without those that went elsewhere with their words."""
    rows = list(zip(pairing.before.outline, _pages_now(pairing), strict=True))
    places = places_of(pairing.before, pairing.flow_before)
    went = Counter(
        (entry.title, page)
        for (entry, page), place in zip(rows, places, strict=True)
        if place is not None and any(a <= place < a + size for a, _b, size in pairing.moves)
    )
    if not went:
        return rows, list(pairing.after.outline)
    come = Counter((each.title, each.page) for each in pairing.after.outline)
    known = {key for key, count in went.items() if come[key] == count}
    return (
        [(entry, page) for entry, page in rows if (entry.title, page) not in known],
        [each for each in pairing.after.outline if (each.title, each.page) not in known],
    )


def have_moved(pairing: Pairing) -> bool:
    """Whether some entry leads to another page since its words went there, further than most of their page."""
    rows = zip(pairing.before.outline, _pages_now(pairing), strict=True)
    return any(pairing.page_map.get(entry.page, entry.page) != page for entry, page in rows)


def _pages_now(pairing: Pairing) -> Iterator[int]:
    """The page after on which what each entry before leads to stands: its words, or else its page."""
    other = pairing.flow_after
    for entry, place in zip(pairing.before.outline, places_of(pairing.before, pairing.flow_before), strict=True):
        there = None if place is None else pairing.there(place)
        known = pairing.page_map.get(entry.page, entry.page)
        yield known if there is None else other.lines[other.line_at(there)].page


def places_of(snapshot: Snapshot, flow: Flow) -> tuple[int | None, ...]:
    """Where in the text of *flow* the title of each entry stands, on the page that it leads to; None where it isn't."""
    starts: dict[int, int] = {}
    for number, line in enumerate(flow.lines):
        if not line.is_note:
            starts.setdefault(line.page, flow.starts[number])
    found: list[int | None] = []
    last = (-1, 0)  # page and end of the one before
    for entry in snapshot.outline:
        title = "".join(entry.title.split())
        start = last[1] if last[0] == entry.page else starts.get(entry.page)
        place = flow.text.find(title, start) if title and start is not None else -1
        is_there = place >= 0 and flow.lines[flow.line_at(place)].page == entry.page
        found.append(place if is_there else None)
        if is_there:
            last = entry.page, place + len(title)
    return tuple(found)
