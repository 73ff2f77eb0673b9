"""Pages that are no article's: 封二, 封三, 封底, inserts; where they stand, what they are called, what fills them."""

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import ContentError, RenderError
from pipeline.layout import find_layout, plan_parts
from pipeline.manuscript.reader import read_issue
from pipeline.production.issue.press_edition import build_press_edition
from pipeline.production.volume.bind_volume import BindingRequest, bind_volume
from pipeline.resources import find_shipped
from tests.builders import new_builder
from tests.conftest import Validate
from tests.workspaces import ISSUE, good_workspace

pytestmark = pytest.mark.whole

PAGES = """\
pages:
  - {at: back, picture: images/back.png, alt: 封底}
  - {at: inside_front, picture: images/front.png, alt: 封二, focus: 50% 0%}
  - {at: inside_back, template: notice, lines: [征稿启事, 来稿请寄本刊]}
  - {after: duanxin, picture: images/insert.png, alt: 插页}
"""
COLOURS = {"back": (0, 0, 255), "front": (255, 0, 0), "insert": (0, 255, 0)}
NOTICE = """\
{% extends "common/part.html.j2" %}
{% block content %}{% for line in page.lines %}<p>{{ line }}</p>{% endfor %}{% endblock %}
"""


def issue_with(folder: Path, layout: str, pages: str = PAGES) -> Path:
    """The good issue with *pages*, pictures of one colour each, and the template of a notice."""
    workspace = good_workspace(folder, layout)
    issue = workspace / ISSUE
    for name, colour in COLOURS.items():
        Image.new("RGB", (300, 500), colour).save(issue / f"images/{name}.png")
    (workspace / "layouts/common").mkdir(parents=True)
    (workspace / "layouts/common/notice.html.j2").write_text(NOTICE, encoding="utf-8")
    with (issue / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write(pages.replace("template: notice", "template: common/notice"))
    return issue


def order_of(issue: Path, layout: str) -> list[str]:
    """The parts of *issue* in page order: the place of its own pages, the templates or articles of others."""
    found = find_layout(
        layout, [BoundedFolder.of(issue.parents[3] / "layouts"), BoundedFolder.of(find_shipped("layouts"))]
    )
    plans = [plan for plan in plan_parts(read_issue(issue), found) if plan.template != "more-contents"]
    return [
        plan.page.place if plan.page else plan.entries[-1].article.slug if plan.entries else plan.template
        for plan in plans
    ]


def test_where_they_stand(tmp_path: Path) -> None:
    assert order_of(issue_with(tmp_path / "g", "gongyun"), "gongyun") == [
        *("cover", "inside_front", "duanxin", "after", "diaocha", "colophon", "inside_back", "back"),
    ]
    assert order_of(issue_with(tmp_path / "j", "journal"), "journal") == [
        *(
            "cover",
            "inside_front",
            "contents",
            "dengta",
            "duanxin",
            "after",
            "diaocha",
            "colophon",
            "inside_back",
            "back",
        ),
    ]  # the layout's own back cover makes way


@pytest.mark.parametrize("layout", ["gongyun", "journal", "huakan"])
def test_what_is_on_them(tmp_path: Path, layout: str, verapdf: Validate) -> None:
    finished = new_builder().build(issue_with(tmp_path, layout), lambda stage: None)
    data = finished.files["hao-2024-01.pdf"]
    pages = list(pypdfium2.PdfDocument(data))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        labels = [str(page.label) for page in pdf.pages]
    found = {}
    for number, page in enumerate(pages):
        picture = page.render(scale=0.2).to_pil().convert("RGB")
        corners = {picture.getpixel((x, y)) for x in (1, picture.width - 2) for y in (1, picture.height - 2)}
        found |= {name: number for name, colour in COLOURS.items() if corners == {colour}}
    assert (labels[found["front"]], labels[found["back"]], found["back"]) == ("封二", "封底", len(pages) - 1)
    assert found["front"] == 1
    assert found["back"] % 2 == 1  # a verso
    (inside_back,) = [at for at, label in enumerate(labels) if label == "封三"]
    assert (inside_back % 2, inside_back) == (0, found["back"] - 1)
    assert "征稿启事" in re.sub(r"\s", "", pages[inside_back].get_textpage().get_text_bounded())
    short, research = (next(each for each in finished.entries if each.slug == slug) for slug in ("duanxin", "diaocha"))
    assert short.last_page <= found["insert"] < research.page
    first = finished.entries[0]
    assert first.folio == first.page  # 封二 counts as the cover does
    assert research.folio - short.last_folio == research.page - short.last_page - 1  # the insert doesn't count
    path = tmp_path / "issue.pdf"
    path.write_bytes(data)
    for result in verapdf([path])[path].values():
        assert not result.failures


def test_blank_pages_for_the_press_stand_before_the_cover(tmp_path: Path) -> None:
    """They fill the last sheet; 封三 and 封底 stay outside."""
    issue = issue_with(tmp_path, "journal")
    reading = len(pypdfium2.PdfDocument(next(iter(new_builder().build(issue, lambda stage: None).files.values()))))
    assert reading % 4
    made = build_press_edition(new_builder(), issue, "fogra39", lambda stage: None)
    pages = list(pypdfium2.PdfDocument(made.files["hao-2024-01-press.pdf"]))
    assert len(pages) == reading + -reading % 4
    last = pages[-1].render(scale=0.2).to_pil().convert("RGB")
    blue = last.getpixel((last.width // 2, last.height // 2))
    assert isinstance(blue, tuple)
    assert blue[2] > blue[0] + 50
    assert "征稿启事" in re.sub(r"\s", "", pages[-2].get_textpage().get_text_bounded())


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (
            "pages:\n  - {before: duanxin, picture: images/back.png, alt: 插页}\n",
            r"issue\.yaml:\d+: No page can stand here: the article “duanxin” runs on with others of its section\.",
        ),
        (
            "pages:\n  - {at: back, template: nothing}\n",
            r"issue\.yaml:\d+: The layout “gongyun” has no template “nothing",
        ),
    ],
)
def test_pages_that_the_layout_has_no_place_for(tmp_path: Path, pages: str, said: str) -> None:
    with pytest.raises(RenderError) as caught:
        new_builder().build(issue_with(tmp_path, "gongyun", pages), lambda stage: None)
    (problem,) = caught.value.problems
    assert re.search(said, str(problem)), problem
    assert problem.hint


def test_a_volume_looks_where_its_stamps_are_free(tmp_path: Path) -> None:
    """A plate has no room for them; without plates nothing is looked for, since layouts keep the places free.

    A placed PDF goes into the volume as it is.
    """
    year = issue_with(tmp_path, "gongyun", PAGES.replace("picture: images/back.png", "pdf: ad.pdf")).parent
    advertisement(year / "01/ad.pdf")
    (year / "volume.yaml").write_text("title: 合订本\nnumber: 1\nyear: 2024\n", encoding="utf-8")
    (issue,) = bind_volume(year, BindingRequest(out=tmp_path / "out"), lambda path, stage: None).issues
    assert any("it stands on what is printed: " in note for note in issue.notes)
    with pikepdf.open(tmp_path / "out/hao/2024/hao-2024.pdf") as pdf:
        streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
        assert any(b"0 1 0 rg" in each.read_bytes() for each in streams if each.get("/Subtype") == "/Form")
    text = (year / "01/issue.yaml").read_text(encoding="utf-8")
    (year / "01/issue.yaml").write_text(text.partition("pages:")[0], encoding="utf-8")
    (issue,) = bind_volume(year, BindingRequest(out=tmp_path / "out"), lambda path, stage: None).issues
    assert issue.notes == ()


GROUPS = """\
folios: {groups: {彩页: A1, 前插: i}}
pages:
  - {before: dengta, picture: images/back.png, alt: 图, group: 前插}
  - {after: duanxin, template: notice, lines: [启事], group: 彩页}
  - {after: diaocha, picture: images/insert.png, alt: 图}
  - {after: diaocha, picture: images/back.png, alt: 图, group: 彩页}
  - {after: diaocha, picture: images/back.png, alt: 图, group: 广告}
"""


def test_groups_of_pages_have_folios_of_their_own(tmp_path: Path) -> None:
    issue = issue_with(tmp_path, "journal", GROUPS)
    notice = issue.parents[3] / "layouts/common/notice.html.j2"
    notice.write_text(notice.read_text(encoding="utf-8").replace("{% for", "<p>第{{ page_name }}页</p>{% for"), "utf-8")
    finished = new_builder().build(issue, lambda stage: None)
    data = finished.files["hao-2024-01.pdf"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        labels = [str(page.label) for page in pdf.pages]
    own = [label for label in labels if not label.isdecimal() and label not in ("封面", "封底")]
    assert own == ["i", "A1", "插9", "A2", "广告1"]
    text = pypdfium2.PdfDocument(data)[labels.index("A1")].get_textpage().get_text_bounded()
    assert "第A1页" in re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("folios: {groups: {彩页: A}}\n", r"issue\.yaml:22: This is no first folio of a group\. Write A1"),
        ("folios: {groups: {彩页: A1}}\n", r"issue\.yaml:22: No page belongs to the group “彩页”\."),
        (
            "pages:\n  - {at: back, picture: images/back.png, alt: 图, group: 彩页}\n",
            r"issue\.yaml:23: A page of the cover is counted in no group\.",
        ),
    ],
)
def test_groups_that_are_none(tmp_path: Path, pages: str, said: str) -> None:
    with pytest.raises(ContentError) as caught:
        read_issue(issue_with(tmp_path, "gongyun", pages))
    assert re.search(said, "\n".join(map(str, caught.value.problems))), caught.value.problems


TRIM = (185.0, 260.0)  # mm, of gongyun


def advertisement(
    path: Path, trim: tuple[float, float] = TRIM, bleed: float = 3.0, pages: int = 2, turn: int = 0
) -> None:
    """A PDF of *pages*: red in the bleed, green within the trim, the second page blue there; sizes in mm."""
    point = 72 / 25.4
    width, height, more = trim[0] * point, trim[1] * point, bleed * point
    pdf = pikepdf.new()
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(width + 2 * more + 20, height + 2 * more + 20))
        page.TrimBox = [10 + more, 10 + more, 10 + more + width, 10 + more + height]
        page.BleedBox = [10, 10, 10 + 2 * more + width, 10 + 2 * more + height]
        if turn:
            page.Rotate = turn
        inner = "0 0 1" if number else "0 1 0"
        box = f"{10 + more} {10 + more} {width} {height} re f"
        page.Contents = pdf.make_stream(f"1 0 0 rg 0 0 2000 2000 re f {inner} rg {box}".encode())
    pdf.save(path)


def placed(folder: Path, row: str, **facts: object) -> Path:
    """An issue with an advertisement at its back, made with *facts*."""
    issue = issue_with(folder, "gongyun", f"pages:\n  - {{at: back, alt: 广告, {row}}}\n")
    advertisement(issue / "ad.pdf", **facts)  # type: ignore[arg-type]
    return issue


def colour_at(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[int, int, int]:
    """The colour of *page* at a share of its width and height."""
    picture = page.render(scale=1).to_pil().convert("RGB")
    red, green, blue = picture.getpixel((round(x * (picture.width - 1)), round(y * (picture.height - 1))))
    return red, green, blue


def test_a_placed_pdf_stands_trim_on_trim(tmp_path: Path, verapdf: Validate) -> None:
    issue = placed(tmp_path, "pdf: ad.pdf")
    finished = new_builder().build(issue, lambda stage: None)
    path = tmp_path / "issue.pdf"
    path.write_bytes(finished.files["hao-2024-01.pdf"])
    last = list(pypdfium2.PdfDocument(path))[-1]
    assert {colour_at(last, x, y) for x in (0.003, 0.5, 0.997) for y in (0.003, 0.5, 0.997)} == {(0, 255, 0)}
    assert not any("ad.pdf” is placed as a picture" in note for note in map(str, finished.notes))
    for result in verapdf([path])[path].values():
        assert not result.failures
    press = build_press_edition(new_builder(), issue, "fogra39", lambda stage: None)
    page = list(pypdfium2.PdfDocument(press.files["hao-2024-01-press.pdf"]))[-1]
    page.set_cropbox(*page.get_bleedbox())
    edge, middle = colour_at(page, 0.002, 0.5), colour_at(page, 0.5, 0.5)
    assert edge[0] > edge[1]  # the bleed is the advertisement's own
    assert middle[1] > middle[0]


def test_another_page_and_no_bleed(tmp_path: Path) -> None:
    finished = new_builder().build(placed(tmp_path, "pdf: ad.pdf, page: 2", bleed=0.0), lambda stage: None)
    last = list(pypdfium2.PdfDocument(finished.files["hao-2024-01.pdf"]))[-1]
    assert colour_at(last, 0.5, 0.5) == (0, 0, 255)
    assert any("has less than 3 mm of bleed" in note for note in map(str, finished.notes))


@pytest.mark.parametrize(
    ("row", "facts", "said"),
    [
        ("pdf: ad.pdf, page: 3", {}, "The PDF “ad.pdf” has no page 3, but 2. Mend “page”."),
        (
            "pdf: ad.pdf",
            {"trim": (210.0, 297.0)},
            "The page of “ad.pdf” is 210 × 297 mm trimmed, that of the issue 185 × 260 mm.",
        ),
        ("pdf: ad.pdf", {"turn": 90}, "The page of “ad.pdf” is turned by its file. Have it exported upright."),
    ],
)
def test_pdfs_that_do_not_fit(tmp_path: Path, row: str, facts: dict[str, object], said: str) -> None:
    with pytest.raises(ContentError) as caught:
        new_builder().build(placed(tmp_path, row, **facts), lambda stage: None)
    assert re.search(rf"issue\.yaml:\d+: {re.escape(said)}", str(caught.value.problems[0]))


def test_a_file_that_is_no_pdf(tmp_path: Path) -> None:
    issue = placed(tmp_path, "pdf: ad.pdf")
    (issue / "ad.pdf").write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(ContentError, match="cannot be read"):
        new_builder().build(issue, lambda stage: None)
