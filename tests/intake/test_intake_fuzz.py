"""Good files broken at random, by bytes and by objects: each is taken in and bound, or refused with a reason.

Each file is broken by a seed, so a failure can be had again: ``python -m tests.intake.test_intake_fuzz 5000`` tries as
many, ``python -m tests.intake.test_intake_fuzz 4711:4712`` the one that is named. ``KANBEN_FUZZ`` sets the number for
the suite.
"""

import os
import random
import re
import resource
import signal
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import pikepdf
import pytest

from pipeline.binding.document.assembly import PartToBind
from pipeline.errors import BindingError
from pipeline.intake.tamed_pdf import TamedPdf, take_in
from tests.binding.small_parts import bound, stamp_sheet
from tests.intake.hostile_files import GOOD_FILES, good_files

CASES = int(os.environ.get("KANBEN_FUZZ", "300"))
SECONDS, MEBIBYTES = 10, 400  # of a case, beyond what the process has when it begins
_ALL = 1 << 62
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_OBJECT = re.compile(rb"\d+ 0 obj\b.*?endobj", re.DOTALL)
_VALUE = re.compile(rb"\d+ 0 R|/[A-Za-z]+|\([^()]*\)|-?\d+\.?\d*|\[[^\[\]]*\]|<<[^<>]*>>|true|false|null")
_REFERENCE = re.compile(rb"\d+ 0 R")
_STRANGE = (
    b"-1", b"0", b"4294967296", b"9" * 75, b"1e99", b"nan",
    b".", b"--3", b"2147483647", b"0.00000000000000000000001", b"[", b"]", b"<<", b">>", b"(", b"/", b"null", b"1 0 R",
    b"2 0 R", b"3 0 R", b"7 0 R", b"999 0 R", b"()", b"<>", b"<< >>", b"[ ]", b"/#00#ff", b"true",
)  # fmt: skip

Breaker = Callable[[random.Random, bytes], bytes]


def _flip(chance: random.Random, data: bytes) -> bytes:
    broken = bytearray(data)
    for _time in range(chance.choice((1, 1, 2, 8, 64))):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def _delete(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.choice((1, 2, 16, 256, 4096)) :]


def _insert(chance: random.Random, data: bytes) -> bytes:
    at, from_ = chance.randrange(len(data)), chance.randrange(len(data))
    piece = chance.choice((chance.randbytes(chance.choice((1, 16, 512))), data[from_ : from_ + 200], b"\0" * 100))
    return data[:at] + piece + data[at:]


def _truncate(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))] if chance.random() < 0.8 else data[chance.randrange(len(data)) :]


def _places(data: bytes, pattern: re.Pattern[bytes] = _VALUE) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(data)] or [(0, len(data))]


def _swap_values(chance: random.Random, data: bytes) -> bytes:
    """One value in the place of another, of another kind as a rule."""
    places = _places(data)
    for _time in range(chance.choice((1, 1, 2, 5))):
        start, end = chance.choice(places)
        other = chance.choice(places)
        data = data[:start] + data[other[0] : other[1]] + data[end:]
        places = _places(data)
    return data


def _strange_value(chance: random.Random, data: bytes) -> bytes:
    start, end = chance.choice(_places(data))
    return data[:start] + chance.choice(_STRANGE) + data[end:]


def _redirect(chance: random.Random, data: bytes) -> bytes:
    """A reference that leads elsewhere: to nothing, in a circle, to an object of another kind."""
    places = [match.span() for match in _REFERENCE.finditer(data)]
    if not places:
        return _flip(chance, data)
    for _time in range(chance.choice((1, 1, 3))):
        start, end = chance.choice(places)
        number = b"%d 0 R" % chance.randrange(len(data) // 100 + 2)
        data = data[:start] + number + data[end:]
        places = [match.span() for match in _REFERENCE.finditer(data)]
    return data


def _swap_objects(chance: random.Random, data: bytes) -> bytes:
    objects = [match.span() for match in _OBJECT.finditer(data)]
    if not objects:
        return _truncate(chance, data)
    start, end = chance.choice(objects)
    other = chance.choice(objects)
    return (
        data[:start] + data[start:end].split(b"obj", 1)[0] + data[other[0] : other[1]].split(b"obj", 1)[1] + data[end:]
    )


def _change_number(chance: random.Random, data: bytes) -> bytes:
    start, end = chance.choice(_places(data, _NUMBER))
    return data[:start] + b"%d" % chance.choice((0, 1, -1, 2**31, 2**63, chance.randrange(1000))) + data[end:]


def _nest(chance: random.Random, data: bytes) -> bytes:
    start, end = chance.choice(_places(data))
    depth = chance.choice((50, 99, 101, 3000))
    opening, closing = chance.choice(((b"[", b"]"), (b"<</A ", b">>")))
    return data[:start] + opening * depth + data[start:end] + closing * depth + data[end:]


BREAKERS: tuple[Breaker, ...] = (
    _flip, _delete, _insert, _truncate, _swap_values, _swap_values, _strange_value, _strange_value, _redirect,
    _redirect, _swap_objects, _change_number, _nest,
)  # fmt: skip


def broken(seed: int) -> tuple[str, bytes]:
    """What was done, and the file it was done to."""
    chance = random.Random(seed)
    name, data = chance.choice(list(good_files().items()))
    steps = [chance.choice(BREAKERS) for _step in range(chance.choice((1, 1, 1, 2, 3)))]
    for step in steps:
        data = step(chance, data) if data else data
    return f"{name}: {', '.join(step.__name__[1:] for step in steps)}", data


def outcome(data: bytes, path: Path, take: Callable[[Path, str], TamedPdf] = take_in) -> str:
    """``bound`` or ``refused: …``; anything else that happens is raised."""
    path.write_bytes(data)
    try:
        with _limits():
            taken = take(path, "x")
            assert len(taken.labels) == len(taken.pages) > 0
    except BindingError as error:
        (problem,) = error.problems
        return f"refused: {problem.message}" if problem.path == path else f"FAILED: no file named: {problem}"
    check_bound(taken)
    return "bound"


def check_bound(taken: TamedPdf) -> None:
    """The volume of what was taken in opens elsewhere, has as many pages, and each page's content can be read."""
    volume = bound(PartToBind(load=lambda: taken.pdf, title="x", first_folio=1), conforms=False)
    with pikepdf.open(BytesIO(volume)) as pdf:
        first = len(pdf.pages) - len(taken.pages)
        assert first in (0, 1)
        for page in list(pdf.pages)[first:]:
            for stream in page.Contents:
                stream.read_bytes()
            if any("operators in" in note for note in taken.notes):
                continue
            last = list(pikepdf.parse_content_stream(page))[-3:]
            assert [str(step.operator) for step in last] == ["ET", "Q", "EMC"], "the stamps are swallowed"
        problems = [text for text in map(str, pdf.get_warnings()) if "(content, offset" not in text]
        assert not problems, problems


@contextmanager
def _limits() -> Iterator[None]:
    """Time and memory of a case; what is printed or warned of is an error too."""

    def over(_signal: int, _frame: object) -> None:
        raise TimeoutError(f"more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, over)
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + (MEBIBYTES << 20), hard))
    signal.alarm(SECONDS)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def try_seeds(seeds: range) -> list[tuple[int, str, str, float]]:
    """Seed, what was done, what came of it, and seconds; a failure has its exception for what came of it."""
    rows = []
    stamp_sheet()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "broken.pdf"
        for seed in seeds:
            what, data = broken(seed)
            start = time.process_time()
            try:
                result = outcome(data, path)
            except Exception as error:  # noqa: BLE001 (that is what is looked for)
                result = f"FAILED: {type(error).__name__}: {error}"
            rows.append((seed, what, result, time.process_time() - start))
    return rows


def in_processes(seeds: range, processes: int) -> list[tuple[int, str, str, float]]:
    """``try_seeds`` in processes of their own, whose limits are theirs."""
    chunks = [seeds[start : start + 50] for start in range(0, len(seeds), 50)]
    with get_context("spawn").Pool(processes) as pool:
        return [row for rows in pool.imap(try_seeds, chunks) for row in rows]


@pytest.mark.slow
def test_whatever_is_broken_is_bound_or_refused() -> None:
    rows = in_processes(range(CASES), 1)
    assert [row for row in rows if row[2].startswith("FAILED")] == []
    bound_ones = sum(row[2] == "bound" for row in rows)
    assert 0.1 * CASES < bound_ones < 0.9 * CASES, "the files are broken too much or too little to show anything"
    assert len({row[2] for row in rows}) > 5, "refused for one reason only"


@pytest.mark.parametrize("name", GOOD_FILES)
def test_good_files_are_bound(name: str, tmp_path: Path) -> None:
    assert outcome(good_files()[name], tmp_path / "good.pdf") == "bound"


def test_the_fuzzer_would_tell(tmp_path: Path) -> None:
    """Negative control: an intake that lets an exception out, or gives pages that can't be read, is found out."""

    def careless(path: Path, name: str) -> TamedPdf:
        raise KeyError(name)

    def forgetful(path: Path, name: str) -> TamedPdf:
        taken = take_in(path, name)
        for number in list(taken.pdf.streams):
            taken.pdf.streams[number] = b"no deflated data"
        return taken

    with pytest.raises(KeyError):
        outcome(good_files()["rich"], tmp_path / "x.pdf", careless)
    with pytest.raises(Exception, match=r"\w"):
        outcome(good_files()["rich"], tmp_path / "x.pdf", forgetful)


if __name__ == "__main__":
    first, _colon, end = sys.argv[1].partition(":")
    wanted = range(int(first), int(end)) if end else range(int(first))
    found = in_processes(wanted, 2)
    for row in found:
        if row[2].startswith("FAILED") or end:
            print(*row)  # noqa: T201
    reasons: dict[str, int] = {}
    for row in found:
        reasons[row[2]] = reasons.get(row[2], 0) + 1
    for reason, count in sorted(reasons.items(), key=lambda pair: -pair[1]):
        print(f"{count:6} {reason}")  # noqa: T201
    print("slowest", sorted((row[3], row[0]) for row in found)[-5:])  # noqa: T201
