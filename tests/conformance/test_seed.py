"""The real printed issue, imported and set: no rule of line composition is broken on any page."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from re import findall, finditer, sub
from shutil import copytree

import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.layout import Composer, find_layout
from pipeline.manuscript.printed_text import import_text
from pipeline.manuscript.reader import read_issue
from pipeline.model import plain_title
from pipeline.resources import find_shipped
from pipeline.units import PageGeometry
from tests.builders import new_builder
from tests.conformance.body_text import body_lines, body_paragraphs, is_heading
from tests.conformance.printed_page import Line, Page, extracted, extracted_by_poppler, read_pages
from tests.conformance.rules import Measure, Report, check_paragraph, check_plain

pytestmark = pytest.mark.whole

ASCENT = 0.88


@pytest.fixture(scope="module")
def workspace(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("seed") / "w"
    (text,) = (shared / "seed").glob("*.txt")
    import_text(text, folder)
    return folder


def issue_in(workspace: Path) -> Path:
    """The one issue of a workspace."""
    (folder,) = workspace.glob("issues/*/*/*")
    return folder


@pytest.fixture(scope="module")
def half(workspace: Path) -> Path:
    """The workspace without the two longest articles, which is enough to see rules broken."""
    folder = Path(copytree(workspace, workspace.with_name("half")))
    order = issue_in(folder) / "issue.yaml"
    rows = order.read_text(encoding="utf-8")
    for article in sorted((issue_in(folder) / "articles").iterdir(), key=lambda path: path.stat().st_size)[-2:]:
        rows = sub(rf"      - file: articles/{article.name}\n(?: {{8}}.*\n)*", "", rows)
        article.unlink()
    order.write_text(rows, encoding="utf-8")
    return folder


def built(workspace: Path) -> bytes:
    """Its PDF."""
    issue = new_builder().build(issue_in(workspace), lambda stage: None)
    return issue.files[f"{issue.id}.pdf"]


@pytest.fixture(scope="module")
def data(workspace: Path) -> bytes:
    return built(workspace)


@pytest.fixture(scope="module")
def pages(data: bytes) -> list[Page]:
    return read_pages(data)


@pytest.fixture(scope="module")
def geometry() -> PageGeometry:
    return find_layout("gongyun", [BoundedFolder.of(find_shipped("layouts"))]).geometry


@pytest.fixture(scope="module")
def after_breaks(workspace: Path) -> set[str]:
    """How lines begin that the author has broken."""
    articles = [path.read_text(encoding="utf-8") for path in workspace.rglob("*.md")]
    return {text for article in articles for text in findall(r"\\\n(.{4})", article)}


@pytest.fixture(scope="module")
def report(after_breaks: set[str], pages: list[Page], geometry: PageGeometry) -> Report:
    return report_on(pages, geometry, after_breaks)


def report_on(pages: list[Page], geometry: PageGeometry, after_breaks: set[str]) -> Report:
    """What is found in the lines of all paragraphs but headings, which are not justified."""
    found = Report()
    area = geometry.type_area
    measure = Measure(geometry.inside, geometry.inside + area.column_width, area.size)
    for lines in body_paragraphs(pages[1:-1], geometry, after_breaks):
        if not is_heading(lines[0]):
            check_paragraph(lines, measure, found)
            check_plain(lines, measure, found)
    return found


def test_no_rule_is_broken(report: Report) -> None:
    for rule, count in report.looked.items():
        print(f"{rule}: {count} looked at, {len(report.broken[rule])} broken")  # noqa: T201 (pytest -s shows it)
    assert {rule: lines for rule, lines in report.broken.items() if lines} == {}
    assert report.looked["right edges are flush"] > 500
    assert report.looked["two marks close up"] > 100
    assert min(count for rule, count in report.looked.items() if "Latin and the marks" not in rule) > 20


def test_broken_rules_are_seen(half: Path, geometry: PageGeometry, after_breaks: set[str]) -> None:
    """The same articles as WeasyPrint sets them alone."""
    stock = half.with_name("stock")
    copytree(half, stock)
    (publication,) = stock.glob("issues/*/publication.yaml")
    publication.write_text(sub("zh-CN", "en", publication.read_text(encoding="utf-8")), encoding="utf-8")
    broken = report_on(read_pages(built(stock)), geometry, after_breaks).broken
    assert {
        "first lines begin at the edge or the indent",
        "Han–Latin gaps are an eighth to a half em",
        "last lines are natural",
        "right edges are flush",
        "the last line has two Han characters",
        "two marks close up",
    } <= broken.keys()


@pytest.fixture(scope="module")
def spoiled(workspace: Path) -> list[Page]:
    """The pages with last lines alone, headings at the foot, and paragraphs off the grid."""
    sheets = Composer.style_sheets
    own = """
        p, li { widows: 1 !important }
        h3, h4, h5, h6 { break-after: auto !important; margin-top: 0 !important }
        h3 { padding-bottom: 3pt }
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Composer, "style_sheets", lambda self: {**sheets(self), "own.css": own})
        return read_pages(built(workspace))


def off_the_grid(pages: list[Page], geometry: PageGeometry) -> tuple[int, Counter[int]]:
    """How many lines there are, and for each page how many of them stand off the grid."""
    area = geometry.type_area
    first = geometry.head + (area.pitch - area.size) / 2 + ASCENT * area.size
    off: Counter[int] = Counter()
    count = 0
    for number, page in enumerate(pages[1:-1], 1):
        for line in body_lines(page, geometry):
            steps = (line.base - first) / area.pitch
            count += 1
            off[number] += abs(steps - round(steps)) * area.pitch > 0.1
    return count, off


def test_base_lines_are_on_the_grid(pages: list[Page], geometry: PageGeometry) -> None:
    count, off = off_the_grid(pages, geometry)
    print(f"base lines are on the grid: {count} looked at, {off.total()} broken")  # noqa: T201
    assert count > 600
    assert +off == Counter()


def feet(pages: list[Page], geometry: PageGeometry) -> list[Line]:
    """The last line of each page that has any."""
    return [body_lines(page, geometry)[-1] for page in pages[1:-1] if body_lines(page, geometry)]


def test_no_heading_stands_at_the_foot(pages: list[Page], geometry: PageGeometry) -> None:
    found = feet(pages, geometry)
    print(f"no heading stands at the foot: {len(found)} looked at")  # noqa: T201
    assert len(found) > 30
    assert [line.text for line in found if is_heading(line)] == []


def turned_on_top(pages: list[Page], geometry: PageGeometry, after_breaks: set[str]) -> list[list[Line]]:
    """What stands on a page of the paragraph that goes on from the page before, for each page that begins so."""
    result = []
    for page in pages:
        for lines in body_paragraphs([page], geometry, after_breaks)[:1]:
            is_on_top = lines[0].base < geometry.head + geometry.type_area.pitch
            if is_on_top and lines[0].left < geometry.inside + 1 and not is_heading(lines[0]):
                result.append(lines)
    return result


def test_no_last_line_is_alone_on_top(pages: list[Page], geometry: PageGeometry, after_breaks: set[str]) -> None:
    turned = turned_on_top(pages[1:-1], geometry, after_breaks)
    lone = [lines[0].text for lines in turned if len(lines) == 1]
    print(f"no paragraph's last line is alone on top: {len(turned)} looked at, {len(lone)} broken")  # noqa: T201
    assert len(turned) > 10
    assert lone == []


def test_spoiled_pages_are_seen(spoiled: list[Page], geometry: PageGeometry, after_breaks: set[str]) -> None:
    assert any(len(lines) == 1 for lines in turned_on_top(spoiled[1:-1], geometry, after_breaks))
    assert any(is_heading(line) for line in feet(spoiled, geometry))
    assert off_the_grid(spoiled, geometry)[1].total() > 20


@pytest.mark.parametrize("extract", [extracted, extracted_by_poppler])
def test_no_space_is_extracted_that_nobody_wrote(
    extract: Callable[[bytes, range], str], data: bytes, pages: list[Page], workspace: Path
) -> None:
    """In articles; folios are “— 3 —”, and on covers pieces stand far apart. Running heads join the lines of titles."""
    written = "".join(path.read_text(encoding="utf-8") for path in workspace.rglob("*.md"))
    written += "".join(plain_title(each.article.title) for each in read_issue(issue_in(workspace)).entries)
    text = sub(r"\s*— \d+ —\s*", "", extract(data, range(1, len(pages) - 1)))
    found = [text[space.start() - 1 : space.end() + 1] for space in finditer(" ", text)]
    assert len(text) > 17000
    assert len(found) > 5
    assert [around for around in found if around not in written] == []
    assert "\u200b" not in text
