"""What is printed: text of files, names of files and messages reach a terminal as text, and never as commands to it."""

import json
import re
from pathlib import Path
from typing import Any

import click

from pipeline.control_characters import CONTROL, harmless


def one_line(text: str) -> str:
    """*text*, such as the name of a file, that can't pretend to be several lines."""
    return harmless(text).replace("\n", "\ufffd")


def echo(text: str | Path = "", *, err: bool = False) -> None:
    """Print *text*, harmless, to standard output, or to standard error."""
    click.echo(harmless(str(text)), err=err)


def echo_json(value: Any) -> None:
    """Print *value* as JSON, controls escaped, so that programs get what it is and terminals what they can show."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(re.sub(CONTROL, lambda match: f"\\u{ord(match[0]):04x}", text))
