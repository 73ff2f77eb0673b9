"""Works as lists of references print them, by GB/T 7714-2015: 4 what of each type, 8.3 names, 9 the lists.

Marks are half-width with a space behind them. What is said in words (等, et al.) is in the language of the work.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from pipeline.layout.name_readings import read_name
from pipeline.model import Article
from pipeline.references import Name, Work

_MOST_NAMES = 3
_HAN = re.compile("[\u3400-\u9fff]")
_TYPES = {
    "article-journal": "J",
    "article-magazine": "J",
    "article-newspaper": "N",
    "book": "M",
    "chapter": "M",
    "paper-conference": "C",
    "thesis": "D",
    "report": "R",
    "standard": "S",
    "patent": "P",
    "webpage": "EB",
}


class Piece(NamedTuple):
    """*text* of an entry, and the *address* that it leads to, if any."""

    text: str
    address: str = ""


class Entry(NamedTuple):
    """A work in the list: its *number* from 1, what is printed, and its *language*."""

    work: Work
    number: int
    pieces: tuple[Piece, ...]
    language: str


def list_works(article: Article, by_author: bool) -> tuple[Entry, ...]:
    """The works that *article* cites in the order of their list: as they are cited, or *by_author*, Chinese ones first.

    By author, the year stands behind the names, with a letter where it would not tell works apart; a work without
    authors begins with its title.
    """
    works = sorted(article.works, key=_order) if by_author else list(article.works)
    years = years_of(article) if by_author else {}
    return tuple(
        Entry(work, number, _pieces(work, years.get(work.key, "") if work.authors else ""), language_of(work))
        for number, work in enumerate(works, 1)
    )


def years_of(article: Article) -> dict[str, str]:
    """By the keys of the works of *article*: the year of each, with a letter where its authors have several in one."""
    groups: dict[tuple[str, str], list[Work]] = {}
    for work in sorted(article.works, key=_order):
        groups.setdefault((short_author(work), work.issued[:4]), []).append(work)
    return {
        work.key: year + (chr(ord("a") + number) if len(works) > 1 else "")
        for (_author, year), works in groups.items()
        for number, work in enumerate(works)
    }


def short_author(work: Work) -> str:
    """The author of *work* as a citation by author and year names him: 王某某, 王某某等, Smith et al."""
    if not work.authors:
        return work.title
    first = work.authors[0]
    name = first.family + first.given if _HAN.search(first.family) else first.family
    if len(work.authors) == 1:
        return name
    return name + ("等" if is_chinese(work) else " et al.")


def is_chinese(work: Work) -> bool:
    """Whether *work* is in Chinese, as it says or as its title is."""
    return work.language.startswith("zh") if work.language else bool(_HAN.search(work.title))


def language_of(work: Work) -> str:
    """The language of *work* where it is not Chinese, else empty."""
    return "" if is_chinese(work) else work.language or "en"


def _order(work: Work) -> tuple[object, ...]:
    return not is_chinese(work), read_name(short_author(work)).order, work.issued, work.title


def _pieces(work: Work, year: str) -> tuple[Piece, ...]:
    if work.type == "other":
        return (Piece(work.title),)
    text = ". ".join(filter(None, (_authors(work, year), _title(work), *_source(work, bool(year)))))
    pieces = [Piece(text)]
    if work.address:
        accessed = f"[{work.accessed}]" if work.accessed and work.type != "webpage" else ""
        pieces += [Piece(f"{accessed}. "), Piece(work.address, work.address)]
    if work.doi:
        pieces += [Piece(". DOI:"), Piece(work.doi, f"https://doi.org/{quote(work.doi)}")]
    return (*pieces, Piece("."))


def _authors(work: Work, year: str) -> str:
    names = _names(work.authors, is_chinese(work))
    return ", ".join(filter(None, (names, year)))


def _names(names: Sequence[Name], chinese: bool) -> str:
    """Up to three names; Latin ones as family name in capitals with initials (8.3)."""
    shown = [_name(name) for name in names[:_MOST_NAMES]]
    if len(names) > _MOST_NAMES:
        shown.append("等" if chinese else "et al")
    return ", ".join(shown)


def _name(name: Name) -> str:
    if _HAN.search(name.family):
        return name.family + name.given
    if not name.given:
        return name.family
    initials = " ".join(part[0].upper() for part in re.findall(r"[^\W\d_]+", name.given))
    return f"{name.family.upper()} {initials}"


def _title(work: Work) -> str:
    number = f": {work.number}" if work.number else ""
    online = "/OL" if work.address else ""
    return f"{work.title}{number}[{_TYPES[work.type]}{online}]" + _tell_host(work)


def _tell_host(work: Work) -> str:
    """The work that *work* is a part of, behind its title (4.2)."""
    if work.type not in ("chapter", "paper-conference") or not work.container:
        return ""
    editors = _names(work.editors, is_chinese(work))
    return f"//{editors + '. ' if editors else ''}{work.container}"


def _source(work: Work, has_year: bool) -> list[str]:
    """What stands behind the title: edition, translators, where and when it was published, pages."""
    year = "" if has_year else work.issued[:4]
    match work.type:
        case "article-journal" | "article-magazine":
            issue = f"({work.issue})" if work.issue else ""
            return [_with_pages(", ".join(filter(None, (work.container, year, work.volume))) + issue, work)]
        case "article-newspaper":
            pages = f"({work.pages})" if work.pages else ""
            return [", ".join(filter(None, (work.container, work.issued))) + pages]
        case "webpage":
            return [(f"({work.issued})" if work.issued and not has_year else "") + f"[{work.accessed}]"]
        case "patent":
            return [work.issued] if work.issued else []
    published = ": ".join(filter(None, (work.place, work.publisher)))
    imprint = ", ".join(filter(None, (published, year)))
    return [*_editions(work), _with_pages(imprint, work)]


def _editions(work: Work) -> list[str]:
    chinese = is_chinese(work)
    result = []
    if work.translators:
        result.append(_names(work.translators, chinese) + (", 译" if chinese else ", trans"))
    if work.edition and work.edition != "1":
        result.append(_edition(work.edition, chinese))
    return result


def _edition(edition: str, chinese: bool) -> str:
    """2版, 2nd ed; what is no number stays as it is."""
    if not edition.isdigit():
        return edition
    ends = {"1": "st", "2": "nd", "3": "rd"}
    end = "th" if edition[-2:-1] == "1" else ends.get(edition[-1], "th")
    return f"{edition}版" if chinese else f"{edition}{end} ed"


def _with_pages(text: str, work: Work) -> str:
    return ": ".join(filter(None, (text, work.pages)))
