"""Remedies are put in at the places found, and nowhere else."""

from pathlib import Path

import pytest

from pipeline.check.fixes import mend_text
from pipeline.check.proofread import Fix
from pipeline.production.check.mending import write_fixes
from tests.check.issues import article_of, checked, workspace_with
from tests.check.scoring import CLEAN, read_sentences

WRONG = """他说,“好的”...然后(第二天)走了。[网页](https://example.org/a,b(c)),代码`甲,乙`。

```
甲,乙...
```

::: document 文
照录,原文。
:::

公式$f(x,y)$之后,\\*号，比为3:1，时间12:30。“引号"不动。
"""
RIGHT = """他说，“好的”……然后（第二天）走了。[网页](https://example.org/a,b(c))，代码`甲,乙`。

```
甲,乙...
```

::: document 文
照录,原文。
:::

公式$f(x,y)$之后，\\*号，比为3:1，时间12:30。“引号"不动。
"""


def test_only_what_was_found_is_changed_and_once(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, WRONG)
    path = article_of(workspace)
    head = path.read_text(encoding="utf-8")[: -len(WRONG)]
    assert write_fixes(checked(workspace)) == 6
    assert path.read_text(encoding="utf-8") == head + RIGHT
    assert write_fixes(checked(workspace)) == 0
    assert path.read_text(encoding="utf-8") == head + RIGHT


def test_all_faulty_sentences_together_are_mended_at_once(tmp_path: Path) -> None:
    texts = [sentence.text for half in ("seen", "kept") for sentence in read_sentences(half) if sentence.kind != CLEAN]
    workspace = workspace_with(tmp_path, "\n\n".join(texts) + "\n")
    assert write_fixes(checked(workspace)) > 70
    assert write_fixes(checked(workspace)) == 0


def test_line_ends_and_the_mark_at_the_beginning_stay(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, "甲,乙。\r\n", head="\ufeff---\r\ntitle: 甲,乙\r\n---\r\n\r\n")
    write_fixes(checked(workspace))
    text = article_of(workspace).read_bytes().decode("utf-8")
    assert text == "\ufeff---\r\ntitle: 甲,乙\r\n---\r\n\r\n甲，乙。\r\n"  # heads are YAML and are left alone


def test_what_is_asked_is_not_mended(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, "读《甲》、《乙》。\n")
    before = article_of(workspace).read_bytes()
    assert [each.rule for each in checked(workspace).found.stand] == ["marks.listed-titles"]
    assert write_fixes(checked(workspace)) == 0
    assert article_of(workspace).read_bytes() == before


def test_a_text_that_is_not_what_it_was_is_refused() -> None:
    with pytest.raises(ValueError, match="Fix"):
        mend_text("甲，乙", [Fix(1, 2, ",", "，")])
