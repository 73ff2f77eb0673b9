"""How the names of authors are read in pinyin: surnames by their own readings, the rest by pypinyin.

pypinyin 0.55 knows no surnames: 单 is dān to it, 曾 céng. The readings here are those that the dictionary 现代汉语词典
gives a character or word where it is a surname (“姓”); where it has two (覃 Qín and Tán, 乐 Yuè and Lè), the commoner.
"""

import functools
import re
import unicodedata
from dataclasses import dataclass

# Surname → syllable with its tone number, only where pypinyin reads the character alone otherwise.
_SURNAMES = {
    "薄": "bo2", "秘": "bi4", "卜": "bu3", "重": "chong2", "种": "chong2", "都": "du1", "盖": "ge3", "蓋": "ge3",
    "葛": "ge3", "句": "gou1", "过": "guo1", "過": "guo1", "哈": "ha3", "华": "hua4", "華": "hua4", "纪": "ji3",
    "紀": "ji3", "阚": "kan4", "令": "ling2", "缪": "miao4", "繆": "miao4", "牟": "mu4", "那": "na1", "佴": "nai4",
    "能": "nai4", "乜": "nie4", "甯": "ning4", "区": "ou1", "區": "ou1", "朴": "piao2", "繁": "po2", "仇": "qiu2",
    "覃": "qin2", "任": "ren2", "单": "shan4", "單": "shan4", "召": "shao4", "折": "she2", "隗": "wei3", "洗": "xian3",
    "相": "xiang4", "解": "xie4", "於": "yu1", "乐": "yue4", "樂": "yue4", "员": "yun4", "員": "yun4", "贠": "yun4",
    "曾": "zeng1", "查": "zha1", "翟": "zhai2", "祭": "zhai4", "占": "zhan1",
}  # fmt: skip
_COMPOUND_SURNAMES = {
    "百里": "bai3 li3", "淳于": "chun2 yu2", "第五": "di4 wu3", "东方": "dong1 fang1", "东郭": "dong1 guo1",
    "独孤": "du2 gu1", "端木": "duan1 mu4", "公孙": "gong1 sun1", "公冶": "gong1 ye3", "赫连": "he4 lian2",
    "呼延": "hu1 yan2", "皇甫": "huang2 fu3", "令狐": "ling2 hu2", "闾丘": "lv2 qiu1", "万俟": "mo4 qi2",
    "慕容": "mu4 rong2", "南宫": "nan2 gong1", "欧阳": "ou1 yang2", "濮阳": "pu2 yang2", "亓官": "qi2 guan1",
    "漆雕": "qi1 diao1", "单于": "chan2 yu2", "上官": "shang4 guan1", "申屠": "shen1 tu2", "司空": "si1 kong1",
    "司寇": "si1 kou4", "司马": "si1 ma3", "司徒": "si1 tu2", "太史": "tai4 shi3", "澹台": "tan2 tai2",
    "拓跋": "tuo4 ba2", "闻人": "wen2 ren2", "西门": "xi1 men2", "夏侯": "xia4 hou2", "鲜于": "xian1 yu2",
    "轩辕": "xuan1 yuan2", "尉迟": "yu4 chi2", "宇文": "yu3 wen2", "乐正": "yue4 zheng4", "长孙": "zhang3 sun1",
    "钟离": "zhong1 li2", "仲孙": "zhong4 sun1", "诸葛": "zhu1 ge3", "宗政": "zong1 zheng4",
}  # fmt: skip
# A name that ends so is that of an office, whose first character is no surname.
_OFFICE = re.compile(r"..[部组室处局委办科]|.{2,}(?:[部组室处局委办科会社院厂站队所]|中心|公司|集团|大学)")
_LONGEST_PERSON = 4  # Han characters: a compound surname and two
_SYLLABLE = re.compile(r"([a-z]+)([1-5]?)")
OTHER_LETTER = "#"  # of names that begin with neither Han nor Latin


@dataclass(frozen=True, slots=True, order=True)
class Syllable:
    """One place of a sort key: a Han character or a Latin word. *umlaut* puts lü after lu, before luan."""

    letters: str
    umlaut: bool = False
    tone: int = 0
    character: str = ""


@dataclass(frozen=True, slots=True)
class NameReading:
    """A name as it is sorted: character by character, each by syllable, tone (neutral last), and code point.

    That order (逐字, GB/T 13418-1992) keeps a surname together: all 李 before the first 里. Code points stand for the
    count of strokes: Unicode's first Han block is in order of radical and strokes.
    """

    letter: str  # A–Z, or OTHER_LETTER
    key: tuple[Syllable, ...]

    @property
    def pinyin(self) -> str:
        """Syllables with tone numbers, ü as v: ``shan4 hong2``; a Latin name in small letters."""
        return " ".join(f"{_spelt(each)}{each.tone or ''}" for each in self.key[:-1])

    @property
    def order(self) -> tuple[bool, tuple[Syllable, ...]]:
        """What names are sorted by: those of OTHER_LETTER come last. Two names are never equal."""
        return self.letter == OTHER_LETTER, self.key


def plain_name(name: str) -> str:
    """*name* without the spaces that set Chinese names of two characters apart (李　明), single spaces in others."""
    parts = name.split()
    return "".join(parts) if all(_is_han(part[0]) and _is_han(part[-1]) for part in parts) else " ".join(parts)


def is_office(name: str) -> bool:
    """Whether *name* is that of an office (本刊编辑部) rather than of a person, as far as that can be told."""
    return all(map(_is_han, name)) and (len(name) > _LONGEST_PERSON or bool(_OFFICE.fullmatch(name)))


@functools.lru_cache(maxsize=4096)
def read_name(name: str) -> NameReading:
    """How *name* is sorted. Any text has a reading; what is neither Han nor Latin comes under OTHER_LETTER."""
    key: list[Syllable] = []
    for run in re.findall(r"[^\W\d_]+|\d+", plain_name(name)):
        start = 0
        for end in range(1, len(run) + 1):
            if end == len(run) or _is_han(run[end]) != _is_han(run[start]):
                piece = run[start:end]
                key += _read_han(piece, not key) if _is_han(piece[0]) else [Syllable(_bare(piece), character=piece)]
                start = end
    first = key[0].letters[:1].upper() if key else ""
    return NameReading(first if "A" <= first <= "Z" else OTHER_LETTER, (*key, Syllable("", character=name)))


def _read_han(text: str, first: bool) -> list[Syllable]:
    """Read *text*; when it is the *first* of a person's name it begins with a surname, which is read by itself."""
    syllables: list[str] = []
    if first and not is_office(text):
        compound = _COMPOUND_SURNAMES.get(text[:2])
        syllables = compound.split() if compound else [_SURNAMES.get(text[0]) or _read(text[0])[0]]
    syllables += _read(text[len(syllables) :])
    return [_syllable(spelt, character) for spelt, character in zip(syllables, text, strict=True)]


def _read(text: str) -> list[str]:
    """A syllable for each character, in the words they make; one that pypinyin does not know stands for itself."""
    if not text:
        return []
    from pypinyin import Style, lazy_pinyin  # its tables take a third of a second to load, and no issue needs them

    # pypinyin documents that *errors* may give a list, but does not declare it.
    return lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True, errors=list)  # type: ignore[arg-type]


def _syllable(spelt: str, character: str) -> Syllable:
    match = _SYLLABLE.fullmatch(spelt)
    if match is None:  # a rare character that pypinyin cannot read stands after those that it can
        return Syllable("\uffff", character=character)
    return Syllable(match[1].replace("v", "u"), "v" in match[1], int(match[2] or 5), character)


def _spelt(syllable: Syllable) -> str:
    letters = syllable.letters.strip("\uffff")
    return letters.replace("u", "v", 1) if syllable.umlaut else letters


def _bare(word: str) -> str:
    """*word* in small letters without accents; ß as ss."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def _is_han(character: str) -> bool:
    return character == "〇" or unicodedata.name(character, "").startswith("CJK ")
