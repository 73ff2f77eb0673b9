"""The first page: the issues of the workspace, and whether each is up to date."""

from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from pipeline.desk.page import render
from pipeline.desk.settings.new_page import issue_fields, publication_fields, usual_values
from pipeline.desk.workspace import DeskWorkspace
from pipeline.errors import KanbenError, Problem
from pipeline.i18n import ngettext
from pipeline.issue_names import issue_id, issue_place
from pipeline.issue_numbers import IssueNumber
from pipeline.manuscript.publication import read_publication
from pipeline.production.issue.build import find_unchanged
from pipeline.production.issue.request import BuildRequest, destination
from pipeline.production.removing import RemovedThing, list_removed

_PARTS = 4  # of the place of an issue: issues/publication/year/number


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRow:
    """An issue as it is listed: where it is shown, *year* and *number*, and the state of its reading edition.

    *state*: ``current``, ``changed`` since it was made, or ``none``. *pages*: how many a current one has, in words.
    """

    address: str
    year: str
    number: str
    state: str
    pages: str = ""


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A publication by its *folder* and *name*, with its *issues*, the newest first."""

    folder: str
    name: str
    issues: list[IssueRow]


async def show_issues(request: Request) -> Response:
    """The list of issues."""
    workspace: DeskWorkspace = request.app.state.workspace
    publications: list[PublicationRow] = []
    problems: tuple[Problem, ...] = ()
    try:
        publications = await run_in_threadpool(list_publications, workspace)
    except KanbenError as error:
        problems = error.problems
    folders = {each.folder: each.name for each in publications}
    forms = {
        **({"issue": issue_fields(folders)} if folders else {}),
        "publication": await run_in_threadpool(publication_fields, workspace.root),
    }
    return render(
        request,
        "issues.html.j2",
        workspace=workspace.root.name,
        publications=publications,
        problems=problems,
        forms=forms,
        usual=usual_values(),
        removed=[each for each in await run_in_threadpool(list_removed, workspace.root) if _is_issue(each)],
    )


def _is_issue(thing: RemovedThing) -> bool:
    return len(thing.place.parts) == _PARTS


def list_publications(workspace: DeskWorkspace) -> list[PublicationRow]:
    """The publications of *workspace* with their issues. Raises ContentError for folders that lead out of it."""
    rows: dict[Path, list[IssueRow]] = {folder: [] for folder in workspace.find_publications()}
    for issue in workspace.find_issues():
        rows[issue.parents[1]].append(_describe(issue, workspace))
    return [
        PublicationRow(folder.name, _name_of(folder, workspace.root), list(reversed(issues)))
        for folder, issues in sorted(rows.items())
    ]


def _name_of(folder: Path, root: Path) -> str:
    publication = read_publication(folder, root, [])
    return folder.name if publication is None else publication.name


def _describe(issue: Path, workspace: DeskWorkspace) -> IssueRow:
    publication, year, number = issue_place(issue)
    address = f"/issues/{publication}/{year}/{number}"
    number = str(IssueNumber.of_folder(number) or number)
    request = BuildRequest(out=workspace.out)
    try:
        kept = find_unchanged(issue, request)
    except KanbenError:
        kept = None
    if kept is not None:
        count = kept.summary["pages"]
        pages = ngettext("{count} page", "{count} pages", count).format(count=count)
        return IssueRow(address=address, year=year, number=number, state="current", pages=pages)
    made = destination(issue, workspace.out) / f"{issue_id(issue)}.pdf"
    return IssueRow(address=address, year=year, number=number, state="changed" if made.is_file() else "none")
