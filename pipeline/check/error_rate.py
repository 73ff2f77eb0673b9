"""The rate of errors as inspectors count it: 期刊编校差错率计算方法, annexed to 报纸期刊质量管理规定 (2020).

Its weights of words and facts were read in a copy at a university's site, not at the office that issued it. That of
numbers (each 0.1, 1 an issue at most) was read in a copy of the method for newspapers, annexed to the same rules and in
the same words as far as both were read. The copies at hand end before marks and units: their weights are taken from the
method for books (图书质量管理规定, 2004).
What is counted are findings of rules: what no rule knows is not among them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from pipeline.check.passage import NO_PROSE, Passage
from pipeline.check.proofread import TextFinding
from pipeline.check.rule import Kind, Level

LIMIT = 2.0  # errors in 10,000 characters with which a periodical passes
_MOST_OF_ONE = 3  # the same error in the words of an issue counts three times at most
_MOST_OF_NUMBERS = 1.0
_WEIGHTS = {
    Kind.WORDS: 1.0,
    Kind.FACTS: 1.0,
    Kind.NUMBERS: 0.1,  # digits or characters, against GB/T 15835; a number that is wrong is a fact
    Kind.UNITS: 0.5,
    Kind.MARKS: 0.1,
    Kind.FORM: 0.0,  # errors of form are counted apart
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRate:
    """Errors in 10,000 characters: those that are *sure*, and with what is asked; *low* to *high* is how far another
    sample of the same copy may be from that (95 %)."""

    characters: int
    sure: float
    with_asked: float
    low: float
    high: float

    @property
    def passes(self) -> bool:
        """Whether the estimate is within the limit."""
        return self.sure <= LIMIT


def error_rate(findings: Iterable[TextFinding], passages: Iterable[Passage]) -> ErrorRate:
    """The rate of *findings* in *passages*. Characters are those of the text, and not of a full page as inspectors
    count it, which are more: the rate is never told too low for that."""
    characters = sum(len(each.text.replace(NO_PROSE, "").replace(" ", "")) for each in passages)
    found = list(findings)
    sure = _errors(each for each in found if each.level is Level.ERROR)
    asked = _errors(found)
    spread = 1.96 * sqrt(max(asked, 1.0))  # of a count that is as a Poisson distribution has it
    per = 10_000 / characters if characters else 0.0
    return ErrorRate(
        characters=characters,
        sure=sure * per,
        with_asked=asked * per,
        low=max(0.0, sure - spread) * per,
        high=(asked + spread) * per,
    )


def _errors(findings: Iterable[TextFinding]) -> float:
    counted: Counter[tuple[str, str]] = Counter()
    totals: Counter[Kind] = Counter()
    for finding in findings:
        counted[finding.rule, finding.words] += 1
        if finding.kind not in (Kind.WORDS, Kind.FACTS) or counted[finding.rule, finding.words] <= _MOST_OF_ONE:
            totals[finding.kind] += 1
    errors = {kind: _WEIGHTS[kind] * count for kind, count in totals.items()}
    if Kind.NUMBERS in errors:
        errors[Kind.NUMBERS] = min(errors[Kind.NUMBERS], _MOST_OF_NUMBERS)
    return round(sum(errors.values()), 2)
