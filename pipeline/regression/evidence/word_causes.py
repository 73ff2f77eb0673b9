"""The fewest causes that explain all substitutions: they are covered by candidates of declared explanations. Pure.

An explanation proposes candidates among the substitutions that no cause has yet. ``EXPLANATIONS`` stand in the order of
how much a cause of theirs says: an article that came or went says more than its paragraphs do.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.evidence.articles import ArticleChange
from pipeline.regression.evidence.counting import find_runs
from pipeline.regression.evidence.note_signs import common_notes, without_notes
from pipeline.regression.evidence.substitutions import Substitution, letters_of
from pipeline.regression.evidence.tables import find_cells

_LEAST_MOVED, _LEAST_LABELS, _LONG = 2, 6, 40  # letters
_GRAM, _KNOWN = 6, 0.8  # characters of a stretch; how many of them stand on the other side, of all


class Why(Enum):
    """What explains some substitutions."""

    ARTICLE = "article"
    NOTE = "note"
    MOVED = "moved"
    SAME = "same"
    CALL = "call"
    COUNTED = "counted"
    TABLE = "table"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordCause:
    """All of *substitutions* come from one thing, *why*; of an article it is *article*. *key* tells it from others."""

    why: Why
    substitutions: tuple[Substitution, ...]
    article: ArticleChange | None = None
    key: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """What candidates are found by: the texts before (*one*) and after, the *articles* that came or went."""

    one: Flow
    other: Flow
    articles: tuple[ArticleChange, ...] = ()


Rows = Sequence[Substitution]
Explanation = Callable[[Texts, Rows], Iterator[WordCause]]


def explain(texts: Texts, rows: Rows, by: Sequence[Explanation] = ()) -> tuple[WordCause, ...]:
    """The causes of *rows*, by all explanations, or *by* some; each row has one cause at most, the first that fits."""
    found: list[WordCause] = []
    rest = dict.fromkeys(rows)
    for candidates in by or EXPLANATIONS:
        for each in candidates(texts, tuple(rest)):
            if rest.keys() >= set(each.substitutions):
                found.append(each)
                for row in each.substitutions:
                    del rest[row]
    return tuple(found)


def find_article_causes(texts: Texts, rows: Rows) -> Iterator[WordCause]:
    """Articles, each with its text, its notes and its line of the contents; also those that no row tells of."""
    flows, notes = (texts.one, texts.other), common_notes(texts.one, texts.other) if texts.articles else ()
    rest = rows
    for article in texts.articles:
        own = tuple(each for each in rest if article.explains(each) or _is_note_of(article, flows, notes, each))
        rest = [each for each in rest if each not in own]
        yield WordCause(why=Why.ARTICLE, substitutions=own, article=article)


def find_permuted(texts: Texts, rows: Rows) -> Iterator[WordCause]:
    """What only made the same lines of a page stand in another order: columns of a table, entries of contents."""
    pages: dict[tuple[int, int], list[Substitution]] = defaultdict(list)
    for each in rows:
        lines = [_lines_of(flow, *gap) for flow, gap in _sides(texts, each)]
        on = [{flow.lines[n].page for n in row} for flow, row in zip((texts.one, texts.other), lines, strict=True)]
        if len(on[0]) == len(on[1]) == 1:
            pages[min(on[0]), min(on[1])].append(each)
    known = _words_on(texts.one, {page for page, _there in pages}), _words_on(texts.other, {each for _p, each in pages})
    for (page, there), own in pages.items():
        words = known[0][page], known[1][there]
        if words[0] != words[1] and Counter(words[0]) == Counter(words[1]):
            yield WordCause(why=Why.MOVED, substitutions=tuple(own), key=_first_moved(*words))


def _sides(texts: Texts, row: Substitution) -> tuple[tuple[Flow, tuple[int, int]], tuple[Flow, tuple[int, int]]]:
    a0, a1, b0, b1 = row.gap
    return (texts.one, (a0, a1)), (texts.other, (b0, b1))


def _lines_of(flow: Flow, start: int, end: int) -> range:
    """The lines of *flow* that the characters from *start* to *end* stand in."""
    last = len(flow.text) - 1
    return (
        range(flow.line_at(min(start, last)), flow.line_at(min(max(start, end - 1), last)) + 1)
        if flow.lines
        else range(0)
    )


def _words_on(flow: Flow, pages: set[int]) -> dict[int, list[str]]:
    """The words of the lines of each of *pages*, numbers left out."""
    found: dict[int, list[str]] = defaultdict(list)
    for each in flow.lines:
        if each.page in pages and letters_of(words := _without_digits("".join(each.line.text.split()))):
            found[each.page].append(words)
    return found


def _first_moved(before: Sequence[str], after: Sequence[str]) -> tuple[str, ...]:
    """The first words that stand elsewhere."""
    return next(((one,) for one, other in zip(before, after, strict=True) if one != other), ())


def find_moved_words(texts: Texts, rows: Rows) -> Iterator[WordCause]:
    """All words that went elsewhere, as one."""
    if moved := _find_moved(texts.one, texts.other, rows):
        yield WordCause(why=Why.MOVED, substitutions=tuple(moved))


def find_notes(texts: Texts, rows: Rows) -> Iterator[WordCause]:
    """Notes that came or went, each with its calls and the signs that are counted after it."""
    for note, calls in _notes(texts.one, texts.other, rows):
        yield WordCause(why=Why.NOTE, substitutions=(note, *calls))


def find_moved_calls(_texts: Texts, rows: Rows) -> Iterator[WordCause]:
    """Signs of notes in the body that are gone at one place and new at another."""
    signs = [each for each in rows if each.is_sign and not each.in_notes]
    gone = {each.before.strip(): each for each in signs if each.before.strip() and not each.after.strip()}
    come = {each.after.strip(): each for each in signs if each.after.strip() and not each.before.strip()}
    for sign in sorted(gone.keys() & come.keys()):
        yield WordCause(why=Why.CALL, substitutions=(gone[sign], come[sign]))


def find_table_causes(texts: Texts, rows: Rows) -> Iterator[WordCause]:
    """Rows and columns of tables."""
    for cells in find_cells(texts.one, texts.other, rows):
        yield WordCause(why=Why.TABLE, substitutions=cells)


def find_counted(_texts: Texts, rows: Rows) -> Iterator[WordCause]:
    """Numbers that are counted on from another one, each with the item that came or went before them, if one did."""
    for run in find_runs(rows):
        yield WordCause(why=Why.COUNTED, substitutions=run)


def find_repeated(_texts: Texts, rows: Rows) -> Iterator[WordCause]:
    """Equal substitutions are one, wherever they are; the others are one for each paragraph."""
    counts = Counter(key for each in rows for key in each.samenesses)
    same: dict[tuple[object, ...], list[Substitution]] = defaultdict(list)
    for each in rows:
        often = max(each.samenesses, key=lambda key: counts[key])
        same[often if counts[often] > 1 else each.paragraphs].append(each)
    for key, own in same.items():
        why = Why.PARAGRAPH if key == own[0].paragraphs else Why.SAME
        yield WordCause(why=why, substitutions=tuple(own), key=key)


EXPLANATIONS: tuple[Explanation, ...] = (
    find_article_causes,
    find_permuted,
    find_moved_words,
    find_notes,
    find_moved_calls,
    find_counted,
    find_table_causes,
    find_repeated,
)


def _is_note_of(article: ArticleChange, flows: tuple[Flow, Flow], notes: Sequence[str], row: Substitution) -> bool:
    """Whether *row* says no more than that notes came or went at the foot of pages of *article*."""
    flow, start, end = (flows[1], *row.gap[2:]) if article.is_new else (flows[0], *row.gap[:2])
    stayed = row.letters[0 if article.is_new else 1]
    if not row.in_notes or start == end or without_notes(stayed, notes):
        return False
    pages = {flow.lines[n].page for n in range(flow.line_at(start), flow.line_at(end - 1) + 1)}
    return not pages.isdisjoint(article.pages)


def _find_moved(one: Flow, other: Flow, rows: Sequence[Substitution]) -> list[Substitution]:
    """Those that only took words away that others only put elsewhere; long ones with little else between."""
    gone: dict[str, list[Substitution]] = defaultdict(list)
    words = {id(each): _words_of(each) for each in rows}
    for each in rows:
        before, after = words[id(each)]
        if not after and len(before) >= _LEAST_MOVED:
            gone[before].append(each)
    found: list[Substitution] = []
    for each in rows:
        before, after = words[id(each)]
        waiting = gone.get(after, [])
        if not before and waiting:
            found += [waiting.pop(0), each]
    found += _find_reordered([each for each in rows if each not in found], words)
    long = [
        each for each in rows if each not in found and not all(each.letters) and max(map(len, each.letters)) > _LONG
    ]
    if any(each.letters[0] for each in long) and any(each.letters[1] for each in long):
        grams = _grams(other.text), _grams(one.text)
        found += [each for each in long if _are_known(each.before, grams[0]) and _are_known(each.after, grams[1])]
    return found


def _find_reordered(rows: Sequence[Substitution], words: Mapping[int, tuple[str, str]]) -> Iterator[Substitution]:
    """Those that took short words away that others put elsewhere in another order: the labels of a drawing."""
    gone: dict[tuple[str, ...], list[Substitution]] = defaultdict(list)
    for each in rows:
        before, after = words[id(each)]
        if not after and _LEAST_LABELS <= len(before) <= _LONG:
            gone[tuple(sorted(before))].append(each)
    for each in rows:
        before, after = words[id(each)]
        if not before and after and (waiting := gone.get(tuple(sorted(after)))):
            yield from (waiting.pop(0), each)


def _grams(text: str) -> set[str]:
    """All stretches of a few characters in *text*."""
    return {text[n : n + _GRAM] for n in range(len(text) - _GRAM + 1)}


def _are_known(words: str, grams: set[str]) -> bool:
    """Whether nearly all stretches of *words* are among *grams*."""
    own = _grams(words)
    return len(own & grams) >= _KNOWN * len(own)


def _words_of(row: Substitution) -> tuple[str, str]:
    """The letters of both sides as contents have them on whatever page; what is no more than a number, as it stands."""
    before, after = map(_without_digits, row.letters)
    if before or after:
        return before, after
    return ("", "") if row.is_sign else (row.before.strip(), row.after.strip())


def _without_digits(text: str) -> str:
    """*text* as contents have it on whatever page it stands."""
    return "".join(each for each in text if not each.isdecimal())


def _notes(one: Flow, other: Flow, rows: Sequence[Substitution]) -> list[tuple[Substitution, tuple[Substitution, ...]]]:
    """Each note that came or went, with the signs that changed because of it: those of its page, or nearest to it."""
    signs = [each for each in rows if each.is_sign]
    called = {each.before.strip() for each in signs} | {each.after.strip() for each in signs}
    notes = [
        each
        for each in rows
        if not each.is_sign and not all(each.letters) and (each.in_notes or _has_one_of(each, called - {""}))
    ]
    if not notes or not signs:
        return []
    owned: dict[int, list[Substitution]] = defaultdict(list)
    for sign in signs:
        pages = _pages(one, other, sign)
        nearest = min(
            range(len(notes)),
            key=lambda number: min(abs(x - y) for x, y in zip(_pages(one, other, notes[number]), pages, strict=True)),
        )
        owned[nearest].append(sign)
    return [(notes[number], tuple(calls)) for number, calls in sorted(owned.items())]


def _has_one_of(row: Substitution, signs: set[str]) -> bool:
    """Whether the words of *row* that came or went have one of *signs*: it is a note, though in columns of the body."""
    return any(sign in row.before + row.after for sign in signs)


def _pages(one: Flow, other: Flow, row: Substitution) -> tuple[int, int]:
    """The pages of *row*, before and after."""
    places = (row.gap[1] - 1, row.gap[3] - 1) if row.in_notes else (row.gap[0], row.gap[2])
    sides = zip((one, other), places, strict=True)
    before, after = (flow.lines[flow.line_at(max(0, place))].page if flow.lines else 0 for flow, place in sides)
    return before, after
