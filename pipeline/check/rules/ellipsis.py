"""The ellipsis is six points on two characters."""

import re
from collections.abc import Iterator

from pipeline.check.characters import CLOSING, HAN, OPENING
from pipeline.check.passage import Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_SIDE = f"{HAN}{OPENING}{CLOSING}，。！？、；："
_WRONG = re.compile(
    rf"(?<=[{_SIDE}])(?:\.{{2,}}|．{{2,}}|・{{2,}}|·{{2,}}|•{{3,}})"
    rf"|(?<![A-Za-z0-9.])(?:\.{{3,}}|・{{3,}}|·{{3,}})(?=[{_SIDE}])"
    r"|。{3,}|(?<!…)…(?!…)|(?<!…)…{3}(?!…)|(?<!…)…{5,}"
)


def _find(passage: Passage) -> Iterator[Found]:
    for found in _WRONG.finditer(passage.text):
        beside = passage.text[max(0, found.start() - 1) : found.start()] + passage.text[found.end() : found.end() + 1]
        if found[0] == "…" and (not beside or re.fullmatch(r"[A-Za-z0-9,+ ]+", beside)):
            continue  # 1, 2, …, n
        yield mend(found, passage, "……", _("“{mark}” is no ellipsis of Chinese.").format(mark=found[0]))


RULE = Rule(
    id="marks.ellipsis",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="The ellipsis has six points, on the place of two characters; twelve stand for paragraphs.",
    source="GB/T 15834-2011, 4.11.2",
    find=in_passages(_find),
    can_fix=True,
)
