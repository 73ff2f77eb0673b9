"""The sample issue: large enough, in five sections, and with every element that content can have."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline import model
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.words import words_of


@pytest.fixture(scope="module")
def sample(root: Path) -> model.Issue:
    return read_issue(root / "issues/gongyun/2023/01")


def han(text: str) -> int:
    return sum("\u4e00" <= character <= "\u9fff" for character in text)


def nodes(value: Any) -> Iterator[Any]:
    """Every model object below *value*."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from nodes(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from nodes(item)


def test_it_is_large_enough(sample: model.Issue) -> None:
    assert len(list(sample.entries)) == 8
    assert len(sample.sections) in (4, 5)
    articles = {entry.article.path for entry in sample.entries}
    assert sum(han(words.text) for words in words_of(sample) if words.path in articles) >= 9000


def test_it_has_every_element_of_content(sample: model.Issue) -> None:
    found = Counter(type(node) for node in nodes(sample))
    elements = (*model.Inline.__args__, *model.Block.__args__)
    assert [element.__name__ for element in elements if not found[element]] == []
    paragraphs = {node.style for node in nodes(sample) if isinstance(node, model.Paragraph)}
    assert paragraphs == {"body", "salutation", "signoff"}
    assert {node.level for node in nodes(sample) if isinstance(node, model.Heading)} >= {1, 2, 3}
    assert any(node.picture.path.suffix == ".svg" for node in nodes(sample) if isinstance(node, model.Figure))
    articles = [entry.article for entry in sample.entries]
    for name in ("subtitle", "authors", "source", "date", "kicker", "summary"):
        assert any(getattr(article, name) for article in articles), name


NAMES = (
    "关于推进新就业形态劳动者权益协商协调机制建设工作的通知",
    "关于维护新就业形态劳动者劳动保障权益的指导意见",
    "深化人力资源开发激发人才成长活力的措施",
    "围绕党的中心任务更好发挥工会作用",
    "中国邮政集团工会天津市武清区委员会",
    "中国航天科工集团第二研究院二八三厂北京新风航天装备有限公司",
)


def test_it_is_in_our_own_words(sample: model.Issue, shared: Path) -> None:
    """No 16 Han characters in a row are the printed issue's, but for titles and the names of documents and offices."""
    (path,) = (shared / "seed").glob("*.txt")
    seed = "".join(character for character in path.read_text(encoding="utf-8") if han(character))
    articles = {entry.article.path for entry in sample.entries}
    borrowed = set()
    for words in words_of(sample):
        text = "".join(character for character in words.text if han(character))
        for name in NAMES:
            text = text.replace(name, "·")
        if words.path in articles and words.text not in {entry.article.title for entry in sample.entries}:
            borrowed |= {text[i : i + 16] for i in range(len(text) - 15) if text[i : i + 16] in seed}
    assert borrowed == set()
