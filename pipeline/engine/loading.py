"""Loading WeasyPrint so that it sees our faces and no others, and failing clearly when the machine lacks a library.

Fontconfig reads its configuration once, from the environment, when the library is loaded: this module sets that up
and must be the only one that triggers the first import of WeasyPrint.
"""

import atexit
import functools
import gc
import html
import os
import shutil
import sys
import tempfile
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from PIL import ImageFile

from pipeline.engine.patches.patch import applied, apply_all
from pipeline.engine.patches.while_importing import WHILE_IMPORTING
from pipeline.errors import MissingProgramError, Problem
from pipeline.i18n import _

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
VERSION = "70.0"  # of WeasyPrint, that the patches were made for
APT_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0"


@functools.cache
def load_weasyprint(fonts: Path) -> None:
    """Import WeasyPrint, patched, with the faces of the folder *fonts* as the only ones there are; once in a process.

    Raises MissingProgramError when Pango, HarfBuzz or HarfBuzz-subset is not installed, or WeasyPrint is not the
    version that the patches were made for.
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
    # Layout makes many small objects that live to its end: what is loaded is left alone, cycles are looked for seldom.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    from pipeline.engine.patches.catalogue import ONCE_IMPORTED

    apply_all(ONCE_IMPORTED)


def _import_weasyprint() -> None:
    hint = _("Install them: {command}").format(command=f"apt-get install {APT_PACKAGES}")
    try:
        with applied(WHILE_IMPORTING), redirect_stdout(StringIO()):  # it has an essay on failure
            from weasyprint.text.ffi import harfbuzz_subset
    except OSError as error:
        raise MissingProgramError(Problem(_("A native library of the layout engine is missing."), hint=hint)) from error
    if not harfbuzz_subset:
        raise MissingProgramError(Problem(_("The library HarfBuzz-subset is missing."), hint=hint))
    _require_version()


def _require_version() -> None:
    import weasyprint

    if weasyprint.__version__ != VERSION:
        message = _("The line composer was made for WeasyPrint {wanted}, and this is {found}.")
        hint = _("Install it: {command}").format(command=f"pip install weasyprint=={VERSION}")
        raise MissingProgramError(Problem(message.format(wanted=VERSION, found=weasyprint.__version__), hint=hint))


def _isolate_fonts(fonts: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="kanben-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    text = _CONFIGURATION.format(fonts=html.escape(str(fonts.resolve())), cache=html.escape(str(folder / "cache")))
    (folder / "fonts.conf").write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
