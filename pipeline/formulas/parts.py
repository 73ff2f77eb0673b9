"""Where a formula may be parted at the end of a line: behind the signs between its sides or its terms, and never inside
brackets (GB 3102.11-93: the sign ends the line, and is not repeated)."""

import re
from collections.abc import Iterator

from latex2mathml.symbols_parser import convert_symbol

_PIECE = re.compile(
    r"\\(?:left|right)(?![A-Za-z])\s*(?:\\[A-Za-z]+|\\?\S)|\\(?:begin|end)\s*\{\w+\}|\\[A-Za-z]+|\\?\S|\\\s", re.DOTALL
)
_RELATIONS = frozenset("=<>≠≤≥⩽⩾≪≫≈≡∼≃≅≌∝∈→⟶⇒⟹⇔⟺")
_TERMS = frozenset("+-−±∓")
_NO_OPERANDS = _RELATIONS | _TERMS | frozenset("×⋅·∪∩÷,^_")
_OPENS = re.compile(r"\\left(?![A-Za-z])|\\begin|\\?[({[]", re.DOTALL)
_CLOSES = re.compile(r"\\right(?![A-Za-z])|\\end|\\?[)}\]]", re.DOTALL)
_SPACES = frozenset((r"\,", r"\;", r"\:", r"\!", r"\ ", r"\quad", r"\qquad"))


def part_at_relations(tex: str) -> list[str]:
    """*tex*, which is looked over, in parts of which all but the last end with = or its like."""
    return _part(tex, _RELATIONS)


def part_at_terms(tex: str) -> list[str]:
    """*tex*, which is looked over, in parts of which all but the last end with + or its like."""
    return _part(tex, _TERMS)


def _part(tex: str, signs: frozenset[str]) -> list[str]:
    places = list(_places(tex, signs))
    return [tex[start:end].strip() for start, end in zip([0, *places], [*places, len(tex)], strict=True)]


def _places(tex: str, signs: frozenset[str]) -> Iterator[int]:
    """Where pieces begin that follow, outside of all brackets, on one of *signs* between two operands."""
    depth, in_bars, has_operand, is_behind = 0, False, False, False
    for match in _PIECE.finditer(tex):
        piece = match[0]
        if piece in _SPACES:
            continue
        sign = _sign(piece)
        if is_behind and sign not in _RELATIONS and sign not in "^_":
            yield match.start()
        is_behind = False
        if piece == "|":
            depth += -1 if in_bars else 1
            in_bars, has_operand = not in_bars, in_bars
        elif _OPENS.match(piece):
            depth, has_operand = depth + 1, False
        elif _CLOSES.match(piece):
            depth, has_operand = depth - 1, True
        elif sign in _NO_OPERANDS:
            is_behind = depth == 0 and has_operand and sign in signs
            has_operand = False
        else:
            has_operand = True


def _sign(piece: str) -> str:
    """The sign that a piece of TeX stands for; other pieces as they are."""
    code = convert_symbol(piece) if piece.startswith("\\") else None
    return chr(int(code, 16)) if code else piece
