"""Every text of an issue with its file and line, for checks of characters."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipeline.blocks import (
    Block,
    Box,
    Chart,
    DisplayedFormula,
    Figure,
    FigureGroup,
    Heading,
    ItemList,
    LabelledItem,
    Listing,
    NameGroup,
    Paragraph,
    Quotation,
    SealedSignoff,
    Stanza,
    Table,
)
from pipeline.inlines import (
    Blank,
    Citation,
    Code,
    CrossReference,
    FolioMark,
    Formula,
    Inline,
    InlinePicture,
    LineBreak,
    NumberMark,
    Ruby,
    Subscript,
    Superscript,
    Text,
)
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.model import Article, EnglishHead, Issue
from pipeline.questions import Question


class Words(NamedTuple):
    """A piece of text, and the file and 1-based line that it stands on. *is_drawn*: it is the source of a formula."""

    text: str
    path: Path
    line: int
    is_drawn: bool = False


def words_of(issue: Issue) -> Iterator[Words]:
    """All text of *issue* that is printed: publication, issue, articles and the words in drawings."""
    publication = issue.publication
    facts = (publication.name, publication.latin_name, *publication.organisers)
    for text in (*facts, *(text for row in publication.colophon for text in row)):
        yield Words(text, publication.path, 1)
    issue_file = issue.path / ISSUE_FILE
    for text in issue.cover.lines:
        yield Words(text, issue_file, 1)
    if issue.cover.picture is not None:
        yield Words(issue.cover.picture.text, issue.cover.picture.path, 1)
    for code in issue.qr_codes:
        yield Words(code.text, issue_file, 1)
    for page in issue.pages:
        yield from (Words(text, issue_file, page.line) for text in page.lines)
        if page.picture is not None:
            yield Words(page.picture.text, page.picture.path, 1)
        if page.pdf is not None:
            yield Words("", page.pdf, 1)
    for path in issue.left_out:
        yield Words("", path, 1)
    for section in issue.sections:
        yield Words(section.name + section.contents_name, issue_file, section.line)
        if section.picture is not None:
            yield Words(section.picture.picture.text, section.picture.picture.path, 1)
        for entry in section.beginnings:
            yield Words(entry.contents_title, issue_file, section.line)
            yield from article_words(entry.article)


def body_words(article: Article) -> Iterator[Words]:
    """The text of the body of *article*, notes and captions among it, but not the words in its drawings."""
    return block_words(article.body, article.path)


def block_words(blocks: Iterable[Block], path: Path) -> Iterator[Words]:
    """The text of *blocks* of the article *path*, notes and captions among it, but not the words in its drawings."""
    return (words for words in _blocks(blocks, path) if words.path == path)


def article_words(article: Article) -> Iterator[Words]:
    """All text of *article*: its head, its body, the words in its drawings."""
    facts = ((each.name, each.affiliation, each.bio, each.role) for each in article.authors)
    head = (
        article.title,
        article.subtitle,
        article.source,
        article.kicker,
        article.summary,
        article.title_note,
        article.fund,
        article.photographer,
        article.editor,
        *article.keywords,
        *article.people,
        article.clc,
        article.document_code,
        article.article_id,
        article.doi,
        *chain.from_iterable(facts),
        *_english_head(article.english),
    )
    for text in filter(None, head):
        yield Words(text, article.path, article.title_line)
    portraits = (author.portrait for author in article.authors if author.portrait is not None)
    for portrait in portraits:
        yield Words(portrait.picture.text, portrait.picture.path, 1)
    for work in article.works:
        for text in filter(None, work.texts):
            yield Words(text, work.path, work.line)
    yield from _blocks(article.body, article.path)


def _english_head(head: EnglishHead | None) -> tuple[str, ...]:
    if head is None:
        return ()
    return head.title, *head.authors, *head.affiliations, head.summary, *head.keywords


def _blocks(blocks: Iterable[Block], path: Path) -> Iterator[Words]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield from _inlines(block.children, path, block.line)
            case ItemList():
                for item in block.items:
                    yield from _blocks(item, path)
            case Quotation():
                yield from _blocks(block.blocks, path)
            case (
                SealedSignoff() | Box() | Stanza() | LabelledItem() | NameGroup() | Question() | FigureGroup() | Chart()
            ):
                yield from _form(block, path)
            case Table():
                cells = (cell.children for row in (*block.head, *block.rows) for cell in row)
                for text in (block.caption, *cells, *block.notes):
                    yield from _inlines(text, path, block.line)
            case Figure():
                yield Words(block.picture.text, block.picture.path, 1)
                yield from _inlines(block.caption, path, block.line)
                yield Words(block.credit, path, block.line)
            case DisplayedFormula():
                yield Words(block.drawing.words, path, block.line, is_drawn=True)
            case Listing():
                yield Words(block.text, path, block.line)


def _form(
    block: SealedSignoff | Box | Stanza | LabelledItem | NameGroup | Question | FigureGroup | Chart, path: Path
) -> Iterator[Words]:
    match block:
        case SealedSignoff():
            yield from _inlines(block.signoff.children, path, block.line)
            yield Words(block.seal.text, block.seal.path, 1)
        case Box():
            yield Words(block.title + block.number, path, block.line)
            yield from _blocks(block.blocks, path)
        case Stanza():
            for verse in block.verses:
                yield from _inlines(verse.children, path, block.line)
        case LabelledItem():
            yield from _inlines(block.label, path, block.line)
            yield from _blocks(block.paragraphs, path)
        case FigureGroup():
            yield from _blocks(block.figures, path)
            yield from _inlines(block.caption, path, block.line)
            yield Words(block.credit, path, block.line)
        case Chart():
            yield from _inlines(block.caption, path, block.line)
            for text in (*block.categories, *(each.name for each in block.series), block.unit):
                yield Words(text, path, block.line)
        case Question():
            yield from _question(block, path)
        case NameGroup():
            for text in (block.label, *block.names):
                yield Words(text, path, block.line)


def _question(question: Question, path: Path) -> Iterator[Words]:
    for children in (question.children, *(option.children for option in question.options)):
        yield from _inlines(children, path, question.line)
    scale = question.scale
    for text in (scale.low, *scale.steps, scale.high) if scale is not None else ():
        yield Words(text, path, question.line)
    signs = {"○" if option.excludes_others else "□" for option in question.options}
    yield Words("".join(sorted(signs)), path, question.line)


def _inlines(inlines: Iterable[Inline], path: Path, line: int) -> Iterator[Words]:
    for inline in inlines:
        match inline:
            case Text() | Code() | Subscript() | Superscript():
                yield Words(inline.text, path, inline.line)
            case Formula():
                yield Words(inline.drawing.words, path, inline.line, is_drawn=True)
            case InlinePicture():
                yield Words(inline.words, inline.path, 1)
            case Ruby():
                yield Words(inline.base + inline.annotation, path, inline.line)
            case CrossReference():
                yield from _inlines(inline.children, path, inline.line)
            case FolioMark() | NumberMark() | LineBreak() | Blank() | Citation():
                pass
            case _:
                yield from _inlines(inline.children, path, line)
