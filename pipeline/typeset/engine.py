"""Loading WeasyPrint so that it sees our faces and no others, and failing clearly when the machine lacks a library.

Fontconfig reads its configuration once, from the environment, when the library is loaded: this module sets that up
and must be the only one that triggers the first import of WeasyPrint.
"""

import atexit
import ctypes.util
import functools
import gc
import html
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

from PIL import ImageFile

from pipeline.errors import MissingProgramError, Problem
from pipeline.i18n import _
from pipeline.typeset.late_imports import fonttools_later, read_types_quickly

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
APT_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0"


@functools.cache
def load_weasyprint(fonts: Path) -> None:
    """Import WeasyPrint, with our line composer in it and with the faces of the folder *fonts* as the only ones there
    are; once in a process.

    Raises MissingProgramError when Pango, HarfBuzz or HarfBuzz-subset is not installed, or WeasyPrint is not the
    version that the composer was made for.
    """
    if "weasyprint" in sys.modules:
        raise RuntimeError("WeasyPrint was imported before its faces were chosen")
    _isolate_fonts(fonts)
    gc.disable()  # nothing that is imported is garbage
    try:
        _import_weasyprint()
    finally:
        gc.enable()
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint 70.0 (images.py) has Pillow take cut-off pictures for whole
    _keep_page_references()
    # Layout makes many small objects that live to its end: what is loaded is left alone, cycles are looked for seldom.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    from pipeline.typeset import bounded_drawings, drawing_shortcuts, library_shortcuts, quick_drawing, shortcuts

    library_shortcuts.install()
    shortcuts.install()
    quick_drawing.install()
    bounded_drawings.install()
    drawing_shortcuts.install()
    from pipeline.typeset import line_adapter  # after the shortcuts, of which it imports some
    from pipeline.typeset.footnote_pages import keep_notes_with_calls
    from pipeline.typeset.list_markers import draw_markers_in_order
    from pipeline.typeset.marked_lines import draw_marks
    from pipeline.typeset.structure_tags import tag_ruby

    keep_notes_with_calls()
    line_adapter.install()
    draw_markers_in_order()
    draw_marks()
    tag_ruby()


def _import_weasyprint() -> None:
    hint = _("Install them: {command}").format(command=f"apt-get install {APT_PACKAGES}")
    try:
        with fonttools_later(), _libraries_by_file_name(), redirect_stdout(StringIO()):  # it has an essay on failure
            from weasyprint.text.ffi import ffi, harfbuzz_subset
    except OSError as error:
        raise MissingProgramError(Problem(_("A native library of the layout engine is missing."), hint=hint)) from error
    if not harfbuzz_subset:
        raise MissingProgramError(Problem(_("The library HarfBuzz-subset is missing."), hint=hint))
    read_types_quickly(ffi._parser)


def _isolate_fonts(fonts: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="kanben-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    text = _CONFIGURATION.format(fonts=html.escape(str(fonts.resolve())), cache=html.escape(str(folder / "cache")))
    (folder / "fonts.conf").write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")


@contextmanager
def _libraries_by_file_name() -> Iterator[None]:
    """Have native libraries opened by file name only (``libpango-1.0.so.0``), as WeasyPrint also names them.

    For the names it tries first (``pango-1.0``) cffi asks ctypes, which starts ldconfig and a compiler each time: a
    third of the time that the import takes.
    """
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _keep_page_references() -> None:
    """Have pydyf 0.13 make the list of page references once, not for every structure element (pdf/tags.py)."""
    import pydyf

    make = pydyf.PDF.page_references.fget

    def page_references(pdf: Any) -> Any:
        count = len(pdf.pages["Kids"])
        if getattr(pdf, "_kanben_references", (None,))[0] != count:
            pdf._kanben_references = (count, make(pdf))
        return pdf._kanben_references[1]

    pydyf.PDF.page_references = property(page_references)
