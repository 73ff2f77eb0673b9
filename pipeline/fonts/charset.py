"""The characters each face is cut to: 通用规范汉字表, GB/T 2312 and the signs a periodical sets (signs.toml)."""

import tomllib
from importlib import resources
from itertools import chain
from pathlib import Path

from pipeline.errors import FontError, Problem
from pipeline.i18n import _

HANZI_FILE = Path("charset") / "tongyong-guifan-hanzi.txt"
HANZI_LICENCE = Path("charset") / "LICENSE-Unicode.txt"
HANZI_COUNT = 8105


def read_hanzi(fonts_dir: Path) -> str:
    """The 8,105 characters of 通用规范汉字表 in its own order. Raises FontError when the list is not whole."""
    path = fonts_dir / HANZI_FILE
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = _("The list of characters cannot be read: {error}.").format(error=error)
        raise FontError(Problem(message, path)) from error
    hanzi = "".join(line.strip() for line in lines if not line.startswith("#"))
    if len(hanzi) != HANZI_COUNT or len(set(hanzi)) != HANZI_COUNT:
        message = _("The list has {count} different characters, not {expected}.").format(
            count=len(set(hanzi)), expected=HANZI_COUNT
        )
        raise FontError(Problem(message, path, hint=_("Restore the file.")))
    return hanzi


def gb2312_symbols() -> str:
    """Zones 1–9 of GB/T 2312: punctuation, numerals, kana, Greek, Cyrillic, pinyin, bopomofo, box drawing.

    The two cells that later standards map to other code points are given in both: ・ and ·, ― and —.
    """
    return _zones(1, 9) + "·—"


def gb2312_hanzi() -> str:
    """The 6,763 Han characters of GB/T 2312 (zones 16–87). 125 of them, as 诶 磺 馀 彡, are not in the 2013 table."""
    return _zones(16, 87)


def big5_hanzi() -> str:
    """The 5,401 Han characters of Big5's first level (rows A4–C6), those in common use."""
    cells = (bytes((row, cell)) for row in range(0xA4, 0xC7) for cell in (*range(0x40, 0x7F), *range(0xA1, 0xFF)))
    characters = (cell.decode("big5", "ignore") for cell in cells)
    return "".join(character for character in characters if character and is_han(ord(character)))


def house_charset(fonts_dir: Path) -> frozenset[int]:
    """Code points every face is cut to, as far as its source has them. Raises FontError (see read_hanzi)."""
    table = tomllib.loads(resources.files("pipeline.fonts").joinpath("signs.toml").read_text(encoding="utf-8"))
    ranges = chain.from_iterable(range(first, last + 1) for first, last in table["ranges"])
    signs = "".join(table["signs"]) + gb2312_symbols() + gb2312_hanzi() + read_hanzi(fonts_dir)
    return frozenset(ranges) | frozenset(map(ord, signs))


def is_han(code_point: int) -> bool:
    """Whether *code_point* is a unified ideograph of the blocks a Chinese face draws on (〇 counts as one)."""
    return code_point == 0x3007 or 0x3400 <= code_point <= 0x9FFF or 0x20000 <= code_point <= 0x323AF


def _zones(first: int, last: int) -> str:
    """All characters of the GB/T 2312 zones *first* to *last* (1-based, inclusive)."""
    cells = (bytes((0xA0 + zone, 0xA0 + cell)) for zone in range(first, last + 1) for cell in range(1, 95))
    return "".join(cell.decode("gb2312", "ignore") for cell in cells)
