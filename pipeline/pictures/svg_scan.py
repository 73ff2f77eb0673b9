"""One pass over an SVG file: what may not stand in it is told with its line, what it draws is noted for `svg_work`."""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from xml.parsers import expat

from pipeline.i18n import _
from pipeline.pictures.drawing_work import (
    GRADIENT_WORK,
    GROUP_WORK,
    LETTER_WORK,
    PATTERN_WORK,
    TEXT_WORK,
    TRANSFORM_WORK,
    path_work,
)
from pipeline.pictures.svg_styles import (
    MAX_VALUE,
    Declaration,
    Rule,
    StyleError,
    Styles,
    is_reference,
    leads_outside,
    target_of,
)

MAX_ELEMENTS = 50_000
MAX_DEPTH = 100
MAX_NAMES = 1_000_000  # attributes, with those that are inherited: WeasyPrint copies them for each element, 90 B each
MAX_TEXT = 20_000  # characters; a whole text is shaped as one, which takes longer than its parts
MAX_POSITIONS = 20_000  # characters of the lists that place the letters of a text
MAX_STOPS = 256  # of one gradient
TEXT_ELEMENTS = {"text", "tspan", "textPath"}
_FLATTENED = {"text", "textPath", "a"}  # WeasyPrint goes through all that is in one, at each of them
_PATHS = {"path", "polyline", "polygon"}
_LONG = {"d", "points", "style"}  # have limits of their own
_POSITIONS = {"x", "y", "dx", "dy", "rotate"}
_FORBIDDEN = {"script", "foreignObject", "image", "feImage", "animate", "set", "animateTransform", "iframe", "tref"}
_XLINK = "http://www.w3.org/1999/xlink"
_REFERRING = {"clip-path", "filter", "fill", "stroke", "mask", "marker", "marker-start", "marker-mid", "marker-end"}
_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}  # those that XML parsers know of themselves
_NUMBERS = {
    *("d", "points", "viewBox", "width", "height", "x", "y", "dx", "dy", "x1", "x2", "y1", "y2", "r", "rx", "ry", "cx"),
    *("cy", "fx", "fy", "fr", "offset", "rotate", "refX", "refY", "markerWidth", "markerHeight", "orient"),
    *("stroke-width", "stroke-dasharray", "stroke-dashoffset", "stroke-miterlimit", "opacity", "fill-opacity"),
    *("stroke-opacity", "stop-opacity", "font-size", "letter-spacing", "textLength"),
}
_TRANSFORMS = {"transform", "gradientTransform", "patternTransform"}
_NO_NUMBER = re.compile(r"[eE]\+?\d{2}|(?<![\d.])\d{10}|\b(?:nan|inf|infinity)\b", re.IGNORECASE)
_TRANSFORM_LIST = re.compile(r"(?:[\s,]*+[a-zA-Z]++\s*+\([-+.,\s\deEa-z%]*+\))*+[\s,]*+|none")


@dataclass(slots=True, kw_only=True)
class Element:
    """What counts of one element. *end* is the index behind its last descendant, *targets* ids by property."""

    line: int
    name: str
    parent: int
    identifier: str
    classes: tuple[str, ...]
    depth: int
    end: int = 0
    work: float = 1.0
    vertices: int = 0
    targets: dict[str, str] = field(default_factory=dict)


def simpler() -> str:
    """What to do with a drawing that is too much."""
    return _("Simplify the drawing, or save it as a PNG.")


def _hint_at_plain() -> str:
    return _("Export the drawing as plain SVG without scripts, links or embedded files.")


class RefusedError(Exception):
    """The rest of the file need not be read."""


@dataclass(kw_only=True)
class Scan:
    """What one pass over an SVG file collects: the root's attributes, elements, rules of its style sheets, words.

    *problems* are lines, sentences and hints.
    """

    problems: list[tuple[int, str, str]] = field(default_factory=list)
    root: dict[str, str] = field(default_factory=dict)
    elements: list[Element] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    _open: list[int] = field(default_factory=list)
    _inherited: list[dict[str, int]] = field(default_factory=list)
    _names: int = 0
    _letters: int = 0
    _in_text: int = 0
    _in_flattened: int = 0
    _sheet: list[str] | None = None
    _styles: Styles = field(default_factory=Styles)

    def read(self, data: bytes) -> None:
        """Read the whole file. Raises what expat and its decoders raise."""
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.XmlDeclHandler = self._declaration
        with suppress(RefusedError):
            parser.Parse(data, True)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        # For others expat asks Python, which knows encodings that are no encodings of characters.
        if encoding is not None and encoding.lower() not in _ENCODINGS:
            raise LookupError(encoding)

    def problem(self, message: str) -> None:
        """Add what is wrong on the line being read."""
        self.problems.append((self._parser.CurrentLineNumber, message, _hint_at_plain()))

    def _refuse(self, message: str, hint: str = "") -> None:
        """Add what there is too much of on the line being read, and read no further."""
        self.problems.append((self._parser.CurrentLineNumber, message, hint or simpler()))
        raise RefusedError

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.rpartition(" ")[2]
        if not self.elements:
            self.root = attributes
            if name != "svg":
                self.problem(_("The file is no SVG drawing."))
        if len(self.elements) >= MAX_ELEMENTS or len(self._open) >= MAX_DEPTH:
            self._refuse(_("The drawing has too many elements, or too deep ones."))
        parent = self._open[-1] if self._open else -1
        classes = tuple(attributes.get("class", "")[:MAX_VALUE].split())
        line = self._parser.CurrentLineNumber
        element = Element(
            line=line,
            name=name,
            parent=parent,
            identifier=attributes.get("id", ""),
            classes=classes,
            depth=len(self._open),
        )
        self._open.append(len(self.elements))
        self.elements.append(element)
        self._check_name(element)
        self._check_attributes(element, attributes)
        element.work += self._in_flattened + (TEXT_WORK if name in TEXT_ELEMENTS else 0)
        self._in_text += name in TEXT_ELEMENTS
        self._in_flattened += name in _FLATTENED

    def _end(self, full_name: str) -> None:
        name = full_name.rpartition(" ")[2]
        element = self.elements[self._open.pop()]
        self._inherited.pop()
        element.end = len(self.elements)
        self._in_text -= name in TEXT_ELEMENTS
        self._in_flattened -= name in _FLATTENED
        if name == "style" and self._sheet is not None:
            self._read_sheet(element.line, "".join(self._sheet))
            self._sheet = None

    def _characters(self, text: str) -> None:
        if self._sheet is not None:
            self._sheet.append(text)
        if self._in_text:
            self.text.append(text)
        if self._in_text or self._in_flattened:
            self._letters += len(text)
            self.elements[self._open[-1]].work += len(text) * LETTER_WORK
            if self._letters > MAX_TEXT:
                message = _("The drawing has more than {limit} characters of text.")
                self._refuse(message.format(limit=MAX_TEXT))

    def _doctype(self, *_declaration: object) -> None:
        self._refuse(_("A document type declaration is not allowed."), _hint_at_plain())

    def _instruction(self, target: str, _data: str) -> None:
        self.problem(_("The instruction <?{name}?> is not allowed.").format(name=target))

    def _check_name(self, element: Element) -> None:
        name = element.name
        around = {self.elements[index].name for index in self._open[:-1]} if name == "style" else set()
        if name in _FORBIDDEN or "pattern" in around:  # WeasyPrint reads the styles of a pattern each time it is drawn
            self.problem(_("The element <{name}> is not allowed.").format(name=name))
        if "mask" in name.lower():  # WeasyPrint 70.0 (svg/defs.py, paint_mask) draws nothing of what is masked
            self.problem(_("The element <mask> is not drawn: what it masks would be missing."))
        if name == "style":
            self._sheet = []
        if name == "stop":
            element.work = 1
            parent = self.elements[element.parent]
            parent.vertices += 1
            if parent.vertices > MAX_STOPS:
                self._refuse(_("The gradient has more than {limit} stops.").format(limit=MAX_STOPS))
        if name.endswith("Gradient"):
            element.work = GRADIENT_WORK
        elif name == "pattern":
            element.work = PATTERN_WORK

    def _check_attributes(self, element: Element, attributes: dict[str, str]) -> None:
        declarations: tuple[Declaration, ...] = ()
        for full_name, value in attributes.items():
            space, _blank, name = full_name.rpartition(" ")
            key = name.lower()
            if key.startswith("on") or (key == "href" and not is_reference(value)) or leads_outside(value):
                self.problem(_("The attribute “{name}” reaches outside the file.").format(name=key))
            elif full_name == "http://www.w3.org/XML/1998/namespace base":
                self.problem(_("The attribute “{name}” reaches outside the file.").format(name="xml:base"))
            elif space in ("", _XLINK):
                self._check_value(element, name, value)
        if "style" in attributes:
            try:
                declarations = self._styles.of_attribute(attributes["style"])
            except StyleError as error:
                self.problem(error.message)
            for name, value in declarations:
                self._check_value(element, name, value)
        self._count_names(element, attributes, declarations)

    def _check_value(self, element: Element, name: str, value: str) -> None:
        """Look into one attribute, or one declaration of a style, that the layout engine may read."""
        limit = MAX_POSITIONS if name in _POSITIONS and element.name in TEXT_ELEMENTS else MAX_VALUE
        if len(value) > limit and not (name in _LONG or name.startswith(("data-", "aria-"))):
            self._refuse(_("“{name}” has more than {limit} characters.").format(name=name, limit=limit))
        wrong = _wrong_number(name, value)
        if wrong:
            self.problem(wrong)
        if name in ("d", "points"):
            element.work += path_work(value)
            element.vertices = max(element.vertices, _vertices(value))
        elif name in _POSITIONS and len(value) > MAX_VALUE:
            element.work += path_work(value)
        elif name == "transform":
            element.work += len(value) * TRANSFORM_WORK
        elif name == "opacity" or (name == "text-anchor" and value != "start"):
            element.work += GROUP_WORK
        elif name == "href":
            element.targets["href"] = value[1:]
        elif name in _REFERRING:
            target = target_of(value)
            if target or value != "inherit":
                element.targets[name] = target

    def _count_names(self, element: Element, attributes: dict[str, str], declarations: tuple[Declaration, ...]) -> None:
        """Count the attributes that WeasyPrint 70.0 (svg/__init__.py, ``Node.cascade``) copies, path data too."""
        inherited = self._inherited[-1] if self._inherited else {}
        own = {name: len(value) for name, value in attributes.items()} | {name: len(v) for name, v in declarations}
        if not own.keys() <= inherited.keys() or "d" in own or "points" in own:
            inherited = inherited | own
        self._inherited.append(inherited)
        self._names += len(inherited)
        if self._names > MAX_NAMES:
            self._refuse(_("The elements of the drawing have too many attributes."))
        for name in ("d", "points") if element.name in _PATHS else ():
            if name not in own and inherited.get(name, 0) > MAX_VALUE:
                self._refuse(_("Elements stand inside of one that has long “{name}”.").format(name=name))

    def _read_sheet(self, line: int, text: str) -> None:
        try:
            for rule in self._styles.of_sheet(text):
                self.rules.append(Rule(line + rule.line - 1, rule.selectors, rule.declarations))
                for name, value in rule.declarations:
                    wrong = _wrong_number(name, value)
                    if wrong or name in ("d", "points"):
                        raise StyleError(wrong or _("A style cannot have “{name}”.").format(name=name), rule.line)
        except StyleError as error:
            self.problems.append((line + error.line - 1, error.message, _hint_at_plain()))


def _wrong_number(name: str, value: str) -> str:
    """What is wrong with the numbers of a property, as a sentence; empty if nothing is."""
    if name in _NUMBERS and _NO_NUMBER.search(value):
        return _("“{name}” has a number that is none, or too large.").format(name=name)
    if name in _TRANSFORMS and not _TRANSFORM_LIST.fullmatch(value):
        return _("“{name}” is no list of transformations.").format(name=name)
    return ""


def _vertices(data: str) -> int:
    """About as many as the vertices that the path data or points *data* have, and seldom fewer."""
    commands = sum(map(data.count, "achlmqstvzACHLMQSTVZ"))
    gaps = sum(map(data.count, " ,-\n\t"))
    numbers = max(gaps, data.count(".")) + commands
    return commands + (numbers if any(map(data.count, "hHvV")) else numbers // 2)
