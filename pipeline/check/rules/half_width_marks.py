"""No half-width marks in Chinese text."""

import re
from collections.abc import Iterator

from pipeline.check.characters import CLOSING, HAN, OPENING
from pipeline.check.passage import NO_PROSE, Passage
from pipeline.check.rule import Found, Kind, Level, Rule, in_passages, mend
from pipeline.i18n import _

_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_MARK = re.compile(
    rf"(?<=[{HAN}{CLOSING}]) ?[,;:?!]"
    rf"|(?<=[0-9A-Za-z%{NO_PROSE}])[,;?!](?=[{HAN}{OPENING}])"
    rf"|(?<=[0-9A-Za-z%]):(?=[{OPENING}])"
    rf"|(?<=[{HAN}{CLOSING}])(?<![一二三四五六七八九十])\.(?=$|[{HAN}{OPENING}{CLOSING}\n])"
)
_PAIR = re.compile(r"(?<![0-9A-Za-z_])\([^()（）\n]*\)")
_FOREIGN = re.compile("[A-Za-z]+(?:, | )[A-Za-z]+$")
_HAN = re.compile(f"[{HAN}]")


def _find(passage: Passage) -> Iterator[Found]:
    message = _("“{mark}” stands in Chinese text, and is half-width.")
    for mark in _MARK.finditer(passage.text):
        narrow = mark[0].strip()
        if _FOREIGN.search(passage.text[: mark.start()]):
            continue  # Hello, world!
        yield mend(mark, passage, _WIDE[narrow], message.format(mark=narrow))
    for pair in filter(lambda each: _HAN.search(each[0]), _PAIR.finditer(passage.text)):
        for start, wide in ((pair.start(), "（"), (pair.end() - 1, "）")):
            narrow = passage.text[start]
            hint = _("Write “{right}”.").format(right=wide)
            yield Found(
                message=message.format(mark=narrow), hint=hint, passage=passage, start=start, end=start + 1, fix=wide
            )


RULE = Rule(
    id="marks.half-width",
    level=Level.ERROR,
    kind=Kind.MARKS,
    rationale="Marks in Chinese text are as wide as a character; half-width ones come from a keyboard left in Latin.",
    source="GB/T 15834-2011, 5.1",
    find=in_passages(_find),
    can_fix=True,
)
