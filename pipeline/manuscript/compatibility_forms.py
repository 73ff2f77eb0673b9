"""Characters that look like others and are not: Kangxi radicals and compatibility ideographs, as PDFs are copied; and
letters that are written as a letter and its marks.

Programs that write PDFs name a glyph by any of its characters: 人 comes out as ⼈ (U+2F08), which a search or an index
of 人 would miss. Unicode maps them (UAX #15, NFKC; EquivalentUnifiedIdeograph.txt for the radicals that
are whole characters); other forms, as ㈱ ① ㎏ ﬁ, are signs of their own and stay.
"""

import re
import unicodedata

_FORMS = re.compile("[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d]")
# Of CJK Radicals Supplement, those drawn as the whole character; parts of characters, as ⺡, stand for nothing.
_RADICALS = (
    "⺠民⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟"
    "⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀"
)
_WHOLE = dict(zip(_RADICALS[::2], _RADICALS[1::2], strict=True))

_MARKED = re.compile("[^\\W\\d_][\u0300-\u036f\u3099\u309a]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")


def compose_letters(text: str) -> str:
    """*text* with each letter and its marks as one character, where there is one (UAX #15, NFC): ế, not e, ^ and ´.

    No face need know how marks stand above one another then. Systems that part them (macOS, in names of files) mean
    the same text. Signs that are equivalent by themselves, as Ω (ohm), stay.
    """
    return _MARKED.sub(lambda cluster: unicodedata.normalize("NFC", cluster[0]), text)


def twin_of(character: str) -> str:
    """The character that the compatibility form *character* stands for; *character* itself where it stands for none."""
    twin = unicodedata.normalize("NFKC", character)
    return _WHOLE.get(character, character) if twin == character else twin


def without_compatibility_forms(text: str) -> tuple[str, dict[str, str]]:
    """*text* with each form as the character it stands for, and these by their forms, in the order of the text."""
    found = {form: twin for form in dict.fromkeys(_FORMS.findall(text)) if (twin := twin_of(form)) != form}
    return _FORMS.sub(lambda form: found.get(form[0], form[0]), text) if found else text, found
