"""What is going on, to stderr: a live display on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.cli.terminal import echo
from pipeline.control_characters import harmless
from pipeline.issue_names import issue_place
from pipeline.production.issue.request import Listener

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class _Live:
    """One line with a spinner for each issue being built; rich is imported with the first."""

    def __init__(self) -> None:
        self.display: Progress | None = None
        self.tasks: dict[Path, TaskID] = {}

    def show_stage(self, issue: Path, stage: str) -> None:
        if self.display is None:
            from rich.console import Console
            from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

            columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
            self.display = Progress(*columns, console=Console(stderr=True), transient=True)
            self.display.start()
        if issue not in self.tasks:
            self.tasks[issue] = self.display.add_task("", total=None)
        self.display.update(self.tasks[issue], description=harmless(f"{short_name(issue)}  {stage}"))

    def stop(self) -> None:
        if self.display is not None:
            self.display.stop()


@contextmanager
def progress_display(verbose: bool) -> Iterator[Listener]:
    """Yield a listener that shows stages; without a terminal the first of each issue, or all if *verbose*."""
    if sys.stderr.isatty():
        live = _Live()
        try:
            yield live.show_stage
        finally:
            live.stop()
        return
    begun: set[Path] = set()

    def show_stage(issue: Path, stage: str) -> None:
        if verbose or issue not in begun:
            echo(f"{short_name(issue)}: {stage}", err=True)
        begun.add(issue)

    yield show_stage


def short_name(issue: Path) -> str:
    """``gongyun/2023/01`` for an issue folder."""
    return "/".join(issue_place(issue))
