"""Native libraries are opened by file name (``libpango-1.0.so.0``), while WeasyPrint is imported.

Replaces: Python 3, ``ctypes.util.find_library``, by which cffi 2.1 looks for libraries.
Why: for the names that WeasyPrint tries first (``pango-1.0``) cffi asks ctypes, which starts ldconfig and a compiler
  each time: a third of the time that the import takes. WeasyPrint names the files as well.
Upstream: try the names of files first.
Effect: speed only.
"""

import ctypes.util
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.engine.patches.patch import Effect, ScopedPatch


@contextmanager
def skip_other_names() -> Iterator[None]:
    """Have ctypes find nothing by other names."""
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


PATCH = ScopedPatch("libraries by file name", "Python", Effect.SPEED, skip_other_names)
