"""The rate of errors, counted as inspectors do."""

from pathlib import Path

from pipeline.check.error_rate import error_rate
from pipeline.check.passage import Passage
from pipeline.check.proofread import TextFinding
from pipeline.check.rule import Kind, Level

_PAGE = (Passage(text="字" * 10_000, path=Path("a.md"), line=1),)


def _findings(kind: Kind, *words: str, level: Level = Level.ERROR) -> list[TextFinding]:
    return [
        TextFinding(rule=f"{kind}.x", kind=kind, level=level, path=Path("a.md"), line=1, words=each, message="m")
        for each in words
    ]


def _sure(findings: list[TextFinding]) -> float:
    return error_rate(findings, _PAGE).sure


def test_weights_are_those_of_the_method() -> None:
    assert [_sure(_findings(kind, "甲")) for kind in (Kind.WORDS, Kind.FACTS)] == [1.0, 1.0]
    assert [_sure(_findings(kind, "甲")) for kind in (Kind.NUMBERS, Kind.MARKS, Kind.UNITS)] == [0.1, 0.1, 0.5]
    assert _sure(_findings(Kind.FORM, "甲")) == 0.0


def test_the_same_word_counts_three_times_and_the_use_of_numbers_one_error_at_most() -> None:
    assert _sure(_findings(Kind.WORDS, *["甲"] * 5, "乙")) == 4.0
    assert _sure(_findings(Kind.NUMBERS, *map(str, range(25)))) == 1.0
    assert _sure(_findings(Kind.MARKS, *map(str, range(25)))) == 2.5


def test_questions_are_not_sure_and_the_limit_is_two() -> None:
    rate = error_rate(_findings(Kind.WORDS, "甲", "乙") + _findings(Kind.WORDS, "丙", level=Level.ASK), _PAGE)
    assert (rate.sure, rate.with_asked, rate.passes) == (2.0, 3.0, True)
    assert not error_rate(_findings(Kind.WORDS, "甲", "乙", "丙"), _PAGE).passes


def test_how_far_another_sample_may_be_from_it_is_told() -> None:
    """1.96 times the square root of 100 errors in 10,000 characters."""
    rate = error_rate(_findings(Kind.WORDS, *map(str, range(100))), _PAGE)
    assert (round(rate.low, 2), rate.sure, round(rate.high, 2)) == (80.4, 100.0, 119.6)
    assert error_rate(_findings(Kind.WORDS, "甲"), _PAGE).low == 0.0
