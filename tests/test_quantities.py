"""Numbers, dates and times of day stay whole."""

import pytest

from pipeline.quantities import whole_pieces


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("发出纪念册1,200册", ["1,200册"]),
        ("2023年5月18日召开", ["2023年5月18日"]),
        ("自６月１日起", ["６月１日"]),
        ("比上年增长-3.4%，共12.5 万元", ["-3.4%", "12.5 万元"]),
        ("¥1,000.00至￥2,000", ["¥1,000.00", "￥2,000"]),
        ("9:30开会", ["9:30"]),
        ("第3期", ["第3期"]),
        ("10–20页", ["10–20页"]),
        ("板材2,440 mm×1,220 mm两张", ["2,440 mm×", "1,220 mm"]),
        ("重3.5kg、220 V", ["3.5kg", "220 V"]),
        ("共 3 mmol、4 gallons", ["3 mmol", "4"]),
        ("11月6—8日盘点", ["11月6—8日"]),
        ("12:10～13:00", ["12:10～13:00"]),
        ("没有数目", []),
        ("", []),
    ],
)
def test_what_no_line_ends_in(text: str, whole: list[str]) -> None:
    pieces = whole_pieces(text)
    assert "".join(piece for piece, _whole in pieces) == text
    assert [piece for piece, is_whole in pieces if is_whole] == whole
