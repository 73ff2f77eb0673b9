"""Paragraphs that nobody writes take no longer than they are long."""

import time

import pytest

from pipeline.check.rules import RULES
from tests.check.scoring import issue_of

LENGTH = 20_000
SECONDS = 3.0  # of processor time, for all rules; a second is used


@pytest.mark.parametrize("unit", ["1", "(", "a.", "2月3日", "甲、", "约10"])
def test_a_paragraph_of_one_thing_ends(unit: str) -> None:
    text = issue_of((unit * LENGTH)[:LENGTH])
    before = time.process_time()
    for rule in RULES:
        for _found in rule.find(text):
            pass
    assert time.process_time() - before < SECONDS
