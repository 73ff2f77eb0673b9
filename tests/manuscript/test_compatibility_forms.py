"""What PDFs are copied as becomes what it looks like; signs of their own stay."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.manuscript.compatibility_forms import compose_letters, twin_of, without_compatibility_forms
from pipeline.manuscript.reader import read_issue
from pipeline.manuscript.words import words_of
from tests.workspaces import ISSUE, good_workspace, replace_in


@pytest.mark.parametrize(
    ("text", "wanted", "forms"),
    [
        ("⼈⽂，⼈工", "人文，人工", "⼈⽂"),
        ("⻅⻓⻔⻛", "见长门风", "⻅⻓⻔⻛"),
        ("\uf967是\uf9e1\U0002f81a", "不是李冬", "\uf967\uf9e1\U0002f81a"),
        ("人文", "人文", ""),
        ("﨑㈱①㎏ﬁ½ＡＢｱ⺡⺮", "﨑㈱①㎏ﬁ½ＡＢｱ⺡⺮", ""),
    ],
)
def test_forms_become_what_they_stand_for(text: str, wanted: str, forms: str) -> None:
    found, twins = without_compatibility_forms(text)
    assert (found, "".join(twins)) == (wanted, forms)


@pytest.mark.parametrize("text", ["Trần Đức Thuận", "Bằng、Ỷ", "ガ行とパ行", "한국", "ἄνθρωπος"])
def test_letters_and_their_marks_become_one(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    assert compose_letters(apart) == compose_letters(text) == text


@pytest.mark.parametrize("text", ["Ω是欧姆，Å是埃", "n\u0329", "《\u0301", "\u0301a"])
def test_signs_of_their_own_and_marks_without_a_letter_stay(text: str) -> None:
    assert compose_letters(text) == text


def test_every_kangxi_radical_has_a_twin() -> None:
    radicals = [chr(code) for code in range(0x2F00, 0x2FD6)]
    twins = [twin_of(radical) for radical in radicals]
    assert [unicodedata.category(twin) for twin in twins] == ["Lo"] * 214
    assert not set(radicals) & set(twins)


@given(st.text(st.characters(min_codepoint=0x2E80, max_codepoint=0xFAFF), max_size=20))
def test_lengths_stay_and_nothing_is_left_to_do(text: str) -> None:
    found, _twins = without_compatibility_forms(text)
    assert len(found) == len(text)
    assert without_compatibility_forms(found) == (found, {})


def test_one_note_a_file_names_what_was_mapped(tmp_path: Path) -> None:
    issue = good_workspace(tmp_path) / ISSUE
    article = min((issue / "articles").glob("*.md"))
    article.write_text(article.read_text("utf-8") + "\n旧书里拷出来的：⼈⽂，⼈。Tra\u0302\u0300n\n", encoding="utf-8")
    issue_file = (issue / "issue.yaml").read_text("utf-8")
    name = issue_file.split("name: ")[1].split("\n")[0]
    replace_in(issue / "issue.yaml", f"- name: {name}", f"- name: {name}⾔")
    read = read_issue(issue)
    sentence = "Compatibility forms are set as the characters they stand for:"
    (of_issue,) = read.notes
    assert (of_issue.message, of_issue.path) == (f"{sentence} ⾔ (U+2F94) → 言.", issue / "issue.yaml")
    assert "⾔" in (issue / "issue.yaml").read_text("utf-8").splitlines()[(of_issue.line or 0) - 1]
    (of_article,) = (note for entry in read.entries for note in entry.article.notes)
    assert (of_article.message, of_article.path) == (f"{sentence} ⼈ (U+2F08) → 人, ⽂ (U+2F42) → 文.", article)
    assert of_article.line == len(article.read_text("utf-8").splitlines())
    assert read.sections[0].name == f"{name}言"
    assert "Trần" in "".join(words.text for words in words_of(read))
