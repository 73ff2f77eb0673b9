"""Parts that are kept or laid out, with something in the place of the typesetter that only counts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar, cast

import pytest

from pipeline.engine.laid_out_part import Drawing, Extent, LaidOutPart
from pipeline.engine.pages import Typesetter
from pipeline.production.cache_folder import CacheFolder
from pipeline.production.kept_parts import KeptParts
from pipeline.production.part_maker import PartMaker
from pipeline.resources import find_shipped
from tests.engine.small_part import small_part

SHEET = "workspace:more.css"


@dataclass(kw_only=True)
class Setter:
    """Stands for a typesetter whose style sheets load a file; *face* is the file of the face that it sets in."""

    made: ClassVar[list["Setter"]] = []
    face: ClassVar[Path]
    faults: ClassVar[tuple[str, ...]] = ()

    fonts: Path
    style_sheets: Mapping[str, str]
    folders: Mapping[str, Path]
    drawing: Drawing = Drawing.TAGS
    laid_out: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.loaded_by_sheets = {SHEET: sha256((self.folders["workspace"] / "more.css").read_bytes()).hexdigest()}
        Setter.made.append(self)

    def open_faces_for(self, text: str) -> None:
        self.texts.append(text)

    def lay_out(self, html: str, drawing: Drawing | None = None) -> LaidOutPart:
        self.laid_out.append((html, (drawing or self.drawing).value))
        part = small_part(html, self.loaded_by_sheets)
        return replace(part, faces=(replace(part.faces[0], file=self.face),), faults=self.faults)

    def go_on(self, html: str, drawing: Drawing | None, _find_earlier: Any) -> Any:
        return SimpleNamespace(part=self.lay_out(html, drawing), tell_resumable=lambda: None)

    def find_extent(self, html: str) -> Extent:
        self.laid_out.append((html, "measured"))
        return Extent(3, {"a": 2}, self.loaded_by_sheets)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "more.css").write_text("p { margin: 0 }")
    monkeypatch.setattr(Setter, "made", [])
    monkeypatch.setattr(Setter, "face", next(find_shipped("fonts").resolve().rglob("*.otf")), raising=False)
    return tmp_path


def maker(workspace: Path, most: int = 1 << 20, **settings: Any) -> PartMaker:
    """A maker of another process, with the same folder of kept parts."""
    kept = KeptParts(CacheFolder(workspace / "cache", most))
    usual = {"fonts": find_shipped("fonts"), "style_sheets": {"a.css": ""}, "folders": {"workspace": workspace}}
    typesetter = partial(Setter, **{**usual, "drawing": Drawing.TAGS, **settings})
    return PartMaker(cast(partial[Typesetter], typesetter), workspace, kept)


def laid_out() -> list[tuple[str, str]]:
    return [row for setter in Setter.made for row in setter.laid_out]


def test_what_another_process_laid_out_is_taken(workspace: Path) -> None:
    maker(workspace).make("<p>")
    assert maker(workspace).make("<p>").texts == {"dengta": "<p>"}
    assert laid_out() == [("<p>", "tags")]
    assert len(Setter.made) == 1


def test_how_far_a_part_goes_is_kept_as_well(workspace: Path) -> None:
    assert maker(workspace).find_known_extent("<p>") is None
    extent = maker(workspace).find_extent("<p>")
    other = maker(workspace)
    assert other.find_known_extent("<p>") == extent
    assert other.find("<p>") is None  # it is not laid out by that
    assert laid_out() == [("<p>", "measured")]
    (workspace / "more.css").write_text("p { margin: 1pt }")
    assert other.find_known_extent("<p>") is None


@pytest.mark.parametrize(
    "settings",
    [
        {"style_sheets": {"a.css": "p { margin: 0 }"}},
        {"style_sheets": {"b.css": ""}},
        {"style_sheets": {"a.css": "", "b.css": ""}},
        {"drawing": Drawing.PLAIN},
        {"picture_resolution": 72},
        {"own_scheme": "volume"},
    ],
)
def test_with_other_settings_nothing_is_taken(workspace: Path, settings: dict[str, Any]) -> None:
    maker(workspace).make("<p>")
    assert maker(workspace, **settings).find("<p>") is None
    assert maker(workspace).find("<p>") is not None


def test_a_part_drawn_in_another_way_is_another_part(workspace: Path) -> None:
    first = maker(workspace)
    first.make("<p>")
    first.make("<p>", Drawing.PLAIN)
    assert laid_out() == [("<p>", "tags"), ("<p>", "plain")]
    assert maker(workspace).find("<b>", Drawing.PLAIN) is None


def test_a_list_of_added_faces_makes_another_part(workspace: Path) -> None:
    maker(workspace).make("<p>")
    (workspace / "fonts/added").mkdir(parents=True)
    (workspace / "fonts/added/manifest.toml").write_text("")
    assert maker(workspace).find("<p>") is None


def test_a_part_that_could_not_be_drawn_is_not_kept(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Setter, "faults", ("a fault",))
    maker(workspace).make("<p>")
    assert maker(workspace).find("<p>") is None


def test_a_part_in_a_face_that_is_only_for_this_process_is_not_kept(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    face = workspace / "copy.otf"
    face.write_bytes(Setter.face.read_bytes())
    with monkeypatch.context() as context:
        context.setattr(Setter, "face", face)
        maker(workspace).make("<p>")
    assert KeptParts(CacheFolder(workspace / "cache")).folder.measure() == (0, 0)
    part = replace(small_part(), faces=(replace(small_part().faces[0], file=face),))
    other = maker(workspace)
    KeptParts(CacheFolder(workspace / "cache")).keep(other._key("<p>", None), part)
    assert other.find("<p>") is None  # though somebody has kept it


def test_a_typesetter_whose_style_sheets_loaded_something_else_is_made_anew(workspace: Path) -> None:
    resident = maker(workspace)
    resident.open_faces_for("囍")
    part = resident.make("<p>")
    assert resident.is_current(part)
    (workspace / "more.css").write_text("p { margin: 1pt }")
    assert not resident.is_current(part)
    assert resident.find("<p>") is None
    assert resident.is_current(resident.make("<p>"))
    resident.make("<p> ")
    assert [setter.texts for setter in Setter.made] == [["囍"], ["囍"]]


def test_room_is_made(workspace: Path) -> None:
    small = maker(workspace, most=6_400)
    for number in range(5):
        small.make(f"<p>{number}")
    folder = CacheFolder(workspace / "cache")
    assert folder.measure()[1] > 6_400
    small.make_room()
    assert 0 < folder.measure()[1] <= 6_400
