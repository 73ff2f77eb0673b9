"""The tag tree: what elements say instead of what is in them, what they are, how they are nested, in which order.

Elements are known by what they read: words that changed on the page are no change of tags, and so is no word that only
went to another page.
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from pipeline.i18n import _, ngettext
from pipeline.regression.alignment.alignment import rising, unlike
from pipeline.regression.alignment.pairing import Pairing
from pipeline.regression.findings import Cause
from pipeline.regression.snapshot.file_layers import FileLayers, Tag
from pipeline.regression.snapshot.snapshot import Box

_WHOLE: Box = (0.0, 0.0, 0.0, 0.0)
_MOST_ONE_BY_ONE, _MOST_TOLD, _LONGEST = 8, 6, 120  # findings of a kind; things that a sentence names; characters
_INLINE = frozenset({"Span", "NonStruct", "Em", "Strong"})
_REASONS = frozenset(("text.changed", "pages.count", "images.changed", "articles.moved", "text.moved"))
_ORDER_REASONS = frozenset(("pages.count", "articles.moved", "text.moved"))
_LONG_ENOUGH = 12  # letters that hardly stand anywhere else
_FOLIO = re.compile(r"\d+")
_TREE = "tree"  # key of the one finding on elements that came, went, or are nested otherwise


@dataclass(frozen=True, slots=True)
class _Sides:
    """The tags before and after, by their places, and those that are *pairs*."""

    before: tuple[Tag, ...]
    after: tuple[Tag, ...]
    pairs: list[tuple[int, int]] = field(default_factory=list)


def find_tags(pairing: Pairing, before: FileLayers, after: FileLayers) -> None:
    """Tell what of the tags changed and follows from nothing that is told of the pages."""
    if before.tags == after.tags:
        return
    if not before.tags or not after.tags:
        text = _("The file has no tags any more.") if before.tags else _("The file has tags now.")
        pairing.cause(("all",), "tags.changed", text)
        return
    sides = _Sides(before.tags, after.tags)
    gone, come = _pair(sides)
    _pair_by(sides, gone, come, _without_folio)
    _find_reworded(pairing, sides, gone, come)
    _find_attributes(pairing, sides)
    _find_kinds(pairing, sides)
    _find_order(pairing, sides)
    _find_tree(pairing, sides, gone, come)


def _without_folio(tag: Tag) -> Hashable | None:
    """What an entry of contents is known by, on whatever page what it leads to stands."""
    words = _FOLIO.sub("#", tag.text)
    return (tag.kind, words) if words != tag.text else None


# --- which is which --------------------------------------------------------------------------------------------------


def _pair(sides: _Sides) -> tuple[list[int], list[int]]:
    """Pair the elements; returns the places of those that are left."""
    keys = _keys(sides.before), _keys(sides.after)
    gone: list[int] = []
    come: list[int] = []
    end = 0
    ranges = unlike(*keys)
    for a0, a1, b0, b1 in [*ranges, (len(keys[0]), len(keys[0]), len(keys[1]), len(keys[1]))]:
        sides.pairs.extend(zip(range(end, a0), range(b0 - (a0 - end), b0), strict=True))
        end = a1
        gone += range(a0, a1)
        come += range(b0, b1)
    _pair_by(sides, gone, come, lambda tag: (tag.kind, tag.digest, tag.attributes) if tag.digest else None)
    _pair_by(sides, gone, come, lambda tag: tag.digest or None)
    _pair_by(sides, gone, come, lambda tag: (tag.kind, tag.attributes) if tag.attributes else None)
    _pair_by(sides, gone, come, lambda tag: (tag.kind, tag.level) if tag.kind == "Figure" and not tag.digest else None)
    _pair_by(sides, gone, come, lambda tag: tag.kind if tag.kind == "Figure" else None)
    _pair_by(sides, gone, come, lambda tag: (tag.kind, tag.page) if not tag.digest else None)
    return gone, come


def _keys(tags: Sequence[Tag]) -> list[Hashable]:
    """What each element is known by; one around others by the first words in it."""
    rows = zip(tags, _first_words(tags), strict=True)
    return [(tag.level, tag.kind, words, tag.attributes) for tag, words in rows]


def _first_words(tags: Sequence[Tag]) -> list[str]:
    """Of each element the digest of the first words in it; "" where there are none."""
    found = [each.digest for each in tags]
    for place in range(len(tags) - 2, -1, -1):
        if not found[place] and tags[place + 1].level > tags[place].level:
            found[place] = found[place + 1]
    return found


def _pair_by(sides: _Sides, gone: list[int], come: list[int], key: Callable[[Tag], Hashable | None]) -> None:
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    for place in come:
        if (name := key(sides.after[place])) is not None:
            waiting[name].append(place)
    taken: set[int] = set()
    rest = []
    for place in gone:
        name = key(sides.before[place])
        if name is not None and waiting.get(name):
            there = waiting[name].popleft()
            taken.add(there)
            sides.pairs.append((place, there))
        else:
            rest.append(place)
    gone[:], come[:] = rest, [place for place in come if place not in taken]


# --- what they say ---------------------------------------------------------------------------------------------------


def _find_attributes(pairing: Pairing, sides: _Sides) -> None:
    changed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for a, b in sorted(sides.pairs):
        one, other = sides.before[a], sides.after[b]
        if one.attributes != other.attributes:
            said, says = dict(one.attributes), dict(other.attributes)
            for name in sorted(said.keys() | says.keys()):
                if said.get(name) != says.get(name):
                    changed[name].append((a, b))
    replaced = {page for cause in _causes(pairing, {"images.changed"}) for page, _box in cause.after}
    for name, pairs in changed.items():
        kind = "alternatives.changed" if name in {"Alt", "ActualText"} else "tags.changed"
        rows = [pair for pair in pairs if not (name == "Alt" and sides.after[pair[1]].page in replaced)]
        lost = [pair for pair in rows if name not in dict(sides.after[pair[1]].attributes)]
        if len(lost) > 1:
            _tell_lost(pairing, sides, (kind, name), lost)
            rows = [pair for pair in rows if pair not in set(lost)]
        for pair in rows[:_MOST_ONE_BY_ONE]:
            _tell_attribute(pairing, sides, (kind, name), [pair])
        if rows[_MOST_ONE_BY_ONE:]:
            _tell_attribute(pairing, sides, (kind, name), rows[_MOST_ONE_BY_ONE:])


def _attribute_name(name: str) -> str:
    known = {
        "Alt": _("alternative text"),
        "ActualText": _("replacement text"),
        "Lang": _("language"),
        "T": _("title"),
        "E": _("expansion"),
    }
    return known.get(name, name)


def _tell_attribute(pairing: Pairing, sides: _Sides, names: tuple[str, str], pairs: Sequence[tuple[int, int]]) -> None:
    kind, name = names
    a, b = pairs[0]
    said, says = dict(sides.before[a].attributes).get(name), dict(sides.after[b].attributes).get(name)
    if says is None:
        text = _("The {attribute} of {element} is gone: “{before}”.")
    elif said is None:
        text = _("The {attribute} of {element} is new: “{after}”.")
    else:
        text = _("The {attribute} of {element} was “{before}”, is now “{after}”.")
    told = text.format(
        attribute=_attribute_name(name),
        element=_element_name(sides.before, a),
        before=_short(said or ""),
        after=_short(says or ""),
    )
    if len(pairs) > 1:
        more = ngettext("So it is with {count} more element.", "So it is with {count} more elements.", len(pairs) - 1)
        told = f"{told} {more.format(count=len(pairs) - 1)}"
    cause = pairing.cause((name, a), kind, told)
    cause.facts = repr([(sides.before[a].attributes, sides.after[b].attributes) for a, b in pairs])
    values = ((dict(sides.before[a].attributes).get(name), dict(sides.after[b].attributes).get(name)) for a, b in pairs)
    cause.said = [(one or "", other or "") for one, other in values]
    _place_pairs(pairing, cause, sides, pairs)


def _tell_lost(pairing: Pairing, sides: _Sides, names: tuple[str, str], pairs: Sequence[tuple[int, int]]) -> None:
    kind, name = names
    elements = _join_names((_element_name(sides.before, a) for a, _b in pairs), len(pairs))
    text = _("The {attribute} of {count} elements is gone: {elements}.")
    told = text.format(attribute=_attribute_name(name), count=len(pairs), elements=elements)
    cause = pairing.cause((name, "lost"), kind, told)
    cause.facts = repr([sides.before[a].attributes for a, _b in pairs])
    _place_pairs(pairing, cause, sides, pairs)


def _element_name(tags: Sequence[Tag], place: int) -> str:
    """What an element is called: by its number among those of its kind, or by its words."""
    tag = tags[place]
    if tag.text:
        return f"{tag.kind} “{tag.text}”"
    number = sum(each.kind == tag.kind for each in tags[: place + 1])
    return _("figure {number}").format(number=number) if tag.kind == "Figure" else f"{tag.kind} {number}"


def _join_names(names: Iterable[str], count: int) -> str:
    """The first of *count* names in a row, with a mark where there are more."""
    return ", ".join(islice(names, _MOST_TOLD)) + (" …" if count > _MOST_TOLD else "")


def _place_pairs(pairing: Pairing, cause: Cause, sides: _Sides, pairs: Sequence[tuple[int, int]]) -> None:
    _place(pairing, cause, [sides.before[a] for a, _b in pairs], [sides.after[b] for _a, b in pairs])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _find_reworded(pairing: Pairing, sides: _Sides, gone: list[int], come: list[int]) -> None:
    """Elements that begin as before, and go on otherwise, on pages whose words did not change."""
    known = len(sides.pairs)
    _pair_by(sides, gone, come, lambda tag: (tag.kind, tag.text) if tag.text else None)
    pages = _pages(_causes(pairing, _REASONS))
    rows = [
        (a, b)
        for a, b in sides.pairs[known:]
        if sides.before[a].page not in pages[0] and sides.after[b].page not in pages[1]
    ]
    if not rows:
        return
    names = _join_names((_element_name(sides.before, a) for a, _b in rows), len(rows))
    text = ngettext(
        "{count} element reads other words, or in another order, though the page has the same: {names}.",
        "{count} elements read other words, or in another order, though the pages have the same: {names}.",
        len(rows),
    )
    cause = pairing.cause(("words",), "reading.order", text.format(count=len(rows), names=names))
    cause.facts = repr([(sides.before[a].digest, sides.after[b].digest) for a, b in rows])
    _place_pairs(pairing, cause, sides, rows)


# --- what they are, and where ----------------------------------------------------------------------------------------


def _find_kinds(pairing: Pairing, sides: _Sides) -> None:
    """Elements that are of another kind: one finding for all that went from the one kind to the other."""
    ways: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for a, b in sorted(sides.pairs):
        kinds = sides.before[a].kind, sides.after[b].kind
        if kinds[0] != kinds[1]:
            ways[kinds].append((a, b))
    for kinds, pairs in ways.items():
        names = _join_names((f"“{sides.before[a].text}”" for a, _b in pairs), len(pairs))
        text = ngettext(
            "{count} element is tagged {after} instead of {before}: {names}.",
            "{count} elements are tagged {after} instead of {before}: {names}.",
            len(pairs),
        )
        told = text.format(count=len(pairs), before=kinds[0], after=kinds[1], names=names)
        cause = pairing.cause(kinds, "tags.changed", told)
        cause.facts = repr([sides.before[a].digest for a, _b in pairs])
        _place_pairs(pairing, cause, sides, pairs)


def _find_order(pairing: Pairing, sides: _Sides) -> None:
    """Elements with words or alternatives that are read elsewhere, though nothing moved on the pages."""
    pairs = sorted(pair for pair in sides.pairs if sides.before[pair[0]].digest or sides.before[pair[0]].attributes)
    steady = set(rising(pairs))
    moved = [pair for pair in pairs if pair not in steady and _is_settled(pairing, sides, pair)]
    if not moved:
        return
    names = _join_names((_element_name(sides.before, a) for a, _b in moved), len(moved))
    text = ngettext(
        "{count} element is read in another order: {names}.",
        "{count} elements are read in another order: {names}.",
        len(moved),
    )
    cause = pairing.cause((), "reading.order", text.format(count=len(moved), names=names))
    cause.facts = repr([sides.before[a].digest for a, _b in moved])
    _place_pairs(pairing, cause, sides, moved)


def _is_settled(pairing: Pairing, sides: _Sides, pair: tuple[int, int]) -> bool:
    """Whether nothing is told to have moved on the pages of *pair*."""
    pages = _pages(_causes(pairing, _ORDER_REASONS))
    return sides.before[pair[0]].page not in pages[0] and sides.after[pair[1]].page not in pages[1]


def _find_tree(pairing: Pairing, sides: _Sides, gone: list[int], come: list[int]) -> None:
    """Elements that came, went or stand deeper, where nothing else tells why: one finding."""
    pages = _pages(_causes(pairing, _REASONS))
    gone = [place for place in gone if sides.before[place].page not in pages[0] or _is_lost(pairing, sides, place)]
    come = [place for place in come if sides.after[place].page not in pages[1]]
    styled = any(cause.kind.startswith("style") for cause in pairing.causes.values())
    if styled:  # words that are stressed are tagged for it
        gone = [place for place in gone if sides.before[place].kind not in _INLINE]
        come = [place for place in come if sides.after[place].kind not in _INLINE]
    if pairing.page_causes:  # where text flows anew, other pages hold the elements without words
        gone = [place for place in gone if sides.before[place].digest]
        come = [place for place in come if sides.after[place].digest]
    deeper = [(a, b) for a, b in sorted(sides.pairs) if sides.before[a].level != sides.after[b].level]
    if not gone and not come and not deeper:
        return
    counts = Counter(sides.before[place].kind for place in gone), Counter(sides.after[place].kind for place in come)
    parts = [
        f"{kind} −{counts[0][kind]} +{counts[1][kind]}".replace(" −0", "").replace(" +0", "")
        for kind in sorted(counts[0].keys() | counts[1].keys())
    ]
    if deeper:
        text = ngettext("{count} element is nested otherwise", "{count} elements are nested otherwise", len(deeper))
        names = ", ".join(_element_name(sides.before, a) for a, _b in deeper[:_MOST_TOLD])
        parts.append(f"{text.format(count=len(deeper))} ({names}{' …' if len(deeper) > _MOST_TOLD else ''})")
    words = [f"“{sides.before[place].text}”" for place in gone if sides.before[place].text][:_MOST_TOLD]
    if words:
        parts.append(_("read no more: {words}").format(words=", ".join(words)))
    cause = pairing.cause((_TREE,), "tags.changed", _("The tags change: {tags}.").format(tags="; ".join(parts)))
    cause.facts = repr((counts, [sides.before[a].digest for a, _b in deeper], words))
    _place(
        pairing,
        cause,
        [sides.before[a] for a in gone] + [sides.before[a] for a, _b in deeper],
        [sides.after[b] for b in come] + [sides.after[b] for _a, b in deeper],
    )


def _is_lost(pairing: Pairing, sides: _Sides, place: int) -> bool:
    """Whether words that no element reads any more still stand on the pages, though others on their page changed."""
    text = sides.before[place].text
    if len(text) < _LONG_ENOUGH or any(each.text == text for each in sides.after):
        return False
    return text in "".join(pairing.flow_after.text.split())


# --- where it is told ------------------------------------------------------------------------------------------------


def _causes(pairing: Pairing, kinds: frozenset[str] | set[str]) -> list[Cause]:
    return [cause for cause in pairing.causes.values() if cause.kind in kinds]


def _pages(causes: Sequence[Cause]) -> tuple[set[int], set[int]]:
    """The pages of *causes* before and after, and the page before each: an element of theirs may begin there."""
    one = {page for cause in causes for page, _box in cause.before}
    other = {page for cause in causes for page, _box in cause.after}
    return one | {page - 1 for page in one}, other | {page - 1 for page in other}


def _place(pairing: Pairing, cause: Cause, one: Sequence[Tag], other: Sequence[Tag]) -> None:
    """The pages of elements are the places of *cause*: tags have no area of their own."""
    for tags, pages, places in ((one, pairing.before.pages, cause.before), (other, pairing.after.pages, cause.after)):
        places += [(page, _WHOLE) for page in sorted({tag.page for tag in tags}) if 0 <= page < len(pages)]
