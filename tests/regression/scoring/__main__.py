"""The scores: ``python -m tests.regression.scoring [seen] [kept] [third] [fourth] [fifth] [sixth] [seventh] [eighth]
[ninth] [tenth] [eleventh]``.

``--write`` puts the rows of the sets that are named into docs/regression.md; a set that has no row there yet gets one
in the table of first runs as well, which is never written over. What was told of each change that was not told as it
should be is shown.
"""

import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir

from tests.regression.scoring.change import Change
from tests.regression.scoring.eighth import EIGHTH
from tests.regression.scoring.eleventh import ELEVENTH
from tests.regression.scoring.fifth import FIFTH
from tests.regression.scoring.fourth import FOURTH
from tests.regression.scoring.kept import KEPT
from tests.regression.scoring.ninth import NINTH
from tests.regression.scoring.press import Press, is_printable
from tests.regression.scoring.score import Score, score
from tests.regression.scoring.seen import SEEN
from tests.regression.scoring.seventh import SEVENTH
from tests.regression.scoring.sixth import SIXTH
from tests.regression.scoring.tenth import TENTH
from tests.regression.scoring.third import THIRD

SETS = {
    "seen": SEEN, "kept": KEPT, "third": THIRD, "fourth": FOURTH, "fifth": FIFTH, "sixth": SIXTH, "seventh": SEVENTH,
    "eighth": EIGHTH, "ninth": NINTH, "tenth": TENTH, "eleventh": ELEVENTH,
}  # fmt: skip
_HEAD = (
    "| set | changes | found | rightly named | told once | with something untrue | false alarms |\n"
    "|---|---|---|---|---|---|---|\n"
)
_DOCUMENT = Path(__file__).parents[3] / "docs/regression.md"


def scores_of(changes: Sequence[Change]) -> list[Score]:
    """The scores of *changes*, those left out whose maker is not on this machine."""
    press = Press()
    return [score(each, press.before(each), press.after(each)) for each in changes if is_printable(each.base)]


def row_of(name: str, scores: Sequence[Score]) -> str:
    """A row of the table."""
    changes, nothing = [row for row in scores if row.change.kinds], [row for row in scores if not row.change.kinds]
    sums = [sum(map(each, changes)) for each in (_found, _named, _once, _untrue)]
    return f"| {name} | {len(changes)} | {' | '.join(map(str, sums))} | {sum(map(_found, nothing))} of {len(nothing)} |"


def with_rows(text: str, table: str, rows: dict[str, str], renewed: bool) -> str:
    """*text* with *rows* by set in its *table*, the rows that are there *renewed* or kept."""
    begin, end = f"<!-- {table} -->\n", f"<!-- end of {table} -->\n"
    before, rest = text.split(begin)
    there = {
        row.split("|")[1].strip(): row for row in re.findall(r"^\|.*\|$", rest[: rest.index(end)], re.MULTILINE)[2:]
    }
    all_rows = there | rows if renewed else rows | there
    body = "".join(f"{all_rows[name]}\n" for name in SETS if name in all_rows)
    return f"{before}{begin}{_HEAD}{body}{rest[rest.index(end) :]}"


def _found(row: Score) -> bool:
    return row.found


def _named(row: Score) -> bool:
    return row.named


def _once(row: Score) -> bool:
    return row.once


def _untrue(row: Score) -> bool:
    return row.untrue


def _told(row: Score) -> str:
    lines = [f"{row.change.base}: {row.change.name}: named {row.named}, once {row.once}, untrue {row.untrue}"]
    lines += [f"    {each.kind} {each.sentence} [{each.consequence}] {each.pages_after}" for each in row.told[:12]]
    return "\n".join([*lines, ""])


def main(arguments: Sequence[str]) -> None:
    """Print the scores of the sets that *arguments* name."""
    os.environ.setdefault("KANBEN_CACHE", str(Path(gettempdir(), f"kanben-scoring-parts-{os.getuid()}")))
    rows = {}
    for name in [each for each in arguments if each in SETS] or list(SETS):
        scores = scores_of(SETS[name])
        sys.stdout.writelines(_told(row) for row in scores if (row.change.kinds and not row.once) or row.untrue)
        rows[name] = row_of(name, scores)
    sys.stdout.write(_HEAD + "".join(f"{row}\n" for row in rows.values()))
    if "--write" in arguments:
        text = _DOCUMENT.read_text(encoding="utf-8")
        text = with_rows(with_rows(text, "first runs", rows, renewed=False), "scores", rows, renewed=True)
        _DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
