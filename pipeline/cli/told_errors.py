"""What a command that was asked for JSON prints when it fails: the problems, where programs look for its results."""

from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from pipeline.cli.lazy_group import LazyGroup
from pipeline.cli.terminal import JSON_WANTED, JSON_WRITTEN, echo_json, problem_as_json
from pipeline.errors import KanbenError, Problem
from pipeline.i18n import _
from pipeline.work_folders import full_disk, is_full


class TellingGroup(LazyGroup):
    """The group of all commands. Errors go on to whoever called it."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note whether the command is asked for JSON, be it that its options can't be read."""
        ctx.meta[JSON_WANTED] = "--json" in args or ("--format", "json") in pairwise(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            _tell_problems(ctx, [Problem(error.format_message())])
            raise
        except KanbenError as error:
            _tell_problems(ctx, error.problems)
            raise
        except BrokenPipeError:
            raise
        except OSError as error:
            _tell_problems(ctx, [system_problem(error)])
            raise


def system_problem(error: OSError) -> Problem:
    """What the system has told with *error*."""
    path = Path(str(error.filename)) if error.filename is not None else None
    return full_disk(path) if is_full(error) else Problem(_("{reason}.").format(reason=error.strerror or error), path)


def _tell_problems(ctx: click.Context, problems: Iterable[Problem]) -> None:
    if ctx.meta.get(JSON_WANTED) and not ctx.meta.get(JSON_WRITTEN):
        echo_json({"problems": [problem_as_json(each) for each in problems]})
