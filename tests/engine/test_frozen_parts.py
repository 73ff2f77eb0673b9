"""Laid-out parts as bytes: the same again, and nothing else is thawed, whoever made the bytes."""

import json
import pickle
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pydyf
import pytest

from pipeline.engine.frozen_objects import freeze, thaw
from pipeline.engine.frozen_parts import freeze_extent, freeze_part, thaw_extent, thaw_part
from pipeline.engine.laid_out_part import Extent, LaidOutPart
from pipeline.engine.packed_values import UnreadableError, pack, unpack
from pipeline.engine.structure_elements import Element
from tests.engine.small_part import describe_part, small_part, small_resources


def test_a_part_is_the_same_again() -> None:
    part = small_part(loaded={"layout:rule.svg": "0" * 64})
    thawed = thaw_part(freeze_part(part))
    assert describe_part(thawed) == describe_part(part)
    assert describe_part(thawed) != describe_part(small_part("第二期"))
    bare = replace(part, elements=None, images={})
    assert describe_part(thaw_part(freeze_part(bare))) == describe_part(bare)


def test_an_extent_is_the_same_again_and_nothing_else_is_one() -> None:
    extent = Extent(3, {"a": 0, "b": 2}, {"layout:rule.svg": "0" * 64})
    thawed = thaw_extent(freeze_extent(extent))
    assert (thawed, thawed.loaded) == (extent, extent.loaded)
    wrong = [Extent(2, {"b": 2}), Extent(0, {}), Extent(3, {"a": -1}), replace(extent, page_count=2.5)]  # type: ignore[arg-type]
    for data in (*map(freeze_or_pack, wrong), pack([3], []), freeze_part(small_part()), b"", b"none"):
        with pytest.raises(UnreadableError):
            thaw_extent(data)


def freeze_or_pack(extent: Extent) -> bytes:
    return pack([extent.page_count, [list(extent.anchors), list(extent.anchors.values())], [[], []]], [])


def test_the_same_part_is_the_same_bytes() -> None:
    assert freeze_part(small_part()) == freeze_part(small_part())
    thawed = thaw_part(freeze_part(small_part()))
    assert freeze_part(thawed) == freeze_part(small_part())


def test_resources_are_written_as_before_and_a_stream_named_twice_is_one() -> None:
    thawed = thaw(freeze(small_resources()))
    form = thawed["XObject"]["x1"]
    assert form is thawed["ExtGState"]["s0"]["SMask"]["G"]
    inner = form.extra["Resources"]["XObject"]["x0"]
    assert (type(form), type(inner), inner.compress) == (pydyf.Stream, pydyf.Stream, False)
    assert thawed["Shading"].data == small_resources()["Shading"].data
    assert form.data.endswith(b"\nstream\n/x0 Do\nendstream")
    assert thaw(freeze(small_resources()))["XObject"]["x1"] is not form  # anew for each file


@pytest.mark.parametrize("value", [object(), pydyf.Dictionary({"a": (1, 2)}), pydyf.Dictionary({1: 2}), {"a": 1}, [1]])
def test_what_pydyf_would_not_write_is_not_frozen(value: Any) -> None:
    with pytest.raises(TypeError):
        freeze(value)


class _Caller:
    """Calls *function* where it is unpickled."""

    def __init__(self, function: Any, *arguments: Any) -> None:
        self.reduced = function, arguments

    def __reduce__(self) -> Any:
        return self.reduced


def test_a_pickle_is_refused_and_calls_nothing(tmp_path: Any) -> None:
    made = tmp_path / "made"
    calls = [_Caller(eval, f"open({str(made)!r}, 'w')"), _Caller(type(made).touch, made), _Caller(pydyf.Stream, [b"a"])]
    sets_attribute = b"cpydyf\nStream\n(N(Vdata\ncpydyf\nArray\ndtb."  # of the class, for all files from then on
    before = pydyf.Stream.data
    for data in (*map(pickle.dumps, calls), sets_attribute, b"cpathlib\nWindowsPath\n(Vx\ntR."):
        for packed in (data, len(data).to_bytes(4) + data, pack([], [data])):
            for reader in (thaw, thaw_part):
                with pytest.raises(UnreadableError):
                    reader(packed)
    assert not made.exists()
    assert pydyf.Stream.data is before
    pickle.loads(pickle.dumps(calls[1]))
    assert made.exists()  # the test's own pickle would call


@cache
def _frozen() -> bytes:
    return freeze_part(small_part())


def _change(place: tuple[Any, ...], value: Any) -> bytes:
    """A frozen part with *value* at *place* of its JSON."""
    told, pieces = unpack(_frozen())
    inner = told
    for step in place[:-1]:
        inner = inner[step]
    if value is ...:
        del inner[place[-1]]
    else:
        inner[place[-1]] = value
    return pack(told, pieces)


def _places(told: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    rows = list(told.items() if isinstance(told, dict) else enumerate(told) if isinstance(told, list) else ())
    return [each for key, value in rows for each in ((*before, key), *_places(value, (*before, key)))]


def test_what_is_of_another_type_anywhere_is_refused_or_of_the_right_type() -> None:
    """Each value of the JSON in turn is replaced by values of all types: what is thawed can be frozen again."""
    told, _pieces = unpack(freeze_part(small_part()))
    refused = thawed = 0
    for place in _places(told):
        for value in (None, True, -1, 1.5, "文", [], {"a": []}, ...):
            try:
                part = thaw_part(_change(place, value))
            except UnreadableError:
                refused += 1
            else:
                thawed += 1
                assert isinstance(part, LaidOutPart)
                freeze_part(part)
                describe_part(part)
    assert refused > 5 * thawed > 0


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (["content", 0, 2, 0], "no such page"),
        (["content", 0, -1, 0], "no such page"),
        (["content", 0, 0, 1 << 40], "as many numbers as would fill the memory"),
        (["content", 0, 0, -1], "no such number"),
        (["annotation", 0, 0, 2], "no such link"),
        (["annotation", 0, 1, 0], "no link on this page"),
        (["content", 9, 0, 0], "no such element"),
        (["content", 2, 0, 0], "in something that is no element"),
        (["element", 99, "P", {}, "", False, 0, 0], "in an element that comes later: itself"),
        (["text", 0, 0, 0], "no such kind"),
    ],
)
def test_a_tree_that_cannot_be_written_is_refused(row: list[Any], why: str) -> None:
    told, pieces = unpack(freeze_part(small_part()))
    if row[1] == 99:
        row[1] = len(told[1])
    told[1].append(row)
    with pytest.raises(UnreadableError):
        thaw_part(pack(told, pieces))
    told[1][-1] = ["content", 0, 1, 5]
    assert thaw_part(pack(told, pieces)).elements is not None, why


@pytest.mark.parametrize(
    "change",
    [
        lambda part: replace(part, pages=()),
        lambda part: replace(part, images={"i0": b"no picture"}),
        lambda part: replace(part, pages=(replace(part.pages[0], resources=b"\0\0\0\1["), part.pages[1])),
        lambda part: replace(part, faces=(replace(part.faces[0], widths={}),)),
    ],
)
def test_a_part_that_cannot_be_written_is_refused(change: Callable[[LaidOutPart], LaidOutPart]) -> None:
    with pytest.raises(UnreadableError):
        thaw_part(freeze_part(change(small_part())))


def test_a_part_of_other_types_is_not_frozen() -> None:
    for change in ({"warnings": (1,)}, {"texts": {"a": None}}, {"runs": ((0, "a"),)}, {"faces": (None,)}):
        with pytest.raises((TypeError, ValueError, AttributeError)):
            freeze_part(replace(small_part(), **change))


def test_a_stream_names_only_streams_before_it() -> None:
    for told in (["stream", 0], ["stream", -1], ["stream", 1], ["stream", "0"]):
        with pytest.raises(UnreadableError):
            thaw(pack([None, [{"a": told}]], [b""]))
    assert thaw(pack([["stream", 1], [{}, {"a": ["stream", 0]}]], [b"", b"b"])).stream == [b"b"]


def test_few_bytes_take_little_room() -> None:
    deep = b"[" * 100_000
    long = json.dumps([None, [1 << 60]]).encode()
    many = pack([["array", *[["array"]] * 20_000], []], [])
    tracemalloc.start()
    for data in (len(deep).to_bytes(4) + deep, len(long).to_bytes(4) + long, b"\xff\xff\xff\xff[]", b"", b"\0\0\0\0"):
        with pytest.raises(UnreadableError):
            thaw(data)
    thaw(many)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 500 * len(many)


def test_a_tree_too_deep_to_be_written_is_not_frozen() -> None:
    root = element = Element(tag="Document")
    for _number in range(sys.getrecursionlimit()):
        element = element.add("Div")
    with pytest.raises(RecursionError):
        freeze_part(replace(small_part(), elements=root))
