"""The fewest causes that explain all."""

import random

from pipeline.regression.causes.candidates import Candidate
from pipeline.regression.causes.predictions import Prediction
from pipeline.regression.causes.selection import Explanation, select

KIND = frozenset({"text.changed"})


def by(*ways: str) -> Prediction:
    """Predicts that a cause explains an effect where *ways* have the names of both: "ab" is from a to b."""
    return Prediction(causes=KIND, effects=KIND, holds=lambda effect, cause: f"{cause.key[0]}{effect.key[0]}" in ways)


def found(names: str, *predictions: Prediction) -> dict[str, str]:
    """The names of the causes among *names*, with those of what follows from each."""
    rows = [Candidate(key=(name,), kind="text.changed") for name in names]
    return {_name(each.cause): _followers(each) for each in select(rows, predictions)}


def _name(candidate: Candidate) -> str:
    return str(candidate.key[0])


def _followers(explanation: Explanation) -> str:
    return "".join(_name(each.candidate) for each in explanation.consequences)


def test_what_nothing_predicts_is_told() -> None:
    assert found("abc", by("ab")) == {"a": "b", "c": ""}


def test_what_follows_from_what_follows_is_told_with_the_cause() -> None:
    assert found("abc", by("bc"), by("ab")) == found("cba", by("ab"), by("bc")) == {"a": "bc"}


def test_of_those_that_explain_one_another_the_one_that_explains_most_is_the_cause() -> None:
    assert found("abcd", by("ab", "bc", "cb", "cd", "dc"), by("bd")) == {"a": "bcd"}
    assert found("abcd", by("ab", "ba", "bc")) == {"a": "bc", "d": ""}
    assert found("ab", by("ab", "ba")) == {"a": "b"}


def test_what_several_predict_follows_from_the_one_that_does_so_most_directly() -> None:
    assert found("abcd", by("ac", "cd", "bd")) == {"a": "c", "b": "d"}


def test_the_order_of_candidates_and_of_predictions_says_nothing() -> None:
    rows = [by("ab"), by("bc", "cd"), by("ea", "ef"), by("gf")]
    names = list("abcdefg")
    shuffled = random.Random(2)
    known = {tuple(sorted((one, "".join(sorted(rest))) for one, rest in found("abcdefg", *rows).items()))}
    for _turn in range(20):
        shuffled.shuffle(names)
        shuffled.shuffle(rows)
        told = found("".join(names), *rows)
        known.add(tuple(sorted((one, "".join(sorted(rest))) for one, rest in told.items() if one == "e")))
    assert {dict(each)["e"][:4] for each in known} == {"abcd"}
