"""Which shared marks are set as Latin."""

from time import process_time

import pytest

from pipeline.composer.latin_context import latin_marks


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("他说“OK”。", ""),
        ("第3“A”级", ""),
        ("“天地”", ""),
        ("“OK”", "“”"),
        ("The “OK” button是按钮", "“”"),
        ("原文是He said, “Yes, I do.” 这一句", "“”"),
        ("“He said ‘yes’ twice”", "“‘’”"),
        ("“ab‘，’”", "“”"),
        ("“‘a’，‘天’”", ""),
        ("不必译；“A/B测试”“C++”“.NET”也照写", ""),
        ("“C++”“.NET”“Node.js”也照写", ""),
        ("He said “yes” “no” to it", "“”“”"),
        ("don’t stop", "’"),
        ("rock ’n’ roll", "’’"),
        ("甲’乙", ""),
        ("2019—2023年", ""),
        ("A—B线", ""),
        ("甲——乙", ""),
        ("one two—three", "—"),
        ("wait a bit… what", "…"),
        ("等等etc…", ""),
        ("he said “please do wait…” and left", "“…”"),
        ("he said, “don’t do it—now…” and left", "“’—…”"),
        ("他说“please do wait…”", "…"),
        ("A—B—C—D线", ""),
        ("he said “wait…” and left", "“…”"),
        ("他说“wait…”又说", ""),
        ("say——what now", ""),
        ("他写„Guten Tag“、‚so‘和“天地”", "“‘"),
        ("„甲“”", "“"),
        ("”“", ""),
        ("", ""),
    ],
)
def test_marks_in_latin_context(text: str, marked: str) -> None:
    assert "".join(text[index] for index in sorted(latin_marks(text))) == marked


def test_marks_told_to_be_foreign() -> None:
    text = "他说“天…地—”"
    assert latin_marks(text, range(2, 5)) == {2, 4}


def test_nested_quotations_are_read_once() -> None:
    """Each read from its start would take ten seconds here."""
    depth = 12_000
    began = process_time()
    assert len(latin_marks("“" * depth + "a" + "”" * depth)) == 2 * depth
    assert process_time() - began < 2


def test_runs_of_words_between_marks_are_read_once() -> None:
    """Each run of words read from its start would take half a minute here."""
    began = process_time()
    assert len(latin_marks("aa bb cc dd—" * 5_000)) == 5_000
    assert len(latin_marks("x" * 50_000 + "…y" * 5_000)) == 0
    assert process_time() - began < 2
