"""Files for the press, read back by other readers: boxes, content, what is declared, and what stays behind."""

import re
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pikepdf
import pypdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

from pipeline.errors import BindingError
from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.press.file.press_file import PressPage, slug_line
from tests.conftest import Validate, need
from tests.press.press_files import (
    BLANK,
    BLEED,
    FACTS,
    HEIGHT,
    MM,
    PAINTED,
    RED,
    SLUG,
    TRIM,
    WIDTH,
    WITH_RED,
    no_qpdf,
    pages_of,
    press_file,
    printer,
    source,
    written,
)

STANDARDS = ("PDF/X-4", "PDF/X-1a")
X1A = {"standard": "PDF/X-1a"}
BARE = {"marks": frozenset()}
SCALE = 2  # dots a point


def seen(data: bytes, page: int = 0) -> np.ndarray:
    """A page as pdfium draws it, grey, the upper row first."""
    with pypdfium2.PdfDocument(data) as pdf:
        return np.asarray(pdf[page].render(scale=SCALE).to_pil().convert("L"))


def inside(image: np.ndarray, distance: float) -> np.ndarray:
    """What is further than *distance* pt from the edge of the media, less a dot that it may share with the rest."""
    edge = int(np.ceil(distance * SCALE)) + 1
    return image[edge:-edge, edge:-edge]


def outside(image: np.ndarray, distance: float) -> np.ndarray:
    """*image* without what is further than *distance* pt from the edge."""
    edge = int(distance * SCALE) - 1
    kept = image.copy()
    kept[edge:-edge, edge:-edge] = 255
    return kept


# Boxes and content


@pytest.mark.parametrize("standard", STANDARDS)
def test_boxes(standard: str) -> None:
    with pikepdf.open(BytesIO(press_file(source(b"", b""), on=printer(standard=standard)))) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            box = {name: [float(each) for each in page.obj[f"/{name}"]] for name in ("TrimBox", "BleedBox", "MediaBox")}
            x, y, right, top = box["TrimBox"]
            assert (x, y) == pytest.approx((SLUG, SLUG), abs=1e-4)
            assert (right - x, top - y) == pytest.approx((round(WIDTH, 4), round(HEIGHT, 4)), abs=1e-9)
            assert box["BleedBox"] == pytest.approx([x - BLEED, y - BLEED, right + BLEED, top + BLEED], abs=1e-4)
            assert box["MediaBox"] == pytest.approx([0, 0, WIDTH + 2 * SLUG, HEIGHT + 2 * SLUG], abs=2e-4)
            names = {"/Type", "/Parent", "/MediaBox", "/BleedBox", "/TrimBox", "/Resources", "/Contents"}
            assert set(page.obj.keys()) == names


def test_the_page_lies_in_its_trim_as_it_was() -> None:
    """Vectors and patterns, which lie in the space of the page and not of its content, are seen where they were."""
    marked = b"0 0 0 1 k 10 20 30 5 re f /Pattern cs /P1 scn 50 50 60 60 re f"
    data = press_file(source(marked))
    original = pikepdf.new()
    page = original.add_blank_page(page_size=(WIDTH, HEIGHT))
    with pikepdf.open(BytesIO(data)) as pdf:
        held = pdf.pages[0].Resources.Pattern.P1
        assert [round(float(each), 3) for each in held.Matrix] == [1, 0, 0, 1, round(7 + SLUG, 3), round(3 + SLUG, 3)]
        copied = original.copy_foreign(held)
        copied.Matrix = Array([1, 0, 0, 1, 7, 3])
    page.Resources = Dictionary(Pattern=Dictionary(P1=original.make_indirect(copied)))
    page.Contents = original.make_stream(marked)
    file = BytesIO()
    original.save(file)
    edge = round(SLUG * SCALE)
    wanted = seen(file.getvalue())
    made = seen(data)[edge : edge + wanted.shape[0], edge : edge + wanted.shape[1]]
    assert np.abs(made.astype(int) - wanted).mean() < 1
    with pikepdf.open(BytesIO(data)) as pdf:  # as a check of the check: the pattern left where it was
        pdf.pages[0].Resources.Pattern.P1.Matrix = Array([1, 0, 0, 1, 7, 3])
        pdf.save(file := BytesIO())
    unmoved = seen(file.getvalue())[edge : edge + wanted.shape[0], edge : edge + wanted.shape[1]]
    assert np.abs(unmoved.astype(int) - wanted).mean() > 3


@pytest.mark.parametrize("name", ["fogra39", "two-colour"])
def test_marks_paint_nothing_within_the_bleed(name: str) -> None:
    pdf, on = source(PAINTED), printer(name)
    data = press_file(pdf, [BLANK, *pages_of(pdf)], WITH_RED, on)
    blank, painted = seen(data, 0), seen(data, 1)
    assert blank.shape == painted.shape
    assert inside(blank, SLUG - BLEED).min() == 255
    assert outside(blank, SLUG - BLEED).min() < 100
    assert inside(painted, SLUG - BLEED).max() < 200


def test_content_is_cut_off_at_the_bleed() -> None:
    data = press_file(source(PAINTED), on=printer(**BARE))
    assert outside(seen(data), SLUG - BLEED).min() == 255
    with pikepdf.open(BytesIO(data)) as pdf:
        first = pdf.pages[0].Contents[0]
        first.write(first.read_bytes().replace(b" W n", b" n"))
        pdf.save(file := BytesIO())
    assert outside(seen(file.getvalue()), SLUG - BLEED).min() < 200


def test_what_content_leaves_open_does_not_reach_the_marks() -> None:
    """A page that moves its origin, as WeasyPrint's do, and never moves it back."""
    moved = press_file(source(b".5 0 0 .5 100 100 cm 3 w"))
    assert (outside(seen(moved), SLUG - BLEED) == outside(seen(press_file(source(b""))), SLUG - BLEED)).all()


@pytest.mark.parametrize(("rotation", "unit"), [(90, 1), (180, 2), (270, 1)])
def test_turned_pages_stand_as_they_are_seen(rotation: int, unit: int) -> None:
    pdf = source(b"0 0 0 1 k 0 0 40 10 re f", entries=b"/Rotate %d/UserUnit %d" % (rotation, unit))
    with pikepdf.open(BytesIO(data := press_file(pdf, on=printer(**BARE)))) as made:
        page = made.pages[0]
        assert "/Rotate" not in page.obj
        assert "/UserUnit" not in page.obj
        width, height = (float(page.TrimBox[index + 2]) - float(page.TrimBox[index]) for index in (0, 1))
    wanted = (HEIGHT, WIDTH) if rotation % 180 else (WIDTH, HEIGHT)
    assert (width, height) == pytest.approx((wanted[0] * unit, wanted[1] * unit), abs=1e-3)
    rows, columns = np.nonzero(seen(data) < 100)
    edge = SLUG * SCALE  # the mark at the lower left is at the upper left, upper right, lower right when turned
    end_x, end_y = (SLUG + width) * SCALE, (SLUG + height) * SCALE
    corner = {90: (edge, edge), 180: (end_x, edge), 270: (end_x, end_y)}[rotation]
    assert corner[0] == pytest.approx(columns.min() if rotation == 90 else columns.max() + 1, abs=2)
    assert corner[1] == pytest.approx(rows.max() + 1 if rotation == 270 else rows.min(), abs=2)


def test_contents_of_several_streams_are_kept() -> None:
    pdf = source(b"q 0 0 0 1 k")
    pdf.bodies[10] = pdf.bodies[10].replace(b"/Contents 11 0 R", b"/Contents 13 0 R")
    pdf.bodies[13] = b"[11 0 R 15 0 R]"
    pdf.bodies[15], pdf.streams[15] = b"<<>>", b"0 0 50 50 re f Q"
    data = press_file(pdf, [PressPage(10, TRIM, "1")])
    with pikepdf.open(BytesIO(data)) as made:
        contents = [each.read_bytes() for each in made.pages[0].Contents]
    assert contents[1:3] == [b"q 0 0 0 1 k", b"0 0 50 50 re f Q"]
    assert contents[0].startswith(b"q ")
    assert contents[3] == b"Q"
    del pdf.bodies[13]
    pdf.parsed.clear()
    with pikepdf.open(BytesIO(press_file(pdf, [PressPage(10, TRIM, "1")]))) as made:
        assert len(made.pages[0].Contents) == 2  # marks alone


def test_pages_of_other_sizes_and_blanks_of_the_common_one() -> None:
    pdf = source(b"", b"", b"")
    first, second, third = pages_of(pdf)
    wide = replace(third, trim=(0.0, 0.0, 2 * WIDTH, HEIGHT))
    data, report = written(pdf, [first, BLANK, second, wide, BLANK])
    with pikepdf.open(BytesIO(data)) as made:
        widths = [round(float(page.TrimBox[2] - page.TrimBox[0]) / MM, 2) for page in made.pages]
    assert widths == [130, 130, 130, 260, 130]
    assert (report.pages, report.blanks, report.plates) == (5, 2, ("Cyan", "Magenta", "Yellow", "Black"))
    assert report.notes == ()


# What is carried


def test_only_what_pages_need_is_carried() -> None:
    entries = b"/Annots[20 0 R]/StructParents 0/Tabs/S/Metadata 21 0 R/CropBox[0 0 9 9]"
    entries += b"/Group<</S/Transparency/CS/DeviceCMYK>>"
    root = b"/Names<<>>/Outlines 22 0 R/StructTreeRoot 23 0 R/MarkInfo<</Marked true>>/Metadata 21 0 R"
    root += b"/OpenAction[10 0 R/Fit]"
    pdf = source(b"", entries=entries, root=root)
    pages = pages_of(pdf)
    for number in range(20, 24):
        pdf.bodies[number] = b"<</Secret(of the source)>>"
    with pikepdf.open(BytesIO(press_file(pdf, pages))) as made:
        names = {"/Type", "/Pages", "/Lang", "/Metadata", "/OutputIntents", "/PageLabels"}
        assert set(made.Root.keys()) == names
        assert "/Annots" not in made.pages[0].obj
        assert {"/StructParents", "/Tabs", "/CropBox", "/Metadata"} & set(made.pages[0].obj.keys()) == set()
        assert str(made.pages[0].obj.Group.CS) == "/DeviceCMYK"
        assert [each for each in made.objects if isinstance(each, Dictionary) and "/Secret" in each] == []
    with pikepdf.open(BytesIO(press_file(pdf, pages, on=printer(**X1A)))) as made:
        assert "/Group" not in made.pages[0].obj


def test_pages_share_what_they_can() -> None:
    """A volume: each page has a page object and its slug line of its own, and nothing else."""

    def count(pages: int) -> int:
        with pikepdf.open(BytesIO(press_file(source(*[PAINTED] * pages)))) as made:
            return len([each for each in made.objects if isinstance(each, Dictionary | pikepdf.Stream)])

    assert count(140) - count(40) <= 3 * 100 + 1  # its own content besides; object streams


def test_names_of_the_source_are_not_taken() -> None:
    resources = b"<</Font<</KanbenSlug 5 0 R/KanbenXSlug 5 0 R>>>>"
    pdf = source(b"", resources=resources)
    pdf.bodies[5] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    with pikepdf.open(BytesIO(press_file(pdf))) as made:
        assert sorted(made.pages[0].Resources.Font.keys()) == ["/KanbenSlug", "/KanbenXSlug", "/KanbenXXSlug"]
        assert made.pages[0].Resources.Font.KanbenSlug.BaseFont == Name.Helvetica
        assert b"/KanbenXXSlug 7 Tf" in made.pages[0].Contents[-1].read_bytes()


def test_a_page_without_resources() -> None:
    pdf = source(b"")
    pdf.bodies[10] = pdf.bodies[10].replace(b"/Resources 7 0 R", b"")
    with pikepdf.open(BytesIO(press_file(pdf))) as made:
        assert set(made.pages[0].Resources.keys()) == {"/ColorSpace", "/Font"}


@pytest.mark.parametrize(
    "resources",
    [
        b"[]",
        b"null",
        b"<</Font 3/ColorSpace[1 2]/ExtGState 99 0 R/Pattern[6 0 R]>>",
        b"<</Pattern<</P1 99 0 R/P2 3/P3 8 0 R>>>>",
        b"<</Pattern<</P1<</PatternType 2/Matrix 3>>/P2<</Matrix[1 0 0]>>/P3<</Matrix[/A/B/C/D/E/F]>>>>>>",
        b"<</Pattern 7 0 R/Font 7 0 R>>",
    ],
)
def test_resources_that_are_no_resources(resources: bytes) -> None:
    pdf = source(PAINTED, resources=resources, entries=b"/Rotate 45/UserUnit/None", root=b"/OCProperties 3")
    pages = pages_of(pdf)
    pdf.bodies[8] = b"(no pattern)"
    with pikepdf.open(BytesIO(press_file(pdf, pages))) as made:
        assert "/KanbenSlug" in made.pages[0].Resources.Font
        assert made.check_pdf_syntax() == []


def test_a_pattern_written_in_place_moves_with_the_page() -> None:
    pdf = source(b"", resources=b"<</Pattern<</P1<</PatternType 2/Shading 9 0 R/Matrix[2 0 0 2 1 1]>>>>>>")
    pages = pages_of(pdf)
    pdf.bodies[9] = b"<</ShadingType 1/ColorSpace/DeviceGray/Function<<>>>>"
    with pikepdf.open(BytesIO(press_file(pdf, pages))) as made:
        pattern = made.pages[0].Resources.Pattern.P1
        assert [float(each) for each in pattern.Matrix] == pytest.approx([2, 0, 0, 2, 1 + SLUG, 1 + SLUG], abs=1e-4)
        assert int(pattern.Shading.ShadingType) == 1


LAYERS = b"/OCProperties<</OCGs[30 0 R]/D<</OFF[30 0 R]/AS[<</Event/Print/Category[/Print]>>]>>>>"


def test_hidden_layers_stay_hidden() -> None:
    pdf = source(b"", root=LAYERS)
    pages = pages_of(pdf)
    pdf.bodies[30] = b"<</Type/OCG/Name(hidden)>>"
    with pikepdf.open(BytesIO(press_file(pdf, pages))) as made:
        default = made.Root.OCProperties.D
        assert str(default.OFF[0].Name) == "hidden"
        assert set(default.keys()) == {"/OFF", "/Name"}
    with pytest.raises(BindingError, match=r"The PDF has layers, which PDF/X-1a does not know"):
        press_file(pdf, pages, on=printer(**X1A))


# What is declared


@pytest.mark.parametrize("standard", STANDARDS)
def test_information_and_xmp_agree(standard: str) -> None:
    facts = replace(FACTS.document, title="甲 & 乙 <丙>", authors=('编 "辑" 部', "二"), subject="题")
    with pikepdf.open(BytesIO(press_file(facts=replace(FACTS, document=facts), on=printer(standard=standard)))) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert pdf.Root.Metadata.get("/Filter") is None
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            assert xmp["dc:title"] == info["/Title"] == facts.title
            assert xmp["dc:creator"] == [info["/Author"]] == ['编 "辑" 部；二']
            assert xmp["dc:description"] == info["/Subject"] == "题"
            assert xmp["pdf:Producer"] == info["/Producer"] == "Kanben"
            assert xmp["xmp:CreatorTool"] == info["/Creator"] == "Kanben"
            assert info["/CreationDate"] == info["/ModDate"] == "D:20230115000000Z"
            dates = {xmp[f"xmp:{name}Date"] for name in ("Create", "Modify", "Metadata")}
            assert dates == {"2023-01-15T00:00:00Z"}
            assert (xmp["pdf:Trapped"], pdf.docinfo.Trapped) == ("False", Name("/False"))
            assert (xmp["xmpMM:VersionID"], xmp["xmpMM:RenditionClass"]) == ("1", "default")
            version = {"PDF/X-4": "PDF/X-4", "PDF/X-1a": "PDF/X-1a:2003"}[standard]
            key = {"PDF/X-4": "{http://www.npes.org/pdfx/ns/id/}", "PDF/X-1a": "{http://ns.adobe.com/pdfx/1.3/}"}
            assert xmp[f"{key[standard]}GTS_PDFXVersion"] == info["/GTS_PDFXVersion"] == version
            assert len({xmp["xmpMM:DocumentID"], xmp["xmpMM:InstanceID"]}) == 2
        assert pdf.trailer.ID[0] == pdf.trailer.ID[1]


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_output_intent(standard: str) -> None:
    on = printer(standard=standard)
    with pikepdf.open(BytesIO(press_file(on=on))) as pdf:
        [intent] = pdf.Root.OutputIntents
        assert intent.S == Name.GTS_PDFX
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert str(intent.RegistryName) == "http://www.color.org"
        assert str(intent.OutputCondition) == str(intent.Info) == on.condition
        assert intent.DestOutputProfile.N == 4
        assert intent.DestOutputProfile.read_bytes() == on.profile
    nameless = replace(on, condition="")
    with pikepdf.open(BytesIO(press_file(on=nameless))) as pdf:
        assert str(pdf.Root.OutputIntents[0].Info) == on.name


def test_the_same_input_gives_the_same_bytes_and_other_content_other_identifiers() -> None:
    one, again, other = (press_file(source(content)) for content in (PAINTED, PAINTED, b"0 g"))
    assert one == again
    identifiers = [re.findall(rb"uuid:([0-9a-f-]{36})", data) for data in (one, other)]
    assert [len(each) for each in identifiers] == [2, 2]
    assert set(identifiers[0]) & set(identifiers[1]) == set()
    assert press_file(facts=replace(FACTS, document=replace(FACTS.document, title="另"))) != one


def test_folios_are_the_labels() -> None:
    labels = ["封面", "封二", "1", "2", "007", "3", "", "٣", "9"]
    pdf = source(*[b""] * len(labels))
    pages = [replace(page, label=label) for page, label in zip(pages_of(pdf), labels, strict=True)]
    data = press_file(pdf, pages)
    assert pypdf.PdfReader(BytesIO(data)).page_labels == labels
    with pypdfium2.PdfDocument(data) as made:
        assert [made.get_page_label(index) for index in range(len(made))] == labels


def test_the_slug_line_can_be_read() -> None:
    pdf = source(b"", b"")
    pages = [replace(page, label=label) for page, label in zip(pages_of(pdf), ("封面", "12"), strict=True)]
    with pypdfium2.PdfDocument(press_file(pdf, [*pages, BLANK], WITH_RED)) as made:
        lines = [page.get_textpage().get_text_bounded(0, 0, WIDTH + 2 * SLUG, SLUG) for page in made]
    plates = ["Cyan", "Magenta", "Yellow", "Black", "PANTONE", "485", "C"]
    assert lines[0].split() == ["试刊", "·", "2023年第1期", "·", "封面", "·", "2023-01-15", *plates]
    assert lines[1].split()[4] == "12"
    assert lines[2].split()[4] == "2023-01-15"
    assert slug_line(FACTS, "12") == "试刊 · 2023年第1期 · 12 · 2023-01-15"


def test_marks_without_room_are_told_once() -> None:
    on = printer(slug=6 * MM)
    _data, report = written(source(b"", b""), on=on)
    [note] = report.notes
    assert note == "A slug of 6 mm around the pages has no room for registration marks, the colour bar."
    assert written(on=printer(slug=6 * MM, marks=frozenset({"crop"})))[1].notes == ()


# Readers and validators


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("name", ["fogra39", "two-colour"])
def test_readers_open_it(standard: str, name: str) -> None:
    data = press_file(source(PAINTED, b""), facts=WITH_RED, on=printer(name, standard=standard))
    assert data.startswith(b"%PDF-1.6" if standard == "PDF/X-4" else b"%PDF-1.4")
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.check_pdf_syntax() == []
    assert len(pypdf.PdfReader(BytesIO(data), strict=True).pages) == 2
    with pypdfium2.PdfDocument(data) as pdf:
        assert len(pdf) == 2


def qpdf(data: bytes, path: Path) -> int:
    path.write_bytes(data)
    return subprocess.run(["qpdf", "--check", path], capture_output=True, check=False, timeout=60).returncode


@pytest.mark.parametrize("standard", STANDARDS)
def test_qpdf_finds_nothing(standard: str, tmp_path: Path) -> None:
    need(no_qpdf())
    data = press_file(source(PAINTED, b""), facts=WITH_RED, on=printer(standard=standard))
    assert qpdf(data, tmp_path / "good.pdf") == 0
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    assert qpdf(data[:start] + b"junk\n" + data[start:], tmp_path / "moved.pdf") != 0


def test_a_file_of_pdf_1_4_has_no_streams_of_objects() -> None:
    plain, packed = press_file(on=printer(**X1A)), press_file()
    for word in (b"/ObjStm", b"/XRef"):
        assert word not in plain
        assert word in packed
    assert b"\nxref\n0 " in plain
    assert b"\ntrailer\n" in plain


def test_what_is_finished_can_be_taken_apart_again() -> None:
    made = read_finished_pdf(press_file())
    assert press_file(
        made, [PressPage(number, TRIM) for number in made.bodies if b"/Type/Page/" in made.bodies[number]]
    )


PDF_A = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="2" pdfaid:conformance="B"/></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def archived(data: bytes, path: Path, kind: str = "GTS_PDFA1") -> Path:
    """The file as PDF/A-2b: what it shares with PDF/X is left as it is."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.Root.OutputIntents[0].S = Name(f"/{kind}")
        pdf.Root.Metadata.write(PDF_A.encode("utf-8"))
        pdf.Root.Metadata.Type, pdf.Root.Metadata.Subtype = Name.Metadata, Name.XML
        del pdf.trailer["/Info"]
        pdf.save(path)
    return path


@pytest.mark.slow
def test_the_parts_shared_with_pdf_a_conform(tmp_path: Path, verapdf: Validate) -> None:
    files = {
        f"{name}-{standard[4:]}": press_file(source(PAINTED, b""), None, WITH_RED, printer(name, standard=standard))
        for name in ("fogra39", "two-colour")
        for standard in STANDARDS
    }
    paths = [archived(data, tmp_path / f"{name}.pdf") for name, data in files.items()]
    without = archived(press_file(), tmp_path / "without.pdf", "GTS_PDFX")
    results = verapdf([*paths, without], ["2b"])
    for path in paths:
        assert results[path]["2b"].passed, f"{path.name}: {results[path]['2b']}"
    assert not results[without]["2b"].passed


def test_the_note_of_a_spot_ink() -> None:
    """The same tint transform for a spot ink wherever it is told, as ISO 15930-7 wants it."""
    with pikepdf.open(BytesIO(press_file(facts=WITH_RED))) as pdf:
        space = pdf.pages[0].Resources.ColorSpace.KanbenSpot1
        assert str(space[1]) == f"/{RED.name}"
        assert [float(each) for each in space[3].C1] == list(RED.cmyk)
        assert str(space[2]) == "/DeviceCMYK"
