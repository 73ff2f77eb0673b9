"""The folder of a year with its ``volume.yaml`` into a volume.Volume; all problems of a run reported together."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.bounded_files import folders_below
from pipeline.errors import ContentError, FileAccessError, Problem
from pipeline.i18n import _
from pipeline.issue_numbers import IssueNumber
from pipeline.manuscript.article_data import wrong_keywords, wrong_people
from pipeline.manuscript.publication import colour_changes, read_publication
from pipeline.manuscript.volume_schema import BoundIssueRows, VolumeFile
from pipeline.manuscript.workspace import ISSUE_FILE, VOLUME_FILE, read_text, resolve_inside
from pipeline.model import Author
from pipeline.strict_yaml import YamlFile, parse_yaml
from pipeline.units import parse_length
from pipeline.volume import LegacyArticle, LegacyIssue, SourceIssue, Stamps, Volume


def read_volume(path: Path) -> Volume:
    """Read the volume of the folder ``issues/<publication>/<year>``, or of the ``volume.yaml`` in it.

    Raises FileAccessError when there is no such folder, ContentError with every problem found in the file.
    """
    folder = (path.parent if path.name == VOLUME_FILE else path).resolve()
    if not folder.is_dir():
        hint = _("Name the folder of a year, such as issues/gongyun/2023.")
        raise FileAccessError(Problem(_("There is no such folder."), path, hint=hint))
    return _VolumeReader(folder).read()


def workspace_of_volume(path: Path) -> Path:
    """The workspace that the ``volume.yaml`` *path* lies in, wherever that leads if it is a link."""
    issues_folder = path.parent.resolve().parents[1]
    return issues_folder.parent if issues_folder.name == "issues" else issues_folder


class _VolumeReader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / VOLUME_FILE
        self.workspace = workspace_of_volume(self.path)
        self.problems: list[Problem] = []

    def read(self) -> Volume:
        if not self.path.exists() and not self.path.is_symlink():
            message = _("There is no {name} here that says what to bind.").format(name=VOLUME_FILE)
            hint = _("Write one with title, number and year (docs/content-format.md).")
            raise ContentError(Problem(message, self.folder, hint=hint))
        publication = read_publication(self.folder.parent, self.workspace, self.problems)
        text = read_text(self.path, self.workspace, self.problems)
        file = parse_yaml(text, VolumeFile, self.path, self.problems) if text is not None else None
        issues = self.read_issues(file) if file is not None else ()
        if self.problems or publication is None or file is None:
            raise ContentError(sorted(self.problems, key=lambda problem: (str(problem.path), problem.line or 0)))
        rows = file.rows
        if name := rows.publication_name.strip():
            publication = replace(publication, name=name, latin_name="")
        if rows.index_order:
            publication = replace(publication, index_order=rows.index_order)
        return Volume(
            publication=publication,
            path=self.path,
            year=rows.year,
            title=rows.title.strip(),
            number=rows.number,
            issues=issues,
            shelf_mark=rows.shelf_mark,
            binding_edge=rows.binding_edge,
            caliper=parse_length(rows.caliper),
            page_limit=rows.page_limit,
            layout=rows.layout,
            layout_line=file.line_of("layout"),
            stamps=self.stamps(rows),
            colours=colour_changes(file, rows.colors),
        )

    def stamps(self, rows: VolumeFile) -> Stamps:
        wanted = rows.stamps
        return Stamps(
            running_title=rows.title.strip() if wanted.running_title else "",
            shelf_mark=rows.shelf_mark if wanted.shelf_mark else "",
            ownership=wanted.ownership,
            notice=wanted.notice,
            proof=wanted.proof,
            proof_date=wanted.proof_date,
            archive_uri=wanted.archive_uri,
        )

    def problem(self, file: YamlFile[VolumeFile], place: tuple[str | int, ...], message: str, hint: str = "") -> None:
        self.problems.append(Problem(message, self.path, file.line_of(*place), hint))

    def read_issues(self, file: YamlFile[VolumeFile]) -> tuple[SourceIssue | LegacyIssue, ...]:
        rows = file.rows
        if str(rows.year) != self.folder.name:
            hint = _("Name the folder {folder}, or mend the year.").format(folder=rows.year)
            self.problem(file, ("year",), _("The year differs from the folder that the volume lies in."), hint)
        if rows.stamps.proof_date is not None and not rows.stamps.proof:
            hint = _("Say which proof it is (proof), or take the date away.")
            self.problem(file, ("stamps", "proof_date"), _("There is a date of a proof, but no proof."), hint)
        if rows.issues is None:
            found = tuple(
                SourceIssue(folder, number)
                for number, folder in sorted(self.numbered_folders(), key=lambda pair: pair[0].order)
                if (folder / ISSUE_FILE).is_file()
            )
            if not found:
                hint = _("Name legacy PDFs in “issues”, or put issues here.")
                self.problem(file, ("title",), _("There is no issue of this year to bind."), hint)
            return found
        taken: dict[tuple[bool, int], int] = {}
        issues: list[SourceIssue | LegacyIssue] = []
        for index, row in enumerate(rows.issues):
            line = file.line_of("issues", index)
            if before := sorted(taken[name] for name in row.number.names if name in taken):
                message = _("Issue {number} is there twice.").format(number=row.number)
                hint = _("It stands on line {line} already.").format(line=before[0])
                self.problem(file, ("issues", index), message, hint)
            taken |= {name: line for name in row.number.names if name not in taken}
            issue = self.source(file, index, row) if row.pdf is None else self.legacy(file, index, row, row.pdf)
            if issue is not None:
                issues.append(issue)
        return tuple(issues)

    def numbered_folders(self) -> Iterator[tuple[IssueNumber, Path]]:
        """The folders of the year that are named by the number of an issue."""
        for folder in folders_below(self.folder, 1):
            if (number := IssueNumber.of_folder(folder.name)) is not None:
                yield number, folder

    def source(self, file: YamlFile[VolumeFile], index: int, row: BoundIssueRows) -> SourceIssue | None:
        """An issue that is built from its folder; its name and articles are in its own issue.yaml."""
        place = ("issues", index)
        if row.label or row.date or row.articles or row.verified or row.ocr or row.first_folio is not None:
            hint = _("Take label, date and articles away, or name the PDF.")
            self.problem(file, place, _("Only an issue that is a PDF is described here."), hint)
        folder = self.folder / row.number.folder
        if not (folder / ISSUE_FILE).is_file():
            message = _("There is no issue {number} in this folder.").format(number=row.number.folder)
            self.problem(file, place, message, _("Mend the number, or name the PDF it is (pdf)."))
            return None
        return SourceIssue(folder, row.number, file.line_of(*place))

    def legacy(self, file: YamlFile[VolumeFile], index: int, row: BoundIssueRows, name: str) -> LegacyIssue | None:
        """An issue that is a PDF."""
        place = ("issues", index)
        path = resolve_inside(self.workspace, self.folder, name)
        if path is None:
            self.problem(file, (*place, "pdf"), _("The PDF “{name}” lies outside the workspace.").format(name=name))
            return None
        if not path.is_file():
            hint = _("The path is told from the folder of volume.yaml.")
            self.problem(file, (*place, "pdf"), _("There is no PDF “{name}”.").format(name=name), hint)
            return None
        articles = []
        before = 1
        for number, each in enumerate(row.articles):
            here = (*place, "articles", number)
            if each.page < before:
                message = _("“{title}” begins before the article above it.").format(title=each.title)
                self.problem(file, (*here, "page"), message, _("List articles in the order of their pages."))
            before = max(before, each.page)
            for key, wrong in (("keywords", wrong_keywords(each.keywords)), ("people", wrong_people(each.people))):
                for entry in wrong:
                    self.problem(file, (*here, key, entry.place), entry.message, entry.hint)
            authors = tuple(Author(name=author.name, affiliation=author.affiliation) for author in each.authors)
            articles.append(
                LegacyArticle(
                    title=each.title.strip(),
                    page=each.page,
                    authors=authors,
                    section=each.section,
                    keywords=tuple(each.keywords),
                    people=tuple(each.people),
                    line=file.line_of(*here),
                )
            )
        label = row.label or row.number.label
        return LegacyIssue(
            path=path,
            number=row.number,
            label=label,
            articles=tuple(articles),
            date=row.date,
            line=file.line_of(*place),
            verified=row.verified,
            ocr=row.ocr,
            first_folio=row.first_folio,
        )
