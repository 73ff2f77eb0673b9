"""How many lines a full page holds."""

import pytest

from pipeline.regression.alignment.text_flow import Flow, flow_of
from pipeline.regression.causes.page_depth import lines_held, usual_pitch
from tests.regression.evidence.flows import line, page, snapshot

PITCH = 15.0


def set_pages(count: int, held: int) -> Flow:
    """Pages of so many lines, each with other words."""
    pages = [
        page(
            *(
                line("".join(chr(0x4E00 + 700 * number + 22 * row + at) for at in range(22)), 60 + PITCH * row)
                for row in range(held)
            )
        )
        for number in range(count)
    ]
    return flow_of(snapshot(*pages))


@pytest.mark.parametrize("held", [12, 20])
def test_lines_of_full_pages_are_counted(held: int) -> None:
    flow = set_pages(8, held)
    assert usual_pitch(flow) == PITCH
    assert lines_held(flow) == held


def test_few_pages_tell_nothing() -> None:
    assert lines_held(set_pages(1, 20)) is None
