"""``layout.yaml``: the geometry of a layout, its parts and its faces (docs/layouts.md)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from pipeline.bounded_files import BoundedFolder, RefusedFileError, text_of
from pipeline.colours import Colour, cmyk_of, find_colour_faults, rgb_of, tell_apart
from pipeline.errors import ContentError, Problem, UsageError
from pipeline.i18n import _
from pipeline.layout.layout_schema import Blanks, CoverSheetRows, Kind, LayoutFile, PartRows, ProofRows, Starts
from pipeline.layout.option_values import find_option_faults
from pipeline.strict_yaml import YamlFile, parse_yaml
from pipeline.units import PageGeometry, TypeArea, parse_length

LAYOUT_FILE = "layout.yaml"
MAX_FILE = 1 << 20  # bytes of layout.yaml, of a template, of a style sheet
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
    """A layout that has been read.

    *options* has the values that each may have, *chosen* the one that it has: the first, unless a publication says.
    """

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
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
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
    hint = _("There are: {names}.").format(names=", ".join(layout_names(folders, kind)))
    message = _("There is no layout “{name}”.").format(name=name)
    if named_at is None:
        raise UsageError(Problem(message, hint=hint))
    raise ContentError(Problem(message, *named_at, hint))


def layout_names(folders: list[BoundedFolder], kind: Kind = "issue") -> list[str]:
    """The layouts for *kind* in *folders*, sorted."""
    found = (each.below(other) for each in folders for other in each.with_file(LAYOUT_FILE))
    return sorted({folder.path.name for folder in found if _is_for(folder, kind)})


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
    options = {name: tuple(map(str, values)) for name, values in rows.options.items()}
    problems += [
        Problem(message, file_path, file.line_of("options", name))
        for name, message in find_option_faults(options, geometry)
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
        options=options, chosen={name: values[0] for name, values in options.items()},
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
