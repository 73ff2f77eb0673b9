"""What is filled in in a form: the value of each widget, whatever its field inherits, and how it is to be set.

Files say what is filled in twice (ISO 32000-1, 12.7.3 and 12.7.4), as a value and as an appearance that shows it. Some
programs leave the second to whoever opens the file next, and a form that is printed needs it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.intake.kept_objects import KeptObjects, is_reference
from pipeline.pdf.object_syntax import UnreadableError
from pipeline.pdf.objects import ByteStringObject
from pipeline.pdf.stream_decoding import UndecodableError
from pipeline.pdf.text_strings import lines_of, text_of

MAX_VALUE = 20_000  # characters of a value
_MOST_PARENTS = 32
_MULTILINE, _PASSWORD, _COMB = 1 << 12, 1 << 13, 1 << 24  # table 228
_PUSH_BUTTON = 1 << 16  # table 226
_SIZE = re.compile(rb"([-+.\d]{1,12})\s+Tf\b")
_COLOUR = re.compile(rb"((?:[-+.\d]{1,12}\s+){1,4})(g|rg|k)(?![\w*'\"])")
_COUNTS = {b"g": 1, b"rg": 3, b"k": 4}
_MOST_OPTIONS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FormValue:
    """The value of a widget. *size* in pt, 0 where the field leaves it to the reader; *cells* of a comb, or 0.

    *colour* is the operator of a content stream that sets it, *quarter_turns* how often the text is turned to the left.
    """

    field: str
    text: str
    size: float = 0.0
    colour: bytes = b"0 g"
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
        """Whether the file says that its appearances are not those of its values (/NeedAppearances)."""
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
            cells=max(0, min(self._whole_number(self._inherit(chain, "/MaxLen")), 1_000)) if is_comb else 0,
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

    def state_of(self, widget: dict[str, Any]) -> Any:
        """The state of *widget*, a name as /Off is one: its own, else its field's value; None if there is neither."""
        state = self.kept.value(widget.get("/AS"))
        return state if state is not None else self._inherit(list(self._chain(widget)), "/V")

    def _chain(self, widget: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """*widget*, the field that it is a part of, and those above it."""
        entries = widget
        for _level in range(_MOST_PARENTS):
            yield entries
            entries = self.kept.dictionary(entries.get("/Parent"))
            if not entries:
                return

    def _inherit(self, chain: list[dict[str, Any]], key: str, default: Any = None) -> Any:
        item = next((entries[key] for entries in chain if entries.get(key) is not None), default)
        return self.kept.value(item)

    def _whole_number(self, item: Any) -> int:
        return item if type(item) is int and abs(item) < 1 << 32 else 0

    def _name(self, chain: list[dict[str, Any]]) -> str:
        names = [self.kept.value(entries.get("/T")) for entries in reversed(chain)]
        return ".".join(text_of(bytes(name))[:200] for name in names if isinstance(name, ByteStringObject))

    def _text(self, chain: list[dict[str, Any]], *, is_choice: bool) -> str:
        held = next((entries["/V"] for entries in chain if entries.get("/V") is not None), None)
        found = self.kept.value(held)
        rows = found[:_MOST_OPTIONS] if is_choice and isinstance(found, list) else [found]
        shown = self._options(chain) if is_choice else {}
        texts = [self._string(each) for each in rows]
        return "、".join(shown.get(each, each) for each in texts if each)

    def _options(self, chain: list[dict[str, Any]]) -> dict[str, str]:
        """What a choice shows, by what it exports (table 231)."""
        found = {}
        options = self._inherit(chain, "/Opt")
        for each in options[:_MOST_OPTIONS] if isinstance(options, list) else []:
            pair = self.kept.array(each)
            if len(pair) == 2:
                found[self._string(pair[0])] = self._string(pair[1])
        return found

    def _string(self, item: Any) -> str:
        value = self.kept.value(item)
        if isinstance(value, dict) and is_reference(item):
            value = self._text_stream(item.idnum)
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


def _look_of(string: bytes) -> tuple[float, bytes]:
    """Size and colour of a default appearance: ``/Helv 12 Tf 0 g``."""
    sizes, colours = _SIZE.findall(string[:2_000]), _COLOUR.findall(string[:2_000])
    try:
        size = abs(float(sizes[-1])) if sizes else 0.0
    except ValueError:
        size = 0.0
    if not colours:
        return min(size, 500.0), b"0 g"
    numbers, operator = colours[-1][0].split(), colours[-1][1]
    try:
        figures = [min(1.0, max(0.0, float(each))) for each in numbers]
    except ValueError:
        figures = []
    if len(figures) != _COUNTS[operator]:
        return min(size, 500.0), b"0 g"
    return min(size, 500.0), b" ".join(b"%.4g" % each for each in figures) + b" " + operator
