"""Spaces that YAML puts for line ends."""

import pytest

from pipeline.manuscript.folded_text import unfold


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("帮到人， 并附一个问题： 技能人才", "帮到人，并附一个问题：技能人才"),
        ("用 PDF 做的 “样本” 很多", "用 PDF 做的“样本”很多"),
        ("the log book", "the log book"),
        (" 天地\u3000玄黄 ", "天地\u3000玄黄"),
        ("天  地", "天  地"),
        ("", ""),
    ],
)
def test_spaces_between_chinese_go(text: str, wanted: str) -> None:
    assert unfold(text) == wanted
