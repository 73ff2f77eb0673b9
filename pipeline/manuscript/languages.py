"""Languages of a text, as far as type has to know them (BCP 47, RFC 5646).

Traditional Chinese wants marks in the middle of their square, 「」, and glyphs of its own. Nothing here sets them; to
set it like text of the mainland would be a fault that nobody sees before print. Hence its language is refused.
"""

from pipeline.i18n import _

_CHINESE = frozenset({"zh", "cmn", "hak", "lzh", "nan", "yue"})
_TRADITIONAL_REGIONS = frozenset({"tw", "hk", "mo"})


def is_traditional(language: str) -> bool:
    """Whether the tag *language* stands for Chinese in Traditional characters: by its script, or else by its region."""
    first, *others = language.lower().split("-")
    if first not in _CHINESE or "hans" in others:
        return False
    return "hant" in others or not _TRADITIONAL_REGIONS.isdisjoint(others)


def explain_refusal(language: str) -> tuple[str, str]:
    """Message and hint for the tag *language*, which is one of Traditional Chinese."""
    message = _("Traditional Chinese ({language}) cannot be set: it would get the marks and glyphs of the mainland.")
    return message.format(language=language), _("Where those will do, write zh-Hans or zh-CN.")
