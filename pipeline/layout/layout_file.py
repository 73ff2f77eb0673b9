"""``layout.yaml``: the geometry of a layout, its parts and its faces (docs/layouts.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from pipeline.bounded_files import BoundedFolder, RefusedFileError, text_of
from pipeline.colours import (
    MAX_SPOT,
    RGB_PATTERN,
    SPOT_PATTERN,
    Colour,
    Percentages,
    cmyk_of,
    find_colour_faults,
    rgb_of,
    tell_apart,
)
from pipeline.errors import ContentError, Problem, UsageError
from pipeline.i18n import _
from pipeline.strict_yaml import StrictRows, YamlFile, parse_yaml
from pipeline.units import PageGeometry, TypeArea, parse_length

LAYOUT_FILE = "layout.yaml"


_MAX_PARTS = 100  # of a layout, each with pages of its own
MAX_FILE = 1 << 20  # bytes of layout.yaml, of a template, of a style sheet
MAX_LENGTH = 14400.0  # pt; the longest side of a PDF page (ISO 32000-1, Annex C)
MAX_COLOURS = 100
MAX_CELLS = 1000  # characters in a line, lines on a page


def _is_length(text: str) -> str:
    if parse_length(text) > MAX_LENGTH:
        raise ValueError(text)
    return text


def _is_some_length(text: str) -> str:
    if not 0 < parse_length(text) <= MAX_LENGTH:
        raise ValueError(text)
    return text


LengthText = Annotated[str, AfterValidator(_is_length)]
SomeLengthText = Annotated[str, AfterValidator(_is_some_length)]
Starts = Literal["any", "recto", "verso"]
Blanks = Literal["end", "before_last"]  # where empty pages go that fill the last sheet
Kind = Literal["issue", "volume"]  # what the layout is for
Binding = Literal["saddle", "perfect"]  # stitched through the fold, or glued at a spine
SHARED_TEMPLATE = r"^(common/)?[a-z][a-z-]*$"
TemplateName = Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]


class TrimRows(StrictRows):
    """``trim``: the finished page."""

    width: SomeLengthText
    height: SomeLengthText


class TypeAreaRows(StrictRows):
    """``type_area``: the grid of characters and where it stands."""

    characters: int = Field(ge=1, le=MAX_CELLS)
    lines: int = Field(ge=1, le=MAX_CELLS)
    size: SomeLengthText
    pitch: SomeLengthText
    columns: int = Field(default=1, ge=1, le=12)
    gutter: LengthText = "0pt"
    head: LengthText
    inside: LengthText


class CompositionRows(StrictRows):
    """``composition``: how lines are set, for the typesetter's composer."""

    line_edges: Literal["strict", "gb", "basic"] = "strict"
    punctuation: Literal["full", "open"] = "full"
    traditional_chinese: bool = False


class ColourRows(StrictRows):
    """One of ``colors``: a colour on the screen, in process inks, and perhaps as an ink of its own."""

    rgb: str = Field(pattern=RGB_PATTERN)
    cmyk: Percentages
    spot: str = Field(default="", max_length=MAX_SPOT, pattern=SPOT_PATTERN)


class PressRows(StrictRows):
    """``press``: what the press edition wants of a layout."""

    blanks: Blanks = "end"


class ReadingRows(StrictRows):
    """``reading``: what the reading edition wants of a layout.

    *picture_resolution*: pixels per inch, as printed, that pictures are scaled down to; 0: they keep all.
    """

    picture_resolution: Annotated[int, Field(ge=72, le=2400)] | Literal[0] = 300


class MaskRows(StrictRows):
    """One of ``proof.masks``: what is not looked at when two versions are compared.

    *region*: above the type area, below it, or left, top, width and height from the upper left corner of the trim.
    """

    pages: Literal["all", "first", "last"] | Annotated[int, Field(ge=1)] = "all"
    region: Literal["head", "foot"] | Annotated[list[LengthText], Field(min_length=4, max_length=4)]


class ProofRows(StrictRows):
    """``proof``: what is let pass when two versions in this layout are compared."""

    allow: list[str] = Field(default_factory=list, max_length=MAX_COLOURS)
    masks: list[MaskRows] = Field(default_factory=list, max_length=MAX_COLOURS)


class CoverSheetRows(StrictRows):
    """``cover``: templates of the printer's sheet of back, spine and front; *front* empty: that of the first part."""

    binding: Binding = "perfect"
    front: str = Field(default="", pattern=rf"{SHARED_TEMPLATE}|^$")
    back: str = Field(default="common/back-cover", pattern=SHARED_TEMPLATE)
    spine: str = Field(default="common/spine", pattern=SHARED_TEMPLATE)


class NotesRows(StrictRows):
    """``notes``: by what they are counted; whether they stand at the foot of their page or the end of the article."""

    numbering: Literal["article", "page"] = "article"
    place: Literal["foot", "end"] = "foot"


class StylesRows(StrictRows):
    """``styles``: templates that sections and articles may ask for by their names."""

    sections: list[TemplateName] = Field(default_factory=list, max_length=_MAX_PARTS)
    articles: list[TemplateName] = Field(default_factory=list, max_length=_MAX_PARTS)


class PartRows(StrictRows):
    """One of ``parts``, in page order: *optional* ones make no page of nothing, some have just one of *pages*."""

    template: str = Field(pattern=r"^[a-z][a-z-]*$")
    each: Literal["issue", "articles"] = "issue"
    starts: Starts = "any"
    label: str = ""
    optional: bool = False
    pages: Literal[1] | None = None


class LayoutFile(StrictRows):
    """``layout.yaml``."""

    guide = "docs/layouts.md"

    name: str = Field(min_length=1)
    kind: Kind = "issue"
    trim: TrimRows
    type_area: TypeAreaRows
    composition: CompositionRows = CompositionRows()
    notes: NotesRows = NotesRows()
    colors: dict[str, ColourRows] = Field(default_factory=dict, max_length=MAX_COLOURS)
    press: PressRows = PressRows()
    reading: ReadingRows = ReadingRows()
    cover: CoverSheetRows = CoverSheetRows()
    proof: ProofRows = ProofRows()
    articles: Literal["run_on", "new_page"] = "run_on"
    sections: Starts = "any"
    styles: StylesRows = StylesRows()
    parts: list[PartRows] = Field(min_length=1, max_length=_MAX_PARTS)
    style_sheets: list[str] = Field(min_length=1)


_SIDES = ("front", "back", "spine")  # of a cover: keys that name templates


@dataclass(frozen=True, slots=True)
class Composition:
    """How lines are set, and whether articles in Traditional Chinese are set as such.

    A dataclass, since templates see it and methods of pydantic models can read files.
    """

    line_edges: Literal["strict", "gb", "basic"]
    punctuation: Literal["full", "open"]
    traditional_chinese: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """How notes are counted, and where they stand."""

    numbering: Literal["article", "page"] = "article"
    place: Literal["foot", "end"] = "foot"


@dataclass(frozen=True, slots=True)
class Styles:
    """The names of templates that *sections* and *articles* may ask for."""

    sections: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A layout that has been read."""

    id: str
    path: Path
    name: str
    kind: Kind
    geometry: PageGeometry
    composition: Composition
    articles: Literal["run_on", "new_page"]
    sections: Starts
    parts: tuple[PartRows, ...]
    style_sheets: tuple[str, ...]
    folders: tuple[BoundedFolder, ...]  # searched in turn for templates and style sheets
    colours: tuple[Colour, ...] = ()
    notes: Notes = Notes()
    styles: Styles = Styles()
    blanks: Blanks = "end"
    picture_resolution: int = 300  # pixels per inch, of the reading edition; 0: as they are
    cover: CoverSheetRows = field(default_factory=CoverSheetRows)
    proof: ProofRows = field(default_factory=ProofRows)
    proof_line: int = 1  # of layout.yaml


def find_layout(
    name: str, folders: list[BoundedFolder], named_at: tuple[Path, int] | None = None, kind: Kind = "issue"
) -> Layout:
    """Read layout *name* from the first of *folders* (of layouts) that has one for *kind*.

    Templates and style sheets that it does not have itself are taken from *folders*, as ``common/…``.
    Raises ContentError when its layout.yaml is wrong, or when there is no such layout and a content file names it at
    *named_at* (path and 1-based line); UsageError when there is none and the user named it.
    """
    for each in folders:
        if each.has(Path(name, LAYOUT_FILE)):
            layout = read_layout(each.below(name), folders)
            if layout.kind == kind:
                return layout
    found = (each.below(other) for each in folders for other in each.with_file(LAYOUT_FILE))
    known = sorted({folder.path.name for folder in found if _is_for(folder, kind)})
    hint = _("There are: {names}.").format(names=", ".join(known))
    message = _("There is no layout “{name}”.").format(name=name)
    if named_at is None:
        raise UsageError(Problem(message, hint=hint))
    raise ContentError(Problem(message, *named_at, hint))


def _is_for(folder: BoundedFolder, kind: Kind) -> bool:
    """Whether the layout in *folder* is for *kind*, as far as its file can be read."""
    try:
        file = parse_yaml(text_of(folder.read(LAYOUT_FILE, MAX_FILE)), LayoutFile, folder.path / LAYOUT_FILE, [])
    except (OSError, RefusedFileError):
        return True
    return file is None or file.rows.kind == kind


def read_layout(folder: BoundedFolder, folders: list[BoundedFolder]) -> Layout:
    """Read the layout in *folder*; *folders* are searched for what it shares with others.

    Raises ContentError with file and line of every problem.
    """
    problems: list[Problem] = []
    path, file_path = folder.path, folder.path / LAYOUT_FILE
    try:
        text = text_of(folder.read(LAYOUT_FILE, MAX_FILE))
    except FileNotFoundError as error:
        raise ContentError(Problem(_("There is no such file."), file_path)) from error
    except RefusedFileError as error:
        raise ContentError(error.problem(file_path)) from error
    file = parse_yaml(text, LayoutFile, file_path, problems)
    if file is None:
        raise ContentError(problems)
    rows = file.rows
    area, trim = rows.type_area, rows.trim
    grid = TypeArea(
        characters=area.characters,
        lines=area.lines,
        size=parse_length(area.size),
        pitch=parse_length(area.pitch),
        columns=area.columns,
        gutter=parse_length(area.gutter),
    )
    head, inside = parse_length(area.head), parse_length(area.inside)
    geometry = PageGeometry(
        width=parse_length(trim.width), height=parse_length(trim.height), head=head, inside=inside, type_area=grid
    )
    if geometry.outside < 0 or geometry.foot < 0:
        message = _("The type area does not fit on the page.")
        problems.append(Problem(message, file_path, file.line_of("type_area"), _("Take fewer characters or lines.")))
    searched = (folder, *folders)
    problems += _find_missing_files(file, file_path, searched)
    colours = tuple(Colour(name, rgb_of(each.rgb), cmyk_of(each.cmyk), each.spot) for name, each in rows.colors.items())
    problems += [
        Problem(message, file_path, file.line_of("colors", name), tell_apart())
        for name, message in find_colour_faults(colours)
    ]
    if problems:
        raise ContentError(problems)
    return Layout(
        id=path.name, path=path, name=rows.name, kind=rows.kind, geometry=geometry,
        composition=Composition(**rows.composition.model_dump()),
        articles=rows.articles, sections=rows.sections, parts=tuple(rows.parts),
        style_sheets=tuple(rows.style_sheets), folders=searched, colours=colours,
        notes=Notes(rows.notes.numbering, rows.notes.place),
        styles=Styles(tuple(rows.styles.sections), tuple(rows.styles.articles)),
        blanks=rows.press.blanks, cover=rows.cover,
        picture_resolution=rows.reading.picture_resolution,
        proof=rows.proof, proof_line=file.line_of("proof", "allow"),
    )  # fmt: skip


def _find_missing_files(file: YamlFile[LayoutFile], path: Path, folders: Sequence[BoundedFolder]) -> Iterator[Problem]:
    """A problem for each style sheet and template that is named and in none of *folders*."""
    rows = file.rows

    def is_there(name: str) -> bool:
        return any(folder.has(name) for folder in folders)

    for index, name in enumerate(rows.style_sheets):
        if not is_there(name):
            message = _("There is no style sheet “{name}”.").format(name=name)
            yield Problem(message, path, file.line_of("style_sheets", index))
    named: list[tuple[str, tuple[str | int, ...]]] = [
        *((part.template, ("parts", index)) for index, part in enumerate(rows.parts)),
        *((name, ("styles", "sections", index)) for index, name in enumerate(rows.styles.sections)),
        *((name, ("styles", "articles", index)) for index, name in enumerate(rows.styles.articles)),
        *((getattr(rows.cover, side), ("cover", side)) for side in _SIDES if side in rows.cover.model_fields_set),
    ]
    for template, place in named:
        if template and not is_there(f"{template}.html.j2"):
            message = _("There is no template “{name}”.").format(name=f"{template}.html.j2")
            yield Problem(message, path, file.line_of(*place))
