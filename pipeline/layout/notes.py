"""The signs of notes: counted by article or anew on each page, in one style for all that are counted together."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set

from pipeline.inlines import Footnote
from pipeline.layout.nodes import find_nodes
from pipeline.model import Article

Anchors = Callable[[str], str]
_CIRCLED = (
    *map(chr, range(0x2460, 0x2474)),  # ① to ⑳
    *map(chr, range(0x3251, 0x3260)),  # ㉑ to ㉟
    *map(chr, range(0x32B1, 0x32C0)),  # ㊱ to ㊿
)


def note_sign(number: int, count: int) -> str:
    """The sign of note *number*, from 1, of *count* that are counted together: circled, or [51] where one needs it."""
    return _CIRCLED[number - 1] if count <= len(_CIRCLED) else f"[{number}]"


def find_notes(article: Article) -> list[Footnote]:
    """The notes of *article* in the order of their numbers."""
    return sorted(find_nodes(article.body, Footnote), key=lambda note: note.number)


def note_name(article: Article, note: Footnote) -> str:
    """What the anchor of *note* is called within the issue; no id that an author writes has a dot."""
    return f"{article.slug}.note-{note.number}"


def note_signs(
    articles: Iterable[Article],
    by_page: bool,
    pages: Mapping[str, int],
    anchor: Anchors,
    alone: Set[str] = frozenset(),
) -> dict[str, str]:
    """The sign of each note of *articles* by its name (see `note_name`).

    *by_page*: counted anew on each page, as far as *pages* has those of the notes' *anchor*; before it is known
    they are counted by article. Counted by article, notes go on behind those that an earlier article has on the page
    of the first, so that no two on a page are called alike; but for the articles *alone*, by their slugs.
    """
    if by_page:
        return _signs_by_page(articles, pages, anchor)
    signs: dict[str, str] = {}
    last: dict[int, int] = {}  # page → the last number on it
    for article in articles:
        names = [note_name(article, note) for note in find_notes(article)]
        places = [pages.get(anchor(name), 0) for name in names]
        before = last.get(places[0], 0) if names and article.slug not in alone else 0
        for number, (name, page) in enumerate(zip(names, places, strict=True), before + 1):
            signs[name] = note_sign(number, before + len(names))
            if page:
                last[page] = max(number, last.get(page, 0))
    return signs


def _signs_by_page(articles: Iterable[Article], pages: Mapping[str, int], anchor: Anchors) -> dict[str, str]:
    signs: dict[str, str] = {}
    groups: list[tuple[object, str]] = []
    for article in articles:
        for note in find_notes(article):
            name = note_name(article, note)
            groups.append((pages.get(anchor(name), article.slug), name))
    counts, begun = Counter(group for group, _name in groups), Counter[object]()
    for group, name in groups:
        begun[group] += 1
        signs[name] = note_sign(begun[group], counts[group])
    return signs
