"""Strings of a PDF that are texts (ISO 32000-1, 7.9.2.2)."""

import re

_IDEOGRAPHIC_SPACE = "\u3000"
_ENCODINGS = ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8"))
_NEW_LINE = re.compile(r"\r\n?|\n")


def text_of(string: bytes) -> str:
    """The text that *string* says, without control characters."""
    return "".join(lines_of(string))


def lines_of(string: bytes) -> list[str]:
    """The lines of the text that *string* says, without control characters; a space in the place of a tab."""
    for mark, encoding in _ENCODINGS:
        if string.startswith(mark):
            text = string[len(mark) :].decode(encoding, "replace")
            break
    else:
        text = string.decode("latin-1")
    return ["".join(filter(_is_shown, line)) for line in _NEW_LINE.split(text.replace("\t", " "))]


def _is_shown(character: str) -> bool:
    return character.isprintable() or character == _IDEOGRAPHIC_SPACE
