"""What stands in a line of an article: text, stress, readings, scripts, links, notes.

Everything here is frozen, as in `model`. ``line`` is the 1-based line of the article's Markdown file that a thing was
written on.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Strong:
    """Stressed text; Chinese layouts set it in hei."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text in another voice; Chinese layouts set it in kai, never slanted."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class EmphasisDots:
    """Text with dots 着重号 below each character."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class ProperNoun:
    """A name with a line 专名号 below it."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class WorkTitle:
    """The title of a book or an article with a wavy line 书名号甲式 below it."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Ruby:
    """A word with its reading above it, such as pinyin."""

    base: str
    annotation: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a web address; *href* is absolute."""

    href: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class FolioMark:
    """The place in a cross-reference where the folio of its target is printed."""


@dataclass(frozen=True, slots=True)
class NumberMark:
    """The place in a cross-reference where the number of its target, a formula, is printed."""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A reference to an article, or to a heading, table, figure or formula with an id, in the same issue."""

    target: str
    children: tuple["Inline", ...]
    line: int


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A work by its *key*, with the *pages* of it that are meant, if any: 12, 12-14."""

    key: str
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """Works that are cited at one place."""

    places: tuple[CitedPlace, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note, standing where it is called; *number* counts from 1 within the article."""

    number: int
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another *language* (a BCP 47 tag), by which they are cut at the end of a line and read aloud."""

    language: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Coloured:
    """Text in a *colour* of the layout, by its name."""

    colour: str
    children: tuple["Inline", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to be filled in with a pen, *width* em long."""

    width: float


@dataclass(frozen=True, slots=True)
class Code:
    """Text to be shown letter by letter."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Subscript:
    """Letters set lower and smaller, as in H₂O."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Superscript:
    """Letters set higher and smaller, as in m²."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A formula as it is drawn: an *svg* that shows all of it, and its size in em, *depth* that below the base line.

    *words*: how one reads it aloud; *mathml*: what it means. *parts*: the drawings that it is set as one after another,
    where it is so long that a line may end in it.
    """

    svg: str
    width: float
    ascent: float
    depth: float
    words: str = ""
    mathml: str = field(default="", repr=False)
    parts: tuple["Drawing", ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a line: its TeX source and how it is drawn."""

    tex: str
    drawing: Drawing
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InlinePicture:
    """A picture as high as the characters of its line. *ratio*: width by height; *words*: those drawn in an SVG."""

    path: Path = field(repr=False)
    ratio: float
    alt: str
    words: str
    line: int


Inline = (
    Text
    | Strong
    | Emphasis
    | EmphasisDots
    | ProperNoun
    | WorkTitle
    | Foreign
    | Coloured
    | Blank
    | Ruby
    | Link
    | FolioMark
    | NumberMark
    | CrossReference
    | Citation
    | Footnote
    | LineBreak
    | Code
    | Subscript
    | Superscript
    | Formula
    | InlinePicture
)


def plain_text(inlines: Iterable[Inline]) -> str:
    """The words of *inlines* as a listing prints them: formulas by their sources, no notes and readings."""
    texts = []
    for inline in inlines:
        match inline:
            case Text() | Code() | Subscript() | Superscript():
                texts.append(inline.text)
            case Ruby():
                texts.append(inline.base)
            case Formula():
                texts.append(inline.tex)
            case InlinePicture():
                texts.append(inline.alt)
            case Footnote() | FolioMark() | NumberMark() | LineBreak() | Blank() | Citation():
                pass
            case _:
                texts.append(plain_text(inline.children))
    return "".join(texts)


def has_formula(inlines: Iterable[Inline]) -> bool:
    """Whether a formula stands among *inlines*, or within one of them."""
    return any(isinstance(each, Formula) or has_formula(getattr(each, "children", ())) for each in inlines)
