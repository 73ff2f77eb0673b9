"""The report of a comparison: what it shows, within bounds, and that it can be used in a browser."""

import io
import json
import math
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from pipeline.production.reporting import PdfSide, write_proof_report
from pipeline.regression.compare import compare
from pipeline.regression.findings import Comparison, Finding, PagePair
from pipeline.regression.snapshot.pdf_reading import snapshot_of
from pipeline.regression.snapshot.snapshot import Line, Mark, Page, Snapshot, Style
from pipeline.regression.verdicts.verdict import JudgedFinding, Policy, Verdict, judge
from pipeline.reports import proof_pages
from pipeline.reports import proof_report as module
from pipeline.reports.page_pictures import PagePicture, draw_pages, read_kept_picture
from pipeline.reports.page_schematic import schematic_of
from pipeline.reports.proof_pages import count_changed, cut_size, large_pairs, pages_to_draw, shown_pairs
from pipeline.reports.proof_report import Side, proof_report
from tests.conftest import need
from tests.regression.specimen import BODY, picture, sentences, typeset
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

BOX = 20.0, 30.0, 80.0, 40.0
# Elements of the viewer whose content is wider than they are, and cut off or scrolled.
TOO_WIDE = """[...document.querySelectorAll("#viewer *")].filter((each) =>
    each.clientWidth && each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== "visible")"""
EMPTY = Snapshot((), (), (), ())


def page_of(
    *, boxes: tuple[tuple[str, tuple[float, float, float, float]], ...] | None = None, **changes: object
) -> Page:
    base = Page(
        boxes=boxes or (("media", (0, 0, 200, 300)),),
        rotation=0,
        label="",
        lines=(),
        images=(),
        vectors=(),
        links=(),
        columns=0,
        raster="",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def snapshot(count: int, page: Page | None = None) -> Snapshot:
    return Snapshot((page or page_of(),) * count, (Style("Song", 10, "#000000"),), (), ())


def finding(number: int, *pages: int, **changes: object) -> Finding:
    marks = tuple((page, BOX) for page in pages)
    base = Finding(
        id=f"{number:08x}",
        kind="text.changed",
        sentence=f"Sentence {number}.",
        consequence="",
        pages_before=pages,
        pages_after=pages,
        marks_before=marks,
        marks_after=marks,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def verdict_of(*findings: Finding, pages: int = 1, pairs: tuple[PagePair, ...] | None = None) -> Verdict:
    pairs = tuple((page, page) for page in range(pages)) if pairs is None else pairs
    return judge(Comparison(findings, (), pairs))


def report_of(verdict: Verdict, pages: int = 1, page: Page | None = None) -> str:
    side = Side("side.pdf", snapshot(pages, page), {})
    return proof_report(verdict, side, side, "Title")


def data_of(text: str) -> dict[str, dict[str, dict[str, object]]]:
    data: dict[str, dict[str, dict[str, object]]] = json.loads(Reader(text).texts["script"][0])
    return data


# What is told


def test_nothing_differs() -> None:
    text = report_of(verdict_of())
    assert Reader(text).all("p", "fit")
    assert "Nothing differs." in text
    assert not Reader(text).all("li")


def test_pages_changed_that_look_otherwise() -> None:
    page, word = page_of(raster="ff", columns=2), (Line(10, 20, 30, ((0, "灯"),)),)
    before = Snapshot((page, page, page), (Style("Song", 10, "#000000"),), (), ())
    after = Snapshot(
        (replace(page, label="7"), replace(page, raster="f0"), replace(page, lines=word)), before.styles, (), ()
    )
    pairs: list[PagePair] = [(0, 0), (1, 1), (2, 2), (None, 0), (2, None)]
    assert [count_changed([each], before, after) for each in pairs] == [0, 1, 1, 1, 1]


def test_findings_stand_as_they_were_judged() -> None:
    rows = finding(1, 0), finding(2, 0, kind="colour.changed", consequence="It follows."), finding(3, 0)
    comparison = Comparison(rows, ("A note.",), ((0, 0),))
    policy = Policy(frozenset({"colour.changed"}), {"00000001": "Li Lei: 看过了。"})
    text = report_of(judge(comparison, policy))
    page = Reader(text)
    kinds = [each["class"].split()[1] for each in page.all("li", "finding")]
    assert kinds == ["accepted", "allowed", "fails"]
    assert [each["data-kind"] for each in page.all("button", "filter")] == ["fails", "allowed", "accepted"]
    assert page.all("p", "unfit")
    for words in ("Li Lei: 看过了。", "It follows.", "A note.", "0 of 1 page changed", "colour.changed", "Title"):
        assert words in text
    let_pass = replace(policy, accepted=policy.accepted | {"00000003": "Seen."})
    assert Reader(report_of(judge(comparison, let_pass))).all("p", "fit")


def test_only_changed_pages_are_shown() -> None:
    pairs: tuple[PagePair, ...] = ((0, 0), (1, 1), (2, 2), (3, None), (4, 3), (5, 4), (None, 5))
    verdict = verdict_of(finding(1, 1, pages_followed=(5,)), pairs=pairs)
    assert shown_pairs(verdict) == [(1, 1), (3, None), (5, 4), (None, 5)]
    text = report_of(verdict, 6)
    page = Reader(text)
    names = [each.strip() for each in page.texts["h3"] if each.startswith("Page")]
    assert names == ["Page 2", "Page 4, gone", "Page 6 → 5", "Page 6, new"]
    assert "This page is gone." in text
    assert "This page is new." in text
    # The page that is marked, and those that follow; a link to each.
    assert [each["href"] for each in page.all("a", "page")] == ["#pair-1", "#pair-3"]
    assert data_of(text)["findings"]["1"] == {"kind": "fails", "pairs": [0, 2], "first": 0}


def test_pages_that_follow_one_another_are_one_link() -> None:
    pairs: tuple[PagePair, ...] = ((0, 0), (1, 1), (2, 3), (3, 4), (4, 5))
    row = finding(1, pages_before=(0, 1, 2, 3, 4), pages_after=())
    text = report_of(verdict_of(row, pairs=pairs), 6)
    assert [each.strip() for each in Reader(text).texts["a"] if each.strip()[:1].isdigit()] == ["1–2", "3–5 → 4–6"]


def test_marks_of_lines_that_follow_are_one_frame_on_each_side() -> None:
    lines = tuple((0, (20.0, 30.0 + 12 * n, 80.0, 40.0 + 12 * n)) for n in range(3))
    text = report_of(verdict_of(finding(1, 0, marks_before=lines)))
    frames = Reader(text).all("rect", "frame")
    # 2 pt around lines from 30 to 64 before, from 30 to 40 after.
    assert [[float(each[name]) for name in ("x", "y", "width", "height")] for each in frames] == [
        [18, 28, 64, 38],
        [18, 28, 64, 14],
    ]


def test_what_is_about_the_whole_page_has_no_mark() -> None:
    nowhere = ((0, (0.0, 0.0, 0.0, 0.0)),)
    text = report_of(verdict_of(finding(1, 0, marks_before=nowhere, marks_after=nowhere)))
    assert not Reader(text).all("rect", "frame")
    assert data_of(text)["findings"]["1"]["pairs"] == [0]


# Bounds


def test_what_is_left_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof_pages, "MAX_PAIRS", 4)
    monkeypatch.setattr(module, "MAX_PAIRS", 4)
    monkeypatch.setattr(proof_pages, "MAX_LARGE", 2)
    monkeypatch.setattr(module, "MAX_FINDINGS", 2)
    monkeypatch.setattr(module, "MAX_MARKS", 1)
    apart = tuple((7, (20.0, 30.0 + 90 * n, 80.0, 40.0 + 90 * n)) for n in range(2))
    rows = finding(1, 7, marks_before=apart), finding(2, 8), finding(3, 9)
    rows = replace(rows[0], pages_followed=(0, 1, 2)), *rows[1:]
    verdict = judge(Comparison(rows, (), tuple((n, n) for n in range(10))), Policy(accepted={"00000001": "Seen."}))
    text = report_of(verdict, 10)
    # Pages that only follow are left out first; findings that fail are kept.
    assert shown_pairs(verdict) == [(0, 0), (7, 7), (8, 8), (9, 9)]
    assert large_pairs(verdict) == [(7, 7), (8, 8)]
    assert ["Sentence 2." in text, "Sentence 3." in text, "Sentence 1." in text] == [True, True, False]
    for sentence in (
        "Only 2 of 3 findings are shown",
        "Only 4 of 6 changed pages are shown",
        "Only 2 pages have pictures in which text can be read.",
    ):
        assert sentence in text
    monkeypatch.setattr(module, "MAX_FINDINGS", 3)
    assert "At most 1 places are marked on a page" in report_of(verdict, 10)


@pytest.mark.slow
def test_many_findings_on_many_pages_make_no_large_file() -> None:
    every = tuple(range(2_000))
    rows = tuple(finding(n, n % 2_000, pages_followed=every, sentence="长" * 5_000) for n in range(10_000))
    text = report_of(verdict_of(*rows, pages=2_000), 2_000)
    read = Reader(text)
    assert len(read.all("li", "finding")) == module.MAX_FINDINGS
    assert len(read.all("li", "card")) == proof_pages.MAX_PAIRS
    assert len(text) < 16_000_000


@pytest.mark.parametrize("side", [14_400.0, 1e6, math.inf, math.nan, 0.0, -5.0, 1e-9])
@pytest.mark.parametrize("rotation", [0, 90, 77])
def test_pages_of_any_size(side: float, rotation: int) -> None:
    boxes = (("media", (0.0, 0.0, side, 300.0)),)
    nan = ((0, (math.nan, 1.0, 2.0, 3.0)), (0, (-1e9, 1.0, math.inf, 3.0)), (0, (5e8, 5e8, 6e8, 6e8)))
    held = snapshot(1, page_of(boxes=boxes, rotation=rotation))
    verdict = verdict_of(finding(1, 0, marks_before=nan, marks_after=nan))
    text = proof_report(verdict, Side("a", held, {}), Side("b", held, {}), "")
    is_page = 0 < side <= 1e6
    assert len(pages_to_draw(held, [0])) == is_page
    assert ("This page could not be drawn." in text) != is_page
    assert len(Reader(text).all("rect", "frame")) == 2 * is_page  # what lies beyond is marked at the edge
    assert "nan" not in text[text.index("<body>") : text.index('<script type="application')]


def test_pages_that_are_not_there() -> None:
    verdict = verdict_of(finding(1, 0, 5, -1), pairs=((0, 0), (5, None), (-1, 7)))
    text = proof_report(verdict, Side("a", EMPTY, {}), Side("b", EMPTY, {}), "")
    assert text.count("This page could not be drawn.") == 5
    assert pages_to_draw(EMPTY, [0, 5, -1]) == []
    assert not verdict_of(pairs=()).differs
    assert proof_report(verdict_of(pairs=()), Side("a", EMPTY, {}), Side("b", EMPTY, {}), "")


# Hostile files


def test_nothing_in_a_file_becomes_part_of_the_page() -> None:
    line = Line(10, 20, 50, ((0, HOSTILE),))
    vector = Mark(BOX, HOSTILE, '#000000"/><script>')
    held = page_of(
        label=HOSTILE, lines=(line,), vectors=(vector,), images=(Mark(BOX, HOSTILE),), columns=3, raster="zz"
    )
    side = Snapshot((held,), (Style(HOSTILE, 10, HOSTILE),), (), ())
    row = finding(1, 0, sentence=HOSTILE, consequence=HOSTILE)
    verdict = Verdict(Comparison((row,), (HOSTILE,), ((0, 0),)), (JudgedFinding(row, "accepted", HOSTILE),))
    text = proof_report(verdict, Side(HOSTILE, side, {}), Side(HOSTILE, side, {}), HOSTILE)
    check_harmless(text)
    assert "{{7*7}}" in text  # as it is, and not computed
    assert not Reader(text).all("img")
    assert {each["fill"] for each in Reader(text).all("tspan")} == {"#000000"}
    assert {each["fill"] for each in Reader(text).all("rect", "area")} == {"none"}


def test_texts_that_are_no_texts() -> None:
    text = report_of(verdict_of(finding(1, 0, sentence="\udcff\x07")), page=page_of(label="\ud800"))
    text.encode("utf-8")
    assert "\x07" not in text


# A page drawn from its snapshot


def test_a_page_without_picture_is_drawn_from_its_snapshot() -> None:
    styles = Style("Kanben Hei", 16, "#c8102e"), Style("Song", 10, "none"), Style("Song", math.nan, "#000000")
    lines = (
        Line(20, 50, 120, ((0, "江上灯火 <b>"),)),
        Line(20, 80, 120, ((1, "unseen"),)),
        Line(20, 99, 120, ((2, "no size"),)),
        Line(math.inf, 99, 120, ((0, "nowhere"),)),
    )
    vectors = (
        Mark((10, 60, 190, 61), "180×1.2.9.0", "#123456"),
        Mark((10, 70, 60, 90), "50×20.2.5.0", "#aabbcc"),
        Mark((10, 70, 60, 91), "50×21.2.9.0", "#654321"),
    )
    held = page_of(lines=lines, vectors=vectors, images=(Mark((30, 100, 90, 160), "x"),))
    side = Snapshot((held,), styles, (), ())
    text = proof_report(verdict_of(finding(1, 0)), Side("a", side, {}), Side("b", EMPTY, {}), "")
    page = Reader(text)
    assert "drawn from the snapshot" in text
    [line] = page.all("text")
    assert [line["x"], line["y"], line["textlength"]] == ["20.0", "50.0", "120.0"]
    assert [(each["class"], each["font-size"], each["fill"]) for each in page.all("tspan")] == [
        ("bold", "16.0", "#c8102e")
    ]
    assert page.texts["tspan"] == ["江上灯火 <b>"]
    # The largest first. Another shape than a rectangle is an outline, unless it is as thin as a rule.
    assert [(each["fill"], each["stroke"]) for each in page.all("rect", "area")] == [
        ("none", "#654321"),
        ("#aabbcc", "none"),
        ("#123456", "none"),
    ]
    [image] = page.all("path", "image")
    assert image["d"].startswith("M30.0 100.0H90.0V160.0H30.0Z")


def test_a_page_without_text_is_drawn_in_its_greys() -> None:
    drawn = schematic_of(page_of(columns=2, raster="0f80ff"), ())
    assert drawn is not None
    assert drawn.grey.startswith("data:image/png;base64,")
    for raster in ("", "xyz", "f"):
        other = schematic_of(page_of(columns=2, raster=raster), ())
        assert other is not None
        assert not other.grey
    assert schematic_of(page_of(boxes=(("media", (0, 0, math.nan, 1)),)), ()) is None


def test_a_schematic_has_a_bound() -> None:
    line = Line(1, 1, 1, ((0, "长" * 300),))
    mark = Mark(BOX, "")
    held = page_of(lines=(line,) * 9_000, vectors=(mark,) * 9_000, images=(mark,) * 9_000)
    assert len(report_of(verdict_of(finding(1, 0)), page=held)) < 300_000


@pytest.mark.parametrize(("rotation", "corner"), [(0, (20, 30)), (90, (270, 20)), (180, (180, 270)), (270, (30, 180))])
def test_a_turned_schematic_is_upright(rotation: int, corner: tuple[float, float]) -> None:
    """The point 20 pt right of and 30 pt below the corner of a page of 200 by 300 pt, where it is seen."""
    drawn = schematic_of(page_of(rotation=rotation), ())
    assert drawn is not None
    a, b, c, d, e, f = map(float, drawn.turn[7:-1].split()) if drawn.turn else (1, 0, 0, 1, 0, 0)
    assert (a * 20 + c * 30 + e, b * 20 + d * 30 + f) == corner


# Pictures of pages


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("boxes", ["trim", "crop", "media", "inherited"])
def test_marks_are_on_what_they_mark_on_the_cut_page(tmp_path: Path, turn: int, boxes: str) -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 300)).obj
    page.MediaBox = pikepdf.Array([-50, 100, 250, 500])
    if boxes in {"trim", "crop"}:
        page.CropBox = pikepdf.Array([-40, 110, 240, 490])
    if boxes == "trim":
        page.TrimBox = pikepdf.Array([-30, 130, 170, 430])
    if boxes == "inherited":
        page.Parent.MediaBox = page.MediaBox
        del page["/MediaBox"]
    page.Rotate = turn
    page.Contents = pdf.make_stream(b"1 0 0 rg 20 200 60 30 re f")
    path = tmp_path / "a.pdf"
    pdf.save(path)
    held = snapshot_of(path)
    [vector] = held.pages[0].vectors
    verdict = verdict_of(finding(1, 0, marks_before=((0, vector.box),), marks_after=()))
    [drawn] = draw_pages(path, pages_to_draw(held, [0]), 1)
    [frame] = Reader(proof_report(verdict, Side("a", held, {0: drawn}), Side("b", held, {}), "")).all("rect", "frame")
    image = Image.open(io.BytesIO(drawn.data)).convert("RGB")
    size = cut_size(held.pages[0])
    assert size == {"trim": (200, 300), "crop": (280, 380)}.get(boxes, (300, 400))
    scale = image.width / size[1 if turn % 180 else 0]
    red = image.point(lambda value: value < 128 and 255).getchannel("G").getbbox()
    assert red is not None
    left, top, wide, high = (float(frame[name]) for name in ("x", "y", "width", "height"))
    expected = [left + 2, top + 2, left + wide - 2, top + high - 2]
    assert [each / scale for each in red] == pytest.approx(expected, abs=1.5)


def test_pages_are_drawn_large_or_small_in_order() -> None:
    rows = pages_to_draw(snapshot(9), [5, 2], [7, 0, 2])
    assert [(each.index, max(each.width, each.height) > 240) for each in rows] == [
        (0, False),
        (2, True),
        (5, True),
        (7, False),
    ]


def test_a_picture_is_in_the_file_once() -> None:
    held = snapshot(1)
    drawn = PagePicture(0, 20, 30, b"a picture of a page")
    text = proof_report(verdict_of(finding(1, 0)), Side("a", held, {0: drawn}), Side("b", held, {}), "")
    assert text.count("YSBwaWN0dXJlIG9mIGEgcGFnZQ") == 1
    assert len(Reader(text).all("img")) == 1


def test_kept_pictures_stand_for_pages_that_cant_be_drawn(tmp_path: Path) -> None:
    kept = tmp_path / "0001.webp"
    Image.new("RGB", (40, 60), "#336699").save(kept, "WEBP")
    found = read_kept_picture(0, kept)
    assert found is not None
    assert (found.width, found.height, found.data) == (40, 60, kept.read_bytes())
    assert read_kept_picture(0, tmp_path / "none.webp") is None
    Image.new("RGB", (40, 60)).save(tmp_path / "other.webp", "PNG")
    assert read_kept_picture(0, tmp_path / "other.webp") is None
    (tmp_path / "no.pdf").write_bytes(b"no PDF")
    held = snapshot(1)
    for pdf in (None, tmp_path / "no.pdf"):
        sides = PdfSide("a", held, pdf, {0: kept}), PdfSide("b", held, pdf)
        write_proof_report(verdict_of(finding(1, 0)), *sides, tmp_path / "a.html", "")
        page = Reader((tmp_path / "a.html").read_text(encoding="utf-8"))
        assert (len(page.all("img")), len(page.all("svg", "schematic"))) == (1, 1)


# What every report is held to


def test_the_same_comparison_gives_the_same_bytes() -> None:
    verdict = verdict_of(finding(1, 0), finding(2, 0))
    assert report_of(verdict) == report_of(verdict)


def test_the_policy_is_that_of_this_style_and_this_script() -> None:
    check_policy(report_of(verdict_of()))


# In a browser


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Page 4: a word was changed (accepted) and an image replaced (allowed); two pages of text are new after page 6."""
    folder = tmp_path_factory.mktemp("report")
    files = folder / "before.pdf", folder / "after.pdf"
    changed = BODY.replace("齿轮之间", "齿轮之外").replace(picture(), picture("#cc2222"))
    changed = changed.replace("<h2>三、归途</h2>", f"<h2>三、归途</h2><p>{sentences(77, 40)}</p>")
    for file, body in zip(files, (BODY, changed), strict=True):
        file.write_bytes(typeset(body))
    before, after = map(snapshot_of, files)
    comparison = compare(before, after)
    assert [each.kind for each in comparison.findings] == ["text.changed", "text.changed", "images.changed"]
    policy = Policy(frozenset({"images.changed"}), {comparison.findings[0].id: f"Li Lei: {HOSTILE}"})
    target = folder / "report.html"
    sides = PdfSide("before.pdf", before, files[0]), PdfSide(HOSTILE, after, files[1])
    write_proof_report(judge(comparison, policy), *sides, target, "before.pdf → after.pdf")
    return target


@pytest.fixture(scope="module")
def window() -> Iterator[Chrome]:
    need(unavailable())
    with browser() as driver:
        yield driver


@pytest.fixture
def wide(window: Chrome, report: Path) -> Chrome:
    """The report on a wide screen, just opened."""
    window.set_window_size(1440, 900)
    window.get(report.as_uri())
    return window


def test_nothing_comes_from_outside(report: Path) -> None:
    text = report.read_text(encoding="utf-8")
    check_closed(text)
    check_harmless(text)


def chosen(window: Chrome) -> list[str]:
    return [str(each.get_attribute("id")) for each in window.find_elements(By.CSS_SELECTOR, ".finding.chosen")]


def where(window: Chrome) -> str:
    return window.find_element(By.ID, "where").text


def one(window: Chrome, selector: str) -> WebElement:
    [found] = window.find_elements(By.CSS_SELECTOR, selector)
    return found


def stage_colours(window: Chrome) -> tuple[int, int, int]:
    """How many pixels of what is seen of the page are red, blue, and dark without being either."""
    image = Image.open(io.BytesIO(one(window, "#stage .board").screenshot_as_png)).convert("RGB")
    pixels = image.get_flattened_data() if hasattr(image, "get_flattened_data") else image.getdata()
    red = blue = dark = 0
    for r, g, b in pixels:
        red += r > b + 50
        blue += b > r + 50
        dark += max(r, g, b) < 60
    return red, blue, dark


@pytest.mark.slow
def test_findings_and_pages(wide: Chrome) -> None:
    # The first difference that fails is there at once, with its pages side by side.
    assert chosen(wide) == ["finding-2"]
    assert where(wide) == "Page 6 2 of 4"
    before, after = (one(wide, f"#stage .layer.{side} img").rect for side in ("before", "after"))
    assert before["width"] == after["width"] > 250
    assert after["x"] > before["x"] + before["width"]
    assert before["y"] == after["y"]
    assert "Before" in one(wide, "#stage .column:first-child .side").text
    # The mark of the changed word is on its line: from 118 to 180.6 and from 56.1 to 76.1 pt on a page 300 pt wide.
    press(wide, "k")
    assert chosen(wide) == ["finding-1"]
    assert wide.switch_to.active_element.get_attribute("id") == "finding-1"
    assert where(wide) == "Page 4 1 of 4"
    sheet, mark = (one(wide, f"#stage .layer.before {each}").rect for each in ("img", ".mark.chosen .frame"))
    scale = sheet["width"] / 300
    assert mark["x"] - sheet["x"] == pytest.approx((118 - 2) * scale, abs=2)
    assert mark["y"] - sheet["y"] == pytest.approx((56.1 - 2) * scale, abs=2)
    assert shown(wide, "#stage .mark") == 2  # not those of the image on the same page
    press(wide, "m")
    assert shown(wide, "#stage .mark") == 0
    press(wide, "m")
    assert shown(wide, "#stage .mark") == 2
    # Pages by the arrows, to both ends; a page that is new has nothing before.
    press(wide, Keys.ARROW_RIGHT)
    assert (where(wide), chosen(wide)) == ("Page 6 2 of 4", ["finding-2"])
    press(wide, Keys.ARROW_RIGHT, "n", "n")
    assert where(wide) == "Page 8, new 4 of 4"
    assert "This page is new." in one(wide, "#stage .layer.before").text
    assert not one(wide, "#next").is_enabled()
    press(wide, Keys.ARROW_LEFT, "p", "p", "p")
    assert where(wide) == "Page 4 1 of 4"
    assert not one(wide, "#previous").is_enabled()
    # By clicks: a link to a page, a difference on the page, a card.
    one(wide, "#finding-2 a.page[data-pair='2']").click()
    assert where(wide) == "Page 7, new 3 of 4"
    one(wide, "#previous").click()
    one(wide, "#previous").click()
    one(wide, "#here a.ref[data-finding='3']").click()
    assert chosen(wide) == ["finding-3"]
    wide.execute_script("document.getElementById('finding-1').scrollIntoView()")
    one(wide, "#finding-1 h3").click()
    assert chosen(wide) == ["finding-1"]
    check_undisturbed(wide)


@pytest.mark.slow
def test_overlay(wide: Chrome) -> None:
    press(wide, "k", "m", "2")  # page 4 without marks
    assert one(wide, "[data-mode=overlay][aria-pressed=true]").text.startswith("Overlay")
    before, after = (one(wide, f"#stage .layer.{side} img").rect for side in ("before", "after"))
    assert before == after
    red, blue, dark = stage_colours(wide)
    assert min(red, blue) > 15  # 间 and 外, one above the other
    assert dark > 50  # the other text
    # Of a page that is new all is blue: nothing of it was there.
    press(wide, "n", "n")
    assert where(wide).startswith("Page 7, new")
    red, blue, dark = stage_colours(wide)
    assert (red, dark) == (0, 0)
    assert blue > 1_000
    check_undisturbed(wide)


def versions(window: Chrome) -> list[str]:
    """Which of both versions is seen while they blink."""
    return [side for side in ("before", "after") if one(window, f"#stage .layer.{side} img").is_displayed()]


@pytest.mark.slow
def test_blink(wide: Chrome) -> None:
    press(wide, "k", "b")
    # The browser wants no motion: nothing blinks by itself.
    assert versions(wide) == ["before"]
    time.sleep(1.2)
    assert versions(wide) == ["before"]
    press(wide, "x")
    assert versions(wide) == ["after"]
    assert "dim" in str(one(wide, "#name-before").get_attribute("class"))
    press(wide, "x")
    assert versions(wide) == ["before"]
    # Run, at a rate that is chosen: every half second.
    Select(one(wide, "#rate")).select_by_visible_text("fast")
    one(wide, "#run").click()
    assert one(wide, "#run").text == "Pause"
    assert {each for _time in range(14) if not time.sleep(0.1) for each in versions(wide)} == {"before", "after"}
    one(wide, "#run").click()
    assert one(wide, "#run").text == "Run"
    still = versions(wide)
    time.sleep(0.7)
    assert versions(wide) == still
    # Where motion is welcome it runs at once, and stops with the mode.
    features = [{"name": "prefers-reduced-motion", "value": "no-preference"}]
    wide.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    press(wide, "1", "3")
    assert one(wide, "#run").text == "Pause"
    press(wide, "1")
    assert shown(wide, "#stage .layer img") == 2
    wide.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    check_undisturbed(wide)


def cuts(window: Chrome) -> tuple[float, float]:
    """How much of both versions is seen, as shares of the page: before from the left, after from the right."""
    frame = one(window, "#stage .board").rect
    shares = []
    for side, part in (("before", 1), ("after", 3)):
        clip = one(window, f"#stage .layer.{side}").value_of_css_property("clip-path")
        lengths = [float(each.removesuffix("px")) for each in clip.removeprefix("inset(").removesuffix(")").split()]
        if len(lengths) == 3:
            lengths.append(lengths[1])  # the left is as the right
        shares.append(1 - lengths[part] / frame["width"])
    return shares[0], shares[1]


@pytest.mark.slow
def test_wipe(wide: Chrome) -> None:
    press(wide, "k", "4")
    assert cuts(wide) == pytest.approx((0.5, 0.5), abs=0.01)
    # The slider has the focus: arrows move it, and no page.
    assert wide.switch_to.active_element.get_attribute("id") == "wipe"
    press(wide, *[Keys.ARROW_RIGHT] * 10)
    assert cuts(wide) == pytest.approx((0.6, 0.4), abs=0.01)
    press(wide, *"," * 20)
    assert cuts(wide) == pytest.approx((0.2, 0.8), abs=0.01)
    assert where(wide).startswith("Page 4")
    # Dragged by the mouse to three quarters.
    frame = one(wide, "#stage .board")
    quarter = round(frame.rect["width"] / 4)
    chain = ActionChains(wide).move_to_element_with_offset(frame, -quarter, 40).click_and_hold()
    chain.move_to_element_with_offset(frame, quarter, 60).release().perform()
    assert cuts(wide) == pytest.approx((0.75, 0.25), abs=0.02)
    divider = one(wide, "#stage .divider").rect
    assert divider["x"] - frame.rect["x"] == pytest.approx(0.75 * frame.rect["width"], abs=5)
    ActionChains(wide).move_to_element_with_offset(frame, -quarter, 0).perform()  # after it was let go
    assert cuts(wide) == pytest.approx((0.75, 0.25), abs=0.02)
    # What is seen: at the left end the image of before is covered by that of after, which is more red.
    press(wide, "m", Keys.HOME)
    after = stage_colours(wide)
    press(wide, Keys.END)
    before = stage_colours(wide)
    assert after[0] > 500 > before[0]
    assert before[1] > 500 > after[1]
    press(wide, "n")
    assert where(wide).startswith("Page 6")
    check_undisturbed(wide)


@pytest.mark.slow
def test_filters(wide: Chrome) -> None:
    assert (shown(wide, ".finding"), shown(wide, ".card")) == (3, 4)
    one(wide, "#only").click()
    assert [each.get_attribute("id") for each in wide.find_elements(By.CSS_SELECTOR, ".card:not([hidden])")] == [
        "pair-2",
        "pair-3",
        "pair-4",
    ]
    assert where(wide) == "Page 6 1 of 3"
    press(wide, Keys.ARROW_LEFT)
    assert where(wide) == "Page 6 1 of 3"
    press(wide, "f")
    assert shown(wide, ".card") == 4
    # By how they stand.
    one(wide, ".filter.fails").click()
    assert (shown(wide, ".finding"), shown(wide, ".finding.fails"), shown(wide, ".card")) == (2, 0, 1)
    assert chosen(wide) == []
    for kind in ("allowed", "accepted"):
        one(wide, f".filter.{kind}").click()
    assert one(wide, "#all-hidden").is_displayed()
    assert (shown(wide, ".finding"), shown(wide, ".card")) == (0, 0)
    press(wide, "j", Keys.ARROW_RIGHT, "2", "x")
    assert chosen(wide) == []
    one(wide, ".filter.allowed").click()
    press(wide, "j")
    assert chosen(wide) == ["finding-3"]
    check_undisturbed(wide)


@pytest.mark.slow
def test_enlarged_and_closed(wide: Chrome) -> None:
    width = one(wide, "#stage .layer.after img").rect["width"]
    press(wide, Keys.ENTER)
    assert one(wide, "#stage .layer.after img").rect["width"] > width * 1.3
    # Both sides show the same part, also after the mark was brought to where it is seen.
    time.sleep(0.3)
    wide.execute_script("document.querySelectorAll('.pane')[1].scrollTo(0, 40)")
    WebDriverWait(wide, 5).until(lambda _driver: one(wide, ".column:first-child .pane").get_property("scrollTop") == 40)
    tops = [one(wide, f"#stage .layer.{side} img").rect["y"] for side in ("before", "after")]
    assert tops[0] == pytest.approx(tops[1], abs=1)
    press(wide, "?")
    assert one(wide, "#keys").is_displayed()
    press(wide, "j")
    assert chosen(wide) == ["finding-2"]
    press(wide, Keys.ESCAPE)
    assert not one(wide, "#keys").is_displayed()
    press(wide, Keys.ESCAPE)
    assert one(wide, "#stage .layer.after img").rect["width"] == width
    assert chosen(wide) == ["finding-2"]
    press(wide, Keys.ESCAPE)
    assert chosen(wide) == []
    assert where(wide) == "Choose a finding to see its page."
    assert shown(wide, "#stage .layer") == 0
    check_undisturbed(wide)


@pytest.mark.slow
def test_a_link_to_a_finding(window: Chrome, report: Path) -> None:
    window.set_window_size(1440, 900)
    window.get("about:blank")
    window.get(f"{report.as_uri()}#finding-3")
    assert chosen(window) == ["finding-3"]
    assert where(window) == "Page 4 1 of 4"
    check_undisturbed(window)


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 520, 800, 1100, 1920])
def test_nothing_is_wider_than_the_screen(window: Chrome, report: Path, width: int) -> None:
    size = {"width": width, "height": 844, "deviceScaleFactor": 1, "mobile": False}
    window.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    window.get(report.as_uri())
    assert window.execute_script("return innerWidth") == width
    assert window.execute_script("return document.documentElement.scrollWidth <= innerWidth")
    viewer = one(window, "#viewer")
    if width < 1100:
        assert not viewer.is_displayed()
        one(window, "#finding-1 a.page").click()
    assert viewer.is_displayed()
    for mode in "1234":
        press(window, mode)
        assert window.execute_script(f"return {TOO_WIDE}.map((each) => each.outerHTML.slice(0, 80))") == []
        board = one(window, "#stage .column:last-child .board").rect
        assert board["x"] + board["width"] <= width
    if width < 1100:
        one(window, "#close").click()
        assert not viewer.is_displayed()
    window.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    check_undisturbed(window)


@pytest.mark.slow
def test_it_can_be_read_without_its_script(report: Path, tmp_path: Path) -> None:
    need(unavailable())
    still = tmp_path / "still.html"
    text = report.read_text(encoding="utf-8")
    refused = text.replace("script-src &#39;sha256-", "script-src &#39;sha256-0")
    assert refused != text
    still.write_text(refused, encoding="utf-8")
    with browser() as window:
        window.get(still.as_uri())
        assert (shown(window, ".finding"), shown(window, ".card")) == (3, 4)
        assert (shown(window, "#viewer"), shown(window, ".filter"), shown(window, "dialog")) == (0, 0, 0)
        before, after = (one(window, f"#pair-1 .{side} img").rect for side in ("before", "after"))
        assert after["x"] > before["x"] + before["width"] > before["width"] > 240
        assert shown(window, "#pair-1 .mark") == 4
        assert "Before" in one(window, "#pair-1 .before .side").text
        one(window, "#finding-1 a.page").click()
        assert window.current_url.endswith("#pair-1")
