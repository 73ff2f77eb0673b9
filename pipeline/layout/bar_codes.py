"""Bar codes of periodicals: EAN-13 of their ISSN, and the number of the issue (GB/T 16827, ISO/IEC 15420)."""

import re
from base64 import b64encode
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.issue_numbers import IssueNumber
from pipeline.model import Publication

_ISSN = re.compile(r"(?<!\d)(\d{4})-?(\d{3})[\dXx](?![\d-])", re.ASCII)
_CN = re.compile(r"(?<!\d)\d{2}-\d{4}(?:/[A-Z][A-Z0-9.]*)?(?![\d-])", re.ASCII)
_PRICE = re.compile("定价|每期定价")
_PREFIX, _VARIANT = "977", "00"
_ODD = ("0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111", "0111011", "0110111", "0001011")
_SIDES = ("LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL")
_PAIRS = ("LL", "LG", "GL", "GG")  # of an addition of two digits, by its rest of 4
_QUIET, _BETWEEN, _END = 11, 9, 5  # modules of white before the code, before the addition and behind all
_HEIGHT = 52  # modules, of 0.264 mm


class BarCode(NamedTuple):
    """A bar code as *url*, an SVG in a data URI whose sides are *width* by *height* modules, and its *digits*."""

    url: str
    digits: str
    width: int
    height: int


class StandardNumbers(NamedTuple):
    """What a journal prints on its cover: *issn*, *cn* 国内刊号, *price*; empty where its colophon tells none."""

    issn: str
    cn: str
    price: str


def find_standard_numbers(publication: Publication) -> StandardNumbers:
    """The numbers of *publication* and its price, by the rows of its colophon; none of what is no journal."""
    if publication.profile != "journal":
        return StandardNumbers("", "", "")
    rows = [(f"{label} {value}", value) for label, value in publication.colophon]
    issn = next((found for text, _value in rows if "ISSN" in text and (found := _ISSN.search(text))), None)
    cn = next((found for text, _value in rows if "CN" in text and (found := _CN.search(text))), None)
    price = next((value for label, value in publication.colophon if _PRICE.fullmatch(label)), "")
    return StandardNumbers(issn[0].upper() if issn else "", cn[0] if cn else "", price)


def draw_bar_code(issn: str, number: IssueNumber) -> BarCode:
    """The bar code of *issn* (0000-0000) with the *number* of an issue in the year as an addition of two digits.

    A double number has its first; supplements and numbers beyond 99 have none. Raises ValueError for what is no ISSN.
    """
    found = _ISSN.fullmatch(issn)
    if found is None:
        raise ValueError(issn)
    code = _with_check_digit(f"{_PREFIX}{found[1]}{found[2]}{_VARIANT}")
    addition = "" if number.is_supplement or number.first > 99 else f"{number.first:02d}"
    modules = "0" * _QUIET + _code_modules(code)
    if addition:
        modules += "0" * _BETWEEN + _addition_modules(addition)
    modules += "0" * _END
    bars = "".join(f"<path d='M{at} 0h{length}v{_HEIGHT}h-{length}z'/>" for at, length in _bars(modules))
    drawing = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {len(modules)} {_HEIGHT}'>{bars}</svg>"
    url = f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"
    digits = f"{code[0]} {code[1:7]} {code[7:]} {addition}".strip()
    return BarCode(url, digits, len(modules), _HEIGHT)


def _with_check_digit(digits: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"


def _digit_modules(digit: str, side: str) -> str:
    """The modules of a *digit* on the *side* L, G or R of a code: R is L in the negative, G is R backwards."""
    odd = _ODD[int(digit)]
    right = odd.translate(str.maketrans("01", "10"))
    return {"L": odd, "G": right[::-1], "R": right}[side]


def _code_modules(code: str) -> str:
    left = "".join(map(_digit_modules, code[1:7], _SIDES[int(code[0])]))
    right = "".join(_digit_modules(digit, "R") for digit in code[7:])
    return f"101{left}01010{right}101"


def _addition_modules(addition: str) -> str:
    first, second = map(_digit_modules, addition, _PAIRS[int(addition) % 4])
    return f"1011{first}01{second}"


def _bars(modules: str) -> Iterator[tuple[int, int]]:
    """Where each bar of *modules* begins, and how wide it is."""
    for found in re.finditer("1+", modules):
        yield found.start(), len(found[0])
