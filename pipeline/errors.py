"""One tree of errors, each with the exit code of the command and problems that say what, where and what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class ExitCode(IntEnum):
    """Exit codes of every ``kanben`` command (docs/errors.md)."""

    OK = 0
    BUG = 1
    USAGE = 2
    CONTENT = 3
    FONT = 4
    RENDER = 5
    BINDING = 6
    FINDINGS = 7
    MISSING_PROGRAM = 8
    FILE_ACCESS = 9
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: *message* is a sentence, *hint* says what to do, *line* is 1-based."""

    message: str
    path: Path | None = None
    line: int | None = None
    hint: str = ""

    @property
    def place(self) -> str:
        """``file:line`` with the path as short as the current folder allows; empty when there is no file."""
        if self.path is None:
            return ""
        path = self.path
        if path.is_absolute() and path.is_relative_to(Path.cwd()):
            path = path.relative_to(Path.cwd())
        return f"{path}:{self.line}" if self.line else str(path)

    @property
    def text(self) -> str:
        """What is wrong and what to do; Chinese sentences follow one another without a space."""
        joint = "" if self.message.endswith(("。", "？", "！")) else " "
        return f"{self.message}{joint}{self.hint}".rstrip()

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.path else self.text


class KanbenError(Exception):
    """Root of all expected errors. Carries every problem found in one run, so that a user mends them together."""

    exit_code = ExitCode.BUG

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type, tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)


class UsageError(KanbenError):
    """The command was called with arguments that do not fit."""

    exit_code = ExitCode.USAGE


class ContentError(KanbenError):
    """A content file (YAML, Markdown, image, imported text) is wrong."""

    exit_code = ExitCode.CONTENT


class FontError(KanbenError):
    """A face is missing or damaged, or no face has a character that the issue needs."""

    exit_code = ExitCode.FONT


class RenderError(KanbenError):
    """A layout could not be turned into pages."""

    exit_code = ExitCode.RENDER


class TooMuchWorkError(RenderError):
    """A piece of work took more time or memory than it may."""


class BindingError(KanbenError):
    """A PDF cannot be bound into a volume, or what was bound is not what it should be."""

    exit_code = ExitCode.BINDING


class FixityError(KanbenError):
    """A file of an archived bag is not what it was."""

    exit_code = ExitCode.FINDINGS


class UntaggedError(KanbenError):
    """A PDF has no tags, so that nobody can tell how it is read."""

    exit_code = ExitCode.FINDINGS


class MissingProgramError(KanbenError):
    """A program or native library that Kanben stands on is not installed."""

    exit_code = ExitCode.MISSING_PROGRAM


class FileAccessError(KanbenError):
    """A file could not be read or written."""

    exit_code = ExitCode.FILE_ACCESS
