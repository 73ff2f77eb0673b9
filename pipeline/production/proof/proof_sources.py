"""What is compared with what was accepted: the issues and volumes of a workspace, made as they are now."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.bounded_files import RefusedFileError, read_inside
from pipeline.errors import FileAccessError, KanbenError, Problem, UsageError
from pipeline.i18n import _
from pipeline.issue_names import issue_id, volume_id
from pipeline.layout import Layout, find_layout, layout_of
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.volume_reader import read_volume, workspace_of_volume
from pipeline.manuscript.words import article_words, words_of
from pipeline.manuscript.workspace import ISSUE_FILE, find_issues, find_volumes, workspace_of
from pipeline.model import Issue, plain_title
from pipeline.production.issue.issue_builder import layout_folders
from pipeline.production.issue.request import BuildRequest, BuildResult, Listener
from pipeline.production.issue.side_by_side import build_issues
from pipeline.production.record import MAX_FINISHED
from pipeline.volume import SourceIssue, Volume


@dataclass(frozen=True, slots=True, kw_only=True)
class FileToCompare:
    """A finished file to be compared under a *name*. *source* is the folder that it was made from.

    *layout* is that of its pages, *articles* are digests of the words of its articles by their titles, None when they
    are not known; *profile* is that of its preflight. *error* stands in the place of a file that could not be made.
    """

    name: str
    source: Path
    pdf: Path | None = None
    layout: Layout | None = None
    articles: dict[str, str] | None = None
    profile: str = "reading"
    error: KanbenError | None = None


def workspace_at(path: Path) -> Path:
    """The workspace that *path* lies in or is: a folder, or one of its issues, years or publications."""
    path = path.resolve()
    for folder in (path, *path.parents):
        if folder.name == "issues":
            return folder.parent
        if (folder / "issues").is_dir():
            return folder
    depth = next((depth for depth in range(3) if any(path.glob("*/" * depth + ISSUE_FILE))), 0)
    return [path, *path.parents][min(2 - depth, len(path.parents))]  # a publication by itself


def make_all(paths: Sequence[Path], out: Path, jobs: int, listener: Listener) -> list[FileToCompare]:
    """Make the reading editions of all issues and volumes at *paths*, if stale; each once, issues first.

    Raises FileAccessError or ContentError where there is nothing to make, UsageError for several workspaces; what
    fails has an *error* in the place of its file.
    """
    missing = [path for path in paths if not path.is_dir()]
    if missing:
        hint = _("Name the folder of an issue, a year, a publication or a workspace.")
        raise FileAccessError(Problem(_("There is no such folder."), path, hint=hint) for path in missing)
    workspaces = {workspace_at(path) for path in paths}
    if len(workspaces) > 1:
        names = ", ".join(sorted(map(str, workspaces)))
        hint = _("Call it once for each.")
        raise UsageError(Problem(_("These lie in several workspaces: {names}.").format(names=names), hint=hint))
    years = find_volumes(paths)
    only_bound = {path for path in paths if find_volumes([path]) and not _holds_issues(path)}
    issues = find_issues([path for path in paths if path not in only_bound])
    outcomes = build_issues(issues, [BuildRequest(out=out)], jobs, listener)
    made = [_result_of(_make_issue, outcome) for outcome in outcomes]
    failed = {outcome.issue.resolve(): outcome.error for outcome in outcomes if outcome.error is not None}
    for year in years:
        made += _make_volume(year, failed, out, jobs, listener)
    return made


def _holds_issues(path: Path) -> bool:
    """Whether an issue lies in *path*, the folder of an issue, a year, a publication or a workspace."""
    return any(next(path.glob(f"{'*/' * depth}issue.yaml"), None) for depth in range(5))


def _result_of(make: Callable[[BuildResult], FileToCompare], outcome: BuildResult) -> FileToCompare:
    name = issue_id(outcome.issue)
    if outcome.error is not None:
        return FileToCompare(name=name, source=outcome.issue, error=outcome.error)
    try:
        return make(outcome)
    except KanbenError as error:
        return FileToCompare(name=name, source=outcome.issue, error=error)


def _make_issue(outcome: BuildResult) -> FileToCompare:
    issue = read_issue(outcome.issue)
    layout = layout_of(issue.publication, layout_folders(workspace_of(outcome.issue)))
    pdf = outcome.folder / outcome.made[0]
    return FileToCompare(name=pdf.stem, source=outcome.issue, pdf=pdf, layout=layout, articles=article_digests(issue))


def _make_volume(
    year: Path, failed: Mapping[Path, KanbenError], out: Path, jobs: int, listener: Listener
) -> list[FileToCompare]:
    """The parts of the volume of *year*. An issue that has *failed* already is not tried once more for it."""
    from pipeline.production.volume.bind_volume import BindingRequest, bind_volume

    name = volume_id(year)
    try:
        volume = read_volume(year)
        for issue in volume.issues:
            if issue.path.resolve() in failed:
                raise failed[issue.path.resolve()]
        folders = layout_folders(workspace_at(year))
        layout = find_layout(volume.layout, folders, (volume.path, volume.layout_line), "volume")
        finished = bind_volume(year, BindingRequest(out=out, jobs=jobs), listener)
        articles = volume_digests(volume)
    except KanbenError as error:
        return [FileToCompare(name=name, source=year, error=error)]
    return [
        FileToCompare(
            name=each.path.stem, source=year, pdf=each.path, layout=layout, articles=articles, profile="archive"
        )
        for each in finished.pdfs
    ]


def article_digests(issue: Issue) -> dict[str, str]:
    """A digest of each article of *issue* by its title, and of all words, dates and articles under "".

    An article is its file and the words in its drawings. Raises FileAccessError.
    """
    found: dict[str, str] = {}
    workspace = workspace_of(issue.path)
    for entry in issue.entries:
        title = plain_title(entry.article.title)
        texts = (each.text for each in article_words(entry.article))
        found[title] = _digest([found.get(title, ""), _text(entry.article.path, workspace), *texts])
    numbers = f"{issue.year} {issue.number} {issue.total_number} {issue.date}"
    return {"": _digest([numbers, *(each.text for each in words_of(issue)), *found.values()])} | found


def volume_digests(volume: Volume) -> dict[str, str]:
    """A digest of each article of *volume* by its title, and of all there is in it under "".

    Of an issue that is a PDF only, each article is that file. Raises ContentError, FileAccessError.
    """
    workspace = workspace_of_volume(volume.path)
    found = {"": _digest([_text(volume.path, workspace)])}
    for issue in volume.issues:
        if isinstance(issue, SourceIssue):
            rows = article_digests(read_issue(issue.path))
        else:
            rows = dict.fromkeys(
                ["", *(each.title for each in issue.articles)], _digest([_text(issue.path, workspace)])
            )
        found |= {title: _digest([found.get(title, ""), digest]) for title, digest in rows.items()}
    return found


def _text(path: Path, workspace: Path) -> str:
    """The text of the file *path* of *workspace*; line ends are those of no system."""
    try:
        return read_inside(workspace, path, MAX_FINISHED).replace(b"\r\n", b"\n").decode("utf-8", "replace")
    except OSError as error:
        raise FileAccessError(Problem(str(error.strerror or error), path)) from error
    except RefusedFileError as error:
        raise FileAccessError(error.problem(path)) from error


def _digest(texts: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for each in texts:
        digest.update(each.encode("utf-8", "replace") + b"\0")
    return digest.hexdigest()[:16]
