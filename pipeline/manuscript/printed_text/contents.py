"""The contents of a printed issue: sections, titles over several lines, folios behind leaders."""

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.manuscript.printed_text.lines import PrintedLine, close_gaps
from pipeline.manuscript.printed_text.numerals import NUMERAL

MAX_ENTRIES = 200
MAX_TITLE = 200  # characters, over all its lines
_HEADINGS = {"目录", "目次", "本期目录", "本期目次", "contents"}
_SECTION = re.compile(r"[【〖](.{1,30})[】〗]")
_LEADERS = " \t\xa0\u3000.．…·•‥⋯_-—"
_BRACKETED_FOLIO = re.compile(r"[(（\[［]\s*(\d{1,4})\s*[)）\]］]$")
_BARE_FOLIO = re.compile(r"(?<!\d)(\d{1,4})$")
_ISSUE_FACT = re.compile(
    rf"({NUMERAL}{{4}}年)?({NUMERAL}{{1,3}}月{NUMERAL}{{1,3}}日)?(出版)?(第{NUMERAL}{{1,4}}期)?([(（]?总第{NUMERAL}{{1,5}}期[)）]?)?"
)
_MAX_LINES_WITHOUT_FOLIO = 8


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An article as the contents name it; *lines* are the lines of its title, *line* is 1-based."""

    lines: tuple[str, ...]
    folio: int
    line: int

    @property
    def title(self) -> str:
        """The title on one line, for messages."""
        return " ".join(self.lines)


@dataclass(slots=True)
class ContentsSection:
    """A section as the contents name it; *line* is 1-based."""

    name: str
    line: int
    entries: list[ContentsEntry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents, which take up ``lines[start:end]`` of the text, their heading included.

    *facts* are lines of the issue box that stand between the heading and the first entry.
    """

    sections: tuple[ContentsSection, ...]
    facts: tuple[PrintedLine, ...]
    start: int
    end: int

    @property
    def entries(self) -> tuple[ContentsEntry, ...]:
        """All entries in order."""
        return tuple(entry for section in self.sections for entry in section.entries)


def section_name(line: PrintedLine) -> str | None:
    """Return the name in 【】 when *line* holds nothing else."""
    match = _SECTION.fullmatch(line.text)
    return match[1].strip() or None if match else None


def split_folio(text: str, title_open: bool) -> tuple[str, int | None]:
    """Split ``title ..... (2)`` into title and folio; the folio is None where *text* ends in none.

    *title_open* says that the line before belongs to an entry without a folio, so that a bare number may be its folio.
    """
    bracketed = _BRACKETED_FOLIO.search(text[-12:])
    match = bracketed or _BARE_FOLIO.search(text[-5:])
    if match is None:
        return text, None
    head = text[: len(text) - len(match[0])]
    title = head.rstrip(_LEADERS)
    leader = len(head) - len(title)
    if not title:
        return ("", int(match[1])) if bracketed or leader >= 2 or title_open else (text, None)
    # One space is leader enough before a bracket, or before a figure that cannot be a year.
    enough = leader >= 1 if bracketed or len(match[1]) <= 3 else leader >= 2
    return (title, int(match[1])) if enough else (text, None)


def read_contents(lines: list[PrintedLine], path: Path, problems: list[Problem]) -> Contents:
    """Find and read the contents in *lines*; what is wrong with single entries is added to *problems*.

    Raises ContentError when there are no contents, or none with folios.
    """
    start = next((index for index, line in enumerate(lines) if _names_contents(line.text)), None)
    if start is None:
        hint = _("The text of a printed issue is wanted, with 目录, titles and folios.")
        raise ContentError(Problem(_("There are no contents in this text."), path, 1, hint))
    reader = _ContentsReader(path, problems)
    end = reader.read(lines, start + 1)
    if not any(section.entries for section in reader.sections):
        hint = _("Each entry is a title with its folio behind: 标题 ..... (2)")
        raise ContentError([*problems, Problem(_("The contents name no folio."), path, lines[start].number, hint)])
    return Contents(tuple(section for section in reader.sections if section.entries), tuple(reader.facts), start, end)


def _names_contents(text: str) -> bool:
    return len(text) < 20 and re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).lower() in _HEADINGS


def _is_issue_fact(line: PrintedLine) -> bool:
    """Whether *line* is one of the issue box: 二〇二三年, 第一期, (总第228期), 2月3日出版."""
    return len(line.text) < 40 and not line.bullet and bool(_ISSUE_FACT.fullmatch(re.sub(r"\s", "", line.text)))


class _ContentsReader:
    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.path = path
        self.problems = problems
        self.sections: list[ContentsSection] = []
        self.filled: set[str] = set()  # names of the sections with entries
        self.open: list[PrintedLine] = []  # lines of a title whose folio has not come yet
        self.facts: list[PrintedLine] = []
        self.count = 0

    def read(self, lines: list[PrintedLine], start: int) -> int:
        """Read on from *start* to the last line of the contents and return the index after it."""
        end = index = start
        while index < len(lines) and not self.body_begins(lines[index]) and index - end < _MAX_LINES_WITHOUT_FOLIO:
            line = lines[index]
            index += 1
            if _is_issue_fact(line):
                self.facts.append(line)
                continue
            if (name := section_name(line)) is not None:
                self.report_missing_folio()
                self.sections.append(ContentsSection(name, line.number))
                continue
            if line.bullet:
                self.report_missing_folio()
            title, folio = split_folio(line.raw, bool(self.open))
            if folio is None:
                self.open.append(line)
                end = index if line.bullet else end
            else:
                self.add(line, title, folio)
                end = index
        if self.open and self.open[0].bullet:
            self.report_missing_folio()
        return self.drop_sections_after(lines[end - 1].number, end)

    def body_begins(self, line: PrintedLine) -> bool:
        """Whether the contents must have ended: the issue box, or the first section over its articles."""
        if len(line.text) > MAX_TITLE:
            return True
        name = section_name(line)
        if name is not None:
            return name in self.filled
        return self.count > 0 and _is_issue_fact(line)

    def add(self, line: PrintedLine, title: str, folio: int) -> None:
        parts = (*(part.text for part in self.open), *((close_gaps(title)[0],) if title else ()))
        first = self.open[0] if self.open else line
        self.open = []
        if not parts:
            self.problem(line.number, _("This folio belongs to no title."), _("Write the title before it."))
        elif folio < 1:
            self.problem(line.number, _("A folio of 0 cannot be."), _("Compare with print."))
        elif not self.sections:
            message = _("“{title}” stands above the first section name.").format(title=" ".join(parts))
            self.problem(first.number, message, _("Write the name of its section above it, in 【】."))
        elif sum(map(len, parts)) > MAX_TITLE or self.count >= MAX_ENTRIES:
            raise ContentError([*self.problems, self.too_much(first.number)])
        else:
            self.count += 1
            self.filled.add(self.sections[-1].name)
            self.sections[-1].entries.append(ContentsEntry(parts, folio, first.number))

    def report_missing_folio(self) -> None:
        """Report the open title, if any, as one without a folio."""
        if self.open:
            title = " ".join(line.text for line in self.open)[:80]
            message = _("“{title}” has no folio in the contents.").format(title=title)
            self.problem(self.open[0].number, message, _("Write it behind the title: ..... (2)"))
        self.open = []

    def drop_sections_after(self, line: int, end: int) -> int:
        """Forget section names met behind the last entry: they stand over articles already."""
        self.sections = [section for section in self.sections if section.line <= line]
        return end

    def problem(self, line: int, message: str, hint: str) -> None:
        self.problems.append(Problem(message, self.path, line, hint))

    def too_much(self, line: int) -> Problem:
        message = _("The contents have more than {entries} entries, or a title of more than {letters} letters.")
        return Problem(message.format(entries=MAX_ENTRIES, letters=MAX_TITLE), self.path, line)
