"""What may differ from what was accepted, as the ``proof`` of a layout has it: kinds of findings, and masks."""

from pipeline.errors import ContentError
from pipeline.layout import Layout
from pipeline.layout.layout_file import LAYOUT_FILE
from pipeline.layout.layout_schema import MaskRows
from pipeline.production.proof.proof_settings import unknown_kinds
from pipeline.regression.findings import Place
from pipeline.units import parse_length

_PAGES = {"all": -1, "first": 0, "last": -2}  # as pipeline.regression.compare counts them


def layout_allows(layout: Layout) -> frozenset[str]:
    """The kinds of findings that *layout* lets pass. Raises ContentError for what is none."""
    if problems := unknown_kinds(layout.proof.allow, layout.path / LAYOUT_FILE, layout.proof_line):
        raise ContentError(problems)
    return frozenset(layout.proof.allow)


def layout_masks(layout: Layout) -> tuple[Place, ...]:
    """What is not looked at on pages in *layout*: pages as ``compare`` counts them, boxes in pt from the top left."""
    return tuple(_mask(each, layout) for each in layout.proof.masks)


def _mask(row: MaskRows, layout: Layout) -> Place:
    page = row.pages - 1 if isinstance(row.pages, int) else _PAGES[row.pages]
    geometry = layout.geometry
    if row.region == "head":
        return page, (0.0, 0.0, geometry.width, geometry.head)
    if row.region == "foot":
        return page, (0.0, geometry.height - geometry.foot, geometry.width, geometry.height)
    left, top, width, height = map(parse_length, row.region)
    return page, (left, top, left + width, top + height)
