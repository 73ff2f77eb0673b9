"""One name for one thing in what reports of comparisons say, in both languages."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from pipeline.regression.causes.follower_words import Follower, tell_follower

# Other names of things that have one already: in English, and in Chinese.
OTHER_NAMES = (
    r"\bdifferences?\b",
    r"in the margin",
    r"files within the file",
    r"\bspacing\b",
    r"\bheadline",
    r"\bannex",
)
OTHER_NAMES_ZH = ("差别", "注码", "毫米", "字距", "附件", "页眉", "大纲")
SPOKEN = re.compile(r'(?:_|ngettext)\(\s*((?:"(?:[^"\\]|\\.)*"[\s,]*)+)')


def spoken(root: Path) -> set[str]:
    """What the modules that compare and report comparisons say."""
    files = [*(root / "pipeline/regression").rglob("*.py"), root / "pipeline/reports/proof_words.py"]
    found = (each for path in files for each in SPOKEN.findall(path.read_text(encoding="utf-8")))
    return {text for each in found for text in re.findall(r'"((?:[^"\\]|\\.)*)"', each)}


def test_each_thing_has_one_name(root: Path) -> None:
    said = spoken(root)
    assert len(said) > 100
    assert [text for text in said if any(re.search(name, text, re.IGNORECASE) for name in OTHER_NAMES)] == []
    with (root / "pipeline/locale/zh_CN/LC_MESSAGES/kanben.po").open("rb") as file:
        catalogue = read_po(file, locale="zh_CN")
    strings = [message.string for text in said if (message := catalogue.get(text)) is not None]
    chinese = [part for each in strings for part in ([each] if isinstance(each, str) else each)]
    assert len(chinese) > 100
    assert [text for text in chinese if any(name in text for name in OTHER_NAMES_ZH)] == []


@pytest.mark.parametrize("follower", Follower)
def test_all_that_follows_has_its_sentence(follower: Follower) -> None:
    assert tell_follower(follower).endswith(".")


def test_no_two_followers_have_one_sentence() -> None:
    assert len({tell_follower(each) for each in Follower}) == len(Follower)
