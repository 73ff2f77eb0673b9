"""Numbers in Roman numerals."""

_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def roman_numeral(number: int) -> str:
    """*number*, from 1 to 3999, in capitals."""
    found = []
    for value, letter in _ROMAN:
        times, number = divmod(number, value)
        found.append(letter * times)
    return "".join(found)
