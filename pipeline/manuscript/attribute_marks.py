"""What stands in ``{ }``, written strictly or as a Chinese input method writes it."""

import re

_STRICT = re.compile(r'\s*(?:(?:[.#][\w-]+|[A-Za-z]+=(?:"[^"]*"|[A-Za-z0-9_:-]+))(?:\s+|$))+')
_PIECE = re.compile(
    r"""[\s　]*(?:(?P<mark>[.。．#＃])(?P<name>[\w-]{1,100})"""
    r"""|(?P<key>[A-Za-z]{1,20})\ ?[=＝]\ ?(?:["“”＂](?P<quoted>[^"“”＂]*)["“”＂]|[‘'](?P<single>[^‘’']*)[’']"""
    r"""|(?P<bare>[^\s　{}｛｝"“”＂‘’'=＝]{1,200})))[\s　]*"""
)
_MARKS = {"。": ".", "．": ".", "＃": "#"}


def is_strict(inner: str) -> bool:
    """Whether *inner*, without its braces, is written as it should be."""
    return "％" not in inner and _STRICT.fullmatch(inner) is not None


def write_strictly(inner: str) -> str | None:
    """*inner* with half-width marks and straight quotes; None where it is none of that, or names a thing twice."""
    pieces: dict[str, str] = {}
    place = 0
    while place < len(inner):
        found = _PIECE.match(inner, place)
        if found is None:
            return None
        place = found.end()
        if found["key"]:
            value = next(each for each in (found["quoted"], found["single"], found["bare"]) if each is not None)
            name, piece = (
                found["key"],
                f'{found["key"]}="{value.replace("％", "%") if found["key"] == "width" else value}"',
            )
        else:
            mark = _MARKS.get(found["mark"], found["mark"])
            name, piece = mark + (found["name"] if mark == "." else ""), mark + found["name"]
        if name in pieces:
            return None
        pieces[name] = piece
    return " ".join(pieces.values()) or None
