"""The manifest is read whole or refused with every problem; a changed font file is noticed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import ExitCode, FontError
from pipeline.fonts.manifest import FontManifest, load_manifest

FACE = """\
[[face]]
role = "song"
weight = 400
is_second = false
style = "normal"
family = "Kanben Song"
file = "song.otf"
sha256 = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
source_package = "p"
package_version = "1"
source_file = "usr/song.otf"
licence = "OFL-1.1"
licence_file = "OFL.txt"
han_count = 1
recipe = ["cut"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one good face (its content is 'foo', whose SHA-256 the manifest has)."""
    (tmp_path / "song.otf").write_text("foo", "utf-8")
    (tmp_path / "OFL.txt").write_text("licence", "utf-8")
    (tmp_path / "manifest.toml").write_text(FACE, "utf-8")
    return tmp_path


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(FontError) as caught:
        load_manifest(folder)
    assert caught.value.exit_code == ExitCode.FONT
    return [problem.message for problem in caught.value.problems]


def test_good_folder_is_read(folder: Path) -> None:
    manifest = load_manifest(folder)
    assert manifest.roles == ("song",)
    assert manifest.faces[0].file == folder / "song.otf"
    assert manifest.faces[0].recipe == ("cut",)
    manifest.verify()


def test_digest_follows_the_manifest_file(folder: Path) -> None:
    before = load_manifest(folder).digest
    with (folder / "manifest.toml").open("a", encoding="utf-8") as file:
        file.write("# a note\n")
    assert load_manifest(folder).digest != before


def test_committed_manifest_has_the_faces_of_the_house(manifest: FontManifest) -> None:
    first = [face for face in manifest.faces if not face.is_second]
    assert [(face.role, face.weight) for face in first] == [
        ("song", 400),
        ("song", 700),
        ("hei", 400),
        ("hei", 700),
        ("kai", 400),
        ("fang", 400),
        ("mono", 400),
        ("mono", 700),
    ]
    assert all(face.family == f"Kanben {face.role.capitalize()}" for face in first)


def test_second_faces_go_with_a_role_or_with_all(manifest: FontManifest) -> None:
    second = [face for face in manifest.faces if face.is_second]
    assert {face.role for face in second} == {"song", "hei", "kai", "fang", "signs"}
    assert all(face.family.startswith(f"Kanben {face.role.capitalize()} ") for face in second)
    assert all(face.file.parent.name == "second" for face in second)
    assert not {face.role for face in second} - {"signs"} - set(manifest.roles)
    with pytest.raises(FontError, match="no font role signs"):
        manifest.of_role("signs")


def test_committed_files_are_those_of_the_manifest(manifest: FontManifest, fonts_dir: Path) -> None:
    manifest.verify()
    assert set(fonts_dir.rglob("*.?tf")) == {face.file for face in manifest.faces}
    assert sum(path.stat().st_size for path in fonts_dir.rglob("*") if path.is_file()) < 60e6


def test_of_role(manifest: FontManifest) -> None:
    assert [face.weight for face in manifest.of_role("hei")] == [400, 700]
    with pytest.raises(FontError, match="song, hei, kai, fang"):
        manifest.of_role("comic")


def test_changed_file_is_named(folder: Path) -> None:
    (folder / "song.otf").write_text("fop", "utf-8")
    with pytest.raises(FontError) as caught:
        load_manifest(folder).verify()
    assert caught.value.problems[0].path == folder / "song.otf"


def test_file_that_vanishes_after_reading_is_named(folder: Path) -> None:
    manifest = load_manifest(folder)
    (folder / "song.otf").unlink()
    with pytest.raises(FontError, match="cannot be read"):
        manifest.verify()


def test_no_manifest(tmp_path: Path) -> None:
    assert "No such file" in problems_of(tmp_path)[0]


@pytest.mark.parametrize("content", [b"face = [", b"\xff\xfe", b'a = 1\na = "twice"'])
def test_broken_toml(folder: Path, content: bytes) -> None:
    (folder / "manifest.toml").write_bytes(content)
    assert "cannot be read" in problems_of(folder)[0]


@pytest.mark.parametrize("content", ["", "face = 3", "face = []", "[face]\nrole = 'song'"])
def test_no_faces(folder: Path, content: str) -> None:
    (folder / "manifest.toml").write_text(content, "utf-8")
    assert problems_of(folder) == ["The font manifest lists no face."]


@pytest.mark.parametrize(
    ("good", "bad", "told"),
    [
        ('role = "song"\n', "", "role is missing"),
        ('role = "song"', 'role = ""', "role is missing"),
        ("weight = 400", 'weight = "400"', "weight is missing"),
        ("weight = 400", "weight = true", "weight is missing"),
        ('file = "song.otf"', 'file = "../song.otf"', "file is missing"),
        ('file = "song.otf"', 'file = "/etc/passwd"', "file is missing"),
        ('file = "song.otf"', 'file = "other.otf"', "no such file"),
        ('licence_file = "OFL.txt"', 'licence_file = "GPL.txt"', "no such file"),
        ('recipe = ["cut"]', "recipe = [1]", "recipe is missing"),
        ("han_count = 1", "han_count = 1\ncolour = 1", "unknown key colour"),
        ('role = "song"', 'role = "hei"', "No face has the role song"),
    ],
)
def test_each_wrong_value_is_told(folder: Path, good: str, bad: str, told: str) -> None:
    assert good in FACE
    (folder / "manifest.toml").write_text(FACE.replace(good, bad), "utf-8")
    assert any(told in problem for problem in problems_of(folder))


def test_all_problems_are_told_together(folder: Path) -> None:
    text = FACE.replace("weight = 400", "") + FACE.replace("song.otf", "lost.otf")
    (folder / "manifest.toml").write_text(text, "utf-8")
    assert len(problems_of(folder)) == 2


def test_two_faces_of_one_role_and_weight(folder: Path) -> None:
    (folder / "manifest.toml").write_text(FACE + FACE, "utf-8")
    assert problems_of(folder) == ["Two faces are song 400 normal."]


@pytest.mark.parametrize("place", ["../song.otf", "second/../song.otf", "third/song.otf", "second/", "/song.otf"])
def test_a_face_lies_in_the_folder_or_among_the_second_ones(folder: Path, place: str) -> None:
    (folder / "manifest.toml").write_text(FACE.replace('file = "song.otf"', f'file = "{place}"', 1), "utf-8")
    assert problems_of(folder) == ["Face 1: file is missing or of the wrong type."]


def test_face_that_is_no_table(folder: Path) -> None:
    (folder / "manifest.toml").write_text("face = [1]", "utf-8")
    assert problems_of(folder) == ["Face 1 is not a table."]


def test_manifest_is_read_without_heavy_libraries(fonts_dir: Path, root: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from pipeline.fonts.manifest import load_manifest;"
        f"load_manifest(Path({str(fonts_dir)!r}));"
        "print(sorted({'fontTools', 'uharfbuzz', 'east_asian_spacing', 'weasyprint'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_manifest_moves_with_its_folder(fonts_dir: Path, manifest: FontManifest, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere"
    shutil.copytree(fonts_dir, copy)
    moved = load_manifest(copy)
    assert moved.digest == manifest.digest
    moved.verify()
