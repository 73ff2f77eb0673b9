"""Numbers in the forms that Word counts in (ISO/IEC 29500-1, 17.18.59, ST_NumberFormat)."""

from collections.abc import Callable
from functools import partial

_DIGITS = "〇一二三四五六七八九"
_LEGAL = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟万")
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟萬")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MAX_ROMAN = 3999


def write_number(number: int, form: str) -> str:
    """*number* as Word writes it in *form*; in figures where the form is none of ours, or has no such number."""
    write = _FORMS.get(form)
    return (write(number) if write is not None and number >= 0 else "") or ("" if form == "none" else str(number))


def knows_form(form: str) -> bool:
    """Whether *form* is one that numbers are written in here."""
    return form in _FORMS or form in ("none", "bullet")


def _count_in_han(
    number: int, digits: str = "零一二三四五六七八九", units: str = "十百千万", *, bare_ten: bool = True
) -> str:
    """*number* as it is spoken: 一百零五. *bare_ten*: 十五, not 一十五."""
    if number == 0:
        return digits[0]
    if number >= 100_000_000:
        return ""
    high, low = divmod(number, 10_000)
    text = f"{_below_ten_thousand(high, digits, units)}{units[3]}" if high else ""
    if low:
        text += (digits[0] if high and low < 1000 else "") + _below_ten_thousand(low, digits, units)
    begins_with_ten = text.startswith(digits[1] + units[0])
    return text[1:] if bare_ten and begins_with_ten else text


def _below_ten_thousand(number: int, digits: str, units: str) -> str:
    text, is_gap = "", False
    for place in (3, 2, 1, 0):
        figure = number // 10**place % 10
        if figure:
            text += (digits[0] if is_gap and text else "") + digits[figure] + (units[place - 1] if place else "")
            is_gap = False
        else:
            is_gap = True
    return text


def _count_in_japanese(number: int) -> str:
    """As `_count_in_han`, with 百 and 千 alone for 100 and 1000, and no 零."""
    text = _count_in_han(number, "〇一二三四五六七八九").replace("〇", "") if number else "〇"
    return text.replace("一百", "百").replace("一千", "千") if number < 10_000 else text


def _digit_by_digit(number: int, digits: str = _DIGITS) -> str:
    return "".join(digits[int(figure)] for figure in str(number))


def _count_in_roman(number: int) -> str:
    if not 0 < number <= _MAX_ROMAN:
        return ""
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text


def _letter(number: int) -> str:
    """A, B … Z, AA, BB …: as Word repeats them."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 26 * 30 else ""


def _pick_sign(number: int, signs: str) -> str:
    return signs[number - 1] if 0 < number <= len(signs) else ""


def _signs(first: str, count: int) -> str:
    return "".join(chr(ord(first) + index) for index in range(count))


def _count_in_cycles(number: int) -> str:
    """甲子, 乙丑 … as years are counted."""
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number else ""


def _full_width(number: int) -> str:
    return "".join(chr(ord(figure) + 0xFEE0) for figure in str(number))


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_CIRCLED = _signs("①", 20) + _signs("㉑", 15) + _signs("㊱", 15)
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_counting = partial(_count_in_han, digits="○一二三四五六七八九")
_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "hex": lambda number: f"{number:X}",
    "upperRoman": _count_in_roman,
    "lowerRoman": lambda number: _count_in_roman(number).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _count_in_han,
    "taiwaneseCountingThousand": _count_in_han,
    "japaneseCounting": _count_in_japanese,
    "koreanCounting": _count_in_japanese,
    "chineseLegalSimplified": partial(_count_in_han, digits=_LEGAL[0], units=_LEGAL[1], bare_ten=False),
    "ideographLegalTraditional": partial(
        _count_in_han, digits=_LEGAL_TRADITIONAL[0], units=_LEGAL_TRADITIONAL[1], bare_ten=False
    ),
    "japaneseLegal": partial(_count_in_han, digits="零壱弐参四伍六七八九", units="拾百阡萬", bare_ten=False),
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "taiwaneseDigital": partial(_digit_by_digit, digits="○一二三四五六七八九"),
    "ideographTraditional": partial(_pick_sign, signs=_STEMS),
    "ideographZodiac": partial(_pick_sign, signs=_BRANCHES),
    "ideographZodiacTraditional": _count_in_cycles,
    "decimalEnclosedCircle": partial(_pick_sign, signs=_CIRCLED),
    "decimalEnclosedCircleChinese": partial(_pick_sign, signs=_CIRCLED),
    "decimalEnclosedFullstop": partial(_pick_sign, signs=_signs("⒈", 20)),
    "decimalEnclosedParen": partial(_pick_sign, signs=_signs("⑴", 20)),
    "ideographEnclosedCircle": partial(_pick_sign, signs=_signs("㊀", 10)),
    "aiueoFullWidth": partial(_pick_sign, signs=_KANA),
    "aiueo": partial(_pick_sign, signs=_KANA),
}
