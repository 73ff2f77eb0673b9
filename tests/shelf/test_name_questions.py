"""Names that may be of one author are asked about; others are not."""

from pathlib import Path

import pytest

from pipeline.shelf.name_questions import name_questions
from tests.shelf.shelves import article, shelved_articles


@pytest.mark.parametrize(
    ("names", "is_asked"),
    [
        (("Li Wei", "LI WEI"), True),
        (("Li Wei", "Wei Li"), True),
        (("阿依古丽·买买提", "阿依古丽•买买提"), True),
        (("本刊记者张三", "张三"), True),
        (("龚龙", "龔龍"), True),
        (("本刊記者龔龍", "龚龙"), True),
        (("龚龙", "龔虎"), False),
        (("盖晓红@后勤处", "葛晓红@后勤处"), True),
        (("林一帆", "林一翻"), True),  # one surname, read alike
        (("盖晓红@后勤处", "葛晓红@图书馆"), False),
        (("林一帆", "林一凡"), False),  # another tone
        (("张三", "张 三"), False),  # one name, as it is written
        (("本刊编辑部", "编辑部"), False),
        (("Li Wei", "Li Wen"), False),
        (("·", "…"), False),
    ],
)
def test_names_that_are_alike_are_asked_about(tmp_path: Path, names: tuple[str, ...], is_asked: bool) -> None:
    rows = [article("题", name, page=page) for page, name in enumerate(names)]
    questions = name_questions(shelved_articles(tmp_path, *rows))
    assert bool(questions) is is_asked
    assert all(name.partition("@")[0] in question for question in questions for name in names)
