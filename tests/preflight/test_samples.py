"""Our own editions are fit for what they are made for."""

import pytest

from pipeline.preflight.verdict import preflight
from tests.bound import bound_sample
from tests.finished import LAYOUTS, finished_sample


@pytest.mark.parametrize("profile", ["reading", "archive"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_sample_issue_is_fit(layout: str, profile: str) -> None:
    verdict = preflight(finished_sample(layout).pdf, profile)
    assert [each for each in verdict.findings if each.severity == "error"] == []
    assert verdict.not_run == ()
    assert verdict.is_fit


@pytest.mark.parametrize("profile", ["reading", "archive"])
def test_the_bound_volume_is_fit(profile: str) -> None:
    verdict = preflight(bound_sample(2023).pdf, profile)
    assert [each for each in verdict.findings if each.severity == "error"] == []
    assert verdict.is_fit


def test_a_reading_edition_is_not_fit_for_the_press() -> None:
    verdict = preflight(finished_sample("gongyun").pdf, "press")
    assert {"colour.spaces", "geometry.bleed", "colour.output-intent"} <= {each.id for each in verdict.findings}
    assert not verdict.is_fit
