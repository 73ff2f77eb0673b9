"""The file of an article, read: its head, its authors, its text."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.limits import limited
from pipeline.manuscript.article_file import divide
from pipeline.manuscript.authors import read_authors
from pipeline.manuscript.formulas import seconds_for
from pipeline.manuscript.head_marks import HeadNotes, check_head
from pipeline.manuscript.markdown import ArticleText, read_markdown
from pipeline.manuscript.schema import ArticleRows
from pipeline.model import Author
from pipeline.strict_yaml import YamlFile, parse_yaml

_SECONDS, _SECONDS_PER_CHARACTER = 4.0, 20e-6  # of processor time for an article; 10,000 characters take 0.02


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """The file of an article as it is read: its *head*, None where that is wrong, and its *body*."""

    head: YamlFile[ArticleRows] | None
    head_notes: HeadNotes
    authors: tuple[Author, ...]
    body: ArticleText


def read_article_text(text: str, path: Path, workspace: Path, problems: list[Problem]) -> ReadArticle | None:
    """Read *text*, that of the article *path* in *workspace*; what is wrong is added to *problems*.

    None where it has no head.
    """
    parts = divide(text, path)
    if isinstance(parts, Problem):
        problems.append(parts)
        return None
    known = len(problems)
    with limited(_("reading the article"), path, _SECONDS + len(text) * _SECONDS_PER_CHARACTER + seconds_for(text)):
        head = parse_yaml(parts.head, ArticleRows, path, problems, parts.head_line)
        language = head.rows.lang if head is not None else ""
        body = read_markdown(parts.text, path, parts.text_line, workspace, problems, language)
        head_notes = check_head(parts, head, path, problems)
        authors = read_authors(head, path, workspace, problems) if head is not None else ()
    if not body.blocks and len(problems) == known:
        problems.append(Problem(_("The article has no text."), path, parts.text_line - 1))
    return ReadArticle(head, head_notes, authors, body)
