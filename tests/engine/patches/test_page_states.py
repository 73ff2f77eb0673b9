"""States of pages, and lists of the kinds of files, are what they were without the patches."""

import copy
import mimetypes
from typing import Any

import pytest

from pipeline.engine.patches.late_mime_types import delay_mime_types


@pytest.mark.parametrize(
    "value",
    [
        None,
        {0: {3: None}},
        ([0], {"pages": [0]}, [{"pages"}], []),
        ([2], {"page": [3], "footnote": [1, 2]}, [{"page"}, set()], [["名", 1, {0: {1: None}}]]),
        ([0], {"page": [3]}, ({"page"},), []),
    ],
)
def test_a_state_is_copied_as_deep_as_by_python(value: Any) -> None:
    from pipeline.engine.loading import load_weasyprint
    from pipeline.resources import find_shipped

    load_weasyprint(find_shipped("fonts"))
    from pipeline.engine.patches.page_states import copy_state

    copied = copy_state(value)
    assert copied == value == copy.deepcopy(value)
    assert _list_mutable(copied).isdisjoint(_list_mutable(value))


def _list_mutable(value: Any) -> set[int]:
    """The id() of each list, dictionary and set in *value*."""
    found = {id(value)} if isinstance(value, list | dict | set) else set()
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return found.union(*map(_list_mutable, inside))


def test_kinds_of_files_are_listed_when_one_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = mimetypes.MimeTypes
    made: list[Any] = []

    def make() -> mimetypes.MimeTypes:
        made.append(kind())
        return kind()

    monkeypatch.setattr(mimetypes, "MimeTypes", make)
    with delay_mime_types():
        late = mimetypes.MimeTypes()
    assert not made
    assert late.guess_type("a.png") == ("image/png", None)
    assert made
