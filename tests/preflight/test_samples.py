"""Our own editions are fit for what they are made for."""

import pytest

from pipeline.preflight.verdict import preflight
from tests.bound import bound_sample
from tests.finished import DEAR_LAYOUTS, LAYOUTS, finished_sample

pytestmark = pytest.mark.whole


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


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_the_sample_issue_and_its_offprints_are_read_as_they_look(layout: str) -> None:
    sample = finished_sample(layout)
    offprints = [name for name in sample.issue.files if name.startswith("offprints/")]
    offprint = sample.pdf.with_name("offprint.pdf")
    offprint.write_bytes(sample.issue.files[offprints[0]])
    for path in (sample.pdf, offprint):
        verdict = preflight(path, "accessible")
        assert (verdict.findings, verdict.not_run) == ((), ())


@pytest.mark.parametrize("layout", DEAR_LAYOUTS)
def test_the_bound_volume_is_read_as_it_looks(layout: str) -> None:
    verdict = preflight(bound_sample(2023, layout).pdf, "accessible")
    assert (verdict.findings, verdict.not_run) == ((), ())


def test_a_reading_edition_is_not_fit_for_the_press() -> None:
    verdict = preflight(finished_sample("gongyun").pdf, "press")
    assert {"colour.spaces", "geometry.bleed", "colour.output-intent"} <= {each.id for each in verdict.findings}
    assert not verdict.is_fit
