"""An issue proofread: read with what stands beside it, gone through by the rules, sorted by what was accepted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.bounded_files import RefusedFileError, folders_below, read_inside, real_path_inside, text_of
from pipeline.check.acceptance import Accepted, Sorted, parse_accepted, sort_out
from pipeline.check.error_rate import ErrorRate, error_rate
from pipeline.check.house import HouseLists
from pipeline.check.house_files import STYLE_FOLDER, join_lists, parse_house_file
from pipeline.check.passages import passages_of
from pipeline.check.proofread import proofread
from pipeline.check.rule import ArticleText, IssueText, Rule
from pipeline.errors import ContentError, KanbenError, Problem
from pipeline.i18n import _
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.workspace import ISSUE_FILE, MAX_TEXT_BYTES, read_text, workspace_of
from pipeline.model import Issue
from pipeline.production.record import ACCEPTED_FILE

_MOST_BESIDE = 60  # issues of this year and the year before
_MOST_LISTS = 50  # files of house lists


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedIssue:
    """What was found in *issue*. *notes* tell what could not be looked at, such as an issue beside it."""

    issue: Issue
    workspace: Path
    rules: tuple[Rule, ...]
    sources: Mapping[Path, str]
    found: Sorted
    accepted: tuple[Accepted, ...]
    rate: ErrorRate
    notes: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """Title and number, as people call it."""
        return f"{self.issue.publication.name} {self.issue.label_with_year}"


def check_issue(path: Path, rules: tuple[Rule, ...]) -> CheckedIssue:
    """Proofread the issue in the folder *path* by *rules*.

    Raises ContentError for what is wrong in the issue, in the house lists or in the file of accepted findings.
    """
    path = path.resolve()
    workspace = workspace_of(path)
    issue = read_issue(path)
    problems: list[Problem] = []
    house = _read_house_lists(workspace, problems)
    accepted = read_accepted(path, workspace, problems)
    if problems:
        raise ContentError(problems)
    beside, notes = _issues_beside(issue)
    articles = tuple(ArticleText(entry.article, passages_of(entry.article)) for entry in issue.entries)
    text = IssueText(issue=issue, articles=articles, beside=beside, house=house)
    files = (path / ISSUE_FILE, issue.publication.path, *(each.article.path for each in articles))
    sources = {file: _source(file, workspace) for file in files}
    findings = proofread(text, sources, rules)
    found = sort_out(findings, accepted, (rule.id for rule in rules))
    return CheckedIssue(
        issue=issue,
        workspace=workspace,
        rules=rules,
        sources=sources,
        found=found,
        accepted=accepted,
        rate=error_rate(found.stand, text.passages),
        notes=notes,
    )


def _source(path: Path, workspace: Path) -> str:
    """The text of a file as it is, with its line ends and whatever stands at its beginning."""
    try:
        return read_inside(workspace, path, MAX_TEXT_BYTES).decode("utf-8")
    except RefusedFileError as error:
        raise ContentError(error.problem(path)) from error


def _read_house_lists(workspace: Path, problems: list[Problem]) -> HouseLists:
    folder = workspace / STYLE_FOLDER
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if len(files) > _MOST_LISTS:
        message = _("The folder holds more than {limit} files of house lists.").format(limit=_MOST_LISTS)
        problems.append(Problem(message, folder, hint=_("Put lists together.")))
    texts = ((file, read_text(file, workspace, problems)) for file in files[:_MOST_LISTS])
    return join_lists([parse_house_file(text, file, problems) for file, text in texts if text is not None])


def read_accepted(path: Path, workspace: Path, problems: list[Problem]) -> tuple[Accepted, ...]:
    """What is accepted of the issue in the folder *path*; what is wrong in the file is added to *problems*."""
    file = path / ACCEPTED_FILE
    try:
        text = text_of(read_inside(workspace, file, MAX_TEXT_BYTES))
    except FileNotFoundError:
        return ()
    except RefusedFileError as error:
        problems.append(error.problem(file))
        return ()
    return parse_accepted(text, file, problems)


def _issues_beside(issue: Issue) -> tuple[tuple[Issue, ...], tuple[Problem, ...]]:
    """The other issues of this year and the year before, and which of them can't be read."""
    beside: list[Issue] = []
    notes: list[Problem] = []
    for folder in _folders_beside(issue):
        try:
            beside.append(read_issue(folder))
        except KanbenError:
            message = _("This issue has faults of its own: nothing is compared with it.")
            notes.append(Problem(message, folder / ISSUE_FILE))
    return tuple(beside), tuple(notes)


def _folders_beside(issue: Issue) -> Iterable[Path]:
    workspace = workspace_of(issue.path)
    years = {str(issue.year - 1), str(issue.year)}
    found = [
        folder
        for folder in folders_below(issue.path.parents[1], 2)
        if folder.parent.name in years
        and folder != issue.path
        and real_path_inside(workspace, folder) is not None
        and (folder / ISSUE_FILE).is_file()
    ]
    return found[-_MOST_BESIDE:]
