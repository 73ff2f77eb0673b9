"""The order of strokes: counts, ties, and what has no strokes."""

import pytest

from pipeline.layout.stroke_order import count_strokes, read_strokes


@pytest.mark.parametrize(
    ("character", "strokes"),
    [
        ("一", 1),
        ("丁", 2),
        ("王", 4),
        ("张", 7),
        ("阿", 7),
        ("花", 7),
        ("龙", 5),
        ("龍", 16),
        ("𠀀", 99),
        ("a", 0),
        ("", 0),
    ],
)
def test_strokes_are_counted(character: str, strokes: int) -> None:
    assert count_strokes(character) == strokes


def test_names_are_sorted_character_by_character() -> None:
    names = ["王一二", "张三", "李四", "“一封信”", "John", "丁二", "王五", "2023", "王一"]
    assert sorted(names, key=lambda name: read_strokes(name).order) == [
        "“一封信”", "丁二", "王一", "王一二", "王五", "张三", "李四", "2023", "John",
    ]  # fmt: skip
    assert [read_strokes(name).letter for name in ("丁二", "John", "·")] == ["2画", "#", "#"]
