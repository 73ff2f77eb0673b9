"""Snapshots by chance: of pages that look like pages, and of such as no program makes."""

from hypothesis import strategies as st

from pipeline.regression.snapshot.snapshot import Entry, Line, Link, Mark, Page, Snapshot, Style

WORDS = ("春天", "江河", "工人", "①", "12", "٣", "twelve", "。", "的", " ", "3", "\x01", "\U0001f600", "第 3 页", "")
_lengths = st.one_of(
    st.sampled_from([0.0, 40.0, 60.0, 100.0, 116.0, 132.0, 780.0]), st.floats(-2_000, 2_000).map(lambda x: round(x, 1))
)
_boxes = st.tuples(_lengths, _lengths, _lengths, _lengths)
_texts = st.lists(st.sampled_from(WORDS), min_size=0, max_size=8).map("".join)
_colours = st.sampled_from(["", "#000000", "#c8102e", "/#000000"])
_lines = st.builds(
    Line,
    _lengths,
    _lengths,
    _lengths.map(abs),
    st.lists(st.tuples(st.integers(0, 2), _texts), max_size=3).map(tuple),
)
_marks = st.builds(
    Mark, _boxes, st.sampled_from(["400×1.2.5.0", "400×2.2.5.0", "80×60-abc", "×", "", "9×x.2"]), _colours
)
_links = st.builds(
    Link, _boxes, st.sampled_from(["page 0", "page 1", "page -1", "page ③", "page ", "", "https://example.org"])
)
_rasters = st.sampled_from([(0, ""), (2, "ff0f"), (2, "ffff"), (2, "f0ffff"), (3, "fff"), (4, "0000")])


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page of little; much of it found on others, too."""
    columns, raster = draw(_rasters)
    return Page(
        boxes=tuple(draw(st.lists(st.tuples(st.sampled_from(["media", "trim"]), _boxes), max_size=2))),
        rotation=draw(st.sampled_from([0, 90, -1])),
        label=draw(st.sampled_from(["", "1", "2", "iv", "②", "9" * 5_000])),
        lines=tuple(draw(st.lists(_lines, max_size=6))),
        images=tuple(draw(st.lists(_marks, max_size=3))),
        vectors=tuple(draw(st.lists(_marks, max_size=3))),
        links=tuple(draw(st.lists(_links, max_size=3))),
        columns=columns,
        raster=raster,
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """A snapshot of up to five pages."""
    kinds = st.builds(Style, st.sampled_from(["Song", "Song-Bold", ""]), st.sampled_from([0.0, 9.0, 10.5]), _colours)
    entries = st.builds(Entry, st.integers(-1, 3), st.sampled_from(["甲", "乙", "", "①"]), st.integers(-1, 9))
    styles = tuple(draw(kinds) for _style in range(3))
    outline = tuple(draw(st.lists(entries, max_size=4)))
    tags = tuple(draw(st.lists(st.tuples(st.sampled_from(["P", "H1"]), st.integers(0, 9)), max_size=2)))
    return Snapshot(tuple(draw(st.lists(pages(), max_size=5))), styles, outline, tags)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Snapshot, Snapshot]:
    """Two snapshots that share pages, in any order."""
    one, other = draw(snapshots()), draw(snapshots())
    mixed = draw(st.permutations([*one.pages, *other.pages]))
    kept = mixed[: draw(st.integers(0, len(mixed)))]
    return one, Snapshot(tuple(kept), other.styles, draw(st.sampled_from([one.outline, other.outline])), other.tags)
