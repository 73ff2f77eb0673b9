"""Pages side by side on one, as a cover is printed: back, spine and front, each a form (ISO 32000-1, 8.10).

Lengths are points; the origin is the lower left corner of the spread's trim, x to the right and y upwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pipeline.pdf.objects import NameObject, object_of, reference, write_object
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.press.imposition.sheet_layout import Box
from pipeline.press.marks.mark_drawing import number as figure

_FROM_PAGE = ("/Resources", "/Group")


@dataclass(frozen=True, slots=True)
class Panel:
    """A page of the source, the *number* of its object, *width* wide; the corner of its trim is its origin."""

    number: int
    width: float


@dataclass(frozen=True, slots=True)
class Spread:
    """A page that is in no tree yet: the *number* of its object in *pdf*, its *trim*, and *folds* between its panels,
    told from the left.
    """

    pdf: RawPdf
    number: int
    trim: Box
    folds: tuple[float, ...]


def spread_of(pdf: RawPdf, panels: Sequence[Panel], height: float, bleed: float) -> Spread:
    """Put *panels* side by side, from the left. *pdf*, as `plates.separate` makes it, is left as it is.

    A panel prints *bleed* beyond the spread's edges and nothing beyond its neighbours': there the other one begins.
    """
    made = RawPdf(pdf.root, dict(pdf.bodies), dict(pdf.streams))
    edges = [0.0, *accumulate(panel.width for panel in panels)]
    forms: dict[NameObject, object] = {}
    drawn = []
    for index, panel in enumerate(panels):
        left = bleed if index == 0 else 0.0
        right = panel.width + (bleed if index == len(panels) - 1 else 0.0)
        name = NameObject(f"/Panel{index + 1}")
        forms[name] = reference(_put_form(made, panel.number, (0.0 - left, -bleed, right, height + bleed)))
        drawn.append(b"q 1 0 0 1 %s 0 cm %s Do Q" % (figure(edges[index]), name.encode("ascii")))
    contents = _free(made)
    made.bodies[contents], made.streams[contents] = b"<<>>", b"\n".join(drawn)
    page = _free(made)
    entries = {
        "/Type": NameObject("/Page"),
        "/Resources": {NameObject("/XObject"): forms},
        "/Contents": reference(contents),
    }
    made.bodies[page] = write_object({NameObject(key): value for key, value in entries.items()})
    return Spread(made, page, (0.0, 0.0, edges[-1], height), tuple(edges[1:-1]))


def _free(pdf: RawPdf) -> int:
    return max(pdf.bodies) + 1


def _put_form(pdf: RawPdf, page: int, box: Box) -> int:
    """Put the *page* into *pdf* as a form that is seen within *box*; returns its number."""
    entries = object_of(pdf, page)
    contents = entries.raw_get("/Contents").idnum
    form: dict[NameObject, Any] = {
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): [round(each, 4) for each in box],
    }
    form |= {NameObject(key): entries.raw_get(key) for key in _FROM_PAGE if key in entries}
    number = _free(pdf)
    pdf.bodies[number] = write_object(form | dict(object_of(pdf, contents)))
    pdf.streams[number] = pdf.streams[contents]
    return number
