"""Joins the text of a bound issue's pages into the text of each article, for the search index.

A word that a line or page divides is whole again in a passage, because running heads and folios between the pages are
taken out. Where an article begins within a page, the page is divided at its title, or at its first words where the
contents name it otherwise; where neither is found (a scan), the whole page goes to the article that begins on it.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.binding.finding_aids.search_words import matches, tokens
from pipeline.model import plain_title
from pipeline.volume import BoundIssue, PlacedArticle

EDGE_LINES = 2  # lines at the top and at the foot of a page among which running heads and folios are looked for
FIRST_WORDS = 16  # characters
LONGEST_HEAD = 120  # characters
LEAST_REPEATS = 3  # pages on which a line must stand there, to be taken for a running head

_SOFT_HYPHEN = "\u00ad"
_HYPHENS = str.maketrans({"\x02": _SOFT_HYPHEN, "\ufffe": _SOFT_HYPHEN})  # what PDFium gives for a soft hyphen
_DIVIDED = re.compile(rf"{_SOFT_HYPHEN}\s*\n\s*|(?<=[^\W\d_])[-\u2010]\s*\n\s*(?=[a-zß-ÿ])")
_WIDE = r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff]"
_NEEDLESS_SPACE = re.compile(rf"(?<={_WIDE}) (?={_WIDE})")
# Control characters, halves of characters, and signs that turn the direction of what is printed after them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a page begins in a passage: its *page_index* in the issue, its folios, and the *offset* in the text.

    *issue_folio* is None where the issue counts no folio yet (a cover).
    """

    page_index: int
    issue_folio: int | None
    volume_folio: int
    offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """The text of an *article* of *issue*, or of the pages before the first one (None): cover and contents."""

    issue: BoundIssue
    article: PlacedArticle | None
    text: str
    pages: tuple[PageStart, ...]


@dataclass(slots=True)
class _Gathering:
    """A passage in the making."""

    article: PlacedArticle | None
    text: str
    pages: list[PageStart]


def passages(issue: BoundIssue) -> list[Passage]:
    """The passages of *issue* in order. An article of which no text is known has one too, for its title and authors."""
    articles = sorted(issue.articles, key=lambda article: article.page)
    gathered = [_Gathering(None, "", [])]
    waiting = list(articles)
    for index, raw in enumerate(_without_furniture(issue)):
        text = clean_text(raw)
        while waiting and waiting[0].page <= index:
            article = waiting.pop(0)
            cut = _beginning(text, article)
            _add(gathered[-1], issue, index, text[:cut])
            gathered.append(_Gathering(article, "", []))
            text = text[cut:]
        _add(gathered[-1], issue, index, text)
    gathered += [_Gathering(article, "", []) for article in waiting]
    return [_finish(issue, passage) for passage in gathered if passage.article or passage.text]


def clean_text(text: str) -> str:
    """*text* on one line, composed (NFC): no spaces within Chinese, words that a line divides whole, nothing unseen.

    A soft hyphen at the very end stays: it says that the last word goes on.
    """
    text = _DIVIDED.sub("", text.translate(_HYPHENS).replace("\r\n", "\n").replace("\r", "\n"))
    text = " ".join(unicodedata.normalize("NFC", _UNSEEN.sub("", text)).split())
    text = text[:-1].replace(_SOFT_HYPHEN, "") + text[-1:]
    return _NEEDLESS_SPACE.sub("", text)


def is_clean(text: str) -> bool:
    """Whether nothing unseen is in *text*, such as what ``cleaned`` has gone over: it can be shown on a terminal."""
    return _UNSEEN.search(text) is None


def _add(passage: _Gathering, issue: BoundIssue, index: int, text: str) -> None:
    text = text.strip()
    if not text:
        return
    if passage.text:
        # Two pages meet as two lines do.
        passage.text = passage.text[:-2] + clean_text(f"{passage.text[-2:]}\n{text[:1]}")[:-1]
    start = PageStart(index, _issue_folio(issue, passage.article, index), issue.volume_folio + index, len(passage.text))
    passage.pages.append(start)
    passage.text += text


def _issue_folio(issue: BoundIssue, article: PlacedArticle | None, index: int) -> int | None:
    """The folio that the issue prints on the page *index*, counted from that of *article* or of the first there is."""
    known = article or min(issue.articles, key=lambda one: one.page, default=None)
    if known is None:
        return index + 1
    folio = known.issue_folio + index - known.page
    return folio if folio > 0 else None


def _finish(issue: BoundIssue, passage: _Gathering) -> Passage:
    article, text = passage.article, passage.text.rstrip(_SOFT_HYPHEN)
    if article is not None and not passage.pages:
        passage.pages.append(PageStart(article.page, article.issue_folio, issue.folio_of(article), 0))
    return Passage(issue, _clean_titles(article) if article else None, text, tuple(passage.pages))


def _clean_titles(article: PlacedArticle) -> PlacedArticle:
    titles = article.title, article.subtitle, article.listed_title
    title, subtitle, listed = (clean_text(plain_title(each)) for each in titles)
    return replace(article, title=title, subtitle=subtitle, contents_title=listed)


def _beginning(text: str, article: PlacedArticle) -> int:
    """Where *article* begins in the *text* of its first page: at its title, else at its first words, else at once.

    Only letters are compared: the contents set a dash or a space where the page begins a new line.
    """
    for words in (article.title, article.first_lines[:FIRST_WORDS]):
        phrase = tuple(token.text for token in tokens(clean_text(words)))
        found = matches(text, [phrase]) if phrase else []
        if found:
            return found[0].start
    return 0


def _without_furniture(issue: BoundIssue) -> list[str]:
    """The texts of the pages without running heads and folios: lines at an edge, alike on several pages.

    A line that is the title of an article beginning on its page stays.
    """
    pages = [text.splitlines() for text in issue.page_texts]
    counts = Counter(shape for lines in pages for shape in {_shape(lines[at]) for at in _edges(lines)})
    titles: dict[int, set[str]] = {}
    for article in issue.articles:
        titles.setdefault(article.page, set()).add(_shape(article.title))
    return [_page_without(lines, counts, titles.get(index, set())) for index, lines in enumerate(pages)]


def _page_without(lines: Sequence[str], counts: Counter[str], titles: set[str]) -> str:
    edges = _edges(lines)
    return "\n".join(
        line
        for at, line in enumerate(lines)
        if at not in edges or counts[_shape(line)] < LEAST_REPEATS or _shape(line) in titles
    )


def _edges(lines: Sequence[str]) -> set[int]:
    """Indexes of the first and last lines that hold anything, and are short enough for a running head."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    edges = {*filled[:EDGE_LINES], *filled[-EDGE_LINES:]}
    return {at for at in edges if len(lines[at]) <= LONGEST_HEAD}


def _shape(line: str) -> str:
    """*line* without spaces, and with a mark for each number: what running heads have in common."""
    return re.sub(r"\d+", "#", "".join(unicodedata.normalize("NFKC", line).split()))
