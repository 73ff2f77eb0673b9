"""Reckons whether a text fits on a line before it is laid out."""

import math


def fit_size(text: str, width: float, largest: float) -> float:
    """The size, pt, at most *largest*, in which *text* takes no more than *width* pt on one line; never below 9 pt."""
    fitting = math.floor(width / max(1.0, reckon_width(text)) * 100) / 100  # rounded up, it would take a second line
    return max(9.0, min(largest, fitting))


def lines_taken(text: str, size: float, width: float) -> int:
    """About how many lines of *width* pt a *text* takes in a *size*, pt."""
    return max(1, math.ceil(reckon_width(text) * size / width))


def fits_behind(names: str, title: str, measure: float) -> bool:
    """Whether *names* probably fit on the last line of *title*, an em behind it, so that no name is broken.

    *measure* is the width of a line in ems; the first line is an em longer (its outdent). Each line is reckoned half an
    em short, for what breaking loses.
    """
    line = max(1.0, measure - 0.5)
    last = reckon_width(title) - 1
    if last > line:
        last %= line
    return last + 1 + reckon_width(names) <= measure - 0.5


def reckon_width(text: str) -> float:
    """About how wide *text* is on one line, in ems."""
    return sum(1 if ord(character) >= 0x2E80 else 0.52 for character in text)  # there Han and wide marks begin
