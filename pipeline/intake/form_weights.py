"""How much a page draws when all its forms are drawn (ISO 32000-1, 8.10): a form may draw forms that draw forms.

Tiles of patterns, soft masks and the glyphs of Type 3 fonts are drawn as forms are (8.7.3, 11.6.5.3, 9.6.5). Ten forms
of ten lines each can ask for ten thousand million lines; a reader that follows them never ends.
"""

import re
from collections import Counter
from collections.abc import Iterable
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
_USED = re.compile(
    rb"/(" + REGULAR + rb"*)[" + WHITE_SPACE + rb"]+(?:[-+.\d]+[" + WHITE_SPACE + rb"]+(Tf)|(Do|scn|SCN|gs))"
    rb"(?!" + REGULAR + rb")"
)
_KINDS = {
    b"Do": "/XObject",
    b"Tf": "/Font",
    b"scn": "/Pattern",
    b"SCN": "/Pattern",
    b"gs": "/ExtGState",
}
_OPEN = -1
_EMPTY_GLYPH = b"0 0 d0"

Use = tuple[str, str]
"""What content uses of its resources: a kind of them (``/XObject``) and a name."""


def resources_used(content: bytes) -> Counter[Use]:
    """How often *content* uses which of its resources that may draw something."""
    return Counter((_KINDS[match[2] or match[3]], name_of(match[1])) for match in _USED.finditer(content))


@dataclass
class FormWeights:
    """The weights of forms, each found once."""

    kept: KeptObjects
    _weights: dict[int, int] = field(default_factory=dict)
    _below: dict[int, dict[int, int]] = field(default_factory=dict)
    _resources: dict[int, Any] = field(default_factory=dict)  # of glyphs, which their font has

    def check(self, used: Counter[Use], resources: Any) -> None:
        """Raises TooMuchError when what is *used* of *resources* weighs too much.

        Raises DamagedError when forms lead in a circle; of a file that is read tolerantly, that is cut where it closes.
        """
        forms = self._forms(used, resources) if used else {}
        if sum(times * self._weigh(form) for form, times in forms.items()) > MAX_WEIGHT:
            raise TooMuchError(_("a page draws its forms without an end"))

    def lacks(self, used: Counter[Use], resources: Any) -> bool:
        """Whether anything that is *used* is not among the *resources*."""
        held = self.kept.dictionary(resources)
        return any(name not in self.kept.dictionary(held.get(kind)) for kind, name in used)

    def _forms(self, used: Counter[Use], resources: Any) -> dict[int, int]:
        """How often each form is drawn, by its number; each glyph of a font as often as that is chosen."""
        held = self.kept.dictionary(resources)
        found: Counter[int] = Counter()
        for (kind, name), times in used.items():
            for form in self._find_drawn(kind, self.kept.dictionary(held.get(kind)).get(name)):
                found[form] += times
        return found

    def _find_drawn(self, kind: str, item: Any) -> Iterable[int]:
        """The numbers of the forms that the resource *item* of a *kind* draws."""
        entries = self.kept.dictionary(item)
        if kind == "/Font":
            glyphs = [
                each.idnum for each in self.kept.dictionary(entries.get("/CharProcs")).values() if is_reference(each)
            ]
            self._resources |= dict.fromkeys(glyphs, entries.get("/Resources"))
            return glyphs
        if kind == "/ExtGState":
            item = self.kept.dictionary(entries.get("/SMask")).get("/G")
            entries = self.kept.dictionary(item)
        is_form = entries.get("/PatternType") == 1 if kind == "/Pattern" else entries.get("/Subtype") == "/Form"
        return [item.idnum] if is_form and is_reference(item) else []

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
        if form in self._resources:
            self.kept.put(form, {}, _EMPTY_GLYPH)
            return
        dictionary, data = self.kept.legacy.read(form)
        resources = dict(self.kept.dictionary(dictionary.get("/Resources")))
        for kind in set(_KINDS.values()) & resources.keys():
            known = self.kept.dictionary(resources[kind])
            rest = {name: item for name, item in known.items() if closing.isdisjoint(self._find_drawn(kind, item))}
            resources[NameObject(kind)] = rest
        body = dictionary | {NameObject("/Resources"): resources}
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
        resources = dictionary.get("/Resources", self._resources.get(form))
        return len(content) + _LEAST, self._forms(resources_used(content), resources)
