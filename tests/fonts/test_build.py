"""Faces are remade from pinned packages, byte for byte, and a run that fails leaves the good ones alone."""

import hashlib
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from pipeline.errors import ExitCode, FileAccessError, FontError, MissingProgramError
from pipeline.fonts import build, sources
from pipeline.fonts.build import build_fonts, make_face, manifest_text
from pipeline.fonts.charset import HANZI_FILE, HANZI_LICENCE, house_charset
from pipeline.fonts.made_face import MadeFace, code_points_of
from pipeline.fonts.manifest import FontManifest, load_manifest
from pipeline.fonts.mono import make_mono_face
from pipeline.fonts.recipe import (
    ALL_RECIPES,
    MONO_RECIPES,
    RECIPES,
    SECOND_RECIPES,
    TRADITIONAL_RECIPES,
    DebianPackage,
    FaceRecipe,
    sources_of,
)
from pipeline.fonts.second import make_second_face
from pipeline.fonts.traditional import make_traditional_face
from tests.conftest import need

KAI = next(recipe for recipe in RECIPES if recipe.role == "kai")
SECOND_KAI = next(recipe for recipe in SECOND_RECIPES if recipe.role == "kai")


def silent(_step: str) -> None:
    """A progress listener that hears nothing."""


@pytest.fixture
def texts(fonts_dir: Path, tmp_path: Path) -> Path:
    """A folder with the list of characters, the licences and one old file, as the fonts folder of a user."""
    folder = tmp_path / "fonts"
    (folder / "charset").mkdir(parents=True)
    for name in (HANZI_FILE, HANZI_LICENCE, *(recipe.licence_file for recipe in ALL_RECIPES)):
        shutil.copyfile(fonts_dir / name, folder / name)
    (folder / "KanbenSong-Regular.otf").write_text("old", "utf-8")
    (folder / "manifest.toml").write_text("old", "utf-8")
    return folder


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made(recipe: FaceRecipe, into: Path) -> MadeFace:
    """A face that took no work."""
    file = into / recipe.file_name
    file.parent.mkdir(exist_ok=True)
    file.write_text(recipe.file_name, "utf-8")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return MadeFace(recipe=recipe, file=file, sha256=digest, han_count=1, steps=('cut to "all"', "back\\slash"))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Replace the work by files of a few bytes; called with a file name, let the making of that file fail."""
    failing: list[str] = []

    def quick_face(recipe: FaceRecipe, _source: Path, _code_points: frozenset[int], *rest: Path) -> MadeFace:
        if recipe.file_name in failing:
            raise OSError(28, "No space left on device")
        return made(recipe, rest[-1])

    paths = {recipe.source_file: Path("source") for recipe in ALL_RECIPES}
    monkeypatch.setattr(build, "collect_sources", lambda *_: paths)
    monkeypatch.setattr(build, "make_face", quick_face)
    monkeypatch.setattr(build, "make_second_face", quick_face)
    monkeypatch.setattr(build, "make_traditional_face", quick_face)
    monkeypatch.setattr(build, "make_mono_face", lambda recipe, _sources, into: made(recipe, into))
    monkeypatch.setattr(build, "code_points_of", lambda _file: frozenset({0x56FD}))
    monkeypatch.setattr(build, "_width_of_space", lambda _file: 250)
    return failing.append


def test_all_faces_and_their_manifest_are_made(texts: Path, quick: Callable[[str], None]) -> None:
    steps: list[str] = []
    path = build_fonts(texts, steps.append)
    manifest = load_manifest(path.parent)
    manifest.verify()
    assert [face.file.name for face in manifest.faces] == [Path(recipe.file_name).name for recipe in ALL_RECIPES]
    assert manifest.faces[0].recipe == ('cut to "all"', "back\\slash")
    assert [step for step in steps if "KanbenFang-Regular.otf" in step]
    assert [path.name for path in texts.iterdir() if path.name.startswith(".")] == []


def test_run_that_fails_leaves_the_old_files(texts: Path, quick: Callable[[str], None]) -> None:
    before = content(texts)
    quick("KanbenFang-Regular.otf")
    with pytest.raises(FileAccessError, match="No space left"):
        build_fonts(texts, silent)
    assert content(texts) == before


def test_full_disk_while_publishing_leaves_the_old_files(
    texts: Path, quick: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(texts)
    copied: list[Path] = []

    def copy(_source: Path, target: Path) -> None:
        if len(copied) == 3:
            raise OSError(28, "No space left on device")
        target.write_text("new", "utf-8")
        copied.append(target)

    monkeypatch.setattr(build.shutil, "copyfile", copy)
    with pytest.raises(FileAccessError, match="No space left"):
        build_fonts(texts, silent)
    assert len(copied) == 3
    assert content(texts) == before


def test_other_folder_gets_the_texts_too(texts: Path, tmp_path: Path, quick: Callable[[str], None]) -> None:
    into = tmp_path / "new" / "fonts"
    build_fonts(into, silent, texts)
    assert load_manifest(into).faces[0].licence_file.read_bytes() == (texts / "OFL-Noto.txt").read_bytes()
    assert (into / HANZI_FILE).is_file()
    assert (texts / "manifest.toml").read_text("utf-8") == "old"


def test_folder_without_the_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FontError, match="cannot be read"):
        build_fonts(tmp_path, silent)


def test_without_apt(texts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    before = content(texts)
    with pytest.raises(MissingProgramError, match="apt-get") as caught:
        build_fonts(texts, silent)
    assert caught.value.exit_code == ExitCode.MISSING_PROGRAM
    assert content(texts) == before


def test_package_that_cannot_be_fetched(tmp_path: Path) -> None:
    need("" if shutil.which("apt-get") else "no apt-get on this machine")
    unknown = replace(KAI, package=DebianPackage("kanben-no-such-package", "1"))
    with pytest.raises(FontError, match="kanben-no-such-package 1 cannot be fetched"):
        sources.collect_sources(sources_of([unknown]), tmp_path, silent)


def test_changed_source_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(_package: DebianPackage, names: set[str], folder: Path, _progress: object) -> None:
        for name in names:
            (folder / name).parent.mkdir(parents=True)
            (folder / name).write_text("another version", "utf-8")

    monkeypatch.setattr(sources, "_is_installed", lambda *_: False)
    monkeypatch.setattr(sources, "_fetch", fetch)
    with pytest.raises(FontError, match="not the one the recipe was written for"):
        sources.collect_sources(sources_of([KAI]), tmp_path, silent)


def test_file_that_the_package_lacks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_is_installed", lambda *_: False)
    monkeypatch.setattr(sources, "_fetch", lambda *_: None)
    with pytest.raises(FontError, match="has no such file"):
        sources.collect_sources(sources_of([KAI]), tmp_path, silent)


def test_manifest_text_is_toml(tmp_path: Path) -> None:
    table = tomllib.loads(manifest_text([made(KAI, tmp_path)]))
    assert table["face"][0]["file"] == KAI.file_name
    assert table["face"][0]["weight"] == 400


def test_committed_manifest_is_that_of_the_recipes(manifest: FontManifest) -> None:
    folder = manifest.path.parent
    told = [
        (str(face.file.relative_to(folder)), face.source_package, face.package_version, face.licence)
        for face in manifest.faces
    ]
    recipes = [(item.file_name, item.package.name, item.package.version, item.licence) for item in ALL_RECIPES]
    assert told == recipes


@pytest.mark.slow
def test_face_is_remade_byte_for_byte(fonts_dir: Path, manifest: FontManifest, tmp_path: Path) -> None:
    need("" if shutil.which("apt-get") and shutil.which("dpkg-deb") else "no apt-get and dpkg-deb on this machine")
    try:
        found = sources.collect_sources(sources_of([KAI]), tmp_path, silent)
    except FontError as error:
        pytest.skip(f"the source package is not to be had: {error}")
    with TTFont(fonts_dir / "KanbenSong-Regular.otf", lazy=True) as song:
        code_points = house_charset(fonts_dir) & frozenset(song.getBestCmap())
    remade = make_face(KAI, found[KAI.source_file], code_points, tmp_path)
    assert remade.sha256 == manifest.of_role("kai")[0].sha256
    assert remade.steps == manifest.of_role("kai")[0].recipe


@pytest.mark.slow
def test_second_face_is_remade_byte_for_byte(fonts_dir: Path, manifest: FontManifest, tmp_path: Path) -> None:
    need("" if shutil.which("apt-get") and shutil.which("dpkg-deb") else "no apt-get and dpkg-deb on this machine")
    try:
        found = sources.collect_sources(sources_of([SECOND_KAI]), tmp_path, silent)
    except FontError as error:
        pytest.skip(f"the source package is not to be had: {error}")
    others = (code_points_of(fonts_dir / each.file_name) for each in SECOND_RECIPES if each is not SECOND_KAI)
    elsewhere = {code for code in frozenset[int]().union(*others) if not SECOND_KAI.keeps(code)}
    taken = code_points_of(fonts_dir / "KanbenSong-Regular.otf") | elsewhere
    space = build._width_of_space(fonts_dir / KAI.file_name)
    remade = make_second_face(SECOND_KAI, found[SECOND_KAI.source_file], taken, space, tmp_path)
    face = next(face for face in manifest.faces if face.family == SECOND_KAI.family)
    assert (remade.sha256, remade.steps) == (face.sha256, face.recipe)


@pytest.mark.slow
def test_face_of_traditional_chinese_is_remade_byte_for_byte(
    fonts_dir: Path, manifest: FontManifest, tmp_path: Path
) -> None:
    need("" if shutil.which("apt-get") and shutil.which("dpkg-deb") else "no apt-get and dpkg-deb on this machine")
    recipe = next(each for each in TRADITIONAL_RECIPES if (each.role, each.weight) == ("hei", 400))
    try:
        found = sources.collect_sources(sources_of([recipe]), tmp_path, silent)
    except FontError as error:
        pytest.skip(f"the source package is not to be had: {error}")
    first = manifest.of_role("hei")[0].file
    space = build._width_of_space(first)
    remade = make_traditional_face(recipe, found[recipe.source_file], first, space, tmp_path)
    face = next(each for each in manifest.faces if each.is_traditional and each.file.name in recipe.file_name)
    assert (remade.sha256, remade.steps) == (face.sha256, face.recipe)


@pytest.mark.slow
def test_monospaced_face_is_remade_byte_for_byte(manifest: FontManifest, tmp_path: Path) -> None:
    need("" if shutil.which("apt-get") and shutil.which("dpkg-deb") else "no apt-get and dpkg-deb on this machine")
    try:
        found = sources.collect_sources(sources_of(MONO_RECIPES), tmp_path, silent)
    except FontError as error:
        pytest.skip(f"the source package is not to be had: {error}")
    remade = make_mono_face(MONO_RECIPES[0], found, tmp_path)
    assert (remade.sha256, remade.steps) == (manifest.of_role("mono")[0].sha256, manifest.of_role("mono")[0].recipe)
