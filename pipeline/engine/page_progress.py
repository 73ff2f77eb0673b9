"""Which page of a part is being laid out, told while it takes long.

Checked against WeasyPrint 70.0: layout/page.py ``make_all_pages``, which tells the logger ``weasyprint.progress`` of
each page before it sets it, with the page's 1-based number.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_LOGGER = logging.getLogger("weasyprint.progress")
_PAGE = "Step 5 - Creating layout - Page %d"
INTERVAL = 1.0  # seconds from one telling to the next


class _Teller(logging.Handler):
    """Calls *tell* with the number of pages that are laid out, once in an interval."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        super().__init__()
        self._tell, self._told = tell, time.monotonic()

    def emit(self, record: logging.LogRecord) -> None:
        """Tell of the pages before the one that *record* tells of."""
        now = time.monotonic()
        if record.msg == _PAGE and now - self._told >= INTERVAL:
            count = int(record.getMessage().rpartition(" ")[2]) - 1
            if count:
                self._told = now
                self._tell(count)


@contextmanager
def tell_pages(tell: Callable[[int], None]) -> Iterator[None]:
    """Call *tell* with the number of pages laid out so far, once a second while the block runs."""
    teller, before = _Teller(tell), (_LOGGER.level, _LOGGER.propagate)
    _LOGGER.addHandler(teller)
    _LOGGER.setLevel(logging.INFO)
    _LOGGER.propagate = False  # what is told there is no warning
    try:
        yield
    finally:
        _LOGGER.removeHandler(teller)
        _LOGGER.setLevel(before[0])
        _LOGGER.propagate = before[1]
