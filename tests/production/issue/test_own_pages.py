"""Pages that are no article's: 封二, 封三, 封底, inserts; where they stand, what they are called, what fills them."""

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import RenderError
from pipeline.layout import find_layout, plan_parts
from pipeline.manuscript.reader import read_issue
from pipeline.production.issue.press_edition import build_press_edition
from pipeline.resources import find_shipped
from tests.builders import new_builder
from tests.conftest import Validate
from tests.workspaces import ISSUE, good_workspace

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
    plans = [plan for plan in plan_parts(read_issue(issue), found) if not plan.is_optional]
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
    assert research.folio - short.last_folio == research.page - short.last_page - 1  # the insert doesn't count
    path = tmp_path / "issue.pdf"
    path.write_bytes(data)
    for result in verapdf([path], ("2a", "ua1"))[path].values():
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
