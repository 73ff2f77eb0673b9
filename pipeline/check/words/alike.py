"""Characters that are written for one another, by sound or by shape.

The committed lists are ``shapes.txt``, and ``parts.txt``: characters with a part in common (docs/make_sound_parts.py).
"""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from pipeline.check.words.fluency import fluency

_LIST, _PARTS = "shapes.txt", "parts.txt"
_LEAST = -13.5  # chance of a character that a typist means; rarer ones are typed on purpose, and seldom by mistake
_OLD_SOUNDS = {"机": frozenset(("wei",))}  # of old texts alone


@cache
def sounds(character: str) -> frozenset[str]:
    """How *character* is read, without tones."""
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0]) - _OLD_SOUNDS.get(character, frozenset())


@cache
def _tones(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.TONE3, heteronym=True)[0])


def have_one_tone(character: str, other: str) -> bool:
    """Whether *character* and *other* have a sound and its tone in common."""
    return bool(_tones(character) & _tones(other))


@cache
def _by_sound() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for character, chance in sorted(fluency().characters.items()):
        if chance >= _LEAST:
            for sound in sounds(character):
                found[sound] = found.get(sound, "") + character
    return found


@cache
def _by_shape() -> Mapping[str, str]:
    text = resources.files(__package__).joinpath(_LIST).read_text(encoding="utf-8")
    groups = (group for line in text.splitlines() if not line.startswith("#") for group in line.split())
    found: dict[str, str] = {}
    for group in groups:
        first = group[0]
        for other in group[1:]:
            found[first] = found.get(first, "") + other
            found[other] = found.get(other, "") + first
    return found


@cache
def characters_alike(character: str) -> Mapping[str, bool]:
    """The characters that *character* may be written for, and whether they have its sound."""
    by_shape = dict.fromkeys(_by_shape().get(character, ""), False)
    by_sound = {each: True for sound in sounds(character) for each in _by_sound().get(sound, "")}
    common = fluency().characters
    return {each: alike for each, alike in (by_shape | by_sound).items() if each != character and each in common}


_CONFUSED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ang", "an"), ("eng", "en"), ("ing", "in"))  # in the south


@cache
def _by_near_sound() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for sound, characters in sorted(_by_sound().items()):
        found[_drop_tone(sound)] = found.get(_drop_tone(sound), "") + characters
    return found


def _drop_tone(sound: str) -> str:
    for said, heard in _CONFUSED:
        sound = sound.replace(said, heard)
    return sound


@cache
def characters_near(character: str) -> frozenset[str]:
    """The characters that sound like *character* to those who don't tell zh from z, or -ng from -n."""
    near = "".join(_by_near_sound().get(_drop_tone(sound), "") for sound in sounds(character))
    return frozenset(near) - {character}


@cache
def characters_with_part(character: str) -> frozenset[str]:
    """The characters that have a part in common with *character*, or are one of its parts: 渎 and 读, 钣 and 反."""
    return _by_part().get(character, frozenset()) - {character}


@cache
def _by_part() -> Mapping[str, frozenset[str]]:
    text = resources.files(__package__).joinpath(_PARTS).read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    for line in text.splitlines():
        for each in line if not line.startswith("#") else "":
            found[each] = found.get(each, frozenset()).union(line)
    return found


def sound_near(character: str, other: str) -> bool:
    """Whether both have a sound in common, but for what is confused in the south."""
    return not {_drop_tone(sound) for sound in sounds(character)}.isdisjoint(
        _drop_tone(sound) for sound in sounds(other)
    )
