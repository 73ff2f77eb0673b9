"""Running heads and folios: by their role where the file tells it, else by their place."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf

from pipeline.regression.alignment.running_heads import furniture_of
from pipeline.regression.causes.raster_changes import mask_page
from pipeline.regression.compare import compare
from pipeline.regression.snapshot.pdf_reading import snapshot_of
from pipeline.regression.snapshot.snapshot import Page, read_snapshot, write_number
from tests.regression.evidence.flows import line, page, snapshot

BODY = ("河边灯火照见行船人", "修船木板先在水里泡", "渡口早班开船在卯时")


def said(shown: Page, roles: str) -> Page:
    return replace(shown, roles=roles)


def heads(*pages: Page) -> list[list[str]]:
    return [[each.text for each in rows] for rows in furniture_of(snapshot(*pages)).values()]


def test_an_artifact_apart_from_the_text_is_a_head_wherever_it_stands() -> None:
    shown = page(line("林渡：修船记", 70.0), line(BODY[0], 120.0), line(BODY[1], 140.0))
    assert heads(said(shown, "att")) == [["林渡：修船记"]]
    assert heads(shown) == [[]]


def test_what_repeats_above_the_rows_of_a_table_is_none() -> None:
    shown = page(line("料 数 价", 102.0), line(BODY[0], 120.0), line(BODY[1], 140.0))
    assert heads(said(shown, "att")) == [[]]


def test_a_tagged_line_is_none_however_often_it_is_met() -> None:
    pages = [page(line("登记表", 20.0), line(BODY[n], 120.0), line(str(n + 1), 400.0)) for n in range(3)]
    assert heads(*pages) == [["登记表", str(n + 1)] for n in range(3)]
    assert heads(*(said(each, "tta") for each in pages)) == [[str(n + 1)] for n in range(3)]


def test_where_no_text_is_said_to_be_an_artifact_heads_are_found_by_their_place() -> None:
    pages = [page(line("水边人家", 20.0), line(BODY[n], 120.0), line(str(n + 1), 400.0)) for n in range(3)]
    assert (
        heads(*(said(each, "ttt") for each in pages)) == heads(*pages) == [["水边人家", str(n + 1)] for n in range(3)]
    )


def test_words_at_the_foot_are_one_where_they_are_met_again_at_the_same_height() -> None:
    def pages(*levels: float) -> list[Page]:
        return [page(line(BODY[n], 120.0), line("山海工运", level)) for n, level in enumerate(levels)]

    assert heads(*pages(400.0, 401.0)) == [["山海工运"], ["山海工运"]]
    assert heads(*pages(400.0, 390.0)) == [[], []]


def test_what_one_version_tells_alone_is_no_difference(tmp_path: Path) -> None:
    pages = [page(line("登记表", 20.0), line(BODY[n], 120.0), line(str(n + 1), 400.0)) for n in range(3)]
    plain, told = snapshot(*pages), snapshot(*(said(each, "tta") for each in pages))
    assert compare(plain, told).findings == ()
    kept = tmp_path / "kept"
    for each in (plain, told):
        kept.write_bytes(write_number(each))
        assert read_snapshot(kept) == each
    assert mask_page(told.pages[0], [(0, (0.0, 100.0, 300.0, 130.0))], 0).roles == "ta"


def _with_artifact() -> bytes:
    """A page with a line that is tagged, one that is an artifact, and one of which nothing is said."""
    pdf, held = pikepdf.new(), BytesIO()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    own = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    shown = (
        "/Artifact BMC BT /F 9 Tf 40 370 Td (Head) Tj ET EMC /P <</MCID 0>> BDC BT /F 9 Tf 40 300 Td (Text) Tj ET EMC"
    )
    shown += " BT /F 9 Tf 40 200 Td (Else) Tj ET"
    pdf.add_blank_page(page_size=(300, 400))
    pdf.pages[0].Resources = own
    pdf.pages[0].Contents = pdf.make_stream(shown.encode())
    pdf.save(held)
    return held.getvalue()


def test_roles_are_read_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "roles.pdf"
    path.write_bytes(_with_artifact())
    (shown,) = snapshot_of(path).pages
    assert [(each.text, role) for each, role in zip(shown.lines, shown.roles, strict=True)] == [
        ("Head", "a"), ("Text", "t"), ("Else", "-"),
    ]  # fmt: skip
