"""A laid-out part made by hand, with something in each of its fields; no engine is loaded."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pydyf

from pipeline.engine.frozen_objects import freeze
from pipeline.engine.laid_out_part import Drawing, DrawnLink, DrawnPage, LaidOutPart, PlacedPicture, TextRun, UsedFace
from pipeline.engine.structure_elements import Annotation, Content, Element, Jump


def small_part(text: str = "第一期", loaded: Mapping[str, str] | None = None) -> LaidOutPart:
    """A part of two pages that shows *text*; *loaded* as it has them."""
    link = DrawnLink("internal", "dengta", (1.5, 2, 3, 4.25))
    first = DrawnPage(
        width=793,
        height=1122.5,
        content=zlib.compress(text.encode()),
        glyphs={"Song": (3, 7)},
        resources=freeze(small_resources()),
        links=(link, DrawnLink("external", "https://example.org/", (0, 0, 1, 1))),
        anchors={"dengta": (1.0, 2, 3, 4)},
        bookmarks=((1, text, (5.0, 6), "open"),),
    )
    second = DrawnPage(
        width=793, height=1122.5, content=b"", glyphs={}, resources=b"", links=(), anchors={}, bookmarks=()
    )
    face = UsedFace(
        name="Song", file=Path("/faces/song.otf"), index=0, base_font=b"/ABCDEF+Song", family="Song", flags=4,
        ascent=880, descent=-120, is_cff=True, meanings={3: "第", 7: "一"}, widths={3: 1000, 7: 1000},
    )  # fmt: skip
    return LaidOutPart(
        pages=(first, second),
        faces=(face,),
        drawing=Drawing.PLAIN,
        images={"i0": freeze(pydyf.Stream([b"\x00\xff"], {"Width": 1}))},
        elements=_tree(),
        texts={"dengta": text},
        runs=(
            TextRun(0, text, "Song", "dengta", 3, overhanging=False),
            TextRun(1, "\ud800", "Song", None, None, True, True),
        ),
        pictures=(PlacedPicture(1, "images/a.png", 299.5, None, 4),),
        warnings=("a warning",),
        faults=("a fault",),
        loaded=dict(loaded or {}),
    )


def small_resources() -> Any:
    """What a page names: a form with a picture in it, which is a mask as well."""
    inner = pydyf.Stream(["0 g", b"f", 1.5], pydyf.Dictionary({"Length1": 3}), compress=True)
    form = pydyf.Stream([b"/x0 Do"], {"Resources": pydyf.Dictionary({"XObject": pydyf.Dictionary({"x0": inner})})})
    mask = pydyf.Dictionary({"S": "/Luminosity", "G": form})
    return pydyf.Dictionary(
        {
            "XObject": pydyf.Dictionary({"x1": form, "i0": None}),
            "ExtGState": pydyf.Dictionary({"s0": pydyf.Dictionary({"SMask": mask, "ca": 0.5})}),
            "Shading": pydyf.Dictionary({"s0": pydyf.Dictionary({"Extend": pydyf.Array((b"true", True, 2))})}),
            "ColorSpace": b"4 0 R",
        }
    )


def _tree() -> Element:
    root = Element(tag="Document")
    head = root.add("H1")
    head.entries = {"Lang": pydyf.String("zh-CN"), "A": pydyf.Dictionary({"BBox": pydyf.Array((0, 1.5, -2, 3))})}
    head.target, head.is_loose, head.pages = "#dengta", True, (0, 1)
    head.mathml, head.section, head.article = "<math/>", "言论", "dengta"
    head.kids += [Content(0, 0), Annotation(0, 1), Jump(1, (0, 1.5, 2, 3), "note-1", "note-1-call")]
    root.kids.append(Content(1, 0))
    root.add("P").add("Span").kids.append(Content(1, 1))
    return root


def describe_part(part: LaidOutPart) -> list[Any]:
    """All that *part* has, with its types, as values that can be compared."""
    values = [getattr(part, field.name) for field in fields(part) if field.name != "elements"]
    return [repr(values), list(describe_tree(part.elements))]


def describe_tree(element: Element | None) -> Iterator[Any]:
    """The elements below *element* and itself in order, each with all that it has and the tag of its parent."""
    if element is None:
        return
    entries = {key: (type(value), getattr(value, "data", value)) for key, value in element.entries.items()}
    parent = element.parent.tag if element.parent is not None else None
    names = element.section, element.article
    yield element.tag, parent, entries, element.target, element.is_loose, element.pages, element.mathml, *names
    for kid in element.kids:
        if isinstance(kid, Element):
            assert kid.parent is element
            yield from describe_tree(kid)
        else:
            yield kid
