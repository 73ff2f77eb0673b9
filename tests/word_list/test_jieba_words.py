"""Texts are parted as rjieba parts them with all its words, which are those of our file."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.word_list import jieba_words, part_words

FILE = Path(jieba_words.__file__).with_name("words.txt")
HEADLINES = sorted((Path(__file__).parents[1] / "composer").glob("headlines*.txt"))
ODD = [
    "",
    "x",
    "A",
    "C++与4S店",
    "\n\n",
    "，。",
    "工会 工会",
    "𠮷野家的𪚥",
    "甲" * 60,
    "ＡＢ",
    "2024年5月号",
    "\0的",
    "的\n\n的",
]


def test_texts_are_parted_as_by_a_full_jieba() -> None:
    import rjieba

    heads = [line.replace("|", "") for file in HEADLINES for line in file.read_text("utf-8").splitlines()]
    texts = [head[start:] for head in heads for start in range(0, len(head), 3)]
    assert len(texts) > 500
    assert [part_words(each) for each in (*texts, *ODD)] == [rjieba.tag(each) for each in (*texts, *ODD)]


def test_the_lines_stand_in_the_order_of_their_bytes_and_are_as_many_uses_as_is_said() -> None:
    lines = FILE.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert lines == sorted(lines)
    assert sum(int(line.split(b" ")[1]) for line in lines) == jieba_words._ALL
    assert {line.count(b" ") for line in lines} == {2}


def test_it_would_be_seen_if_uses_were_counted_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "研究生命起源"
    before = part_words(text)
    monkeypatch.setattr(
        jieba_words._WordList, "find_words", lambda _self, _text: iter([("研究", 1, "v"), ("生命", 9, "n")])
    )
    assert part_words(text) != before


def test_the_words_of_rjieba_are_not_loaded() -> None:
    script = """
import sys
from pipeline.word_list import part_words
print(part_words("工会工作")[0][0], "rjieba" in sys.modules)
import rjieba
print(rjieba.tag("工会工作") == part_words("工会工作"))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["工会工作", "False", "True"]
