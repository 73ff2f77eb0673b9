"""Near-markup: what a typist writes who knows Markdown a little. It is mended or an error, and never printed as it is.

Where nobody can doubt what is meant, it is mended, with a remark for the editor (`mended_marks`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.i18n import _
from pipeline.manuscript.containers import explain_container
from pipeline.manuscript.editor_notes import take_notes_out
from pipeline.manuscript.fences import CODE, LineMessage, lines_of_text, lines_within
from pipeline.manuscript.mended_marks import mend_marks
from pipeline.manuscript.near_labels import mend_labels
from pipeline.manuscript.reading import Reading

_CODE = re.compile(CODE)
_CONTINUATION = re.compile(r"(?:下转|上接)\s{0,3}第?\s{0,3}[0-9０-９一二三四五六七八九十]{1,4}\s{0,3}[页頁版]")
_BRACKETS = r"\[\]［］【】〔〕"
_GOOD_DESTINATION = r"""\s*(?:<[^<>\n]*>|[^\s<>"“”]+)(?:\s+(?:"(?:[^"\\]|\\.)*"|'[^']*'))?\s*\)"""
_MARKED = re.compile(r"[-*+|#>:{`~=!]|\d{1,9}[.)]\s|\[\^")  # begins a line that is no plain text


def lines_as_meant(text: str, reading: Reading) -> list[str]:
    """The lines of *text* for Markdown to read: without the notes of editors, near-markup mended.

    What can't be mended goes to the problems of *reading*, the rest to its remarks.
    """
    first = reading.first_line
    text, notes = take_notes_out(text)
    for note in notes:
        if not note.closed:
            reading.problem(_("The editor's note <!-- is not closed."), first + note.line, _("Write --> behind it."))
        elif note.tears:
            message = _("This editor's note stands on a line of its own within a paragraph.")
            reading.problem(message, first + note.line, _("Put it at the end of the line above."))
        else:
            reading.editor_note(note.text, first + note.line)
    is_text, unclosed = lines_of_text(text)
    if unclosed is not None:
        reading.problem(_("The fence is not closed."), first + unclosed, _("Write the same fence on a line below it."))
    lines, remarks = mend_marks(text.split("\n"), is_text)
    lines, labels = mend_labels(lines, is_text)
    for each in (*remarks, *labels, *_pauses(lines, is_text), *_continuations(lines, is_text)):
        reading.remark(each.message, first + each.line)
    for each in (*_near_marks_in(lines, is_text), *_near_blocks(lines, is_text)):
        reading.problem(each.message, first + each.line, each.hint)
    return lines


def _pauses(lines: Sequence[str], is_text: Sequence[bool]) -> Iterator[LineMessage]:
    """Dashes under text, which would make a heading of it in CommonMark, and lines to be filled in."""
    to_write_on = set(lines_within(lines, "questionnaire"))
    for number, line in enumerate(lines):
        if not is_text[number]:
            continue
        above = lines[number - 1].strip() if number else ""
        if re.fullmatch(r" {0,3}-{3,} *", line) and above and not _MARKED.match(above):
            yield LineMessage(number, _("--- under a paragraph is a pause; put an empty line above it."))
        elif re.fullmatch(r" {0,3}_{3,} *", line) and number not in to_write_on:
            yield LineMessage(number, _("A line of ___ is a pause; to have it printed write \\___."))


def _continuations(lines: Sequence[str], is_text: Sequence[bool]) -> Iterator[LineMessage]:
    """Folios of the rest of an article that are written by hand."""
    for number, (line, looked_at) in enumerate(zip(lines, is_text, strict=True)):
        if looked_at and (found := _CONTINUATION.search(_CODE.sub("", line))) is not None:
            message = _(
                "“{text}” is printed as it stands. A line {{.rest}} parts an article, with folios that follow it."
            )
            yield LineMessage(number, message.format(text=found[0]))


class _NearMark(NamedTuple):
    """A mark that Markdown would print as it stands. *message* takes what was found as ``{text}``."""

    pattern: re.Pattern[str]
    message: str
    hint: str


def _near_marks_in(lines: Sequence[str], is_text: Sequence[bool]) -> Iterator[LineMessage]:
    """What in a line would be printed as it stands, though something else was meant."""
    for number, (line, looked_at) in enumerate(zip(lines, is_text, strict=True)):
        if not looked_at:
            continue
        text = _CODE.sub("", line)
        for mark in _near_marks():
            if (found := mark.pattern.search(text)) is not None:
                yield LineMessage(number, mark.message.format(text=found[0]), mark.hint)


@cache
def _near_marks() -> tuple[_NearMark, ...]:
    return *_near_marks_of_words(), *_near_marks_of_lines()


def _near_marks_of_words() -> tuple[_NearMark, ...]:
    """Marks within a line, each with an example."""
    return (
        # ＊＊words**, words＊＊
        _near_mark("＊＊", _("The stress marks ＊＊ are full-width."), _("Write **words**.")),
        # _文字_
        _near_mark(
            r"(?<![A-Za-z0-9_\\])_(?=[^_]*[\u4e00-\u9fff])[^_\s]{1,100}_(?![A-Za-z0-9_])",
            _("“{text}” would be printed with its _."),
            _("Write *words* for another voice, **words** for stress; for the marks themselves write \\_."),
        ),
        # ~~文字~~
        _near_mark(
            r"(?<![~\\])~~[^~]{1,200}~~",
            _("“{text}” would be printed with its ~."),
            _("Nothing is struck out here: delete it, or write \\~ for the marks themselves."),
        ),
        # ![文字]（图.png）
        _near_mark(
            rf"(?:！[\[［【〔]|![［【〔])[^{_BRACKETS}]{{0,300}}[\]］】〕] ?[(（][^()（）]{{0,300}}[)）]?"
            rf"|!\[[^{_BRACKETS}]{{0,300}}\](?:（|\((?!{_GOOD_DESTINATION}))[^()（）]{{0,300}}[)）]?",
            _("“{text}” could not be understood."),
            _('A picture is written ![what it shows](../images/name.png "caption").'),
        ),
        # 某某{.signoff}
        _near_mark(
            r"(?<=[^\s\])>])\s?\{\.(?:salutation|signoff|centered|right|drop-cap|new-page|new-column|rest)\}\s*$",
            _("“{text}” would be printed as it stands."),
            _("Put it on a line of its own above the paragraph."),
        ),
        # 图{numbr}
        _near_mark(
            r"[图表式][{｛](?!number\}|folio\})[A-Za-z]{1,20}[}｝]",
            _("“{text}” would be printed as it stands."),
            _("A number is written {number}."),
        ),
        # <！-- 待核 -->
        _near_mark(
            r"[<＜《]！ ?(?:-|－|—).{0,40}|＜! ?(?:-|－|—).{0,40}",
            _("“{text}” would be printed as it stands."),
            _("A note for the editors is written <!-- 待核 -->."),
        ),
        # as @wang2020 says
        _near_mark(
            r"(?<![A-Za-z0-9@._/\\\［【〔\[-])@[A-Za-z][A-Za-z-]{0,40}[0-9]{4}[a-z]?(?![\w.@-])(?![^\[\]]{0,300}\])",
            _("“{text}” would be printed as it stands."),
            _("A work is cited in brackets: [@wang2020]; for the mark itself write \\@."),
        ),
        # {.signoff｝, ｛#id}
        _near_mark(
            r"[{｛][.#。＃][A-Za-z][^{}｛｝]{0,200}｝|｛[.#。＃][A-Za-z][^{}｛｝]{0,200}[}｝]",
            _("“{text}” could not be understood."),
            _("Write it with { }."),
        ),
        # C:\_old: Markdown drops a backslash before a mark
        _near_mark(
            r"\b[A-Za-z]:\\(?:[^\s\\，。]{1,100}\\){0,10}[!-/:-@\[\]-`{-~]",
            _("“{text}” would lose its \\."),
            _("Write \\\\ for each \\ of a path."),
        ),
    )


def _near_marks_of_lines() -> tuple[_NearMark, ...]:
    """Marks at the beginning of a line, each with an example."""
    return (
        # ==, - alone on a line
        _near_mark(
            r"^(?:={2,}|-)\s*$",
            _("“{text}” alone on a line means nothing."),
            _("A heading is written ##, a pause ---."),
        ),
        # \newpage, 【换页】
        _near_mark(
            r"^ {0,3}(?:\\(?:newpage|clearpage|pagebreak)|[【（(〔](?:分页|换页|另页|另起一页)[】）)〕])\s*$",
            _("“{text}” would be printed as it stands."),
            _("A new page is a line {.new-page} above the block that begins it."),
        ),
        # -文字, +文字
        _near_mark(
            r"^[-+][\u3400-\u9fff]{2}",
            _("“{text}” is no item of a list."),
            _("Put a space behind the mark; for the mark itself write \\-."),
        ),
        # : 表 1 收支, as other writers of Markdown caption a table
        _near_mark(
            r"^(?::\s|Table:|表[:：]\s)\s*\S.{0,60}",
            _("“{text}” would be printed as a paragraph, and not as a caption."),
            _('The caption of a table is written above it: {caption="…"} on a line.'),
        ),
        # :: box
        _near_mark(r"^[:：]{2}[^:：]|^[:：]{2}$", _("“{text}” could not be understood."), explain_container()),
    )


def _near_mark(pattern: str, message: str, hint: str) -> _NearMark:
    return _NearMark(re.compile(pattern), message, hint)


def _near_blocks(lines: Sequence[str], is_text: Sequence[bool]) -> Iterator[LineMessage]:
    """Lines that run into the block above them, and tables that are none."""
    in_table = False
    for number, (line, looked_at) in enumerate(zip(lines, is_text, strict=True)):
        above = lines[number - 1].strip() if number and is_text[number - 1] else ""
        text = line.strip()
        if not (looked_at and text):
            in_table = False
            continue
        if _is_dash_row(text) and "|" in above:
            in_table = True
        elif in_table and "|" not in text:
            in_table = False
            if not _MARKED.match(text):
                message = _("This text stands directly under a table and would be a row of it.")
                yield LineMessage(number, message, _("Put an empty line above it."))
        elif not in_table and _is_row(text):
            below = lines[number + 1].strip() if number + 1 < len(lines) else ""
            if not _is_dash_row(below) and not (_is_row(above) and not _is_dash_row(above)):
                message = _("This looks like a table, but has no line of dashes below its head.")
                yield LineMessage(
                    number, message, _("Write |---|---| below the first row; for a bar itself write \\|.")
                )
        if above and not _MARKED.match(above) and re.fullmatch(r"\{[.#][^{}]{1,200}\}", text):
            yield LineMessage(number, _("“{text}” stands below its paragraph.").format(text=text), _("Put it above."))
        if above.startswith(">") and above.strip("> ") and not text.startswith(">") and not _MARKED.match(text):
            message = _("This text stands directly under a quotation and would belong to it.")
            yield LineMessage(number, message, _("Put an empty line above it, or > before it."))


def _is_row(text: str) -> bool:
    return text.startswith("|") and text.endswith("|") and len(text) > 2


def _is_dash_row(text: str) -> bool:
    return "-" in text and "|" in text and not text.strip("|-: \t")
