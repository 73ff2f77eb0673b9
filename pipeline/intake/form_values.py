"""What is filled in in a form: the value of each widget, whatever its field inherits, and how it is to be set.

Files say what is filled in twice (ISO 32000-1, 12.7.3 and 12.7.4), as a value and as an appearance that shows it. Some
programs leave the second to whoever opens the file next, and a form that is printed needs it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from pipeline.intake.form_frames import Frame, colour_operator
from pipeline.intake.kept_objects import KeptObjects, is_reference
from pipeline.pdf.object_syntax import UnreadableError
from pipeline.pdf.objects import ByteStringObject, FloatObject, NameObject
from pipeline.pdf.stream_decoding import UndecodableError
from pipeline.pdf.text_strings import lines_of, text_of

MAX_VALUE = 20_000  # characters of a value
_MOST_PARENTS = 32
_MULTILINE, _PASSWORD, _COMB = 1 << 12, 1 << 13, 1 << 24  # table 228
_RADIO, _PUSH_BUTTON = 1 << 15, 1 << 16  # table 226
_SIZE = re.compile(rb"([-+.\d]{1,12})\s+Tf\b")
_COLOUR = re.compile(rb"((?:[-+.\d]{1,12}\s+){1,4})(g|rg|k)(?![\w*'\"])")
_COUNTS = {b"g": 1, b"rg": 3, b"k": 4}
_BLACK = "0 g"
_MOST_OPTIONS = 10_000
_MOST_MARKUP = 10 * MAX_VALUE
_END_OF_LINE, _MARKUP = re.compile(r"(?<!^)<(?:p|br)\b[^<>]*>"), re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormValue:
    """The value of a widget. *size* in pt, 0 where the field leaves it to the reader; *cells* of a comb, or 0: as many
    as it has characters at least.

    *field* is empty where the text is not what is filled in, but the caption of a button.

    *colour* is the operator of a content stream that sets it, *quarter_turns* how often the text is turned to the left.
    """

    field: str
    text: str
    size: float = 0.0
    colour: str = _BLACK
    alignment: int = 0  # 0 left, 1 centred, 2 right
    is_multiline: bool = False
    is_secret: bool = False
    cells: int = 0
    quarter_turns: int = 0


@dataclass(frozen=True, slots=True)
class FormValues:
    """The values of the form that the catalogue's /AcroForm *form* is."""

    kept: KeptObjects
    form: dict[str, Any]

    @property
    def are_to_be_drawn(self) -> bool:
        """Whether the file says that its appearances need not be those of its values (/NeedAppearances)."""
        return self.kept.value(self.form.get("/NeedAppearances")) is True

    def value_of(self, widget: dict[str, Any]) -> FormValue | None:
        """The value of the text or choice field that *widget* shows; None for any other, or where it is empty."""
        chain = list(self._chain(widget))
        kind = self._inherit(chain, "/FT")
        if kind not in ("/Tx", "/Ch"):
            return None
        text = self._text(chain, is_choice=kind == "/Ch")[:MAX_VALUE]
        if not text.strip():
            return None
        flags = self._whole_number(self._inherit(chain, "/Ff"))
        look = self._inherit(chain, "/DA", self.form.get("/DA"))
        size, colour = _look_of(bytes(look) if isinstance(look, ByteStringObject) else b"")
        is_comb = flags & _COMB and not flags & (_MULTILINE | _PASSWORD)
        turns = self._whole_number(self.kept.value(self.kept.dictionary(widget.get("/MK")).get("/R")))
        return FormValue(
            field=self._name(chain),
            text=text,
            size=size,
            colour=colour,
            alignment=self._whole_number(self._inherit(chain, "/Q", self.form.get("/Q"))) % 3,
            is_multiline=kind == "/Tx" and bool(flags & _MULTILINE),
            is_secret=kind == "/Tx" and bool(flags & _PASSWORD),
            cells=self._cells(chain, text) if is_comb else 0,
            quarter_turns=turns // 90 % 4,
        )

    def is_ticked(self, widget: dict[str, Any]) -> bool:
        """Whether *widget* is a check box or radio button, and says itself that it is on."""
        chain = list(self._chain(widget))
        if self._inherit(chain, "/FT") != "/Btn":
            return False
        if self._whole_number(self._inherit(chain, "/Ff")) & _PUSH_BUTTON:
            return False
        state = self.state_of(widget)
        return isinstance(state, str) and state != "/Off"

    def state_of(self, widget: dict[str, Any]) -> str | None:
        """The state of *widget*, a name as /Off is one: its own, else its field's value; None if there is neither.

        Where appearances are to be drawn the value counts: the states are to follow it.
        """
        own = self.kept.value(widget.get("/AS"))
        held = self._inherit(list(self._chain(widget)), "/V") if own is None or self.are_to_be_drawn else None
        value = f"/{text_of(bytes(held))}" if isinstance(held, ByteStringObject) else held
        states = self.kept.value(self.kept.dictionary(widget.get("/AP")).get("/N"))
        if own is not None and isinstance(value, str) and isinstance(states, dict) and value not in states:
            value = "/Off"
        state = own if value is None else value
        return state if isinstance(state, str) else None

    def has_another_state(self, widget: dict[str, Any]) -> bool:
        """Whether the value of *widget* is a state that it has, and does not show."""
        held = self._inherit(list(self._chain(widget)), "/V")
        states = self.kept.value(self.kept.dictionary(widget.get("/AP")).get("/N"))
        is_state = isinstance(held, NameObject) and isinstance(states, dict) and held in states
        return is_state and self.state_of(widget) != held

    def name_of(self, widget: dict[str, Any]) -> str:
        """The whole name of the field that *widget* belongs to."""
        return self._name(list(self._chain(widget)))

    def name_without_kind(self, field: dict[str, Any]) -> str:
        """The whole name of *field* if it has a value and no kind, so that no program shows it; else nothing."""
        chain = list(self._chain(field))
        is_unknown = self._inherit(chain, "/FT") not in ("/Tx", "/Ch", "/Btn", "/Sig")
        return self._name(chain) if is_unknown and self._string(self._held(chain, "/V")).strip() else ""

    def caption_of(self, widget: dict[str, Any]) -> FormValue | None:
        """What stands on *widget*, if it is a push button; it is no value of any field."""
        chain = list(self._chain(widget))
        is_button = self._inherit(chain, "/FT") == "/Btn"
        if not is_button or not self._whole_number(self._inherit(chain, "/Ff")) & _PUSH_BUTTON:
            return None
        text = self._string(self.kept.dictionary(widget.get("/MK")).get("/CA"))[:MAX_VALUE]
        look = self._inherit(chain, "/DA", self.form.get("/DA"))
        size, colour = _look_of(bytes(look) if isinstance(look, ByteStringObject) else b"")
        return FormValue(field="", text=text, size=size, colour=colour, alignment=1) if text.strip() else None

    def frame_of(self, widget: dict[str, Any]) -> Frame:
        """What stands behind *widget* and around it (tables 166 and 189)."""
        chain = list(self._chain(widget))
        colours, style = self.kept.dictionary(widget.get("/MK")), self.kept.dictionary(widget.get("/BS"))
        row = self.kept.array(widget.get("/Border"))
        width = self.kept.value(style.get("/W", row[2] if len(row) > 2 else 1))
        kind = self.kept.value(style.get("/S"))
        flags = self._whole_number(self._inherit(chain, "/Ff")) if self._inherit(chain, "/FT") == "/Btn" else 0
        return Frame(
            background=colour_operator(self._figures(colours.get("/BG"))),
            border=colour_operator(self._figures(colours.get("/BC")), "G RG K"),
            width=float(width) if type(width) in (int, float, FloatObject) and 0 <= width < 100 else 1.0,
            style=kind if isinstance(kind, str) else "/S",
            is_round=bool(flags & _RADIO),
        )

    def _figures(self, item: Any) -> list[float]:
        """The numbers of the colour *item*; none where it is none."""
        return self.kept.numbers(item, len(self.kept.array(item))) or []

    def _cells(self, chain: list[dict[str, Any]], text: str) -> int:
        """The cells of a comb: none where its field does not say how many."""
        cells = min(self._whole_number(self._inherit(chain, "/MaxLen")), 1_000)
        return max(cells, len(text)) if cells > 0 else 0

    def _chain(self, widget: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """*widget*, the field that it is a part of, and those above it."""
        entries = widget
        for _level in range(_MOST_PARENTS):
            yield entries
            entries = self.kept.dictionary(entries.get("/Parent"))
            if not entries:
                return

    def _inherit(self, chain: list[dict[str, Any]], key: str, default: Any = None) -> Any:
        held = self._held(chain, key)
        return self.kept.value(default if held is None else held)

    def _whole_number(self, item: Any) -> int:
        return item if type(item) is int and abs(item) < 1 << 32 else 0

    def _name(self, chain: list[dict[str, Any]]) -> str:
        names = [self.kept.value(entries.get("/T")) for entries in reversed(chain)]
        return ".".join(text_of(bytes(name))[:200] for name in names if isinstance(name, ByteStringObject))

    def _text(self, chain: list[dict[str, Any]], *, is_choice: bool) -> str:
        held = self._held(chain, "/V")
        if not is_choice:
            return self._string(held) or _read_plain(self._string(self._held(chain, "/RV"))[:_MOST_MARKUP])
        found = self.kept.value(held)
        options = self._options(chain)
        texts = [self._string(each) for each in (found[:_MOST_OPTIONS] if isinstance(found, list) else [held])]
        if not any(texts):  # chosen by their numbers alone
            chosen = self._inherit(chain, "/I")
            numbers = [self.kept.value(each) for each in chosen[:_MOST_OPTIONS]] if isinstance(chosen, list) else []
            texts = [options[each][0] for each in numbers if type(each) is int and 0 <= each < len(options)]
        shown = dict(options)
        return "、".join(shown.get(each, each) for each in texts if each)

    def _options(self, chain: list[dict[str, Any]]) -> list[tuple[str, str]]:
        """What a choice exports, and what it shows of it (table 231)."""
        options = self._inherit(chain, "/Opt")
        rows = (
            [self.kept.array(each) or [each, each] for each in options[:_MOST_OPTIONS]]
            if isinstance(options, list)
            else []
        )
        return [(self._string(row[0]), self._string(row[-1])) for row in rows]

    def _held(self, chain: list[dict[str, Any]], key: str) -> Any:
        """The nearest entry *key* of *chain* as it stands there."""
        return next((entries[key] for entries in chain if entries.get(key) is not None), None)

    def _string(self, item: Any) -> str:
        value = self.kept.value(item)
        if isinstance(value, dict) and is_reference(item):
            value = self._text_stream(item.idnum)
        if isinstance(value, NameObject):  # of some programs, in the place of a string
            return value[1:]
        if not isinstance(value, bytes):
            return ""
        return "\n".join(lines_of(bytes(value)))

    def _text_stream(self, number: int) -> bytes | None:
        """A value that is held as a stream (table 3, text string or text stream)."""
        try:
            dictionary, data = self.kept.legacy.read(number)
            return self.kept.legacy.decoder.decode(dictionary, data) if data is not None else None
        except (UnreadableError, UndecodableError):
            return None


def _read_plain(rich: str) -> str:
    """The text of *rich*, which is XHTML (ISO 32000-1, 12.7.3.4)."""
    return unescape(_MARKUP.sub("", _END_OF_LINE.sub("\n", rich.replace("\n", " ")))).strip()


def _look_of(string: bytes) -> tuple[float, str]:
    """Size and colour of a default appearance: ``/Helv 12 Tf 0 g``."""
    sizes, colours = _SIZE.findall(string[:2_000]), _COLOUR.findall(string[:2_000])
    size = _floats(sizes[-1:])
    figures = _floats(colours[-1][0].split()) if colours else []
    is_sound = bool(colours) and len(figures) == _COUNTS[colours[-1][1]]
    return min(abs(size[0]) if size else 0.0, 500.0), colour_operator(figures) if is_sound else _BLACK


def _floats(words: Sequence[bytes]) -> list[float]:
    """The numbers that *words* are; none where one is none."""
    try:
        return [float(each) for each in words]
    except ValueError:
        return []
