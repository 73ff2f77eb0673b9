"""In which articles a finding stands, and which of them have the same words in their sources as before. Pure."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.regression.findings import Finding, Place
from pipeline.regression.snapshot.snapshot import Entry, Page, Snapshot

_Start = tuple[int, float]  # page from 0; pt down from the top


@dataclass(frozen=True, slots=True)
class SourceArticles:
    """The articles of a comparison: digests of their manuscripts by their titles, before and after.

    The title "" stands for all that is in no article: cover, contents, heads, colophon. What they print comes from
    anywhere, so its digest is that of all there is.
    """

    before: Snapshot
    after: Snapshot
    words_before: Mapping[str, str]
    words_after: Mapping[str, str]

    def find_untouched(self, finding: Finding) -> tuple[str, ...]:
        """The titles of articles that *finding* stands in though their words are the same as before, in order."""
        rows = (
            (self.before, self.words_before, finding.owners_before or finding.marks_before),
            (self.after, self.words_after, finding.owners_after or finding.marks_after),
        )
        titles: dict[str, None] = {}
        for snapshot, words, marks in rows:
            places = article_places(snapshot, words)
            titles |= dict.fromkeys(_title_at(places, mark) for mark in marks)
        return tuple(
            title
            for title in titles
            if title in self.words_before and self.words_before[title] == self.words_after.get(title)
        )


def article_places(snapshot: Snapshot, titles: Mapping[str, object]) -> list[tuple[_Start, str]]:
    """Where articles with one of *titles*, and what stands between them (""), begin in *snapshot*; in order."""
    known = {_compact(title): title for title in titles if title}
    levels = [entry.level for entry in snapshot.outline if _compact(entry.title) in known]
    deepest = max(levels, default=0)
    starts = [
        (_start(snapshot.pages[entry.page], entry), known.get(_compact(entry.title), ""))
        for entry in snapshot.outline
        if entry.level <= deepest and 0 <= entry.page < len(snapshot.pages)
    ]
    return sorted([((0, 0.0), ""), *starts])


def _title_at(places: list[tuple[_Start, str]], mark: Place) -> str:
    page, box = mark
    row = bisect_right(places, ((page, box[3]), "\U0010ffff")) - 1
    return places[row][1] if row >= 0 else ""


def _start(page: Page, entry: Entry) -> _Start:
    """Where the title of *entry* stands on its *page*: its first line, or the top where it isn't found."""
    title = _compact(entry.title)
    lines = sorted(page.lines, key=lambda line: line.y)
    for number, line in enumerate(lines):
        text = _compact(line.text)
        following = "".join(_compact(each.text) for each in lines[number : number + 4])
        if text and title.startswith(text) and following.startswith(title):
            return entry.page, line.y - 1
    return entry.page, 0.0


def _compact(text: str) -> str:
    return "".join(text.split())
