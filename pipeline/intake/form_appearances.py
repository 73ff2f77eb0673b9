"""What annotations and fields of forms show: the appearance that the file has for their state, or one that is made."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from pipeline.intake.form_drawing import FormDrawings
from pipeline.intake.form_values import FormValue, FormValues
from pipeline.intake.kept_objects import KeptObjects
from pipeline.pdf.objects import reference

_HIDDEN = 1 << 1  # ISO 32000-1, table 165
_OFF = "/Off"


@dataclass(slots=True)
class FormAppearances:
    """Appearances of the annotations of a file whose catalogue has the /AcroForm *form*.

    *filled* collects what is filled in, by the number of the page.
    """

    kept: KeptObjects
    form: dict[str, Any]
    filled: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _values: FormValues = field(init=False)
    _drawings: FormDrawings = field(init=False)

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
        shown = found.get(state if isinstance(state, str) and (state in found or "/AS" in entries) else _OFF)
        return shown if isinstance(self.kept.value(shown), dict) else None

    def show_widget(self, entries: dict[str, Any], width: float, height: float, page: int) -> Any:
        """What the widget *entries* shows at its place of *width* × *height* pt on the page with the number *page*."""
        normal = self.find_shown(entries)
        value = self._values.value_of(entries)
        flags = self.kept.value(entries.get("/F"))
        if isinstance(flags, int) and flags & _HIDDEN:
            return normal
        if value is not None and value.is_secret:
            self._drawings.note_secret(value)
            return normal
        if value is not None:
            self.filled[page].append(value.text)
        if normal is not None and (value is None or not self._values.are_to_be_drawn):
            return normal
        return self._make(entries, value, width, height) or normal

    def _make(self, entries: dict[str, Any], value: FormValue | None, width: float, height: float) -> Any:
        """A reference to an appearance that is made; None where there is nothing to show, or no place for it."""
        is_shown = value is not None or ("/AP" not in entries and self._values.is_ticked(entries))
        if not is_shown or min(width, height) < 1:
            return None
        number = self._drawings.order(value, width, height)
        return reference(number) if number is not None else None

    def put(self) -> None:
        """Put the appearances that were made."""
        self._drawings.put()
