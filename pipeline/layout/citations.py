"""Citations in the text of articles: raised numbers, or authors with years (GB/T 7714-2015, 10)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.inlines import Citation
from pipeline.layout.nodes import find_nodes
from pipeline.layout.references import Entry, list_works, short_author, years_of
from pipeline.model import Article

_DASH = "-"


class CitedPiece(NamedTuple):
    """*text* of a citation; *target*: the anchor of the entry that it leads to; *name*: its own, if the entries *first*
    lead back to it: one, or those that a dash stands for."""

    text: str
    target: str = ""
    name: str = ""
    first: tuple[int, ...] = ()


def work_name(article: Article, number: int) -> str:
    """What the anchor of an entry is called within the issue; no id that an author writes has a dot."""
    return f"{article.slug}.work-{number}"


def cite_name(article: Article, number: int) -> str:
    """What the anchor of the first citation of an entry is called."""
    return f"{article.slug}.cite-{number}"


def citation_forms(article: Article, by_author: bool) -> dict[int, tuple[CitedPiece, ...]]:
    """What stands for each citation of *article*, by its identity."""
    entries = {entry.work.key: entry for entry in list_works(article, by_author)}
    years = years_of(article)
    cited: set[int] = set()
    forms: dict[int, tuple[CitedPiece, ...]] = {}
    for citation in find_nodes(article.body, Citation):
        pieces = _authors_and_years(citation, entries, years) if by_author else _numbers(citation, entries)
        made = []
        for text, numbers in pieces:
            first = tuple(number for number in numbers if number not in cited)
            cited.update(first)
            target = work_name(article, numbers[0]) if numbers and text != _DASH else ""
            made.append(CitedPiece(text, target, cite_name(article, first[0]) if first else "", first))
        forms[id(citation)] = tuple(made)
    return forms


def first_citations(forms: Mapping[int, tuple[CitedPiece, ...]]) -> dict[int, str]:
    """The names of the anchors in *forms* that entries lead back to, by their numbers; none of what nothing cites."""
    return {number: piece.name for pieces in forms.values() for piece in pieces for number in piece.first}


def _numbers(citation: Citation, entries: Mapping[str, Entry]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """[1], [1-3,5], [2]194: pieces with the number of the entry that each leads to; a dash has those it stands for."""
    for has_pages, group in groupby(citation.places, key=lambda place: bool(place.pages)):
        places = list(group)
        if has_pages:
            for place in places:
                number = entries[place.key].number
                yield from (("[", ()), (str(number), (number,)), (f"]{place.pages}", ()))
            continue
        yield "[", ()
        for index, run in enumerate(_runs(sorted({entries[place.key].number for place in places}))):
            if index:
                yield ",", ()
            yield str(run[0]), (run[0],)
            if len(run) > 1:
                yield _DASH if len(run) > 2 else ",", tuple(run[1:-1])
                yield str(run[-1]), (run[-1],)
        yield "]", ()


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    """*numbers*, which rise, parted where one is left out."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _authors_and_years(
    citation: Citation, entries: Mapping[str, Entry], years: Mapping[str, str]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """(王某某, 2020; Smith et al., 2019)12."""
    yield "(", ()
    for index, place in enumerate(citation.places):
        if index:
            yield "; ", ()
        entry = entries[place.key]
        pages = f": {place.pages}" if place.pages else ""
        yield ", ".join(filter(None, (short_author(entry.work), years[place.key]))) + pages, (entry.number,)
    yield ")", ()
