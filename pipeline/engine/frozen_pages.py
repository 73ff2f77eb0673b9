"""What must be known of a part to lay it out again from the middle, as bytes, and back.

Checked against WeasyPrint 70.0: layout/page.py ``remake_page`` (what ``page_maker`` holds), layout/__init__.py
``initialize_page_maker``.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.engine.packed_values import UnreadableError, pack, require_list, unpack
from pipeline.engine.planned_lines import Rest
from pipeline.engine.resumable_part import Beginning, PageFacts, ResumablePart, TaggedBox
from pipeline.engine.typed_values import codec_of

_NOTHING = "\0"  # between words; HTML has none
_FACTS = codec_of(tuple[PageFacts, ...])
_TAGGED = codec_of(tuple[tuple[TaggedBox, ...], ...])
_STRINGS = codec_of(Mapping[str, Mapping[int, tuple[str, ...]]])
_SIZES = codec_of(Mapping[str, tuple[float, float]])
_REST = codec_of(Rest)
_NOTES = codec_of(tuple[int, ...])
_COUNTERS = codec_of(Mapping[str, tuple[int, ...]])
_SCOPES = codec_of(tuple[tuple[str, ...], ...])
_BREAK = codec_of(tuple[str, str | None])
_DEEPEST = 200  # boxes in one another
_NEVER_REMADE = {"content_changed": False, "pages_wanted": False}


def freeze_pages(left: ResumablePart) -> bytes:
    """*left* as bytes. Raises ValueError, TypeError, LookupError, AttributeError for what can't be told."""
    words = _NOTHING.join(each for pair in left.words for each in pair)
    told = [
        *(_FACTS.tell(left.facts, []), _TAGGED.tell(left.tagged, [])),
        [_tell_place(*place) for place in left.page_maker],
        [_tell_beginning(left.beginnings[number]) for number in range(len(left.facts))],
        _STRINGS.tell(left.string_sets, []),
        _SIZES.tell(left.page_sizes, []),
    ]
    return pack(told, [words.encode("utf-8")])


def thaw_pages(data: bytes) -> ResumablePart:
    """What was frozen. Raises UnreadableError for anything else."""
    try:
        (facts, tagged, places, beginnings, strings, sizes), (words,) = unpack(data)
        texts = words.decode("utf-8").split(_NOTHING)
        part = ResumablePart(
            words=list(zip(texts[::2], texts[1::2], strict=True)),
            facts=_FACTS.make(facts, []),
            tagged=_TAGGED.make(tagged, []),
            page_maker=[_make_place(*each) for each in require_list(places, list)],
            beginnings=dict(enumerate(_make_beginning(*each) for each in require_list(beginnings, list))),
            string_sets=_make_strings(strings),
            page_sizes=_SIZES.make(sizes, []),
        )
        _require_whole(part)
        return part
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise UnreadableError from error


def _require_whole(part: ResumablePart) -> None:
    count, most = len(part.facts), len(part.words)
    are_alike = len(part.tagged) == len(part.beginnings) == count and len(part.page_maker) == count + 1
    elements = [number for each in part.facts for number in (*each.seen, *each.rigid)]
    elements += [box.element for page in part.tagged for box in page]
    if not (are_alike and count) or not all(-1 <= number < most for number in elements):
        raise UnreadableError(count)
    if not part.beginnings[0].is_resumable:
        raise UnreadableError(0)
    for page in part.tagged:
        deepest = 0
        for box in page:
            if not 0 <= box.depth <= deepest:
                raise UnreadableError(box)
            deepest = box.depth + (not box.is_text)


def _tell_beginning(beginning: Beginning) -> list[Any]:
    rest = None if beginning.rest is None else _REST.tell(beginning.rest, [])
    return [list(beginning.notes), beginning.waits, rest]


def _make_beginning(notes: Any, waits: Any, rest: Any) -> Beginning:
    require_list([waits], bool)
    return Beginning(_NOTES.make(notes, []), waits, None if rest is None else _REST.make(rest, []))


def _tell_place(resume_at: Any, next_page: Any, is_right: Any, state: Any, _remake: Any) -> list[Any]:
    (depth,), counters, scopes, groups = state
    return [
        *(_tell_stack(resume_at), _BREAK.tell((next_page["break"], next_page["page"]), []), is_right),
        [depth, _COUNTERS.tell(counters, []), _SCOPES.tell([sorted(each) for each in scopes], [])],
        [[name, number, _tell_stack(begin)] for name, number, begin in groups],
    ]


def _make_place(resume_at: Any, next_page: Any, is_right: Any, state: Any, groups: Any) -> tuple[Any, ...]:
    kind, name = _BREAK.make(next_page, [])
    depth, counters, scopes = state
    require_list([is_right], bool)
    require_list([depth], int)
    kept_groups = [_make_group(*each) for each in require_list(groups, list)]
    counts = {name: list(each) for name, each in _COUNTERS.make(counters, []).items()}
    made = [depth], counts, [set(each) for each in _SCOPES.make(scopes, [])], kept_groups
    remake = {**_NEVER_REMADE, "anchors": [], "content_lookups": []}
    return _make_stack(resume_at, 0), {"break": kind, "page": name}, is_right, made, remake


def _make_group(name: Any, number: Any, begin: Any) -> list[Any]:
    require_list([name], str)
    require_list([number], int)
    return [name, number, _make_stack(begin, 0)]


def _tell_stack(stack: Any) -> Any:
    """Where a box goes on: pairs of a child's number, and where that goes on."""
    return None if stack is None else [[number, _tell_stack(below)] for number, below in stack.items()]


def _make_stack(told: Any, depth: int) -> Any:
    if told is None:
        return None
    if depth > _DEEPEST:
        raise UnreadableError(depth)
    stack = {}
    for number, below in require_list(told, list):
        if type(number) is not int or number < 0:
            raise UnreadableError(number)
        stack[number] = _make_stack(below, depth + 1)
    return stack


def _make_strings(told: Any) -> dict[str, dict[int, Sequence[str]]]:
    made = _STRINGS.make(told, [])
    return {name: {number: list(each) for number, each in values.items()} for name, values in made.items()}
