"""What annotations and fields of forms show: the appearance that the file has for their state, or one that is made."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from pipeline.intake.form_drawing import FieldLook, FormDrawings
from pipeline.intake.form_values import FormValue, FormValues
from pipeline.intake.kept_objects import KeptObjects, is_reference
from pipeline.intake.legacy_objects import DamagedError
from pipeline.pdf.content_tokens import BrokenContentError, operations
from pipeline.pdf.object_syntax import UnreadableError
from pipeline.pdf.objects import reference
from pipeline.pdf.stream_decoding import UndecodableError

_HIDDEN = 1 << 1  # ISO 32000-1, table 165
_OFF = "/Off"
_TEXT = frozenset((b"Tj", b"TJ", b"'", b'"'))
_PAINTED = frozenset((b"Do", b"BI", b"sh", b"c", b"v", b"y"))  # what letters may be drawn by; no frame needs them


@dataclass(slots=True, kw_only=True)
class FormAppearances:
    """Appearances of the annotations of a file whose catalogue has the /AcroForm *form*.

    *filled* collects what is filled in, by the number of the page.
    """

    kept: KeptObjects
    form: dict[str, Any]
    filled: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _values: FormValues = field(init=False)
    _drawings: FormDrawings = field(init=False)
    _shown: set[str] = field(default_factory=set)  # names of the fields whose values are on a page, or told
    _with_text: dict[int, bool] = field(default_factory=dict)  # of appearances, by their numbers

    def __post_init__(self) -> None:
        self._values = FormValues(self.kept, self.form)
        self._drawings = FormDrawings(kept=self.kept)

    def find_shown(self, entries: dict[str, Any]) -> Any:
        """The stream that shows the annotation *entries* in its state; None where the file has none.

        A state without an appearance shows nothing (ISO 32000-1, 12.5.5): a box that is not ticked.
        """
        normal = self.kept.dictionary(entries.get("/AP")).get("/N")
        found = self.kept.value(normal)
        if not isinstance(found, dict):
            return None
        if "/BBox" in found or "/Length" in found:
            return normal
        state = self._values.state_of(entries)
        shown = found.get(state if state is not None and (state in found or "/AS" in entries) else _OFF)
        return shown if isinstance(self.kept.value(shown), dict) else None

    def show_widget(self, entries: dict[str, Any], width: float, height: float, page: int) -> Any:
        """What the widget *entries* shows at its place of *width* × *height* pt on the page with the number *page*.

        A place beside the page has no width and no height.
        """
        normal = self.find_shown(entries)
        value = self._values.value_of(entries)
        flags = self.kept.value(entries.get("/F"))
        if isinstance(flags, int) and flags & _HIDDEN:
            return normal
        if value is not None and value.is_secret:
            self._shown.add(value.field)
            self._drawings.note_secret(value)
            return normal
        if value is None and self._values.has_another_state(entries):
            self._drawings.note_unshown(self._values.name_of(entries))
        shown = self._find_or_make(entries, normal, value, width, height)
        if value is not None and shown is not None and min(width, height) > 0:
            self._shown.add(value.field)
            self.filled[page].append(value.text)
        return shown

    def _find_or_make(
        self, entries: dict[str, Any], normal: Any, value: FormValue | None, width: float, height: float
    ) -> Any:
        """The appearance *normal*, unless it lacks the *value*: then one that is made."""
        is_made = value is not None and (self._values.are_to_be_drawn or not self._has_text(normal))
        if not is_made and (normal is not None or self._has_states(entries)):
            return normal
        look = FieldLook(
            frame=self._values.frame_of(entries),
            value=value or self._values.caption_of(entries),
            is_ticked=self._values.is_ticked(entries),
        )
        if min(width, height) < 1 or not (look.value or look.is_ticked or look.frame.is_drawn):
            return normal
        number = self._drawings.order(look, width, height)
        return normal if number is None else reference(number)

    def _has_states(self, entries: dict[str, Any]) -> bool:
        """Whether *entries* has appearances by state: what has none in its state shows nothing."""
        return bool(self.kept.dictionary(self.kept.dictionary(entries.get("/AP")).get("/N")))

    def _has_text(self, normal: Any) -> bool:
        """Whether the appearance *normal* shows anything that may be a text: programs leave empty ones behind."""
        if not is_reference(normal):
            return normal is not None
        if normal.idnum not in self._with_text:
            self._with_text[normal.idnum] = self._shows_text(normal.idnum)
        return self._with_text[normal.idnum]

    def _shows_text(self, number: int) -> bool:
        try:
            dictionary, data = self.kept.legacy.read(number)
            content = self.kept.legacy.decoder.decode(dictionary, data) if data is not None else b""
            return any(
                word in _PAINTED or (word in _TEXT and any(map(_is_text, operands)))
                for word, operands in operations(content)
            )
        except (UnreadableError, UndecodableError):
            return False
        except (BrokenContentError, DamagedError):
            return True  # whatever is wrong with it is told elsewhere

    def note_unshown(self, field: dict[str, Any]) -> None:
        """Note the value of *field*, one without fields below it, if no page has shown it."""
        value = self._values.value_of(field)
        name = self._values.name_without_kind(field) if value is None else value.field
        if name and name not in self._shown:
            self._drawings.note_unshown(name)

    def put(self) -> None:
        """Put the appearances that were made."""
        self._drawings.put()


def _is_text(operand: Any) -> bool:
    """Whether *operand* of an operator that shows text has any."""
    if isinstance(operand, list):
        return any(map(_is_text, operand))
    return isinstance(operand, bytes) and bool(operand.strip(b"\0 "))
