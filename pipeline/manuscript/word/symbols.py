"""Signs of fonts that have others in the place of letters (Wingdings, Symbol), as the characters that they show."""

import re

MISSING = "〓"
"""What stands for a sign that is not known: the compositor's mark for a missing sort."""
_GREEK = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖαβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL = {
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xC6: "∅", 0xC7: "∩", 0xC8: "∪", 0xCC: "⊂", 0xCE: "∈", 0xD0: "∠", 0xD1: "∇", 0xD5: "∏", 0xD6: "√",
    0xD7: "⋅", 0xE5: "∑", 0xF2: "∫", 0x22: "∀", 0x24: "∃", 0x2D: "−", 0x5E: "⊥", 0x5C: "∴",
}  # fmt: skip
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□",
    0x72: "□", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xAC: "★",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒",
    0xFE: "☑", 0x80: "⓪", **{0x81 + index: chr(ord("①") + index) for index in range(10)},
    **{0x8C + index: chr(ord("❶") + index) for index in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "□", 0x30: "□"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = re.compile("[\uf000-\uf0ff]")


def sign_of(font: str, code: int) -> str:
    """What the *font* shows for the character *code*; MISSING where that isn't known."""
    if not 0x20 <= code < 0x110000 or 0xD800 <= code <= 0xDFFF:
        return MISSING
    name, own = font.strip().lower(), code & 0xFF if 0xF000 <= code <= 0xF0FF else code
    if name == "symbol" and chr(own) in _GREEK:
        return _GREEK[chr(own)]
    if name in _FONTS:
        return _FONTS[name].get(own, chr(own) if name == "symbol" and 0x20 <= own < 0x7F else MISSING)
    if name.startswith(("wingdings", "webdings", "marlett")) or _PRIVATE.match(chr(code)):
        return MISSING
    return chr(code)


def show_signs(text: str, font: str) -> str:
    """*text* of a run in the *font*, with what that font shows in the place of its private characters."""
    if font.strip().lower() in _FONTS:
        return "".join(sign_of(font, ord(each)) if _is_own(each) else each for each in text)
    return _PRIVATE.sub(lambda found: sign_of("wingdings", ord(found[0])), text)


def _is_own(character: str) -> bool:
    """Whether a font of signs has one of its own for *character*: those beyond are taken from the east-Asian font."""
    return not character.isspace() and (ord(character) < 0x100 or _PRIVATE.match(character) is not None)
