"""The cumulative index as a page of HTML: all articles as a list, which a script filters; nothing else is loaded."""

from collections.abc import Sequence
from typing import Any

from pipeline.i18n import _, ngettext
from pipeline.layout.name_index import author_names, people_names
from pipeline.layout.shelf_pages import ShelfBook, ShelfLetter
from pipeline.model import plain_title
from pipeline.reports.self_contained import plain, render_page
from pipeline.shelf.indexes import place_of
from pipeline.shelf.volumes import ShelvedArticle, ShelvedVolume, articles_of
from pipeline.volume import BoundIssue


def shelf_page(book: ShelfBook, volumes: Sequence[ShelvedVolume]) -> bytes:
    """The page of *book*, whose links lead to the PDFs of *volumes*, relative to it, with the page as a fragment."""
    count = sum(year.count for year in book.years)
    lacks = _("Not on the shelf: {years}.").format(years="、".join(map(str, book.lacks))) if book.lacks else ""
    values: dict[str, Any] = {
        "name": plain(book.publication.name),
        "language": book.publication.language,
        "words": _words(),
        "span": book.span,
        "volumes": ngettext("{count} volume", "{count} volumes", len(volumes)).format(count=len(volumes)),
        "count": ngettext("{count} article", "{count} articles", count).format(count=count),
        "lacks": lacks,
        "authors": _names(book.authors),
        "people": _names(book.people),
        "sections": _names(book.sections),
        "years": [_year(volume) for volume in volumes],
        "data": {"count": count, "shown": _("{shown} of {count} articles"), "none": _("Nothing was found.")},
    }
    return render_page("shelf", values).encode("utf-8")


def _names(letters: Sequence[ShelfLetter]) -> list[str]:
    return [plain(heading.name) for letter in letters for heading in letter.headings]


def _words() -> dict[str, str]:
    return {
        "title": _("Cumulative index"),
        "skip": _("To the list of articles"),
        "search": _("Search"),
        "words": _("Words of titles, names, sections, keywords"),
        "first_year": _("From"),
        "last_year": _("To"),
        "author": _("Author"),
        "person": _("Person spoken of"),
        "section": _("Section"),
        "all": _("All"),
        "reset": _("Clear"),
        "years": _("Years"),
    }


def _year(volume: ShelvedVolume) -> dict[str, Any]:
    rows = {issue.id: _issue(issue) for issue in volume.catalogue.issues}
    for each in articles_of(volume):
        rows[each.issue.id]["rows"].append(_row(each))
    return {"year": volume.year, "title": plain(volume.catalogue.volume.title), "issues": list(rows.values())}


def _issue(issue: BoundIssue) -> dict[str, Any]:
    return {"label": plain(issue.label), "date": issue.date.isoformat() if issue.date else "", "rows": []}


def _row(each: ShelvedArticle) -> dict[str, Any]:
    article = each.article
    return {
        "title": plain(plain_title(article.listed_title)),
        "authors": [plain(name) for name in author_names(article)],
        "people": [plain(name) for name in people_names(article)],
        "section": plain(article.section),
        "keywords": "　".join(map(plain, article.keywords)),
        "place": plain(place_of(each)),
        "address": f"{each.pdf.name}#page={each.page}",
    }
