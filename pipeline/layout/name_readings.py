"""How the names of authors are read in pinyin: surnames by their own readings, the rest by pypinyin.

pypinyin 0.55 knows no surnames: 单 is dān to it, 曾 céng. Their readings are in surnames.toml, which says where
they come from.
"""

import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from importlib import resources

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
        return " ".join(f"{_spell(each)}{each.tone or ''}" for each in self.key[:-1])

    @property
    def plain_pinyin(self) -> str:
        """Syllables without tones, as catalogues of libraries have them: ``shan hong``."""
        return " ".join(filter(None, map(_spell, self.key[:-1])))

    @property
    def order(self) -> tuple[bool, tuple[Syllable, ...]]:
        """What names are sorted by: those of OTHER_LETTER come last. Two names are never equal."""
        return self.letter == OTHER_LETTER, self.key


def plain_name(name: str) -> str:
    """*name* without the spaces that set Chinese names of two characters apart (李　明), single spaces in others."""
    parts = name.split()
    return "".join(parts) if all(is_han(part[0]) and is_han(part[-1]) for part in parts) else " ".join(parts)


def is_office(name: str) -> bool:
    """Whether *name* is that of an office (本刊编辑部) rather than of a person, as far as its words show."""
    return all(map(is_han, name)) and (len(name) > _LONGEST_PERSON or bool(_OFFICE.fullmatch(name)))


@functools.lru_cache(maxsize=4096)
def read_name(name: str) -> NameReading:
    """How *name* is sorted. Any text has a reading; what is neither Han nor Latin comes under OTHER_LETTER."""
    return _reading_of(name, read_words(name, begins_with_surname=True))


@functools.lru_cache(maxsize=4096)
def read_title(title: str) -> NameReading:
    """How *title* is sorted: as a name is, but for surnames."""
    return _reading_of(title, read_words(title))


def _reading_of(text: str, key: tuple[Syllable, ...]) -> NameReading:
    first = key[0].letters[:1].upper() if key else ""
    return NameReading(first if "A" <= first <= "Z" else OTHER_LETTER, (*key, Syllable("", character=text)))


def read_words(text: str, *, begins_with_surname: bool = False) -> tuple[Syllable, ...]:
    """The Han characters and other words of *text*, each as it is read."""
    key: list[Syllable] = []
    for run in re.findall(r"[^\W\d_]+|\d+", plain_name(text)):
        start = 0
        for end in range(1, len(run) + 1):
            if end == len(run) or is_han(run[end]) != is_han(run[start]):
                piece = run[start:end]
                is_name = begins_with_surname and not key
                key += _read_han(piece, is_name) if is_han(piece[0]) else [Syllable(_fold(piece), character=piece)]
                start = end
    return tuple(key)


def _read_han(text: str, first: bool) -> list[Syllable]:
    """Read *text*; when it is the *first* of a person's name it begins with a surname, which is read by itself."""
    syllables: list[str] = []
    if first and not is_office(text):
        surnames = _surnames()
        compound = surnames["compound"].get(text[:2])
        syllables = compound.split() if compound else [surnames["single"].get(text[0]) or _read(text[0])[0]]
    syllables += _read(text[len(syllables) :])
    return [_syllable(spelt, character) for spelt, character in zip(syllables, text, strict=True)]


@functools.cache
def _surnames() -> dict[str, dict[str, str]]:
    """Surnames by character (``single``) or word (``compound``), each with its syllables, as surnames.toml has them."""
    return tomllib.loads(resources.files("pipeline.layout").joinpath("surnames.toml").read_text(encoding="utf-8"))


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


def _spell(syllable: Syllable) -> str:
    letters = syllable.letters.strip("\uffff")
    return letters.replace("u", "v", 1) if syllable.umlaut else letters


def _fold(word: str) -> str:
    """*word* in small letters without accents; ß as ss."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


def is_han(character: str) -> bool:
    """Whether *character* is a Han character."""
    return character == "〇" or unicodedata.name(character, "").startswith("CJK ")
