"""layout.yaml: what is read from it, and what the maker of a layout is told."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import ContentError, UsageError
from pipeline.layout.layout_file import LAYOUT_FILE, find_layout, read_layout
from pipeline.layout.layout_schema import LayoutFile
from pipeline.resources import find_shipped
from pipeline.units import mm
from tests.workspaces import problem_lines, replace_in

SHIPPED = find_shipped("layouts")
APART = "Change its rgb a little, such as by one step of one part."
UNFIT = "has a value that does not fit. See docs/layouts.md."
UNKNOWN = "has a value that does not fit. Use one of:"
NAMES = sorted(path.parent.name for path in SHIPPED.glob(f"*/{LAYOUT_FILE}"))


@pytest.fixture
def layouts(tmp_path: Path) -> Path:
    """A folder of layouts with a copy of the layout gongyun, to be spoilt."""
    shutil.copytree(SHIPPED / "gongyun", tmp_path / "gongyun")
    return tmp_path


def told(layouts: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        find_layout("gongyun", [BoundedFolder.of(layouts), BoundedFolder.of(SHIPPED)])
    return problem_lines(caught.value, layouts / "gongyun")


def test_the_layouts_that_are_shipped() -> None:
    assert NAMES == ["gongyun", "huakan", "journal", "shelf", "volume"]


@pytest.mark.parametrize("name", NAMES)
def test_each_shipped_layout_fits_its_page(name: str) -> None:
    layout = read_layout(BoundedFolder.of(SHIPPED / name), [BoundedFolder.of(SHIPPED)])
    geometry = layout.geometry
    assert (layout.id, layout.path) == (name, SHIPPED / name)
    assert min(geometry.head, geometry.foot, geometry.inside, geometry.outside) > mm(10)
    assert layout.kind == (name if name in ("volume", "shelf") else "issue")
    assert {row.each for row in layout.parts} == ({"issue", "articles"} if layout.kind == "issue" else {"issue"})


def test_the_geometry_of_gongyun() -> None:
    geometry = find_layout("gongyun", [BoundedFolder.of(SHIPPED)]).geometry
    assert (round(mm(geometry.width)), round(mm(geometry.height))) == (185, 260)
    area = geometry.type_area
    assert (area.characters, area.lines, area.columns) == (25, 21, 1)


def test_the_first_folder_goes_before_the_others(layouts: Path) -> None:
    replace_in(layouts / "gongyun" / LAYOUT_FILE, "name: 工运", "name: 另一种")
    assert find_layout("gongyun", [BoundedFolder.of(layouts), BoundedFolder.of(SHIPPED)]).name == "另一种"
    assert find_layout("gongyun", [BoundedFolder.of(SHIPPED), BoundedFolder.of(layouts)]).name == "工运"


def test_shared_templates_come_from_the_other_folders(layouts: Path) -> None:
    layout = find_layout("gongyun", [BoundedFolder.of(layouts), BoundedFolder.of(SHIPPED)])
    assert layout.folders == (
        BoundedFolder(layouts / "gongyun", layouts),
        BoundedFolder.of(layouts),
        BoundedFolder.of(SHIPPED),
    )
    with pytest.raises(ContentError, match=r"There is no style sheet “common/"):
        find_layout("gongyun", [BoundedFolder.of(layouts)])


def test_there_is_no_such_layout(layouts: Path) -> None:
    message = "There is no layout “gongyum”. There are: gongyun, huakan, journal."
    with pytest.raises(UsageError) as caught:
        find_layout("gongyum", [BoundedFolder.of(layouts), BoundedFolder.of(SHIPPED)])
    assert str(caught.value) == message
    with pytest.raises(ContentError) as named:
        find_layout("gongyum", [BoundedFolder.of(layouts), BoundedFolder.of(SHIPPED)], (Path("publication.yaml"), 4))
    assert str(named.value) == f"publication.yaml:4: {message}"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("name: 工运", "name: 工运\ncolour: red",
         f"Unknown key “colour”. Known keys: {', '.join(LayoutFile.model_fields)}."),
        ("width: 185mm", "width: 185", "“width” must be text (put quotes around it)."),
        ("trim: {width: 185mm", "trim: {widht: 185mm", "The key “width” is missing."),
        ("width: 185mm", "width: 185px", f"“width” {UNFIT}"),
        ("width: 185mm", "width: 0mm", f"“width” {UNFIT}"),
        ("width: 185mm", f"width: {'9' * 400}mm", f"“width” {UNFIT}"),
        ("size: 三号", "size: 九号", f"“size” {UNFIT}"),
        ("pitch: 27pt", "pitch: 0pt", f"“pitch” {UNFIT}"),
        ("lines: 21", "lines: 0", "“lines” must be at least 1."),
        ("lines: 21", f"lines: {'9' * 400}", "This number is too large."),
        ("characters: 25", "characters: 40", "The type area does not fit on the page. Take fewer characters or lines."),
        ("lines: 21", "lines: 30", "The type area does not fit on the page. Take fewer characters or lines."),
        ("composition: {", "composition: {punctuation: half, ", f"“punctuation” {UNKNOWN} full, open."),
        ("composition: {", "composition: {line_edges: loose, ", f"“line_edges” {UNKNOWN} strict, gb, basic."),
        ("articles: run_on", "articles: run-on", f"“articles” {UNKNOWN} run_on, new_page."),
        ("{template: cover, pages: 1}", "{template: cover, pages: 2}", f"“pages” {UNFIT}"),
        ("{template: cover, pages: 1}", "{template: umschlag}", "There is no template “umschlag.html.j2”."),
        ("{template: cover, pages: 1}", "{template: ../gongyun/cover}", f"“template” {UNFIT}"),
        (
            "{template: cover, pages: 1}\n",
            "{template: cover}\n" + "  - {template: cover}\n" * 100,
            "“parts” has more than 100 parts.",
        ),
        (
            'nameplate: {rgb: "#c8102e", cmyk: [0, 95, 100, 0]}',
            'nameplate: {rgb: "#c8102e", cmyk: [0, 95, 100, 0]}\n  other: {rgb: "#C8102E", cmyk: [0, 94, 100, 0]}',
            f"“other” has the same rgb as “nameplate”, and other inks: they can't be told apart on the page. {APART}",
        ),
        (
            '"#c8102e"',
            '"#000000"',
            f"“nameplate” is #000000, the colour of all text, and asks for other inks than black. {APART}",
        ),
        ("page.css.j2", "paeg.css.j2", "There is no style sheet “paeg.css.j2”."),
    ],
)  # fmt: skip
def test_what_the_maker_of_a_layout_is_told(layouts: Path, old: str, new: str, message: str) -> None:
    path = layouts / "gongyun" / LAYOUT_FILE
    replace_in(path, old, new)
    lines = path.read_text(encoding="utf-8").split("\n")
    of_key = {"The type area": "type_area:", "“parts”": "parts:"}
    where = next((of_key[key] for key in of_key if message.startswith(key)), new.rsplit("\n", maxsplit=1)[-1])
    number = next(number for number, line in enumerate(lines, 1) if where in line)
    assert f"{LAYOUT_FILE}:{number}: {message}" in told(layouts)


def test_all_problems_are_told_together(layouts: Path) -> None:
    path = layouts / "gongyun" / LAYOUT_FILE
    replace_in(path, "lines: 21", "lines: 30")
    replace_in(path, "page.css.j2", "none.css.j2")
    replace_in(path, "{template: cover, pages: 1}", "{template: none}")
    assert len(told(layouts)) == 3


def test_a_layout_file_that_is_not_utf8(layouts: Path) -> None:
    (layouts / "gongyun" / LAYOUT_FILE).write_bytes("name: 工运".encode("gb18030"))
    assert told(layouts) == ["layout.yaml:1: The file is not UTF-8. Save it again as UTF-8."]


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_as_layout_file(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / LAYOUT_FILE).write_bytes(data)
    with pytest.raises(ContentError):
        read_layout(BoundedFolder.of(folder), [BoundedFolder.of(SHIPPED)])
