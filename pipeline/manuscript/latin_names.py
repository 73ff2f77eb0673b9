"""Names of files made of Chinese titles, by their pinyin."""

import re

_MAX_SLUG = 40
_CHARACTERS = 6  # of a title that its slug is made of


def syllables(text: str) -> list[str]:
    """*text* in pinyin without tones: one part for each Han character or run of Latin letters and figures."""
    from pypinyin import lazy_pinyin  # its tables take a third of a second to load, and only an import needs them

    return [plain for part in lazy_pinyin(text) if (plain := re.sub("[^A-Za-z0-9]", "", part.replace("ü", "v")))]


def slug_of(title: str) -> str:
    """The first six characters of *title* in pinyin; ``article`` where it has none that could be read."""
    return "".join(syllables(re.sub(r"[\W_]", "", title)[:_CHARACTERS])).lower()[:_MAX_SLUG] or "article"
