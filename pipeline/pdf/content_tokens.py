"""Content streams taken apart, within bounds: operators with their operands (ISO 32000-1, 7.8.2)."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.i18n import _
from pipeline.pdf.object_syntax import CONSTANTS, REGULAR, WHITE_SPACE, UnreadableError, name_of, read_value

# ISO 32000-1, annex A.
OPERATORS = frozenset(
    b"b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re"
    b" RG rg ri s S SC sc SCN scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"".split()
)
_TOKEN = re.compile(
    rb"[" + WHITE_SPACE + rb"]*(?:"
    rb"([+-]?(?:\d{1,15}\.?\d{0,20}|\.\d{1,20}))(?!" + REGULAR + rb")"
    rb"|/(" + REGULAR + rb"*)|(\[)|(\])|(<<|\(|<)|(" + REGULAR + rb"+)|%[^\r\n]*|(>>|[(){}>]))"
)
_NUMBER, _NAME, _OPEN, _CLOSE, _OBJECT, _WORD, _STRAY = range(1, 8)
_ANY_EI = rb"[" + WHITE_SPACE + rb"]EI(?!" + REGULAR + rb")"
_END_OF_IMAGE = re.compile(_ANY_EI)
# The letters may stand in the picture itself: text, or a string, follows where it ends.
_LIKELY_END_OF_IMAGE = re.compile(
    _ANY_EI
    + rb"(?:(?=["
    + WHITE_SPACE
    + rb"]*(?:\[["
    + WHITE_SPACE
    + rb"]*)?\()|(?![\t\n\f\r -~]{0,15}[^\t\n\f\r -~]))"
)
# Some writers set no white space before it; viewers know from the picture's size where its data end.
_END_WITHOUT_SPACE = re.compile(rb"EI(?=[" + WHITE_SPACE + rb"]+[A-Za-z0-9(/\[+.-]|[" + WHITE_SPACE + rb"]*\Z)")
_MOST_OPERANDS = 100_000

Operation = tuple[bytes, list[Any]]


class BrokenContentError(ValueError):
    """A content stream ends within a string, an array, a dictionary or an inline image, or is no content at all."""


def operations(content: bytes) -> Iterator[Operation]:
    """Operator and operands of each operation; of an inline image ``BI`` and its dictionary as key, value, key, ….

    Numbers are int or float, names NameObject, strings bytes, arrays lists. Raises BrokenContentError.
    """
    return ((word, operands) for _start, _end, word, operands in located_operations(content))


def located_operations(content: bytes) -> Iterator[tuple[int, int, bytes, list[Any]]]:
    """As `operations`, each with where it begins, behind the one before, and where it ends."""
    operands: list[Any] = []
    start = at = 0
    while match := _TOKEN.match(content, at):
        at = match.end()
        if match.lastindex == _WORD and match[_WORD] not in CONSTANTS:
            word = match[_WORD]
            if word == b"ID":
                at, word = find_image_end(content, at), b"BI"
            elif word == b"BI":
                continue
            yield start, at, word, operands
            operands, start = [], at
        elif match.lastindex is not None:
            value, at = _value(content, match)
            operands.append(value)
            if len(operands) > _MOST_OPERANDS:
                raise BrokenContentError(_("operands without an end"))
    if content[at:].strip(b"\0\t\n\x0c\r "):
        raise BrokenContentError(_("it ends within an array or a string"))


def readable_beginning(content: bytes) -> bytes:
    """*content* up to its last whole operation before what can't be read."""
    end = 0
    try:
        for _start, stop, word, _operands in located_operations(content):
            end = stop if word in OPERATORS else end
    except BrokenContentError:
        pass
    return content[:end]


def _value(content: bytes, match: re.Match[bytes]) -> tuple[Any, int]:
    """The operand that begins with the token *match*, and where it ends."""
    kind = match.lastindex
    if kind == _NUMBER:
        return float(match[_NUMBER]), match.end()
    if kind == _NAME:
        return name_of(match[_NAME]), match.end()
    if kind == _OBJECT:
        return _object_at(content, match.start(_OBJECT))
    if kind == _OPEN:
        return _array(content, match.end())
    if kind == _WORD and match[_WORD] in CONSTANTS:
        return CONSTANTS[match[_WORD]], match.end()
    raise BrokenContentError(_("a bracket or word where none may stand"))


def _array(content: bytes, at: int) -> tuple[list[Any], int]:
    items: list[Any] = []
    while match := _TOKEN.match(content, at):
        at = match.end()
        if match.lastindex == _CLOSE:
            return items, at
        if match.lastindex is None:
            continue
        if match.lastindex == _OPEN or len(items) == _MOST_OPERANDS:
            raise BrokenContentError(_("an array that is too large or too deep"))
        value, at = _value(content, match)
        items.append(value)
    raise BrokenContentError(_("it ends within an array or a string"))


def _object_at(content: bytes, at: int) -> tuple[Any, int]:
    try:
        value, end = read_value(content, at, lambda _number, _generation: None, bytes)
    except UnreadableError as error:
        raise BrokenContentError(_("a string or dictionary that can't be read")) from error
    return bytes(value) if isinstance(value, bytes) else value, end


def find_image_end(content: bytes, at: int) -> int:
    """Where an inline image ends whose data begin at *at* (ISO 32000-1, 8.9.7). Raises BrokenContentError."""
    patterns = (_LIKELY_END_OF_IMAGE, _END_OF_IMAGE, _END_WITHOUT_SPACE)
    match = next((found for pattern in patterns if (found := pattern.search(content, at))), None)
    if match is None:
        raise BrokenContentError(_("an inline image without an end"))
    return match.end()
