"""Every single change is found and rightly named, and what changes nothing on paper yields nothing."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from pipeline.regression.compare import compare
from pipeline.regression.findings import KINDS, Comparison
from pipeline.regression.snapshot.pdf_reading import snapshot_of
from pipeline.regression.snapshot.snapshot import Snapshot
from pipeline.regression.verdicts.verdict import judge
from tests.regression.mutations.changes import CHANGES, Change
from tests.regression.mutations.no_changes import NO_CHANGES
from tests.regression.specimen import typeset

pytestmark = pytest.mark.slow

Compared = Callable[[Change], Comparison]


@cache
def base() -> bytes:
    return typeset()


def taken(data: bytes, folder: Path) -> Snapshot:
    path = folder / "file.pdf"
    path.write_bytes(data)
    return snapshot_of(path)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return taken(base(), tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def compared(before: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> Compared:
    """What is told of a change; each is made once."""
    folder = tmp_path_factory.mktemp("changed")

    @cache
    def found(change: Change) -> Comparison:
        return compare(before, taken(change.make(base()), folder))

    return found


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_change_is_found_and_named(change: Change, compared: Compared) -> None:
    found = compared(change)
    told = [(each.kind, each.sentence, each.pages_after) for each in found.findings]
    named = [each for each in found.findings if each.kind == change.kind]
    assert named, told
    assert change.page is None or any(change.page in each.pages_after + each.pages_before for each in named), told
    assert found.differs
    assert judge(found).fails
    assert all(each.sentence for each in found.findings)


# Told in more findings than one: what else is told is true, but follows from the change.
SEVERAL: dict[str, int] = {}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_one_cause_is_told_once(change: Change, compared: Compared) -> None:
    found = compared(change)
    told = [(each.kind, each.sentence) for each in found.findings]
    assert len(told) <= SEVERAL.get(change.name, 1), told


@pytest.mark.parametrize("name", NO_CHANGES)
def test_what_changes_nothing_yields_nothing(name: str, before: Snapshot, tmp_path: Path) -> None:
    data = NO_CHANGES[name](base())
    found = compare(before, taken(data, tmp_path))
    assert [(each.kind, each.sentence) for each in found.findings] == []
    assert not found.differs


def test_the_suite_is_as_large_as_it_is_said_to_be() -> None:
    assert len(CHANGES) >= 40
    assert len(NO_CHANGES) >= 20
    assert {change.kind for change in CHANGES} <= KINDS.keys()
    assert len({change.name for change in CHANGES}) == len(CHANGES)
