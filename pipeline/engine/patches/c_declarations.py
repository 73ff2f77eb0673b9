"""The declarations of C functions are read once for all processes, while WeasyPrint is imported.

Replaces: cffi 2.1, ``FFI`` as weasyprint/text/ffi.py makes it.
Why: pycparser reads 16,000 characters of C in each process, and each type anew that is asked for. By the names that
  WeasyPrint tries first (``pango-1.0``), cffi has ctypes look for libraries, which starts ldconfig and a compiler.
Upstream: cffi's out-of-line ABI mode, whose tables are made beforehand, and which opens libraries by file name only.
Effect: speed only.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from types import CodeType, SimpleNamespace

import _cffi_backend
import cffi

from pipeline.engine.patches.patch import Effect, ScopedPatch
from pipeline.kept_code import load_kept_code

OWN = """
FcPattern * pango_fc_font_get_pattern (PangoFcFont *font);
PangoAttribute * pango_attr_fallback_new (gboolean enable_fallback);
"""
"""What we call besides, and WeasyPrint 70.0 (text/ffi.py) does not declare."""
_STOCK = cffi.FFI
_MODULE = "kanben"  # no such module is imported: tables have a name


class DeclaredFFI(_cffi_backend.FFI):  # type: ignore[misc]
    """As ``cffi.FFI``, with the tables that declarations were made into: those of WeasyPrint, and then our own."""

    def __init__(self) -> None:
        self._text = ""

    def cdef(self, text: str) -> None:
        """Declare what the C *text* says: WeasyPrint's, with which `OWN` is. Raises ValueError for any other then."""
        if not self._text:
            self._text = text + OWN
            code = load_kept_code().find(
                f"cffi {_cffi_backend.__version__}\n{self._text}", lambda: _tables_of(self._text)
            )
            eval(code, {"_cffi_backend": SimpleNamespace(FFI=super().__init__)})
        elif text != OWN:
            raise ValueError(text)


def _tables_of(text: str) -> CodeType:
    """The call by which cffi's generator has an FFI made of the tables for the C *text*."""
    from cffi.recompiler import Recompiler

    read = _STOCK()
    read.cdef(text)
    generator = Recompiler(read, _MODULE, target_is_python=True)
    generator.collect_type_table()
    generator.collect_step_tables()
    generator.write_source_to_f(source := StringIO(), None)
    return compile(source.getvalue().partition("\nffi = ")[2], "<declarations>", "eval", dont_inherit=True)


@contextmanager
def declare_once() -> Iterator[None]:
    """Have WeasyPrint find `DeclaredFFI` in the place of ``cffi.FFI``."""
    vars(cffi)["FFI"] = DeclaredFFI
    try:
        yield
    finally:
        vars(cffi)["FFI"] = _STOCK


PATCH = ScopedPatch("declarations of C functions", "cffi", Effect.SPEED, declare_once)
