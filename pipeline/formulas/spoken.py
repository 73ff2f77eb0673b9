"""A formula in Chinese words, as one reads it aloud: from its MathML (MathML 3, chapter 3: presentation)."""

import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element, fromstring

_SIGNS = dict(
    zip(
        "=≠<>≤≥⩽⩾≈≡∼≃+−-×⋅·÷/±∓→⟶←⇒⟹⇔⟺∈∉∋⊂⊆⊃⊇∪∩∅∞∂∇∀∃∠△⊥∥∝∑∏∫∬∮()[]{}|‖,′!%°…⋯∴∵∘",
        (
            *("等于", "不等于", "小于", "大于", "小于等于", "大于等于", "小于等于", "大于等于", "约等于", "恒等于"),
            *("相似于", "约等于", "加", "减", "减", "乘", "乘", "乘", "除以", "除以", "正负", "负正", "趋于", "趋于"),
            *("自", "推出", "推出", "等价于", "等价于", "属于", "不属于", "包含", "真包含于", "包含于", "真包含"),
            *("包含", "并", "交", "空集", "无穷", "偏", "梯度", "对任意", "存在", "角", "三角形", "垂直于", "平行于"),
            *("正比于", "求和", "连乘", "积分", "二重积分", "环路积分", "左括号", "右括号", "左方括号", "右方括号"),
            *("左花括号", "右花括号", "竖线", "双竖线", "，", "撇", "阶乘", "百分号", "度", "等等", "等等", "所以"),
            *("因为", "复合"),
        ),
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεϵζηθϑικλμνξπρστυφϕχψω",
        (
            *("阿尔法", "贝塔", "伽马", "德尔塔", "艾普西隆", "艾普西隆", "泽塔", "伊塔", "西塔", "西塔", "约塔"),
            *("卡帕", "拉姆达", "缪", "纽", "克西", "派", "柔", "西格马", "陶", "宇普西隆", "斐", "斐", "希", "普赛"),
            *("欧米伽",),
        ),
        strict=True,
    )
)
_NAMES = {"sin": "正弦", "cos": "余弦", "tan": "正切", "log": "对数", "ln": "自然对数", "lim": "极限", "det": "行列式"}
_NAMES |= {"max": "最大值", "min": "最小值", "sup": "上确界", "inf": "下确界", "gcd": "最大公约数"}
_POWERS = {"2": "的平方", "3": "的立方", "撇": "撇"}
_ABOVE = {"¯": "拔", "‾": "拔", "^": "帽", "ˆ": "帽", "→": "向量", "⃗": "向量", "˙": "一点", "¨": "两点", "~": "波浪"}
_ABOVE |= {"⏞": "", "⏟": "", "_": ""}
_LARGE = frozenset("∑∏∫∬∮")
_OPERATORS = frozenset("=≠<>≤≥⩽⩾≈≡∼+−-×⋅·÷/±∓→⇒⇔∈([{,")
_APPLIED = frozenset("\u2061\u2062\u2063\u2064")  # what is there for programs only
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+([.,]\d+)*", re.ASCII)
_PAUSES = re.compile("[ ，；]*[，；][ ，；]*")
_OPENING, _CLOSING = frozenset("([|‖"), frozenset(")]|‖")


def words_of_formula(mathml: str) -> str:
    """*mathml*, which is well formed, in Chinese words, parted by spaces."""
    said = _SPACE.sub(" ", _say(fromstring(mathml)))
    return _PAUSES.sub(lambda match: "；" if "；" in match[0] else "，", said).strip(" ，；")


def _say(node: Element) -> str:
    teller = _TELLERS.get(_name(node))
    return teller(node) if teller else _say_row(node)


def _name(node: Element) -> str:
    return node.tag.rpartition("}")[2]


def _say_text(node: Element) -> str:
    return "".join(node.itertext()).strip()


def _say_row(node: Element) -> str:
    """What stands in a row; a minus that nothing stands before is a sign, and absolute values are named."""
    said: list[str] = []
    previous = ""
    kids = list(node)
    for index, kid in enumerate(kids):
        sign = _say_text(kid) if _name(kid) == "mo" else ""
        if sign in ("−", "-") and (not previous or previous in _OPERATORS):
            said.append("负")
        elif sign == "{" and _is_table(kids, index + 1):
            said.append("分段，")
        elif sign in _OPENING and sign and _is_table(kids, index + 1):
            said.append("矩阵，" if sign in "([" else "行列式，")
        elif sign in _CLOSING and sign and _is_table(kids, index - 1):
            said.append("，矩阵完" if sign in ")]" else "，行列式完")
        else:
            said.append(_say(kid))
        previous = sign or "x"
    return " ".join(said)


def _is_table(kids: Sequence[Element], index: int) -> bool:
    return 0 <= index < len(kids) and _name(kids[index]) == "mtable"


def _say_leaf(node: Element) -> str:
    text = _say_text(node)
    if text in _NAMES:
        return _NAMES[text]
    if (text.isalnum() and len(text) > 1) or _NUMBER.fullmatch(text):
        return text
    return " ".join(map(_sign, text))


def _sign(character: str) -> str:
    if character in _APPLIED:
        return ""
    lower = _GREEK.get(character.lower())
    if lower:
        return lower if character.lower() == character else f"大写{lower}"
    return _SIGNS.get(character, character)


def _is_short(node: Element) -> bool:
    """Whether it is one sign, as in a fraction that is told by its parts alone."""
    return len(list(node.iter("*"))) <= 2 and len(_say_text(node)) <= 3


def _say_fraction(node: Element) -> str:
    above, below = node
    if node.get("linethickness", "1")[0] == "0":
        return f"{_say(above)} 选 {_say(below)}"
    if _is_short(above) and _is_short(below):
        return f"{_say(below)} 分之 {_say(above)}"
    return f"分式，分子 {_say(above)}，分母 {_say(below)}，分式完"


def _say_root(node: Element) -> str:
    degree, kids = "", list(node)
    if _name(node) == "mroot":
        degree = f"{_say(kids.pop())} 次"
    short = len(kids) == 1 and _is_short(kids[0])
    return f"{degree}根号 {' '.join(map(_say, kids))}{'' if short else '，根号完'}"


def _say_superscript(node: Element) -> str:
    base, script = node
    return f"{_say(base)} {_say_power(script)}"


def _say_power(script: Element) -> str:
    said = _say(script).strip()
    if said in _POWERS or set(said) <= {"撇", " "}:
        return _POWERS.get(said, said)
    return f"的 {said} 次方"


def _say_subscript(node: Element) -> str:
    base, script = node
    if _is_large(base):
        return _say_under(node)
    return f"{_say(base)} 下标 {_say(script)}{'' if _is_short(script) else '，下标完'}"


def _say_both_scripts(node: Element) -> str:
    base, below, above = node
    if _is_large(base):
        return f"{_say(base)}，从 {_say(below)} 到 {_say(above)}，"
    return f"{_say(base)} 下标 {_say(below)} {_say_power(above)}"


def _is_large(base: Element) -> bool:
    return _say_text(base) in _LARGE or _say_text(base) in _NAMES


def _say_over(node: Element) -> str:
    base, above = node
    mark = _ABOVE.get(_say_text(above))
    if mark == "向量":
        return f"向量 {_say(base)}"
    if mark is not None:
        return f"{_say(base)} {mark}"
    return f"{_say(base)}，上方 {_say(above)}，"


def _say_under(node: Element) -> str:
    base, below = node
    if _say_text(below) in _ABOVE:
        return _say(base)
    return f"{_say(base)}，下方 {_say(below)}，"


def _say_table(node: Element) -> str:
    told = []
    for number, row in enumerate(node, 1):
        cells = (f"{'' if _say_text(cell)[:1] in _OPERATORS else '，'}{_say(cell)}" for cell in row if _say_text(cell))
        told.append(f"第{number}行：{' '.join(cells).lstrip('，')}")
    return "；".join(told)


def _list_tellers() -> Iterator[tuple[str, Callable[[Element], str]]]:
    yield from dict.fromkeys(("mi", "mn", "mo"), _say_leaf).items()
    yield from dict.fromkeys(("msqrt", "mroot"), _say_root).items()
    yield from (("msub", _say_subscript), ("munder", _say_under))
    yield from dict.fromkeys(("msubsup", "munderover"), _say_both_scripts).items()
    yield from (
        ("mtext", _say_text),
        ("mfrac", _say_fraction),
        ("msup", _say_superscript),
        ("mover", _say_over),
        ("mtable", _say_table),
    )
    yield from dict.fromkeys(("mspace", "mphantom"), lambda _node: "").items()


_TELLERS = dict(_list_tellers())
