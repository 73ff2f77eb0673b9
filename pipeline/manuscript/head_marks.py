"""Checks texts in which marks of Markdown, and formulas, would be printed: heads of articles, captions, names."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pipeline.blocks import Block, Box, Chart, Figure, FigureGroup, Quotation, Table
from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.inlines import Text
from pipeline.manuscript.article_data import check_article_data
from pipeline.manuscript.article_file import ArticleParts
from pipeline.manuscript.formula_marks import formula_in
from pipeline.manuscript.inlines import remark_quotes
from pipeline.manuscript.reading import Reading, merge_remarks
from pipeline.manuscript.schema import ArticleRows
from pipeline.manuscript.typed_spaces import tidy
from pipeline.strict_yaml import YamlFile

_MARK = re.compile(r"\*\*|＊＊|\[\^|［\^|\]\(|\]\{|`|^#+ |</?[A-Za-z][^<>]{0,100}>|<!--|~~|\\n")
_STARS = re.compile(r"\*{1,3}(?=\s|[、，,；;。]|分别|表示|[A-Za-z] ?[<＜=≤]|$)")
"""Marks of significance in the note of a table: *、**分别表示……, ** p<0.01."""
_LETTERS = "[0-9A-Za-z+−-]{1,9}"
_SCRIPT = re.compile(rf"(?<=[A-Za-z0-9)\]])~{_LETTERS}~|(?<=\S)\^{_LETTERS}\^")
_SEVERAL_NAMES = re.compile(r"[、，,;；/]")
_TWO_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}[ \u3000]+[\u4e00-\u9fff]{2,4}")


class HeadNotes(NamedTuple):
    """*notes* on the head of an article for its editor, and *editor_notes* that stand above it."""

    notes: tuple[Problem, ...]
    editor_notes: tuple[Problem, ...]


def check_head(
    parts: ArticleParts, file: YamlFile[ArticleRows] | None, path: Path, problems: list[Problem]
) -> HeadNotes:
    """Return what an editor should look at in *file*, the head of an article; None: it could not be read.

    What would be printed otherwise than it is meant is added to *problems*.
    """
    language = file.rows.lang if file is not None else ""
    reading = Reading(path=path, first_line=1, problems=problems, language=language)
    for line, note in parts.notes:
        reading.editor_note(note, line)
    if file is not None:
        _check_head(file, reading)
    return HeadNotes(merge_remarks(reading.remarks), tuple(reading.editor_notes))


def _check_head(file: YamlFile[ArticleRows], reading: Reading) -> None:
    rows = file.rows
    for key in ("title", "title_note", "fund", "subtitle", "source", "kicker", "summary", "photographer", "editor"):
        text, line = str(getattr(rows, key)), file.line_of(key)
        _check(text, line, reading)
        remark_quotes(tidy((Text(text, line),)), reading)
    for index, author in enumerate(rows.authors):
        line = file.line_of("authors", index)
        _check(author.name, line, reading)
        _check(author.affiliation, line, reading)
        _check(author.bio, line, reading)
        if _SEVERAL_NAMES.search(author.name):
            message = _("“{name}” is more than one name.").format(name=author.name)
            reading.problem(message, line, _("Write one at a time, each behind “- name: ”."))
        elif _TWO_NAMES.fullmatch(author.name.strip()):
            message = _("“{name}” is taken for one name; if there are two, write each behind “- name: ”.")
            reading.remark(message.format(name=author.name), line)
    check_article_data(file, reading)


def check_plain_texts(blocks: Sequence[Block], reading: Reading) -> None:
    """Add a problem to *reading* for each mark or formula in titles of boxes, captions and notes of tables."""
    for text, line in _plain_texts(blocks):
        _check(text, line, reading)


def _plain_texts(blocks: Sequence[Block]) -> Iterator[tuple[str, int]]:
    for block in blocks:
        match block:
            case Box():
                yield block.title, block.line
                yield from _plain_texts(block.blocks)
            case Quotation():
                yield from _plain_texts(block.blocks)
            case Table():
                yield from ((text.text, block.line) for text in block.caption if isinstance(text, Text))
                notes = (text.text for line in block.notes for text in line if isinstance(text, Text))
                yield from ((_STARS.sub("", text), block.line) for text in notes)
            case FigureGroup():
                yield from _plain_texts(block.figures)
                yield block.credit, block.line
                yield from ((text.text, block.line) for text in block.caption if isinstance(text, Text))
            case Chart():
                yield from ((text.text, block.line) for text in block.caption if isinstance(text, Text))
            case Figure():
                yield block.credit, block.line
                yield from ((text.text, block.line) for text in block.caption if isinstance(text, Text))


def _check(text: str, line: int, reading: Reading) -> None:
    mark, hint = _find_mark(text)
    if not mark:
        return
    message = _("“{mark}” would be printed as it stands: this text has no marks.").format(mark=mark)
    if mark == "\\n" or mark.lower().startswith("<br"):
        hint = _('A preferred line break is written \\n in a title in straight quotes: "first line\\nsecond line".')
    reading.problem(message, line, hint)


def _find_mark(text: str) -> tuple[str, str]:
    """The first mark in *text* and what to do about it; an empty one where there is none."""
    if found := _MARK.search(text):
        return found[0], _("Take it away.")
    script = _SCRIPT.search(text)
    return script[0] if script else formula_in(text), _("Write it without marks, such as H₂O, m², x.")
