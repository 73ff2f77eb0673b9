"""Languages of a text, as far as type has to know them (BCP 47, RFC 5646).

Traditional Chinese wants marks in the middle of their em, 「」, and glyphs of its own. To set it like text of the
mainland would be a fault that nobody sees before print. Hence its language is refused where that would happen.
"""

from functools import cache

from pipeline.i18n import _

_CHINESE = frozenset({"zh", "cmn", "hak", "lzh", "nan", "yue"})
_TRADITIONAL_REGIONS = frozenset({"tw", "hk", "mo"})
_FORMS = str.maketrans(
    "续参献注释来关键词图类号简责编辑摄单资译转页项标码", "續參獻註釋來關鍵詞圖類號簡責編輯攝單資譯轉頁項標碼"
)


@cache
def is_traditional(language: str) -> bool:
    """Whether the tag *language* stands for Chinese in Traditional characters: by its script, or else by its region."""
    first, *others = language.lower().split("-")
    if first not in _CHINESE or "hans" in others:
        return False
    return "hant" in others or not _TRADITIONAL_REGIONS.isdisjoint(others)


def is_chinese(language: str) -> bool:
    """Whether lines of text in *language* are composed as Chinese; other tags of Chinese (yue, lzh) are not known."""
    return language.lower().split("-")[0] == "zh"


def in_language(words: str, language: str) -> str:
    """Our own *words* as they are written in a text in *language* (empty: as they are)."""
    return words.translate(_FORMS) if is_traditional(language) else words


def explain_refusal(language: str) -> tuple[str, str]:
    """Message and hint for the tag *language*, one of Traditional Chinese, where that is not set."""
    message = _("Traditional Chinese ({language}) cannot be set: it would get the marks and glyphs of the mainland.")
    return message.format(language=language), _("Where those will do, write zh-Hans or zh-CN.")
