"""A laid-out part as bytes, and back: what is thawed is a part that can be written, whoever made the bytes.

The structure tree has a row for each element and each kid, behind that of the element that it is in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_type_hints

from pipeline.engine.frozen_objects import make_object, tell_object, thaw
from pipeline.engine.laid_out_part import DrawnPage, Extent, LaidOutPart
from pipeline.engine.packed_values import UnreadableError, pack, require_list, unpack
from pipeline.engine.structure_elements import Annotation, Content, Element, Jump
from pipeline.engine.typed_values import codec_of

_MOST_MARKS = 1 << 20  # pieces of marked content of a page
_TREE = "elements"  # the field of a part that is told by rows
_TYPES = {name: kind for name, kind in get_type_hints(LaidOutPart).items() if name != _TREE}
_ELEMENT = "element"
_KIDS: Mapping[str, Any] = {"content": Content, "annotation": Annotation, "jump": Jump}
_NAMES = {kind: name for name, kind in _KIDS.items()}


def freeze_part(part: LaidOutPart) -> bytes:
    """*part* as bytes.

    Raises ValueError or TypeError for values of other types, and where there are too many; RecursionError.
    """
    pieces: list[bytes] = []
    told = [codec_of(kind).tell(getattr(part, name), pieces) for name, kind in _TYPES.items()]
    rows: list[Any] = []
    if part.elements is not None:
        _tell_element(part.elements, 0, rows)
    return pack([told, rows], pieces)


def thaw_part(data: bytes) -> LaidOutPart:
    """The part that was frozen. Raises UnreadableError for anything that can't be written as pages."""
    try:
        (told, rows), pieces = unpack(data)
        pairs = zip(_TYPES.items(), told, strict=True)
        part = LaidOutPart(**{name: codec_of(kind).make(each, pieces) for (name, kind), each in pairs})
        _require_whole(part)
        return replace(part, elements=_make_tree(rows, part.pages))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise UnreadableError from error


def freeze_extent(extent: Extent) -> bytes:
    """*extent* as bytes. Raises ValueError or TypeError for values of other types."""
    return pack(codec_of(Extent).tell(extent, []), [])


def thaw_extent(data: bytes) -> Extent:
    """The extent that was frozen. Raises UnreadableError for anything that is none."""
    try:
        told, _pieces = unpack(data)
        extent: Extent = codec_of(Extent).make(told, [])
    except (ValueError, TypeError, LookupError) as error:
        raise UnreadableError from error
    if not all(0 <= page < extent.page_count for page in (0, *extent.anchors.values())):
        raise UnreadableError(extent)
    return extent


def _require_whole(part: LaidOutPart) -> None:
    for frozen in (*(page.resources for page in part.pages if page.resources), *part.images.values()):
        thaw(frozen)
    if not part.pages or not all(face.meanings.keys() == face.widths.keys() for face in part.faces):
        raise UnreadableError(part)


def _tell_element(element: Element, parent: int, rows: list[Any]) -> None:
    number = len(rows)
    entries = {key: tell_object(value) for key, value in element.entries.items()}
    bookmarks = [list(each) for each in element.bookmarks]
    further = [element.names, bookmarks, element.mathml, element.section, element.article]
    rows.append([_ELEMENT, parent, element.tag, entries, element.target, element.is_loose, *element.pages, *further])
    for kid in element.kids:
        if isinstance(kid, Element):
            _tell_element(kid, number, rows)
        else:
            name = _NAMES[type(kid)]
            rows.append([name, number, *codec_of(_KIDS[name]).tell(kid, [])])


def _make_tree(rows: Any, pages: Sequence[DrawnPage]) -> Element | None:
    """The root of the structure tree of *pages*."""
    made: dict[int, Element] = {}  # by the numbers of their rows
    for row, (kind, number, *values) in enumerate(require_list(rows, list)):
        if kind != _ELEMENT:
            made[number].kids.append(_make_kid(kind, values, pages))
            continue
        element = _make_element(values)
        if row:
            element.parent = made[number]
            made[number].kids.append(element)
        made[row] = element
    return made.get(0)


def _make_element(values: Sequence[Any]) -> Element:
    tag, told, target, is_loose, first, last, names, bookmarks, mathml, section, article = values
    require_list([tag, target, mathml, section, article, *require_list(names, str)], str)
    require_list([first, last], int)
    require_list([is_loose], bool)
    entries = {key: make_object(value) for key, value in told.items()}
    return Element(
        tag=tag,
        entries=entries,
        target=target,
        is_loose=is_loose,
        pages=(first, last),
        names=names,
        bookmarks=[_make_bookmark(*each) for each in require_list(bookmarks, list)],
        mathml=mathml,
        section=section,
        article=article,
    )


def _make_bookmark(page: Any, label: Any) -> tuple[int, str]:
    require_list([page], int)
    require_list([label], str)
    return page, label


def _make_kid(kind: str, values: list[Any], pages: Sequence[DrawnPage]) -> Content | Annotation | Jump:
    kid: Content | Annotation | Jump = codec_of(_KIDS[kind]).make(values, [])
    page = pages[kid.page]
    number = kid.mcid if isinstance(kid, Content) else kid.link if isinstance(kid, Annotation) else 0
    most = len(page.links) if isinstance(kid, Annotation) else _MOST_MARKS
    if kid.page < 0 or not 0 <= number < most:
        raise UnreadableError(kid)
    return kid
