"""Covers for the printer: their boxes, what stands where, the spine's title, plates, and what is refused."""

import shutil
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageOps

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import BindingError, ContentError, FileAccessError, KanbenError, RenderError, UsageError
from pipeline.preflight.verdict import preflight
from pipeline.press.printer import find_printer
from pipeline.production.cover import make_cover
from pipeline.production.cover.make_cover import Cover, CoverRequest, make_covers
from pipeline.resources import find_shipped
from pipeline.units import POINTS_PER_MM
from tests.conftest import need
from tests.workspaces import ISSUE, PUBLICATION, good_workspace, replace_in

pytestmark = pytest.mark.whole

PAGE = 185.0  # mm, of gongyun
YEAR = f"{PUBLICATION}/2024"
VOLUME = "title: 号角小报 2024年合订本\nnumber: 3\nyear: 2024\nshelf_mark: D4/2024\ncaliper: 0.9mm\n"
NAME = "号角小报"


def covers(path: Path, out: Path, **wanted: object) -> tuple[Cover, ...]:
    return make_covers(path, replace(CoverRequest(out=out), **wanted), lambda _path, _stage: None)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Sheet:
    """The one page of a cover as a reader finds it; lengths are mm from the lower left corner of its trim."""

    path: Path

    def boxes(self) -> dict[str, tuple[float, float, float, float]]:
        """MediaBox, BleedBox and TrimBox."""
        with pikepdf.open(self.path) as pdf:
            (page,) = pdf.pages
            names = ("/MediaBox", "/BleedBox", "/TrimBox")
            found = {name: [float(each) / POINTS_PER_MM for each in page[name]] for name in names}  # type: ignore[union-attr]
        x, y = found["/TrimBox"][:2]
        return {name: (a - x, b - y, c - x, d - y) for name, (a, b, c, d) in found.items()}

    def words(self, left: float, right: float) -> str:
        """The text between *left* and *right*."""
        with pypdfium2.PdfDocument(self.path) as pdf:
            page = pdf[0]
            x, y, _right, top = page.get_trimbox()
            bounds = x + left * POINTS_PER_MM, y, x + right * POINTS_PER_MM, top
            return "".join(page.get_textpage().get_text_bounded(*bounds).split())

    def drawn(self, left: float, right: float, scale: float = 8.0) -> Image.Image:
        """What is seen between *left* and *right*, from head to foot of the trim; *scale* px to the mm."""
        with pypdfium2.PdfDocument(self.path) as pdf:
            page = pdf[0]
            x, y, _right, top = page.get_trimbox()
            per_point = scale / POINTS_PER_MM
            image = page.render(scale=per_point, grayscale=True).to_pil()
        above = page_height(self.path) - top
        box = (x * per_point + left * scale, above * per_point, x * per_point + right * scale)
        return image.crop((round(box[0]), round(box[1]), round(box[2]), round(box[1] + (top - y) * per_point)))

    def ink(self, left: float, right: float, scale: float = 8.0) -> tuple[float, float, float, float] | None:
        """The rectangle around all ink there: left, top, right, bottom from the upper left corner, mm."""
        box = ImageOps.invert(self.drawn(left, right, scale)).point(lambda value: 255 * (value > 90)).getbbox()
        return None if box is None else tuple(each / scale for each in box)  # type: ignore[return-value]


def page_height(path: Path) -> float:
    with pypdfium2.PdfDocument(path) as pdf:
        return float(pdf[0].get_height())


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good workspace with an issue on a glued spine, and a year to be bound. Nobody changes it."""
    workspace = good_workspace(tmp_path_factory.mktemp("covers"))
    (workspace / YEAR / "volume.yaml").write_text(VOLUME, encoding="utf-8")
    return workspace


@pytest.fixture(scope="module")
def thick(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Cover:
    """An issue of 200 pages: 100 leaves of 0.1 mm, two of 0.25 mm."""
    out = tmp_path_factory.mktemp("thick")
    return covers(workspace / ISSUE, out, binding="perfect", pages=200, cover_caliper=0.25)[0]


@pytest.fixture(scope="module")
def volumes(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Cover]:
    """The same year bound on the left and on the right."""
    out = tmp_path_factory.mktemp("volumes")
    found = {"left": covers(workspace / YEAR, out / "left")[0]}
    right = shutil.copytree(workspace, out / "right-bound")
    (right / YEAR / "volume.yaml").write_text(f"{VOLUME}binding_edge: right\n", encoding="utf-8")
    found["right"] = covers(right / YEAR, out / "right")[0]
    return found


def test_the_boxes_of_an_issue(thick: Cover) -> None:
    assert thick.path.parts[-4:] == ("hao", "2024", "01", "hao-2024-01-cover.pdf")
    assert (thick.spine, thick.pages, thick.has_title, thick.notes) == (10.5, 200, True, ())
    boxes = Sheet(thick.path).boxes()
    assert boxes["/TrimBox"] == pytest.approx((0, 0, 2 * PAGE + 10.5, 260), abs=0.01)
    assert boxes["/BleedBox"] == pytest.approx((-3, -3, 2 * PAGE + 13.5, 263), abs=0.01)
    assert boxes["/MediaBox"] == pytest.approx((-12, -12, 2 * PAGE + 22.5, 272), abs=0.01)
    assert (thick.size.width, thick.size.height) == (2 * PAGE + 10.5, 260.0)


def test_back_spine_and_front_of_an_issue(thick: Cover) -> None:
    sheet = Sheet(thick.path)
    assert sheet.words(PAGE, PAGE + 10.5) == "号角小报2024年第1期"
    assert "二〇二四年" in sheet.words(PAGE + 10.5, 2 * PAGE + 10.5)
    assert "目录" in sheet.words(PAGE + 10.5, 2 * PAGE + 10.5)
    back = sheet.words(0, PAGE)
    assert "城东书店读者会河西茶馆主办" in back
    assert "目录" not in back


def test_the_title_stands_in_the_middle_of_the_spine(thick: Cover) -> None:
    left, top, right, _bottom = Sheet(thick.path).ink(PAGE, PAGE + 10.5) or (0, 0, 0, 0)
    assert (left + right) / 2 == pytest.approx(10.5 / 2, abs=0.5)
    assert left > 1
    assert top == pytest.approx(21, abs=2)


def test_with_five_millimetres_a_title_and_with_less_none(workspace: Path, tmp_path: Path) -> None:
    (thin,) = covers(workspace / ISSUE, tmp_path / "a", binding="perfect", pages=96, caliper=0.1, cover_caliper=0.095)
    (just,) = covers(workspace / ISSUE, tmp_path / "b", binding="perfect", pages=96, caliper=0.1, cover_caliper=0.105)
    assert (thin.spine, just.spine) == (4.99, 5.01)
    assert (thin.has_title, just.has_title) == (False, True)
    assert thin.notes == ("The spine of 4.99 mm bears no title: that takes 5 mm (GB/T 11668-1989).",)
    assert Sheet(thin.path).ink(PAGE, PAGE + 4.99) is None
    assert Sheet(thin.path).words(PAGE, PAGE + 4.99) == ""
    left, _top, right, _bottom = Sheet(just.path).ink(PAGE, PAGE + 5.01) or (0, 0, 0, 0)
    assert (left + right) / 2 == pytest.approx(5.01 / 2, abs=0.5)
    assert Sheet(just.path).words(PAGE, PAGE + 5.01) == "号角小报2024年第1期"


def test_a_stitched_issue_has_no_spine(workspace: Path, tmp_path: Path) -> None:
    (cover,) = covers(workspace / ISSUE, tmp_path)
    assert (cover.spine, cover.has_title, cover.pages) == (0.0, False, 8)
    assert cover.notes == ("The issue is stitched through the fold: its cover has no spine.",)
    sheet = Sheet(cover.path)
    assert sheet.boxes()["/TrimBox"] == pytest.approx((0, 0, 2 * PAGE, 260), abs=0.01)
    assert "目录" in sheet.words(PAGE, 2 * PAGE)
    assert "目录" not in sheet.words(0, PAGE)


def test_pages_are_those_of_the_press_edition(workspace: Path, tmp_path: Path) -> None:
    (cover,) = covers(workspace / ISSUE, tmp_path, binding="perfect")
    assert cover.pages % 4 == 0
    assert cover.spine == pytest.approx(cover.pages / 2 * 0.1 + 0.4)


def test_a_volume_bound_on_the_left(volumes: dict[str, Cover]) -> None:
    cover = volumes["left"]
    assert cover.path.parts[-3:] == ("hao", "2024", "hao-2024-cover.pdf")
    assert cover.spine == pytest.approx(cover.pages / 2 * 0.9 + 0.4)
    sheet = Sheet(cover.path)
    assert sheet.boxes()["/TrimBox"][2] == pytest.approx(2 * PAGE + cover.spine, abs=0.01)
    assert sheet.words(PAGE, PAGE + cover.spine) == "号角小报2024年合订本D42024"
    front = sheet.words(PAGE + cover.spine, 2 * PAGE + cover.spine)
    assert "二〇二四年" in front
    assert "二〇二四年" not in sheet.words(0, PAGE)


def test_a_volume_bound_on_the_right_is_the_other_way_round(volumes: dict[str, Cover]) -> None:
    cover, other = volumes["right"], volumes["left"]
    assert (cover.size, cover.spine) == (other.size, other.spine)
    sheet = Sheet(cover.path)
    assert "二〇二四年" in sheet.words(0, PAGE)
    assert "二〇二四年" not in sheet.words(PAGE + cover.spine, 2 * PAGE + cover.spine)
    assert sheet.words(PAGE, PAGE + cover.spine) == Sheet(other.path).words(PAGE, PAGE + other.spine)


@pytest.mark.parametrize("edge", ["left", "right"])
def test_the_front_shows_no_second_spine(volumes: dict[str, Cover], edge: str) -> None:
    cover = volumes[edge]
    sheet = Sheet(cover.path)
    left, _top, right, _bottom = sheet.ink(PAGE, PAGE + cover.spine) or (0, 0, 0, 0)
    assert (left + right) / 2 == pytest.approx(cover.spine / 2, abs=0.5)
    beside = (PAGE + cover.spine, PAGE + cover.spine + 15) if edge == "left" else (PAGE - 15, PAGE)
    assert sheet.ink(*beside) is None  # neither the stack of characters nor the rule along the strip
    front = (PAGE + cover.spine, 2 * PAGE + cover.spine) if edge == "left" else (0, PAGE)
    assert sheet.words(*front).count(NAME) == 1


def test_parts_have_covers_of_their_own(workspace: Path, tmp_path: Path) -> None:
    two = shutil.copytree(workspace, tmp_path / "two")
    shutil.copytree(two / ISSUE, two / YEAR / "02")
    replace_in(two / YEAR / "02/issue.yaml", "number: 1\n", "number: 2\n")
    (two / YEAR / "volume.yaml").write_text(f"{VOLUME}page_limit: 8\n", encoding="utf-8")
    made = covers(two / YEAR, tmp_path / "out")
    assert [each.path.name for each in made] == ["hao-2024-1-cover.pdf", "hao-2024-2-cover.pdf"]
    texts = [Sheet(each.path).words(PAGE, PAGE + each.spine) for each in made]
    assert [text.partition("合订本")[2][:2] for text in texts] == ["上册", "下册"]
    with pytest.raises(UsageError, match="the volume has 2 parts"):
        covers(two / YEAR, tmp_path / "out", pages=100)


def test_they_pass_preflight(thick: Cover, volumes: dict[str, Cover]) -> None:
    for cover in (thick, *volumes.values()):
        verdict = preflight(cover.path, "cover")
        assert verdict.is_fit, [each.message for each in verdict.findings]
    # Before the press a cover is no file of pages: there its one page is told.
    assert {each.id for each in preflight(thick.path, "press").findings} == {"geometry.page-multiple"}


def test_the_same_order_gives_the_same_bytes(workspace: Path, thick: Cover, tmp_path: Path) -> None:
    (again,) = covers(workspace / ISSUE, tmp_path, binding="perfect", pages=200, cover_caliper=0.25)
    assert again.path.read_bytes() == thick.path.read_bytes()


def test_what_the_file_says_of_itself(thick: Cover) -> None:
    with pikepdf.open(thick.path) as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-4"
        assert str(pdf.docinfo["/Title"]).endswith("封面")
        assert str(pdf.Root.PageLabels.Nums[1].P) == "封面"


def test_a_spot_ink_has_its_plate(workspace: Path, tmp_path: Path) -> None:
    need("" if shutil.which("gs") else "gs is not installed")
    spot = shutil.copytree(workspace, tmp_path / "spot")
    with (spot / PUBLICATION / "publication.yaml").open("a", encoding="utf-8") as file:
        file.write('colors:\n  nameplate: {spot: "PANTONE 485 C", cmyk: [0, 95, 100, 0]}\n')
    (cover,) = covers(spot / ISSUE, tmp_path / "out", printer="two-colour", binding="perfect", pages=200)
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=tiffsep", "-r36", "-dUseTrimBox"]
    subprocess.run([*command, f"-sOutputFile={tmp_path}/p%d.tif", cover.path], check=True, timeout=60)
    plates = {
        path.name.partition("(")[2].partition(")")[0]: Image.open(path).convert("L") for path in tmp_path.glob("p1(*")
    }
    inked = {name for name, image in plates.items() if image.getextrema()[0] < 200}
    assert inked == {"Black", "PANTONE 485 C"}
    width, height = plates["Black"].size
    red = ImageOps.invert(plates["PANTONE 485 C"])
    share = 0.5 * cover.spine / cover.size.width
    front, back = round(width * (0.5 + share)), round(width * (0.5 - share))
    assert red.crop((front, 0, width, height)).getbbox()  # the nameplate
    assert red.crop((0, 0, back, height)).getbbox()  # the rule
    assert not red.crop((back + 1, 0, front - 1, height)).getbbox()  # the spine is black


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        ({"caliper": 0.02}, "--caliper: a paper of 0.02 mm is none"),
        ({"caliper": float("nan")}, "--caliper: a paper of nan mm"),
        ({"cover_caliper": 1.5}, "--cover-caliper: a paper of 1.5 mm"),
        ({"cover_caliper": float("inf")}, "--cover-caliper"),
        ({"pages": 0}, "1 to 20000 pages"),
        ({"pages": 10**9}, "1 to 20000 pages"),
        ({"printer": "nobody"}, "There is no printer “nobody”"),
        ({"binding": "saddle", "pages": 48}, "this issue is stitched"),
        ({"caliper": 0.1}, "this issue is stitched"),
    ],
)
def test_orders_that_make_no_sense(workspace: Path, tmp_path: Path, wanted: dict[str, object], complaint: str) -> None:
    with pytest.raises(UsageError, match=complaint):
        covers(workspace / ISSUE, tmp_path, **wanted)
    assert not list(tmp_path.rglob("*.pdf"))


def test_both_calipers_are_told_at_once(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        covers(workspace / ISSUE, tmp_path, caliper=9.0, cover_caliper=9.0)
    assert len(caught.value.problems) == 2


def test_a_spine_that_nobody_can_bind(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(BindingError, match="would be 100 mm thick; 80 mm"):
        covers(workspace / ISSUE, tmp_path, binding="perfect", pages=2000, caliper=0.0996)


def test_a_volume_is_not_stitched(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="too thick to be stitched"):
        covers(workspace / YEAR, tmp_path, binding="saddle")


def test_paths_that_are_no_issue(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(FileAccessError):
        covers(tmp_path / "none", tmp_path)
    with pytest.raises(ContentError):
        covers(tmp_path, tmp_path)
    two = shutil.copytree(workspace, tmp_path / "two")
    (two / YEAR / "volume.yaml").unlink()
    shutil.copytree(two / ISSUE, two / YEAR / "02")
    with pytest.raises(UsageError, match="There are 2 issues here"):
        covers(two / YEAR, tmp_path)


def own_layout(tmp_path: Path, cover: str, **templates: str) -> Path:
    """The good workspace with a copy of gongyun that has the key *cover* and more *templates*."""
    workspace = good_workspace(tmp_path, "gongyun")
    folder = workspace / "layouts/gongyun"
    shutil.copytree(Path(__file__).parents[3] / "layouts/gongyun", folder)
    replace_in(folder / "layout.yaml", "cover: {binding: saddle, lines: 7}", f"cover: {cover}")
    for name, text in templates.items():
        (folder / f"{name}.html.j2").write_text(text, encoding="utf-8")
    return workspace


FRAME = '{{% extends "common/part.html.j2" %}}{{% block content %}}{}{{% endblock %}}'


def refused(workspace: Path, out: Path) -> KanbenError:
    with pytest.raises(KanbenError) as caught:
        covers(workspace / ISSUE, out, binding="perfect")
    assert not list(out.rglob("*.pdf"))
    return caught.value


def test_all_templates_that_fail_are_told_together(tmp_path: Path) -> None:
    workspace = own_layout(
        tmp_path,
        "{front: broken, back: long, spine: wide}",
        broken=FRAME.format("\n{{ nothing }}"),
        long=FRAME.format("<p>一</p><p style='break-before: page'>二</p>"),
        wide=FRAME.format("<p>书脊</p>"),
    )
    error = refused(workspace, tmp_path / "out")
    assert isinstance(error, RenderError)
    first, second, third = error.problems
    assert (first.path, first.line) == (workspace / "layouts/gongyun/broken.html.j2", 2)
    assert second.message == "The template “long.html.j2” makes 2 pages; on a cover it has one."
    assert third.message.startswith("The template “wide.html.j2” makes a page of 185.00 × 260.00 mm; on the cover")


def test_a_template_that_is_not_there(tmp_path: Path) -> None:
    error = refused(own_layout(tmp_path, "{back: none, spine: common/none}"), tmp_path / "out")
    assert isinstance(error, ContentError)
    assert [each.message for each in error.problems] == [
        "There is no template “none.html.j2”.",
        "There is no template “common/none.html.j2”.",
    ]


@pytest.mark.parametrize("name", ["../../secret", "common/../x", "/etc/passwd", "a b", "Cover"])
def test_templates_stay_in_their_folders(tmp_path: Path, name: str) -> None:
    error = refused(own_layout(tmp_path, f"{{back: '{name}'}}"), tmp_path / "out")
    assert isinstance(error, ContentError)


def test_a_colour_that_the_layout_has_not(tmp_path: Path) -> None:
    style = "<p style='color: #123456'>封底</p>"
    workspace = own_layout(tmp_path, "{back: loud}", loud=FRAME.format(style))
    error = refused(workspace, tmp_path / "out")
    assert isinstance(error, RenderError)
    assert "#123456" in str(error)


def test_an_own_front_and_spine_are_taken(tmp_path: Path) -> None:
    spine = (
        "<html><style>@page { size: {{ spine.width }}pt {{ geometry.height }}pt; margin: 0 }"
        "@page { @bottom-center { content: none } }</style><body><p>{{ spine.cells | length }}</p></body></html>"
    )
    workspace = own_layout(
        tmp_path, "{front: other, spine: narrow}", other=FRAME.format("<p>另一个封面</p>"), narrow=spine
    )
    (cover,) = covers(workspace / ISSUE, tmp_path / "out", binding="perfect", pages=400)
    sheet = Sheet(cover.path)
    assert "另一个封面" in sheet.words(PAGE + cover.spine, 2 * PAGE + cover.spine)
    assert sheet.words(PAGE, PAGE + cover.spine) == "13"  # 号角小报, a gap, 2024, 年, 第, 1, 期


def test_a_front_in_colour_reaches_the_bleed_and_ends_at_the_fold(tmp_path: Path) -> None:
    red = "<style>@page { background: {{ colors.nameplate }} }</style>"
    workspace = own_layout(tmp_path, "{front: red}", red=FRAME.format(red))
    (cover,) = covers(workspace / ISSUE, tmp_path / "out", binding="perfect", pages=92)
    sheet, fold = Sheet(cover.path), PAGE + cover.spine
    assert cover.spine == 5.0
    tones = {place: sheet.drawn(place, place + 0.2).getextrema() for place in (fold - 0.5, fold + 0.3)}
    assert tones[fold - 0.5] == (255, 255)
    assert tones[fold + 0.3][1] < 128  # from head to foot
    beyond = sheet.drawn(fold + PAGE + 2.6, fold + PAGE + 2.9).getextrema()
    assert beyond[1] < 128
    assert sheet.drawn(fold + PAGE + 3.1, fold + PAGE + 3.3).getpixel((0, 300)) == 255
    assert sheet.drawn(-3.0, -2.0).getextrema() == (255, 255)  # the back is white


def test_an_issue_with_a_title_too_long_for_its_spine(tmp_path: Path) -> None:
    workspace = own_layout(tmp_path, "{front: other}", other=FRAME.format("<p>封面</p>"))
    replace_in(workspace / PUBLICATION / "publication.yaml", f"name: {NAME}", f"name: {NAME * 30}")
    (cover,) = covers(workspace / ISSUE, tmp_path / "out", binding="perfect", pages=400)
    assert not cover.has_title
    assert "The spine bears no title: it is too long to be read there." in cover.notes
    assert Sheet(cover.path).ink(PAGE, PAGE + cover.spine) is None


def printer(workspace: Path, *rows: str) -> str:
    """Put a printer with *rows* beside the shipped ones, for *workspace*; returns his name."""
    folder = workspace / "layouts/press"
    folder.mkdir(parents=True, exist_ok=True)
    shipped = Path(__file__).parents[3] / "layouts/press"
    shutil.copy(shipped / "ISOcoated_v2_300_bas.icc", folder)
    text = (shipped / "fogra39.yaml").read_text(encoding="utf-8")
    for row in rows:
        key = row.partition(":")[0]
        text = "\n".join(row if line.startswith(f"{key}:") else line for line in text.splitlines())
    (folder / "other.yaml").write_text(text, encoding="utf-8")
    return "other"


def test_one_page_and_a_printer_without_marks(workspace: Path, tmp_path: Path) -> None:
    plain = shutil.copytree(workspace, tmp_path / "plain")
    name = printer(plain, "bleed: 0mm", "slug: 0mm", "marks: []", "page_multiple: 1")
    (cover,) = covers(plain / ISSUE, tmp_path / "out", printer=name, binding="perfect", pages=1)
    assert cover.spine == 0.5
    boxes = Sheet(cover.path).boxes()
    assert boxes["/MediaBox"] == boxes["/BleedBox"] == boxes["/TrimBox"]
    assert boxes["/TrimBox"] == pytest.approx((0, 0, 2 * PAGE + 0.5, 260), abs=0.01)


def test_a_printer_who_wants_pdf_x_1a(workspace: Path, tmp_path: Path) -> None:
    old = shutil.copytree(workspace, tmp_path / "old")
    name = printer(old, "standard: PDF/X-1a")
    (cover,) = covers(old / ISSUE, tmp_path / "out", printer=name)
    assert cover.path.read_bytes().startswith(b"%PDF-1.4")
    with pikepdf.open(cover.path) as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-1a:2003"


def test_a_coarse_picture_is_told(workspace: Path, tmp_path: Path) -> None:
    coarse = shutil.copytree(workspace, tmp_path / "coarse")
    replace_in(coarse / ISSUE / "issue.yaml", "picture: images/cover.svg", "picture: images/square.png")
    (cover,) = covers(coarse / ISSUE, tmp_path / "out")
    assert [note for note in cover.notes if "pixels per inch as printed on the cover, of 300 wanted" in note]


def test_a_spread_larger_than_a_pdf_page(tmp_path: Path) -> None:
    workspace = own_layout(tmp_path, "{front: other}", other=FRAME.format("<p>封面</p>"))
    replace_in(workspace / "layouts/gongyun/layout.yaml", "width: 185mm", "width: 2600mm")
    assert "larger than a PDF page can be" in str(refused(workspace, tmp_path / "out"))


@pytest.mark.parametrize(("pages", "multiple", "filled"), [(46, 4, 48), (48, 4, 48), (49, 16, 64), (7, 1, 7)])
def test_a_spine_is_as_thick_as_the_sheets_that_are_bound(pages: int, multiple: int, filled: int) -> None:
    printer = replace(find_printer("fogra39", [BoundedFolder.of(find_shipped("layouts"))]), page_multiple=multiple)
    assert make_cover._fill_last_sheet(pages, printer) == filled
