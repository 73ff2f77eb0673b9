"""What a volume needs to know of a finished issue: its articles in their places, its text by page.

It is kept beside the finished issue, so that binding a year need not read, let alone set, the year again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from pipeline.blocks import Paragraph
from pipeline.inlines import plain_text
from pipeline.issue_numbers import IssueDate, IssueNumber
from pipeline.model import Article, Author, Issue, plain_title
from pipeline.production.issue.glyphs import PlacedRun
from pipeline.volume import PlacedArticle

FIRST_LINES = 120  # characters
_FORMAT = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueText:
    """An issue as its volume sees it; *pages* is the text of the articles on each page, from the first.

    *has_plates*: pictures or placed PDFs fill pages of it, and leave no room for stamps.
    """

    id: str
    number: IssueNumber
    total_number: IssueNumber | None
    date: IssueDate
    articles: tuple[PlacedArticle, ...]
    pages: tuple[str, ...]
    has_plates: bool = False

    def to_json(self) -> bytes:
        """Return it as it is kept on disk."""
        total = str(self.total_number) if self.total_number is not None else None
        texts = {"number": str(self.number), "total_number": total, "date": str(self.date)}
        rows = asdict(self) | texts | {"format": _FORMAT}
        return json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8")

    @classmethod
    def from_json(cls, data: bytes) -> "IssueText":
        """Read what ``to_json`` wrote. Raises ValueError, KeyError or TypeError for anything else."""
        rows: dict[str, Any] = json.loads(data)
        if rows.pop("format") != _FORMAT:
            raise ValueError("another format")
        articles = tuple(
            PlacedArticle(
                **row
                | {
                    "authors": tuple(Author(**author) for author in row["authors"]),
                    "keywords": tuple(row["keywords"]),
                    "people": tuple(row["people"]),
                }
            )
            for row in rows["articles"]
        )
        total = rows["total_number"]
        typed = {
            "number": IssueNumber.parse(rows["number"]),
            "total_number": IssueNumber.parse(total) if total is not None else None,
            "date": IssueDate.parse(rows["date"]),
        }
        return cls(**rows | typed | {"articles": articles, "pages": tuple(rows["pages"])})


def issue_text(
    issue: Issue, places: Iterable[tuple[int, int]], anchors: Mapping[str, str], runs: Iterable[PlacedRun], pages: int
) -> IssueText:
    """Collect the articles of *issue* but its fillers, with *anchors* by slug, and the text of its *pages*.

    *places*: where each begins, fillers too: the page, from 1, and its folio. Titles are on one line each.
    """
    sections = {entry.article.slug: section.name for section in issue.sections for entry in section.beginnings}
    articles = tuple(
        PlacedArticle(
            title=plain_title(entry.article.title),
            subtitle=plain_title(entry.article.subtitle),
            contents_title=plain_title(entry.contents_title),
            language=entry.article.language,
            keywords=entry.article.keywords,
            people=entry.article.people,
            authors=tuple(replace(author, portrait=None) for author in entry.article.authors),
            section=sections[entry.article.slug],
            page=page - 1,
            issue_folio=folio,
            destination=anchors[entry.article.slug],
            first_lines=first_lines(entry.article),
        )
        for entry, (page, folio) in zip(issue.entries, places, strict=True)
        if not entry.is_filler
    )
    by_page: list[list[str]] = [[] for _page in range(pages)]
    for run in runs:
        if run.slug is not None:
            by_page[run.page - 1].append(run.text)
    texts = tuple(join_pieces(pieces) for pieces in by_page)
    return IssueText(
        id=issue.id,
        number=issue.number,
        total_number=issue.total_number,
        date=issue.date,
        articles=articles,
        pages=texts,
        has_plates=any(page.template == "" for page in issue.pages),
    )


def first_lines(article: Article) -> str:
    """The beginning of the article's first paragraphs on one line, without notes and readings."""
    body = (block for block in article.body if isinstance(block, Paragraph) and block.style in ("body", "continued"))
    return " ".join("".join(plain_text(block.children) for block in body).split())[:FIRST_LINES]


def join_pieces(pieces: Sequence[str]) -> str:
    """Pieces of lines as running text: Latin words that end one and begin the next are two words, Chinese is joined."""
    text = ""
    for piece in pieces:
        apart = text[-1:].isascii() and text[-1:].isalnum() and piece[:1].isascii() and piece[:1].isalnum()
        text += f" {piece}" if apart else piece
    return text
