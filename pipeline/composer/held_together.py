"""What a line doesn't part, character by character: a number and its unit, its groups, its name; what a slash joins."""

import re
from collections.abc import Iterator

from pipeline.composer.characters import Kind, is_alphanumeric, is_ideograph, kind_of
from pipeline.quantities import COUNTED, LATIN_UNITS, SPACED_NAME

_UNIT = re.compile("([A-Za-zμµΩ°%‰]+)(?:(?<=m)[23])?(?![0-9])|")
_FIRST_UNIT = re.compile("[0-9] ?[A-Za-zμ]{1,3}[·⋅]$")
_LAST_UNIT = re.compile("[A-Za-zμ]{1,3}(?![A-Za-z])")
_GROUP = re.compile("[0-9]{3}(?![0-9])")
_NAMED = re.compile(
    "(?<![A-Za-z])(?:[A-Z]{2,}[0-9]*(?:/[A-Z]+)?|(?:[Nn]os?|[Ff]igs?|[Tt]abs?|[Ee]qs?|[Vv]ols?|pp?|[Cc]h|[Ss]ec)[.])$|[§№¶]$"
)
_LOCAL_NUMBER = re.compile("(?<![0-9])[0-9]{3,4}$")
_LAST_GROUP = re.compile("[0-9]{4}(?![0-9])")
_INITIAL = re.compile("(?<![A-Za-z.])[A-Z][.]$")
_NEXT_INITIAL = re.compile("[A-Z][.]")
_SURNAME = re.compile("(?<![A-Za-z.])[A-Z][.] (?=[A-Z]['’]?[^\\W\\d_]{2})")  # T. S.|Eliot
_WORD = re.compile("[!-~]*")
_LONG_NUMBER = re.compile("[0-9-]{9}|[0-9]{4} [0-9]{4}")
_JOINTS = frozenset("·⋅/")
_BEFORE_WORDS = frozenset(".%:!")  # that words of programs begin with
_RELATION = "[A-Za-zΑ-ω][A-Za-z0-9²]{0,3}[＝＜＞≦≧][-−－]?[0-9][0-9.]*[%％]?"
_ANGLE = "[0-9.]+°[0-9.]+′(?:[0-9.]+″)?|[0-9.]+′[0-9.]+″"
_NUMBER = re.compile("-?[0-9０-９][0-9０-９.．,，]*(?<![.．,，])")
_BEFORE_NUMBERS = frozenset("第约近超")
_PART_OF_DATE = re.compile("[0-9０-９][年月]")
_LETTER_BEFORE_HAN = re.compile("(?<![A-Za-z])[A-Zα-ω]-(?=[\u4e00-\u9fff])")
_HYDRATE = re.compile("[A-Za-z0-9)]·(?=[A-Za-z0-9(])")
_FORMULA = re.compile("(?<=\U0001d465 )\U0001d465")
_SHARES = "(?<=[0-9])[%％‰℃][—―－–～〜~-][-+−－]?[0-9]"
_DAY = "(?<![一二三四五六七八九十])[一二三四五六七八九十]{1,2}[·•][一二三四五六七八九十]{1,3}"
_GEOMETRIC = "[△▱⊙⌒][A-Z]|[0-9][°′″℃％‰][=＝<>＜＞≈≤≥+＋±×/]"
_SYLLABLE = "˙[ㄅ-ㄯㆠ-ㆿ]{1,3}|[ㄅ-ㄯㆠ-ㆿ]{1,3}[ˊˇˋ]"
_NUMBERED = "[0-9A-Za-z]#(?:[\u4e00-\u9fff]{1,2}[|]|[\u4e00-\u9fff])"  # 3#炉|-2F, 2#机组
_SOLID = re.compile(f"{_GEOMETRIC}|{_SYLLABLE}|{_NUMBERED}")
_MILES = "(?:[0-9] )?(?<![A-Za-z])n mile(?![A-Za-z])"
_TIME = "(?<![0-9])[0-9]{1,2}：[0-9]{2}(?:：[0-9]{2})?(?![0-9])"  # as typed in Chinese, 14：20
_ITEM = "(?:^|(?<=[，；：。！？）”]))[①-⑳㉑-㉟㊱-㊿❶-❿](?=[^\\s，、；：。！？）”])."  # ②|WBGT, of an enumeration
_SCORE = re.compile("[0-9]：(?=[0-9])")  # 3：2
_AND_MORE = "[0-9][万亿千百][+＋]"  # 60万+
_REFERENCE = "[图圖表式](?: ?[0-9]|（[0-9])|[注註][①-⑳]|第 ?[0-9]{1,3} ?[页頁]"  # 图|2, 注|③, 第|18|页
_NAME = "(?<=[/／：:、（( ])" + SPACED_NAME.replace(r"\u3000", r"[ \u3000]")
_PIECE = re.compile(
    f"{_SHARES}|{_DAY}|〔[0-9]{{4}}〕第?[0-9]+号|(?<![A-Za-z0-9])[0-9]{{1,2}}[·•][0-9]{{1,2}}(?![A-Za-z0-9])|[\u4e00-\u9fff][A-Z]·[A-Z0-9]{{4,6}}|{_ANGLE}|{_RELATION}|{_NAME}|{_AND_MORE}|{_REFERENCE}|{_MILES}|{_TIME}|{_ITEM}"
)


def is_held(text: str, index: int) -> bool:
    """Whether what stands before and at *index* of *text* stays together: two units multiplied, 元/500g, 元/月."""
    if text[index - 1] not in _JOINTS and text[index] != "/":  # most often, and quickest
        return False
    if is_product_of_units(text, index):
        return True
    return says_per(text, index) or (says_per(text, index - 1) and kind_of(text[index]) is Kind.HAN)


def begins_word(text: str, index: int) -> bool:
    """Whether the sign at *index* of *text*, before which no letter stands, is the first of a word, .NET or %APPDATA%,
    and no mark that ends something."""
    if text[index] not in _BEFORE_WORDS or kind_of(text[index - 1]) is Kind.HAN:
        return False
    return is_alphanumeric(text[index + 1 : index + 2] or " ")


def holds_number(text: str, last: str, index: int) -> bool:
    """Whether the space before *index* in *text*, with *last* before it, stands within what is one number: before its
    unit, between its groups, behind what says of what it is one; or within the initials of a name."""
    if last.isdigit() and _UNIT.match(text, index, index + 6)[1] in LATIN_UNITS:  # type: ignore[index]
        return True
    return parts_groups(text, index) or names_number(text, index) or _parts_initials(text, index)


def names_number(text: str, index: int) -> bool:
    """Whether the space before *index* in *text* stands between a number and what says of what it is one: a standard
    (GB/T 15834), an abbreviation (No. 5, pp. 3–5, § 3), or the digits of a telephone number before it."""
    if not text[index].isdigit():
        return False
    before = text[max(0, index - 16) : index].rstrip(" ")
    if _NAMED.search(before) is not None:
        return True
    return _LOCAL_NUMBER.search(before) is not None and _LAST_GROUP.match(text, index) is not None


def _parts_initials(text: str, index: int) -> bool:
    """Whether the space before *index* in *text* stands between the initials of a name, T. S. Eliot."""
    before = text[max(0, index - 4) : index].rstrip(" ")
    return _INITIAL.search(before) is not None and _NEXT_INITIAL.match(text, index) is not None


def begins_long_number(text: str, index: int) -> bool:
    """Whether a number begins at *index* that is longer than most: an ISBN, a telephone number, that of a card."""
    return _LONG_NUMBER.match(text, index) is not None


def places_within(text: str) -> Iterator[int]:
    """The characters of *text* before which no line ends, since they go on with one number: 〔2024〕5号, 9·11,
    京A·12345, 5′32″, p＜0.05, 40%–60%, 14：20, 九·一八, with one name: 王 伟, with what is referred to: 图 2, 第18页,
    or with the item that a number in a ring begins: ②安全."""
    for piece in _PIECE.finditer(text):
        yield from range(piece.start() + 1, piece.end())


def solid_places(text: str) -> Iterator[int]:
    """The characters of *text* before which neither a line ends nor white is added: they go on with one term, △ABC,
    tan45°=1, 3#炉|-2F, or with one syllable, ㄩㄢˊ."""
    for piece in _SOLID.finditer(text):
        yield from range(piece.start() + 1, piece.end())


def places_parted_with_reluctance(text: str) -> Iterator[int]:
    """The characters of *text* before which a line begins only where that spares something worse: between a number and
    what it counts (20|万|元), between what says that it is an ordinal and it (第|3期), between the parts of a date
    (3月|1日), before a hyphen or minus (歼|-20), behind the hyphen of T-|恤 and the dot of CuSO4·|5H2O, between the
    initials of a name and the rest of it (T. S.|Eliot), within a score (3：|2); and between the parts of a formula, for
    each of which stands 𝑥."""
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        before = text[max(0, start - 2) : start]
        if text[start] == "-" or before[-1:] in _BEFORE_NUMBERS or _PART_OF_DATE.fullmatch(before):
            yield start
        counted = COUNTED.match(text, end)
        yield from range(end, counted.end() if counted else end + is_ideograph(text[end : end + 1] or " "))
    yield from (part.start() for part in _FORMULA.finditer(text))
    yield from (colon.end() for colon in _SCORE.finditer(text))
    yield from (initial.end() for initial in _SURNAME.finditer(text))
    yield from (dot.end() for dot in _HYDRATE.finditer(text))
    yield from (hyphen.end() for hyphen in _LETTER_BEFORE_HAN.finditer(text))


def keeps_width(text: str, index: int) -> bool:
    """Whether the space before *index* in *text* is never wider: between a number and its unit, the groups of a number,
    the parts of a formula."""
    return parts_groups(text, index) or parts_unit(text, index) or _FORMULA.match(text, index) is not None


def parts_unit(text: str, index: int) -> bool:
    """Whether the space before *index* in *text* stands between a number and its unit, 5 mm/d."""
    unit = _UNIT.match(text, index, index + 6)
    return text[max(0, index - 2) : index - 1].isdigit() and unit is not None and unit[1] in LATIN_UNITS


def parts_groups(text: str, index: int) -> bool:
    """Whether the space before *index* in *text* stands between the groups of a long number, 12 000."""
    return text[max(0, index - 2) : index - 1].isdigit() and _GROUP.match(text, index) is not None


def is_product_of_units(text: str, index: int) -> bool:
    """Whether a dot before *index* in *text* multiplies two units behind a number, 360 A·h."""
    if text[index - 1] not in "·⋅":
        return False
    before = _FIRST_UNIT.search(text, max(0, index - 6), index)
    return before is not None and _LAST_UNIT.match(text, index) is not None


def says_per(text: str, index: int) -> bool:
    """Whether the character at *index* of *text* is a slash that says “per”, 元/500g, 元/月, and no part of a path."""
    if text[index] != "/" or not index or kind_of(text[index - 1]) is not Kind.HAN:
        return False
    return "/" not in _WORD.match(text, index + 1)[0]  # type: ignore[index]
