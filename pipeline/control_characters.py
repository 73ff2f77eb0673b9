"""Characters that no text file should hold: they print as nothing, or as boxes."""

import re

from pipeline.i18n import _

# C0 and C1 controls but tab and line feed, lone surrogates, line separators, turns of the
# writing direction, and the two non-characters that editors let through.
CONTROL_CHARACTER = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


def control_character_message(character: str) -> str:
    """What the user is told of a *character* that CONTROL_CHARACTER finds."""
    return _("A control character U+{code:04X} stands here.").format(code=ord(character))
