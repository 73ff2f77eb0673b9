"""How much a page draws when all its forms are drawn (ISO 32000-1, 8.10): a form may draw forms that draw forms.

Ten forms of ten lines each can ask for ten thousand million lines; a reader that follows them never ends.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from pipeline.i18n import _
from pipeline.intake.kept_objects import KeptObjects, is_reference
from pipeline.intake.legacy_objects import DamagedError, TooMuchError
from pipeline.pdf.object_syntax import REGULAR, WHITE_SPACE, UnreadableError, name_of
from pipeline.pdf.objects import NameObject
from pipeline.pdf.stream_decoding import UndecodableError

# Bytes of content; the heaviest maps draw some hundred MiB.
MAX_WEIGHT = 1 << 30
_LEAST = 256  # what it costs to draw a form that is empty
_DRAWN = re.compile(rb"/(" + REGULAR + rb"*)[" + WHITE_SPACE + rb"]+Do(?!" + REGULAR + rb")")
_OPEN = -1


def names_drawn(content: bytes) -> Counter[str]:
    """How often *content* draws what, by name."""
    return Counter(name_of(match[1]) for match in _DRAWN.finditer(content))


@dataclass
class FormWeights:
    """The weights of forms, each found once."""

    kept: KeptObjects
    _weights: dict[int, int] = field(default_factory=dict)
    _below: dict[int, dict[int, int]] = field(default_factory=dict)

    def check(self, drawn: Counter[str], resources: Any) -> None:
        """Raises TooMuchError when what *drawn* names in *resources* weighs too much.

        Raises DamagedError when forms lead in a circle; of a file that is read tolerantly, that is cut where it closes.
        """
        forms = self._forms(drawn, resources) if drawn else {}
        if sum(times * self._weigh(form) for form, times in forms.items()) > MAX_WEIGHT:
            raise TooMuchError(_("a page draws its forms without an end"))

    def _forms(self, drawn: Counter[str], resources: Any) -> dict[int, int]:
        """How often each form is drawn, by its number."""
        known = self.kept.dictionary(self.kept.dictionary(resources).get("/XObject"))
        found: Counter[int] = Counter()
        for name, times in drawn.items():
            item = known.get(name)
            if is_reference(item) and self.kept.dictionary(item).get("/Subtype") == "/Form":
                found[item.idnum] += times
        return found

    def _weigh(self, first: int) -> int:
        """The weight of the form *first*, without recursion."""
        stack = [first]
        while stack:
            form = stack[-1]
            if form not in self._weights:
                own, below = self._look_into(form)
                self._weights[form] = _OPEN
                closing = {each for each in below if self._weights.get(each) == _OPEN}
                if closing:
                    self._cut(form, closing)
                self._below[form] = {_OPEN: own} | {each: below[each] for each in below.keys() - closing}
                stack += [each for each in self._below[form] if each != _OPEN and each not in self._weights]
                continue
            stack.pop()
            if self._weights[form] == _OPEN:
                below = self._below.pop(form)
                own = below.pop(_OPEN)
                weight = own + sum(times * max(0, self._weights[each]) for each, times in below.items())
                self._weights[form] = min(weight, 2 * MAX_WEIGHT)
        return self._weights[first]

    def _cut(self, form: int, closing: set[int]) -> None:
        """Put *form* without the forms *closing* a circle that it would draw: viewers draw none within itself."""
        if not self.kept.legacy.is_tolerant:
            raise DamagedError(_("a page draws its forms without an end"))
        self.kept.findings.counts["stream"] += 1
        dictionary, data = self.kept.legacy.read(form)
        resources = self.kept.dictionary(dictionary.get("/Resources"))
        known = self.kept.dictionary(resources.get("/XObject"))
        rest = {name: item for name, item in known.items() if not (is_reference(item) and item.idnum in closing)}
        body = dictionary | {NameObject("/Resources"): resources | {NameObject("/XObject"): rest}}
        try:
            self.kept.put(form, self.kept.sound_stream(body, data or b""), data or b"")
        except TooMuchError:
            raise
        except DamagedError:
            self.kept.put(form, None)

    def _decode(self, sound: dict[str, Any], data: bytes) -> bytes:
        """The content of a form, or what will be kept of it. Raises UndecodableError."""
        try:
            return self.kept.legacy.decoder.decode(sound, data)
        except UndecodableError:
            return self.kept.legacy.decoder.decode_beginning(sound, data)

    def _look_into(self, form: int) -> tuple[int, dict[int, int]]:
        """The length of a form's own content, and what forms it draws how often."""
        try:
            dictionary, data = self.kept.legacy.read(form)
            sound = self.kept.sound_stream(dictionary, data or b"", is_proved=False)
            content = self._decode(sound, data or b"")
        except (UnreadableError, UndecodableError):  # told, or refused, where it is kept
            return _LEAST, {}
        return len(content) + _LEAST, self._forms(names_drawn(content), dictionary.get("/Resources"))
