"""C types are looked up with the type names that they use.

Replaces: cffi 2.1, cparser.py ``Parser._parse`` of the parser that WeasyPrint's declarations were read by.
Why: it has pycparser read all known type names again for each type that is asked for, and only those in it are needed.
Upstream: the same, or remember what the names were read as.
Effect: speed only.
"""

import re
from typing import Any

from weasyprint.text.ffi import ffi

from pipeline.engine.patches.patch import Effect, Patch


def apply() -> None:
    """Put a method around that of WeasyPrint's parser."""
    read_types_quickly(ffi._parser)


def read_types_quickly(parser: Any) -> None:
    """Have a cffi *parser*, which has read its declarations, tell pycparser only the type names that a text has."""
    parse = parser._parse

    def parse_with_its_names(text: str) -> Any:
        known = parser._declarations
        words = set(re.findall(r"\w+", text))
        parser._declarations = {key: value for key, value in known.items() if key.rpartition(" ")[2] in words}
        try:
            return parse(text)
        finally:
            parser._declarations = known

    parser._parse = parse_with_its_names


PATCH = Patch("C types by their names", "cffi", Effect.SPEED, apply)
