"""The sample issues edited as editors and designers do, in files of YAML: by someone without sight of the comparison.

Each edit is a text in the place of another one that stands once in its file. What the author expected is kept there in
words; the kinds were put to it after the first run, which was judged by those words.
"""

from pathlib import Path
from typing import Any

import yaml

from tests.regression.scoring.change import Change, put


def changes_in(name: str) -> tuple[Change, ...]:
    """The changes in the file *name* beside this one."""
    rows = yaml.load(Path(__file__).with_name(name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(_change(row, {}) for row in rows)


def _change(row: dict[str, Any], whole: dict[str, Any]) -> Change:
    """The change that *row* tells of; what it doesn't say is as in the *whole* row that it is a part of."""
    told = whole | row
    return Change(
        name=told["name"],
        base=told["base"],
        kinds=frozenset(told.get("kinds", "").split()),
        edits=tuple(put(*edit) for edit in told["edits"]),
        where=told.get("where", ""),
        says=tuple(told.get("says", "").split("|")),
        also=frozenset(told.get("also", "").split()),
        parts=tuple(_change(part, {**told, "parts": ()}) for part in told.get("parts", ())),
        setup=tuple(put(*edit) for edit in told.get("setup", ())),
    )
