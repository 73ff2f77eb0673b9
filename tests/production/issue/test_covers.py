"""Covers are one page: whatever shape their picture has, however much their issue holds."""

import re
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from pipeline.errors import RenderError
from tests.builders import new_builder
from tests.workspaces import ISSUE, good_workspace, replace_in

LAYOUTS = ("gongyun", "journal", "huakan")
SHAPES = {"portrait": (400, 1200), "wide": (1200, 300)}
MARK = (255, 0, 0)


def photo(size: tuple[int, int], focus: tuple[float, float]) -> Image.Image:
    """A grey picture with a red dot at *focus* (per cent)."""
    picture = Image.new("RGB", size, (128, 128, 128))
    x, y = (each * length / 100 for each, length in zip(focus, size, strict=True))
    ImageDraw.Draw(picture).ellipse((x - 25, y - 25, x + 25, y + 25), fill=MARK)
    return picture


def issue_with(workspace: Path, articles: int, cover: str) -> Path:
    """An issue of *articles* short texts in sections of four, with the rows of *cover*."""
    folder = workspace / ISSUE
    for path in (folder / "articles").iterdir():
        path.unlink()
    rows = ["year: 2024", "number: 1", "date: 2024-03", "cover:", *(f"  {each}" for each in cover.split("\n"))]
    rows.append("sections:")
    for number in range(articles):
        if number % 4 == 0:
            rows += [f"  - name: 栏目{number // 4}", "    articles:"]
        rows.append(f"      - file: articles/a{number}.md")
        (folder / f"articles/a{number}.md").write_text(f"---\ntitle: 第{number}题\n---\n\n正文。\n", encoding="utf-8")
    (folder / "issue.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def pages_of(issue: Path) -> pypdfium2.PdfDocument:
    """The pages of the reading edition."""
    files = new_builder().build(issue, lambda stage: None).files
    return pypdfium2.PdfDocument(next(iter(files.values())))


def shows_mark(page: pypdfium2.PdfPage) -> bool:
    """Whether the red of the dot is anywhere on *page*; the red of nameplates is darker."""
    return MARK in {colour for _count, colour in page.render(scale=1).to_pil().convert("RGB").getcolors(1 << 20)}


def text_of(page: pypdfium2.PdfPage) -> str:
    return re.sub(r"\s", "", page.get_textpage().get_text_bounded())


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_any_picture_fills_its_frame_about_its_focus(tmp_path: Path, layout: str, shape: str) -> None:
    cover = "picture: images/photo.png\nalt: 一点红\nfocus: {focus}\nlines: [本期关注]"
    issue = issue_with(good_workspace(tmp_path, layout), 1, cover.format(focus="5% 5%"))
    (issue / "images").mkdir(exist_ok=True)
    photo(SHAPES[shape], (5, 5)).save(issue / "images/photo.png")
    pages = pages_of(issue)
    assert "正文" in text_of(pages[{"gongyun": 1, "huakan": 2, "journal": 3}[layout]])  # behind cover, and contents
    assert shows_mark(pages[0])
    photo(SHAPES[shape], (95, 95)).save(issue / "images/photo.png")
    assert not shows_mark(pages_of(issue)[0])  # it is cropped away


def test_contents_that_the_cover_has_no_room_for_go_on_inside(tmp_path: Path) -> None:
    issue = issue_with(good_workspace(tmp_path), 24, "lines: [本期关注]")
    pages = pages_of(issue)
    texts = [text_of(page) for page in pages]
    listed = [int(number) for number in re.findall(r"第(\d+)题\(\d+\)", texts[0])]
    assert listed == list(range(len(listed)))
    assert 12 < len(listed) < 24
    assert "（续目录见第2页）" in texts[0]
    assert texts[1].startswith("续目录")
    assert ["版权页" in text for text in texts].index(True) == 1  # it stands below them
    assert sum("版权页" in text for text in texts) == 1
    folios = {
        int(number): int(folio) for text in texts[:3] for number, folio in re.findall(r"第(\d+)题\((\d+)\)", text)
    }
    assert sorted(folios) == list(range(24))
    for number, folio in folios.items():
        assert f"第{number}题" in texts[folio - 1]


def test_contents_that_fit_have_no_page_of_their_own(tmp_path: Path) -> None:
    texts = [text_of(page) for page in pages_of(issue_with(good_workspace(tmp_path), 8, "lines: [本期关注]"))]
    assert not any("续目录" in text for text in texts)
    assert "栏目0" in texts[1]


def test_an_entry_keeps_its_authors_and_what_is_kept_out_is_not_listed(tmp_path: Path) -> None:
    issue = issue_with(good_workspace(tmp_path, "journal"), 40, "lines: [本期关注]")
    for number in range(40):
        head = f"---\ntitle: 第{number}题\nauthors: [{{name: 名{number}号}}]\n---\n\n正文。\n"
        (issue / f"articles/a{number}.md").write_text(head, encoding="utf-8")
    replace_in(issue / "issue.yaml", "articles/a39.md", "articles/a39.md\n        contents: false")
    replace_in(issue / "issue.yaml", "name: 栏目1\n", "name: 栏目1\n    contents: false\n")
    pages = [text_of(page) for page in pages_of(issue)][2:6]
    listed = [set(re.findall(r"第(\d+)题", page)) for page in pages]
    assert listed == [set(re.findall(r"名(\d+)号", page)) for page in pages]
    assert set.union(*listed) == {str(number) for number in range(39) if number not in range(4, 8)}
    assert sum(map(bool, listed)) > 1


@pytest.mark.parametrize(
    ("layout", "words", "said"),
    [
        ("gongyun", "最要紧的那几件事情" * 5, "2024/01/issue.yaml:4: The cover has no room for its line “第"),
        ("journal", "最要紧的那几件事情" * 9, "In the part “封面”: it takes 2 pages, but must have 1. "),
    ],
)
def test_a_cover_that_is_too_full_is_an_error(tmp_path: Path, layout: str, words: str, said: str) -> None:
    lines = ", ".join(f"第{number}行，说的是本期{words}" for number in range(7))
    issue = issue_with(good_workspace(tmp_path, layout), 1, f"lines: [{lines}]")
    with pytest.raises(RenderError) as caught:
        new_builder().build(issue, lambda stage: None)
    (problem,) = caught.value.problems
    assert said in str(problem)
    assert "Shorten what stands on it" in str(problem)


def test_huakan_s_cover_has_room_for_eight_lines(tmp_path: Path) -> None:
    texts = [f"第{number}行，说的是本期最要紧的那几件事情" for number in range(8)]
    cover = f"picture: images/photo.png\nalt: 一点红\nlines: [{', '.join(texts)}]"
    issue = issue_with(good_workspace(tmp_path, "huakan"), 1, cover)
    (issue / "images").mkdir(exist_ok=True)
    photo(SHAPES["wide"], (50, 50)).save(issue / "images/photo.png")
    page = pages_of(issue)[0]
    assert all(text in text_of(page) for text in texts)
    picture = next(each for each in page.get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE)
    found = page.get_textpage().search("第0行")
    top = page.get_textpage().get_charbox(found.get_next()[0])[3]
    assert top < picture.get_bounds()[1]  # below the picture
