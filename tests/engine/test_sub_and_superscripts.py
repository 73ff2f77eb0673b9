"""Sub- and superscripts on paper: smaller, lower or higher, held to their word, in lines that keep to the grid."""

from pathlib import Path

import pytest

from pipeline.engine.composable import is_call
from pipeline.engine.loading import load_weasyprint
from pipeline.layout.compose import Composer
from pipeline.production.issue.issue_builder import IssueBuilder
from pipeline.resources import find_shipped
from tests.builders import new_builder
from tests.conformance.printed_page import Glyph, Page, extracted_by_poppler, read_pages
from tests.finished import DEAR_LAYOUTS
from tests.workspaces import ISSUE, good_workspace

load_weasyprint(find_shipped("fonts"))

from pipeline.engine import line_source  # noqa: E402

COPY = """---
title: 短讯
---

{body}
"""
BODY = "水H~2~O一吨，硫酸根SO~4~^2−^少许，面积1200 m^2^，前人已有论述^[1]^。温度T~室~照旧，每班5~10人，20~30人。" * 9
SIZES = {"gongyun": (16.0, 27.0), "journal": (10.5, 17.0)}  # of the type, from line to line
FOOT = 0.93  # of the page's height: folios stand below it


def finished(folder: Path, layout: str, body: str = BODY, *, anew: bool = False) -> bytes:
    """The PDF of the good issue with *body* in one article; *anew*: the engine is not what it was for other tests."""
    workspace = good_workspace(folder, "" if layout == "gongyun" else layout)
    (workspace / ISSUE / "articles/duanxin.md").write_text(COPY.format(body=body), encoding="utf-8")
    builder = IssueBuilder() if anew else new_builder()
    issue = builder.build(workspace / ISSUE, lambda stage: None)
    return issue.files[f"{issue.id}.pdf"]


def page_of(data: bytes) -> Page:
    return next(page for page in read_pages(data) if any("硫酸根" in line.text for line in page.lines))


def glyphs_of(page: Page, size: float) -> list[Glyph]:
    return [glyph for glyph in page.glyphs if abs(glyph.size - size) < 0.02]


def off_pitch(page: Page, size: float, pitch: float) -> int:
    """How many characters of the body's *size* are off the pitch of the first line that has scripts."""
    first = next(line for line in page.lines if "硫酸根" in line.text).base
    body = (glyph for glyph in glyphs_of(page, size) if glyph.character.strip() and glyph.y < FOOT * page.height)
    distances = [(glyph.y - first) % pitch for glyph in body]
    return sum(min(distance, pitch - distance) > 0.1 for distance in distances)


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_lines_keep_to_the_grid(layout: str, tmp_path: Path) -> None:
    size, pitch = SIZES[layout]
    page = page_of(finished(tmp_path, layout))
    scripts = glyphs_of(page, 0.65 * size)
    assert {glyph.character for glyph in scripts} == set("24−[1]室")
    assert len(scripts) > 60
    assert off_pitch(page, size, pitch) == 0


def test_scripts_with_a_line_s_height_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    style_sheets = Composer.style_sheets

    def spoilt(composer: Composer) -> dict[str, str]:
        plain = "sub, sup { font-size: .65em; line-height: 0 }"
        sheets = style_sheets(composer)
        assert sum(plain in text for text in sheets.values()) == 1
        return {name: text.replace(plain, plain.replace("0 }", "inherit }")) for name, text in sheets.items()}

    monkeypatch.setattr(Composer, "style_sheets", spoilt)
    assert off_pitch(page_of(finished(tmp_path, "gongyun")), *SIZES["gongyun"]) > 20


def test_lower_and_higher_than_the_base_line(tmp_path: Path) -> None:
    size, _pitch = SIZES["gongyun"]
    page = page_of(finished(tmp_path, "gongyun", "硫酸根H~2~O与m^2^"))
    base = next(glyph.y for glyph in page.glyphs if glyph.character == "硫")
    lowered, raised = (glyph.y - base for glyph in glyphs_of(page, 0.65 * size))
    assert lowered == pytest.approx(0.65 * 0.25 * size, abs=0.02)
    assert raised == pytest.approx(-0.65 * 0.5 * size, abs=0.02)


def first_in_line(data: bytes, size: float) -> int:
    """How many raised ``2`` and ``[`` have no character of the body's *size* before them."""
    count = 0
    for page in read_pages(data):
        body = glyphs_of(page, size)
        for script in (glyph for glyph in glyphs_of(page, 0.65 * size) if glyph.character in "2["):
            base, left = script.y + 0.65 * 0.5 * size, script.x
            count += not any(abs(glyph.y - base) < 1 and 0 < left - glyph.x < 1.6 * size for glyph in body)
    return count


MANY = "".join(f"{'字' * number}平方米^2^论述^[1]^。" for number in range(1, 40))


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_no_line_begins_with_a_script(layout: str, tmp_path: Path) -> None:
    assert first_in_line(finished(tmp_path, layout, MANY), SIZES[layout][0]) == 0


def test_scripts_that_are_not_held_begin_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_source, "is_held", is_call)
    assert first_in_line(finished(tmp_path, "gongyun", MANY, anew=True), SIZES["gongyun"][0]) > 0


def test_they_are_copied_as_they_are_read(tmp_path: Path) -> None:
    text = extracted_by_poppler(finished(tmp_path, "gongyun", "水H~2~O，面积1200 m^2^，硫酸根SO~4~^2−^。"))
    for words in ("H2O", "m2", "SO42−"):
        assert words in text
