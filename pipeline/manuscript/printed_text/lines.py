"""The lines of a printed text, freed of the marks that the extraction put around them."""

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _, ngettext
from pipeline.manuscript.printed_text.printed import Doubt

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# Han characters and marks that are full width in every font; quotes and dashes are not, so they need a Han beside them.
_CHINESE = rf"[{HAN}\u3001\u3002\u3008-\u3011\u3014-\u301b\uff01-\uff60]"
_LATIN = r"[A-Za-z0-9%]"
_TYPED_GAP = re.compile(
    rf"(?<={_CHINESE})[ \t\xa0]+(?={_LATIN})|(?<={_LATIN})[ \t\xa0]+(?={_CHINESE})"
    rf"|(?<=[{HAN}][”’])[ \t\xa0]+(?={_LATIN})|(?<={_LATIN})[ \t\xa0]+(?=[“‘][{HAN}])"
)
_BAD_CHARACTER = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile(r"[\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_UNREADABLE = re.compile(r"[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff]")
_LINE_SEPARATORS = str.maketrans(dict.fromkeys("\x0c\x85\u2028\u2029", " "))  # a page end adds no line an editor counts
_BULLET = re.compile(r"[-*+•●▪][ \t]+(?=\S)")
_ONLY_MARKS = re.compile(r"[#*_=~`|>\\\-]+")


MAX_LINES = 50_000  # with text; the printed issue has 228, and would have 800 were every printed line one


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedLine:
    """A line that has text. *number* is 1-based; *raw* keeps the typed spaces that *text* has lost."""

    text: str
    raw: str
    number: int
    hashes: int = 0  # `#` before it
    bold: bool = False  # `**` around all of it
    bullet: bool = False  # a list mark before it

    @property
    def marked(self) -> bool:
        """Whether the extraction took the line for a heading. Its marks are unreliable."""
        return self.hashes > 0 or self.bold


def read_lines(text: str, path: Path, doubts: list[Doubt]) -> list[PrintedLine]:
    """Return the lines of *text* that are not empty. Raises ContentError for what is no text or too long."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    bad = _BAD_CHARACTER.search(text)
    if bad:
        message = _("A control character U+{code:04X} stands here.").format(code=ord(bad[0]))
        raise ContentError(Problem(message, path, text.count("\n", 0, bad.start()) + 1, _("Is it really a text?")))
    lines: list[PrintedLine] = []
    gaps, first_gap = 0, 0
    for number, raw in enumerate(text.translate(_LINE_SEPARATORS).split("\n"), 1):
        line, count = _read_line(raw, number, doubts)
        if line is not None:
            lines.append(line)
            first_gap = first_gap or (number if count else 0)
            gaps += count
        if len(lines) > MAX_LINES:
            message = _("The text has more than {count} lines.").format(count=MAX_LINES)
            raise ContentError(Problem(message, path, number, _("Import one issue at a time.")))
    if gaps:
        message = ngettext(
            "{count} typed space between Chinese and Latin letters or figures left out, here first.",
            "{count} typed spaces between Chinese and Latin letters or figures left out, here first.",
            gaps,
        )
        doubts.append(Doubt(first_gap, message.format(count=gaps)))
    return lines


def close_gaps(text: str) -> tuple[str, int]:
    """Return *text* without typed spaces between Chinese and Latin, and their number: that gap is the typesetter's."""
    plain, gaps = _TYPED_GAP.subn("", text)
    return re.sub(r"[ \t]+", " ", plain), gaps


def _read_line(raw: str, number: int, doubts: list[Doubt]) -> tuple[PrintedLine | None, int]:
    """The line, or None when nothing is on it but marks, and how many typed gaps were left out."""
    text, invisible = _INVISIBLE.subn("", raw)
    if invisible:
        doubts.append(Doubt(number, _("{count} invisible characters left out.").format(count=invisible)))
    if (lost := _UNREADABLE.search(text)) is not None:
        message = _("The character U+{code:04X} means nothing; compare with print.").format(code=ord(lost[0]))
        doubts.append(Doubt(number, message))
    text = text.strip()
    if not text:
        return None, 0
    if _ONLY_MARKS.fullmatch(text):
        doubts.append(Doubt(number, _("The stray mark “{text}” is left out.").format(text=text[:20])))
        return None, 0
    bullet = _BULLET.match(text)
    text = text[bullet.end() :] if bullet else text
    text, hashes = _strip_hashes(text)
    bold = len(text) > 4 and text[:2] == text[-2:] == "**" and "**" not in text[2:-2] and text[2] != "*" != text[-3]
    text = text[2:-2].strip() if bold else text
    if not text:
        return None, 0
    plain, gaps = close_gaps(text)
    return PrintedLine(text=plain, raw=text, number=number, hashes=hashes, bold=bold, bullet=bullet is not None), gaps


def _strip_hashes(text: str) -> tuple[str, int]:
    """The text without the `#` of a Markdown heading, and their number; a #话题# keeps its marks."""
    rest = text.lstrip("#")
    hashes = len(text) - len(rest)
    if not hashes or (rest[:1] not in (" ", "\t", "*") and "#" in rest):
        return text, 0
    rest = rest.strip()
    bare = rest.rstrip("#")
    return (bare.rstrip() if bare != rest and bare[-1:].isspace() else rest), hashes
