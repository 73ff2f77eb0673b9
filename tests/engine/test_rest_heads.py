"""The head above the rest of an article is larger than the heads within it, and parted from what stands above."""

import pytest

from tests.conformance.specimens import Specimen, set_specimen

HEAD = "<header class='rest-head'><h2>灯塔百年</h2><p class='whole'>（上接第9页）</p></header>"
REST = f"{HEAD}<h3 data-line='3'>地图</h3><p>文。</p>"
BODY = f"<section><article><p>前文。</p></article><article>{REST}</article></section>"


@pytest.mark.parametrize("layout", ["huakan", "journal", "gongyun"])
def test_the_head_of_a_rest_is_larger_than_those_within_it(layout: str) -> None:
    sheet = set_specimen(Specimen(BODY, layout=layout))
    rest, head = sheet.find("塔")[0], sheet.find("图")[0]
    assert rest.size > head.size
    plain = set_specimen(Specimen(BODY, layout=layout).styled(".rest-head h2 { font-size: 1em }"))
    assert plain.find("塔")[0].size <= plain.find("图")[0].size


def test_it_has_white_above_as_the_head_of_an_article() -> None:
    sheet = set_specimen(Specimen(BODY, layout="huakan"))
    before, rest = (sheet.find(character)[0].y for character in "前塔")
    assert (rest - before) / sheet.pitch == pytest.approx(4, abs=0.1)  # two lines, that with the rule, its own
