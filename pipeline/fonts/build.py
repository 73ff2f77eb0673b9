"""Remake all faces and their manifest from the Debian packages."""

import asyncio
import shutil
import tempfile
from pathlib import Path

from east_asian_spacing import Builder, Config
from fontTools.ttLib import TTFont

from pipeline.errors import FileAccessError, FontError, Problem
from pipeline.fonts.charset import HANZI_FILE, HANZI_LICENCE, house_charset
from pipeline.fonts.fractions import compose_fractions
from pipeline.fonts.latin import compose_latin
from pipeline.fonts.made_face import MadeFace, code_points_of
from pipeline.fonts.manifest import BASE_ROLE, MANIFEST_NAME, SECOND, SIGNS
from pipeline.fonts.mono import make_mono_face
from pipeline.fonts.naming import UNITS_PER_EM, rename, set_metrics
from pipeline.fonts.outlines import advance, encode
from pipeline.fonts.punctuation import (
    mend_dashes,
    mend_ellipsis,
    mend_interpunct,
    mend_solidus,
    raise_ideographs,
    seat_marks,
    widen_quotes,
)
from pipeline.fonts.recipe import (
    ALL_RECIPES,
    MONO_RECIPES,
    RECIPES,
    SECOND_RECIPES,
    TRADITIONAL_RECIPES,
    FaceRecipe,
    sources_of,
)
from pipeline.fonts.second import make_second_face
from pipeline.fonts.sources import Progress, collect_sources
from pipeline.fonts.subroutines import share_subroutines
from pipeline.fonts.subset import KEPT_FEATURES, cut, renumber_cids, reopen, resolve_locale
from pipeline.fonts.traditional import make_traditional_face
from pipeline.i18n import _
from pipeline.limits import allow_memory

_MEMORY = 1 << 30  # bytes; tx takes 700 MB to find the subroutines of a face, HarfBuzz less to cut one


def build_fonts(into: Path, progress: Progress, texts: Path | None = None) -> Path:
    """Make every face of the house in folder *into*, then its manifest, and return the manifest's path.

    *texts* is the folder with the list of characters (``charset/``) and the licences, which are copied to *into* when
    that is another folder; *progress* gets one line per step. All faces are made in a temporary folder of the system
    and put in their places only when the last is done. Raises MissingProgramError without apt-get, FontError for a
    package, source file or list that is not the expected one, FileAccessError when *into* cannot be written.
    """
    texts = texts or into
    code_points = house_charset(texts)
    allow_memory(_MEMORY)
    try:
        with tempfile.TemporaryDirectory(prefix="kanben-fonts-") as name:
            work = Path(name)
            sources = collect_sources(sources_of(ALL_RECIPES), work / "packages", progress)
            made: list[MadeFace] = []
            for recipe in RECIPES:
                progress(_("Making {file}").format(file=recipe.file_name))
                made.append(make_face(recipe, sources[recipe.source_file], code_points, work))
                code_points &= code_points_of(made[0].file)  # song has all that any face has
            for recipe in MONO_RECIPES:
                progress(_("Making {file}").format(file=recipe.file_name))
                made.append(make_mono_face(recipe, sources, work))
            made += _second_faces(made, sources, work, progress)
            into.mkdir(parents=True, exist_ok=True)
            _copy_texts(texts, into)
            return _publish(made, work, into)
    except OSError as error:
        message = _("The fonts cannot be written: {reason}.").format(reason=error.strerror or error)
        raise FileAccessError(Problem(message, into)) from error


def _second_faces(first: list[MadeFace], sources: dict[str, Path], work: Path, progress: Progress) -> list[MadeFace]:
    """The second faces, none with a character that the first ones have, or that one before it has for the same text;
    then those of Traditional Chinese, which have the first ones' in other forms."""
    spaces = {_style(face.recipe): _width_of_space(face.file) for face in first}
    made: list[MadeFace] = []
    for recipe in SECOND_RECIPES:
        progress(_("Making {file}").format(file=recipe.file_name))
        roles = (BASE_ROLE, SIGNS) if recipe.role == SIGNS else (recipe.role,)
        before = [face for face in made if face.recipe.role in roles and face.recipe.addition != recipe.addition]
        taken = code_points_of(first[0].file).union(*(code_points_of(face.file) for face in before))
        elsewhere = frozenset().union(*(code_points_of(face.file) for face in made))
        taken |= {code for code in elsewhere if not recipe.keeps(code)}
        space = spaces.get(_style(recipe), spaces[BASE_ROLE, recipe.weight])
        made.append(make_second_face(recipe, sources[recipe.source_file], taken, space, work))
    for recipe in TRADITIONAL_RECIPES:
        progress(_("Making {file}").format(file=recipe.file_name))
        file = next(face.file for face in first if _style(face.recipe) == _style(recipe))
        space = spaces[_style(recipe)]
        made.append(make_traditional_face(recipe, sources[recipe.source_file], file, space, work))
    return made


def _style(recipe: FaceRecipe) -> tuple[str, int]:
    return recipe.role, recipe.weight


def _width_of_space(file: Path) -> int:
    with TTFont(file, lazy=True) as font:
        return advance(font, font.getBestCmap()[ord(" ")])


def _copy_texts(texts: Path, into: Path) -> None:
    if texts.resolve() == into.resolve():
        return
    for name in {HANZI_FILE, HANZI_LICENCE, *(Path(recipe.licence_file) for recipe in ALL_RECIPES)}:
        (into / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(texts / name, into / name)


def make_face(recipe: FaceRecipe, source: Path, code_points: frozenset[int], into: Path) -> MadeFace:
    """Make one face from the font file *source* in folder *into*; the same input gives the same bytes."""
    with TTFont(source, fontNumber=recipe.font_number, recalcTimestamp=False, lazy=True) as whole:
        if whole["head"].unitsPerEm != UNITS_PER_EM:
            raise ValueError(f"{source.name}: {whole['head'].unitsPerEm} units to the em")  # no pinned source is so
        steps = [f"face {recipe.font_number} of the collection"] if recipe.font_number >= 0 else []
        if resolved := resolve_locale(whole):
            steps.append(f"{resolved} characters mapped to their Simplified Chinese (locl) forms")
        cut(whole, code_points)
        steps.append(f"cut to the charset of the house and the features {', '.join(KEPT_FEATURES)}; hints dropped")
        font = reopen(whole)
    if "CFF " in font:
        renumber_cids(font)
        steps.append("CIDs renumbered to equal glyph ids, ROS Adobe-Identity-0")
    steps += _mend(font, recipe)
    set_metrics(font, recipe)
    rename(font, recipe)
    steps.append("vertical metrics of the house; renamed")
    if not recipe.is_compact:
        steps.append(share_subroutines(font))
    path = into / recipe.file_name
    font.save(path)
    _add_spacing(path)
    steps.append("halt and chws added with east_asian_spacing (chws-tool)")
    return MadeFace.of(recipe, path, steps)


def _mend(font: TTFont, recipe: FaceRecipe) -> list[str]:
    """Everything that changes outlines; returns the steps in words."""
    steps = []
    if recipe.raise_by:
        count = raise_ideographs(font, recipe.raise_by)
        steps.append(f"{count} em-wide glyphs raised by {recipe.raise_by} units into the em box from -120 to 880")
    for char in recipe.unfit:
        encode(font, char, None)
    if recipe.unfit:
        steps.append(f"{recipe.unfit} left to song: wrong or misplaced in the source")
    if composed := compose_latin(font):
        steps.append(f"composed from parts of the face: {''.join(composed)}")
    if fractions := compose_fractions(font):
        steps.append(f"composed after its own ½ and ¾: {''.join(fractions)}")
    mend_dashes(font)
    steps.append("em dashes drawn 1, 2 and 3 em long without gaps; U+2015 as U+2014")
    mend_interpunct(font)
    steps.append("U+00B7 half an em wide, centred")
    if mend_solidus(font):
        steps.append("U+FF0F half an em wide, centred")
    if mend_ellipsis(font):
        steps.append("dots of the ellipsis spaced evenly")
    if count := widen_quotes(font):
        steps.append(f"{count} quotation marks made em-wide, the narrow ones kept under pwid")
    if marks := seat_marks(font):
        steps.append(f"ink of {''.join(marks)} moved inside its half of the em")
    return steps


def _add_spacing(path: Path) -> None:
    """Add ``halt`` and ``chws``, by the ink boxes of the marks, to the face *path*. Raises FontError if it cannot.

    east_asian_spacing is the engine of chws-tool. It keeps a ``halt`` it finds; the faces come here without one, so
    that the same marks give way in all faces.
    """
    builder = Builder(path, Config.default)
    asyncio.run(builder.build())
    if not builder.has_spacings:
        raise FontError(Problem(_("No punctuation that can be squeezed was found in the face."), path))
    with builder.font.ttfont as font:
        font.recalcTimestamp = False
        font.save(path)


def _publish(made: list[MadeFace], work: Path, into: Path) -> Path:
    """Put the finished faces into *into*, the manifest last: a manifest never names a file that is not there.

    *work* may lie on another file system, so all are copied under passing names first and then renamed.
    """
    manifest = work / MANIFEST_NAME
    manifest.write_text(manifest_text(made), "utf-8")
    (into / SECOND).mkdir(exist_ok=True)
    files = [*(face.file for face in made), manifest]
    copies = [into / f".{file.name}.new" for file in files]
    try:
        for file, copy in zip(files, copies, strict=True):
            shutil.copyfile(file, copy)
        for file, copy in zip(files, copies, strict=True):
            copy.replace(into / file.relative_to(work))
    finally:
        for copy in copies:
            copy.unlink(missing_ok=True)
    return into / MANIFEST_NAME


def manifest_text(made: list[MadeFace]) -> str:
    """The text of ``manifest.toml``."""
    head = "# Faces of the house. Written by `kanben fonts build` (docs/fonts.md); do not edit by hand.\n"
    return head + "".join(map(_face_table, made))


def _face_table(face: MadeFace) -> str:
    recipe = face.recipe
    values = {
        "role": recipe.role,
        "style": "normal",
        "family": recipe.family,
        "file": recipe.file_name,
        "sha256": face.sha256,
        "source_package": recipe.package.name,
        "package_version": recipe.package.version,
        "source_file": recipe.source_file,
        "licence": recipe.licence,
        "licence_file": recipe.licence_file,
    }
    lines = [f"{key} = {_toml_string(value)}" for key, value in values.items()]
    lines[1:1] = [f"weight = {recipe.weight}", f"is_second = {str(bool(recipe.addition)).lower()}"]
    lines.append(f"han_count = {face.han_count}")
    recipe_lines = "".join(f"    {_toml_string(step)},\n" for step in face.steps)
    return "\n[[face]]\n" + "\n".join(lines) + f"\nrecipe = [\n{recipe_lines}]\n"


def _toml_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
