"""Styles of Word: what a run and a paragraph look like after all that they inherit (ISO/IEC 29500-1, 17.7)."""

from dataclasses import dataclass, field
from typing import Literal

from pipeline.manuscript.word.manuscript import Look
from pipeline.manuscript.word.parts import A, Element, Part, W, is_on, number_of, value_of

_TOGGLES = ("b", "i", "vanish", "strike", "caps")
_MAX_BASES = 40
_SMALLER = 0.9
_THEME_FONTS = {"majorEastAsia": ("major", "ea"), "minorEastAsia": ("minor", "ea")}
_LATIN_THEME = {"majorHAnsi": ("major", "latin"), "minorHAnsi": ("minor", "latin")}
_HAN = "Hans"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphRules:
    """What a style or a paragraph says of how it stands; None where it says nothing."""

    align: str | None = None
    outline: int | None = None
    number: str | None = None  # w:numId
    level: int | None = None  # w:ilvl
    indent: dict[str, str] = field(default_factory=dict)

    def over(self, base: "ParagraphRules") -> "ParagraphRules":
        """These rules where they say something, else those of *base*."""
        return ParagraphRules(
            align=self.align if self.align is not None else base.align,
            outline=self.outline if self.outline is not None else base.outline,
            number=self.number if self.number is not None else base.number,
            level=self.level if self.level is not None else base.level,
            indent=base.indent | self.indent,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A style with all that it inherits: its *name*, rules for paragraphs, and properties of runs."""

    name: str = ""
    rules: ParagraphRules = field(default_factory=ParagraphRules)
    run: dict[str, str] = field(default_factory=dict)


class Styles:
    """The styles of a file, by id."""

    def __init__(self, part: Part | None, theme: Part | None) -> None:
        self._elements: dict[str, Element] = {}
        self._made: dict[str, Style] = {}
        self._fonts = _read_theme(theme)
        self._looks: dict[tuple[object, ...], Look] = {}
        self.default_paragraph = ""
        self._defaults: dict[str, str] = {}
        if part is None:
            return
        for element in part.root.iter(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            self._elements.setdefault(name, element)
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in ("1", "true", "on"):
                self.default_paragraph = name
        defaults = part.root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._defaults = self.read_run(defaults)

    def has_rules(self, name: str) -> bool:
        """Whether the style *name* of tables draws any lines."""
        return any(has_borders(element.find(f"{W}tblPr/{W}tblBorders")) for element in self._chain(name))

    def find(self, name: str) -> Style:
        """The style *name* with what it inherits; an empty one where there is none."""
        if name not in self._made:
            self._made[name] = self._make(name)
        return self._made[name]

    def _chain(self, name: str) -> list[Element]:
        """The style *name* and those that it inherits from."""
        chain: list[Element] = []
        while name in self._elements and self._elements[name] not in chain and len(chain) < _MAX_BASES:
            chain.append(self._elements[name])
            name = value_of(chain[-1], "basedOn")
        return chain

    def _make(self, name: str) -> Style:
        chain = self._chain(name)
        rules, run = ParagraphRules(), dict[str, str]()
        for element in reversed(chain):
            rules = read_rules(element.find(f"{W}pPr")).over(rules)
            run |= self.read_run(element.find(f"{W}rPr"))
        return Style(value_of(chain[0], "name") if chain else "", rules, run)

    def look(self, paragraph: Style, properties: Element | None) -> Look:
        """How a run with the *properties* looks in a paragraph of the style *paragraph*."""
        own = self.read_run(properties)
        character = self.find(own.pop("style", ""))
        key = (id(paragraph), id(character), *sorted(own.items()))
        if key not in self._looks:
            merged = self._defaults | paragraph.run | character.run
            for name in _TOGGLES:  # what two styles switch on is off again (17.7.3)
                if name in paragraph.run and name in character.run:
                    merged[name] = "1" if (paragraph.run[name] == "1") != (character.run[name] == "1") else ""
            self._looks[key] = _look_of(merged | own | _script_by_hand(merged, own))
        return self._looks[key]

    def read_run(self, element: Element | None) -> dict[str, str]:
        """The properties of runs that *element*, a ``w:rPr``, has."""
        found: dict[str, str] = {}
        for child in element if element is not None else ():
            name = child.tag.rpartition("}")[2]
            if name in _TOGGLES:
                found[name] = "1" if is_on(child) else ""
            elif name in ("em", "u", "vertAlign", "sz", "position"):
                found[name] = child.get(f"{W}val", "")
            elif name == "dstrike":
                found["strike"] = "1" if is_on(child) else ""
            elif name == "rStyle":
                found["style"] = child.get(f"{W}val", "")
            elif name == "rFonts":
                found |= self._fonts_of(child)
        return found

    def _fonts_of(self, element: Element) -> dict[str, str]:
        found = {}
        for name, plain, theme in (
            ("ea", "eastAsia", _THEME_FONTS.get(element.get(f"{W}eastAsiaTheme", ""))),
            ("latin", "ascii", _LATIN_THEME.get(element.get(f"{W}asciiTheme", ""))),
        ):
            font = self._fonts.get(theme, "") if theme is not None else element.get(f"{W}{plain}", "")
            if font:
                found[name] = font
        return found


def has_borders(element: Element | None) -> bool:
    """Whether *element*, a ``w:tblBorders`` or ``w:tcBorders``, draws any line."""
    return element is not None and any(each.get(f"{W}val", "nil") not in ("nil", "none") for each in element)


def read_rules(element: Element | None) -> ParagraphRules:
    """What *element*, a ``w:pPr``, says."""
    if element is None:
        return ParagraphRules()
    numbering = element.find(f"{W}numPr")
    indent = element.find(f"{W}ind")
    outline = value_of(element, "outlineLvl")
    level = value_of(numbering, "ilvl")
    return ParagraphRules(
        align=value_of(element, "jc") or None,
        outline=number_of(outline, 9) if outline else None,
        number=value_of(numbering, "numId") or None,
        level=number_of(level) if level else None,
        indent={name.rpartition("}")[2]: str(value) for name, value in indent.attrib.items()}
        if indent is not None
        else {},
    )


def _script_by_hand(base: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    """What raises or lowers a run that is smaller than its *base*, and higher or deeper, as some programs write it."""
    height, size = number_of(own.get("position")), number_of(own.get("sz"))
    if not height or "vertAlign" in own or not 0 < size <= _SMALLER * number_of(base.get("sz"), 21):
        return {}
    return {"vertAlign": "superscript" if height > 0 else "subscript"}


def _look_of(properties: dict[str, str]) -> Look:
    script: Literal["", "sub", "sup"] = ""
    if properties.get("vertAlign") in ("superscript", "subscript"):
        script = "sup" if properties["vertAlign"] == "superscript" else "sub"
    return Look(
        east_asian=properties.get("ea", ""),
        latin=properties.get("latin", ""),
        size=number_of(properties.get("sz"), 21) / 2,
        is_bold=bool(properties.get("b")),
        is_italic=bool(properties.get("i")),
        is_hidden=bool(properties.get("vanish")),
        is_underlined=properties.get("u", "none") not in ("none", ""),
        is_struck=bool(properties.get("strike")),
        has_dots=properties.get("em", "none") not in ("none", ""),
        script=script,
    )


def _read_theme(part: Part | None) -> dict[tuple[str, str], str]:
    """The fonts of the theme by kind (major, minor) and script (ea, latin)."""
    fonts: dict[tuple[str, str], str] = {}
    for kind in ("major", "minor") if part is not None else ():
        group = next(part.root.iter(f"{A}{kind}Font"), None) if part is not None else None
        for child in group if group is not None else ():
            name = child.tag.rpartition("}")[2]
            face = child.get("typeface", "")
            if name in ("ea", "latin") and face:
                fonts[kind, name] = face
            elif name == "font" and child.get("script") == _HAN:
                fonts.setdefault((kind, "ea"), face)
    return fonts
