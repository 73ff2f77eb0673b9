"""Lists of tasks: which items have boxes, and which are ticked."""

import pytest

from pipeline.blocks import ItemList
from pipeline.inlines import plain_text
from tests.manuscript.test_markdown import read


@pytest.mark.parametrize(
    ("written", "words", "ticks"),
    [
        ("- [ ] 校对\n- [x] 核对\n- [X] **签字**", ["校对", "核对", "签字"], (False, True, True)),
        ("- [ ] 校对\n- 核对", ["校对", "核对"], (False, None)),
        ("- [甲] 校对\n- [ ]核对\n- [ ]", ["[甲] 校对", "[ ]核对", "[ ]"], ()),
        ("- 校对 [x] 了", ["校对 [x] 了"], ()),
    ],
)
def test_boxes_of_tasks(written: str, words: list[str], ticks: tuple[bool | None, ...]) -> None:
    (tasks,), problems = read(written)
    assert problems == []
    assert isinstance(tasks, ItemList)
    assert [plain_text(item[0].children) for item in tasks.items] == words  # type: ignore[union-attr]
    assert tasks.ticks == ticks
