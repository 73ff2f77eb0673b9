"""``kanben``: the group of commands, and the one place where errors become messages and exit codes."""

import atexit
import gettext
import os
import signal
import sys
import traceback
from collections.abc import Callable

import click

from pipeline import __version__
from pipeline.call_stack import with_room_for_calls
from pipeline.cli.guard import end_process, run_guarded
from pipeline.cli.terminal import echo, one_line
from pipeline.cli.told_errors import TellingGroup, system_problem
from pipeline.errors import ExitCode, KanbenError, Problem
from pipeline.i18n import DOMAIN, LOCALE_DIR, _, ngettext
from pipeline.kept_code import load_kept_code
from pipeline.limits import make_room, out_of_memory
from pipeline.logs import is_logging, start_logging

_COMMANDS = {
    "archive": ("pipeline.cli.archive", "archive"),
    "bind": ("pipeline.cli.bind", "bind"),
    "build": ("pipeline.cli.build", "build"),
    "cache": ("pipeline.cli.cache", "cache"),
    "check": ("pipeline.cli.check", "check"),
    "cover": ("pipeline.cli.cover", "cover"),
    "desk": ("pipeline.cli.desk", "desk"),
    "fonts": ("pipeline.cli.fonts", "fonts"),
    "impose": ("pipeline.cli.impose", "impose"),
    "import": ("pipeline.cli.import_", "import_"),
    "new": ("pipeline.cli.new", "new"),
    "preflight": ("pipeline.cli.preflight", "preflight"),
    "proof": ("pipeline.cli.proof", "proof"),
    "read": ("pipeline.cli.read", "read"),
    "search": ("pipeline.cli.search", "search"),
    "shelf": ("pipeline.cli.shelf", "shelf"),
    "specimen": ("pipeline.cli.specimen", "specimen"),
    "verify": ("pipeline.cli.verify", "verify"),
}

_MOST_SHOWN = 500  # problems of one error: more is not read


@click.group(
    cls=TellingGroup, places=_COMMANDS, help=_("Kanben: the print-layout production pipeline for Chinese periodicals.")
)
@click.version_option(
    __version__,
    prog_name="kanben",
    message=_("%(prog)s, version %(version)s"),
    help=_("Show the version and exit."),
)
@click.option("--debug", is_flag=True, help=_("Tell what is read, kept and skipped, and how long each step takes."))
def cli(debug: bool) -> None:
    """The root of all commands."""
    if debug:
        start_logging()


@with_room_for_calls
def main(arguments: list[str] | None = None) -> None:
    """Run ``kanben`` with *arguments* and exit with a code of ExitCode.

    Where there are none they are those of the process, and the command goes on in a process of its own, within limits.
    """
    # click asks the default domain for its own words; our catalogue has them, so that they appear in one language.
    gettext.bindtextdomain(DOMAIN, LOCALE_DIR)
    gettext.textdomain(DOMAIN)
    # Processes that Python starts for itself look into the current folder first, which may be one of a stranger's.
    os.environ["PYTHONSAFEPATH"] = "1"
    for name in (signal.SIGTERM, signal.SIGHUP):  # an ended terminal or service is an interruption like Ctrl-C
        signal.signal(name, signal.default_int_handler)
    is_own = False  # a process of its own

    def run() -> object:
        nonlocal is_own
        if arguments is None:
            if (code := run_guarded()) is not None:
                return code
            is_own = True
            atexit.register(load_kept_code().save)
        return _call(arguments)

    code = _find_code(run)
    if is_own:
        end_process(code)
    sys.exit(code)


def _find_code(run: Callable[[], object]) -> int:
    """The exit code of what *run* does; its errors are told."""
    try:
        result = run()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        echo(_("Interrupted. The last finished files are untouched."), err=True)
        return ExitCode.INTERRUPTED
    except KanbenError as error:
        show_problems(error)
        return error.exit_code
    except BrokenPipeError:
        return ExitCode.FILE_ACCESS
    except OSError as error:
        show_problem(system_problem(error))
        return ExitCode.FILE_ACCESS
    except MemoryError:
        make_room()
        show_problems(out_of_memory())
        return ExitCode.RENDER
    except Exception as error:  # noqa: BLE001 (the last resort: a bug of ours, told as one)
        if is_logging():
            echo(traceback.format_exc().rstrip(), err=True)
            echo(_("This is a bug in Kanben. Please report it with the lines above."), err=True)
        else:
            echo(_("This is a bug in Kanben: {error}.").format(error=f"{type(error).__name__}: {error}"), err=True)
            echo(_("Please call it again as “kanben --debug …” and report what it prints."), err=True)
        return ExitCode.BUG
    return result if isinstance(result, int) else ExitCode.OK


def _call(arguments: list[str] | None) -> object:
    """Call the command; what it returns. Raises BrokenPipeError where nobody reads what it prints."""
    try:
        return cli.main(arguments, prog_name="kanben", standalone_mode=False)
    except SystemExit as error:  # click makes one of a closed pipe, and of nothing else, whose code is that of a bug
        raise BrokenPipeError from error


def show_problems(error: KanbenError) -> None:
    """Print the problems of *error*, each on a line of its own: the first ones, where there are thousands."""
    for problem in error.problems[:_MOST_SHOWN]:
        show_problem(problem)
    left = len(error.problems) - _MOST_SHOWN
    if left > 0:
        echo(ngettext("… and {count} more problem.", "… and {count} more problems.", left).format(count=left), err=True)


def show_problem(problem: Problem) -> None:
    """Print ``file:line: what is wrong. what to do``, the place in bold on a terminal."""
    place = click.style(f"{one_line(problem.place)}: ", bold=True) if problem.path else ""
    echo(f"{place}{problem.text}", err=True)
