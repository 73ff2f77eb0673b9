"""Columns of tables: heads are parted before cells stand closer, and cells stand no closer than they must."""

import pytest

from tests.conformance.specimens import Specimen, set_specimen

STYLE = "table { width: 100%; border-spacing: 0 } td, th { padding: 0 .5em; text-align: left; font-weight: 400 }"
HEADS = "<tr><th>序号</th><th>使用（周）</th><th>更换（次）</th><th>原因</th></tr>"
TABLE = f"<table>{HEADS}<tr><td>一</td><td>甲乙丙</td><td>丁戊己</td><td>断丝接近限值</td></tr></table>"


def gap(measure: float) -> float:
    """The white between two full cells of a table in a *measure*, em."""
    (page,) = set_specimen(Specimen(TABLE, measure, STYLE)).pages
    glyphs = {glyph.character: glyph for glyph in page.glyphs}
    return (glyphs["断"].x - glyphs["己"].x) / glyphs["己"].size - 1


@pytest.mark.parametrize(("measure", "found"), [(18.05, 1.0), (17.05, 1.0), (16.5, 0.83), (15.6, 0.53)])
def test_cells_stand_no_closer_than_they_must(measure: float, found: float) -> None:
    """Heads whole would want 21 em, parted ones 18; of what is then missing the sides give their half ems first."""
    assert gap(measure) == pytest.approx(found, abs=0.04)


ROW = "<td>疲劳恢复指数（24小时，%）</td>" + "<td>41.5±10.2</td>" * 4
DATED = "<th>指标</th><th>改制前（<span{}>2025年8月</span>）</th><th>三月</th><th>六月</th><th>t</th>"


@pytest.mark.parametrize(("attribute", "is_whole"), [(" class='whole'", True), ("", False)])
def test_what_is_whole_in_a_head_is_not_cut_for_the_other_columns(attribute: str, is_whole: bool) -> None:
    style = STYLE + " th { --text-wrap: balance } .whole { white-space: nowrap }"
    (page,) = set_specimen(
        Specimen(f"<table><tr>{DATED.format(attribute)}</tr><tr>{ROW}</tr></table>", 30, style)
    ).pages
    assert any("2025年8月" in line.text for line in page.lines) is is_whole
