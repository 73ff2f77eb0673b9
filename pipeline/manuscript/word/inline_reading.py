"""What stands in paragraphs of Word into pieces: runs, fields, notes, equations, pictures, text boxes beside them."""

import re
from collections.abc import Callable

from pipeline.i18n import _
from pipeline.manuscript.word.equations import write_tex
from pipeline.manuscript.word.fields import Field, compute
from pipeline.manuscript.word.graphics import GraphicReader, choose
from pipeline.manuscript.word.ledger import Ledger, text_shown_within, text_within
from pipeline.manuscript.word.manuscript import (
    Break,
    CommentCall,
    Equation,
    Look,
    NoteCall,
    Piece,
    Place,
    Reading,
    TextBox,
    Words,
)
from pipeline.manuscript.word.parts import MC, Element, M, Part, R, W, is_on
from pipeline.manuscript.word.styles import Style, Styles
from pipeline.manuscript.word.symbols import MISSING, show_signs, sign_of

_LINE_ENDS = re.compile("[\\r\\n\\t]+")  # in the XML, where they are spaces
_BREAKS_OF_PAGES = ("page", "column")
_MOST_FIELDS = 32  # within one another; Word itself has 20
_COMPUTED = ("EQ", "SYMBOL", "MACROBUTTON", "FORMCHECKBOX")  # fields that show something without a result
_PASSED_OVER = {f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}fldData", f"{W}footnoteRef", f"{W}endnoteRef"}


class InlineReader:
    """Reads the paragraphs of one *part*, one after the other: a field may go over the end of one."""

    def __init__(self, part: Part, styles: Styles, ledger: Ledger, graphics: GraphicReader) -> None:
        self._part, self._styles, self._ledger, self._graphics = part, styles, ledger, graphics
        self._fields: list[Field] = []
        self._uncounted = 0  # fields within more others than are counted
        self._pieces: list[Piece] = []
        self._boxes: list[TextBox] = []
        self._style, self._place, self._href = Style(), Place("", 0), ""
        self._kinds: dict[str, Callable[[Element], None]] = {
            f"{W}r": self._run,
            f"{W}hyperlink": self._link,
            f"{W}fldSimple": self._simple_field,
            f"{W}sdt": self._control,
            f"{W}del": self._leave_out,
            f"{W}moveFrom": self._leave_out,
            f"{W}ins": self._tell_insertion,
            f"{M}oMath": lambda element: self._equation(element, is_displayed=False),
            f"{M}oMathPara": self._display,
            f"{MC}AlternateContent": lambda element: self._alternative(element, self._children),
        }
        self._in_run: dict[str, Callable[[Element, Look], None]] = {
            f"{W}t": self._text,
            f"{W}fldChar": self._field_mark,
            f"{W}instrText": self._code,
            f"{W}sym": self._sign,
            f"{W}br": self._break,
            f"{W}cr": lambda _element, _look: self._add(Break()),
            f"{W}tab": lambda _element, look: self._say("\t", look),
            f"{W}ptab": lambda _element, look: self._say("\t", look),
            f"{W}noBreakHyphen": lambda _element, look: self._say("-", look),
            f"{W}footnoteReference": self._note,
            f"{W}endnoteReference": self._note,
            f"{W}commentReference": lambda element, _look: self._add(CommentCall(element.get(f"{W}id", ""))),
            f"{W}ruby": self._ruby,
            f"{W}drawing": self._graphic,
            f"{W}pict": self._graphic,
            f"{W}object": self._graphic,
        }

    def read(self, element: Element, style: Style, place: Place) -> tuple[tuple[Piece, ...], tuple[TextBox, ...]]:
        """The pieces of the paragraph *element* at *place*, and the text boxes that are anchored in it."""
        before = self._pieces, self._boxes, self._style, self._place  # of the paragraph that a text box stands in
        self._pieces, self._boxes, self._style, self._place = [], [], style, place
        for field in self._fields:
            field.begin = 0
        (self._children if element.tag == f"{W}p" else self._kinds[element.tag])(element)
        read = tuple(self._pieces), tuple(self._boxes)
        self._pieces, self._boxes, self._style, self._place = before
        return read

    def _children(self, element: Element) -> None:
        for child in element:
            if child.tag not in _PASSED_OVER:
                self._kinds.get(child.tag, self._children)(child)

    def _run(self, element: Element) -> None:
        look = self._styles.look(self._style, element.find(f"{W}rPr"))
        self._run_children(element, look)

    def _run_children(self, element: Element, look: Look) -> None:
        has_mark = False  # of a note that its author marks
        for child in element:
            if child.tag in _PASSED_OVER:
                continue
            if child.tag == f"{MC}AlternateContent":
                self._alternative(child, lambda chosen: self._run_children(chosen, look))
            elif look.is_hidden and child.tag not in (f"{W}fldChar", f"{W}instrText"):
                self._ledger.leave_out("hidden", child, self._place)
            elif has_mark and child.tag in (f"{W}t", f"{W}sym"):
                self._ledger.leave_out("field", child, self._place)
            elif child.tag in self._in_run:
                self._in_run[child.tag](child, look)
                has_mark = has_mark or is_on_attribute(child, "customMarkFollows")
            elif child.tag == f"{W}delText":
                self._ledger.leave_out("deleted", child, self._place)
            else:
                self._run_children(child, look)

    def _say(self, text: str, look: Look) -> None:
        if not self._is_shown or look.is_hidden:
            return
        href, last = self._current_href, self._pieces[-1] if self._pieces else None
        if isinstance(last, Words) and last.look == look and last.href == href and not self._begins_field:
            self._pieces[-1] = Words(last.text + text, look, href)  # Word parts runs at random
        else:
            self._add(Words(text, look, href))

    def _add(self, piece: Piece) -> None:
        if self._is_shown:
            self._pieces.append(piece)

    @property
    def _is_shown(self) -> bool:
        return all(field.has_result and not field.hides_result for field in self._fields)

    @property
    def _begins_field(self) -> bool:
        """Whether nothing stands yet in the innermost field: what it shows is told from what stands before it."""
        return bool(self._fields) and self._fields[-1].begin == len(self._pieces)

    @property
    def _current_href(self) -> str:
        return next((field.href for field in reversed(self._fields) if field.href), self._href)

    def _text(self, element: Element, look: Look) -> None:
        if not self._is_shown:
            is_list = any(field.hides_result for field in self._fields)
            self._ledger.leave_out("contents" if is_list else "field", element, self._place)
            return
        shown = show_signs(_LINE_ENDS.sub(" ", self._ledger.take(element)), look.latin)
        if MISSING in shown and MISSING not in (element.text or ""):
            self._tell_missing(look.latin, element.text or "")
        self._say(shown, look)

    def _tell_missing(self, font: str, sign: str) -> None:
        code = ", ".join(f"U+{ord(each):04X}" for each in sign[:5])
        message = _("A sign of the font “{font}” isn't known ({code}); {mark} stands in its place.")
        self._ledger.notice(message.format(font=font, code=code, mark=MISSING), self._place)

    def _sign(self, element: Element, look: Look) -> None:
        font, written = element.get(f"{W}font", ""), element.get(f"{W}char", "")
        code = int(written, 16) if re.fullmatch("[0-9A-Fa-f]{1,6}", written) else 0
        sign = sign_of(font, code)
        if sign == MISSING:
            self._tell_missing(font, chr(code) if code < 0x110000 else "?")
        self._say(sign, look)

    def _break(self, element: Element, _look: Look) -> None:
        if element.get(f"{W}type") not in _BREAKS_OF_PAGES:
            self._add(Break())

    def _field_mark(self, element: Element, look: Look) -> None:
        match element.get(f"{W}fldCharType"):
            case "begin" if len(self._fields) >= _MOST_FIELDS:
                self._uncounted += 1
            case "begin":
                self._fields.append(Field(len(self._pieces), element))
            case "end" if self._uncounted:
                self._uncounted -= 1
            case "separate" if self._fields and not self._uncounted:
                self._fields[-1].has_result = True
                self._fields[-1].begin = len(self._pieces)
            case "end" if self._fields:
                self._end_field(self._fields.pop(), look)

    def _end_field(self, field: Field, look: Look) -> None:
        if field.has_result and (len(self._pieces) > field.begin or field.kind not in _COMPUTED):
            return
        pieces = compute(field, look)
        if pieces is None:
            if field.kind == "EQ":
                message = _("The field “{code}” can't be read: write here what it shows.")
                self._ledger.notice(message.format(code=field.code.strip()), self._place)
            return
        for piece in pieces:
            self._add(piece)

    def _code(self, element: Element, _look: Look) -> None:
        if self._fields and not self._fields[-1].has_result:
            self._fields[-1].code += element.text or ""

    def _simple_field(self, element: Element) -> None:
        field = Field(len(self._pieces), None, element.get(f"{W}instr", ""))
        field.has_result = bool(text_within(element))
        self._fields.append(field)
        self._children(element)
        self._fields.pop()
        self._end_field(field, self._styles.look(self._style, None))

    def _link(self, element: Element) -> None:
        link = self._part.links.get(element.get(f"{R}id", ""))
        before, self._href = self._href, link.target if link is not None and link.is_outside else ""
        self._children(element)
        self._href = before

    def _control(self, element: Element) -> None:
        properties, content = element.find(f"{W}sdtPr"), element.find(f"{W}sdtContent")
        if content is None:
            return
        if properties is not None and is_on(properties.find(f"{W}showingPlcHdr")):
            self._ledger.leave_out("placeholder", content, self._place)
        else:
            self._children(content)

    def _leave_out(self, element: Element) -> None:
        is_deleted = element.tag == f"{W}del"
        self._ledger.leave_out("deleted" if is_deleted else "moved", element, self._place, author_of(element))

    def _tell_insertion(self, element: Element) -> None:
        if text := text_shown_within(element).strip():
            message = _("“{text}” was inserted by {author}, and stands in the article.")
            self._ledger.notice(message.format(text=text[:60], author=author_of(element)), self._place)
        self._children(element)

    def _alternative(self, element: Element, read: Callable[[Element], None]) -> None:
        chosen, others = choose(element)
        known = text_within(chosen) if chosen is not None else ""
        if chosen is not None:
            read(chosen)
        for other in others:
            is_same = text_within(other) in known
            self._ledger.leave_out("alternative" if is_same else "object", other, self._place)

    def _note(self, element: Element, _look: Look) -> None:
        kind = "footnote" if element.tag.endswith("footnoteReference") else "endnote"
        self._add(NoteCall(f"{kind}-{element.get(f'{W}id', '')}"))

    def _ruby(self, element: Element, look: Look) -> None:
        base, reading = element.find(f"{W}rubyBase"), element.find(f"{W}rt")
        texts = [
            "".join(self._ledger.take(each) for each in part.iter(f"{W}t")) if part is not None else ""
            for part in (base, reading)
        ]
        if texts[0].strip() and texts[1].strip():
            self._add(Reading(*texts))
        else:
            self._say("".join(texts), look)

    def _display(self, element: Element) -> None:
        for each in element.findall(f"{M}oMath"):
            self._equation(each, is_displayed=True)

    def _equation(self, element: Element, *, is_displayed: bool) -> None:
        if not self._is_shown:
            return
        texts: list[str] = []

        def take(each: Element) -> str:
            texts.append(self._ledger.take(each))
            return texts[-1]

        tex = write_tex(element, take)
        for child in element.iter(f"{W}t"):  # text of Word within an equation
            texts.append(self._ledger.take(child))
            tex += rf"\text{{{texts[-1]}}}"
        if tex:
            self._add(Equation(tex, "".join(texts), is_displayed))

    def _graphic(self, element: Element, _look: Look) -> None:
        pieces, boxes = self._graphics.read(element, self._place)
        for piece in pieces:
            self._add(piece)
        self._boxes += boxes


def author_of(element: Element) -> str:
    """Who made a change."""
    return element.get(f"{W}author", "") or _("someone")


def is_on_attribute(element: Element, name: str) -> bool:
    """Whether the attribute ``w:``*name* of *element* is on."""
    return element.get(f"{W}{name}", "0") in ("1", "true", "on")
