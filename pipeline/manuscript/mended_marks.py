"""Turns marks as a Chinese input method makes them (＃＃, ＊＊, ［^1］) into Markdown's, where nobody can doubt it.

A message says what was mended, for the editor. The number of lines stays the same.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.blocks import BOX_KINDS
from pipeline.i18n import _
from pipeline.manuscript.containers import CHART, FIGURES
from pipeline.manuscript.fences import CODE, LineMessage, indents_of_verses

_CODE = re.compile(CODE)
_ASIDE = "\ue000"  # stands for a piece of code while a line is mended; no text has it
_PICTURE_FILE = re.compile(r"\.(?:png|jpe?g|svg|gif|webp|tiff?|bmp)$", re.IGNORECASE)
_DESTINATION = re.compile(r"""\s*<?([^<>"“”＂‘’]+?)>?(?:\s+["“＂‘]([^"“”＂‘’]*)["”＂’])?\s*""")
_OF_SPANS = re.compile(r"\s*(?:[.。．](?:dots|proper-noun|work-title)|(?:ruby|lang)\s?[=＝])")
_STRICT = re.compile(r'\s*(?:(?:[.#][\w-]+|[A-Za-z]+=(?:"[^"]*"|[A-Za-z0-9_:-]+))(?:\s+|$))+')
_ATTRIBUTE = re.compile(
    r"""[\s　]*(?:(?P<mark>[.。．#＃])(?P<name>[\w-]{1,100})"""
    r"""|(?P<key>[A-Za-z]{1,20})\ ?[=＝]\ ?(?:["“”＂](?P<quoted>[^"“”＂]*)["“”＂]|[‘'](?P<single>[^‘’']*)[’']"""
    r"""|(?P<bare>[^\s　{}｛｝"“”＂‘’'=＝]{1,200})))[\s　]*"""
)
_KIND = rf"(?:{'|'.join((*BOX_KINDS, FIGURES, CHART))})(?![a-z-])"
_TO_THE_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"  # letters written from right to left, which marks may turn
_ATTRIBUTE_MARKS = {"。": ".", "．": ".", "＃": "#"}


class _Mend(NamedTuple):
    pattern: re.Pattern[str]
    write: str | Callable[[re.Match[str]], str]
    remark: str


def mend_marks(lines: Sequence[str], is_text: Sequence[bool]) -> tuple[list[str], list[LineMessage]]:
    """Mend near-markup of *lines*, where *is_text* and nobody can doubt what is meant; also returns what was mended.

    Verses keep the white before them.
    """
    indents = indents_of_verses(lines)
    bare = [line.removeprefix(indents.get(number, "")) for number, line in enumerate(lines)]
    mended, messages = _mend_lines(bare, is_text)
    return [indents.get(number, "") + line for number, line in enumerate(mended)], messages


def _mend_lines(lines: Sequence[str], is_text: Sequence[bool]) -> tuple[list[str], list[LineMessage]]:
    result: list[str] = []
    messages: list[LineMessage] = []
    for number, (line, mendable) in enumerate(zip(lines, is_text, strict=True)):
        if not mendable or not line.strip() or _ASIDE in line:
            result.append(line)
            continue
        text = _CODE.sub(_ASIDE, line)
        for mend in _mends():
            new = mend.pattern.sub(mend.write, text)
            if new != text:
                if new.replace('"', "") != text.replace('"', ""):  # {width=40%} is as good as {width="40%"}
                    messages.append(LineMessage(number, mend.remark))
                text = new
        for piece in _CODE.finditer(line):
            text = text.replace(_ASIDE, piece[0], 1)
        result.append(text)
    return result, messages


@cache
def _mends() -> tuple[_Mend, ...]:
    """In the order in which they are tried on each line."""
    return (
        *_mends_of_white(),
        *_mends_of_beginnings(),
        *_mends_of_words(),
        *_mends_of_attributes(),
        *_mends_of_lines(),
    )


def _mend(pattern: str, write: str | Callable[[re.Match[str]], str], remark: str) -> _Mend:
    return _Mend(re.compile(pattern), write, remark)


def _mends_of_white() -> tuple[_Mend, ...]:
    """Invisible characters, tabs, and white at the ends of a line."""
    return (
        _mend(
            f"[\u200b\u2060\ufeff]|(?<![{_TO_THE_LEFT}])[\u200e\u200f\u061c](?![{_TO_THE_LEFT}])",
            "",
            _("An invisible character is left out (U+200B, U+200E, U+2060, U+FEFF or the like)."),
        ),
        _mend(r"(?<=\S)\t+(?=\S)", " ", _("A tab within a line is printed as a space.")),
        _mend(
            r"(?<=\S)(?:[ \t　]{2,}|[　\t])$",
            "",
            _("Spaces at the end of a line are left out; a new line is forced with \\."),
        ),
        _mend(
            r"^[ \t]*[\u3000\u00a0][ \t\u3000\u00a0]*(?=\S)",
            "",
            _("Spaces at the beginning of a paragraph are left out: the layout indents it."),
        ),
    )


def _mends_of_beginnings() -> tuple[_Mend, ...]:
    """Marks that a block begins with: quotations, boxes, headings."""
    return (
        _mend(r"^((?:> ?)*)＞ ?", r"\1> ", _("＞ is taken for >.")),
        _mend(rf"^[:：]*：[:：]*(?=[:： 　]*(?:$|{_KIND}))", _half_colons, _("：：： is taken for :::.")),
        _mend(rf"^(:{{3,}})(?={_KIND})", r"\1 ", _("A space is put behind :::.")),
        _mend(r"^((?=[#＃]{2,6}[^#＃])#*＃[#＃]*)[ 　]*(?=\S)", _half_hashes, _("＃＃ is taken for ##.")),
        _mend(r"^(#{2,5})(?:　+ *|(?=[^\s#　]))", r"\1 ", _("A space is put behind the ## of a heading.")),
    )


def _mends_of_words() -> tuple[_Mend, ...]:
    """Marks within a line: stress, code, notes, pictures, links."""
    return (
        # \\server\folder: Markdown makes one backslash of two
        _mend(
            r"(?<![\\A-Za-z0-9])\\\\(?=[A-Za-z0-9][\w.-]{0,100}\\[A-Za-z0-9])",
            r"\\\\\\\\",
            _("Both \\\\ before the name of a server are printed."),
        ),
        _mend(r"＊＊([^＊*]{1,300})＊＊", r"**\1**", _("＊＊ is taken for **.")),
        _mend(r"＄(?=[^＄$]*[\\^_=])([^＄$]{1,300})＄", r"$\1$", _("＄ is taken for $.")),
        _mend(r"｀([^｀`]{1,300})｀", r"`\1`", _("｀ is taken for `.")),
        _mend(
            r"^[［【]\^([^\]］】\s]{1,50})[\]］】] ?[:：] ?|^\[\^([^\]］】\s]{1,50})\] ?： ?",
            _note_text,
            _("［^1］： is taken for [^1]:."),
        ),
        _mend(
            r"(?:[［【][\^＾]|\[＾|\[\^ +|\[\^(?=[^\]］】\s]{1,50}[］】])) *([^\]］】\[［【\s]{1,50}) *[\]］】]",
            r"[^\1]",
            _("［^1］ is taken for [^1]."),
        ),
        _mend(
            r"[!！][\[［【]([^\[\]［］【】]{0,300})[\]］】] ?"
            r"[(（]((?:[^()（）]|[(（][^()（）]{0,100}[)）]){1,1000})[)）]",  # a caption may have marks of its own
            _picture,
            _('This is taken for a picture: ![…](… "…").'),
        ),
        _mend(
            r"(?<![!！])(?:\[([^\[\]［］]{1,300})\]（|［([^\[\]［］]{1,300})[］\]][(（])"
            r"((?:https?://|mailto:|#)[^\s()（）]{1,1000})[)）]"
            r"|(?<![!！])\[([^\[\]［］]{1,300})\]\(((?:https?://|mailto:|#)[^\s()（）]{1,1000})）",
            _link,
            _("This is taken for a link: […](…)."),
        ),
    )


def _mends_of_attributes() -> tuple[_Mend, ...]:
    """What stands in braces."""
    return (
        _mend(r"^\s*[{｛]([^{}｛｝]{1,1000})[}｝]\s*$", _attribute_line, _("This is taken for attributes: {…}.")),
        _mend(
            r"^(!\[.{0,1000}\))(\s{0,9})[{｛]([^{}｛｝]{1,500})[}｝]\s*$",
            _attributes,
            _("This is taken for attributes: {…}."),
        ),
        _mend(
            r"([\[［][^\[\]［］]{1,300}[\]］])(\s{0,9})[{｛]([^{}｛｝]{1,500})[}｝]",
            _span_attributes,
            _("This is taken for attributes: {…}."),
        ),
        _mend(
            r"^(#{2,5} .{0,500}?) ?[{｛][#＃]([\w-]{1,100})[}｝]$", r"\1 {#\2}", _("This is taken for attributes: {…}.")
        ),
        _mend(
            r"^\s*[{｛] ?(signoff|salutation) ?[}｝]\s*$",
            r"{.\1}",
            _("A full stop is put before the name: {.signoff}."),
        ),
        _mend(
            rf"^(:{{3,}} {_KIND}.{{0,500}}?)[ 　]{{0,9}}[{{｛]([^{{}}｛｝]{{1,500}})[}}｝]\s*$",
            _fence_attributes,
            _("This is taken for attributes: {…}."),
        ),
        _mend(r"[{｛] ?(folio|number) ?[}｝]", r"{\1}", _("｛folio｝ is taken for {folio}, ｛number｝ for {number}.")),
    )


def _mends_of_lines() -> tuple[_Mend, ...]:
    """Lines that are a whole: rows of tables, pauses."""
    return (
        _mend(r"(?<=[|｜])[ 　]*(?:＜[＜<]|<＜|《《)[ 　]*(?=[|｜])", " << ", _("＜＜ in a cell is taken for <<.")),
        _mend(r"(?<=[|｜])[ 　]*(?:＾[＾^]|\^＾)[ 　]*(?=[|｜])", " ^^ ", _("＾＾ in a cell is taken for ^^.")),
        _mend(r"^[ \t]*[|｜](?=.*[|｜]).*$", _table_row, _("｜, — and ： in a table are taken for |, - and :.")),
        _mend(
            r"^[ \t]*(?:＊[ 　]*){3,}$|^[ \t]*[—―─－]{2,}[ \t]*$",
            "---",
            _("This line is taken for a pause: ---."),
        ),
    )


def _half_colons(found: re.Match[str]) -> str:
    return found[0].replace("：", ":") if len(found[0]) > 2 else found[0]


def _half_hashes(found: re.Match[str]) -> str:
    return "#" * len(found[1]) + " "


def _note_text(found: re.Match[str]) -> str:
    return f"[^{found[1] or found[2]}]: "


def _picture(found: re.Match[str]) -> str:
    destination = _DESTINATION.fullmatch(found[2])
    if destination is None:
        return found[0]
    path = destination[1].replace("\\", "/")
    if not (found[0].startswith("![") or _PICTURE_FILE.search(path)):
        return found[0]
    is_good = found[0].startswith(f"![{found[1]}](") and found[0].endswith(")") and path == destination[1]
    is_good = is_good and not re.search("[“”＂‘’]", found[2][len(path) :]) and (" " not in path or "<" in found[2])
    if is_good or (" " in path and not _PICTURE_FILE.search(path)):
        return found[0]
    caption = "" if destination[2] is None else f' "{destination[2]}"'
    return f"![{found[1]}]({f'<{path}>' if ' ' in path else path}{caption})"


def _link(found: re.Match[str]) -> str:
    words, target = found[1] or found[2] or found[4], found[3] or found[5]
    return f"[{words}]({target})"


def _attribute_line(found: re.Match[str]) -> str:
    strict = _write_strictly(found[1])
    if strict is None or (found[0].lstrip().startswith("{") and _is_strict(found[1])):
        return found[0]
    return f"{{{strict}}}"


def _attributes(found: re.Match[str]) -> str:
    strict = _write_strictly(found[3])
    if strict is None or (not found[2] and found[0].endswith("}") and _is_strict(found[3])):
        return found[0]
    return f"{found[1]}{{{strict}}}"


def _fence_attributes(found: re.Match[str]) -> str:
    strict = _write_strictly(found[2])
    is_good = f"{{{found[2]}}}" in found[0] and _is_strict(found[2])
    return found[0] if strict is None or is_good else f"{found[1]} {{{strict}}}"


def _span_attributes(found: re.Match[str]) -> str:
    strict = _write_strictly(found[3]) if _OF_SPANS.match(found[3]) else None
    words = found[1][1:-1]
    is_good = found[0].startswith(f"[{words}]{{") and found[0].endswith("}") and _is_strict(found[3])
    return found[0] if strict is None or is_good else f"[{words}]{{{strict}}}"


def _table_row(found: re.Match[str]) -> str:
    row = found[0].replace("｜", "|")
    if re.fullmatch(r"[\s|:：\-—―─－–]+", row):
        row = row.replace("：", ":").replace("\u3000", " ").replace("—", "--")
        return re.sub("[―─－–]", "-", row)
    return row


def _is_strict(inner: str) -> bool:
    """Whether *inner*, what stands in ``{ }``, is written as it should be."""
    return "％" not in inner and _STRICT.fullmatch(inner) is not None


def _write_strictly(inner: str) -> str | None:
    """*inner* with half-width marks and straight quotes; None where it is none of that, or names a thing twice."""
    pieces: dict[str, str] = {}
    place = 0
    while place < len(inner):
        found = _ATTRIBUTE.match(inner, place)
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
            mark = _ATTRIBUTE_MARKS.get(found["mark"], found["mark"])
            name, piece = mark + (found["name"] if mark == "." else ""), mark + found["name"]
        if name in pieces:
            return None
        pieces[name] = piece
    return " ".join(pieces.values()) or None
