"""The pages before the issues of a volume, laid out: conformance, links, folios on the page, lines, breaks; stamps."""

import datetime
import io
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pypdf
import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.pages import Typesetter
from pipeline.engine.reading_pdf import write_reading_pdf
from pipeline.errors import RenderError
from pipeline.layout import find_layout
from pipeline.layout.volume_pages import VolumeComposer
from pipeline.pdf.volume_links import SCHEME
from pipeline.pdf.xmp import PdfFacts
from pipeline.production.volume.front_matter import LaidOutFrontMatter, lay_out_front_matter
from pipeline.resources import find_shipped
from pipeline.units import POINTS_PER_MM, PageGeometry, Size
from pipeline.volume import BoundVolume
from tests.conformance.printed_page import Glyph, Page, read_pages
from tests.conftest import Validate
from tests.engine.test_grid import ASCENT
from tests.volumes import bound_year, order

pytestmark = pytest.mark.whole

SHELVES = [BoundedFolder.of(find_shipped("layouts"))]
VOLUMES: Mapping[str, tuple[BoundVolume, int, str]] = {
    "year": (bound_year(articles=5), 0, "gongyun"),
    "journal": (bound_year(8, articles=4), 0, "journal"),
    "second part": (bound_year(10, articles=4, parts=2), 1, "gongyun"),
    "short": (bound_year(2, 4, 20), 0, "gongyun"),
    "many parts": (bound_year(12, 3, parts=4), 2, "journal"),
}


class Made:
    """Front matter laid out and written, with the composer that made it."""

    def __init__(self, volume: BoundVolume, part: int, issues: str) -> None:
        trim = find_layout(issues, SHELVES).geometry
        layout = find_layout("volume", SHELVES, kind="volume")
        self.volume, self.part = volume, part
        self.composer = VolumeComposer(volume.order, layout, Size(trim.width, trim.height))
        self.typesetter = Typesetter(
            fonts=find_shipped("fonts"),
            style_sheets=self.composer.style_sheets(),
            folders={"layout": layout.path},
            own_scheme=SCHEME,
        )
        self.laid_out: LaidOutFrontMatter = lay_out_front_matter(self.composer, volume, part, self.typesetter.lay_out)
        self.pdf = written(self.laid_out.parts, self.laid_out.labels)
        self.pages: list[Page] = read_pages(self.pdf)

    @property
    def lists(self) -> int:
        """The 0-based page on which the contents begin."""
        return next(number for number, page in enumerate(self.pages) if page.glyphs and "总目录" in page.lines[0].text)

    @property
    def geometry(self) -> PageGeometry:
        """The volume's design on the trim of the issues."""
        return self.composer.layout.geometry


def written(parts: tuple[LaidOutPart, ...], labels: tuple[str, ...]) -> bytes:
    created = datetime.datetime(2024, 1, 1, tzinfo=datetime.UTC)
    facts = PdfFacts(title="2023年合订本", authors=(), subject="", language="zh-CN", created=created)
    return write_reading_pdf(parts, facts, labels)


@cache
def made(name: str) -> Made:
    return Made(*VOLUMES[name])


def reader(data: bytes, folder: Path) -> pypdf.PdfReader:
    (folder / "read.pdf").write_bytes(data)
    return pypdf.PdfReader(folder / "read.pdf")


@pytest.mark.slow
def test_front_matter_is_accessible_and_archivable(tmp_path: Path, verapdf: Validate) -> None:
    paths = []
    for name in ("second part", "short"):
        paths.append(tmp_path / f"{name}.pdf")
        paths[-1].write_bytes(made(name).pdf)
    results = verapdf(paths)
    assert len(results) == len(paths)
    for path, flavours in results.items():
        for flavour, result in flavours.items():
            assert result.passed, f"{path.name} {flavour}: {result}"


@pytest.mark.parametrize("name", VOLUMES)
def test_pages_are_counted_in_roman_and_end_before_a_recto(name: str, tmp_path: Path) -> None:
    one = made(name)
    assert len(one.laid_out.labels) == len(one.pages) == sum(part.page_count for part in one.laid_out.parts)
    assert len(one.pages) % 2 == 0
    assert reader(one.pdf, tmp_path).page_labels == list(one.laid_out.labels)
    for page, label in list(zip(one.pages, one.laid_out.labels, strict=True))[1:]:  # the cover shows none
        below = [glyph for glyph in page.glyphs if glyph.y > one.geometry.height - one.geometry.foot]
        shown = "".join(glyph.character for glyph in below).strip()
        assert shown == (label if page.glyphs else "")
    assert one.lists % 2 == 0  # contents begin on a recto


@pytest.mark.parametrize("name", VOLUMES)
def test_nothing_is_complained_of(name: str) -> None:
    assert [part.warnings for part in made(name).laid_out.parts if part.warnings] == []


def test_the_imprint_prints_the_count_of_its_own_pages() -> None:
    for name in VOLUMES:
        imprint = "".join(glyph.character for glyph in made(name).pages[1].glyphs)
        assert f"卷首{len(made(name).pages)}页" in imprint.replace(" ", "")


def test_notes_come_with_the_pages() -> None:
    assert made("year").laid_out.notes == ()
    assert made("short").laid_out.notes == ("The spine is 2.3 mm thick and bears no title: that takes 5 mm.",)


def test_a_count_that_never_settles_is_an_error() -> None:
    one = made("short")
    calls = iter(range(10**6))

    def growing(html: str) -> LaidOutPart:
        part = one.laid_out.parts[0]
        return replace(part, pages=part.pages * (next(calls) + 1))

    with pytest.raises(RenderError, match="do not settle"):
        lay_out_front_matter(one.composer, one.volume, 0, growing)


# --- what stands where ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", VOLUMES)
def test_every_line_of_the_lists_is_on_the_grid(name: str) -> None:
    one = made(name)
    area = one.geometry.type_area
    first = one.geometry.head + (area.pitch - area.size) / 2 + ASCENT * area.size
    found = 0
    for page in one.pages[1:]:
        for glyph in page.glyphs:
            if abs(glyph.size - area.size) <= 0.01 and not glyph.character.isspace():
                assert min((glyph.y - first) % area.pitch, (first - glyph.y) % area.pitch) < 0.1, glyph
                found += 1
    assert found > 300


@pytest.mark.parametrize("name", VOLUMES)
def test_all_stays_in_the_type_area(name: str) -> None:
    one = made(name)
    for number, page in enumerate(one.pages[1:], 2):
        left, right = one.geometry.inside, one.geometry.outside
        if number % 2 == 0:
            left, right = right, left
        for glyph in page.glyphs:
            if not glyph.character.isspace():
                assert left - 0.5 <= glyph.left, glyph
                assert glyph.right <= one.geometry.width - right + 0.5, glyph


@pytest.mark.parametrize("name", VOLUMES)
def test_no_heading_stands_at_a_foot(name: str) -> None:
    """The last line of every page of the lists is that of an entry: it ends with the folio in hei."""
    one = made(name)
    for page in one.pages[one.lists :]:
        inside = [
            g for g in page.glyphs if g.y <= one.geometry.height - one.geometry.foot and not g.character.isspace()
        ]
        if inside:
            last = max(glyph.y for glyph in inside)
            end = max((glyph for glyph in inside if abs(glyph.y - last) < 0.1), key=lambda glyph: glyph.x)
            assert end.character.isdigit()
            assert "Hei" in end.font


def folios(page: Page) -> list[Glyph]:
    """The last digit of each volume folio on a page of lists."""
    return [
        line.glyphs[-1]
        for line in page.lines
        if line.glyphs[-1].character.isdigit() and "Hei" in line.glyphs[-1].font and abs(line.size - 10.5) < 0.01
    ]


@pytest.mark.parametrize("name", VOLUMES)
def test_folios_end_on_one_edge(name: str) -> None:
    one = made(name)
    count = 0
    for number, page in enumerate(one.pages[one.lists :], one.lists + 1):
        edge = one.geometry.width - (one.geometry.outside if number % 2 else one.geometry.inside)
        for glyph in folios(page):
            assert glyph.right == pytest.approx(edge, abs=0.5)
            count += 1
    articles = sum(len(issue.articles) for issue in one.volume.issues)
    assert count >= 2 * articles


def test_every_entry_can_be_pressed_from_title_to_folio(tmp_path: Path) -> None:
    one = made("second part")
    pdf = reader(one.pdf, tmp_path)
    targets: list[str] = []
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            link = annotation.get_object()
            left, _bottom, right, _top = map(float, link["/Rect"])
            assert right - left > one.geometry.type_area.width - 80  # all of the line, in the index from the title on
            assert link["/A"]["/S"] == "/URI"
            targets.append(str(link["/A"]["/URI"]))
    bound = [
        f"kanben:{article.destination}"
        for issue in one.volume.issues
        for article in issue.articles
        if issue.volume_part == 1
    ]
    assert targets[: len(bound)] == bound
    assert set(targets) == set(bound)
    assert sorted(targets[len(bound) : 2 * len(bound)]) == sorted(bound)


def test_same_input_same_bytes() -> None:
    assert Made(*VOLUMES["short"]).pdf == made("short").pdf


# --- stamps ---------------------------------------------------------------------------------------------------------


def stamp_pages(name: str) -> dict[str, Page]:
    """Each overlay by its id."""
    sheet = made(name).typesetter.lay_out(made(name).composer.stamps())
    pages = read_pages(written((sheet,), ("1",) * sheet.page_count))
    return {name: pages[index] for name, index in sheet.anchors.items()}


def extent(page: Page) -> tuple[float, float, float]:
    """Left and right end and base line of the text on an overlay, pt."""
    glyphs = [glyph for glyph in page.glyphs if not glyph.character.isspace()]
    bases = {round(glyph.y, 2) for glyph in glyphs}
    assert len(bases) == 1
    return min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs), bases.pop()


@pytest.mark.parametrize("name", ["year", "journal"])
def test_where_stamps_stand(name: str) -> None:
    geometry, stamps = made(name).geometry, stamp_pages(name)
    assert len(stamps) == 7
    inset, room = 10 * POINTS_PER_MM, 24 * POINTS_PER_MM
    for side in ("recto", "verso"):
        for kind, base, edge in (
            ("head", 8 * POINTS_PER_MM, inset),
            ("foot", geometry.height - 6.5 * POINTS_PER_MM, room),
            ("folio", geometry.height - 6.5 * POINTS_PER_MM, inset),
        ):
            left, right, found = extent(stamps[f"{kind}-{side}"])
            assert found == pytest.approx(base, abs=0.5)
            assert (geometry.width - right if side == "recto" else left) == pytest.approx(edge, abs=0.6)
    digits = "".join(glyph.character for glyph in stamps["folio-recto"].glyphs)
    assert digits == "0123456789"
    # Five digits of a volume folio, 8 pt × 0.555 each, end before the foot's text begins.
    assert inset + 5 * 8 * 0.555 < room


def test_stamps_keep_off_the_issues_own_folios_and_heads() -> None:
    """gongyun has its folio 14 pt high about 20 mm above the foot, journal 11 mm; journal's running head at 15 mm."""
    for name in ("year", "journal"):
        geometry, stamps = made(name).geometry, stamp_pages(name)
        for side in ("recto", "verso"):
            highest = min(glyph.y - glyph.size for glyph in stamps[f"foot-{side}"].glyphs)
            assert highest > geometry.height - 11 * POINTS_PER_MM
            assert max(glyph.y + 0.3 * glyph.size for glyph in stamps[f"head-{side}"].glyphs) < 15 * POINTS_PER_MM - 9


def test_stamps_are_transparent_and_text() -> None:
    one = made("year")
    sheet = one.typesetter.lay_out(one.composer.stamps())
    pdf = pypdf.PdfReader(io.BytesIO(written((sheet,), ("1",) * sheet.page_count)))
    for name, index in sheet.anchors.items():
        operators = pdf.pages[index].get_contents().get_data().split()
        if name != "opening":
            assert not {b"f", b"f*", b"re", b"S", b"Do"} & set(operators)
        assert b"Tj" in operators or b"TJ" in operators
    assert order().stamps.ownership in "".join(glyph.character for glyph in stamp_pages("year")["opening"].glyphs)
