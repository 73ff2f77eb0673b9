"""Each check by a good file in which one thing is broken: that one is found, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageCms

from pipeline.preflight.checks import CHECKS
from pipeline.preflight.profile import PROFILES
from pipeline.preflight.verdict import PreflightVerdict, preflight
from tests.preflight.good_files import BLEED, CONTENT, good, saved
from tests.preflight.test_accessible import CASES as CASES_OF_TAGS


@dataclass(frozen=True)
class Case:
    """*damage* breaks a good file so that the check *id* tells *message* on the page with the 0-based index *page*."""

    id: str
    profile: str
    damage: Callable[[pikepdf.Pdf], None]
    message: str
    page: int | None = None
    box: tuple[float, float] | None = None  # lower left corner, pt

    def __str__(self) -> str:
        return f"{self.id} {self.message[:20]}"


def content(old: bytes, new: bytes, page: int = 2) -> Callable[[pikepdf.Pdf], None]:
    """A change of the content of a page."""

    def change(pdf: pikepdf.Pdf) -> None:
        assert old in CONTENT
        pdf.pages[page].obj.Contents = pdf.make_stream(CONTENT.replace(old, new))

    return change


def entry(holder: str, key: str, value: object = None) -> Callable[[pikepdf.Pdf], None]:
    """A change of an entry of the catalogue ``root``, ``font``, ``descriptor`` or a page (its 0-based index)."""

    def change(pdf: pikepdf.Pdf) -> None:
        font = pdf.pages[0].obj.Resources.Font.F1
        holders = {"root": pdf.Root, "font": font, "descriptor": font.DescendantFonts[0].FontDescriptor}
        found = holders[holder] if holder in holders else pdf.pages[int(holder)].obj
        if value is None:
            del found[key]
        else:
            found[key] = value

    return change


def _state(**entries: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[2].obj.Resources.ExtGState = Dictionary(G1=Dictionary(**entries))
        content(b"q 0.5 w", b"q /G1 gs 0.5 w")(pdf)

    return change


def _shown_in_form(pdf: pikepdf.Pdf) -> None:
    form = pdf.pages[0].obj.Resources.XObject.Fm1
    form.write(b"q 2 0 0 2 0 0 cm 1 0 0 rg 10 10 20 5 re f Q")


def _type3(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type3, CharProcs=Dictionary(), Encoding=Dictionary())
    resources = Dictionary(pdf.pages[2].obj.Resources)
    resources.Font = Dictionary(F1=resources.Font.F1, F3=pdf.make_indirect(font))
    pdf.pages[2].obj.Resources = resources
    content(b"Q\nq 0.5", b"BT /F3 9 Tf (a) Tj ET Q\nq 0.5")(pdf)


def _whole_font(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Resources.Font.F1.BaseFont = Name.Song


def _large(pdf: pikepdf.Pdf) -> None:
    pdf.pages[3].obj.TrimBox = Array([BLEED, BLEED, BLEED + 190, BLEED + 300])


def _uncut(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        del page.obj.TrimBox


def _small_bleed(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.BleedBox = Array([5, 5, 205 + BLEED, 305 + BLEED])


def _attach(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["a.txt"] = b"attached"


def _attach_to_page(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([300, 400, 310, 410]))
    pdf.pages[1].obj.Annots = Array([note])


def _script_in_form(pdf: pikepdf.Pdf) -> None:
    field = pdf.make_indirect(Dictionary(T=String("a"), AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("1")))))
    field.Kids = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _icc_rgb(pdf: pikepdf.Pdf) -> None:
    profile = pdf.make_stream(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile.N = 3
    pdf.pages[2].obj.Resources.ColorSpace = Dictionary(C1=Array([Name.ICCBased, profile]))
    content(b"0 0 0 1 K", b"/C1 CS 1 0 0 SCN")(pdf)


def _spot(pdf: pikepdf.Pdf) -> None:
    spot = Array([Name.Separation, Name("/PANTONE#20485"), Name.DeviceCMYK, Dictionary(FunctionType=2)])
    indexed = Array([Name.Indexed, Name.DeviceRGB, 0, String("abc")])
    pdf.pages[2].obj.Resources.ColorSpace = Dictionary(C1=spot, C2=indexed)
    content(b"0 0 0 1 K 20 20 m", b"/C1 CS 1 SCN 20 20 m 29 29 l S /C2 CS 0 SCN 30 30 m")(pdf)


def _note(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([50, 60, 70, 80]))
    pdf.pages[1].obj.Annots = Array([note])


def _script_on_page(pdf: pikepdf.Pdf) -> None:
    first = Dictionary(S=Name.GoTo, D=String("there"), Next=Array([Dictionary(S=Name.JavaScript, JS=String("1"))]))
    pdf.pages[1].obj.AA = Dictionary(O=first)


def _no_words(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot.K[0]["/Alt"]


def _lost_target(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Annots[0].Dest = String("nowhere")


def _lost_outline_target(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.Dest = String("nowhere")


def _metadata(old: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes().decode("utf-8")
        assert old in data
        pdf.Root.Metadata.write(data.replace(old, new).encode("utf-8"))

    return change


def _wrong_profile(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile = Dictionary()


def _spaces(**spaces: Array) -> Callable[[pikepdf.Pdf], None]:
    """Strokes on the third page, one in each of *spaces*, below one another."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[2].obj.Resources.ColorSpace = Dictionary(**spaces)
        strokes = [b"/%s CS 1 SCN 20 %d m 90 %d l S" % (name.encode(), at, at) for at, name in enumerate(pairs, 40)]
        content(b"120 20 l S", b"120 20 l S " + b" ".join(strokes))(pdf)

    pairs = list(spaces)
    return change


def separation(name: str, *tint: float) -> Array:
    function = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), N=1, C0=Array([0, 0, 0, 0]), C1=Array(tint or (0, 1, 1, 0))
    )
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, function])


def _overprinting(white: bytes, **state: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[2].obj.Resources.ExtGState = Dictionary(G1=Dictionary(**state))
        pdf.pages[2].obj.Resources.ColorSpace = Dictionary(C1=separation("PANTONE 485 C"))
        content(b"120 20 l S", b"120 20 l S /G1 gs " + white + b" 30 110 20 20 re f")(pdf)

    return change


def _form_group(**group: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj.Resources.XObject.Fm1.Group = Dictionary(S=Name.Transparency, **group)

    return change


def _x1a(pdf: pikepdf.Pdf) -> None:
    _metadata("PDF/X-4", "PDF/X-1a:2003")(pdf)
    pdf.docinfo.GTS_PDFXVersion = "PDF/X-1a:2003"


def _x1a_with_group(pdf: pikepdf.Pdf) -> None:
    _x1a(pdf)
    _form_group()(pdf)


def _x1a_without_title(pdf: pikepdf.Pdf) -> None:
    _x1a(pdf)
    del pdf.docinfo.Title


def _x1a_without_trapped(pdf: pikepdf.Pdf) -> None:
    _x1a(pdf)
    del pdf.docinfo.Trapped


def _other_date(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo.ModDate = "D:20230115080000"


RICH = b"120 20 l S 1 1 .9 .3 k 120 150 60 60 re f"
WHITE = "Something white overprints what lies below"
CASES = [
    Case("geometry.boxes", "press", entry("1", "/BleedBox", Array([-20, 0, 220, 320])), "The BleedBox reaches", 1),
    Case("geometry.trim-box", "press", _uncut, "The page has no TrimBox.", 0),
    Case("geometry.bleed", "press", _small_bleed, "The bleed is 1.2 mm, less than 3 mm.", 1, (BLEED, BLEED)),
    Case("geometry.bleed", "press", content(b"24 50 50 cm", b"24 %f 50 cm" % BLEED), "An image reaches the trim", 2),
    Case("geometry.bleed", "press", content(b"20 20 m", b"7 20 m"), "A line reaches the trim and ends 0.6 mm", 2),
    Case("geometry.bleed", "press", content(b"120 20 l S", b"120 20 l S 30 5 9 9 re f"), "An area reaches the trim", 2),
    Case("geometry.safe-zone", "press", content(b"50 200 Td", b"12 200 Td"), "Text stands 1.2 mm", 2, (12, 200)),
    Case("geometry.safe-zone", "press", content(b"50 200 Td", b"183 200 Td"), "Text stands 0.5 mm", 2, (183, 200)),
    Case("geometry.safe-zone", "press", content(b"24 50 50 cm", b"24 180 50 cm"), "An image ends 1.6 mm", 2, (180, 50)),
    Case("geometry.safe-zone", "press", content(b"20 20 m", b"20 12 m"), "A line ends 1.1 mm", 2, (19.75, 11.75)),
    Case(
        "geometry.safe-zone",
        "press",
        content(b"120 20 l S", b"120 20 l S 30 290 9 12 re f"),
        "An area ends",
        2,
        (30, 290),
    ),
    Case("geometry.page-size", "press", _large, "The page is 67.0 × 105.8 mm, the first one 70.6 × 105.8 mm.", 3),
    Case("geometry.page-multiple", "press", lambda pdf: pdf.pages.__delitem__(3), "The file has 3 pages, which"),
    Case("fonts.embedded", "press", entry("descriptor", "/FontFile2"), "The font ABCDEF+Song is not embedded.", 0),
    Case("fonts.embedded", "press", content(b"/F1", b"/F9"), "Text is shown in a font that is not", 2, (50, 200)),
    Case("fonts.subset", "press", _whole_font, "The font Song is embedded whole.", 0),
    Case("fonts.missing-glyphs", "press", content(b"<00010002>", b"<00010000>"), "A character that", 2, (50, 200)),
    Case("fonts.type3", "press", _type3, "Text is set in a Type 3 font.", 2),
    Case("colour.spaces", "press", content(b"0 0 0 1 K", b"1 0 0 RG"), "Something is painted in a", 2, (20, 20)),
    Case("colour.spaces", "press", _shown_in_form, "Something is painted in a colour space", 0, (20, 20)),
    Case("colour.spaces", "press", _icc_rgb, "Something is painted in a colour space for screens: ICCBased3.", 2),
    Case(
        "colour.spaces", "press", _spot, "Something is painted in a colour space for screens: DeviceRGB.", 2, (30, 20)
    ),
    Case("colour.rich-black-text", "press", content(b"0 0 0 1 k", b"0.6 0.4 0.4 1 k"), "Black text", 2, (50, 200)),
    Case(
        "colour.small-text-inks",
        "press",
        content(b"0 0 0 1 k BT /F1 12", b"1 0 0 .2 k BT /F1 8"),
        "Text of 8.0",
        2,
        (50, 200),
    ),
    Case(
        "colour.small-text-inks",
        "press",
        content(b"12 Tf 50 200 Td", b"1 Tf 7 0 0 7 50 200 Tm 1 1 0 0 k"),
        "Text of 7.0",
        2,
    ),
    Case("colour.overprint-white", "press", _overprinting(b"0 0 0 0 k", op=True, OPM=1), WHITE, 2, (30, 110)),
    Case("colour.overprint-white", "press", _overprinting(b"1 g", OP=True), WHITE, 2, (30, 110)),
    Case("colour.overprint-white", "press", _overprinting(b"/C1 cs 0 scn", op=True), WHITE, 2, (30, 110)),
    Case("colour.registration", "press", _spaces(C1=separation("All")), "The colour of registration", 2, (20, 40)),
    Case(
        "colour.spot-names", "press", _spaces(C1=separation("Gold"), C2=separation("Gold", 0, 0, 1, 0)), "The spot", 2
    ),
    Case(
        "colour.spot-names",
        "press",
        _spaces(C1=separation("PANTONE 485 C"), C2=separation("Pantone 485CVC")),
        "“Pantone 485CVC” and “PANTONE 485 C” are one ink",
        2,
        (20, 41),
    ),
    Case("colour.spot-names", "press", _spaces(C1=separation("Process Cyan")), "“Process Cyan” is a process ink", 2),
    Case("colour.total-ink", "press", content(b"120 20 l S", RICH), "The inks add up to 320 %, more", 2),
    Case("transparency.blend-space", "press", _form_group(CS=Name.DeviceRGB), "A form is blended in", 0, (0, 0)),
    Case("metadata.pdfx", "press", _metadata("pdfxid:GTS", "pdfxid:gts"), "The file does not declare PDF/X."),
    Case("metadata.pdfx", "press", _metadata("PDF/X-4", "PDF/X-3:2003"), "The file declares PDF/X-3:2003; taken are"),
    Case("metadata.pdfx", "press", _metadata('"False"', '"Unknown"'), "Trapped (in the XMP) is neither True"),
    Case("metadata.pdfx", "press", _metadata('"False"', '"True"'), "Trapped is “False” in the document information"),
    Case("metadata.pdfx", "press", _metadata("xmpMM:VersionID", "xmpMM:No"), "xmpMM:VersionID (in the XMP) is"),
    Case(
        "metadata.pdfx",
        "press",
        _metadata('MetadataDate="2023-01', 'MetadataDate="2023-13'),
        "xmp:MetadataDate (in the",
    ),
    Case("metadata.pdfx", "press", _other_date, "ModDate is “D:20230115080000” in the document information"),
    Case("metadata.pdfx", "press", _x1a_with_group, "The file declares PDF/X-1a:2003, which has no", 0, (0, 0)),
    Case("metadata.pdfx", "press", _x1a_without_title, "Title (in the document information) is missing."),
    Case("metadata.pdfx", "press", _x1a_without_trapped, "Trapped (in the document information) is neither"),
    Case("colour.output-intent", "press", entry("root", "/OutputIntents"), "There is no output intent GTS_PDFX."),
    Case("colour.output-intent", "press", _wrong_profile, "The profile of the output intent can't be read."),
    Case("lines.hairline", "press", content(b"0.5 w", b"0 w"), "A line is 0 pt thick", 2, (20, 20)),
    Case("lines.hairline", "press", content(b"0.5 w", b"0.5 w .4 0 0 .4 30 30 cm"), "A line is 0.2 pt", 2, (38, 38)),
    Case("lines.hairline", "press", content(b"20 20 m 120 20 l S", b"29 29 50 .1 re f"), "A line is 0.1", 2, (29, 29)),
    Case("images.resolution", "press", content(b"q 24 0 0 24", b"q 48 0 0 24"), "An image of 100 × 100", 2, (50, 50)),
    Case("transparency.used", "press", _state(ca=0.5), "Something is painted with an opacity", 2, (20, 20)),
    Case("transparency.used", "press", _state(BM=Name.Multiply), "Something is painted with a blend mode.", 2),
    Case("transparency.used", "press", _state(SMask=Dictionary(S=Name.Alpha)), "Something is painted through", 2),
    Case("document.attachments", "press", _attach, "1 file is attached."),
    Case("document.attachments", "archive", _attach_to_page, "A file is attached to the page.", 1, (300, 400)),
    Case("document.javascript", "press", _script_on_page, "There is a script on the page.", 1),
    Case(
        "document.javascript",
        "press",
        entry("root", "/OpenAction", Dictionary(S=Name.JavaScript, JS=String("1"))),
        "There is 1 script.",
    ),
    Case("document.javascript", "press", _script_in_form, "There is 1 script."),
    Case(
        "document.actions",
        "archive",
        entry("root", "/OpenAction", Dictionary(S=Name.Launch, F=String("a"))),
        "An action does something else than to turn to a page: Launch.",
    ),
    Case("annotations.print-area", "press", _note, "An annotation lies in the printed area: Text.", 1, (50, 60)),
    Case(
        "layers.present",
        "press",
        entry("root", "/OCProperties", Dictionary(OCGs=Array([Dictionary(Type=Name.OCG)]))),
        "The file has 1 layer.",
    ),
    Case("accessibility.tagged", "reading", entry("root", "/StructTreeRoot"), "The file has no tags."),
    Case("accessibility.tagged", "reading", entry("root", "/MarkInfo"), "The file has tags, but does not say"),
    Case("accessibility.language", "reading", entry("root", "/Lang"), "The file does not say its language."),
    Case("accessibility.title", "reading", entry("root", "/ViewerPreferences"), "The title is not shown in place"),
    Case("accessibility.alt-text", "reading", _no_words, "A figure has no alternative text.", 0),
    Case("links.targets", "reading", _lost_target, "A link leads nowhere.", 0, (10, 10)),
    Case("links.targets", "reading", _lost_outline_target, "An entry of the outline leads nowhere."),
    Case("navigation.outline", "reading", entry("root", "/Outlines"), "The file has no outline."),
    Case("navigation.page-labels", "reading", entry("root", "/PageLabels"), "The file has no page labels."),
    Case("metadata.standards", "reading", _metadata("pdfuaid:part", "pdfuaid:rev"), "The XMP does not declare PDF/UA."),
    Case("metadata.standards", "archive", _metadata("pdfaid:part", "pdfaid:rev"), "The XMP does not declare PDF/A."),
    Case("metadata.agreement", "archive", _metadata("刊物", "别刊"), "Title is “刊物” in the document information"),
]


def judged(pdf: pikepdf.Pdf, profile: str, folder: Path, **options: object) -> PreflightVerdict:
    return preflight(saved(pdf, folder / "a.pdf", **options), profile)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_broken_is_found_and_nothing_else(case: Case, tmp_path: Path) -> None:
    pdf = good(case.profile)
    case.damage(pdf)
    verdict = judged(pdf, case.profile, tmp_path)
    assert {each.id for each in verdict.findings} == {case.id}
    assert verdict.not_run == ()
    first = verdict.findings[0]
    assert first.message.startswith(case.message)
    assert first.page == case.page
    if case.page is not None:
        assert first.label == ("i", "ii", "iii", "iv")[case.page]
    if case.box is not None:
        assert first.box is not None
        assert first.box[:2] == pytest.approx(case.box, abs=0.1)
    assert verdict.is_fit == (str(first.severity) != "error")


@pytest.mark.parametrize("profile", [each for each in PROFILES if each != "accessible"])  # see test_accessible
def test_the_good_file_is_fit(profile: str, tmp_path: Path) -> None:
    verdict = judged(good(profile), profile, tmp_path)
    assert (verdict.findings, verdict.not_run, verdict.is_fit, verdict.pages) == ((), (), True, 4)


def _marks_outside(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[2].obj
    page.MediaBox = Array([-40, -40, 300, 400])
    _spaces(C1=separation("All"))(pdf)
    page.Contents = pdf.make_stream(page.Contents.read_bytes().replace(b"20 40 m 90 40 l", b"-30 -10 m -12 -10 l"))


GOOD = {
    "white that knocks out": _overprinting(b"0 0 0 0 k", op=True, OPM=0),
    "white without overprint": _overprinting(b"1 g", op=False),
    "strokes overprint, areas do not": _overprinting(b"1 g", OP=True, op=False),
    "colour that overprints": _overprinting(b"1 0 0 0 k", op=True, OPM=1),
    "an ink of its own for small text": _overprinting(b"/C1 cs 1 scn BT /F1 6 Tf 30 110 Td <0001> Tj ET"),
    "inks that are printed beside one another": content(
        b"120 20 l S", b"120 20 l S 1 1 0 0 k 20 150 60 60 re f 0 0 1 1 k 100 150 60 60 re f"
    ),
    "marks on all plates, outside of the bleed": _marks_outside,
    "marks that are clipped away": content(b"120 20 l S", b"120 20 l S 99 99 9 9 re W n 10 10 30 30 re f"),
    "white next to the cut": content(b"120 20 l S", b"120 20 l S 0 0 0 0 k 12 12 30 30 re f"),
    "blended in inks": _form_group(CS=Name.DeviceCMYK),
    "blended in what is around": _form_group(),
    "PDF/X-1a": _x1a,
    "one ink in one look, written twice": _spaces(C1=separation("Gold"), C2=separation("Gold")),
}


@pytest.mark.parametrize("name", list(GOOD))
def test_what_is_near_to_a_fault_but_good_passes(name: str, tmp_path: Path) -> None:
    pdf = good("press")
    GOOD[name](pdf)
    verdict = judged(pdf, "press", tmp_path)
    assert (verdict.findings, verdict.not_run) == ((), ())


@pytest.mark.parametrize("key", ["encoding", "glyphs"])
def test_maps_that_are_streams_are_looked_at_like_others(key: str, tmp_path: Path) -> None:
    pdf = good("press")
    font = pdf.pages[0].obj.Resources.Font.F1
    if key == "encoding":
        font.Encoding = pdf.make_stream(b"a CMap")
    else:
        font.DescendantFonts[0].CIDToGIDMap = pdf.make_stream(b"\0\1")
    verdict = judged(pdf, "press", tmp_path)
    assert (verdict.findings, verdict.not_run) == ((), ())


@pytest.mark.parametrize(
    ("relationship", "revision", "wanted"),
    [
        ("/Supplement", "2020", []),
        ("/Unspecified", "2020", ["1 file is attached."]),
        ("/Supplement", "2019", ["The XMP declares PDF/A-4 without “rev” 2020."]),
    ],
)
def test_files_are_judged_by_the_declared_standard(
    relationship: str, revision: str, wanted: list[str], tmp_path: Path
) -> None:
    pdf = good("archive")
    _attach(pdf)
    (file,) = (each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Type") == "/Filespec")
    file.AFRelationship = Name(relationship)
    _metadata('pdfaid:conformance="A"', f'pdfaid:conformance="F" pdfaid:rev="{revision}"')(pdf)
    _metadata("<pdfaid:part>2<", "<pdfaid:part>4<")(pdf)
    assert [each.message for each in judged(pdf, "archive", tmp_path).findings] == wanted


def test_the_blend_space_of_a_page_counts_where_it_has_transparency(tmp_path: Path) -> None:
    pdf = good("press")
    pdf.pages[2].obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    assert judged(pdf, "press", tmp_path).findings == ()
    _state(ca=0.5)(pdf)
    found = judged(pdf, "press", tmp_path).findings
    assert {each.id: each.page for each in found} == {"transparency.used": 2, "transparency.blend-space": 2}


def test_black_of_light_is_rich_black_too(tmp_path: Path) -> None:
    pdf = good("press")
    content(b"0 0 0 1 k", b"0 0 0 rg")(pdf)
    found = judged(pdf, "press", tmp_path).findings
    assert {each.id for each in found} == {"colour.spaces", "colour.rich-black-text"}
    assert {each.page for each in found} == {2}


def test_hidden_text_needs_no_font_and_no_ink(tmp_path: Path) -> None:
    pdf = good("press")
    content(b"0 0 0 1 k BT", b"1 1 1 1 k BT 3 Tr")(pdf)
    assert judged(pdf, "press", tmp_path).findings == ()


def test_an_encrypted_file_is_opened_and_told(tmp_path: Path) -> None:
    encryption = pikepdf.Encryption(owner="o", user="", R=6)
    verdict = judged(good("press"), "press", tmp_path, encryption=encryption)
    assert [each.id for each in verdict.findings] == ["document.encryption"]


def test_a_damaged_file_is_mended_and_told(tmp_path: Path) -> None:
    path = saved(good("press"), tmp_path / "a.pdf", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    path.write_bytes(path.read_bytes()[:-40])
    verdict = preflight(path, "press")
    assert [each.id for each in verdict.findings] == ["document.readable"]


@pytest.mark.parametrize("is_in_form", [False, True])
def test_operators_that_there_are_none_of_are_told(is_in_form: bool, tmp_path: Path) -> None:
    pdf = good("press")
    if is_in_form:
        form = pdf.make_stream(b"q nonsense Q", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        pdf.pages[2].Resources.XObject = pikepdf.Dictionary(F=form)
    content(b"q", b"q /F Do" if is_in_form else b"q nonsense", page=2)(pdf)
    verdict = judged(pdf, "press", tmp_path)
    assert [(each.id, each.page) for each in verdict.findings] == [("document.readable", 2)]


@pytest.mark.parametrize(("glyph", "is_damaged"), [(b"9 0 d0 0 0 9 9 re f", False), (b"9 0 d0 (no end", True)])
def test_a_damaged_glyph_is_told_as_whoever_binds_tells_it(glyph: bytes, is_damaged: bool, tmp_path: Path) -> None:
    pdf = good("press")
    face = pikepdf.Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 9, 9], FontMatrix=[0.1, 0, 0, 0.1, 0, 0]
    )
    face.CharProcs = pikepdf.Dictionary(a=pdf.make_stream(glyph))
    pdf.pages[2].Resources.Font.T = pdf.make_indirect(face)
    verdict = judged(pdf, "press", tmp_path)
    assert ("document.readable" in {each.id for each in verdict.findings}) is is_damaged


def test_every_check_has_a_case() -> None:
    elsewhere = {"document.encryption", "document.readable"}
    elsewhere |= {case.id for case in CASES_OF_TAGS}
    assert {case.id for case in CASES} | elsewhere == {check.id for check in CHECKS}
    assert len({check.id for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [(b"<0001 Tj", "a string or dictionary"), (b"[ 1 [ 2 ] ] TJ", "too deep"), (b"BI /W 1 ID 123", "an inline image")],
)
def test_a_page_that_cant_be_interpreted_is_not_run_and_unfit(broken: bytes, reason: str, tmp_path: Path) -> None:
    pdf = good("press")
    content(b"<00010002> Tj", b"")(pdf)
    pdf.pages[1].obj.Contents = pdf.make_stream(b"0 0 0 1 k BT /F1 9 Tf " + broken)
    content(b"0 0 0 1 K", b"1 0 0 RG", page=3)(pdf)
    verdict = judged(pdf, "press", tmp_path)
    assert not verdict.is_fit
    told = {each.id: each.reason for each in verdict.not_run}
    assert {"fonts.embedded", "colour.spaces", "lines.hairline", "fonts.missing-glyphs"} <= told.keys()
    assert "geometry.boxes" not in told
    assert reason in told["colour.spaces"]
    found = [(each.id, each.page) for each in verdict.findings]
    assert found == [("colour.spaces", 3), ("document.readable", 1)], "other pages are still judged"


def test_the_cases_would_tell(tmp_path: Path) -> None:
    """Negative control: a check that finds nothing fails its case."""
    blind = Case("lines.hairline", "press", lambda pdf: None, "A line is 0 pt thick", 2)
    with pytest.raises(AssertionError):
        test_what_is_broken_is_found_and_nothing_else(blind, tmp_path)
