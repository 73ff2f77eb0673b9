"""What is told of the work with ``--debug``: what was read, kept and skipped, and how long each step took."""

import logging
import sys
import time

from pipeline.control_characters import harmless

_ROOT = logging.getLogger("pipeline")


class _ToStandardError(logging.Handler):
    """Writes each record on a line: the seconds since the process began, where it comes from, what it says."""

    def emit(self, record: logging.LogRecord) -> None:
        place = record.name.removeprefix("pipeline.")
        text = harmless(record.getMessage()).replace("\n", "\ufffd")
        sys.stderr.write(f"{time.process_time():8.3f}  {place}: {text}\n")


def start_logging() -> None:
    """Tell of the work on standard error from now on, in this process."""
    if not is_logging():
        _ROOT.addHandler(_ToStandardError())
        _ROOT.setLevel(logging.DEBUG)
        _ROOT.propagate = False


def is_logging() -> bool:
    """Whether the work is told of, as processes that this one starts are to do, too."""
    return _ROOT.isEnabledFor(logging.DEBUG)
