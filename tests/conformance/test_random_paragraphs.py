"""Random paragraphs over widths of 8 to 45 em, set in PDFs, keep every rule of line composition."""

from dataclasses import replace
from html import escape

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.conformance.printed_page import Line
from tests.conformance.rules import Measure, Report, check_paragraph, check_plain
from tests.conformance.specimens import EM, Sheet, Specimen, paragraphs, pdf_of, set_specimen

pytestmark = pytest.mark.slow

INDENT = "p { text-indent: 2em }"
han = st.text("天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往", min_size=1, max_size=9)
latin = st.sampled_from(["PDF", "2023", "4.4%", "Python", "97.7％", "37℃", "5 km", "a", "36"])
enclosed = st.builds(
    lambda pair, text: pair[0] + text + pair[1], st.sampled_from(["（）", "《》", "“”", "「」", "‘’"]), han | latin
)
mark = st.sampled_from(["，", "。", "、", "；", "：", "？", "！", "？！", "——", "……", "·", "～", ""])
piece = st.builds(lambda body, end: body + end, han | han | latin | enclosed, mark)
plain = st.lists(piece, min_size=4, max_size=30).map(lambda pieces: escape("".join(pieces), quote=False))
bold = st.builds(lambda before, strong, after: f"{before}<b>{strong}</b>{after}", han, piece, plain)
texts = st.lists((plain | bold).map(lambda text: f"始终{text}始终。"), min_size=8, max_size=8)
measures = st.integers(16, 90).map(lambda halves: halves / 2)


def by_paragraph(sheet: Sheet) -> list[list[Line]]:
    """The lines of each paragraph: the first is indented."""
    result: list[list[Line]] = []
    for line in (line for page in sheet.pages for line in page.rows):
        if line.left > sheet.left + EM:
            result.append([])
        result[-1].append(line)
    return result


def report_on(specimen: Specimen) -> Report:
    sheet = set_specimen.__wrapped__(specimen)
    pdf_of.cache_clear()
    report = Report()
    found = by_paragraph(sheet)
    assert len(found) == specimen.body.count("<p>")
    measure = Measure(sheet.left, sheet.right, EM)
    for lines in found:
        check_paragraph(lines, measure, report)
        check_plain(lines, measure, report)
    return report


@settings(
    max_examples=60,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],  # a page of eight paragraphs tells enough; making it smaller takes minutes
    suppress_health_check=list(HealthCheck),
)
@given(texts, measures)
def test_random_paragraphs_keep_the_rules(bodies: list[str], measure: float) -> None:
    report = report_on(Specimen(paragraphs(*bodies), measure, INDENT, lines=300))
    assert dict(report.broken) == {}
    assert report.looked["two marks close up"] > 0 or report.looked["white between Han characters is even"] > 0


@pytest.mark.parametrize("measure", [8.0, 20.0, 45.0])
def test_broken_rules_are_seen(measure: float) -> None:
    body = paragraphs(*("始终天地，玄黄PDF（宇宙）“洪荒”日月——盈昃97.7％辰宿" * 12 + "始终。" for _text in range(3)))
    stock = Specimen(body, measure, INDENT, "en", 300)
    broken = report_on(stock).broken
    assert {"two marks close up", "Han–Latin gaps are an eighth to a half em"} <= broken.keys()
    assert "right edges are flush" in broken or measure == 8  # where most could not be stretched so far
    narrow = replace(stock, body=body.replace("，", "<br>，").replace("——", "—<br>—").replace("（", "（<br>"))
    seen = report_on(narrow).broken
    assert {"no mark begins a line that may not", "no opening mark ends a line"} <= seen.keys()
    assert "pairs, numbers and words are not parted" in seen


@pytest.mark.parametrize(
    ("style", "rule"),
    [
        ("p { letter-spacing: .05em }", "gaps grow before Han characters part"),
        ("p { letter-spacing: -.05em }", "marks and gaps give way in order"),
        ("p { letter-spacing: .05em }", "no white between Latin and the marks close to it"),
        ("p { letter-spacing: .05em }", "last lines are natural"),
        ("p { text-align-last: justify }", "white between Han characters is even"),
        ("p { white-space: nowrap }", "no line is wider than the measure"),
        ("p { font-feature-settings: 'pwid' }", "shared marks are an em wide beside Han characters"),
        ("p { text-indent: 1.5em }", "first lines begin at the edge or the indent"),
        ("p { padding-left: .1em }", "left edges are flush"),
    ],
)
def test_spoiled_lines_are_seen(style: str, rule: str) -> None:
    loose = "天<span style='letter-spacing: .2em'>地玄</span>黄宇宙"
    body = paragraphs(f"始终天地玄黄，宇宙PDF，洪荒（日月）盈昃“辰宿”列张2023{loose}寒来暑往。" * 3)
    stock = Specimen(body, 20, INDENT, "en", 300)
    assert rule in report_on(stock.styled(style)).broken
    sound = Specimen(body.replace(" style='letter-spacing: .2em'", ""), 20, INDENT, lines=300)
    assert dict(report_on(sound).broken) == {}
