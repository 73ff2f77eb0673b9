"""Works added to ``references.yaml``, beside what people wrote there."""

from pathlib import Path

import pytest

from pipeline.errors import ContentError
from pipeline.manuscript.references_entry import with_works

ROWS = [{"id": key, "type": "standard", "title": f"标准{key}", "number": "GB 1"} for key in ("a", "b")]


def test_works_are_added_once_and_comments_stay(tmp_path: Path) -> None:
    file = tmp_path / "references.yaml"
    made = with_works(tmp_path, ROWS[:1])
    assert made is not None
    file.write_text(f"# ours\n{made}", encoding="utf-8")
    assert with_works(tmp_path, ROWS[:1]) is None
    both = with_works(tmp_path, ROWS)
    assert both is not None
    assert both.startswith(f"# ours\n{made}".rstrip())
    assert (both.count("id: a"), both.count("id: b")) == (1, 1)


@pytest.mark.parametrize("indent", ["", "  ", "    "])
def test_lists_may_stand_in_as_people_like(tmp_path: Path, indent: str) -> None:
    text = f"references:\n{indent}- id: c\n{indent}  type: standard\n{indent}  title: 丙\n{indent}  number: GB 2\n"
    (tmp_path / "references.yaml").write_text(text, encoding="utf-8")
    made = with_works(tmp_path, ROWS)
    assert made is not None
    assert f"\n{indent}- id: b\n{indent}  type: standard\n" in made


def test_a_list_on_one_line_is_refused(tmp_path: Path) -> None:
    text = "references: [{id: c, type: standard, title: 丙, number: GB 2}]\n"
    (tmp_path / "references.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ContentError):
        with_works(tmp_path, ROWS)
