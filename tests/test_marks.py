"""Files whose tests are all of whole issues say so in one way, by which they are left out unread."""

import re
from pathlib import Path

from tests.conftest import WHOLE


def test_the_mark_is_of_whole_files(root: Path) -> None:
    marked = [
        path
        for path in sorted(root.glob("tests/**/test_*.py"))
        if re.search(r"\bpytest\.mark\.whole\b", path.read_text("utf-8"))
    ]
    assert len(marked) > 20
    assert [path for path in marked if path.read_bytes().count(WHOLE) != 1] == []
