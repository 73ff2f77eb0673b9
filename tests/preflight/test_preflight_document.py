"""docs/preflight.md names every check with what the code says of it."""

import re
from pathlib import Path

from pipeline.preflight.checks import CHECKS
from pipeline.preflight.profile import PROFILES, read_profile
from pipeline.preflight.verdict import KNOWN

ROW = re.compile(r"^\| `([a-z0-9-]+\.[a-z0-9-]+)` \|(.*)\|$", re.MULTILINE)


def expected() -> dict[str, list[str]]:
    profiles = [profile for name in PROFILES if not (profile := read_profile(name, KNOWN)).like]
    return {
        check.id: [*(str(each.severities.get(check.id, "")) for each in profiles), check.rationale, check.source]
        for check in CHECKS
    }


def rows_of(text: str) -> dict[str, list[str]]:
    return {name: [cell.strip() for cell in cells.split("|")] for name, cells in ROW.findall(text)}


def test_the_table_is_what_the_code_says(root: Path) -> None:
    assert rows_of((root / "docs/preflight.md").read_text(encoding="utf-8")) == expected()


def test_a_row_that_is_missing_or_differs_is_seen(root: Path) -> None:
    text = (root / "docs/preflight.md").read_text(encoding="utf-8")
    assert rows_of(text.replace("| `lines.hairline` |", "| lines |")) != expected()
    assert rows_of(text.replace("| error | error | error |", "| error | error | info |", 1)) != expected()


def test_the_number_of_checks_is_told(root: Path) -> None:
    assert f"{len(CHECKS)} checks" in (root / "CHANGELOG.md").read_text(encoding="utf-8")
