"""Articles that came or went, by the outline and the text that begins with their titles. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.regression.alignment.alignment import Gap
from pipeline.regression.alignment.text_flow import Flow
from pipeline.regression.evidence.outline_entries import places_of
from pipeline.regression.evidence.substitutions import Substitution, letters_of
from pipeline.regression.snapshot.snapshot import Snapshot

_LEAST_SHARE = 0.8  # of the text of an article that must have come or gone with it
_ARTICLE = "Art"  # the kind of their elements
_LEAST_LENGTH = 12  # characters of its text


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleChange:
    """The article *title* came (*is_new*) or went. Its text is from *start* to *end* in the text of its side, on
    *pages* (indexes from 0). *within*: the titles of the articles in it, where it is a section.
    """

    title: str
    is_new: bool
    start: int
    end: int
    pages: tuple[int, ...]
    within: tuple[str, ...] = ()

    def explains(self, row: Substitution) -> bool:
        """Whether *row* is some of its text, or its line in contents."""
        start, end = row.gap[2:] if self.is_new else row.gap[:2]
        if start < self.end and end > self.start:
            return True
        words = row.letters[1 if self.is_new else 0]
        return any(letters_of(title) in words for title in (self.title, *self.within))

    def is_listed(self, row: Substitution) -> bool:
        """Whether *row* is its line in contents."""
        start, end = row.gap[2:] if self.is_new else row.gap[:2]
        return not (start < self.end and end > self.start)


def find_articles(
    before: Snapshot, after: Snapshot, flows: tuple[Flow, Flow], gaps: Sequence[Gap]
) -> tuple[ArticleChange, ...]:
    """The articles of *after* that *before* lacks, and the other way round."""
    titles = [{letters_of(each.title) for each in side.outline} for side in (before, after)]
    new = [each for each in _articles(after, flows[1], is_new=True) if letters_of(each.title) not in titles[0]]
    gone = [each for each in _articles(before, flows[0], is_new=False) if letters_of(each.title) not in titles[1]]
    if bool(new) != bool(gone) and _are_as_many(before, after):
        return ()  # pages that are no articles, though they stand in the outline
    return (
        *_keep_outermost([each for each in new if _share(each, [gap[2:] for gap in gaps]) >= _LEAST_SHARE]),
        *_keep_outermost([each for each in gone if _share(each, [gap[:2] for gap in gaps]) >= _LEAST_SHARE]),
    )


def _are_as_many(before: Snapshot, after: Snapshot) -> bool:
    """Whether both have as many articles, by their tags, and some."""
    counts = [sum(tag.kind == _ARTICLE for tag in side.layers.tags) if side.layers else 0 for side in (before, after)]
    return counts[0] == counts[1] > 0


def _share(article: ArticleChange, spans: Sequence[tuple[int, int]]) -> float:
    length = article.end - article.start
    changed = sum(max(0, min(end, article.end) - max(start, article.start)) for start, end in spans)
    return changed / length if length >= _LEAST_LENGTH else 0.0


def _articles(snapshot: Snapshot, flow: Flow, *, is_new: bool) -> list[ArticleChange]:
    """The articles of the outline with their text: it ends where the next entry of their level or above begins.

    Their titles are as large as those of what they stand below, sections and issues; headings within them are smaller.
    """
    rows = zip(places_of(snapshot, flow), snapshot.outline, strict=True)
    places = [(place, entry) for place, entry in rows if place is not None]
    found: list[ArticleChange] = []
    above: list[tuple[int, float]] = []  # level and size of what an entry stands below
    for number, (place, entry) in enumerate(places):
        size = flow.lines[flow.line_at(place)].size
        above = [row for row in above if row[0] < entry.level]
        is_heading = any(size < larger for _level, larger in above)
        above.append((entry.level, size))
        if is_heading:
            continue
        following = (at for at, each in places[number + 1 :] if each.level <= entry.level and at > place)
        end = next(following, _end_of_body(flow))
        if end > place:
            pages = sorted({flow.lines[n].page for n in range(flow.line_at(place), flow.line_at(end - 1) + 1)})
            found.append(ArticleChange(title=entry.title, is_new=is_new, start=place, end=end, pages=tuple(pages)))
    return found


def _keep_outermost(rows: Sequence[ArticleChange]) -> tuple[ArticleChange, ...]:
    """Those of *rows* that stand in no other: a section that came with its articles is one."""
    return tuple(
        replace(each, within=tuple(other.title for other in rows if _is_within(other, each)))
        for each in rows
        if not any(_is_within(each, other) for other in rows)
    )


def _is_within(one: ArticleChange, other: ArticleChange) -> bool:
    return one is not other and other.start <= one.start and one.end <= other.end


def _end_of_body(flow: Flow) -> int:
    return next((flow.starts[n] for n, line in enumerate(flow.lines) if line.is_note), len(flow.text))
