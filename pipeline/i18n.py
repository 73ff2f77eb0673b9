"""What users read, in their language: gettext over the catalogue shipped with the package.

Source strings are English; ``locale/zh_CN`` holds the Chinese. The language is chosen by the usual environment
variables (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), once, when the first message is asked for.
"""

import gettext
from functools import cache
from pathlib import Path

DOMAIN = "kanben"
LOCALE_DIR = Path(__file__).parent / "locale"


@cache
def _translations() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, fallback=True)


def _(message: str) -> str:
    """Return *message* in the user's language; fill placeholders with ``str.format`` afterwards."""
    return _translations().gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the message that fits *count* in the user's language."""
    return _translations().ngettext(singular, plural, count)


def language() -> str:
    """The language that messages are in, as HTML and XML name it (BCP 47)."""
    named = _translations().info().get("language", "en")
    return named.replace("_", "-")
