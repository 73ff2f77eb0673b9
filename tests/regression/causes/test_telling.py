"""Causes and what follows from them, as findings in sentences."""

from typing import Any

import pytest

from pipeline.regression.alignment.pairing import pair_versions
from pipeline.regression.causes.candidates import Candidate
from pipeline.regression.causes.follower_words import Follower
from pipeline.regression.causes.predictions import Prediction, predicts
from pipeline.regression.causes.selection import Consequence, Explanation
from pipeline.regression.causes.telling import tell, tell_consequences
from pipeline.regression.findings import Finding
from pipeline.regression.snapshot.snapshot import Snapshot

BOX, LOW = (40.0, 90.0, 200.0, 104.0), (40.0, 300.0, 200.0, 314.0)
EMPTY = Snapshot((), (), (), ())


def cause(**known: Any) -> Candidate:
    return Candidate(**{"key": ("key",), "kind": "text.changed"} | known)


def by(follower: Follower | None = None, *, marks: bool = False, words: bool = False) -> Prediction:
    return predicts("text.changed", "tags.changed", lambda *_both: True, follower, marks=marks, words=words)


def told(explanation: Explanation) -> Finding:
    return tell(pair_versions(EMPTY, EMPTY), explanation)


def test_a_cause_becomes_a_finding() -> None:
    places = (3, LOW), (1, BOX), (1, BOX)
    found = told(Explanation(cause(sentence="It is so.", before=places, after=((2, LOW),), moved=3,
                                   moved_pages=frozenset({4, 2}))))  # fmt: skip
    assert (found.kind, found.sentence, found.weight) == ("text.changed", "It is so.", 850)
    assert (found.pages_before, found.pages_after, found.pages_followed) == ((1, 3), (2,), (2, 4))
    assert found.marks_before == ((1, BOX), (3, LOW))
    assert found.consequence == "3 lines move, on pages 3, 5."


def test_what_follows_is_told_with_its_cause_and_its_places_where_they_are_of_it() -> None:
    first = cause(kind="tags.changed", sentence="Tags.", before=((5, BOX),), moved=1, moved_pages=frozenset({7}))
    second = cause(kind="outline.changed", sentence="Outline.", before=((6, BOX),), others=("More.",))
    rows = (
        Consequence(first, (by(marks=True, words=True),)),
        Consequence(second, (by(marks=False), by(Follower.OUTLINE, marks=True))),
    )
    found = told(Explanation(cause(before=((1, BOX),), moved=2, moved_pages=frozenset({0})), rows))
    assert found.pages_before == (1, 5)
    assert found.pages_followed == (0, 7)
    assert found.consequence == "3 lines move, on pages 1, 8. Tags. More. The outline follows."


@pytest.mark.parametrize("sides", ["before", "after"])
def test_marks_are_five_hundred_at_most(sides: str) -> None:
    found = told(Explanation(cause(**{sides: tuple((page, BOX) for page in range(501))})))
    assert len(found.marks_before) + len(found.marks_after) == 500
    assert len(found.pages_before) + len(found.pages_after) == 501


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        ({}, ""),
        ({"rebroken": 1}, "1 line is broken anew."),
        ({"rebroken": 2}, "2 lines are broken anew."),
        ({"moved": 1, "moved_pages": frozenset({0})}, "1 line moves, on page 1."),
        ({"page_shift": 1}, "What follows moves by +1 page."),
        ({"page_shift": -2}, "What follows moves by -2 pages."),
        ({"references": 1}, "1 page number follows."),
        ({"rebroken": 2, "others": ("A.", "B.", "A.")}, "2 lines are broken anew. A. B."),
        ({"others": ("甲。", "乙。")}, "甲。乙。"),
    ],
)
def test_consequences_are_sentences(known: dict[str, Any], sentence: str) -> None:
    assert tell_consequences(Explanation(cause(**known))) == sentence
