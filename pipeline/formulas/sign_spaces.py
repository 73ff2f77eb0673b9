"""White beside the signs of a formula as TeX has it, where what draws it has other: a sign before a number has none,
× and ∩ as much as +, ⊂ as much as =; n! and ∂u none. By MathML's own attributes (MathML 3, 3.2.5)."""

import re
from html import unescape

_SIGN = re.compile(r"<mo([^>]*)>([^<]*)</mo>(?=(<mo>(?:&#x02212;|&#x0002B;|&#x000B1;|&#x02213;)</mo>)?)")
_BARE = re.compile(r"<(mo|mi)>([^<]*)</\1>")
_OPERANDS = frozenset(")]}⟩!′%°∞∅…⋯⋮")  # and what ends one
_BARS = frozenset("|‖∣")
_BINARY = frozenset("×÷∩∪∧∨⊕⊗⋅·∖∘*∗⋆•⧵⊖⊙⊘⊚⊛⨿⋄†‡≀▽◁▷⋉⋊⋋⋌⊞⊟⊠⊡∔⋇⋎⋏⋒⋓⊺⊻⊼⬝")
_RELATIONS = frozenset("⊂≌≜⟂~⊊⊋⋐⋑⊏⊐⊑⊒⪇⪈≾≿⊧⊨⊭⊩⊪⋈⌣⌢≊∽⟵⟶⟷⟸⟹⟺⟼↩↪↠↣↾⇇⇚⇝⇢⤳")
_CLOSE = {"!": ("0em", "0em"), ",": ("0em", "thinmathspace"), ";": ("0em", "thinmathspace")}
_CLOSE |= dict.fromkeys("∂∇", ("0em", "0em"))
"""Signs that are close to what is beside them, and what is left behind them."""
_LAST = re.compile(r'<mo((?: (?!rspace)[^>]*?)?)(?: rspace="[^"]*")?>([^<]*)</mo>(</mrow></math>)$')


def space_signs(mathml: str) -> str:
    """*mathml*, as latex2mathml writes it, with white of another width beside some signs."""
    mathml = _LAST.sub(r'<mo\1 rspace="0em">\2</mo>\3', _BARE.sub(_add_white, mathml))
    first, *others = _before_signs(mathml)
    return first + "".join(each.replace("<mo>", '<mo form="prefix">', 1) for each in others)


def _add_white(element: re.Match[str]) -> str:
    sign = unescape(element[2])
    is_relation = sign in _RELATIONS or element[0] == "<mo>mod</mo>"
    width = "mediummathspace" if sign in _BINARY else "thickmathspace" if is_relation else ""
    if sign in _CLOSE:
        before, behind = _CLOSE[sign]
        return f'<mo lspace="{before}" rspace="{behind}">{element[2]}</mo>'
    if width and not element.string.endswith("<mrow>", 0, element.start()):
        return f'<mo lspace="{width}" rspace="{width}">{element[2]}</mo>'
    return f"<mo>{element[2]}</mo>" if sign in "±∓" else element[0]


def _before_signs(mathml: str) -> list[str]:
    """*mathml* in pieces, of which all but the first begin with + or − that stands before a number and not between
    two."""
    pieces, done, bars = [], 0, 0
    for match in _SIGN.finditer(mathml):
        sign = unescape(match[2])
        is_operand = sign in _OPERANDS or (sign in _BARS and bars % 2 == 1) or 'form="postfix"' in match[1]
        bars += sign in _BARS
        if match[3] and not is_operand:
            pieces.append(mathml[done : match.end()])
            done = match.end()
    return [*pieces, mathml[done:]]
