"""Paragraphs that were cut where a page ended, put together again without losing a character."""

import re

from pipeline.blocks import Paragraph
from pipeline.i18n import _
from pipeline.inlines import Inline, LineBreak, Strong, Text
from pipeline.manuscript.printed_text.headings import HeadingReader, is_heading, numbering_of
from pipeline.manuscript.printed_text.lines import HAN, PrintedLine
from pipeline.manuscript.printed_text.numerals import NUMERAL
from pipeline.manuscript.printed_text.printed import Doubt, PrintedBlock

_SENTENCE_END = "。！？：；…!?:;."
_CLOSING = "”’）)》】」』"
_NO_BEGINNING = "，。、；：！？）》”’」』】％,;?)%"  # clreq 3.1.4: never at the start of a line
_DATE = re.compile(rf"{NUMERAL}{{4}}年{NUMERAL}{{1,3}}月{NUMERAL}{{1,3}}日")
_FOLIO = re.compile(r"[-—–·.]{0,3} ?\d{1,4} ?[-—–·.]{0,3}")
_LATIN_WORD = re.compile(rf"(?<=[{HAN}])[a-z]{{2,}}(?=[{HAN}“‘《])")
_OTHER_MARKS = re.compile(r"!\[|\]\(|<[a-zA-Z/!][^>]{0,80}>|^\||`|\\|\{[#.:%]|&[a-zA-Z]{2,8};")
_SHORT = 30  # characters: a shorter line that ends in the middle of a sentence may have been a heading
_LONGEST_REPEAT = 20
_MAX_SALUTATION = 40


def is_folio(line: PrintedLine) -> bool:
    """Whether *line* is nothing but a number, as at the foot of a page: ``12``, ``- 12 -``."""
    return _FOLIO.fullmatch(line.text) is not None


def read_blocks(lines: list[PrintedLine], doubts: list[Doubt]) -> tuple[PrintedBlock, ...]:
    """Return the blocks of an article from its *lines*, its title not among them."""
    body: list[PrintedLine] = []
    for line in lines:
        if is_folio(line):
            message = _("“{text}” is taken for the folio of a page and left out.").format(text=line.text)
            doubts.append(Doubt(line.number, message))
        else:
            body.append(line)
    signoff = _signoff_of(body)
    reader = _BlockReader(doubts)
    for line in body[: len(body) - len(signoff)]:
        reader.read(line)
    reader.close(unended=_("The article stops without a mark; words may be lost."))
    if signoff:
        reader.blocks.append(_set_signoff(signoff))
    return tuple(reader.blocks)


def _signoff_of(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines at the end that are a date, with up to two names above it; none when the last line is no date."""
    if not lines or not _DATE.fullmatch(re.sub(r"[\s（()）]", "", lines[-1].text)):
        return []
    start = len(lines) - 1
    while start > 0 and len(lines) - start < 3 and _may_be_signature(lines, start - 1):
        start -= 1
    return lines[start:]


def _may_be_signature(lines: list[PrintedLine], index: int) -> bool:
    line = lines[index]
    before = lines[index - 1].text if index else ""
    return not line.marked and _may_be_name(line.text) and (not index or _ends(before) or _may_be_name(before))


def _may_be_name(text: str) -> bool:
    return len(text) <= _SHORT and not set(text) & set("，。；：！？,;:!?*")


def _may_be_heading(text: str) -> bool:
    return len(text) < _SHORT and text[-1] not in "，、" and "。" not in text


def _set_signoff(lines: list[PrintedLine]) -> Paragraph:
    children: list[Inline] = []
    for line in lines:
        children += [LineBreak()] if children else []
        children.append(Text(line.text.replace("*", ""), line.number))
    return Paragraph(tuple(children), lines[0].number, "signoff")


def _ends(text: str) -> bool:
    """Whether a paragraph can end like *text*."""
    return text.rstrip("*")[-1:] in tuple(_SENTENCE_END + "”’）)】")


class _BlockReader:
    def __init__(self, doubts: list[Doubt]) -> None:
        self.doubts = doubts
        self.blocks: list[PrintedBlock] = []
        self.headings = HeadingReader(doubts)
        self.pieces: list[str] = []  # of the paragraph that is open
        self.first = 0  # its line
        self.last = 0  # the line of its last piece
        self.stress_marks = 0  # `**` in it

    def doubt(self, line: int, message: str) -> None:
        self.doubts.append(Doubt(line, message))

    def look_for_strays(self, line: PrintedLine) -> None:
        """Report what the extraction may have put into *line*; all of it is kept."""
        for word in _LATIN_WORD.findall(line.text):
            self.doubt(line.number, _("“{word}” stands in Chinese text.").format(word=word))
        if (marks := _OTHER_MARKS.search(line.text)) is not None:
            message = _("“{marks}” is kept as text, though it may be a mark of the extraction.")
            self.doubt(line.number, message.format(marks=marks[0]))

    def read(self, line: PrintedLine) -> None:
        self.look_for_strays(line)
        if is_heading(line):
            self.close(unended=_("This paragraph stops without a mark before a heading; words may be lost."))
            self.blocks.append(self.headings.read(line))
            return
        if line.hashes:
            self.doubt(line.number, _("Marked as a heading, but reads as a paragraph."))
        if line.bullet:
            self.doubt(line.number, _("A list mark before this paragraph is left out."))
        text = f"**{line.text}**" if line.bold else line.text
        if self.pieces and self.goes_on(line, text):
            self.pieces.append(self.joint(text, line.number) + text)
        else:
            self.close()
            self.pieces, self.first, self.stress_marks = [text], line.number, 0
        self.last = line.number
        self.stress_marks += text.count("**")
        if not self.blocks and self.first == line.number and self.is_salutation(text):
            self.blocks.append(Paragraph((Text(text, line.number),), line.number, "salutation"))
            self.pieces = []

    def is_salutation(self, text: str) -> bool:
        return len(text) <= _MAX_SALUTATION and text[-1] in "：:" and "。" not in text and "**" not in text

    def goes_on(self, line: PrintedLine, text: str) -> bool:
        """Whether *text* continues the open paragraph."""
        end = self.pieces[-1]
        if text[0] in _NO_BEGINNING:
            return True
        if end[-1] in _SENTENCE_END:
            return False
        if _ends(end):
            if end.rstrip(_CLOSING + "*")[-1:] not in tuple(_SENTENCE_END):
                message = _("This paragraph ends in a closing mark; line {line} may continue it.")
                self.doubt(self.last, message.format(line=line.number))
            return False
        if not self.blocks and len(self.pieces) == 1 and _may_be_name(end):
            self.doubt(self.last, _("“{text}” stands alone below the title; it may name the author.").format(text=end))
            return False
        begins = numbering_of(text) is not None or (text.startswith("**") and self.stress_marks % 2 == 0)
        if begins:
            message = _("This paragraph ends without a mark, but line {line} begins another.").format(line=line.number)
            self.doubt(self.last, message)
        return not begins

    def joint(self, text: str, line: int) -> str:
        """What to put between the open paragraph and *text*: a space between Latin letters, otherwise nothing."""
        end = self.pieces[-1]
        length = next((n for n in range(_LONGEST_REPEAT, 1, -1) if text[:n] == end[-n:]), 0)
        if length:
            message = _("“{text}” ends line {last} and begins this one. Both are kept; compare with print.")
            self.doubt(line, message.format(text=text[:length], last=self.last))
        if len(self.pieces) == 1 and _may_be_heading(end) and text[0] not in _NO_BEGINNING:
            message = _("A short line is joined to line {line}; it may have been a heading: “{text}”.")
            self.doubt(self.last, message.format(line=line, text=end))
        if end[-1].isascii() and end[-1].isalpha() and text[0].isascii() and text[0].isalpha():
            self.doubt(line, _("A space is put between “{end}” and “{text}”.").format(end=end[-10:], text=text[:10]))
            return " "
        return ""

    def close(self, unended: str = "") -> None:
        """End the open paragraph; *unended* is what to report where it stops within a sentence."""
        if not self.pieces:
            return
        text = "".join(self.pieces)
        if unended and not _ends(text):
            self.doubt(self.last, unended)
        children = self.runs(text)
        if children:
            self.blocks.append(Paragraph(children, self.first))
        self.pieces = []

    def runs(self, text: str) -> tuple[Inline, ...]:
        """Split *text* at its ``**`` into plain and stressed runs; an odd one out is left out."""
        parts = text.split("**")
        if len(parts) % 2 == 0:
            self.doubt(self.first, _("A stray ** is left out."))
            parts[-2:] = [parts[-2] + parts[-1]]
        runs: list[tuple[bool, list[str]]] = []
        for index, part in enumerate(parts):
            stressed = index % 2 == 1 and bool(part.strip())
            if runs and runs[-1][0] == stressed:  # **甲****乙**
                runs[-1][1].append(part)
            elif part:
                runs.append((stressed, [part]))
        texts = ((stressed, Text("".join(run), self.first)) for stressed, run in runs)
        return tuple(Strong((text,)) if stressed else text for stressed, text in texts)
