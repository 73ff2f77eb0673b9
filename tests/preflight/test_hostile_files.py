"""Broken and hostile files are judged within bounds, and never crash a check."""

import random
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.preflight.profile import PROFILES
from pipeline.preflight.reading import interpreter
from pipeline.preflight.verdict import PreflightVerdict, preflight
from tests.intake.hostile_files import GOOD_FILES, good_files, simple
from tests.intake.test_intake_fuzz import BREAKERS, _limits, broken
from tests.preflight.good_files import good, saved

CASES = 60


def judged(data: bytes, path: Path, profile: str) -> PreflightVerdict:
    path.write_bytes(data)
    with _limits():
        verdict = preflight(path, profile)
    check_whole(verdict)
    return verdict


def check_whole(verdict: PreflightVerdict) -> None:
    """What is told is in the file: pages that it has, boxes of numbers."""
    assert verdict.pages or not verdict.is_fit
    for each in verdict.findings:
        assert each.page is None or 0 <= each.page < verdict.pages
        assert each.message
        assert each.box is None or all(abs(side) < 1e20 for side in each.box)


def test_files_broken_at_random_are_judged(tmp_path: Path) -> None:
    outcomes = set()
    for seed in range(CASES):
        _what, data = broken(seed)
        verdict = judged(data, tmp_path / "a.pdf", PROFILES[seed % len(PROFILES)])
        outcomes.add((verdict.pages > 0, bool(verdict.not_run)))
    assert len(outcomes) > 2, "the files are broken too much or too little to show anything"


def test_our_good_files_broken_at_random_are_judged(tmp_path: Path) -> None:
    data = saved(good("reading"), tmp_path / "good.pdf", compress_streams=False).read_bytes()
    for seed in range(CASES):
        chance = random.Random(seed)
        step = chance.choice(BREAKERS)
        verdict = judged(step(chance, data), tmp_path / "a.pdf", chance.choice(PROFILES))
        crashed = [each for each in verdict.not_run if "not known" in each.reason]
        assert crashed == [], step.__name__


@pytest.mark.parametrize("name", GOOD_FILES)
def test_good_files_of_others_are_judged(name: str, tmp_path: Path) -> None:
    verdict = judged(good_files()[name], tmp_path / "a.pdf", "press")
    assert verdict.pages > 0
    assert verdict.not_run == ()


def _form(content: bytes) -> dict[int, bytes]:
    return {6: b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>>>"} if content else {}


HOSTILE = {
    "form in itself": simple(
        page=b"/MediaBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>",
        content=b"/X Do",
        others=_form(b"x"),
        other_streams={6: b"/X Do /X Do"},
    ),
    "operands without end": simple(content=b"1 " * 200_000),
    "states without end": simple(content=b"q " * 200_000),
    "nested arrays": simple(content=b"[" * 5_000),
    "numbers beyond measure": simple(content=b"1e99 0 0 " + b"9" * 400 + b" 0 0 cm 0 0 m 9 9 l S"),
    "a matrix that grows": simple(content=b"999999999 0 0 999999999 9 9 cm " * 200 + b"0 0 m 9 9 l S"),
    "operators without operands": simple(
        content=b"cm w gs g k cs scn Do sh Tf Tm Td TJ ' \" re m l c S f B sh BI ID EI"
    ),
    "operands of other kinds": simple(content=b"/a (b) [1] << /c 1 >> true null cm /F1 Tf (x) w [/a] TJ << >> Do"),
}


@pytest.mark.parametrize("name", list(HOSTILE))
@pytest.mark.parametrize("profile", PROFILES)
def test_hostile_content_is_bounded(name: str, profile: str, tmp_path: Path) -> None:
    verdict = judged(HOSTILE[name], tmp_path / "a.pdf", profile)
    assert not [each for each in verdict.not_run if "not known" in each.reason]


def _many_faces(count: int) -> bytes:
    """Faces of which each has the widths of all codes, and spot inks that are described anew wherever they are used."""
    fonts = b"".join(
        b"/F%d<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[6 0 R]>>" % at for at in range(count)
    )
    spaces = b"".join(b"/C%d[/Separation/S%d/DeviceCMYK 8 0 R]" % (at, at) for at in range(count))
    content = b"".join(b"/F%d 9 Tf /C%d cs (ab) Tj " % (at, at) for at in range(count))
    return simple(
        page=b"/MediaBox[0 0 9 9]/Resources<</Font<<%s>>/ColorSpace<<%s>>>>" % (fonts, spaces),
        content=b"BT " + content * 3,
        others={6: b"<</Type/Font/Subtype/CIDFontType2/W[0 65535 500 0 65535 600]>>"},
        other_streams={8: b"{}" * 500_000},
    )


def test_widths_and_tints_are_read_within_bounds(tmp_path: Path) -> None:
    start = time.process_time()
    verdict = judged(_many_faces(1_000), tmp_path / "a.pdf", "press")
    assert "fonts.embedded" in {each.id for each in verdict.findings}
    assert time.process_time() - start < 7


def test_operations_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreter, "MAX_OPERATIONS", 10)
    path = tmp_path / "a.pdf"
    path.write_bytes(simple(content=b"q Q " * 20))
    reasons = {each.id: each.reason for each in preflight(path, "press").not_run}
    assert "there is too much on it" in reasons["lines.hairline"]


def test_these_tests_would_tell(tmp_path: Path) -> None:
    """Negative control: a warning, or an exception that is let out, fails."""

    def with_limits(step: Callable[[], object]) -> None:
        with _limits():
            step()

    with pytest.raises(UserWarning, match="heard"):
        with_limits(lambda: warnings.warn("heard", UserWarning, stacklevel=1))
    with pytest.raises(AssertionError):
        check_whole(
            PreflightVerdict(path=tmp_path, profile="press", pages=0, checks=(), findings=(), not_run=(), expired=())
        )
