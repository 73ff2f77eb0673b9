"""Bar codes of periodicals: digits, modules and additions; numbers are found in the colophon of journals alone."""

from base64 import b64decode
from dataclasses import replace

import pytest

from pipeline.issue_numbers import IssueNumber
from pipeline.layout.bar_codes import BarCode, StandardNumbers, draw_bar_code, find_standard_numbers
from tests.layout.test_compose import article_of, issue_of

ROWS = (("国际刊号", "ISSN 9999-9994（样本）"), ("国内刊号", "CN 99-9999/D（样本）"), ("定价", "5.00元"))


def modules_of(code: BarCode) -> str:
    """Its modules, 1 for a bar."""
    drawing = b64decode(code.url.split(",")[1]).decode()
    modules = ["0"] * code.width
    for path in drawing.split("<path d='M")[1:]:
        at, length = path.split(" 0h")[0], path.split(" 0h")[1].split("v")[0]
        modules[int(at) : int(at) + int(length)] = "1" * int(length)
    return "".join(modules)


def test_a_code_and_its_addition() -> None:
    """ISSN 0317-8471, the example of ISO 3297, with its modules as ISO/IEC 15420 has them."""
    code = draw_bar_code("0317-8471", IssueNumber.of(5))
    assert code.digits == "9 770317 847001 05"
    modules = modules_of(code)
    left = "0111011 0010001 0100111 0111101 0110011 0111011"  # 7 7 0 3 1 7 on the sides L G G L G L of a 9
    right = "1001000 1011100 1000100 1110010 1110010 1100110"  # 8 4 7 0 0 1
    body = f"101{left}01010{right}101".replace(" ", "")
    addition = "1011" + "0001101" + "01" + "0111001"  # 0 and 5 on the sides L and G, since 5 leaves 1 of 4
    assert modules == f"{'0' * 11}{body}{'0' * 9}{addition}{'0' * 5}"


@pytest.mark.parametrize("number", [IssueNumber.of(112), IssueNumber(1, 1, is_supplement=True)])
def test_what_two_digits_cannot_tell_has_no_addition(number: IssueNumber) -> None:
    code = draw_bar_code("0317-8471", number)
    assert code.digits == "9 770317 847001"
    assert len(modules_of(code)[11:].rstrip("0")) == 95


def test_a_double_number_has_its_first() -> None:
    assert draw_bar_code("0317-8471", IssueNumber(7, 8)).digits.endswith(" 07")


def test_what_is_no_issn_has_no_code() -> None:
    with pytest.raises(ValueError, match="12345"):
        draw_bar_code("12345", IssueNumber.of(1))


def test_the_numbers_of_a_journal() -> None:
    publication = replace(issue_of(article_of()).publication, profile="journal", colophon=ROWS)
    assert find_standard_numbers(publication) == StandardNumbers("9999-9994", "99-9999/D", "5.00元")
    assert find_standard_numbers(replace(publication, profile="internal")) == StandardNumbers("", "", "")
    assert find_standard_numbers(replace(publication, colophon=())) == StandardNumbers("", "", "")
