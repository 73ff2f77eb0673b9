"""Fields of forms in legacy PDFs: what is filled in is on paper and in the index, and nothing else is."""

from collections.abc import Mapping
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from pipeline.binding.document.assembly import PartToBind
from pipeline.intake.tamed_pdf import TamedPdf, take_in
from tests.binding.small_parts import bound
from tests.intake.hostile_files import simple

BLANK = b"q Q"
STATES = b"/AP<</N<</Yes 30 0 R>>>>"
SQUARE = b"<</Type/XObject/Subtype/Form/BBox[0 0 40 40]>>"


def form(fields: Mapping[int, bytes], *, form: bytes = b"", others: Mapping[int, bytes] | None = None) -> bytes:
    """A page of 300 × 400 pt with the widgets *fields*, which are fields at the same time."""
    rows = b" ".join(b"%d 0 R" % number for number in fields)
    bodies = {number: b"<</Type/Annot/Subtype/Widget/P 3 0 R%s>>" % body for number, body in fields.items()}
    return simple(
        root=b"/AcroForm<</Fields[%s]/DA(/Helv 0 Tf 0 g)%s>>" % (rows, form),
        page=b"/MediaBox[0 0 300 400]/Annots[%s]" % rows,
        content=BLANK,
        others=bodies | {30: SQUARE} | dict(others or {}),
        other_streams={30: b"0 0 1 rg 0 0 40 40 re f"},
    )


def taken(tmp_path: Path, data: bytes) -> TamedPdf:
    path = tmp_path / "legacy.pdf"
    path.write_bytes(data)
    return take_in(path, "gy03")


def texts_of(found: TamedPdf) -> tuple[str, ...]:
    with found.written() as file:
        return found.texts(file)


def ink(tmp_path: Path, found: TamedPdf, box: tuple[int, int, int, int]) -> int:
    """How many pixels are printed within *box* (left, bottom, right, top, pt) of the bound page."""
    path = tmp_path / "volume.pdf"
    path.write_bytes(bound(PartToBind(load=lambda: found.pdf, title="旧刊", first_folio=1), conforms=False))
    with pdfium.PdfDocument(path) as document:
        page = document[len(document) - 1]
        picture = page.render(scale=1).to_pil().convert("L")
        page.close()
    left, bottom, right, top = box
    part = picture.crop((left, picture.height - top, right, picture.height - bottom))
    return sum(part.histogram()[:200])


def appearance(tmp_path: Path, found: TamedPdf) -> str:
    """The content of the appearance of the first annotation."""
    path = tmp_path / "volume.pdf"
    path.write_bytes(bound(PartToBind(load=lambda: found.pdf, title="旧刊", first_folio=1), conforms=False))
    with pikepdf.open(path) as pdf:
        (page,) = [each for each in pdf.pages if "/Annots" in each]
        return page.Annots[0].AP.N.read_bytes().decode()


RECT = b"/Rect[20 300 60 340]"
PLACE = (20, 300, 60, 340)


@pytest.mark.parametrize(
    ("widget", "is_printed"),
    [
        (b"/FT/Btn/AS/Yes" + STATES, True),
        (b"/FT/Btn/AS/Off" + STATES, False),
        (b"/FT/Btn/V/Yes" + STATES, True),  # without a state of its own
        (b"/FT/Btn" + STATES, False),
        (b"/FT/Btn/AS/Off", False),
        (b"/FT/Btn/AS/On", True),  # ticked, and nothing that shows it
        (b"/FT/Btn/Ff 65536/AS/On", False),  # a push button has no value
        (b"/FT/Btn/AS/No" + STATES, False),
        (b"/FT/Btn/V(Yes)" + STATES, True),
        (b"/FT/Btn/AS/Yes/AP<</D<</Yes 30 0 R>>>>", True),  # nothing that shows it while it is not pressed
        (b"/FT/Btn/V/Yes/AS/Off" + STATES, False),
        (b"/MK<</BC[0]>>", True),  # a frame to be filled in by hand
    ],
)
def test_a_box_is_ticked_or_is_not(tmp_path: Path, widget: bytes, is_printed: bool) -> None:
    found = taken(tmp_path, form({20: b"/T(box)" + RECT + widget}))
    assert (ink(tmp_path, found, PLACE) > 0) == is_printed


def test_a_state_that_is_not_the_value_is_told(tmp_path: Path) -> None:
    box = {20: b"/T(box)/FT/Btn/V/Yes/AS/Off" + RECT + STATES}
    told = "What is filled in in fields that no page shows is not printed: box."
    assert told in taken(tmp_path, form(box)).notes
    drawn = taken(tmp_path, form(box, form=b"/NeedAppearances true"))  # states are to follow values
    assert told not in drawn.notes
    assert ink(tmp_path, drawn, PLACE) > 0


@pytest.mark.parametrize(
    "place",
    [
        b"/F 2/Rect[20 300 60 340]",
        b"/Rect[20 300 20 340]",
        b"/Rect[920 300 990 340]",  # beside the page
        b"/Rect[920 300 990 340]/AP<</N 30 0 R>>",
    ],
)
def test_a_value_that_no_page_shows_is_told(tmp_path: Path, place: bytes) -> None:
    found = taken(tmp_path, form({20: b"/FT/Tx/T(name)/V(Wang)" + place}))
    assert "What is filled in in fields that no page shows is not printed: name." in found.notes
    assert texts_of(found) == ("",)


def test_a_value_of_no_known_kind_is_told(tmp_path: Path) -> None:
    found = taken(tmp_path, form({20: b"/T(name)/V(Wang)/Rect[20 300 60 340]"}))
    assert "What is filled in in fields that no page shows is not printed: name." in found.notes
    signed = taken(tmp_path, form({20: b"/FT/Sig/T(name)/V(Wang)/Rect[20 300 60 340]"}))
    assert not [note for note in signed.notes if "no page shows" in note]


def test_an_appearance_that_cannot_be_read_is_made_anew(tmp_path: Path) -> None:
    field = b"/FT/Tx/T(name)/V(Wang)/Rect[20 300 60 340]/AP<</N 31 0 R>>"
    broken = SQUARE.replace(b">>", b"/Filter/FlateDecode/Length 3>>\nstream\n???\nendstream")
    found = taken(tmp_path, form({20: field}, others={31: broken}))
    assert "1 field had no appearance of what is filled in: it was made." in found.notes
    assert not found.lacks_something
    assert ink(tmp_path, found, PLACE) > 0


def test_the_frame_of_a_field_is_drawn(tmp_path: Path) -> None:
    field = b"/FT/Tx/T(a)/V(ab)/MK<</BC[1 0 0]/BG[0.9]>>/BS<</W 2/S/D>>/Rect[20 300 60 340]"
    content = appearance(tmp_path, taken(tmp_path, form({20: field})))
    assert content.startswith("q 0.9 g 0 0 40 40 re f 1 0 0 RG 2 w [3] 0 d 1 1 38 38 re S Q")
    radio = b"/FT/Btn/Ff 32768/T(a)/AS/On/MK<</BC[0]>>/BS<</W 0>>" + RECT
    assert " re" not in appearance(tmp_path, taken(tmp_path, form({20: radio})))
    button = taken(tmp_path, form({20: b"/FT/Btn/Ff 65536/T(a)/MK<</CA(Print)>>" + RECT}))
    assert ink(tmp_path, button, PLACE) > 0
    assert not [note for note in button.notes if "appearance" in note]


def test_a_value_without_an_appearance_is_set_and_found(tmp_path: Path) -> None:
    data = form({20: b"/FT/Tx/T(name)/V<FEFF5F204E09>/Rect[20 300 220 330]"})
    found = taken(tmp_path, data)
    assert "1 field had no appearance of what is filled in: it was made." in found.notes
    assert texts_of(found) == ("张三",)
    assert ink(tmp_path, found, (20, 300, 220, 330)) > 50
    assert ink(tmp_path, found, (0, 100, 300, 300)) == 0  # the foot has the volume's folio


def test_an_appearance_that_is_there_stays(tmp_path: Path) -> None:
    field = b"/FT/Tx/T(name)/V(Wang)/Rect[20 300 60 340]/AP<</N 30 0 R>>"
    data = form({20: field}).replace(b"0 0 1 rg 0 0 40 40 re f", b"/Tx BMC BT(Wang)Tj ET ")
    kept = taken(tmp_path, data)
    assert not [note for note in kept.notes if "appearance" in note]
    assert texts_of(kept) == ("Wang",)
    empty = taken(tmp_path, data.replace(b"(Wang)Tj", b"(    )Tj"))  # left for whoever opens the file next
    assert "1 field had no appearance of what is filled in: it was made." in empty.notes
    remade = taken(tmp_path, form({20: field}, form=b"/NeedAppearances true"))
    assert "1 field had no appearance of what is filled in: it was made." in remade.notes


def test_what_a_field_says_of_its_looks(tmp_path: Path) -> None:
    parent = {40: b"<</FT/Tx/T(form)/V(ab)/Q 2/DA(/Helv 9 Tf 1 0 0 rg)/Kids[20 0 R]>>"}
    data = form({20: b"/T(x)/Parent 40 0 R/Rect[20 300 220 320]"}, others=parent)
    content = appearance(tmp_path, taken(tmp_path, data))
    assert "1 0 0 rg /F 9 Tf" in content
    x, y = (float(each) for each in content.split("1 0 0 1 ")[1].split()[:2])
    assert 180 < x < 198  # at the right end
    assert 4 < y < 10


def test_a_text_that_does_not_fit_is_set_smaller(tmp_path: Path) -> None:
    long = "很长的一段话".encode("utf-16-be") * 4
    data = form({20: b"/FT/Tx/T(long)/DA(/Helv 12 Tf)/V<FEFF%s>/Rect[20 300 220 320]" % long.hex().encode()})
    found = taken(tmp_path, data)
    assert not [note for note in found.notes if "does not fit" in note]
    assert float(appearance(tmp_path, found).split("/F ")[1].split()[0]) < 9


def test_lines_and_combs(tmp_path: Path) -> None:
    many = appearance(
        tmp_path, taken(tmp_path, form({20: b"/FT/Tx/Ff 4096/T(a)/V(one\\rtwo three)/Rect[0 0 60 60]/DA(/H 10 Tf)"}))
    )
    heights = [float(line.split()[5]) for line in many.splitlines() if line.startswith("1 0 0 1")]
    assert len(heights) == 2
    assert heights == sorted(heights, reverse=True)
    comb = appearance(
        tmp_path, taken(tmp_path, form({20: b"/FT/Tx/Ff 16777216/MaxLen 4/T(a)/V(1234)/Rect[0 0 80 20]"}))
    )
    starts = [float(line.split()[4]) for line in comb.splitlines() if line.startswith("1 0 0 1")]
    assert [round(each // 20) for each in starts] == [0, 1, 2, 3]
    long = taken(tmp_path, form({20: b"/FT/Tx/Ff 16777216/MaxLen 2/T(a)/V(1234)/Rect[0 0 80 20]"}))
    assert appearance(tmp_path, long) == comb  # more than there are cells for: narrower cells


FILLED = {
    b"/FT/Ch/V(b)/Opt[[(a)(First)][(b)(Second)]]": "Second",
    b"/FT/Ch/V/b/Opt[[(a)(First)][(b)(Third)]]": "Third",
    b"/FT/Ch/I[0 1 7]/Opt[(a)[(b)(Second)]]": "a、Second",
    b"/FT/Tx/Ff 4096/RV(<body><p>a &lt; <b>b</b></p><p>c</p></body>)": "a < b\nc",
    b"/FT/Tx/V(plain)/RV(<p>rich</p>)": "plain",
    b"/FT/Tx/V(a\\tb)": "a b",
}


def test_what_is_filled_in_is_found_however_it_is_told(tmp_path: Path) -> None:
    fields = {100 + at: field + b"/T(f%d)/Rect[20 300 220 330]" % at for at, field in enumerate(FILLED)}
    assert texts_of(taken(tmp_path, form(fields))) == ("\n".join(FILLED.values()),)


@pytest.mark.parametrize(
    ("field", "note"),
    [
        (b"/FT/Tx/Ff 8192/V(secret)", "Passwords in fields are not printed: f."),
        (
            b"/FT/Tx/V<FEFFD840DC0B4E00E000>",
            "Characters of fields that no face of the house has are printed as “?”: f: ",
        ),
        (
            b"/FT/Tx/V(%s)" % (b"long " * 200),
            "The value of a field does not fit in its place, and its end is not printed: f.",
        ),
    ],
)
def test_what_can_t_be_printed_is_told(tmp_path: Path, field: bytes, note: str) -> None:
    found = taken(tmp_path, form({20: field + b"/T(f)/Rect[20 300 120 320]"}))
    assert [each for each in found.notes if each.startswith(note)], found.notes
    good = taken(tmp_path, form({20: b"/FT/Tx/V(a)/T(f)/Rect[20 300 120 320]"}))
    assert not [
        each for each in good.notes if "field" in each.lower() and "appearance" not in each and "Form" not in each
    ]


@pytest.mark.parametrize(
    "field",
    [
        b"/FT/Tx/V 20 0 R/Parent 20 0 R",
        b"/FT/Tx/V[(a)(b)]/DA(/H 1e400 Tf x y z rg)",
        b"/FT/Ch/V[(a)[(b)]]/Opt[(a)[(b)]]/Q(x)/Ff(y)",
        b"/FT/Tx/V(a)/MK<</R 45>>/MaxLen -4/Ff 16777216",
        b"/FT/Tx/V(a)/MK<</R 90>>/DA(/H -12 Tf)",
        b"/FT/Btn/AS 20 0 R/AP<</N 20 0 R>>",
    ],
)
def test_a_hostile_field_is_no_end(tmp_path: Path, field: bytes) -> None:
    assert len(taken(tmp_path, form({20: field + b"/T(f)/Rect[20 300 120 320]"})).pages) == 1


def test_values_that_many_fields_share_are_bounded(tmp_path: Path) -> None:
    fields = {100 + at: b"/FT/Tx/Ff 4096/T(f%d)/V 40 0 R/Rect[20 300 220 330]" % at for at in range(120)}
    found = taken(tmp_path, form(fields, others={40: b"(%s)" % (b"abcd " * 4_000)}))
    assert [note for note in found.notes if "do not fit" in note]
