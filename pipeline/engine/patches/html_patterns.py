"""The patterns that HTML is cut up by are kept.

Replaces: tinyhtml5 2.1, inputstream.py ``characters_until_regex``, a table of ``HTMLUnicodeInputStream.chars_until``.
Why: it keeps each pattern under a key that is never asked for, and makes one anew for each piece of text.
Upstream: keep the pattern under the key that is asked for.
Effect: speed only.
"""

import re
from typing import Any

from tinyhtml5 import inputstream

from pipeline.engine.patches.patch import Effect, Patch


class _Patterns(dict[tuple[Any, bool], re.Pattern[str]]):
    """Patterns by the characters they are made of, and whether they match these or all others."""

    def __missing__(self, key: tuple[Any, bool]) -> re.Pattern[str]:
        characters, these = key
        among = "".join(f"\\x{ord(character):02x}" for character in characters)
        pattern = self[key] = re.compile(f"[{'' if these else '^'}{among}]+")
        return pattern


def apply() -> None:
    """Put it in the place of the table."""
    inputstream.characters_until_regex = _Patterns(inputstream.characters_until_regex)


PATCH = Patch("patterns are kept", "tinyhtml5", Effect.SPEED, apply)
