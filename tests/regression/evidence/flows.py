"""Small snapshots for tests of single passes: lines by their places and words."""

from pipeline.regression.alignment.alignment import Gap, align, gaps_of
from pipeline.regression.alignment.text_flow import Flow, flow_of
from pipeline.regression.snapshot.snapshot import Entry, Line, Mark, Page, Snapshot, Style

STYLES = (Style("Song", 10.0, "#000000"), Style("Song", 8.0, "#000000"), Style("Hei", 16.0, "#000000"))
BODY, SMALL, LARGE = range(3)
WIDTH, HEIGHT = 300.0, 420.0


def line(text: str, y: float, x: float = 40.0, *, width: float | None = None, style: int = BODY) -> Line:
    return Line(x, y, len(text) * STYLES[style].size if width is None else width, ((style, text),))


def page(*lines: Line, images: tuple[Mark, ...] = (), vectors: tuple[Mark, ...] = (), raster: str = "") -> Page:
    return Page(
        boxes=(("media", (0.0, 0.0, WIDTH, HEIGHT)),),
        rotation=0,
        label="",
        lines=lines,
        images=images,
        vectors=vectors,
        links=(),
        columns=10 if raster else 0,
        raster=raster,
    )


def snapshot(*pages: Page, outline: tuple[Entry, ...] = ()) -> Snapshot:
    return Snapshot(pages=pages, styles=STYLES, outline=outline, tags=())


def paired(before: Snapshot, after: Snapshot) -> tuple[Flow, Flow, list[Gap]]:
    """The flows of both and the gaps between them."""
    one, other = flow_of(before), flow_of(after)
    return one, other, gaps_of(align(one.text, other.text), len(one.text), len(other.text))
