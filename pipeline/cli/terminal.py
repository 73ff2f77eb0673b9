"""What is printed: text of files, names of files and messages reach a terminal as text, and never as commands to it."""

import json
import re
from pathlib import Path
from typing import Any

import click

from pipeline.control_characters import CONTROL, harmless
from pipeline.errors import Problem

# Of a call of a command, in its context's ``meta``: it was asked for JSON, and has printed some.
JSON_WANTED, JSON_WRITTEN = "kanben.json wanted", "kanben.json written"


def one_line(text: str) -> str:
    """*text*, such as the name of a file, that can't pretend to be several lines."""
    return harmless(text).replace("\n", "\ufffd")


def echo(text: str | Path = "", *, err: bool = False) -> None:
    """Print *text*, harmless, to standard output, or to standard error."""
    click.echo(harmless(str(text)), err=err)


def echo_json(value: Any) -> None:
    """Print *value* as JSON, controls escaped, so that programs get what it is and terminals what they can show."""
    if (context := click.get_current_context(silent=True)) is not None:
        context.meta[JSON_WRITTEN] = True
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(re.sub(CONTROL, lambda match: f"\\u{ord(match[0]):04x}", text))


def problem_as_json(problem: Problem) -> dict[str, Any]:
    """*problem* for programs (docs/errors.md)."""
    path = str(shorten_path(problem.path)) if problem.path else None
    return {"file": path, "line": problem.line, "message": problem.message, "hint": problem.hint}


def shorten_path(path: Path) -> Path:
    """*path* as short as the current folder allows."""
    path = path.resolve()
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
