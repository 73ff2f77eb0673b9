"""Classes of characters for the patterns of rules, to be put between [ ]; numerals read."""

HAN = "〇㐀-鿿豈-﫿\U00020000-\U0003134f"
CLOSING = "”’）》〉」』】〕"
OPENING = "“‘（《〈「『【〔"
STOPS = "。！？…"
PAUSES = "，、；："
NUMERALS = "〇零一二两三四五六七八九十百千万亿"
_DIGITS = {"〇": 0, "零": 0, "○": 0, **{each: value for value, each in enumerate("一二三四五六七八九", 1)}, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def number_of(text: str) -> int | None:
    """The number that *text* says, in digits or as 十二, 一百零五, 二〇二三; None for all else."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 15 else None
    if text and all(each in _DIGITS for each in text):
        return int("".join(str(_DIGITS[each]) for each in text)) if len(text) <= 15 else None
    whole, digit = 0, 0
    for each in text:
        if each in _DIGITS:
            digit = _DIGITS[each]
        elif each in _UNITS:
            whole += (digit or 1) * _UNITS[each]
            digit = 0
        else:
            return None
    return whole + digit if text else None
