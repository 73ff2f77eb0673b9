"""Numbers written in figures or in Chinese."""

NUMERAL = r"[0-9０-９〇零○一二三四五六七八九十百]"  # ○ stands for 〇 in many texts
_DIGITS = {"○": 0, "零": 0, **{digit: value for value, digit in enumerate("〇一二三四五六七八九")}}
_UNITS = {"十": 10, "百": 100}


def read_numeral(text: str) -> int | None:
    """Return the value of ``228``, ``二〇二三`` or ``一百二十八``; None for anything else."""
    if text.isdecimal():
        return int(text)
    if text and all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, digit = 0, None
    for character in text:
        if character in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[character]
            digit = None
        elif character in _DIGITS and digit in (None, 0):
            digit = _DIGITS[character]
        else:
            return None
    return total + (digit or 0) if text else None
