"""Numbers with their units, dates, times of day and spaced names in Chinese text, which no line should end in."""

import re
from collections.abc import Iterator

_DIGITS = r"[0-9０-９][0-9０-９,，.．]*(?<![,，.．])"
_COUNTED = (
    *(
        "元",
        "美元",
        "人",
        "人次",
        "个",
        "件",
        "项",
        "次",
        "户",
        "家",
        "名",
        "吨",
        "公里",
        "千米",
        "米",
        "天",
        "倍",
        "岁",
    ),
    *("岁", "册", "篇", "期", "页", "小时", "分钟", "月", "年", "日"),
)
_UNIT = rf"(?:[%％‰℃]|°C|[万亿百千]?[多余]?(?:{'|'.join(sorted(_COUNTED, key=len, reverse=True))})|[万亿])"
SPACED_NAME = r"(?<![\u3400-\u9fff])[\u3400-\u9fff]\u3000[\u3400-\u9fff](?![\u3400-\u9fff])"
"""A name of two characters as lists of names have it, as wide as one of three: 陈　明."""
_WHOLE = re.compile(
    r"[0-9０-９]{2,4}年(?:[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?)?"  # dates
    r"|[0-9０-９]{1,2}月[0-9０-９]{1,2}日"
    r"|[0-9０-９]{1,2}[:：][0-9０-９]{2}(?:[:：][0-9０-９]{2})?"  # times of day
    rf"|{SPACED_NAME}"
    rf"|(?:第|约|近|超)?[-+−－＋±]?(?:[¥￥$€£] ?)?{_DIGITS}(?:[-–—~～至]{_DIGITS})? ?{_UNIT}?"
)


def whole_pieces(text: str) -> list[tuple[str, bool]]:
    """*text* in pieces, each with whether no line may end in it: a number with its unit, a date,
    a time of day, a spaced name."""
    return list(_pieces(text))


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    done = 0
    for match in _WHOLE.finditer(text):
        if match.start() > done:
            yield text[done : match.start()], False
        yield match[0], True
        done = match.end()
    if done < len(text):
        yield text[done:], False
