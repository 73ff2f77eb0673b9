"""What users read, in their language: gettext over the catalogue shipped with the package.

Source strings are English; ``locale/zh_CN`` holds the Chinese. The language is chosen by the usual environment
variables (LANGUAGE, LC_ALL, LC_MESSAGES, LANG), once, when the first message is asked for; where several people are
served by one process, `speaking` chooses it for a piece of work.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

DOMAIN = "kanben"
LOCALE_DIR = Path(__file__).parent / "locale"


LANGUAGES = {"zh_CN": "中文", "en": "English"}
"""What messages are in, by the names that the environment has for them."""
_chosen: ContextVar[str] = ContextVar("language", default="")


@cache
def _translations(chosen: str = "") -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE_DIR, [chosen] if chosen else None, fallback=True)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Have messages in *language*, one of LANGUAGES, as long as the block lasts."""
    before = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(before)


def language_environment() -> dict[str, str]:
    """The variables of the environment by which a process tells its messages in the language that was chosen."""
    return {"LANGUAGE": chosen} if (chosen := _chosen.get()) else {}


def _(message: str) -> str:
    """Return *message* in the user's language; fill placeholders with ``str.format`` afterwards."""
    return _translations(_chosen.get()).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Return the form of the message that fits *count* in the user's language."""
    return _translations(_chosen.get()).ngettext(singular, plural, count)


def language() -> str:
    """The language that messages are in, as HTML and XML name it (BCP 47)."""
    named = _translations(_chosen.get()).info().get("language", "en")
    return named.replace("_", "-")
