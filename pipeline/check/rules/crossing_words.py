"""Time is 度过, water and hardship 渡过."""

import re
from collections.abc import Iterator

from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_TIME = (
    "时代|时光|童年|少年|青春|晚年|余生|一生|一天|一夜|一年|岁月|夜晚|"
    "假期|暑假|寒假|周末|春节|佳节|节日|生日|中秋|国庆|除夕"
)
_HARDSHIP = "难关|危机|险关|难期|江|河|海峡|大海|黄河|长江"
_WRONG = re.compile(
    rf"(渡过)(?=了?[^，。；：渡]{{0,8}}(?:{_TIME}))(?!了?[^，。；：渡]{{0,8}}(?:{_HARDSHIP}))"
    rf"|(度过)(?=了?[^，。；：度]{{0,4}}(?:难关|险关|长江|黄河|海峡))"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _WRONG.finditer(passage.text):
        wrong, right = ("渡过", "度过") if found[1] else ("度过", "渡过")
        message = _("“{wrong}” is written for “{right}”.").format(wrong=wrong, right=right)
        yield mend(found, passage, right, message, group=1 if found[1] else 2)


RULE = Rule(
    id="words.crossing",
    level=Level.ERROR,
    kind=Kind.WORDS,
    rationale="Days are passed (度过), rivers and hard times are crossed (渡过).",
    source="现代汉语词典 (7th ed.), 度过, 渡过",
    find=in_passages(_find),
)
