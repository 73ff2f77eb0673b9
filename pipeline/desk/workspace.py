"""What the desk has open: a workspace, its issues, and those of them that are being laid out."""

import asyncio
import time
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.desk.bounded_work import BoundedWorker
from pipeline.desk.live_desk import LiveDesk
from pipeline.desk.pictures.picture_shelf import PictureShelf
from pipeline.desk.source_files import SourceFiles, is_plain_name, tag_of
from pipeline.errors import ContentError, Problem, UsageError
from pipeline.i18n import _, language
from pipeline.issue_names import issue_place
from pipeline.manuscript.workspace import PUBLICATION_FILE, find_issues, workspace_of

_MOST_OPEN = 4  # issues that stay in memory: each takes some hundred megabytes
_MOST_SAVES = 100


@dataclass(eq=False)
class DeskWorkspace:
    """The workspace *root*; finished files go to *out*.

    *worker* does what is held to limits; *changing* is held by what changes several files.
    """

    root: Path
    out: Path
    worker: BoundedWorker = field(default_factory=BoundedWorker, init=False)
    changing: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    pictures: PictureShelf = field(init=False)
    _open: dict[tuple[Path, str], LiveDesk] = field(default_factory=dict, init=False)
    _saved: dict[Path, str] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Nothing is on the shelf yet."""
        self.pictures = PictureShelf(self.root, self.worker)

    def find_issues(self) -> list[Path]:
        """All issue folders, by publication, year and number; none where there is none yet. Raises ContentError."""
        try:
            found = find_issues([self.root / "issues"])
        except ContentError as error:
            if all(problem.path == self.root / "issues" for problem in error.problems):
                return []
            raise
        return [issue for issue in found if workspace_of(issue) == self.root]

    def find_issue(self, place: tuple[str, ...]) -> Path | None:
        """The issue folder at *place*: publication, year, number."""
        if not all(is_plain_name(each) and "/" not in each for each in place):
            return None
        return next((issue for issue in self.find_issues() if issue_place(issue) == place), None)

    def files_of(self, issue: Path) -> SourceFiles:
        """The text files of *issue*."""
        return SourceFiles(issue, self.root)

    def open(self, issue: Path) -> LiveDesk:
        """The *issue*, laid out from now on, with messages in the language of whoever asks.

        Of those that nobody looks at the first that was opened makes room.
        """
        place = issue, language()
        if place not in self._open:
            idle = [each for each, desk in self._open.items() if not desk.is_needed]
            for each in idle[: max(0, len(self._open) - _MOST_OPEN + 1)]:
                asyncio.get_running_loop().run_in_executor(None, self._open.pop(each).close)
            self._open[place] = LiveDesk(issue)
        return self._open[place]

    def title_of(self, issue: Path) -> str:
        """Publication and number of *issue*, if it was laid out; else empty."""
        states = (desk.state for (each, _language), desk in self._open.items() if each == issue)
        return next((state.pages.title for state in states if state.pages is not None), "")

    def is_making(self, issue: Path) -> bool:
        """Whether finished files of *issue* are being made, for whoever asked in whichever language."""
        return any(desk.state.making.is_running for (each, _language), desk in self._open.items() if each == issue)

    def forget(self, issue: Path) -> None:
        """Close what is open of *issue*."""
        for place in [each for each in self._open if each[0] == issue]:
            self._open.pop(place).close()

    def find_publications(self) -> list[Path]:
        """All folders of publications, also of those without an issue. Raises ContentError as `find_issues`."""
        folder = self.root / "issues"
        plain = (each for each in folder.iterdir() if not each.is_symlink() and is_plain_name(each.name))
        found = {each for each in plain if (each / PUBLICATION_FILE).is_file()}
        return sorted(found | {issue.parents[1] for issue in self.find_issues()})

    def note_save(self, path: Path, tag: str) -> None:
        """Note that the desk itself has written *path*, whose entity tag is *tag*, and lay out what is open."""
        while len(self._saved) >= _MOST_SAVES:
            del self._saved[next(iter(self._saved))]
        self._saved[path] = tag
        self._wake([path])

    def note_changes(self, paths: list[Path]) -> None:
        """Lay out what is open of what the files *paths* belong to, those aside that the desk itself has written."""
        foreign = [path for path in paths if not self._is_own(path)]
        for path in foreign:
            self._saved.pop(path, None)
        self._wake(foreign)

    def _wake(self, paths: list[Path]) -> None:
        for (issue, _language), desk in self._open.items():
            publication = issue.parents[1]
            if any(path.is_relative_to(publication) or not path.is_relative_to(self.root / "issues") for path in paths):
                desk.wake()

    def _is_own(self, path: Path) -> bool:
        try:
            return path in self._saved and self._saved[path] == tag_of(path.read_bytes())
        except OSError:
            return False

    async def watch(self, stop: asyncio.Event) -> None:
        """Tell of changes on disk until *stop* is set."""
        from watchfiles import awatch

        folders = [folder for name in ("issues", "layouts", "fonts") if (folder := self.root / name).is_dir()]
        async for changes in awatch(*folders, stop_event=stop, step=50, debounce=400):
            paths = [Path(path) for _kind, path in changes]
            self.note_changes([path for path in paths if not path.name.startswith(".")])

    def close(self) -> None:
        """End all that is open."""
        self.worker.close()
        began = time.monotonic()
        for desk in self._open.values():
            desk.close()
            if time.monotonic() - began > 10:
                break
        self._open.clear()


def open_workspace(folder: Path) -> DeskWorkspace:
    """The workspace *folder*. Raises UsageError where it is none."""
    root = folder.resolve()
    if not (root / "issues").is_dir():
        hint = _("Name the folder that holds “issues”, or make one: {command}").format(command="kanben new NAME")
        raise UsageError(Problem(_("This is no workspace."), folder, hint=hint))
    return DeskWorkspace(root, root / "out")
