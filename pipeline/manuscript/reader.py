"""An issue folder into a model.Issue: read, validated, cross-checked; all problems of a run reported together."""

import re
from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from pipeline.bounded_files import RefusedFileError, entries_below
from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.inlines import NumberMark
from pipeline.limits import limited
from pipeline.manuscript.article_file import unfold
from pipeline.manuscript.article_memory import ArticleMemory
from pipeline.manuscript.cited_works import CitedWorks
from pipeline.manuscript.compatibility_forms import compose_letters, without_compatibility_forms
from pipeline.manuscript.issue_entries import IssueEntries
from pipeline.manuscript.issue_pages import IssuePages, section_figure
from pipeline.manuscript.markdown import ArticleText
from pipeline.manuscript.publication import read_publication
from pipeline.manuscript.schema import ArticleRows, EnglishRows, IssueFile
from pipeline.manuscript.workspace import ISSUE_FILE, read_text, resolve_inside, workspace_of
from pipeline.model import Article, EnglishHead, FolioRule, Issue, QrCode, Section
from pipeline.strict_yaml import YamlFile

_MAX_UNLISTED = 100  # articles that are named one by one
_MAX_FORMS, _LIST_MARK = 20, ", "
_SECONDS = 8.0  # of processor time


def read_issue(
    path: Path, drafts: Mapping[Path, str] = MappingProxyType({}), memory: ArticleMemory | None = None
) -> Issue:
    """Read the issue folder *path* (``issues/<publication>/<year>/<number>``), with *drafts* in the place of the texts
    that lie there. With *memory*, what has not changed since is not read again.

    Raises ContentError with every problem found, each with file and line.
    """
    folder = path.resolve()
    if memory is None:
        return _IssueReader(folder, drafts, ArticleMemory()).read()
    memory.look_at(folder)
    return _IssueReader(folder, drafts, memory).read()


class _IssueReader:
    def __init__(self, path: Path, drafts: Mapping[Path, str], memory: ArticleMemory) -> None:
        self.path, self.drafts, self.memory = path, drafts, memory
        self.workspace = workspace_of(path)
        self.problems: list[Problem] = []
        self.texts: dict[str, tuple[Path, ArticleText]] = {}  # by slug
        self.notes: dict[Path, tuple[Problem, ...]] = {}  # on the whole text of a file
        self.works = CitedWorks(path, self.read_text, self.problems)

    def read(self) -> Issue:
        publication = read_publication(self.path.parents[1], self.workspace, self.problems)
        text = self.read_text(self.path / ISSUE_FILE)
        with limited(_("reading the issue file"), self.path / ISSUE_FILE, _SECONDS):
            path = self.path / ISSUE_FILE
            file = self.memory.read_issue_file(text, path, self.problems) if text is not None else None
        if file is not None:
            self.check_folder_names(file)
            pages = IssuePages(file, self.path, self.workspace, self.problems)
            entries = IssueEntries(file, self.path, self.workspace, self.problems, self.read_article)
            sections = self.read_sections(file, entries, pages)
            cover, own_pages = pages.read_cover(), pages.read_pages(self.slugs_of(file))
            self.check_unlisted(entries.listed.keys() | entries.held)
            self.check_references(entries.listed)
        else:  # problems of the articles need no order
            for article in filter(None, self.files_of_articles().values()):
                self.read_article(article)
        if self.problems or publication is None or file is None:
            raise ContentError(sorted(self.problems, key=lambda p: (str(p.path), p.line or 0)))
        rows = file.rows
        return Issue(
            publication=replace(publication, colophon=_join_rows(publication.colophon, rows.colophon)),
            path=self.path,
            year=rows.year,
            number=rows.number,
            total_number=rows.total_number,
            date=rows.date,
            sections=sections,
            cover=cover,
            folios=_folio_rule(file),
            pages=own_pages,
            qr_codes=tuple(QrCode(row.address, row.text) for row in rows.qr_codes),
            notes=self.notes.get(self.path / ISSUE_FILE, ()),
        )

    def read_text(self, path: Path) -> str | None:
        """The text of a file, with the characters that its compatibility forms stand for; they are noted."""
        text = self.drafts[path] if path in self.drafts else read_text(path, self.workspace, self.problems)
        if text is None:
            return None
        text = compose_letters(text)
        plain, twins = without_compatibility_forms(text)
        if twins:
            line = text.count("\n", 0, text.index(next(iter(twins)))) + 1
            rows = [f"{form} (U+{ord(form):04X}) → {twin}" for form, twin in twins.items()]
            shown = _LIST_MARK.join(rows[:_MAX_FORMS] + ["…"] * (len(rows) > _MAX_FORMS))
            message = _("Compatibility forms are set as the characters they stand for: {forms}.").format(forms=shown)
            self.notes[path] = (Problem(message, path, line),)
        return plain

    def problem(self, file: YamlFile[IssueFile], place: tuple[str | int, ...], message: str, hint: str = "") -> None:
        self.problems.append(Problem(message, self.path / ISSUE_FILE, file.line_of(*place), hint))

    def check_folder_names(self, file: YamlFile[IssueFile]) -> None:
        wanted = f"{file.rows.year}/{file.rows.number.folder}"
        if f"{self.path.parent.name}/{self.path.name}" != wanted:
            hint = _("Name the folders {folders}, or mend year and number.").format(folders=wanted)
            self.problem(file, ("year",), _("Year and number differ from the folders they lie in."), hint)
        number, total = file.rows.number, file.rows.total_number
        if total is not None and total.is_double and not number.is_double:
            message = _("Two total numbers stand beside one number of the year.")
            hint = _("Write one of them, or a double number such as 7-8.")
            self.problem(file, ("total_number",), message, hint)

    @staticmethod
    def slugs_of(file: YamlFile[IssueFile]) -> set[str]:
        """The names of all articles that are not held over, without the .md of their files."""
        return {Path(row.file).stem for section in file.rows.sections for row in section.articles if not row.held}

    def read_sections(self, file: YamlFile[IssueFile], entries: IssueEntries, pages: IssuePages) -> tuple[Section, ...]:
        sections: list[Section] = []
        names: set[str] = set()
        for index, rows in enumerate(file.rows.sections):
            place = ("sections", index)
            if rows.name in names:
                message = _("There are two sections “{name}”.").format(name=rows.name)
                self.problem(file, place, message, _("Put their articles into one."))
            names.add(rows.name)
            own = entries.read(index)
            if entries.leaves_out(index):
                continue
            picture = pages.read_picture(rows, place)
            line = file.line_of(*place)
            sections.append(
                Section(
                    name=rows.name,
                    contents_name=rows.contents_name or rows.name,
                    entries=own,
                    line=line,
                    style=rows.style,
                    columns=rows.columns,
                    runs_on=rows.run_on,
                    picture=section_figure(picture, rows, line) if picture else None,
                )
            )
        entries.require_rests()
        if not sections:
            self.problem(
                file, ("sections",), _("All articles are held over."), _("Take “held” away from one at least.")
            )
        return tuple(sections)

    def read_article(self, path: Path) -> Article | None:
        text = self.read_text(path)
        if text is None:
            return None
        slug = path.stem
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", slug):
            message = _("The article's file must be named with Latin letters, digits, - and _.")
            self.problems.append(Problem(message, path, hint=_("Links and file names are made of it.")))
        if slug in self.texts:
            self.problems.append(Problem(_("Two articles have the file name “{name}”.").format(name=slug), path))
        read = self.memory.read(text, path, self.workspace, self.problems)
        if read is None:
            return None
        head, head_notes, body = read.head, read.head_notes, read.body
        self.texts[slug] = path, body
        if head is None:
            return None
        rows = head.rows
        return Article(
            slug=slug,
            path=path,
            title=rows.title.strip(),
            body=body.blocks,
            title_line=head.line_of("title"),
            subtitle=rows.subtitle,
            authors=read.authors,
            source=rows.source,
            date=rows.date,
            kicker=rows.kicker,
            style=rows.style,
            style_line=head.line_of("style"),
            summary=unfold(rows.summary),
            title_note=unfold(rows.title_note),
            photographer=rows.photographer,
            editor=rows.editor,
            received=rows.received,
            revised=rows.revised,
            fund=unfold(rows.fund),
            keywords=tuple(rows.keywords),
            people=tuple(rows.people),
            clc=rows.clc,
            document_code=rows.document_code,
            article_id=rows.article_id,
            doi=rows.doi,
            english=_english_head(rows.english),
            works=self.works.look_up(body.citations, path, _works_besides(head)),
            language=rows.lang,
            languages=(*([(rows.lang, head.line_of("lang"))] if rows.lang else []), *body.languages),
            notes=(*self.notes.get(path, ()), *head_notes.notes, *body.notes),
            editor_notes=(*head_notes.editor_notes, *body.editor_notes),
        )

    def files_of_articles(self) -> dict[Path, Path | None]:
        """All Markdown files of ``articles/``; with the real file of each, unless that lies outside the workspace."""
        folder = self.path / "articles"
        try:
            found = [path for path in entries_below(folder, self.workspace) if path.suffix == ".md"]
        except RefusedFileError as error:
            self.problems.append(error.problem(folder))
            return {}
        real = {path: resolve_inside(self.workspace, path.parent, path.name) for path in found}
        return {path: file if file is not None and file.is_file() else None for path, file in real.items()}

    def check_unlisted(self, listed: Set[Path]) -> None:
        unlisted = [path for path, file in self.files_of_articles().items() if file not in listed]
        hint = _("List it in {name} or move it away.").format(name=ISSUE_FILE)
        for path in unlisted[:_MAX_UNLISTED]:
            self.problems.append(Problem(_("This article is not listed in the issue."), path, hint=hint))
        if more := unlisted[_MAX_UNLISTED:]:
            message = _("{count} more articles are not listed in the issue.").format(count=len(more))
            self.problems.append(Problem(message, more[0].parent))

    def check_references(self, listed: Mapping[Path, int]) -> None:
        owners: dict[str, Path] = {path.stem: path for path in listed}
        for path, text in self.texts.values():
            for name, line in text.ids.items():
                if name in owners:
                    message = _("The id “{id}” is taken by {file}.").format(id=name, file=owners[name].name)
                    self.problems.append(Problem(message, path, line, _("Choose another.")))
                owners.setdefault(name, path)
        numbered = {name for _path, text in self.texts.values() for name in text.numbers}
        for path, text in self.texts.values():
            for reference in text.references:
                if reference.target not in owners:
                    message = _("The cross-reference #{target} leads nowhere.").format(target=reference.target)
                    hint = _("Name an article's file (without .md) or an id of this issue.")
                    self.problems.append(Problem(message, path, reference.line, hint))
                elif NumberMark() in reference.children and reference.target not in numbered:
                    message = _("The cross-reference #{target} leads to nothing with a number.")
                    self.problems.append(
                        Problem(message.format(target=reference.target), path, reference.line, _explain_numbers())
                    )


def _join_rows(rows: tuple[tuple[str, str], ...], own: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """The *rows* of the publication's colophon with an issue's *own*: in their places, or at the end."""
    return tuple({**dict(rows), **own}.items())


def _works_besides(head: YamlFile[ArticleRows]) -> list[tuple[str, int]]:
    return [(key, head.line_of("uncited", index)) for index, key in enumerate(head.rows.uncited)]


def _english_head(rows: EnglishRows | None) -> EnglishHead | None:
    if rows is None:
        return None
    return EnglishHead(
        title=rows.title.strip(),
        authors=tuple(rows.authors),
        affiliations=tuple(rows.affiliations),
        summary=rows.summary.strip(),
        keywords=tuple(rows.keywords),
    )


def _explain_numbers() -> str:
    return _("A formula has its id in a line {mark} above it, a figure or table also {number} in its caption.").format(
        mark="{#…}", number="{number}"
    )


def _folio_rule(file: YamlFile[IssueFile]) -> FolioRule:
    rows = file.rows.folios
    line = file.line_of("folios")
    if isinstance(rows.first, int):
        return FolioRule(rows.first, rows.skip_cover, line=line)
    return FolioRule(skip_cover=rows.skip_cover, continues=True, line=line)
