"""The report of a preflight: what it shows, that nothing in it comes from outside, and that it can be used."""

import datetime
import io
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By

from pipeline.pdf.bounded_pdfium import Patience
from pipeline.preflight.check import Severity
from pipeline.preflight.profile import Waiver
from pipeline.preflight.verdict import NotRun, PageShape, PreflightFinding, PreflightVerdict, preflight
from pipeline.reports import page_pictures
from pipeline.reports import preflight_report as module
from pipeline.reports.page_pictures import MAX_PIXELS, PagePicture, PageToDraw, draw_pages, picture_size
from pipeline.reports.preflight_report import pages_to_draw, preflight_report
from pipeline.reports.self_contained import plain
from tests.conftest import need
from tests.preflight.good_files import CONTENT, good, saved
from tests.reports.browser import browser, unavailable
from tests.reports.pages_of_html import (
    HOSTILE,
    Reader,
    check_closed,
    check_harmless,
    check_policy,
    check_undisturbed,
    press,
    shown,
)

SHAPE = PageShape(media=(0, 0, 200, 300), unit=1, rotation=0, bleed=(0, 0, 200, 300), trim=(10, 10, 190, 290), label="")
PLAIN = PreflightVerdict(
    path=Path("a.pdf"), profile="press", pages=0, checks=("a.check",), findings=(), not_run=(), expired=()
)


def finding(number: int, page: int | None = None, **changes: object) -> PreflightFinding:
    base = PreflightFinding(
        id=f"check.{number}", severity=Severity.ERROR, message=f"Message {number}.", hint="Mend it.", page=page
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def verdict_of(*findings: PreflightFinding, pages: int = 1, **changes: object) -> PreflightVerdict:
    base = replace(PLAIN, pages=pages, findings=findings, shapes=(SHAPE,) * pages)
    return replace(base, **changes)  # type: ignore[arg-type]


def report_of(path: Path) -> str:
    verdict = preflight(path, "press")
    pictures = {each.index: each for each in draw_pages(path, pages_to_draw(verdict), verdict.pages)}
    return preflight_report(verdict, pictures)


def thin_lines(path: Path, *, labels: str = "", turn: int = 0) -> Path:
    """A file of four pages, with hairlines from 20, 20 to 120, 20 on the second and third."""
    pdf = good("press")
    for page in (1, 2):
        pdf.pages[page].obj.Contents = pdf.make_stream(CONTENT.replace(b"0.5 w", b"0.1 w"))
    for page in pdf.pages:
        page.obj.Rotate = turn
    if labels:
        row = pikepdf.Dictionary(P=pikepdf.String(labels))
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, row]))
    return saved(pdf, path)


# What is told


def test_a_fit_file_says_so(tmp_path: Path) -> None:
    text = report_of(saved(good("press"), tmp_path / "good.pdf"))
    page = Reader(text)
    assert "Fit for press: 4 pages." in text
    assert page.all("p", "fit")
    assert not page.all("p", "unfit")
    assert "No problems were found." in text
    assert not page.all("li", "finding")
    assert len(page.all("img")) == 4


def test_findings_are_linked_to_their_pages_and_back(tmp_path: Path) -> None:
    page = Reader(report_of(thin_lines(tmp_path / "thin.pdf")))
    assert [each["id"] for each in page.all("li", "finding")] == ["finding-1"]
    assert [each["href"] for each in page.all("a", "page")] == ["#page-2"]  # pages 2–3
    assert [each["href"] for each in page.all("a", "ref")] == ["#finding-1", "#finding-1"]
    assert {"page-2", "page-3"} <= {each["id"] for each in page.all("li", "card")}
    # 28.35 pt from the edges to the trim; the line is 20 pt from the corner of the MediaBox, 100 pt long.
    height = 300 + 2 * 3 * 72 / 25.4
    frames = page.all("rect", "frame")
    assert len(frames) == 2
    assert [float(frames[0][name]) for name in ("x", "width", "height")] == [18, 104, 9]
    assert float(frames[0]["y"]) + 4.5 == pytest.approx(height - 20, abs=0.02)
    data = json.loads(page.texts["script"][0])
    assert data["findings"] == {"1": {"kind": "error", "places": [[1, 0], [2, 0]], "isOnPages": True}}


def test_waivers_and_what_was_not_run_are_told() -> None:
    waiver = Waiver("check.1", "样张看过。", datetime.date(2999, 1, 2))
    expired = Waiver("check.9", "以前看过。", datetime.date(2020, 1, 2))
    not_run = (NotRun("check.3", Severity.ERROR, "It is damaged."),)
    verdict = verdict_of(finding(1, 0, waiver=waiver), not_run=not_run, expired=(expired,), checks=("check.4",))
    text = preflight_report(verdict, {})
    assert "Waived until 2999-01-02:" in text
    assert "样张看过。" in text
    assert "The waiver for check.9 expired on 2020-01-02: 以前看过。" in text
    assert text.index("It is damaged.") < text.index('id="findings"')
    assert "check.4" in text  # found nothing
    assert Reader(text).all("li", "waived")
    assert not Reader(text).all("li", "error")


def test_a_file_that_cant_be_opened(tmp_path: Path) -> None:
    (tmp_path / "no.pdf").write_bytes(b"no PDF")
    text = report_of(tmp_path / "no.pdf")
    assert "The PDF can&#39;t be opened: it is no PDF." in text
    assert "so there are no pages to show." in text
    assert "Not run" in text


def test_a_page_without_picture_says_so() -> None:
    text = preflight_report(verdict_of(finding(1, 0, box=(10, 10, 20, 20))), {})
    assert "This page could not be drawn." in text
    assert not Reader(text).all("img")


# Bounds


def test_what_is_left_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PAGES", 4)
    monkeypatch.setattr(module, "MAX_LARGE", 1)
    monkeypatch.setattr(module, "MAX_GROUPS", 3)
    monkeypatch.setattr(module, "MAX_MARKS", 2)
    box = 10.0, 10.0, 20.0, 20.0
    verdict = verdict_of(*(finding(number, 7 + number % 2, box=box) for number in range(6)), pages=9)
    text = preflight_report(verdict, {})
    assert [each.index for each in pages_to_draw(verdict)] == [0, 1, 7, 8]  # those with findings, then the first
    assert [each.width > 240 for each in pages_to_draw(verdict)] == [False, False, True, False]
    for sentence in (
        "Only 4 of 9 pages are shown",
        "Only the first 1 pages with findings have a large picture.",
        "Only the first 3 of 6 kinds of findings are shown",
        "At most 2 places are marked on a page",
    ):
        assert sentence in text
    assert len(Reader(text).all("li", "finding")) == 3


def test_many_findings_of_one_kind_make_no_large_file() -> None:
    box = 10.0, 10.0, 20.0, 20.0
    verdict = verdict_of(*(finding(1, index % 500, box=box) for index in range(0, 10_000, 2)), pages=1000)
    assert len(preflight_report(verdict, {})) < 1_000_000


@pytest.mark.parametrize("size", [(595, 842), (1e6, 1), (14_400, 14_400), (0.001, 9000)])
@pytest.mark.parametrize("is_large", [True, False])
def test_pictures_have_a_bound(size: tuple[float, float], *, is_large: bool) -> None:
    found = picture_size(size, is_large=is_large)
    assert found is not None
    assert found[0] >= 1
    assert found[1] >= 1
    assert found[0] * found[1] <= MAX_PIXELS * 1.01
    assert is_large or max(found) <= 240


@pytest.mark.parametrize("size", [(0, 10), (10, 0), (math.nan, 10)])
def test_a_page_of_no_size_has_no_picture(size: tuple[float, float]) -> None:
    assert picture_size(size, is_large=True) is None


# Pictures of pages


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("unit", [1, 2])
def test_the_whole_media_box_is_drawn_as_it_is_read(tmp_path: Path, turn: int, unit: int) -> None:
    """A square 10 to 30 units right of and 20 to 40 above the corner is where its finding would be marked."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 300)).obj
    page.MediaBox = pikepdf.Array([-50, 100, 150, 400])
    page.CropBox = pikepdf.Array([0, 150, 100, 300])
    page.Rotate, page.UserUnit = turn, unit
    page.Contents = pdf.make_stream(b"1 0 0 rg -40 120 20 20 re f")
    path = saved(pdf, tmp_path / "a.pdf")
    verdict = preflight(path, "press")
    corner = 10.0 * unit, 20.0 * unit, 30.0 * unit, 40.0 * unit
    verdict = replace(verdict, findings=(finding(1, 0, box=corner),))
    [picture] = draw_pages(path, pages_to_draw(verdict), 1)
    [frame] = Reader(preflight_report(verdict, {0: picture})).all("rect", "frame")
    wide, high = (300, 200) if turn % 180 else (200, 300)
    image = Image.open(io.BytesIO(picture.data)).convert("RGB")
    assert image.size == (picture.width, picture.height)
    assert image.width / image.height == pytest.approx(wide / high, rel=0.01)
    scale = image.width / (wide * unit)
    red = image.point(lambda value: value < 128 and 255).getchannel("G").getbbox()
    assert red is not None
    left, top = float(frame["x"]) + 2, float(frame["y"]) + 2
    right, bottom = (left + float(frame["width"]) - 4, top + float(frame["height"]) - 4)
    assert [each / scale for each in red] == pytest.approx([left, top, right, bottom], abs=2.5)


def test_pages_that_cant_be_drawn_are_passed_over(tmp_path: Path) -> None:
    path = saved(good("press"), tmp_path / "good.pdf")
    row = [PageToDraw(index=index, media=(0, 0, 200, 300), rotation=0, width=200, height=300) for index in (0, 77, 1)]
    assert [each.index for each in draw_pages(path, row, 4)] == [0, 1]
    assert list(draw_pages(path, row, 5)) == []  # other pages than the checks saw
    (tmp_path / "no.pdf").write_bytes(b"no PDF")
    assert list(draw_pages(tmp_path / "no.pdf", row, 4)) == []


def test_a_page_that_is_never_done_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twelve forms, each of which draws the next one forty times: more than any machine draws."""
    monkeypatch.setattr(page_pictures, "_PATIENCE", Patience(wait=1))
    pdf = good("press")
    form = pdf.make_indirect(pikepdf.Stream(pdf, b"0 0 9 9 re f"))
    for _depth in range(12):
        held = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        row = {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": pikepdf.Array([0, 0, 200, 300])}
        form = pdf.make_indirect(pikepdf.Stream(pdf, b"/F Do " * 40, pikepdf.Dictionary(row | {"/Resources": held})))
    pdf.pages[1].obj.Contents = pdf.make_stream(b"/F Do")
    pdf.pages[1].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
    path = saved(pdf, tmp_path / "a.pdf")
    row_of_pages = [
        PageToDraw(index=index, media=(0, 0, 200, 300), rotation=0, width=200, height=300) for index in range(4)
    ]
    assert [each.index for each in draw_pages(path, row_of_pages, 4)] == [0, 2, 3]


# Hostile files


def test_names_in_a_real_file_are_told_as_text(tmp_path: Path) -> None:
    name = "<script>alert(1)</script>\"']]>"
    pdf = good("press")
    font = pdf.pages[0].obj.Resources.Font.F1
    for each in (font, font.DescendantFonts[0]):
        each.BaseFont = pikepdf.Name("/" + name)
    del font.DescendantFonts[0].FontDescriptor["/FontFile2"]
    pdf.docinfo.Title = name
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Dictionary(P=pikepdf.String(name))]))
    text = report_of(saved(pdf, tmp_path / f"{name.replace('/', '')}.pdf"))
    page = Reader(text)
    assert f"The font {name} is not embedded." in page.texts["h3"]
    assert f"Page 1 ({name})" in page.texts["h3"]
    assert "<script>alert" not in text
    assert len(page.all("script")) == 2


def test_nothing_in_a_file_becomes_part_of_the_page(tmp_path: Path) -> None:
    path = thin_lines(tmp_path / "a.pdf", labels=HOSTILE[:100])
    verdict = preflight(path, "press")
    waiver = Waiver("check.2", HOSTILE, datetime.date(2999, 1, 1))
    rows = (finding(1, 0, message=HOSTILE, hint=HOSTILE), finding(2, 1, label=HOSTILE, waiver=waiver))
    verdict = replace(
        verdict,
        path=tmp_path / HOSTILE.replace("/", "").replace("\0", ""),
        findings=(*verdict.findings, *rows),
        not_run=(NotRun("check.3", Severity.ERROR, HOSTILE),),
        expired=(waiver,),
    )
    text = preflight_report(verdict, {})
    calm = preflight_report(replace(verdict_of(pages=1), not_run=verdict.not_run[:0]), {})
    page = Reader(text)
    assert {name for name, _held in page.elements} <= {name for name, _held in Reader(calm).elements} | {
        "code", "dl", "dt", "dd", "div", "a", "h3", "b", "li", "section", "ul", "ol", "button", "img", "svg", "rect",
        "g", "title",
    }  # fmt: skip
    check_harmless(text)
    assert not page.all("img")
    assert "{{7*7}}" in text  # as it is, and not computed
    data = json.loads(page.texts["script"][0])
    assert "alert(1)" in data["pages"]["0"]


def test_texts_that_are_no_texts() -> None:
    assert plain("a\ud800b\x07c\u2028d\n\te") == "a\ufffdb\ufffdc\ufffdd  e"
    assert len(plain("长" * 10_000)) == 401
    preflight_report(verdict_of(finding(1, 0, message="\udcff")), {}).encode("utf-8")


def test_nothing_comes_from_outside(tmp_path: Path) -> None:
    check_closed(report_of(thin_lines(tmp_path / "thin.pdf")))


def test_the_policy_is_that_of_this_style_and_this_script() -> None:
    check_policy(preflight_report(verdict_of(), {}))


def test_the_same_verdict_gives_the_same_bytes() -> None:
    verdict = verdict_of(finding(1, 0))
    picture = PagePicture(0, 20, 30, b"picture")
    assert preflight_report(verdict, {0: picture}) == preflight_report(verdict, {0: picture})


# In a browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of hairlines, a font of a hostile name and a waived finding, with a turned page."""
    folder = tmp_path_factory.mktemp("report")
    path = thin_lines(folder / "thin.pdf", labels="<b>", turn=90)
    verdict = preflight(path, "press")
    waiver = Waiver("check.2", "Seen.", datetime.date(2999, 1, 1))
    more = (
        finding(1, severity=Severity.WARNING, message=HOSTILE),
        finding(2, 3, waiver=waiver, box=(100, 100, 150, 200)),
    )
    verdict = replace(verdict, findings=(*verdict.findings, *more))
    pictures = {each.index: each for each in draw_pages(path, pages_to_draw(verdict), verdict.pages)}
    target = folder / "report.html"
    target.write_text(preflight_report(verdict, pictures), encoding="utf-8")
    return target


@pytest.fixture(scope="module")
def window() -> Iterator[Chrome]:
    need(unavailable())
    with browser() as driver:
        yield driver


def chosen(window: Chrome) -> list[str]:
    return [str(each.get_attribute("id")) for each in window.find_elements(By.CSS_SELECTOR, ".finding.chosen")]


@pytest.mark.slow
def test_the_report_in_a_browser(window: Chrome, report: Path) -> None:
    window.set_window_size(1440, 900)
    window.get(report.as_uri())
    where = window.find_element(By.ID, "where")
    # The first finding and its page are there at once.
    assert chosen(window) == ["finding-1"]
    assert where.text == "Page 2 (<b>), place 1 of 2"
    # The mark is where the line is: the picture is turned by 90°, so what was 20 above the corner is 20 right of it.
    mark = window.find_element(By.CSS_SELECTOR, "#stage .mark.chosen .frame").rect
    image = window.find_element(By.CSS_SELECTOR, "#stage img").rect
    scale = image["width"] / (300 + 2 * 3 * 72 / 25.4)
    assert image["width"] > image["height"] > 200
    assert mark["x"] + mark["width"] / 2 - image["x"] == pytest.approx(20 * scale, abs=3)
    assert mark["y"] + mark["height"] / 2 - image["y"] == pytest.approx(70 * scale, abs=3)
    # Keys: the next place, the next finding, which has no page, and the waived one.
    press(window, Keys.ARROW_RIGHT)
    assert where.text == "Page 3 (<b>), place 2 of 2"
    press(window, "j")
    assert chosen(window) == ["finding-2"]
    assert window.switch_to.active_element.get_attribute("id") == "finding-2"
    assert "as a whole" in window.find_element(By.ID, "stage").text
    press(window, Keys.ARROW_DOWN)
    assert chosen(window) == ["finding-3"]
    assert where.text == "Page 4 (<b>)"
    press(window, "k", "k", "k")
    assert chosen(window) == ["finding-1"]
    # Enlarged, and back.
    before = window.find_element(By.CSS_SELECTOR, "#stage img").rect["width"]
    press(window, Keys.ENTER)
    assert window.find_element(By.CSS_SELECTOR, "#stage img").rect["width"] > before * 1.3
    press(window, Keys.ESCAPE)
    assert window.find_element(By.CSS_SELECTOR, "#stage img").rect["width"] == before
    assert window.switch_to.active_element.get_attribute("id") == "finding-1"
    press(window, Keys.ESCAPE)
    assert chosen(window) == []
    assert where.text == "Choose a problem to see its page."
    # Filters hide findings with their marks, and pages that have no others.
    assert (shown(window, ".finding"), shown(window, ".card")) == (3, 4)
    window.find_element(By.CSS_SELECTOR, ".filter.error").click()
    assert (shown(window, ".finding"), shown(window, ".finding.error")) == (2, 0)
    assert window.execute_script("return document.querySelectorAll('.card .mark.error:not(.off)').length") == 0
    window.find_element(By.ID, "only").click()
    assert shown(window, ".card") == 1
    window.find_element(By.CSS_SELECTOR, ".filter.error").click()
    assert (shown(window, ".finding"), shown(window, ".card")) == (3, 3)
    # A page from below, and back to its finding.
    window.find_element(By.CSS_SELECTOR, "#page-4 a.sheet").click()
    assert where.text == "Page 4 (<b>)"
    press(window, Keys.ESCAPE)
    window.execute_script("document.querySelector('#page-3 a.ref').click()")
    assert chosen(window) == ["finding-1"]
    assert where.text == "Page 3 (<b>), place 2 of 2"
    check_undisturbed(window)


@pytest.mark.slow
def test_the_report_on_a_narrow_screen(window: Chrome, report: Path) -> None:
    window.set_window_size(520, 900)
    window.get(report.as_uri())
    assert not window.find_element(By.ID, "viewer").is_displayed()
    assert window.execute_script("return document.documentElement.scrollWidth <= window.innerWidth")
    window.find_element(By.CSS_SELECTOR, "#finding-1 a.page").click()
    assert window.find_element(By.CSS_SELECTOR, "#stage .mark.chosen").is_displayed()
    assert window.find_element(By.ID, "where").text == "Page 2 (<b>), place 1 of 2"
    window.find_element(By.ID, "close").click()
    assert not window.find_element(By.ID, "viewer").is_displayed()
    check_undisturbed(window)


@pytest.mark.slow
def test_without_problems_the_pages_follow_and_open(window: Chrome, tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_text(report_of(saved(good("press"), tmp_path / "good.pdf")), encoding="utf-8")
    window.set_window_size(1440, 900)
    window.get(target.as_uri())
    viewer = window.find_element(By.ID, "viewer")
    assert not viewer.is_displayed()
    window.find_element(By.CSS_SELECTOR, "#page-1 a.sheet").click()
    assert viewer.is_displayed()
    press(window, Keys.ESCAPE)
    assert not viewer.is_displayed()
    check_undisturbed(window)


@pytest.mark.slow
def test_a_browser_refuses_what_is_put_into_the_report(window: Chrome, report: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    inserted = "<script>document.title = 'changed'</script><img src=x onerror=\"document.title = 'changed'\"></body>"
    broken.write_text(report.read_text(encoding="utf-8").replace("</body>", inserted), encoding="utf-8")
    window.get(broken.as_uri())
    assert window.title.startswith("Preflight")
    assert "Content Security Policy" in str(window.get_log("browser"))
