"""The registry of rules, and the document that lists them."""

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from pipeline.check import rules
from pipeline.check.house_files import _ChoiceRows
from pipeline.check.passage import Passage, PassageKind
from pipeline.check.proofread import select_rules
from pipeline.check.rule import Level
from pipeline.check.rules import RULES, approximate_numbers
from pipeline.check.words.confusable import confusables
from tests.check.rule_table import DOCUMENT, with_table
from tests.check.scoring import find, issue_of, read_sentences


def test_ids_are_unique_and_of_one_form() -> None:
    ids = [rule.id for rule in RULES]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)*", each) for each in ids)


def test_each_file_of_a_rule_is_in_the_registry() -> None:
    files = [path for path in Path(rules.__file__).parent.glob("*.py") if path.stem != "__init__"]
    assert len(files) == len(RULES)


def test_each_rule_says_why_and_where_from() -> None:
    assert all(rule.rationale.endswith((".", ")")) and rule.source for rule in RULES)


def test_the_document_lists_every_rule_as_it_is() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert with_table(text) == text
    assert with_table(text.replace("| `marks.dash`", "| `marks.gone`")) == text


def test_rules_are_chosen_by_id_and_by_kind() -> None:
    assert [rule.id for rule in select_rules(["marks.dash"])] == ["marks.dash"]
    assert {rule.id.partition(".")[0] for rule in select_rules(["dates"])} == {"dates"}
    assert select_rules(["nothing"]) == ()
    assert select_rules([]) == RULES


def test_a_house_may_do_without_what_is_a_choice_and_nothing_else() -> None:
    named = get_args(_ChoiceRows.model_fields["without"].annotation)
    assert {rule.id for rule in RULES if rule.is_choice} == set(named)
    assert all(rule.level is Level.ASK for rule in RULES if rule.is_choice)


def test_each_rule_with_remedies_has_one_in_the_sentences() -> None:
    fixing = {
        each.rule
        for half in ("seen", "fifth", "standards")
        for row in read_sentences(half)
        for each in find(row.text)
        if each.hint
    }
    assert {rule.id for rule in RULES if rule.can_fix} <= fixing


def test_the_list_of_words_is_large_sourced_and_consistent() -> None:
    words = confusables()
    assert len(words) >= 300
    for entry in words.values():
        assert entry.source
        assert entry.wrong != entry.right
        assert all(entry.wrong in longer for longer in entry.unless)
    assert not [each.right for each in words.values() if each.right in words and words[each.right].is_sure]


@pytest.mark.parametrize(("kind", "count"), [("heading", 0), ("body", 1)])
def test_a_head_that_begins_with_its_number_has_no_approximate_one(kind: PassageKind, count: int) -> None:
    passage = Passage(text="三、四条建议", path=Path("/issue/articles/a.md"), line=1, kind=kind)
    text = issue_of()
    issue = replace(text, articles=(replace(text.articles[0], passages=(passage,)),))
    assert len(list(approximate_numbers.RULE.find(issue))) == count
