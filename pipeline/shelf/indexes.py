"""Articles of all years into cumulative contents and indexes of sections, keywords, authors, people and titles.

Headings are in the order that is wanted (GB/T 22466: 字顺), by pinyin or strokes; entries under one in order of time.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from pipeline.layout.name_index import Reading, author_names, name_reader, people_names
from pipeline.layout.name_readings import plain_name, read_title
from pipeline.layout.shelf_pages import ShelfBook, ShelfEntry, ShelfHeading, ShelfIssue, ShelfLetter, ShelfYear
from pipeline.layout.stroke_order import read_strokes
from pipeline.layout.volume_lists import short_label
from pipeline.model import Publication, plain_title
from pipeline.shelf.request import LackingYear
from pipeline.shelf.volumes import ShelvedArticle, ShelvedVolume, articles_of

_NUMBERED = re.compile(r"第(.+)期")


def shelf_book(publication: Publication, volumes: Sequence[ShelvedVolume], lacks: Iterable[LackingYear]) -> ShelfBook:
    """All that the cumulative index of *volumes* prints, its indexes in the order of the *publication*."""
    articles = [each for volume in volumes for each in articles_of(volume)]
    read_words: Reading = read_strokes if publication.index_order == "strokes" else read_title
    read_names = name_reader(publication.index_order)
    sections = _gather(articles, lambda each: [each.article.section] if each.article.section else [])
    keywords = _gather(articles, lambda each: list(dict.fromkeys(map(plain_name, each.article.keywords))))
    authors = _gather(articles, lambda each: list(author_names(each.article)))
    people = _gather(articles, lambda each: list(people_names(each.article)))
    by_section = tuple(heading for letter in _sort(sections, read_words) for heading in letter.headings)
    return ShelfBook(
        publication=publication,
        years=tuple(map(_year, volumes)),
        lacks=tuple(each.year for each in lacks),
        sections=(ShelfLetter("", by_section),) if by_section else (),
        subjects=_sort(keywords, read_words),
        authors=_sort(authors, read_names),
        people=_sort(people, read_names),
        titles=_title_index(articles, read_words),
    )


def place_of(each: ShelvedArticle) -> str:
    """Where an article is, as the trade writes it: 2023·1·15, year, number of the issue, page of the issue."""
    label = short_label(each.issue.label)
    numbered = _NUMBERED.fullmatch(label)
    return f"{each.volume.year}·{numbered[1] if numbered else label}·{each.article.issue_folio}"


def target_of(each: ShelvedArticle) -> str:
    """The name of what a link to an article leads to: year, part of the volume from 0, page of the PDF from 1."""
    return f"{each.volume.year}.{each.issue.volume_part}.{each.page}"


def _entry(each: ShelvedArticle) -> ShelfEntry:
    return ShelfEntry(
        title=plain_title(each.article.listed_title),
        authors="　".join(author_names(each.article)),
        place=place_of(each),
        target=target_of(each),
    )


def _year(volume: ShelvedVolume) -> ShelfYear:
    issues = []
    articles = list(articles_of(volume))
    for issue in volume.catalogue.issues:
        here = [each for each in articles if each.issue is issue]
        runs = groupby(here, key=lambda each: each.article.section)
        sections = tuple(ShelfHeading(name, tuple(map(_entry, run))) for name, run in runs)
        issues.append(ShelfIssue(label=issue.label, date=issue.date, sections=sections))
    record = volume.catalogue.volume
    return ShelfYear(
        year=volume.year,
        publication=record.publication,
        title=record.title,
        number=record.number,
        count=len(articles),
        pages=record.pages,
        issues=tuple(issues),
    )


def _gather(
    articles: Iterable[ShelvedArticle], headings_of: Callable[[ShelvedArticle], Iterable[str]]
) -> dict[str, list[ShelvedArticle]]:
    """The articles under each heading, as they follow one another."""
    found: dict[str, list[ShelvedArticle]] = {}
    for each in articles:
        for heading in headings_of(each):
            found.setdefault(heading, []).append(each)
    return found


def _sort(headings: dict[str, list[ShelvedArticle]], read: Reading) -> tuple[ShelfLetter, ...]:
    """*headings* under their letters."""
    names = sorted(headings, key=lambda name: read(name).order)
    letters = groupby(names, key=lambda name: read(name).letter)
    return tuple(
        ShelfLetter(letter, tuple(ShelfHeading(name, tuple(map(_entry, headings[name]))) for name in group))
        for letter, group in letters
    )


def _title_index(articles: Sequence[ShelvedArticle], read: Reading) -> tuple[ShelfLetter, ...]:
    """The titles under their letters; equal ones in order of time."""
    letters: dict[str, list[ShelfEntry]] = {}
    for each in sorted(articles, key=lambda each: read(each.article.listed_title).order):
        letters.setdefault(read(each.article.listed_title).letter, []).append(_entry(each))
    return tuple(ShelfLetter(letter, (ShelfHeading("", tuple(entries)),)) for letter, entries in letters.items())
