"""The scores: ``python -m tests.regression.scoring [seen] [kept] [third]``; ``--write`` puts them into the docs.

What was told of each change that was not told as it should be is shown of ``seen``; of ``kept`` the sums alone are.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir

from tests.regression.scoring.change import Change
from tests.regression.scoring.kept import KEPT
from tests.regression.scoring.press import Press, is_printable
from tests.regression.scoring.score import Score, score
from tests.regression.scoring.seen import SEEN
from tests.regression.scoring.third import THIRD

HALVES = {"seen": SEEN, "kept": KEPT, "third": THIRD}
_BEGIN, _END = "<!-- scores -->\n", "<!-- end of scores -->\n"
_DOCUMENT = Path(__file__).parents[3] / "docs/regression.md"


def scores_of(changes: Sequence[Change]) -> list[Score]:
    """The scores of *changes*, those left out whose maker is not on this machine."""
    press = Press()
    return [score(each, press.before(each.base), press.after(each)) for each in changes if is_printable(each.base)]


def row_of(name: str, scores: Sequence[Score]) -> str:
    """A row of the table."""
    changes, nothing = [row for row in scores if row.change.kinds], [row for row in scores if not row.change.kinds]
    sums = [sum(map(each, changes)) for each in (_found, _named, _once, _untrue)]
    return f"| {name} | {len(changes)} | {' | '.join(map(str, sums))} | {sum(map(_found, nothing))} of {len(nothing)} |"


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
    """Print the scores of the halves that *arguments* name."""
    os.environ.setdefault("KANBEN_CACHE", str(Path(gettempdir(), f"kanben-scoring-parts-{os.getuid()}")))
    halves = [name for name in arguments if name in HALVES] or list(HALVES)
    table = [
        "| half | changes | found | rightly named | told once | with something untrue | false alarms |",
        "|---|---|---|---|---|---|---|",
    ]
    for half in halves:
        scores = scores_of(HALVES[half])
        if half == "seen":
            sys.stdout.writelines(_told(row) for row in scores if (row.change.kinds and not row.once) or row.untrue)
        table.append(row_of(half, scores))
    sys.stdout.write("\n".join([*table, ""]))
    if "--write" in arguments:
        text = _DOCUMENT.read_text(encoding="utf-8")
        before, rest = text.split(_BEGIN)
        _DOCUMENT.write_text(f"{before}{_BEGIN}{chr(10).join(table)}\n{rest[rest.index(_END) :]}", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
