"""Where stamps go on a page, and what is written for them: from a sheet of stamps made by hand."""

import re
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.binding.stamps.stamp_sheet import (
    PageMoves,
    Stamper,
    StampSheet,
    Trim,
    anchors,
    is_outer_right,
)
from pipeline.errors import BindingError
from pipeline.pdf.raw_pdf import RawPdf

WIDTH, HEIGHT = 300.0, 400.0
Edge = Literal["left", "right"]
RECTO, VERSO = 7, 12  # folios
ADVANCE = 4.0  # pt: 500 thousandths of 8 pt
MARGIN = 20.0  # pt between the folio and the fore edge
FONTS, FONT = 20, 21
GLYPHS = [f"{0x30 + digit:04x}" for digit in range(10)]


class Writer:
    """Keeps what is written: dictionaries and data by number."""

    def __init__(self) -> None:
        self.written: dict[int, tuple[bytes, bytes]] = {}
        self.last = 100

    def reserve(self) -> int:
        self.last += 1
        return self.last

    def put_stream(self, number: int, dictionary: bytes, data: bytes) -> None:
        self.written[number] = dictionary, data

    put_text_stream = put_stream


class Copier:
    """Carries every object to a number a thousand higher."""

    def number_of(self, number: int) -> int:
        return 1000 + number


def folio_page(x: float) -> str:
    return f"0.8 0 0.1 rg BT /F 8 Tf 1 0 0 1 {x:g} 12 Tm <{''.join(GLYPHS)}> Tj ET"


def sheet(edge: Edge = "left", **contents: str) -> StampSheet:
    """Stamps on pages of 300 × 400 pt; *contents* by name, with _ for -, beside the folios 20 pt from the fore edge."""
    ends = {side: is_outer_right(side, edge) for side in ("recto", "verso")}
    pages = {
        f"folio-{side}": folio_page(WIDTH - MARGIN - 10 * ADVANCE if right else MARGIN) for side, right in ends.items()
    }
    pages |= {name.replace("_", "-"): content for name, content in contents.items()}
    bodies, streams = {1: b"<</Type/Catalog/Pages 2 0 R>>"}, {}
    for index, content in enumerate(pages.values()):
        page = 30 + 2 * index
        bodies[page] = b"<</Type/Page/Parent 2 0 R/Resources 20 0 R/Contents %d 0 R>>" % (page + 1)
        bodies[page + 1], streams[page + 1] = b"<<>>", content.encode()
    kids = " ".join(f"{30 + 2 * index} 0 R" for index in range(len(pages)))
    bodies |= {
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        FONTS: b"<</Font<</F 21 0 R>>>>",
        FONT: b"<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont/F/ToUnicode 25 0 R/DescendantFonts[22 0 R]>>",
        22: b"<</W[48[%s]]/FontDescriptor 23 0 R>>" % b" ".join([b"500"] * 10),
        23: b"<</FontBBox[0 0 1 1]/Flags 4/FontFile2 24 0 R>>",
        24: b"<<>>",
        25: b"<<>>",
    }
    streams |= {24: b"", 25: b""}
    numbers = {name: index for index, name in enumerate(pages)}
    return StampSheet(pdf=RawPdf(1, bodies, streams), pages=numbers, width=WIDTH, height=HEIGHT, binding_edge=edge)


def stamper(stamps: StampSheet) -> tuple[Stamper, Writer]:
    writer = Writer()
    return Stamper(stamps, writer, Copier()), writer  # type: ignore[arg-type]


def page(width: float = WIDTH, height: float = HEIGHT) -> Trim:
    return Trim(left=0, bottom=0, right=width, top=height)


def stamped(
    stamps: StampSheet,
    folio: int,
    trim: Trim | None = None,
    *,
    opens_issue: bool = False,
    moves: PageMoves | None = None,
) -> str:
    """All that is written around a page's own content."""
    made, writer = stamper(stamps)
    numbers = [made.opening, *made.stamp(trim or page(), folio, opens_issue, moves or {})]
    return b"".join(writer.written[number][1] for number in numbers).decode()


def folio_in(content: str) -> tuple[float, float, str]:
    """Where the folio is set, and its digits."""
    ((x, y, glyphs),) = re.findall(r"(\S+) (\S+) Td<(.*?)>Tj", content)
    pieces = [glyphs[start : start + 4] for start in range(0, len(glyphs), 4)]
    return float(x), float(y), "".join(str(GLYPHS.index(piece)) for piece in pieces)


def forms_in(content: str) -> dict[str, tuple[float, float]]:
    found = re.findall(r"q 1 0 0 1 (\S+) (\S+) cm/Kanben-(\S+) Do Q", content)
    return {name: (float(x), float(y)) for x, y, name in found}


lengths = st.integers(-500, 900)
units = st.sampled_from([1.0, 2.0, 0.5])


@given(lengths, lengths, st.integers(1, 900), st.integers(1, 900), st.sampled_from([0, 90, 180, 270]), units)
def test_a_page_is_turned_clockwise_and_read_in_points(
    left: int, bottom: int, width: int, height: int, turned: int, unit: float
) -> None:
    trim = Trim(left=left, bottom=bottom, right=left + width, top=bottom + height, turned=turned, unit=unit)
    assert trim.size == ((width * unit, height * unit) if turned in (0, 180) else (height * unit, width * unit))
    a, b, c, d, e, f = trim.matrix
    for x, y in ((trim.left, trim.bottom), (trim.right, trim.bottom), (trim.left, trim.top), (left + 1, bottom + 2)):
        across, up = {
            0: (x - trim.left, y - trim.bottom),
            90: (y - trim.bottom, trim.right - x),
            180: (trim.right - x, trim.top - y),
            270: (trim.top - y, x - trim.left),
        }[turned]
        across, up = across * unit, up * unit
        assert (a * across + c * up + e, b * across + d * up + f) == pytest.approx((x, y))


@pytest.mark.parametrize("edge", ["left", "right"])
@pytest.mark.parametrize("folio", [1, 2, 97, 98])
@pytest.mark.parametrize(("width", "height"), [(420.0, 595.0), (250.0, 310.0), (WIDTH, HEIGHT)])
def test_stamps_keep_their_distance_from_fore_edge_head_and_foot(
    edge: Edge, folio: int, width: float, height: float
) -> None:
    side = ("recto", "verso")[folio % 2 == 0]
    is_right = (side == "recto") == (edge == "left")
    assert is_outer_right(f"folio-{side}", edge) is is_right
    wider, higher = width - WIDTH, height - HEIGHT
    at_fore, at_spine = (wider, 0.0) if is_right else (0.0, wider)
    places = [(f"folio-{side}", (at_fore, 0)), (f"head-{side}", (at_fore, higher)), (f"foot-{side}", (at_fore, 0))]
    assert anchors(sheet(edge), page(width, height), folio) == places
    assert anchors(sheet(edge), page(width, height), folio, opens_issue=True) == [*places, ("opening", (at_spine, 0))]


@pytest.mark.parametrize("edge", ["left", "right"])
@pytest.mark.parametrize("width", [WIDTH, 420.0])
@pytest.mark.parametrize("folio", [RECTO, VERSO, 105, 2048])
def test_the_outer_end_of_the_folio_stays_where_it_is(edge: Edge, width: float, folio: int) -> None:
    x, y, digits = folio_in(stamped(sheet(edge), folio, page(width)))
    assert (y, digits) == (12, str(folio))
    is_right = (folio % 2 == 1) == (edge == "left")
    assert (width - x - len(digits) * ADVANCE if is_right else x) == pytest.approx(MARGIN)


def test_the_folio_is_set_as_the_layout_sets_it() -> None:
    content = stamped(sheet(), RECTO)
    assert "BT 0.8 0 0.1 rg /KanbenFolio 8 Tf" in content
    made, _writer = stamper(sheet(head_recto="0 0 9 9 re f"))
    names = made.resources()
    assert names["/Font"] == {"/KanbenFolio": 1000 + FONT}
    assert list(names["/XObject"]) == ["/Kanben-head-recto"]


def test_overlays_are_forms_as_large_as_the_sheet() -> None:
    made, writer = stamper(sheet(foot_verso="0 0 9 9 re f"))
    (number,) = made.resources()["/XObject"].values()
    dictionary, data = writer.written[number]
    assert data == b"0 0 9 9 re f"
    assert b"/BBox[0 0 300 400]" in dictionary
    assert b"/Resources %d 0 R" % (1000 + FONTS) in dictionary


def test_what_is_stamped_on_which_page() -> None:
    stamps = sheet(head_recto="", foot_recto="", head_verso="", opening="")
    larger = page(420, 595)
    assert forms_in(stamped(stamps, RECTO, larger)) == {"head-recto": (120, 195), "foot-recto": (120, 0)}
    assert forms_in(stamped(stamps, VERSO, larger)) == {"head-verso": (0, 195)}
    assert forms_in(stamped(stamps, VERSO, larger, opens_issue=True)) == {"head-verso": (0, 195), "opening": (120, 0)}
    assert forms_in(stamped(stamps, RECTO, larger, opens_issue=True))["opening"] == (0, 0)
    assert forms_in(stamped(sheet(), RECTO, larger, opens_issue=True)) == {}


def test_stamps_are_moved_and_left_off() -> None:
    stamps = sheet(head_recto="", foot_recto="", opening="")
    moves = {"head-recto": (-5.0, 7.5), "foot-recto": None, "folio-recto": (-30.0, 1.0), "folio-verso": (9.0, 9.0)}
    moved = stamped(stamps, RECTO, page(420, 595), opens_issue=True, moves=moves)
    assert forms_in(moved) == {"head-recto": (115, 202.5), "opening": (0, 0)}
    x, y, _digits = folio_in(stamped(stamps, RECTO))
    assert folio_in(stamped(stamps, RECTO, moves=moves)) == (x - 30, y + 1, "7")
    assert folio_in(stamped(stamps, RECTO, moves={"folio-recto": None})) == (x, y, "7")


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_stamps_are_artifacts_beside_a_page_left_as_it_was(turned: int) -> None:
    trim = Trim(left=10, bottom=20.12345, right=310, top=420, turned=turned, unit=2)
    content = stamped(sheet(head_recto="", opening=""), RECTO, trim, opens_issue=True)
    before, after = content.split("/Artifact<</Type/Pagination>>BDC")
    assert before.split() == ["q", "Q"]
    assert after.endswith("EMC")
    words = re.findall(r"(?<![\w/-])[qQ](?!\w)", after)
    assert words.count("q") == words.count("Q") == 3
    assert words[0] == "q"
    figures = re.search(r"q (.*?) cm", after)
    assert figures
    assert list(map(float, figures[1].split())) == pytest.approx(trim.matrix, abs=0.0005)


def test_pages_alike_share_what_repeats() -> None:
    made, _writer = stamper(sheet(head_recto="", head_verso="", opening=""))
    first, third, second = (made.stamp(page(), folio) for folio in (1, 3, 2))
    assert first[0] == third[0] != second[0]
    assert len({first[1], third[1], second[1]}) == 3
    assert made.stamp(page(), 5, opens_issue=True)[0] != first[0]
    assert made.stamp(page(), 5, moves={"head-recto": (1.0, 0.0)})[0] != first[0]


@pytest.mark.parametrize("missing", ["folio-recto", "folio-verso"])
def test_a_layout_without_folios_has_no_stamps(missing: str) -> None:
    stamps = sheet()
    pages = {name: index for name, index in stamps.pages.items() if name != missing}
    with pytest.raises(BindingError, match="no folio to stamp"):
        stamper(replace(stamps, pages=pages))
    with pytest.raises(BindingError, match="no folio to stamp"):
        stamper(sheet(**{missing.replace("-", "_"): "BT /F 8 Tf <0030> Tj ET"}))
