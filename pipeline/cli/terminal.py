"""What is printed: text of files, names of files and messages reach a terminal as text, and never as commands to it."""

import json
import re
from pathlib import Path
from typing import Any

import click

# What click.style writes for bold, dim and colours, and its end: all else that begins with an escape goes.
_STYLE = r"\x1b\[(?:0|1|2|3[1-7])m"
# C0 but tab and line feed, C1, halves of characters, which can't be written, and signs that turn the direction of what
# follows (UAX 9) or end a line.
_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
_STYLE_OR_CONTROL = re.compile(f"({_STYLE})|{_CONTROL}")


def harmless(text: str) -> str:
    """*text* with a replacement character for each control; bold, dim and colours stay."""
    return _STYLE_OR_CONTROL.sub(lambda match: match[1] or "\ufffd", text)


def one_line(text: str) -> str:
    """*text*, such as the name of a file, that can't pretend to be several lines."""
    return harmless(text).replace("\n", "\ufffd")


def echo(text: str | Path = "", *, err: bool = False) -> None:
    """Print *text*, harmless, to standard output, or to standard error."""
    click.echo(harmless(str(text)), err=err)


def echo_json(value: Any) -> None:
    """Print *value* as JSON, controls escaped, so that programs get what it is and terminals what they can show."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(re.sub(_CONTROL, lambda match: f"\\u{ord(match[0]):04x}", text))
