"""Links that came, went, lead elsewhere or lie elsewhere. A link is known by the words it lies on and where it leads.

So a link that moves with its words is the same, and so is one that is broken over two lines.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import groupby, islice

from pipeline.i18n import _, ngettext
from pipeline.regression.alignment.pairing import number_in
from pipeline.regression.causes.drafts import Draft
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.evidence.link_areas import NOWHERE, PlacedLink, links_of
from pipeline.regression.snapshot.snapshot import Box

_MOST_TOLD = 3  # targets or words that a sentence names
_MOST_BOXES = 1_000  # of a page where words changed: beyond, all of it did
_MOST_COMPARED = 40  # links of one target that are compared by their words one with another
_LIKE = 0.6  # of the letters: words are cut at the edges of an area, and letters stand closer in one version
_PART = 0.6  # of the letters: less is a part of the words
_STAYED = 3.0  # pt
_WHOLE: Box = (0.0, 0.0, 0.0, 0.0)
_TEXT_KINDS = frozenset(("text.changed", "pages.count", "articles.moved", "text.moved"))


_Pair = tuple[PlacedLink, PlacedLink]
_Rows = Sequence[PlacedLink]


def find_links(known: KnownCauses) -> None:
    """Tell links that are not as they were: one finding each for all that are gone, new, turned, or moved."""
    gone, come = links_of(known.pairing.before, known.pairing.page_map), links_of(known.pairing.after, None)
    all_links = tuple(gone), tuple(come)
    ways = known.pairing.page_map
    pairs = _match(gone, come, lambda each: (ways.get(each.page, -1), each.target, each.words), _on_page)
    pairs += _match(gone, come, lambda each: (each.target, each.words))
    moved = [(one, other) for one, other in pairs if not one.words and _lies_elsewhere(known, one, other)]
    told = _tell(known)
    moved += [pair for pair in _match_cut(known, gone, come) if not _is_told(told[0], pair[0])]
    _match_reset(known, gone, come)
    _match_followers(known, gone, come)
    _match_broken(gone, come)
    _match_alike(gone, come)
    _drop_parts(known, gone, come, all_links)
    lost = f"page {NOWHERE}" if known.pairing.removed_pages else ""
    gone[:] = [each for each in gone if not _is_told(told[0], each) and each.target != lost]
    come[:] = [each for each in come if not _is_told(told[1], each)]
    turned = _match(gone, come, lambda each: (known.pairing.page_map.get(each.page, -1), each.words), _there)
    moved += _match(gone, come, lambda each: (known.pairing.page_map.get(each.page, -1), each.target), _at_target)
    _tell_turned(known, turned)
    _tell_group(known, "moved", [one for one, _other in moved], [other for _one, other in moved])
    _tell_group(known, "gone", gone, [])
    _tell_group(known, "new", [], come)


def _on_page(each: PlacedLink) -> tuple[int, str, str]:
    return each.page, each.target, each.words


def _there(each: PlacedLink) -> tuple[int, str]:
    return each.page, each.words


def _at_target(each: PlacedLink) -> tuple[int, str]:
    return each.page, each.target


def _match(
    gone: list[PlacedLink],
    come: list[PlacedLink],
    key: Callable[[PlacedLink], tuple[object, ...]],
    other_key: Callable[[PlacedLink], tuple[object, ...]] | None = None,
) -> list[_Pair]:
    """Take those out of both that have the same key, in order; return them."""
    waiting: dict[tuple[object, ...], deque[PlacedLink]] = defaultdict(deque)
    for each in come:
        waiting[(other_key or key)(each)].append(each)
    pairs, rest = [], []
    for each in gone:
        row = waiting[key(each)]
        if row:
            pairs.append((each, row.popleft()))
        else:
            rest.append(each)
    left = {id(each) for row in waiting.values() for each in row}
    gone[:], come[:] = rest, [each for each in come if id(each) in left]
    return pairs


def _lies_elsewhere(known: KnownCauses, one: PlacedLink, other: PlacedLink) -> bool:
    """Whether a link on no words lies elsewhere on a page where nothing moves."""
    if known.pairing.page_map.get(one.page) != other.page or one.page in known.moved_pages:
        return False
    moved = {page for cause in known.causes.values() if cause.kind == "images.changed" for page, _box in cause.before}
    return one.page not in moved and any(abs(x - y) > _STAYED for x, y in zip(one.box, other.box, strict=True))


def _match_cut(known: KnownCauses, gone: list[PlacedLink], come: list[PlacedLink]) -> list[_Pair]:
    """Take links out of both that lie on a part of their words now, or did before, on pages where nothing moves."""
    waiting: dict[tuple[int, str], list[PlacedLink]] = defaultdict(list)
    for each in come:
        waiting[each.page, each.target].append(each)
    pairs = []
    for one in gone:
        there = known.pairing.page_map.get(one.page, -1)
        row = waiting[there, one.target] if one.page not in known.moved_pages else []
        other = next((each for each in row if _is_cut(one, each)), None)
        if other is not None:
            row.remove(other)
            pairs.append((one, other))
    cut = {id(each) for pair in pairs for each in pair}
    gone[:], come[:] = ([each for each in row if id(each) not in cut] for row in (gone, come))
    return pairs


def _is_cut(one: PlacedLink, other: PlacedLink) -> bool:
    """Whether both begin or end at the same place of a line, and one lies on a part of the other's words."""
    part, whole = sorted((one, other), key=lambda each: len(each.words))
    is_there = any(abs(one.box[n] - other.box[n]) <= _STAYED for n in (0, 2)) and all(
        abs(one.box[n] - other.box[n]) <= _STAYED for n in (1, 3)
    )
    is_part = bool(part.words) and part.words in whole.words and len(part.words) <= _PART * len(whole.words)
    return is_there and is_part


def _match_reset(known: KnownCauses, gone: list[PlacedLink], come: list[PlacedLink]) -> None:
    """Take links out of both that lead to the same from text which moved: where its lines are broken anew, a link has
    other areas, each around all of its words that stand in one line.
    """
    waiting: dict[str, list[PlacedLink]] = defaultdict(list)
    for each in come:
        waiting[each.target].append(each)
    matched: set[int] = set()
    for one in gone:
        if one.page not in known.moved_pages:
            continue
        pairs = known.pairing.page_pairs
        others = [each for each in waiting[one.target] if (one.page, each.page) in pairs]
        alike = (each for each in others if each.words in one.words or one.words in each.words)
        if (other := next(alike, next(iter(others), None))) is not None:
            waiting[one.target].remove(other)
            matched |= {id(one), id(other)}
    gone[:], come[:] = ([each for each in row if id(each) not in matched] for row in (gone, come))


def _drop_parts(known: KnownCauses, gone: list[PlacedLink], come: list[PlacedLink], links: tuple[_Rows, _Rows]) -> None:
    """Take areas out of both on words that a link of the other side has, to the same, where the lines moved: it was
    broken over more lines, or fewer. Which letters lie at the ends of an area is not known for sure.
    """
    words: tuple[dict[tuple[int, str], str], ...] = defaultdict(str), defaultdict(str)
    for side, own in zip(words, links, strict=True):
        for each in own:
            side[each.page, each.target] += f"{each.words}\0"
    ways = [pair for pair in known.pairing.page_pairs if pair[0] in known.moved_pages]
    theres: dict[int, list[int]] = defaultdict(list)
    heres: dict[int, list[int]] = defaultdict(list)
    for page, there in ways:
        theres[page].append(there)
        heres[there].append(page)
    for row, pages, said in ((gone, theres, words[1]), (come, heres, words[0])):
        row[:] = [
            each
            for each in row
            if not any(each.words[1:-1] in said[n, each.target] for n in pages[each.page] if (n, each.target) in said)
        ]


def _match_followers(known: KnownCauses, gone: list[PlacedLink], come: list[PlacedLink]) -> None:
    """Take links out of both that lead to text which went to another page."""
    waiting: dict[str, list[PlacedLink]] = defaultdict(list)
    nearby: dict[int, list[PlacedLink]] = defaultdict(list)
    for each in come:
        if each.target.startswith("page "):
            waiting[each.words].append(each)
            nearby[each.page].append(each)
    theres: dict[int, list[int]] = defaultdict(list)
    for page, there in sorted(known.pairing.page_pairs):
        theres[page].append(there)
    followed: set[int] = set()
    for one in gone:
        if not one.target.startswith("page "):
            continue
        alike = (each for page in theres[one.page] for each in nearby[page] if _is_like(one.words, each.words))
        row = [*waiting.get(one.words, [])[:_MOST_COMPARED], *islice(alike, _MOST_COMPARED)]
        other = next((each for each in row if id(each) not in followed and _follows(known, one, each)), None)
        if other is not None:
            followed |= {id(one), id(other)}
            waiting[other.words].remove(other)
    gone[:], come[:] = ([each for each in row if id(each) not in followed] for row in (gone, come))


def _follows(known: KnownCauses, one: PlacedLink, other: PlacedLink) -> bool:
    """Whether text of the one page went to the other while the flow there was moved."""
    here, now = known.pairing.origins.get(number_in(one.target[5:])), number_in(other.target[5:])
    return here in known.moved_pages and (here, now) in known.pairing.page_pairs


def _match_broken(gone: list[PlacedLink], come: list[PlacedLink]) -> None:
    """Take links out of both whose areas are of other lines, but on the same words."""
    runs = [[list(row) for _target, row in groupby(side, key=lambda each: each.target)] for side in (gone, come)]
    joined = [[replace(row[0], words="".join(each.words for each in row)) for row in side] for side in runs]
    kept = joined[0][:], joined[1][:]
    _match_alike(*kept)
    left = {id(each) for side in kept for each in side}
    for side, rows, heads in zip((gone, come), runs, joined, strict=True):
        side[:] = [each for row, head in zip(rows, heads, strict=True) if id(head) in left for each in row]


def _match_alike(gone: list[PlacedLink], come: list[PlacedLink]) -> None:
    """Take links out of both that lead to the same and lie on about the same words."""
    waiting: dict[str, list[PlacedLink]] = defaultdict(list)
    for each in come:
        waiting[each.target].append(each)
    matched: set[int] = set()
    for one in gone:
        row = [each for each in waiting[one.target] if id(each) not in matched][:_MOST_COMPARED]
        other = next((each for each in row if _is_like(one.words, each.words)), None)
        if other is not None:
            matched |= {id(one), id(other)}
    gone[:], come[:] = ([each for each in row if id(each) not in matched] for row in (gone, come))


def _is_like(one: str, other: str) -> bool:
    if one == other:
        return True
    if not one or not other:
        return False
    if min(len(one), len(other)) <= 3:
        return one in other or other in one
    return SequenceMatcher(None, one[:200], other[:200], autojunk=False).ratio() >= _LIKE


# --- telling ---------------------------------------------------------------------------------------------------------


def _tell_turned(known: KnownCauses, pairs: Sequence[_Pair]) -> None:
    ways: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for one, other in pairs:
        ways[one.target, other.target].append((one, other))
    for way, rows in ways.items():
        if len(ways) > _MOST_TOLD:
            text = ngettext("{count} link leads elsewhere.", "{count} links lead elsewhere.", len(pairs))
            cause = known.cause(("turned",), "links.changed", text.format(count=len(pairs)))
        else:
            text = _("A link changes: {before} → {after}.")
            cause = known.cause(way, "links.changed", text.format(before=_name(way[0]), after=_name(way[1])))
        _place(cause, [one for one, _other in rows], [other for _one, other in rows])


def _tell_group(known: KnownCauses, name: str, gone: Sequence[PlacedLink], come: Sequence[PlacedLink]) -> None:
    count = max(len(gone), len(come))
    if not count:
        return
    targets = _list(_name(each.target) for each in gone or come)
    words = [
        _list(_("“{text}”").format(text=shown) for each in side if (shown := each.words.strip("#")))
        for side in (gone, come)
    ]
    if name == "moved":
        text = ngettext(
            "{count} link lies elsewhere: {targets}; before on {before}, now on {after}.",
            "{count} links lie elsewhere: {targets}; before on {before}, now on {after}.",
            count,
        )
    elif name == "gone":
        text = ngettext("{count} link is gone: {targets}.", "{count} links are gone: {targets}.", count)
    else:
        text = ngettext("{count} link is new: {targets}.", "{count} links are new: {targets}.", count)
    told = text.format(count=count, targets=targets, before=words[0] or "–", after=words[1] or "–")
    _place(known.cause((name,), "links.changed", told), gone, come)


def _place(cause: Draft, gone: Iterable[PlacedLink], come: Iterable[PlacedLink]) -> None:
    cause.facts += repr([[(each.target, each.words) for each in side] for side in (gone, come)])
    cause.before += [each.place for each in gone]
    cause.after += [each.place for each in come]


def _list(names: Iterable[str]) -> str:
    known = list(dict.fromkeys(names))
    return _(", ").join(known[:_MOST_TOLD]) + (" …" if len(known) > _MOST_TOLD else "")


def _name(target: str) -> str:
    page = number_in(target[5:]) if target.startswith("page ") else None
    return target or "–" if page is None else _("page {page}").format(page=page + 1)


def _tell(known: KnownCauses) -> tuple[dict[int, list[Box]], dict[int, list[Box]]]:
    """Where words or pages are told to have changed, before and after, by page."""
    found: tuple[dict[int, list[Box]], dict[int, list[Box]]] = defaultdict(list), defaultdict(list)
    for cause in known.causes.values():
        if cause.kind in _TEXT_KINDS:
            for side, places in zip(found, (cause.before, cause.after), strict=True):
                for page, box in places:
                    side[page].append(box)
    for side in found:
        side.update({page: [_WHOLE] for page, boxes in side.items() if len(boxes) > _MOST_BOXES})
    return found


def _is_told(told: dict[int, list[Box]], link: PlacedLink) -> bool:
    """Whether the words of the link, or its page, are told to have changed."""
    return any(place == _WHOLE or _overlap(link.box, place) for place in told.get(link.page, ()))


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
