"""Labels as hurried typists write them between fences: 问: with a half-width colon, 第一条 without white behind it.

They are mended where nobody can doubt them, with a remark for the editor. The number of lines stays the same.
"""

import re
from collections.abc import Sequence

from pipeline.i18n import _
from pipeline.manuscript.fences import LineMessage, lines_within

_WITH_COLONS = ("dialogue", "timeline", "glossary", "names")
_HALF_COLON = re.compile(
    r"(?P<label>[ 　]*[^：:，,。；！？\s\[\](){}<>|][^：:，,。；！？\[\](){}<>|]{0,19})"
    r":(?!//)(?:(?<=[\u3400-\u9fff]:)|(?![0-9]))[ 　]*(?=\S)"
)  # a time of day has digits on both sides: 5:20
_ARTICLE = re.compile(
    r"(?P<label>(?>[ 　]*\**第[〇零一二三四五六七八九十百千0-9]{1,8}条"
    r"(?:之[一二三四五六七八九十])?(?:\[\^\w{1,9}\])?\**))"
    r"(?:[：:、，,．]|(?=[^ 　：:、，,．]))[ 　]*(?=\S)"
)


def mend_labels(lines: Sequence[str], is_text: Sequence[bool]) -> tuple[list[str], list[LineMessage]]:
    """Mend the labels that *lines* begin with, where *is_text*; also returns what was mended."""
    made, messages = list(lines), []
    for number in (each for kind in _WITH_COLONS for each in lines_within(lines, kind)):
        if is_text[number] and (found := _HALF_COLON.match(lines[number])) is not None:
            made[number] = f"{found['label']}：{lines[number][found.end() :]}"
            messages.append(LineMessage(number, _("A half-width colon behind a label is taken for a full-width one.")))
    for number in lines_within(lines, "law"):
        if is_text[number] and (found := _ARTICLE.match(lines[number])) is not None:
            made[number] = f"{found['label']}　{lines[number][found.end() :]}"
            messages.append(LineMessage(number, _("A space is put behind the number of an article: 第一条　….")))
    return made, messages
