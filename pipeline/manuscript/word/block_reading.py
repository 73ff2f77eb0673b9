"""What stands below one another in a part of Word: paragraphs, tables, content controls."""

from dataclasses import replace
from typing import Literal

from pipeline.i18n import _
from pipeline.manuscript.word.container import Container
from pipeline.manuscript.word.graphics import GraphicReader, choose
from pipeline.manuscript.word.inline_reading import InlineReader, author_of
from pipeline.manuscript.word.ledger import Ledger
from pipeline.manuscript.word.manuscript import Block, Paragraph, Piece, Place, Table
from pipeline.manuscript.word.numbering import Numbering
from pipeline.manuscript.word.parts import MC, Element, M, Part, W, is_on, number_of, value_of
from pipeline.manuscript.word.styles import ParagraphRules, Style, Styles, has_borders, read_rules
from pipeline.manuscript.word.table_grid import GridCell, join_cells

_ALIGNMENTS: dict[str, Literal["center", "right"]] = {"center": "center", "right": "right", "end": "right"}
_TWIPS_IN_CHARACTER = 210.0
_MOST_COLUMNS, _MOST_BEFORE = 200, 63  # that spans are counted to; Word itself has 63
_CONTENTS = "Table of Contents"
_WRAPPERS = {f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag", f"{W}sdtContent"}  # of rows and cells


class BlockReader:
    """Reads the blocks of one *part*, whose paragraphs are those of *story*."""

    def __init__(
        self, part: Part, story: str, container: Container, *, styles: Styles, numbering: Numbering, ledger: Ledger
    ) -> None:
        self.story, self._styles, self._numbering, self._ledger = story, styles, numbering, ledger
        self._graphics = GraphicReader(part, container, ledger, self.read)
        self._inlines = InlineReader(part, styles, ledger, self._graphics)
        self._count = 0
        self._carried: tuple[Piece, ...] = ()  # of a paragraph whose end was deleted, or that is one large letter
        self._is_drop_cap = False
        self._is_new_page = False  # for the next paragraph that holds anything

    def read(self, element: Element) -> tuple[Block, ...]:
        """The blocks of *element*."""
        blocks: list[Block] = []
        section = 0
        breaks = iter([each for child in element if (each := _section_of(child)) is not None][1:])
        for child in element:
            self._read_one(child, blocks)
            break_ = _section_of(child)
            if break_ is not None:
                following = next(breaks, None)
                self._is_new_page |= following is not None and value_of(following, "type") != "continuous"
                size = break_.find(f"{W}pgSz")
                if size is not None and size.get(f"{W}orient") == "landscape":
                    blocks[section:] = [
                        replace(each, is_on_wide_page=True) if isinstance(each, Table) else each
                        for each in blocks[section:]
                    ]
                section = len(blocks)
        return tuple(blocks)

    def _read_one(self, element: Element, blocks: list[Block]) -> None:
        match element.tag:
            case tag if tag in (f"{W}p", f"{M}oMathPara", f"{M}oMath"):
                blocks += self._paragraph(element)
            case tag if tag == f"{W}tbl":
                blocks += self._table(element)
            case tag if tag == f"{W}sdt":
                self._control(element, blocks)
            case tag if tag == f"{MC}AlternateContent":
                chosen, others = choose(element)
                for child in chosen if chosen is not None else ():
                    self._read_one(child, blocks)
                for other in others:
                    self._ledger.leave_out("alternative", other, self._place)
            case tag if tag in (f"{W}del", f"{W}moveFrom"):
                self._ledger.leave_out("deleted", element, self._place, author_of(element))
            case tag if tag == f"{W}altChunk":
                self._ledger.notice(_("A file that is put in here (altChunk) isn't read: paste its text."), self._place)
            case _ if element.find(f".//{W}p") is not None:
                for child in element:
                    self._read_one(child, blocks)

    @property
    def _place(self) -> Place:
        return Place(self.story, max(1, self._count))

    def _control(self, element: Element, blocks: list[Block]) -> None:
        properties, content = element.find(f"{W}sdtPr"), element.find(f"{W}sdtContent")
        if content is None:
            return
        gallery = value_of(properties.find(f"{W}docPartObj"), "docPartGallery") if properties is not None else ""
        if gallery == _CONTENTS:
            self._ledger.leave_out("contents", content, self._place)
        elif properties is not None and is_on(properties.find(f"{W}showingPlcHdr")):
            self._ledger.leave_out("placeholder", content, self._place)
        else:
            for child in content:
                self._read_one(child, blocks)

    def _paragraph(self, element: Element) -> list[Block]:
        self._count += 1
        properties = element.find(f"{W}pPr")
        name = value_of(properties, "pStyle") or self._styles.default_paragraph
        style = self._styles.find(name)
        rules = read_rules(properties).over(style.rules)
        place = self._place
        was_new, self._is_new_page = self._is_new_page, False
        pieces, boxes = self._inlines.read(element, style, place)
        before, behind = _find_page_breaks(element, properties)
        if _carries_on(properties):
            self._carried += pieces
            self._is_drop_cap = self._is_drop_cap or _is_large_letter(properties)
            self._is_new_page = was_new or before
            return list(boxes)
        paragraph = self._make(name, style, rules, (*self._carried, *pieces), place)
        self._carried, self._is_drop_cap = (), False
        is_new = was_new or before
        self._is_new_page = behind or (is_new and not paragraph.pieces)
        return [*([replace(paragraph, is_on_new_page=is_new)] if paragraph.pieces else []), *boxes]

    def _make(
        self, name: str, style: Style, rules: ParagraphRules, pieces: tuple[Piece, ...], place: Place
    ) -> Paragraph:
        has_number = rules.number not in (None, "0")
        label = (
            self._numbering.count(rules.number or "", -1 if rules.level is None else rules.level, name)
            if has_number
            else None
        )
        return Paragraph(
            pieces=pieces,
            place=place,
            label="" if label is None or label.is_bullet else label.text,
            item=label.level if label is not None and label.is_bullet else None,
            align=_ALIGNMENTS.get(rules.align or "", "left"),
            indent=_indent_of(rules),
            outline=rules.outline if rules.outline is not None and rules.outline < 9 else None,
            style=style.name,
            is_drop_cap=self._is_drop_cap,
        )

    def _table(self, element: Element) -> list[Block]:
        rows: list[list[GridCell]] = []
        head, is_head = 0, True
        place = Place(self.story, self._count + 1)
        for row in _unwrap(element, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                self._ledger.leave_out("deleted", row, place, author_of(properties.find(f"{W}del")))
                continue
            is_head = is_head and properties is not None and is_on(properties.find(f"{W}tblHeader"))
            head += is_head
            rows.append(self._row(row, properties))
        grid = join_cells(rows)
        for covered in grid.covered:
            self._ledger.omit("covered", covered, place)
        if not grid.rows:
            return []
        is_ruled, self._is_new_page = self._is_ruled(element), False
        return [Table(rows=grid.rows, columns=grid.columns, head=head, place=place, is_ruled=is_ruled)]

    def _is_ruled(self, element: Element) -> bool:
        """Whether the table draws any line: itself, its style, or one of its cells."""
        properties = element.find(f"{W}tblPr")
        own = properties.find(f"{W}tblBorders") if properties is not None else None
        if has_borders(own) or (own is None and self._styles.has_rules(value_of(properties, "tblStyle"))):
            return True
        cells = (cell for row in _unwrap(element, f"{W}tr") for cell in _unwrap(row, f"{W}tc"))
        return any(has_borders(cell.find(f"{W}tcPr/{W}tcBorders")) for cell in cells)

    def _row(self, element: Element, properties: Element | None) -> list[GridCell]:
        cells: list[GridCell] = []
        column = max(0, min(_MOST_BEFORE, number_of(value_of(properties, "gridBefore"))))
        for cell in _unwrap(element, f"{W}tc"):
            facts = cell.find(f"{W}tcPr")
            span = max(1, min(_MOST_COLUMNS - column, number_of(value_of(facts, "gridSpan"), 1)))
            down = facts.find(f"{W}vMerge") if facts is not None else None
            goes_on = down is not None and down.get(f"{W}val", "continue") == "continue"
            blocks = self.read(cell)
            if facts is not None and value_of(facts, "hMerge") == "continue" and cells:
                cells[-1] = replace(cells[-1], columns=cells[-1].columns + span, blocks=(*cells[-1].blocks, *blocks))
            else:
                cells.append(GridCell(column=column, columns=span, goes_on=goes_on, blocks=blocks))
            column += span
        return cells


def _section_of(element: Element) -> Element | None:
    """The properties of the section that ends with *element*."""
    return element if element.tag == f"{W}sectPr" else element.find(f"{W}pPr/{W}sectPr")


def _find_page_breaks(element: Element, properties: Element | None) -> tuple[bool, bool]:
    """Whether a page begins before the text of the paragraph *element*, and behind it."""
    is_before = properties is not None and is_on(properties.find(f"{W}pageBreakBefore"))
    has_text = False
    for child in element.iter(f"{W}t", f"{W}br"):
        if child.tag == f"{W}t":
            has_text = has_text or bool((child.text or "").strip())
        elif child.get(f"{W}type") == "page" and has_text:
            return is_before, True
        elif child.get(f"{W}type") == "page":
            is_before = True
    return is_before, False


def _unwrap(element: Element, tag: str) -> list[Element]:
    """The children of *element* with the *tag*, also those within content controls and the like."""
    found: list[Element] = []
    for child in element:
        if child.tag == tag:
            found.append(child)
        elif child.tag in _WRAPPERS or child.tag == f"{W}sdt":
            found += _unwrap(child, tag)
    return found


def _carries_on(properties: Element | None) -> bool:
    """Whether the paragraph is one with the next: its end was deleted, or it is a drop cap."""
    if properties is None:
        return False
    mark = properties.find(f"{W}rPr")
    return (mark is not None and mark.find(f"{W}del") is not None) or _is_large_letter(properties)


def _is_large_letter(properties: Element | None) -> bool:
    frame = properties.find(f"{W}framePr") if properties is not None else None
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def _indent_of(rules: ParagraphRules) -> float:
    """How many characters all lines stand in."""
    for name in ("leftChars", "startChars"):
        if number_of(rules.indent.get(name)):
            return number_of(rules.indent[name]) / 100
    return number_of(rules.indent.get("left") or rules.indent.get("start")) / _TWIPS_IN_CHARACTER
