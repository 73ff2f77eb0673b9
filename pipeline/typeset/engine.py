"""Loading WeasyPrint so that it sees our faces and no others, and failing clearly when the machine lacks a library.

Fontconfig reads its configuration once, from the environment, when the library is loaded: this module sets that up
and must be the only one that triggers the first import of WeasyPrint.
"""

import atexit
import functools
import os
import shutil
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from pipeline.errors import MissingProgramError, Problem
from pipeline.i18n import _

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
APT_PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz0b libharfbuzz-subset0"


@functools.cache
def load_weasyprint(fonts: Path) -> None:
    """Import WeasyPrint with the faces of the folder *fonts* as the only ones there are; once in a process.

    Raises MissingProgramError when Pango, HarfBuzz or HarfBuzz-subset is not installed.
    """
    if "weasyprint" in sys.modules:
        raise RuntimeError("WeasyPrint was imported before its faces were chosen")
    _isolate_fonts(fonts)
    hint = _("Install them: {command}").format(command=f"apt-get install {APT_PACKAGES}")
    try:
        import weasyprint  # noqa: F401 (its native libraries are what is tried)
        from weasyprint.text.ffi import harfbuzz_subset
    except OSError as error:
        raise MissingProgramError(Problem(_("A native library of the layout engine is missing."), hint=hint)) from error
    if not harfbuzz_subset:
        raise MissingProgramError(Problem(_("The library HarfBuzz-subset is missing."), hint=hint))


def _isolate_fonts(fonts: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="kanben-fonts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    text = _CONFIGURATION.format(fonts=escape(str(fonts.resolve())), cache=escape(str(folder / "cache")))
    (folder / "fonts.conf").write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")
