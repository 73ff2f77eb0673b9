"""Checks what catalogues go by at the head of an article: keywords, people, class, DOI, and the head in English."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.i18n import _
from pipeline.manuscript.reading import Reading
from pipeline.manuscript.schema import ArticleRows, EnglishRows
from pipeline.strict_yaml import YamlFile

DOI = re.compile(r"10\.[0-9]{4,9}/[!-~]{1,200}")  # the DOI Handbook, 2.2, as registered since 2008
_DOI_INSIDE = re.compile(r"10\.[0-9]{4,9}/[!-~]{1,200}$")
# A main class, a number with a point behind three digits, signs of auxiliary tables (中国图书馆分类法, 5th ed.).
_CLC = re.compile(r"[A-KN-VXZ][A-Z]?[0-9]{0,3}(\.[0-9]{1,10})?([-=(:+/<\"][-=():+/<>\"0-9A-Za-z.]{0,30})?")
_CLC_SEPARATOR = "；"
_SEVERAL = re.compile(r"[；;，,、]")
_DOCUMENT_CODES = "ABCDE"  # CAJ-CD B/T 1-2006, 6.6: theory, practice, guidance, news, files
ARTICLE_ID = re.compile(r"[0-9]{4}-[0-9]{3}[0-9X][(（][0-9]{4}[)）][0-9A-Z]{2,4}-[0-9]{4}-[0-9]{2,3}")
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+")


def check_article_data(file: YamlFile[ArticleRows], reading: Reading) -> None:
    """Add to the problems of *reading* what no catalogue would take."""
    rows = file.rows
    if rows.doi and not DOI.fullmatch(rows.doi):
        inside = _DOI_INSIDE.search(rows.doi)
        hint = _("Write only {doi}.").format(doi=inside[0] if inside else "10.1234/abc.2024.01.001")
        reading.problem(_("“{doi}” is no DOI.").format(doi=rows.doi), file.line_of("doi"), hint)
    for code in rows.clc.split(_CLC_SEPARATOR) if rows.clc else ():
        if not _CLC.fullmatch(code.strip()):
            message = _("“{code}” is no class of the Chinese Library Classification.").format(code=code.strip())
            hint = _("A class is written D412.6; between several stands {mark}.").format(mark=_CLC_SEPARATOR)
            reading.problem(message, file.line_of("clc"), hint)
    _check_codes(file, reading)
    _tell(wrong_keywords(rows.keywords), ("keywords",), file, reading)
    _tell(wrong_people(rows.people), ("people",), file, reading)
    if rows.english is not None:
        _check_english(rows.english, file, reading)


def _check_codes(file: YamlFile[ArticleRows], reading: Reading) -> None:
    rows = file.rows
    if rows.document_code and (len(rows.document_code) > 1 or rows.document_code not in _DOCUMENT_CODES):
        message = _("“{code}” is no document code 文献标志码.").format(code=rows.document_code)
        reading.problem(message, file.line_of("document_code"), _("There are A, B, C, D and E."))
    if rows.article_id and not ARTICLE_ID.fullmatch(rows.article_id):
        message = _("“{id}” is no article number 文章编号.").format(id=rows.article_id)
        hint = _("It has ISSN, year, issue, first page and number of pages: 1000-1234(2024)05-0007-08.")
        reading.problem(message, file.line_of("article_id"), hint)
    if rows.received is not None and rows.revised is not None and rows.revised < rows.received:
        message = _("The article was revised before it was received.")
        reading.problem(message, file.line_of("revised"), _("Compare both dates with the manuscript."))


class WrongEntry(NamedTuple):
    """What is wrong with the entry at the 0-based *place* in a list, and what to do."""

    place: int
    message: str
    hint: str


def wrong_keywords(keywords: Sequence[str]) -> Iterator[WrongEntry]:
    """Keywords that are empty, several in one, or there twice."""
    several, again = _("“{text}” is more than one keyword."), _("The keyword “{text}” stands twice.")
    form = "keywords: [甲, 乙]"
    return _wrong_entries(keywords, (_("This keyword is empty."), several, again), form)


def wrong_people(names: Sequence[str]) -> Iterator[WrongEntry]:
    """Names of people that are empty, several in one, or there twice."""
    several, again = _("“{text}” is more than one name."), _("The name “{text}” stands twice.")
    return _wrong_entries(names, (_("This name is empty."), several, again), "people: [张某, 李某]")


def _wrong_entries(entries: Sequence[str], messages: tuple[str, str, str], form: str) -> Iterator[WrongEntry]:
    empty, several, again = messages
    for index, text in enumerate(entries):
        if not text.strip():
            yield WrongEntry(index, empty, _("Fill it in or remove it."))
        elif _SEVERAL.search(text):
            yield WrongEntry(index, several.format(text=text), _("Write each for itself: {form}.").format(form=form))
        elif text in entries[:index]:
            yield WrongEntry(index, again.format(text=text), _("Take one away."))


def _tell(wrong: Iterable[WrongEntry], place: tuple[str, ...], file: YamlFile[ArticleRows], reading: Reading) -> None:
    for each in wrong:
        reading.problem(each.message, file.line_of(*place, each.place), each.hint)


def _check_english(english: EnglishRows, file: YamlFile[ArticleRows], reading: Reading) -> None:
    texts: list[tuple[tuple[str | int, ...], str]] = [(("title",), english.title), (("summary",), english.summary)]
    for name in ("authors", "affiliations", "keywords"):
        texts += [((name, index), text) for index, text in enumerate(getattr(english, name))]
    for place, text in texts:
        if (found := _CHINESE.search(text)) is not None:
            message = _("“{text}” stands in the English head of the article.").format(text=found[0][:20])
            hint = _("Write it in English, with half-width marks.")
            reading.problem(message, file.line_of("english", *place), hint)
    _tell(wrong_keywords(english.keywords), ("english", "keywords"), file, reading)
    for name in ("authors", "keywords"):
        here, there = len(getattr(english, name)), len(getattr(file.rows, name))
        if here and here != there:
            message = _("“{name}” has {here} entries in English, and {there} in Chinese.")
            hint = _("Each stands for the one of the same place.")
            reading.problem(message.format(name=name, here=here, there=there), file.line_of("english", name), hint)
