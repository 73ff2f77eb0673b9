"""Names of two characters that are typed with a space in them, as wide as those of three: 文 / 王 伟, 主任 李 强."""

import re
from collections.abc import Iterator

from pipeline.manuscript.surnames import SURNAMES

_HAN = "[\u3400-\u9fff]"
_SPACE = "[ \u00a0]"
_SPACES = re.compile(f"(?<={_HAN}){_SPACE}+(?={_HAN})")
_WORK = "文|图|摄|译|整理|作者|记者|通讯员|摄影|供稿|撰稿|采写|编辑|责编|主编|编审|校对|审核|设计|翻译|联系人"
_POST = (
    "主席|书记|主任|[部局处科会院校厂所站市县村镇班队组秘书董事]长|经理|总监|总裁|教授|讲师|研究员|院士|博士|工程师|医生|医师|护士"
    "|总[工编]|.员|律师|法官|检察官|教练|老师|师傅|同志|先生|女士|代表|委员|主编|编辑|记者|通讯员|作者|摄影|校对|审核|责编|主持人|负责人|联系人"
)
_VERB = "说|表示|介绍|认为|告诉|强调|指出|补充|解释|回忆|报道|主持|出席|参加|带领|率|[和与及等的在]"
_ANOTHER = f"(?:{_HAN}{{2,3}}|{_HAN}{_SPACE}{_HAN})(?:[、，]|{_SPACE}+)"
_NAME = re.compile(f"(?<!{_HAN})[{''.join(sorted(SURNAMES))}](?P<within>{_SPACE}+){_HAN}(?:(?!{_HAN})|(?={_VERB}))")
_BEFORE = re.compile(f"(?:(?:{_WORK}){_SPACE}*[/／:：]{_SPACE}*|(?:{_POST}){_SPACE}+)(?:{_ANOTHER}){{0,9}}$")
_AFTER = re.compile(f"{_SPACE}+(?={_HAN})")
_FARTHEST = 48  # characters that what announces a name goes back


def spaces_of_names(flow: str) -> Iterator[tuple[int, int]]:
    """Where in *flow* the spaces stand, (start, end), that are in such names or set them apart.

    A name begins with a surname, and what it is of, or a post, stands before it; others may stand between.
    """
    for name in _NAME.finditer(flow):
        before = _BEFORE.search(flow, max(0, name.start() - _FARTHEST), name.start())
        if before is None:
            continue
        yield name.span("within")
        yield from (space.span() for space in _SPACES.finditer(flow, before.start(), name.start() + 1))
        if after := _AFTER.match(flow, name.end()):
            yield after.span()
