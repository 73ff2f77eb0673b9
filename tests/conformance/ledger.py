"""The ledger of conformance: clauses, what is measured for each, and what shows that the measuring can fail."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tests.conformance.sources import Source, source_of
from tests.conformance.specimens import Sheet, Specimen, set_specimen

Number = float | int
Found = Number | str | tuple[str, ...]
Wanted = Number | str | tuple[str, ...] | tuple[float, float]
TOLERANCE = 0.01
"""em"""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One assertion: *what* was measured, what was *found*, and what is *wanted*.

    Lengths are in em of the character measured unless *unit* says otherwise. *wanted* is a number, met within
    *tolerance*; two numbers, between which the found one must be, or of which one may be open (infinity); or a text
    or texts, met exactly (an empty tuple: none).
    """

    what: str
    found: Found
    wanted: Wanted
    tolerance: float = TOLERANCE
    unit: str = "em"

    @property
    def holds(self) -> bool:
        """Whether what was found is what is wanted."""
        found, wanted = self.found, self.wanted
        if isinstance(found, (int, float)):
            if isinstance(wanted, tuple):
                low, high = wanted
                assert isinstance(low, (int, float))
                assert isinstance(high, (int, float))
                return low - self.tolerance <= found <= high + self.tolerance
            return isinstance(wanted, (int, float)) and abs(found - wanted) <= self.tolerance
        return found == wanted


Check = Callable[[Sheet], Iterator[Measurement]]


@dataclass(frozen=True)
class Clause:
    """A clause of a source, with one subject of it.

    *check* measures a specimen; *control* is a specimen that is wrong in the way *spoiled* tells, and on which the same
    check must fail. *not_held* is empty, or says why the clause is not held.
    """

    source: Source
    subject: str
    what_we_do: str
    specimen: Specimen
    control: Specimen
    spoiled: str
    check: Check
    not_held: str = ""

    @property
    def key(self) -> str:
        """A name that no other clause has, for tests."""
        return f"{self.source.standard} {self.source.number}: {self.subject}"

    def measure(self) -> list[Measurement]:
        """What the check finds in the specimen."""
        return list(self.check(set_specimen(self.specimen)))

    def measure_control(self) -> list[Measurement]:
        """What the check finds in the control."""
        return list(self.check(set_specimen(self.control)))


@dataclass
class Ledger:
    """All clauses in the order of their sources."""

    clauses: list[Clause] = field(default_factory=list)

    def enter(
        self,
        number: str,
        subject: str,
        what_we_do: str,
        specimen: Specimen,
        control: Specimen,
        spoiled: str,
        not_held: str = "",
    ) -> Callable[[Check], Check]:
        """Enter the decorated check for the clause *number*, such as ``clreq 3.1.4``."""

        def enter(check: Check) -> Check:
            clause = Clause(source_of(number), subject, what_we_do, specimen, control, spoiled, check, not_held)
            if any(other.key == clause.key for other in self.clauses):
                raise ValueError(f"{clause.key} is in the ledger already")
            self.clauses.append(clause)
            return check

        return enter

    def in_order(self) -> list[Clause]:
        """The clauses in the order of their sources, and by subject."""
        return sorted(self.clauses, key=lambda clause: (clause.source.place, clause.subject))


LEDGER = Ledger()
clause = LEDGER.enter


def share_of(measurements: list[Measurement]) -> tuple[int, int]:
    """How many assertions there are, and how many of them fail. Measurements of one name are one assertion."""
    names = {one.what for one in measurements}
    return len(names), len({one.what for one in measurements if not one.holds})
