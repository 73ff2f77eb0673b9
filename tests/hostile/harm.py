"""Whether a command did what it should with a hostile workspace, and nothing else."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pikepdf

from tests.commands import Ran

# Processor time is inflated up to five times on a machine that others use, too: by hand it is ten seconds.
MOST_SECONDS = 10.0 if os.environ.get("KANBEN_HOSTILE") else 40.0
MOST_MEGABYTES = 500.0
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SCHEME = re.compile(rb"(?i)^(https?://|mailto:)")
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound"}
)
_KEYS = frozenset({"/EF", "/AA", "/JS", "/XFA"})


def faults_of_ending(ran: Ran, secrets: Sequence[str]) -> Iterator[str]:
    """What is wrong with how a command ended and what it printed, wherever it came from."""
    if ran.code is None:
        yield "it hangs"
    elif ran.code < 0 or ran.code == 1 or "Traceback (most recent call last)" in ran.output:
        yield f"it falls: {ran.code}, {ran.output[-300:]!r}"
    if ran.seconds > MOST_SECONDS:
        yield f"it takes {ran.seconds:.1f} s"
    if ran.megabytes > MOST_MEGABYTES:
        yield f"it takes {ran.megabytes:.0f} MB"
    if ran.code != 0 and not ran.output.strip():
        yield "it is refused without a word"
    yield from (f"it prints the secret {secret}" for secret in secrets if secret in ran.output)
    if found := sorted({f"U+{ord(each):04X}" for each in _CONTROLS.findall(ran.output)}):
        yield f"it prints controls: {', '.join(found)}"


def faults_of_files(out: Path, secrets: Sequence[str]) -> Iterator[str]:
    """What is wrong with the finished files in *out*."""
    for path in sorted(out.rglob("*")):
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            yield from (f"{path.name} has the secret {secret}" for secret in secrets if secret.encode() in data)
            if path.suffix == ".pdf":
                yield from faults_of_pdf(path, secrets)


def faults_of_pdf(path: Path, secrets: Sequence[str]) -> Iterator[str]:
    """Actions, attachments and addresses that no finished PDF has, and *secrets* in what is compressed."""
    with pikepdf.open(path) as document:
        for each in document.objects:
            yield from (f"{path.name}: {fault}" for fault in _faults_of_object(each, secrets, 0))


def _faults_of_object(found: Any, secrets: Sequence[str], depth: int) -> Iterator[str]:
    if isinstance(found, pikepdf.Stream):
        try:
            data = found.read_bytes()
        except pikepdf.PdfError:  # a picture
            data = found.read_raw_bytes()
        yield from (f"the secret {each}" for each in secrets if each.encode() in data)
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        keys = set(found.keys())
        if keys & _KEYS:
            yield f"{sorted(keys & _KEYS)}"
        if "/S" in keys and str(found["/S"]) in _ACTIONS:
            yield str(found["/S"])
        if "/URI" in keys and isinstance(found["/URI"], pikepdf.String) and not _SCHEME.match(bytes(found["/URI"])):
            yield f"an address {bytes(found['/URI'])!r}"
        values = [found[key] for key in keys]
    elif isinstance(found, pikepdf.Array):
        values = list(found)
    else:
        values = []
    for value in values:
        is_own = isinstance(value, pikepdf.Object) and not value.is_indirect
        if is_own and isinstance(value, pikepdf.Dictionary | pikepdf.Array) and depth < 20:
            yield from _faults_of_object(value, secrets, depth + 1)
