"""A face in the workspace: added, listed, and set where no face of the house has a character."""

import json
import os
from io import BytesIO
from pathlib import Path

import pypdf
import pytest

from pipeline.errors import FileAccessError, FontError, KanbenError
from pipeline.fonts.added_faces import read_added_faces
from pipeline.production.adding_faces import add_face
from pipeline.production.issue.issue_builder import IssueBuilder
from pipeline.production.issue.press_edition import build_press_edition
from tests.conftest import Validate
from tests.fonts.made_fonts import font
from tests.workspaces import ISSUE, good_workspace

RARE = "𪛖"  # U+2A6D6, in no face of the house


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """The good workspace with a character that no face of the house has."""
    workspace = good_workspace(tmp_path)
    article = min((workspace / ISSUE / "articles").glob("*.md"))
    article.write_text(article.read_text("utf-8") + f"\n他姓{RARE}，{RARE} 是生僻字；囍，普通。\n", encoding="utf-8")
    return workspace


def given_face(tmp_path: Path, data: bytes, name: str = "rare.ttf") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def built(workspace: Path) -> bytes:
    return next(iter(IssueBuilder().build(workspace / ISSUE, lambda _stage: None).files.values()))


def families_in(data: bytes) -> set[str]:
    fonts = [font for page in pypdf.PdfReader(BytesIO(data)).pages for font in page["/Resources"]["/Font"].values()]
    return {font["/BaseFont"].rpartition("+")[2] for font in fonts}


def test_the_error_names_the_command(workspace: Path) -> None:
    with pytest.raises(FontError) as caught:
        built(workspace)
    assert [problem.hint for problem in caught.value.problems] == [
        f"Add a face that has it: kanben fonts add FILE --for {RARE}"
    ]


@pytest.mark.parametrize("is_cff", [False, True])
def test_an_added_face_is_set_and_embedded(workspace: Path, tmp_path: Path, is_cff: bool, verapdf: Validate) -> None:
    added = add_face(given_face(tmp_path, font(RARE + "囍普通", is_cff=is_cff)), workspace, RARE)
    assert (added.face.family, added.count) == ("Rare Han", 1)
    data = built(workspace)
    text = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(data)).pages)
    assert RARE in text
    assert {"Rare-Han", "Kanben-Song-Plus"} <= families_in(data)
    path = tmp_path / "issue.pdf"
    path.write_bytes(data)
    assert {flavour: str(result) for flavour, result in verapdf([path])[path].items()} == {
        "2a": "passed",
        "ua1": "passed",
    }


def test_the_press_edition_has_it(workspace: Path, tmp_path: Path) -> None:
    add_face(given_face(tmp_path, font(RARE)), workspace, "")
    finished = build_press_edition(IssueBuilder(), workspace / ISSUE, "", lambda _stage: None)
    assert "Rare-Han" in families_in(next(iter(finished.files.values())))


def test_what_is_listed(workspace: Path, tmp_path: Path) -> None:
    licence = "SIL Open Font License 1.1"
    added = add_face(given_face(tmp_path, font(RARE, names={"licenseDescription": licence})), workspace, RARE + RARE)
    (face,) = read_added_faces(workspace)
    assert (face.family, face.version, face.licence, face.characters) == ("Rare Han", "Version 1", licence, RARE)
    assert licence in (added.folder / face.licence_file).read_text("utf-8")
    add_face(given_face(tmp_path, font(RARE)), workspace, "")
    (face,) = read_added_faces(workspace)
    assert (face.characters, face.licence) == ("", "The face does not tell its licence.")
    add_face(given_face(tmp_path, font(RARE, "Other")), workspace, "")
    assert len({face.file for face in read_added_faces(workspace)}) == 2


def test_a_face_is_no_help_for_what_it_was_not_added_for(workspace: Path, tmp_path: Path) -> None:
    add_face(given_face(tmp_path, font(RARE + "𪛕")), workspace, "𪛕")
    with pytest.raises(FontError, match=RARE):
        built(workspace)


@pytest.mark.parametrize(
    ("data", "characters", "told"),
    [
        (b"no font", "", "This file is no font."),
        (font("字", rights=2), "", "may not be embedded"),
        (font("字"), "字𪛖𪛕", "Rare Han has no 𪛖 𪛕."),
        (font("字", "Kanben Song"), "", "The name Kanben Song is one of the house."),
    ],
)
def test_what_is_refused_leaves_nothing(
    workspace: Path, tmp_path: Path, data: bytes, characters: str, told: str
) -> None:
    with pytest.raises(FontError) as caught:
        add_face(given_face(tmp_path, data), workspace, characters)
    assert told in caught.value.problems[0].message
    assert not (workspace / "fonts").exists()


def test_a_file_that_is_none(workspace: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttf")
    for name in ("none.ttf", "pipe.ttf"):
        with pytest.raises(FileAccessError):
            add_face(tmp_path / name, workspace, "")


@pytest.mark.parametrize("spoilt", ["digest", "family", "link", "font", "list", "name", "keys"])
def test_a_workspace_that_lies_is_refused(workspace: Path, tmp_path: Path, spoilt: str) -> None:
    folder = add_face(given_face(tmp_path, font(RARE)), workspace, "").folder
    listed = (folder / "manifest.toml").read_text("utf-8")
    match spoilt:
        case "digest":
            (folder / "rare.ttf").write_bytes(font(RARE, "Other"))
        case "family":
            (folder / "manifest.toml").write_text(listed.replace('"Rare Han"', '"Kanben Song"'), "utf-8")
        case "link":
            (folder / "rare.ttf").replace(tmp_path / "outside.ttf")
            (folder / "rare.ttf").symlink_to(tmp_path / "outside.ttf")
        case "font":
            (folder / "rare.ttf").unlink()
        case "list":
            (folder / "manifest.toml").write_text("[[face", "utf-8")
        case "name":
            (folder / "manifest.toml").write_text(listed.replace('"rare.ttf"', json.dumps("../rare.ttf")), "utf-8")
        case _:
            (folder / "manifest.toml").write_text(listed + "weight = 3\n", "utf-8")
    with pytest.raises(KanbenError):
        built(workspace)
