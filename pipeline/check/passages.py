"""The passages of an article, in the order of reading; each note follows what it is called in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.blocks import (
    Block,
    Box,
    Chart,
    Figure,
    FigureGroup,
    Heading,
    ItemList,
    LabelledItem,
    NameGroup,
    Paragraph,
    Quotation,
    SealedSignoff,
    Stanza,
    Table,
)
from pipeline.check.passage import LINE_END, NO_PROSE, Passage, PassageKind, Run, hide_addresses
from pipeline.inlines import (
    Blank,
    Citation,
    Code,
    CrossReference,
    FolioMark,
    Footnote,
    Foreign,
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
from pipeline.languages import is_chinese
from pipeline.model import Article
from pipeline.questions import Question

_LABEL = re.compile("^(?:注|资料来源)：")  # put before the notes of a table
_VERBATIM = ("document", "law")  # words of others, which no editor mends


def passages_of(article: Article) -> tuple[Passage, ...]:
    """All passages of *article*: its head, then its body."""
    return tuple(each for each in (*_head(article), *_blocks(article.body, article.path)) if each.text.strip())


def _head(article: Article) -> Iterator[Passage]:
    def passage(text: str, kind: PassageKind) -> Passage:
        return Passage(text=text, path=article.path, line=article.title_line, kind=kind)

    yield passage(article.title.replace("\n", LINE_END), "title")
    for text in (article.kicker, article.subtitle):
        yield passage(text, "title")
    for author in article.authors:
        yield passage(author.name, "label")
        for text in (author.affiliation, author.bio):
            yield passage(text, "head")
    for text in (article.summary, article.title_note, article.fund):
        yield passage(text, "body")


def _blocks(blocks: Iterable[Block], path: Path, kind: PassageKind = "body") -> Iterator[Passage]:
    for block in blocks:
        match block:
            case Heading():
                yield from _passage(block.children, path, block.line, "heading")
            case Paragraph():
                yield from _passage(block.children, path, block.line, _kind_of(block, kind))
            case ItemList():
                for item in block.items:
                    yield from _blocks(item, path, "item")
            case Quotation():
                yield from _blocks(block.blocks, path, kind)
            case Box() if block.kind not in _VERBATIM:
                yield Passage(text=block.title, path=path, line=block.line, kind="heading")
                yield from _blocks(block.blocks, path, kind)
            case LabelledItem():
                yield from _passage(block.label, path, block.line, "label")
                yield from _blocks(block.paragraphs, path, "item")
            case Question():
                for children in (block.children, *(option.children for option in block.options)):
                    yield from _passage(children, path, block.line, "item")
            case Table() | Figure() | FigureGroup() | Chart() | NameGroup() | Stanza() | SealedSignoff():
                yield from _set_apart(block, path)


def _kind_of(paragraph: Paragraph, kind: PassageKind) -> PassageKind:
    if paragraph.style in ("salutation", "signoff"):
        return "label"
    return "continued" if paragraph.style == "continued" else kind


def _set_apart(
    block: Table | Figure | FigureGroup | Chart | NameGroup | Stanza | SealedSignoff, path: Path
) -> Iterator[Passage]:
    match block:
        case Table():
            yield from _table(block, path)
        case Figure() | Chart():
            yield from _passage(block.caption, path, block.line, "caption")
        case FigureGroup():
            for figure in block.figures:
                yield from _passage(figure.caption, path, figure.line, "caption")
            yield from _passage(block.caption, path, block.line, "caption")
        case Stanza():
            for verse in block.verses:
                yield from _passage(verse.children, path, block.line, "verse")
        case SealedSignoff():
            yield from _passage(block.signoff.children, path, block.signoff.line, "label")
        case NameGroup():
            yield Passage(text=block.label, path=path, line=block.line, kind="label")


def _table(block: Table, path: Path) -> Iterator[Passage]:
    yield from _passage(block.caption, path, block.line, "caption")
    for row in (*block.head, *block.rows):
        for cell in row:
            yield from _passage(cell.children, path, block.line, "cell")
    for note in block.notes:
        for passage in _passage(note, path, block.line, "note"):
            yield replace(passage, text=_LABEL.sub("", passage.text))


@dataclass(slots=True)
class _Gathered:
    """What the inlines of one passage come to; *notes* are the footnotes called in it."""

    text: str
    runs: list[Run]
    notes: list[Footnote]

    def add(self, text: str, line: int) -> None:
        self.runs.append(Run(len(self.text), line))
        self.text += text


def _passage(inlines: Iterable[Inline], path: Path, line: int, kind: PassageKind) -> Iterator[Passage]:
    made = _Gathered("", [], [])
    _gather(inlines, line, made)
    yield Passage(text=hide_addresses(made.text), path=path, line=line, kind=kind, runs=tuple(made.runs))
    for note in made.notes:
        yield from _passage(note.children, path, line, "note")


def _gather(inlines: Iterable[Inline], line: int, made: _Gathered) -> None:
    for inline in inlines:
        match inline:
            case Text():
                made.add(inline.text, inline.line)
            case Ruby():
                made.add(inline.base, inline.line)
            case Footnote():
                made.notes.append(inline)
            case LineBreak():
                made.add(LINE_END, line)
            case Citation():
                pass
            case Code() | Subscript() | Superscript() | Formula() | InlinePicture() | CrossReference():
                made.add(NO_PROSE, inline.line)
            case Blank() | FolioMark() | NumberMark():
                made.add(NO_PROSE, line)
            case Foreign() if not is_chinese(inline.language):
                made.add(NO_PROSE, line)
            case _:
                _gather(inline.children, line, made)
