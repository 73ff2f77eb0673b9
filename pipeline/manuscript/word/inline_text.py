"""Pieces of a paragraph as the marks of Markdown that Kanben reads (docs/content-format.md)."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from pipeline.addresses import is_allowed
from pipeline.i18n import _
from pipeline.manuscript.chinese_emphasis import is_wide
from pipeline.manuscript.escaping import escape, escape_all, escape_start_of_line
from pipeline.manuscript.markdown import parser
from pipeline.manuscript.word.facts import is_hei, is_kai
from pipeline.manuscript.word.manuscript import (
    Break,
    ChartCall,
    CommentCall,
    Equation,
    Look,
    NoteCall,
    Piece,
    Place,
    Reading,
    Words,
    WorkCall,
)

_DROPPED = re.compile(
    "[\u00ad\u200b-\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\x00-\x08\x0b-\x1f\x7f-\x9f]"
)
_BLANK_TEXT = re.compile("(?<![A-Za-z0-9_])(_{3,100})(?![A-Za-z0-9_])")
_TO_FILL_IN = re.compile(
    "(?<=（)[ \u3000]+(?=）)|(?<=：)[ \u3000]{2,}(?=年)|"
    "(?<=）)[ \u3000]{2,}(?=年[ \u3000]+月)|(?<=[年月])[ \u3000]+(?=[月日])"
)  # （　）, 　年　月　日
_STRESS = re.compile(r"[*_`\\]")  # what would be read as another mark in its line
_SEVERAL = re.compile(r"[\s、，。；：！？,;和与及同跟]")  # as chinese_emphasis takes * for no mark around
_EDGES = " \u00a0\u2002\u2003\u2009\u200a\u202f\u3000"  # white at the ends of a line
_SHORTEST_BLANK, _LONGEST_BLANK = 3, 100

Tell = Callable[[str], None]


class _Marks(NamedTuple):
    """What stands around a stretch of text."""

    href: str = ""
    is_strong: bool = False
    is_voice: bool = False
    has_dots: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Markdown *text* (of the plain text *plain*) within *marks*."""

    text: str
    plain: str
    marks: _Marks


class InlineWriter:
    """Writes the pieces of paragraphs of one article, whose text mostly has the look *body*.

    *call_note* yields the mark of a note, *formula* that of a formula, or None where it can't be set in a line.
    *in_cells*: the paragraphs stand in cells of tables, and begin no line.
    """

    def __init__(
        self,
        body: Look,
        call_note: Callable[[str, Place], str],
        formula: Callable[[Equation, Place], str],
        tell: Callable[[str, Place], None],
        *,
        in_cells: bool = False,
    ) -> None:
        self._body, self._call_note, self._formula, self._tell = body, call_note, formula, tell
        self._start = (lambda line: line) if in_cells else _start

    def write(self, pieces: Sequence[Piece], place: Place, look: Look, *, is_plain: bool = False) -> str:
        """*pieces* of the paragraph at *place*, which mostly has the *look*. *is_plain*: without stress and voices."""
        stretches = _join_white(list(self._stretches(pieces, place, look, is_plain)))
        groups = [(marks, list(group)) for marks, group in groupby(stretches, key=lambda each: each.marks)]
        plains = ["".join(each.plain for each in members) for _marks, members in groups]
        result = ""
        for index, (marks, members) in enumerate(groups):
            following = next((plain[:1] for plain in plains[index + 1 : index + 3] if plain), "")
            text = "".join(each.text for each in members)
            result += _mark(text, plains[index], marks, result[-1:], following)
        return "\n".join(map(self._start, _lines(result)))

    def _stretches(self, pieces: Sequence[Piece], place: Place, look: Look, is_plain: bool) -> Iterable[_Stretch]:
        before = ""
        is_behind_formula = False
        for piece in pieces:
            made = self._stretch(piece, place, look, before)
            if made is None:
                continue
            if is_behind_formula and (isinstance(piece, Equation) or made.text[:1].isdigit()):
                made = _Stretch(f" {made.text}", made.plain, made.marks)  # or $ would be no end of a formula
            yield _Stretch(made.text, made.plain, _Marks(made.marks.href)) if is_plain else made
            before = made.plain[-1:] or before
            is_behind_formula = isinstance(piece, Equation)

    def _stretch(self, piece: Piece, place: Place, look: Look, before: str) -> _Stretch | None:
        match piece:
            case Words():
                return self._words(piece, place, look, before)
            case Break():
                return _Stretch("\\\n", "", _Marks())
            case NoteCall():
                return _Stretch(self._call_note(piece.key, place), "", _Marks())
            case Reading():
                return _Stretch(_write_reading(piece), piece.base, _Marks())
            case Equation():
                space = " " if before.isascii() and before.isalpha() else ""  # $ behind a letter begins none
                return _Stretch(space + self._formula(piece, place), "=", _Marks())
            case ChartCall():
                self._tell(_("A chart can't stand here, and is left out: give it a paragraph of its own."), place)
            case WorkCall():
                cited = (f"@{key}{f', {pages}' if pages else ''}" for key, pages in piece.works)
                return _Stretch(f"[{'; '.join(cited)}]", "", _Marks())
            case CommentCall():
                return None
        return None

    def _words(self, words: Words, place: Place, look: Look, before: str) -> _Stretch | None:
        text = _TO_FILL_IN.sub(lambda found: "_" * _blank_length(found[0]), clean(words.text))
        if not text:
            return None
        if words.look.is_struck:
            self._tell(
                _("“{text}” is struck through in the manuscript; it stands in the article without a line.").format(
                    text=text[:40]
                ),
                place,
            )
        if words.look.is_underlined and not text.strip():
            return _Stretch("_" * _blank_length(text), "＿", _Marks())
        href = words.href if is_allowed(words.href) and text.strip() else ""
        marks = _Marks(
            href,
            is_strong=(words.look.is_bold and not self._body.is_bold)
            or (is_hei(words.look) and not is_hei(self._body)),
            is_voice=is_kai(words.look) and not is_kai(look),
            has_dots=words.look.has_dots,
        )
        if words.look.script:
            return _Stretch(self._script(words, text, place, before), text, marks)
        return _Stretch(_escape_words(text), text, marks)

    def _script(self, words: Words, text: str, place: Place, before: str) -> str:
        mark = "^" if words.look.script == "sup" else "~"
        inner = "".join(
            each if each.isalnum() else "\\ " if each == " " else escape_sign(each) for each in text.strip()
        )
        for written in (text.strip(), inner) if _STRESS.search(text) is None else (inner,):
            tokens = parser().parseInline(f"{before or 'x'}{mark}{written}{mark}")[0].children or []
            read = [token.content.replace("−", "-") for token in tokens if token.type in ("sup", "sub")]
            if text.strip().replace("−", "-") in read:  # a hyphen may be read as a minus
                return f"{mark}{written}{mark}"
        if text.strip():
            message = _("“{text}” is raised or lowered in the manuscript, and stands on the line in the article.")
            self._tell(message.format(text=text.strip()), place)
        return _escape_words(text)


def clean(text: str) -> str:
    """*text* without characters that are not seen; tabs as spaces, boxes to be ticked as Kanben has them."""
    return _DROPPED.sub("", text).replace("\t", " ").replace("☐", "□")


def _blank_length(white: str) -> int:
    """How many marks make a line to write on that is as long as *white*."""
    em = sum(1 if each == "\u3000" else 0.5 for each in white)
    return max(_SHORTEST_BLANK, min(_LONGEST_BLANK, round(2 * em)))


def escape_sign(sign: str) -> str:
    """A mark of ASCII with a backslash before it; other characters as they are."""
    return f"\\{sign}" if sign.isascii() and not sign.isalnum() and not sign.isspace() else sign


def _escape_words(text: str) -> str:
    """*text* with its marks escaped, but for lines to write on."""
    pieces = _BLANK_TEXT.split(text)
    return "".join(piece if number % 2 else escape_all(piece) for number, piece in enumerate(pieces))


def _write_reading(piece: Reading) -> str:
    reading = re.sub(r'["{}\\]', "", " ".join(piece.reading.split()))
    return f'[{escape(piece.base)}]{{ruby="{reading}"}}'


def _join_white(stretches: list[_Stretch]) -> list[_Stretch]:
    """*stretches*, where white between two of the same marks has these, too."""
    made = list(stretches)
    for index in range(1, len(made) - 1):
        before, own, after = made[index - 1 : index + 2]
        if not own.plain.strip() and own.text == own.plain and before.marks == after.marks:
            made[index] = _Stretch(own.text, own.plain, before.marks)
    return made


def _mark(text: str, plain: str, marks: _Marks, before: str, after: str) -> str:
    """*text* with its *marks* around it, white outside; without those that would not be read as marks there."""
    inner = text.strip(_EDGES)
    if not inner or inner == "\\":
        return text
    head, tail = text[: text.index(inner)], text[text.index(inner) + len(inner) :]
    plain = plain.strip(_EDGES)
    if marks.href:
        inner = f"[{inner}]({_write_address(marks.href)})"
    if marks.has_dots:
        inner = f"[{inner}]{{.dots}}"
    is_framed = marks.href or marks.has_dots
    outer_before, outer_after = (head[-1:] or before), (tail[:1] or after)
    first, last = ("[", "]") if is_framed else (plain[:1], plain[-1:])
    can_stress = not _keeps_shut(first, outer_before) and not _keeps_shut(last, outer_after) and "\\\n" not in inner
    if marks.is_strong and can_stress:
        inner = f"**{inner}**"
    elif marks.is_voice and can_stress and _is_voice(plain, outer_before, outer_after):
        inner = f"*{inner}*"
    return head + inner + tail


def _is_voice(plain: str, before: str, after: str) -> bool:
    """Whether ``*`` around *plain* would be marks (`chinese_emphasis`)."""
    if before.isalnum() and (len(plain) < 2 or _SEVERAL.search(plain)):
        return False
    return not ((before.isdigit() and plain[:1].isdigit()) or (plain[-1:].isdigit() and after.isdigit()))


def _keeps_shut(inner: str, outer: str) -> bool:
    """Whether stress marks between *inner*, the stressed side, and *outer* would be none (CommonMark 0.31, 6.2)."""
    if not outer or not inner or outer.isspace() or is_wide(outer) or is_wide(inner):
        return False
    return unicodedata.category(inner)[0] in "PS" and unicodedata.category(outer)[0] not in "PS"


def _write_address(href: str) -> str:
    return f"<{href}>" if re.search(r"[()\s]", href) else href


def _lines(text: str) -> list[str]:
    """The lines of *text*, a paragraph, without white around them."""
    lines = [line.strip(_EDGES) for line in text.split("\n")]
    while lines and lines[-1] in ("", "\\"):
        del lines[-1]
    if lines and lines[-1].endswith("\\") and not lines[-1].endswith("\\\\"):
        lines[-1] = lines[-1][:-1]
    return [line for line in lines if line != "\\"]


def _start(line: str) -> str:
    """*line* with its beginning escaped; a line that is only to be written on begins with a backslash."""
    return f"\\{line}" if re.fullmatch(r"_{3,}\\?", line) else escape_start_of_line(line)
