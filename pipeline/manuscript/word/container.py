"""A file of Word as a container of parts: a ZIP within bounds. What is locked or holds programs is refused."""

import io
import posixpath
import zipfile
import zlib
from collections import Counter
from pathlib import Path

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _

MAX_FILE = 64 << 20  # bytes of the file; the largest that an office sends have 30 MB, of photographs
_MAX_ENTRIES = 5_000
_MAX_PART = 32 << 20  # bytes of a part of XML, unfolded; a book of 300,000 characters has 6 MB
_MAX_PARTS = 64 << 20  # of all parts of XML that are read
_MAX_PICTURE = 64 << 20
_ENTRY = b"PK\x01\x02"  # a row of the directory (APPNOTE.TXT, 4.3.12)
_LOCKED = 1  # bit of the flags (4.4.4)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # OLE: a .doc of old, or a locked .docx ([MS-OFFCRYPTO], 2.3.4)
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError)


def is_compound(data: bytes) -> bool:
    """Whether *data* is a compound file: a .doc or .wps of old, or a locked file."""
    return data.startswith(_COMPOUND)


def is_locked(data: bytes) -> bool:
    """Whether the compound file *data* holds a package that a password has locked."""
    return "EncryptedPackage".encode("utf-16-le") in data


def refuse_locked(path: Path) -> ContentError:
    """What is said of the file *path*, which a password has locked."""
    hint = _("Open it in Word or WPS with the password, and save it without one.")
    return ContentError(Problem(_("The file is locked by a password."), path, hint=hint))


class Container:
    """The parts of the file *path*, by name; nothing of it is written anywhere, and no part is read twice."""

    def __init__(self, data: bytes, path: Path) -> None:
        """Look over *data*. Raises ContentError for what isn't read, with the remedy."""
        self.path = path
        self._left = _MAX_PARTS
        if is_compound(data) and is_locked(data):
            raise refuse_locked(path)
        if data.count(_ENTRY) > _MAX_ENTRIES:
            raise self.refusal(_("The file has more than {limit} parts.").format(limit=_MAX_ENTRIES))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGED as error:
            hint = _("Open it in Word or WPS, and save it as .docx.")
            raise ContentError(Problem(_("This is no file of Word, or a damaged one."), path, hint=hint)) from error
        entries = self._zip.infolist()
        self.names = frozenset(entry.filename for entry in entries)
        if twice := [name for name, count in Counter(entry.filename for entry in entries).items() if count > 1]:
            raise self.refusal(_("The part “{name}” stands twice in the file.").format(name=twice[0]))
        if any(entry.flag_bits & _LOCKED for entry in entries):
            raise refuse_locked(path)
        if any(posixpath.basename(name).lower() == "vbaproject.bin" for name in self.names):
            hint = _("Save it in Word or WPS as .docx, which holds none.")
            raise ContentError(Problem(_("The file holds macros, which are programs."), path, hint=hint))

    def refusal(self, message: str) -> ContentError:
        """What is said where *message* is the reason to refuse the file."""
        hint = _("Open it in Word or WPS, and save it as .docx.")
        return ContentError(Problem(message, self.path, hint=hint))

    def read_part(self, name: str) -> bytes | None:
        """The XML part *name*; None where there is none. Raises ContentError where it unfolds to too much."""
        data = self._read(name, min(_MAX_PART, self._left))
        if data is not None:
            self._left -= len(data)
        return data

    def read_picture(self, name: str) -> bytes | None:
        """The picture *name*; None where there is none. Raises ContentError where it unfolds to too much."""
        return self._read(name, _MAX_PICTURE)

    def _read(self, name: str, limit: int) -> bytes | None:
        if name not in self.names:
            return None
        try:
            with self._zip.open(name) as file:
                data = file.read(limit + 1)
        except _DAMAGED as error:
            raise self.refusal(_("The part “{name}” is damaged.").format(name=name)) from error
        if len(data) > limit:
            message = _("The part “{name}” unfolds to more than {limit} MB.").format(name=name, limit=limit >> 20)
            raise self.refusal(message)
        return data
