"""The draft of an article as the text of its file: Markdown that Kanben reads back (docs/content-format.md)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.i18n import _
from pipeline.manuscript.escaping import escape
from pipeline.manuscript.word.chart_text import write_chart
from pipeline.manuscript.word.container import Container
from pipeline.manuscript.word.draft import (
    Boxed,
    CaptionedTable,
    ChartBlock,
    Dialogue,
    Draft,
    DraftBlock,
    Figures,
    Gallery,
    Heading,
    Items,
    Names,
    Signoff,
    Text,
    Verses,
    paragraphs_in,
)
from pipeline.manuscript.word.facts import Facts, facts_of, has_words
from pipeline.manuscript.word.figure_text import MARK, FigureWriter
from pipeline.manuscript.word.formula_text import FormulaWriter
from pipeline.manuscript.word.inline_text import InlineWriter, clean
from pipeline.manuscript.word.manuscript import (
    CommentCall,
    Equation,
    Look,
    Manuscript,
    Notice,
    PictureCall,
    Piece,
    Place,
    Words,
    walk_paragraphs,
)
from pipeline.manuscript.word.picture_files import PictureFiles
from pipeline.manuscript.word.table_text import TableWriter, pictures_in
from pipeline.manuscript.word.title_finding import without_spacing

_MAX_DEPTH = 6  # boxes within one another
_NO_TEXT, _COMMENT, _DONE = "（注文缺）", "批注", "（已解决）"  # words of the article, whoever imports it
_HAN = re.compile("[\u4e00-\u9fff]")
_UNIT_BRACKETS = "（()） "


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleBody:
    """The *text* below the head of an article, its pictures by the names of their files, and what to look at.

    *replaced* are characters that the layout prints anew, such as numbers of formulas; *called* the keys of the notes
    that stand in it."""

    text: str
    pictures: dict[str, bytes]
    notices: tuple[Notice, ...]
    replaced: str
    called: frozenset[str]


def write_body(draft: Draft, manuscript: Manuscript, container: Container, slug: str) -> ArticleBody:
    """The text of *draft*, made from *manuscript*, without its head."""
    return _BodyWriter(draft, manuscript, container, slug).write()


class _BodyWriter:
    def __init__(self, draft: Draft, manuscript: Manuscript, container: Container, slug: str) -> None:
        self._draft, self._manuscript = draft, manuscript
        self._notices: list[Notice] = []
        self._replaced: list[str] = []
        self._pictures = PictureFiles(container, slug, self._notices)
        self._formulas = FormulaWriter(self._notices)
        self._inlines = InlineWriter(draft.body, self._call_note, self._formulas.write, self._tell)
        cells = InlineWriter(
            draft.body,
            self._call_note,
            lambda equation, place: self._formulas.write(equation, place, in_cell=True),
            self._tell,
            in_cells=True,
        )
        self._tables = TableWriter(
            lambda pieces, place, is_head: cells.write(pieces, place, draft.body, is_plain=is_head), self._notices
        )
        self._figures = FigureWriter(self._pictures, self._text, self._tell, self._replaced)
        self._called: dict[str, int] = {}
        self._commented: set[str] = set()
        self._answers: dict[str, list[str]] = {}  # the comments that answer one, which programs don't call themselves
        for key, comment in manuscript.comments.items():
            self._answers.setdefault(comment.answers, []).append(key)
        self._in_note = False

    def write(self) -> ArticleBody:
        blocks = list(self._blocks(self._draft.blocks, 0))
        blocks += list(self._notes())
        left = [key for key in self._manuscript.comments if key not in self._commented]
        text = "\n\n".join(filter(None, (*map(self._comment, left), *blocks)))
        return ArticleBody(
            text=f"{text}\n",
            pictures=self._pictures.files,
            notices=(*self._draft.cited.notices, *self._notices),
            replaced="".join([*self._replaced, self._draft.replaced, self._draft.cited.replaced]),
            called=frozenset(self._called),
        )

    def _tell(self, message: str, place: Place) -> None:
        self._notices.append(Notice(place, message))

    def _blocks(self, blocks: Sequence[DraftBlock], depth: int) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block, depth)
            yield from self._comments(block)

    def _block(self, block: DraftBlock, depth: int) -> Iterator[str]:
        match block:
            case Heading():
                yield self._heading(block)
            case Text():
                yield from self._text(block)
            case Verses() | Dialogue() | Names():
                yield self._fence(block)
            case Signoff():
                yield "{.signoff}\n" + "\\\n".join(self._paragraph(each) for each in block.lines)
            case Items():
                yield from self._items(block)
            case CaptionedTable():
                yield from self._table(block)
            case Figures():
                yield from self._figures.write_group(block)
            case ChartBlock():
                yield from write_chart(block, self._text, self._tell)
            case Gallery():
                yield from self._figures.write_gallery(block)
            case Boxed():
                yield from self._box(block, depth)

    def _paragraph(self, facts: Facts, *, is_plain: bool = False) -> str:
        return self._inlines.write(_with_label(facts), facts.paragraph.place, facts.look, is_plain=is_plain)

    def _heading(self, block: Heading) -> str:
        text = " ".join(self._paragraph(block.facts, is_plain=True).replace("\\\n", "\n").split("\n"))
        text = without_spacing(text)
        text = f"{text[:-2]}&#x7D;" if text.endswith("\\}") else text
        return f"{'#' * (block.found.level + 1)} {text}"

    def _fence(self, block: Verses | Dialogue | Names) -> str:
        """A poem, an interview or a list of names between its fences."""
        match block:
            case Verses():
                signed = ["", "{.signoff}", self._paragraph(block.signoff)] if block.signoff is not None else []
                return "\n".join(["::: poem", *map(self._verse, block.lines), *signed, ":::"])
            case Dialogue():
                self._replaced.append("：:" * len(block.turns))
                turns = (f"{f'{escape(who)}：' if who else ''}{self._paragraph(facts)}" for who, facts in block.turns)
                return "\n\n".join(["::: dialogue", *turns, ":::"])
            case Names():
                return "\n\n".join(["::: names", "、".join(map(escape, block.names)), ":::"])

    def _verse(self, line: Facts | None) -> str:
        return self._paragraph(line) if line is not None else ""

    def _text(self, block: Text) -> Iterator[str]:
        facts = block.facts
        if block.kind in ("pause", "rule"):
            self._replaced.append(facts.text)
            yield "---" if block.kind == "pause" else ""
            return
        if any(isinstance(each, Equation) and self._formulas.stands_alone(each) for each in facts.paragraph.pieces):
            yield from self._around_formulas(facts)
            return
        text = self._paragraph(facts)
        if not text:
            return
        if block.kind == "drop-cap" and not text[:1].isalpha():
            yield text
        else:
            yield text if block.kind == "body" else f"{{.{block.kind}}}\n{text}"

    def _around_formulas(self, facts: Facts) -> Iterator[str]:
        """A paragraph with formulas that stand alone in it: the text behind one goes on on the line below it."""
        parts: list[list[Piece]] = [[]]
        formulas: list[Equation] = []
        for piece in _with_label(facts):
            if isinstance(piece, Equation) and self._formulas.stands_alone(piece):
                formulas.append(piece)
                parts.append([])
            else:
                parts[-1].append(piece)
        texts = [self._inlines.write(_strip(part, facts), facts.paragraph.place, facts.look) for part in parts]
        if texts[0]:
            yield texts[0]
        for formula, part, text in zip(formulas, parts[1:], texts[1:], strict=True):
            behind = "".join(each.text for each in part if isinstance(each, Words))
            is_numbered = self._formulas.number(behind)
            self._replaced += [behind] if is_numbered else []
            written = f"$${formula.tex}$$" if is_numbered else f"{{.unnumbered}}\n$${formula.tex}$$"
            yield written if is_numbered or not text else f"{written}\n{text}"

    def _items(self, block: Items) -> Iterator[str]:
        lines = []
        above: list[int] = []  # the levels of Word that the last item lies under, and its own
        for facts in block.items:
            level = facts.paragraph.item or 0
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            text = self._paragraph(facts)
            if text:
                lines.append("    " * (len(above) - 1) + "- " + text.replace("\n", "\n" + "    " * len(above)))
        yield "\n".join(lines)

    def _table(self, block: CaptionedTable) -> Iterator[str]:
        attributes = []
        caption = _caption_of(block.caption)
        if caption and MARK.search(caption):
            yield from (text for each in block.caption for text in self._text(Text(each, "centered")))
        elif caption:
            attributes.append(self._attribute("caption", caption, block.table.place))
        below: list[str] = []
        for name, facts in (*(("note", each) for each in block.notes), ("source", block.source)):
            text = facts.text if facts is not None else ""
            if facts is not None and (MARK.search(text) or "\n" in text):
                below += self._text(Text(facts))
            elif text:
                value = re.sub(r"^(?:资料来源|说明|备注)\s*[:：]\s*", "", text)
                self._replaced.append(text[: len(text) - len(value)])
                attributes.append(self._attribute(name, value, block.table.place))
        pictures = list(pictures_in(block.table))
        if _has_text(block):
            yield self._tables.write(block.table, attributes)
        yield from below
        for picture, place in pictures:
            if _has_text(block):
                self._tell(_("A picture stands in a cell of a table; it is put below the table."), place)
            yield from self._figures.write_group(Figures((picture,), None, place))

    def _attribute(self, name: str, text: str, place: Place) -> str:
        """*text* between quotation marks, which it can hold none of."""
        written = clean(text)
        if '"' in written:
            parts = written.split('"')
            written = "".join(
                part + ("“”"[number % 2] if number < len(parts) - 1 else "") for number, part in enumerate(parts)
            )
            self._replaced.append('"' * (len(parts) - 1))
            self._tell(_("Straight quotation marks in a caption are written as “ ”."), place)
        return f'{name}="{written}"'

    def _box(self, block: Boxed, depth: int) -> Iterator[str]:
        if depth >= _MAX_DEPTH:
            yield from self._blocks(block.blocks, depth)
            return
        inner = "\n\n".join(filter(None, self._blocks(block.blocks, depth + 1)))
        if inner:
            fence = ":" * (3 + _depth_of(block))
            self._replaced += ["：【】[]:［］"] if block.title else []
            yield f"{fence} {f'{block.kind} {block.title}'.strip()}\n\n{inner}\n\n{fence}"

    def _call_note(self, key: str, place: Place) -> str:
        if self._in_note:
            self._tell(_("A note is called within a note, which can't be: put its text into the first."), place)
            return ""
        if key in self._called:
            self._tell(_("This note is called a second time; the second call is left out."), place)
            return ""
        if key not in self._manuscript.notes:
            self._tell(_("A note is called here that the file has no text of."), place)
            return ""
        self._called[key] = len(self._called) + 1
        return f"[^{self._called[key]}]"

    def _notes(self) -> Iterator[str]:
        self._in_note = True
        for key, number in self._called.items():
            paragraphs = [facts_of(each) for each in walk_paragraphs(self._manuscript.notes[key])]
            lines = [
                self._paragraph(each).replace("\\\n", " ")
                for each in paragraphs
                if has_words(each.paragraph.pieces) or each.paragraph.label
            ]
            if any(isinstance(piece, PictureCall) for each in paragraphs for piece in each.paragraph.pieces):
                self._tell(_("A picture in a note is left out."), paragraphs[0].paragraph.place)
            text = " ".join(filter(None, lines))
            yield f"[^{number}]: {text or _NO_TEXT}"

    def _comments(self, block: DraftBlock) -> Iterator[str]:
        """Comments within *block*, as notes for the editor below it."""
        keys = (each.key for one in paragraphs_in(block) for each in one.pieces if isinstance(each, CommentCall))
        for key in keys:
            if key in self._manuscript.comments and key not in self._commented:
                yield self._comment(key)
                yield from (self._comment(each) for each in self._answers.get(key, ()) if each not in self._commented)

    def _comment(self, key: str) -> str:
        self._commented.add(key)
        comment = self._manuscript.comments[key]
        done = _DONE if comment.is_done else ""
        text = re.sub("-(?=-)", "－", f"{comment.author}：{clean(comment.text)}{done}").replace("->", "－＞")
        return f"<!-- {_COMMENT} {' '.join(text.split())} -->"


def _with_label(facts: Facts) -> tuple[Piece, ...]:
    """The pieces of a paragraph with its automatic number before them, which looks as the first of them does."""
    pieces = facts.paragraph.pieces
    if not facts.paragraph.label:
        return pieces
    look = next((each.look for each in pieces if isinstance(each, Words)), Look())
    return (Words(facts.paragraph.label, replace(look, script="", has_dots=False)), *pieces)


def _strip(pieces: Sequence[Piece], facts: Facts) -> tuple[Piece, ...]:
    return facts_of(facts.paragraph.with_pieces(tuple(pieces))).paragraph.pieces


def _caption_of(lines: Sequence[Facts]) -> str:
    """The caption of a table with the line of its unit in brackets, or with the same in English."""
    if not lines:
        return ""
    second = lines[1].text.strip(_UNIT_BRACKETS) if len(lines) > 1 else ""
    behind = f"　{second}" if not _HAN.search(second) else f"（{second}）"
    return " ".join(lines[0].text.split("\n")) + (behind if second else "")


def _has_text(block: CaptionedTable) -> bool:
    cells = (paragraph for row in block.table.rows for cell in row for paragraph in walk_paragraphs(cell.blocks))
    return any(has_words(each.pieces) or each.label for each in cells)


def _depth_of(block: Boxed) -> int:
    """How many boxes and groups of pictures stand within one another in *block*."""
    depths = [
        1 + _depth_of(each) if isinstance(each, Boxed) else 1
        for each in block.blocks
        if isinstance(each, Boxed) or (isinstance(each, Figures | Gallery) and len(each.pictures) > 1)
    ]
    return max(depths, default=0)
