"""What a screen reader makes of a tag tree, in lines: each heading, paragraph, item, row, figure and note is one.

Pure: the tree and the texts of its content go in, lines come out. What stands within a line is told in brackets.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import nan

from pipeline.i18n import _
from pipeline.tags.character_maps import UNKNOWN, UNREAD
from pipeline.tags.elements import Annotation, Content, Element, TagTree
from pipeline.tags.nesting import HEADINGS
from pipeline.tags.spoken import Spoken, join
from pipeline.tags.table_rows import cells_of, heads_of_columns, rows_of

_RUBY = frozenset(("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"))
_INLINE = _RUBY | frozenset(("Span", "Quote", "Reference", "BibEntry", "Code", "Link", "Annot", "Em", "Strong", "Lbl"))
_PLAIN = frozenset(("Span", "Quote", "BibEntry", "Code", "Annot", "Em", "Strong", "NonStruct", "Ruby", "RB", "Warichu"))
_PICTURES = frozenset(("Figure", "Formula", "Form"))
_TEXTS = frozenset(("P", "Caption", "TD", "TH")) | HEADINGS  # where a picture or note stands in a line
_IN_TEXTS = _PICTURES | {"Note", "NonStruct"}
_SILENT = frozenset(("RP", "WP", "Private"))  # brackets of readings, which are told anyway; data of programs
_BODIES = frozenset(("LBody", "P", "Div", "NonStruct", "Span"))  # of items: some programs write no LBody
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_TURN = re.compile("\f([0-9]+)\f")  # a page begins, in the text of a line while it is gathered


Kid = Element | Content | Annotation


class LineKind(StrEnum):
    """What a line is."""

    PART = "part"
    ARTICLE = "article"
    SECTION = "section"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    CAPTION = "caption"
    CONTENTS = "contents"
    ENTRY = "entry"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    ROW = "row"
    FIGURE = "figure"
    FORMULA = "formula"
    FIELD = "field"
    NOTE = "note"
    PAGE = "page"


_KINDS = {
    "Caption": LineKind.CAPTION,
    "BlockQuote": LineKind.QUOTATION,
    "TOCI": LineKind.ENTRY,
    "Note": LineKind.NOTE,
    "Figure": LineKind.FIGURE,
    "Formula": LineKind.FORMULA,
    "Form": LineKind.FIELD,
} | dict.fromkeys(HEADINGS, LineKind.HEADING)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """A line of *kind*. *depth*: in how many lists and tables it stands. *level* is that of a heading; 0: of no level.

    *label* is the number or bullet of an item or a note. *count* are items of a list, entries of contents, rows of a
    table, *columns* its columns. *language* is that of the line, *page* the 0-based page it begins on.
    """

    kind: LineKind
    text: str = ""
    depth: int = 0
    level: int = 0
    label: str = ""
    count: int = 0
    columns: int = 0
    language: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Voices:
    """*say* gives the text of marked content, *describe* what an annotation says of itself ("": nothing).

    *page_name* tells what a 0-based page is called, where turns of pages are to be told.
    """

    say: Callable[[Content], Spoken]
    describe: Callable[[Annotation], str]
    page_name: Callable[[int], str] | None = None


def lines_of(tree: TagTree, voices: Voices) -> list[ToldLine]:
    """The lines of *tree*."""
    reader = _Reader(voices)
    for top in tree.tops:
        reader.block(top, 0, tree.language)
    return reader.lines


@dataclass
class _Reader:
    """Goes through the elements; *lines* are those so far. *_label* waits for the line that it is to stand before."""

    voices: Voices
    lines: list[ToldLine] = field(default_factory=list)
    _page: int | None = None
    _label: str = ""

    # --- lines ---------------------------------------------------------------------------------------------------

    def block(self, element: Element, depth: int, language: str) -> None:
        """Tell *element*, which stands for itself."""
        language = element.language or language
        kind = element.kind
        if kind in {"L", "TOC"}:
            self._list(element, depth, language)
        elif kind == "LI":
            self._item(element, depth, language)
        elif kind == "Table" and element.words is None:
            self._table(element, depth, language)
        elif kind in _PICTURES or element.words is not None:
            self._add(_KINDS.get(kind, LineKind.PARAGRAPH), element, self._standing_for(element), depth, language)
            if element.words is not None:
                self._captions(element, depth, language)
        elif kind not in _SILENT:
            begin = len(self.lines)
            if kind in {"Part", "Art"}:
                part = LineKind.PART if kind == "Part" else LineKind.ARTICLE
                self._add(part, element, element.title, depth, language)
            elif kind in {"Sect", "Aside"} and element.title:
                self._add(LineKind.SECTION, element, element.title, depth, language)
            if kind == "Note":
                self._label = self._label_in(element, language)
            self._flow(element, _KINDS.get(kind, LineKind.PARAGRAPH), depth, language)
            self._tell_title_once(begin, element.title)

    def _tell_title_once(self, begin: int, title: str) -> None:
        """Of the line *begin*, the *title* of a part, and the same words behind it: leave one, a heading if it is."""
        same = [line for line in self.lines[begin : begin + 2] if title and line.text == title]
        if len(same) == 2:
            del self.lines[begin if same[1].kind is LineKind.HEADING else begin + 1]

    def _captions(self, element: Element, depth: int, language: str) -> None:
        """Tell the captions in *element*, of which words tell all else."""
        for kid in element.elements:
            if kid.kind == "Caption":
                self.block(kid, depth, language)

    def _flow(self, element: Element, kind: LineKind, depth: int, language: str) -> None:
        """Tell what is in *element*: as lines of *kind*, parted by what stands for itself."""
        held: list[Kid] = []
        within = _INLINE
        if element.kind in _TEXTS:
            within |= _IN_TEXTS
        elif any(isinstance(kid, Content) for kid in element.kids):
            within |= _PICTURES
        for kid in element.kids:
            if not isinstance(kid, Element) or kid.kind in within:
                held.append(kid)
                continue
            self._flush(element, held, kind, depth, language)
            held = []
            if kind in {LineKind.ITEM, LineKind.ENTRY, LineKind.NOTE, LineKind.QUOTATION} and kid.kind in {"P", "Div"}:
                self._flow(kid, kind, depth, kid.language or language)
            else:
                self.block(kid, depth, language)
        self._flush(element, held, kind, depth, language)

    def _flush(
        self,
        element: Element,
        held: Sequence[Kid],
        kind: LineKind,
        depth: int,
        language: str,
    ) -> None:
        """Tell *held* of *element* as a line, if it says anything."""
        if kind is LineKind.NOTE:  # its label is told before it
            held = [each for each in held if not (isinstance(each, Element) and each.kind == "Lbl")]
        text = self._inside(held, language)
        if text.strip():
            self._add(kind, element, text, depth, language)

    def _add(self, kind: LineKind, element: Element, text: str, depth: int, language: str) -> None:
        level = int(element.kind[1:] or 0) if element.kind in HEADINGS else 0
        page = element.page
        text = text.strip(" ")
        while turn := _TURN.match(text):
            page = int(turn[1])
            self.lines.append(ToldLine(kind=LineKind.PAGE, text=self._name_of(turn), page=page))
            text = text[turn.end() :].lstrip(" ")
        text = _TURN.sub(lambda turn: f"[{self._name_of(turn)}]", text)
        label, self._label = (self._label, "") if kind in {LineKind.ITEM, LineKind.NOTE} else ("", self._label)
        line = ToldLine(kind=kind, text=text, depth=depth, level=level, label=label, language=language, page=page)
        self.lines.append(line)

    def _name_of(self, turn: re.Match[str]) -> str:
        return self.voices.page_name(int(turn[1])) if self.voices.page_name is not None else ""

    def _list(self, element: Element, depth: int, language: str) -> None:
        is_contents = element.kind == "TOC"
        kids = [kid for kid in element.elements if kid.kind == ("TOCI" if is_contents else "LI")]
        kind = LineKind.CONTENTS if is_contents else LineKind.LIST
        self.lines.append(ToldLine(kind=kind, depth=depth, count=len(kids), language=language, page=element.page))
        self._flow(element, LineKind.PARAGRAPH, depth + 1, language)

    def _item(self, element: Element, depth: int, language: str) -> None:
        self._label = self._label_in(element, language)
        for kid in element.kids:
            if isinstance(kid, Element) and kid.kind in _BODIES:
                self._flow(kid, LineKind.ITEM, depth, kid.language or language)
            elif isinstance(kid, Element) and kid.kind != "Lbl":
                self.block(kid, depth, language)
        if self._label:
            self._add(LineKind.ITEM, element, "", depth, language)

    def _label_in(self, element: Element, language: str) -> str:
        labels = [kid for kid in element.elements if kid.kind == "Lbl"]
        return _TURN.sub(
            "", self._inside([kid for label in labels for kid in label.kids], language, is_label=True)
        ).strip()

    def _table(self, element: Element, depth: int, language: str) -> None:
        rows = rows_of(element)
        columns = max((len(cells_of(row)) for row in rows), default=0)
        self._captions(element, depth, language)
        table = ToldLine(
            kind=LineKind.TABLE, depth=depth, count=len(rows), columns=columns, language=language, page=element.page
        )
        self.lines.append(table)
        heads = heads_of_columns(rows)
        texts: dict[Element, str] = {}
        for row in rows:
            told = []
            for cell in cells_of(row):
                texts[cell] = self._inside([cell], language).strip()
                above = " ".join(_TURN.sub("", texts[head]) for head in heads.get(cell, ()) if head in texts)
                mark = _("[head]") if cell.kind == "TH" else ""
                told.append(f"{mark}{above}{': ' if above else ''}{texts[cell]}")
            self._add(LineKind.ROW, row, " | ".join(told), depth + 1, language)

    # --- what stands in a line -----------------------------------------------------------------------------------

    def _inside(self, kids: Sequence[Kid], language: str, *, is_label: bool = False) -> str:
        """The text of *kids*, one after the other; of a link in a label nothing but its text is told."""
        return join(self._pieces(kids, language, is_label=is_label)).text

    def _pieces(self, kids: Sequence[Kid], language: str, *, is_label: bool = False) -> Iterator[Spoken]:
        for kid in kids:
            if isinstance(kid, Content):
                if kid.page != self._page and self.voices.page_name is not None:
                    yield _drop_places(f"\f{kid.page}\f")
                self._page = kid.page
                spoken = self.voices.say(kid)
                text = _CONTROL.sub(" ", spoken.text).replace(UNREAD, UNKNOWN)
                is_other = spoken.language not in {"", language} and text.strip()
                yield replace(spoken, text=f"[{spoken.language}: {text}]" if is_other else text)
            elif isinstance(kid, Element):
                yield from self._inline(kid, language, is_label=is_label or kid.kind == "Lbl")

    def _inline(self, element: Element, language: str, *, is_label: bool) -> Iterator[Spoken]:
        kind, own = element.kind, element.language or language
        if kind in _SILENT:
            return
        if kind in _PICTURES:
            yield _drop_places(_picture_words(kind, self._standing_for(element)))
            return
        if element.words is not None:
            pieces = [_drop_places(element.words)]
        else:
            pieces = list(self._pieces(element.kids, own, is_label=is_label))
        if own == language and kind in _PLAIN and not element.expansion:
            yield from pieces
            return
        whole = join(pieces)
        text = self._decorate(element, whole.text, is_label=is_label)
        yield replace(whole, text=f"[{own}: {text}]" if own != language and text.strip() else text)

    def _decorate(self, element: Element, text: str, *, is_label: bool) -> str:
        """The *text* of *element* with what is told around it."""
        kind = element.kind
        if element.expansion:
            text = f"{text} ({element.expansion})"
        if not text.strip() or is_label:
            return text if not is_label or kind != "Lbl" else f"{text.strip()} "
        if kind in {"RT", "WT"}:
            return f"（{text}）"
        if kind == "Note":
            return _("[note {text}]").format(text=text)
        if kind == "Reference" and not element.is_in("TOC"):
            return _("[call {text}]").format(text=text)
        if kind == "Link" and (element.is_in("TOC") or not element.is_in("Reference")):
            return self._link(element, text)
        return text if kind in _INLINE else f"{text} "  # what stands for itself elsewhere, in the cell of a table

    def _link(self, element: Element, text: str) -> str:
        notes = (kid for kid in element.kids if isinstance(kid, Annotation))
        words = " ".join(filter(None, dict.fromkeys(self.voices.describe(note) for note in notes)))
        if not words or words == text.strip():
            return _("[link {text}]").format(text=text)
        return _("[link {text} → {words}]").format(text=text, words=words)

    def _standing_for(self, element: Element) -> str:
        """What stands for *element*; of a picture without, the text that is in it."""
        turn = ""
        if element.page is not None and element.page != self._page:
            turn = f"\f{element.page}\f" if self.voices.page_name is not None else ""
            self._page = element.page
        words = element.words
        return turn + (_CONTROL.sub(" ", words) if words is not None else self._inside(element.kids, element.language))


def _drop_places(text: str) -> Spoken:
    """*text* that is told and not drawn: no line ends before or behind it."""
    return Spoken(text=text, first=nan, last=nan)


def _picture_words(kind: str, words: str) -> str:
    if kind == "Formula":
        return _("[formula {text}]").format(text=words) if words else _("[formula without words]")
    if kind == "Form":
        return _("[field {text}]").format(text=words)
    return _("[figure {text}]").format(text=words) if words else _("[figure without words]")
