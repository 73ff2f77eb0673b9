"""Actions with all that follow on them, whatever hangs on whatever."""

from itertools import islice
from typing import Any

from pipeline.intake.actions import follow_actions
from pipeline.pdf.objects import reference


def kinds(objects: dict[int, Any], *items: Any) -> list[str]:
    """The kinds of the first hundred actions, in order of their names."""
    found = follow_actions(lambda item: objects.get(item.idnum) if hasattr(item, "idnum") else item, items)
    return sorted(each.get("/S", "script") for each in islice(found, 100))


def test_actions_follow_one_another() -> None:
    objects = {1: {"/S": "/A", "/Next": reference(2)}, 2: [reference(3), {"/S": "/B"}], 3: {"/JS": "x"}}
    assert kinds(objects, reference(1), {"/S": "/C", "/Next": [{"/S": "/D"}]}) == ["/A", "/B", "/C", "/D", "script"]


def test_each_is_met_once_in_a_circle() -> None:
    objects = {1: {"/S": "/A", "/Next": [reference(1), reference(2)]}, 2: [reference(2), reference(1)]}
    assert kinds(objects, reference(1), reference(1)) == ["/A"]


def test_what_is_no_action_is_passed_over() -> None:
    objects = {1: {"/Type": "/Page", "/Next": {"/S": "/A"}}}
    assert kinds(objects, None, 7, [reference(1), "/Fit"], reference(9), {"/Next": {"/S": "/A"}}) == []
