"""The tag tree: what elements say instead of what is in them, what they are, how they are nested, in which order.

Elements are known by what they read: words that changed on the page are no change of tags, and so is no word that only
went to another page.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile

from pipeline.i18n import _, ngettext
from pipeline.regression.alignment.alignment import rising
from pipeline.regression.causes.drafts import Draft
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.evidence.substitutions import letters_of
from pipeline.regression.evidence.tag_pairs import TagSides, find_exchanged, pair_by, pair_tags, values_of
from pipeline.regression.snapshot.file_layers import FileLayers, Tag
from pipeline.regression.snapshot.snapshot import Box

_WHOLE: Box = (0.0, 0.0, 0.0, 0.0)
_MOST_ONE_BY_ONE, _MOST_TOLD, _LONGEST = 8, 6, 120  # findings of a kind; things that a sentence names; characters
_INLINE = frozenset({"Span", "NonStruct", "Em", "Strong"})
_REASONS = frozenset(("text.changed", "pages.count", "images.changed", "articles.moved", "text.moved"))
_ORDER_REASONS = frozenset(("pages.count", "articles.moved", "text.moved"))
_LONG_ENOUGH = 12  # letters that hardly stand anywhere else
_FIGURES = frozenset({"Figure", "Caption"})
_LINKS = frozenset({"Link", "Annot", "Reference"})
_TREE = "tree"  # key of the one finding on elements that came, went, or are nested otherwise


def find_tags(known: KnownCauses, before: FileLayers, after: FileLayers) -> None:
    """Tell what of the tags changed and follows from nothing that is told of the pages."""
    if before.tags == after.tags:
        return
    if not before.tags or not after.tags:
        text = _("The file has no tags any more.") if before.tags else _("The file has tags now.")
        known.cause(("all",), "tags.changed", text)
        return
    sides = TagSides(before.tags, after.tags)
    gone, come = pair_tags(sides)
    _find_reworded(known, sides, gone, come)
    _find_attributes(known, sides)
    _find_kinds(known, sides)
    _find_order(known, sides)
    _find_tree(known, sides, gone, come)


# --- what they say ---------------------------------------------------------------------------------------------------


def _find_attributes(known: KnownCauses, sides: TagSides) -> None:
    changed: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for a, b in sorted(sides.pairs):
        one, other = sides.before[a], sides.after[b]
        if one.attributes != other.attributes:
            said, says = dict(one.attributes), dict(other.attributes)
            for name in sorted(said.keys() | says.keys()):
                if said.get(name) != says.get(name):
                    changed[name].append((a, b))
    replaced = {page for cause in _causes(known, {"images.changed"}) for page, _box in cause.after}
    for name, pairs in changed.items():
        kind = "alternatives.changed" if name in {"Alt", "ActualText"} else "tags.changed"
        rows = [pair for pair in pairs if not (name == "Alt" and sides.after[pair[1]].page in replaced)]
        lost = [pair for pair in rows if name not in dict(sides.after[pair[1]].attributes)]
        if len(lost) > 1:
            _tell_lost(known, sides, (kind, name), lost)
            rows = [pair for pair in rows if pair not in set(lost)]
        for exchanged in find_exchanged(sides, name, rows):
            _tell_exchanged(known, sides, (kind, name), exchanged)
            rows = [pair for pair in rows if pair not in exchanged]
        alike: dict[tuple[str | None, str | None], list[tuple[int, int]]] = defaultdict(list)
        for pair in rows:
            alike[values_of(sides, name, pair)].append(pair)
        groups = list(alike.values())
        for group in groups[:_MOST_ONE_BY_ONE]:
            _tell_attribute(known, sides, (kind, name), group)
        if rest := [pair for group in groups[_MOST_ONE_BY_ONE:] for pair in group]:
            _tell_attribute(known, sides, (kind, name), rest)


def _attribute_name(name: str) -> str:
    known = {
        "Alt": _("alternative text"),
        "ActualText": _("replacement text"),
        "Lang": _("language"),
        "T": _("title"),
        "E": _("expansion"),
    }
    return known.get(name, name)


def _tell_attribute(
    known: KnownCauses, sides: TagSides, names: tuple[str, str], pairs: Sequence[tuple[int, int]]
) -> None:
    kind, name = names
    a = pairs[0][0]
    said, says = values_of(sides, name, pairs[0])
    if says is None:
        text = _("The {attribute} of {element} is gone: “{before}”.")
    elif said is None:
        text = _("The {attribute} of {element} is new: “{after}”.")
    else:
        text = _("The {attribute} of {element} was “{before}”, is now “{after}”.")
    told = text.format(
        attribute=_attribute_name(name),
        element=_element_name(sides.before, a),
        before=_shorten(said or ""),
        after=_shorten(says or ""),
    )
    if len(pairs) > 1:
        more = ngettext("So it is with {count} more element.", "So it is with {count} more elements.", len(pairs) - 1)
        told = f"{told} {more.format(count=len(pairs) - 1)}"
    cause = known.cause((name, a), kind, told)
    cause.facts = repr([(sides.before[a].attributes, sides.after[b].attributes) for a, b in pairs])
    cause.said = [(one or "", other or "") for one, other in (values_of(sides, name, pair) for pair in pairs)]
    _place_pairs(known, cause, sides, pairs)


def _tell_exchanged(
    known: KnownCauses, sides: TagSides, names: tuple[str, str], pairs: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    kind, name = names
    (first, _there), (second, _place) = pairs
    text = _("{attribute}: that of {element} and that of {other} are exchanged, “{before}” and “{after}”.")
    said = [_shorten(dict(sides.before[a].attributes)[name]) for a in (first, second)]
    elements = [_element_name(sides.before, a) for a in (first, second)]
    told = text.format(
        attribute=_attribute_name(name).capitalize(), element=elements[0], other=elements[1], before=said[0],
        after=said[1],
    )  # fmt: skip
    cause = known.cause((name, "exchanged", first), kind, told)
    cause.facts = repr(said)
    _place_pairs(known, cause, sides, pairs)


def _tell_lost(known: KnownCauses, sides: TagSides, names: tuple[str, str], pairs: Sequence[tuple[int, int]]) -> None:
    kind, name = names
    elements = _join_names((_element_name(sides.before, a) for a, _b in pairs), len(pairs))
    text = _("The {attribute} of {count} elements is gone: {elements}.")
    told = text.format(attribute=_attribute_name(name), count=len(pairs), elements=elements)
    cause = known.cause((name, "lost"), kind, told)
    cause.facts = repr([sides.before[a].attributes for a, _b in pairs])
    _place_pairs(known, cause, sides, pairs)


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


def _place_pairs(known: KnownCauses, cause: Draft, sides: TagSides, pairs: Sequence[tuple[int, int]]) -> None:
    _place(known, cause, [sides.before[a] for a, _b in pairs], [sides.after[b] for _a, b in pairs])


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _find_reworded(known: KnownCauses, sides: TagSides, gone: list[int], come: list[int]) -> None:
    """Elements that begin as before, and go on otherwise, on pages whose words did not change, nor their numbers."""
    paired = len(sides.pairs)
    pair_by(sides, gone, come, lambda tag: (tag.kind, tag.text) if tag.text else None)
    pages = _pages(known, _REASONS)
    for told, places in zip(pages, (known.followed.before, known.followed.after), strict=True):
        told |= {page for page, _box in places}
    rows = [
        (a, b)
        for a, b in sides.pairs[paired:]
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
    cause = known.cause(("words",), "reading.order", text.format(count=len(rows), names=names))
    cause.facts = repr([(sides.before[a].digest, sides.after[b].digest) for a, b in rows])
    _place_pairs(known, cause, sides, rows)


# --- what they are, and where ----------------------------------------------------------------------------------------


def _find_kinds(known: KnownCauses, sides: TagSides) -> None:
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
        cause = known.cause(kinds, "tags.changed", told)
        cause.facts = repr([sides.before[a].digest for a, _b in pairs])
        cause.seen_in = {letters_of(sides.before[a].text) for a, _b in pairs}
        _place_pairs(known, cause, sides, pairs)


def _find_order(known: KnownCauses, sides: TagSides) -> None:
    """Elements with words or alternatives that are read elsewhere, though nothing moved on the pages."""
    pairs = sorted(pair for pair in sides.pairs if sides.before[pair[0]].digest or sides.before[pair[0]].attributes)
    steady = set(rising(pairs))
    moved = [pair for pair in pairs if pair not in steady and _is_settled(known, sides, pair)]
    if not moved:
        return
    names = _join_names((_element_name(sides.before, a) for a, _b in moved), len(moved))
    text = ngettext(
        "{count} element is read in another order: {names}.",
        "{count} elements are read in another order: {names}.",
        len(moved),
    )
    cause = known.cause((), "reading.order", text.format(count=len(moved), names=names))
    cause.facts = repr([sides.before[a].digest for a, _b in moved])
    _place_pairs(known, cause, sides, moved)


def _is_settled(known: KnownCauses, sides: TagSides, pair: tuple[int, int]) -> bool:
    """Whether nothing is told to have moved on the pages of *pair*."""
    pages = _pages(known, _ORDER_REASONS)
    return sides.before[pair[0]].page not in pages[0] and sides.after[pair[1]].page not in pages[1]


def _find_tree(known: KnownCauses, sides: TagSides, gone: list[int], come: list[int]) -> None:
    """Elements that came, went or stand deeper, where nothing else tells why: one finding."""
    pages = _pages(known, _REASONS)
    if _causes(known, {"pages.count"}):  # elements of pages that came or went stand on none on the other side
        gone = [place for place in gone if sides.before[place].page >= 0]
        come = [place for place in come if sides.after[place].page >= 0]
    gone = [place for place in gone if sides.before[place].page not in pages[0] or _is_lost(known, sides, place)]
    come = [place for place in come if sides.after[place].page not in pages[1]]
    styled = any(cause.kind.startswith("style") for cause in known.causes.values())
    if styled:  # words that are stressed are tagged for it
        gone = [place for place in gone if sides.before[place].kind not in _INLINE]
        come = [place for place in come if sides.after[place].kind not in _INLINE]
    if known.moved_pages:  # where text flows anew, other pages hold the elements without words
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
    spoken = [
        place
        for place in gone
        if sides.before[place].kind in _INLINE and "Lang" in dict(sides.before[place].attributes)
    ]
    if spoken:  # words within others, which are read with those
        named = (f"“{sides.before[place].text}” ({dict(sides.before[place].attributes)['Lang']})" for place in spoken)
        parts.append(_("no language of their own any more: {words}").format(words=_join_names(named, len(spoken))))
    silent = [place for place in gone if sides.before[place].text and place not in spoken]
    words = [f"“{sides.before[place].text}”" for place in silent][:_MOST_TOLD]
    if words:
        parts.append(_("read no more: {words}").format(words=", ".join(words)))
    cause = known.cause((_TREE,), "tags.changed", _("The tags change: {tags}.").format(tags="; ".join(parts)))
    cause.facts = repr((counts, [sides.before[a].digest for a, _b in deeper], words))
    cause.is_float = not gone and not come and all(_is_in_figure(sides.before, a) for a, _b in deeper)
    cause.is_of_links = not deeper and (counts[0].keys() | counts[1].keys()) <= _LINKS
    if not words and not any(sides.after[place].text for place in come):
        cause.seen_in = {letters_of(sides.before[a].text) for a, _b in deeper if sides.before[a].text}
    _place(
        known,
        cause,
        [sides.before[a] for a in gone] + [sides.before[a] for a, _b in deeper],
        [sides.after[b] for b in come] + [sides.after[b] for _a, b in deeper],
    )


def _is_in_figure(tags: Sequence[Tag], place: int) -> bool:
    """Whether an element is a figure, its caption, or what holds no words but theirs."""
    if tags[place].kind in _FIGURES:
        return True
    within = takewhile(lambda each: each.level > tags[place].level, tags[place + 1 :])
    return not tags[place].digest and any(each.kind in _FIGURES for each in islice(within, _MOST_TOLD))


def _is_lost(known: KnownCauses, sides: TagSides, place: int) -> bool:
    """Whether words that no element reads any more still stand on the pages, though others on their page changed."""
    text = sides.before[place].text
    if len(text) < _LONG_ENOUGH or any(each.text == text for each in sides.after):
        return False
    return text in "".join(known.pairing.flow_after.text.split())


# --- where it is told ------------------------------------------------------------------------------------------------


def _causes(known: KnownCauses, kinds: frozenset[str] | set[str]) -> list[Draft]:
    return [cause for cause in known.causes.values() if cause.kind in kinds]


def _pages(known: KnownCauses, kinds: frozenset[str]) -> tuple[set[int], set[int]]:
    """The pages of causes of *kinds* before and after, and the page before each: an element of theirs may begin there.

    Where a page came or went, so may one on the page that follows, which has the rest of its words.
    """
    causes = _causes(known, kinds)
    one = {page for cause in causes for page, _box in cause.before}
    other = {page for cause in causes for page, _box in cause.after}
    ways = known.pairing.page_map, known.pairing.origins
    one |= {ways[1][page + 1] for page in known.pairing.added_pages if page in other and page + 1 in ways[1]}
    other |= {ways[0][page + 1] for page in known.pairing.removed_pages if page in one and page + 1 in ways[0]}
    return one | {page - 1 for page in one}, other | {page - 1 for page in other}


def _place(known: KnownCauses, cause: Draft, one: Sequence[Tag], other: Sequence[Tag]) -> None:
    """The pages of elements are the places of *cause*: tags have no area of their own."""
    for tags, pages, places in (
        (one, known.pairing.before.pages, cause.before),
        (other, known.pairing.after.pages, cause.after),
    ):
        places += [(page, _WHOLE) for page in sorted({tag.page for tag in tags}) if 0 <= page < len(pages)]
