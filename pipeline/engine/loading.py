"""Loading WeasyPrint so that it sees our faces and no others, and failing clearly when the machine lacks a library.

Fontconfig reads its configuration once, from the environment, when the library is loaded: this module sets that up
and must be the only one that triggers the first import of WeasyPrint.
"""

import atexit
import functools
import gc
import html
import os
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from PIL import ImageFile

from pipeline.engine.patches.c_declarations import OWN
from pipeline.engine.patches.patch import apply_all, apply_scoped
from pipeline.engine.patches.while_importing import BEFORE_IMPORTING, WHILE_IMPORTING
from pipeline.errors import MissingProgramError, Problem
from pipeline.i18n import _
from pipeline.work_folders import WorkFolder

_CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>{order}</fontconfig>
"""
# Fontconfig looks through the families of a pattern in their order. Second faces stand right behind the first face of
# their role, and those of song and the signs behind all: rules that change nothing where no second face is open. They
# are here, as Pango 1.50 substitutes by the configuration of the process and not by that of its font map.
_BEHIND = {
    "Kanben Song": ("Kanben Song Plus", "Kanben Song Letters"),
    "Kanben Hei": ("Kanben Hei Plus", "Kanben Hei Letters"),
    "Kanben Kai": ("Kanben Kai Plus",),
}
_SIGNS = tuple(f"Kanben Signs {name}" for name in ("Maths", "Symbols", "Dingbats", "Hangul"))
SECOND_FAMILIES = (*(name for names in _BEHIND.values() for name in names), *_SIGNS)
_ACCEPT = '<alias binding="same"><family>{first}</family><accept>{second}</accept></alias>'
_AT_LAST = '<match target="pattern"><edit name="family" mode="append_last" binding="same">{second}</edit></match>'
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
        from pipeline.engine.patches.catalogue import ONCE_IMPORTED

        apply_all(ONCE_IMPORTED)
    finally:
        # Layout makes many small objects that live to its end: what is loaded is left alone, cycles are looked for
        # seldom.
        gc.freeze()
        gc.set_threshold(200_000, 20, 20)
        gc.enable()
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint 70.0 (images.py) has Pillow take cut-off pictures for whole


def _import_weasyprint() -> None:
    hint = _("Install them: {command}").format(command=f"apt-get install {APT_PACKAGES}")
    apply_all(BEFORE_IMPORTING)
    try:
        with apply_scoped(WHILE_IMPORTING), redirect_stdout(StringIO()):  # it has an essay on failure
            from weasyprint.text.ffi import ffi, harfbuzz_subset
    except OSError as error:
        raise MissingProgramError(Problem(_("A native library of the layout engine is missing."), hint=hint)) from error
    if not harfbuzz_subset:
        raise MissingProgramError(Problem(_("The library HarfBuzz-subset is missing."), hint=hint))
    ffi.cdef(OWN)
    _require_version()


def _require_version() -> None:
    import weasyprint

    if weasyprint.__version__ != VERSION:
        message = _("The line composer was made for WeasyPrint {wanted}, and this is {found}.")
        hint = _("Install it: {command}").format(command=f"pip install weasyprint=={VERSION}")
        raise MissingProgramError(Problem(message.format(wanted=VERSION, found=weasyprint.__version__), hint=hint))


def _isolate_fonts(fonts: Path) -> None:
    """Have Fontconfig find the faces in *fonts* itself and no second ones: it would go into the folders below, too."""
    made = WorkFolder.make("kanben-fonts-")
    atexit.register(made.take_away)
    folder = made.path
    own = folder / "own"
    own.mkdir()
    for file in fonts.resolve().glob("*.[ot]tf"):
        (own / file.name).symlink_to(file)
    text = _CONFIGURATION.format(fonts=html.escape(str(own)), cache=html.escape(str(folder / "cache")), order=_order())
    (folder / "fonts.conf").write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(folder / "fonts.conf")


def _order() -> str:
    """The rules that put second faces in their places."""
    behind = (
        _ACCEPT.format(first=first, second="".join(f"<family>{name}</family>" for name in names))
        for first, names in _BEHIND.items()
    )
    last = "".join(f"<string>{name}</string>" for name in (*_BEHIND["Kanben Song"], *_SIGNS))
    return "".join(behind) + _AT_LAST.format(second=last)
