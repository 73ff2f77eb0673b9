"""Pages of one file: style and script inside, pictures as data, and a policy that lets nothing else in."""

import base64
import hashlib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline import __version__
from pipeline.i18n import language

_FOLDER = Path(__file__).parent
_LONGEST = 400  # characters of one text from a file
_UNSEEN = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, halves of characters, separators of lines
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # UAX 9


def render_page(name: str, values: Mapping[str, object]) -> str:
    """Render the report *name* of this folder as one page of HTML, with its style and its script inside.

    Both are made of what all reports have in common and of its own. All *values* are escaped, wherever they come from.
    The template finds the language in ``lang``, and in ``policy`` what the browser is to allow (Content Security
    Policy, level 2): this style, this script, pictures as data.
    """
    sheet, program = (_source(f"report.{kind}") + _source(f"{name}.{kind}") for kind in ("css", "js"))
    policy = (
        f"default-src 'none'; img-src data:; style-src {_digest(sheet)}; script-src {_digest(program)}; "
        "base-uri 'none'; form-action 'none'"
    )
    # Both are files of ours: they go in as they are, since their digests are those of every character.
    inside = {"style": Markup(sheet), "script": Markup(program), "policy": policy}
    page = _environment().get_template(f"{name}.html.j2")
    return page.render(values, lang=language(), version=__version__, **inside)


def data_address(kind: str, data: bytes) -> str:
    """*data* of the media type *kind* as an address (RFC 2397)."""
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"


def plain(text: str) -> str:
    """*text* from a file as it may be shown: what can't be seen, or reorders what can, is told; not without end."""
    shown = "".join(map(_show, text[: _LONGEST + 1]))
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _show(character: str) -> str:
    if character in "\t\n\r":
        return " "
    return "\ufffd" if unicodedata.category(character) in _UNSEEN or character in _TURNING else character


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _source(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode('ascii')}'"
