"""What the layout engine logs: its only way of reporting faults."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGER = logging.getLogger("weasyprint")


class EngineLog(logging.Handler):
    """What the layout engine logs, its only way of reporting faults: *errors* leave something out, *warnings* don't."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.warnings: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of *record*."""
        (self.errors if record.levelno >= logging.ERROR else self.warnings).append(record.getMessage())

    @property
    def all(self) -> list[str]:
        """Errors, then warnings."""
        return [*self.errors, *self.warnings]


@contextmanager
def collect_engine_log() -> Iterator[EngineLog]:
    """Collect what the layout engine logs while the block runs, instead of printing it."""
    log = EngineLog()
    before = _LOGGER.handlers[:], _LOGGER.propagate
    _LOGGER.handlers[:], _LOGGER.propagate = [log], False
    try:
        yield log
    finally:
        _LOGGER.handlers[:], _LOGGER.propagate = before
