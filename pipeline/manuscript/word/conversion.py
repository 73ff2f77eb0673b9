"""Manuscripts of other programs (.doc, .wps, .rtf, .odt) into files of Word, and drawings of Windows into pictures, by
LibreOffice where it is installed.

Each conversion has a profile of its own, in which macros and what leads outside are switched off, and a time limit; one
runs at a time on a machine, since two of LibreOffice take its memory.
"""

import fcntl
import os
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import ContentError, MissingProgramError, Problem
from pipeline.i18n import _
from pipeline.limits import bound
from pipeline.manuscript.word.container import is_compound, is_locked, refuse_locked

_SUFFIXES = (".doc", ".wps", ".wpt", ".dot", ".rtf", ".odt", ".fodt", ".uot", ".uof", ".et")
_RICH_TEXT, _OPEN_DOCUMENT = b"{\\rtf", b"mimetypeapplication/vnd.oasis.opendocument"
_SECONDS = 120  # of the clock
_MEMORY, _PROCESSOR_SECONDS = 3 << 30, 180
_PROGRAMS = ("soffice", "libreoffice")
_INSTALL = "apt-get install --no-install-recommends libreoffice-writer"
INSTALL_DRAW = "apt-get install --no-install-recommends libreoffice-draw"
_METAFILES = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00\x00\x03")
_MOST_BYTES = 64 << 20
_LOCK = Path("/tmp") / f"kanben-libreoffice-{os.getuid()}.lock"  # one for all commands of a user
_SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
_SWITCHES = (
    (_SECURITY, "DisableMacrosExecution", "true"),
    (_SECURITY, "DisableActiveContent", "true"),
    (_SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)
_ITEM = '<item oor:path="{}"><prop oor:name="{}"><value>{}</value></prop></item>'
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n'
    + "\n".join(_ITEM.format(*each) for each in _SWITCHES)
    + "\n</oor:items>\n"
)


def is_to_convert(data: bytes, path: Path) -> bool:
    """Whether the file *path* with the content *data* is one of another program than Word of today."""
    if is_compound(data):
        return not is_locked(data)
    return (
        data.startswith(_RICH_TEXT)
        or _OPEN_DOCUMENT in data[:200]
        or (path.suffix.lower() in _SUFFIXES and not data.startswith(b"PK"))
    )


def convert(data: bytes, path: Path) -> bytes:
    """*data*, the file *path*, as a .docx.

    Raises MissingProgramError without LibreOffice, ContentError where it makes nothing of the file.
    """
    if is_compound(data) and is_locked(data):
        raise refuse_locked(path)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        message = _("Files of this kind are converted by LibreOffice, which is not installed.")
        hint = _("Install it: {command}; or save the file as .docx in Word or WPS.").format(command=_INSTALL)
        raise MissingProgramError(Problem(message, path, hint=hint))
    suffix = path.suffix.lower() if path.suffix.lower() in _SUFFIXES else ".doc"
    made = _convert(program, data, suffix, "docx", path)
    if made is None:
        hint = _("Open it in Word or WPS, and save it as .docx; if a password locks it, without one.")
        raise ContentError(Problem(_("LibreOffice can't read the file."), path, hint=hint))
    return made


def is_windows_drawing(data: bytes) -> bool:
    """Whether *data* is an EMF or a WMF: commands that Windows draws by."""
    return data[40:44] == b" EMF" or data.startswith(_METAFILES)


def draw(data: bytes, path: Path) -> bytes | None:
    """The drawing of Windows *data*, of the manuscript *path*, as PNG; None where LibreOffice makes nothing of it.

    Raises MissingProgramError without LibreOffice, ContentError where it takes too long.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        message = _("Drawings of Windows are drawn by LibreOffice, which is not installed.")
        hint = _("Install it: {command}.").format(command=INSTALL_DRAW)
        raise MissingProgramError(Problem(message, path, hint=hint))
    return _convert(program, data, ".emf" if data[40:44] == b" EMF" else ".wmf", "png", path)


def _convert(program: str, data: bytes, suffix: str, wanted: str, path: Path) -> bytes | None:
    """*data* in a file that ends in *suffix*, as a *wanted* one; None where none is made."""
    with _one_at_a_time(), tempfile.TemporaryDirectory(prefix="kanben-") as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        source = folder / f"manuscript{suffix}"
        source.write_bytes(data)
        _run(program, folder, source, wanted, path)
        made = folder / "out" / f"manuscript.{wanted}"
        return made.read_bytes() if made.is_file() and made.stat().st_size <= _MOST_BYTES else None


def _run(program: str, folder: Path, source: Path, wanted: str, path: Path) -> None:
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", wanted),
        *("--outdir", str(folder / "out"), str(source)),
    ]
    environment = {"HOME": str(folder), "PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "TMPDIR": str(folder)}
    with subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=_limit,  # noqa: PLW1509  # this process has one thread
    ) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired as error:
            message = _("LibreOffice took more than {seconds} seconds.").format(seconds=_SECONDS)
            hint = _("Open it in Word or WPS, and save it as .docx.")
            raise ContentError(Problem(message, path, hint=hint)) from error
        finally:
            _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End *process* with all that it has started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _limit() -> None:
    bound(resource.RLIMIT_DATA, _MEMORY)
    bound(resource.RLIMIT_CPU, _PROCESSOR_SECONDS)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait until no other command of this user converts anything."""
    descriptor = os.open(_LOCK, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
