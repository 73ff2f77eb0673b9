"""Whether a BagIt bag (RFC 8493, and the drafts from 0.93 on) is what it was when it was made.

A bag may come from anywhere. Its folder is walked without following links, and only what was met on that walk is
opened: no name in a manifest can lead out of it.
"""

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from pipeline.binding.preservation.fixity import (
    LONGEST_LINE,
    MOST_PROBLEMS,
    SUMS_NAME,
    Verification,
    digests,
    is_inside,
    lines_of,
    read_list,
    report_changed,
    report_missing,
    report_unreadable,
    report_unsafe_name,
    shorten_path,
    verify_sums,
)
from pipeline.errors import FileAccessError, FixityError, Problem
from pipeline.i18n import _

_MANIFEST = re.compile(r"(tag)?manifest-(\w+)\.txt")
_LINE = re.compile(r"([0-9A-Fa-f]{32,128})[ \t]+\*?(.+)")
_VERSION = re.compile(r"BagIt-Version: *(0\.9[3-7]|1\.0)")
_ENCODED = re.compile("%(0A|0D|25)", re.IGNORECASE)  # RFC 8493, 2.1.3
_OXUM = re.compile(r"(?im)^Payload-Oxum: *([0-9]{1,20})\.([0-9]{1,20}) *$")
_ALGORITHMS = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"} & hashlib.algorithms_available
_DEEPEST = 200  # folders in folders
_MOST_ENTRIES = 500_000


@dataclass(slots=True)
class _Bag:
    """A bag as it was found: *sizes* of its regular files by name, with ``/``; *sums* by name and algorithm."""

    path: Path
    sizes: dict[str, int] = field(default_factory=dict)
    sums: dict[str, dict[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, name: str) -> Path:
        return self.path / name


def verify(path: Path) -> Verification:
    """Compare the bag, or the folder with ``SHA256SUMS``, at *path* with what it was.

    Raises FileAccessError when it is neither, FixityError when the list of sums cannot be read.
    """
    if (path / "bagit.txt").is_file() or any(path.glob("manifest-*.txt")):
        bag = _check(path)
        return Verification(path, "bag", len(bag.sums), tuple(bag.problems))
    if (path / SUMS_NAME).is_file():
        return verify_sums(path)
    message = _("Here is neither a bag nor a list of checksums.")
    raise FileAccessError(Problem(message, path, hint=_("Name the folder that has bagit.txt or SHA256SUMS in it.")))


def verify_bag(path: Path) -> list[Problem]:
    """Everything in the bag at *path* that is not as it was; empty when it is whole."""
    return _check(path).problems


def _check(path: Path) -> _Bag:
    bag = _Bag(path)
    _walk(bag)
    _check_declaration(bag)
    manifests = {name: found for name in sorted(bag.sizes) if (found := _MANIFEST.fullmatch(name))}
    if not any(not found[1] and found[2] in _ALGORITHMS for found in manifests.values()):
        bag.problems.append(Problem(_("The bag has no manifest that can be read."), shorten_path(path)))
    for name, found in manifests.items():
        if found[2] in _ALGORITHMS:
            _read_manifest(bag, name, found[2], is_tag=bool(found[1]))
        else:
            message = _("No checksums of the kind “{name}” are known.").format(name=found[2])
            bag.problems.append(Problem(message, shorten_path(bag.at(name))))
    _check_files(bag)
    _check_oxum(bag)
    return bag


def _walk(bag: _Bag) -> None:
    """Note every regular file of the bag; links and devices are problems."""
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            with os.scandir(bag.at(prefix)) as entries:
                for entry in entries:
                    if len(bag.sizes) + len(bag.problems) >= _MOST_ENTRIES:
                        message = _("The folder holds more than {limit} files and folders.")
                        raise FileAccessError(Problem(message.format(limit=_MOST_ENTRIES), shorten_path(bag.path)))
                    name = prefix + entry.name
                    kind = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(kind.st_mode):
                        bag.sizes[name] = kind.st_size
                    elif stat.S_ISDIR(kind.st_mode) and name.count("/") < _DEEPEST:
                        waiting.append(f"{name}/")
                    else:
                        message = _("This is a link, a device or too deep a folder; it was not looked into.")
                        bag.problems.append(Problem(message, shorten_path(bag.at(name))))
        except OSError as error:
            bag.problems.append(report_unreadable(bag.at(prefix), error))


def _text(bag: _Bag, name: str) -> str | None:
    """The text of the tag file *name*; None, and a problem noted, when there is none that can be read."""
    if name not in bag.sizes:
        bag.problems.append(report_missing(bag.at(name)))
        return None
    try:
        return read_list(bag.at(name))
    except FixityError as error:
        bag.problems += error.problems
        return None


def _check_declaration(bag: _Bag) -> None:
    text = _text(bag, "bagit.txt")
    if text is None:
        return
    lines = text.splitlines()
    if len(lines) < 2 or not _VERSION.fullmatch(lines[0].strip()):
        message = _("The version of BagIt is not one that is known.")
        bag.problems.append(Problem(message, shorten_path(bag.at("bagit.txt")), 1))
    elif not re.fullmatch(r"Tag-File-Character-Encoding: *UTF-8", lines[1].strip(), re.IGNORECASE):
        bag.problems.append(Problem(_("The tag files must be in UTF-8."), shorten_path(bag.at("bagit.txt")), 2))
    if "fetch.txt" in bag.sizes:
        message = _("The bag has parts that were never fetched; nothing is fetched here.")
        bag.problems.append(Problem(message, shorten_path(bag.at("fetch.txt"))))


def _read_manifest(bag: _Bag, manifest: str, algorithm: str, *, is_tag: bool) -> None:
    text = _text(bag, manifest)
    composed = {unicodedata.normalize("NFC", name): name for name in bag.sizes}
    path = bag.at(manifest)
    for number, line in lines_of(text or ""):
        if len(bag.problems) >= MOST_PROBLEMS:
            break
        if not line.strip():
            continue
        found = _LINE.fullmatch(line.strip(" \t")) if len(line) <= LONGEST_LINE else None
        if found is None:
            bag.problems.append(Problem(_("This is no line of a list of checksums."), shorten_path(path), number))
            continue
        name = _ENCODED.sub(lambda match: chr(int(match[1], 16)), found[2].removeprefix("./"))
        if not is_inside(name) or name.startswith("data/") == is_tag:
            bag.problems.append(report_unsafe_name(path, number))
            continue
        if name not in bag.sizes:  # file systems of other machines take names apart (NFD)
            name = composed.get(unicodedata.normalize("NFC", name), name)
        known = bag.sums.setdefault(name, {})
        if known.setdefault(algorithm, found[1].lower()) != found[1].lower():
            bag.problems.append(
                Problem(_("The file is listed twice, with different checksums."), shorten_path(path), number)
            )


def _check_files(bag: _Bag) -> None:
    for name in sorted(bag.sums):
        if len(bag.problems) >= MOST_PROBLEMS:
            return
        if name not in bag.sizes:
            bag.problems.append(report_missing(bag.at(name)))
            continue
        try:
            found = digests(bag.at(name), bag.sums[name])
        except OSError as error:
            bag.problems.append(report_unreadable(bag.at(name), error))
            continue
        if found != bag.sums[name]:
            bag.problems.append(report_changed(bag.at(name), bag.sums[name]))
    for name in islice(_find_unlisted(bag.sizes, bag.sums), MOST_PROBLEMS):
        message = _("The file was not in the bag when it was made.")
        bag.problems.append(Problem(message, shorten_path(bag.at(name))))


def _find_unlisted(sizes: Mapping[str, int], sums: Mapping[str, object]) -> Iterator[str]:
    """Payload files that no manifest names, and tag files where a tag manifest names any of these."""
    has_tag_sums = any(not name.startswith("data/") for name in sums)
    for name in sorted(sizes):
        is_own_list = name.startswith("tagmanifest-") and "/" not in name
        if name not in sums and not is_own_list and (has_tag_sums or name.startswith("data/")):
            yield name


def _check_oxum(bag: _Bag) -> None:
    """Compare number and size of the payload with what ``bag-info.txt`` says, where it says so."""
    text = _text(bag, "bag-info.txt") if "bag-info.txt" in bag.sizes else None
    stated = _OXUM.search(text or "")
    if stated is None:
        return
    sizes = [size for name, size in bag.sizes.items() if name.startswith("data/")]
    if (int(stated[1]), int(stated[2])) != (sum(sizes), len(sizes)):
        message = _("The payload is {octets} bytes in {count} files, which is not what bag-info.txt says.")
        filled = message.format(octets=sum(sizes), count=len(sizes))
        bag.problems.append(Problem(filled, shorten_path(bag.at("bag-info.txt"))))
