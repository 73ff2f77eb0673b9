"""The text of a printed issue into its sections and articles."""

from pathlib import Path

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.manuscript.printed_text.contents import (
    Contents,
    ContentsEntry,
    ContentsSection,
    read_contents,
    section_name,
)
from pipeline.manuscript.printed_text.issue_box import read_facts
from pipeline.manuscript.printed_text.lines import PrintedLine, read_lines
from pipeline.manuscript.printed_text.paragraphs import read_blocks
from pipeline.manuscript.printed_text.printed import Doubt, PrintedArticle, PrintedIssue, PrintedSection
from pipeline.manuscript.printed_text.titles import PrintedTitle, find_titles, letters_of, reconcile
from pipeline.model import plain_title

_MAX_SUBTITLE = 60
_MAX_BOX = 10  # lines of an issue box
_SUBTITLE_MARK = ("——", "--", "──", "—")


def read_printed_text(text: str, path: Path) -> PrintedIssue:
    """Read *text*, taken off the pages of a printed issue; *path* is the file it came from, for messages.

    The text holds, in this order: the name of the publication; the contents, with folios; the issue box; the articles
    of the contents, in their order. What can't be read raises ContentError, all of it together; what can be read in
    more than one way is in the doubts of the result.
    """
    problems: list[Problem] = []
    doubts: list[Doubt] = []
    lines = read_lines(text, path, doubts)
    contents = read_contents(lines, path, problems)
    body = lines[contents.end :]
    titles = find_titles(contents.entries, body, path)
    found = _collect_titles(contents, titles, path, problems)
    begin = _begin_of_body(body, found.get(0), contents)
    facts = read_facts(lines[: contents.start], [*contents.facts, *body[:begin]], path, problems, doubts)
    if problems:
        raise ContentError(sorted(problems, key=lambda problem: problem.line or 0))
    sections = _BodyReader(body, contents, path, problems, doubts).read_sections(found)
    if problems:
        raise ContentError(problems)
    published = facts.published
    if not (facts.year and facts.number and facts.total_number and published):  # reported as problems before
        raise AssertionError
    _check_folios(contents, doubts)
    return PrintedIssue(
        path=path,
        name=facts.name,
        organisers=tuple(facts.organisers),
        year=facts.year,
        number=facts.number,
        total_number=facts.total_number,
        date=published,
        sections=sections,
        doubts=tuple(sorted(doubts)),
        colophon=tuple(facts.colophon),
    )


def _collect_titles(
    contents: Contents, titles: list[PrintedTitle | None], path: Path, problems: list[Problem]
) -> dict[int, PrintedTitle]:
    """The titles found, by the 0-based number of their entry; the others are added to *problems*."""
    found: dict[int, PrintedTitle] = {}
    for index, (entry, title) in enumerate(zip(contents.entries, titles, strict=True)):
        if title is not None:
            found[index] = title
            continue
        message = _("“{title}” of the contents was not found in the text, or not in this order.")
        hint = _("Write its title above the article as the contents have it.")
        problems.append(Problem(message.format(title=entry.title), path, entry.line, hint))
    return found


def _check_folios(contents: Contents, doubts: list[Doubt]) -> None:
    """Report folios that go back."""
    previous = 0
    for entry in contents.entries:
        if entry.folio < previous:
            message = _("The folio {folio} comes after {previous}.").format(folio=entry.folio, previous=previous)
            doubts.append(Doubt(entry.line, message))
        previous = entry.folio


def _begin_of_body(body: list[PrintedLine], first: PrintedTitle | None, contents: Contents) -> int:
    """The index of the first line behind the issue box; a guess where the *first* article was not found."""
    if first is None:
        return next((index for index, line in enumerate(body) if section_name(line)), _MAX_BOX)
    return first.start - 1 if _section_over(body, first.start, contents) is not None else first.start


def _section_over(lines: list[PrintedLine], start: int, contents: Contents) -> str | None:
    """The section name on the line above *start*: in 【】, or without them as the contents have it."""
    if not start:
        return None
    line = lines[start - 1]
    known = letters_of(line.text[:40]) in {letters_of(section.name) for section in contents.sections}
    return section_name(line) or (line.text if known else None)


class _BodyReader:
    """Cuts the body into sections and articles at the titles found."""

    def __init__(
        self, lines: list[PrintedLine], contents: Contents, path: Path, problems: list[Problem], doubts: list[Doubt]
    ) -> None:
        self.lines = lines
        self.contents = contents
        self.path = path
        self.problems = problems
        self.doubts = doubts
        self.names: set[str] = set()

    def read_sections(self, titles: dict[int, PrintedTitle]) -> tuple[PrintedSection, ...]:
        sections: list[PrintedSection] = []
        number = 0
        for section in self.contents.sections:
            first = titles[number].start
            name, line = self.name_over(first, section)
            articles = []
            for index, entry in enumerate(section.entries):
                title = titles[number]
                self.check_place(title.start, index, section)
                following = titles.get(number + 1)
                end = following.start if following else len(self.lines)
                end -= 1 if following and _section_over(self.lines, end, self.contents) is not None else 0
                articles.append(self.read_article(entry, title, max(end, title.end)))
                number += 1
            sections.append(PrintedSection(name, section.name, tuple(articles), line))
        return tuple(sections)

    def name_over(self, first: int, section: ContentsSection) -> tuple[str, int]:
        """The section name printed over the article that starts at *first*, and its line; or that of the contents."""
        name = _section_over(self.lines, first, self.contents)
        line = self.lines[first - 1 if name else first].number
        if name is None:
            name = section.name
            message = _("No section name stands here; the contents have 【{name}】.").format(name=name)
            self.doubts.append(Doubt(line, message))
        elif name != section.name:
            message = _("The section is 【{name}】 here and 【{other}】 in the contents; both are kept.")
            self.doubts.append(Doubt(line, message.format(name=name, other=section.name)))
        if name in self.names:
            message = _("There are two sections “{name}”.").format(name=name)
            self.problems.append(Problem(message, self.path, line, _("Put their articles into one.")))
        self.names.add(name)
        return name, line

    def check_place(self, start: int, index: int, section: ContentsSection) -> None:
        """A section name over any article but its section's first contradicts the contents."""
        if index and (name := _section_over(self.lines, start, self.contents)) is not None:
            message = _("【{name}】 stands here, but the contents have this article in 【{other}】.")
            line = self.lines[start - 1].number
            hint = _("Write the section into the contents, or take it away here.")
            self.problems.append(Problem(message.format(name=name, other=section.name), self.path, line, hint))

    def read_article(self, entry: ContentsEntry, place: PrintedTitle, end: int) -> PrintedArticle:
        printed = self.lines[place.start : place.end]
        line = printed[0].number
        texts = tuple(x.text.replace("**", "") for x in printed)
        title, contents_title = reconcile(entry.lines, texts)
        self.compare_titles(title, contents_title, " ".join(texts), line)
        body = self.lines[place.end : end]
        subtitle = ""
        if body and body[0].text.startswith(_SUBTITLE_MARK) and len(body[0].text) <= _MAX_SUBTITLE and body[1:]:
            subtitle = body.pop(0).text
        blocks = read_blocks(body, self.doubts)
        if not blocks:
            message = _("The article “{title}” has no text.").format(title=plain_title(title))
            self.problems.append(Problem(message, self.path, line, _("Is the next title one of its headings?")))
        return PrintedArticle(
            title=title,
            contents_title=contents_title,
            printed_folio=entry.folio,
            blocks=blocks,
            line=line,
            subtitle=subtitle,
        )

    def compare_titles(self, title: str, contents_title: str, printed: str, line: int) -> None:
        if letters_of(title) != letters_of(contents_title):
            message = _("The title is “{title}” here and “{other}” in the contents; both are kept.")
            self.doubts.append(Doubt(line, message.format(title=plain_title(title), other=contents_title)))
        if plain_title(title) != printed:
            message = _("A space in “{printed}” is taken for the end of a line: “{title}”.")
            self.doubts.append(Doubt(line, message.format(printed=printed, title=plain_title(title))))
