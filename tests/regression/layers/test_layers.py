"""What a file carries beneath its pages: each kind of change is told, once; what changes nothing is not told."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from pikepdf import Array, Dictionary, Name, String

from pipeline.regression.compare import compare
from pipeline.regression.snapshot.pdf_reading import snapshot_of
from pipeline.regression.snapshot.snapshot import Snapshot, canonical, read_snapshot, write_number
from pipeline.tags.character_maps import read_map
from tests.made_once import made_once
from tests.regression.layers.tagged import change, tagged

BASE = made_once(tagged)


def taken(data: bytes, folder: Path) -> Snapshot:
    path = folder / "file.pdf"
    path.write_bytes(data)
    return snapshot_of(path)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return taken(BASE(), tmp_path_factory.mktemp("before"))


def told(before: Snapshot, after: Snapshot) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in compare(before, after).findings:
        found.setdefault(each.kind, []).append(each.sentence)
    return found


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    """The elements of *kind*, in the order of reading."""

    def walk(held: Any) -> Iterator[Any]:
        for kid in held if isinstance(held, Array) else [held]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield kid
                yield from walk(kid.get("/K", Array()))

    return [each for each in walk(pdf.Root.StructTreeRoot.K) if f"/{kind}" == each.S]


def say_otherwise(pdf: pikepdf.Pdf) -> None:
    """The title, the language, the standard, an alternative text, the kind and the order of elements; a file more."""
    pdf.docinfo["/Title"] = "别的"
    pdf.Root.Lang = String("en")
    with pdf.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as metadata:
        del metadata["pdfuaid:part"]
    elements(pdf, "Figure")[0].Alt = String("一面红旗")
    elements(pdf, "H2")[2].S = Name("/P")
    document = elements(pdf, "Document")[0]
    kids = list(document.K)
    document.K = Array([kids[0], kids[2], kids[1], *kids[3:]])
    pdf.attachments["data.csv"] = b"1,2"
    pdf.pages[1].Annots[0].Rect = Array([100, 300, 160, 316])
    pdf.Root.Outlines.First.Count = -1
    pdf.pages[3].BleedBox = Array([5, 5, 290, 410])
    pdf.pages[4].UserUnit = 2


def test_each_change_is_told_once(before: Snapshot, tmp_path: Path) -> None:
    found = told(before, taken(change(BASE(), say_otherwise), tmp_path))
    assert sorted(found["properties.changed"]) == [
        "The language of the file was “zh-CN”, is now “en”.",
        "The title of the file was “样章”, is now “别的”.",
    ]
    assert found["standards.changed"] == ["The file declares other standards: PDF/UA-1 → –."]
    assert found["alternatives.changed"] == ["The alternative text of figure 1 was “一面旗”, is now “一面红旗”."]
    assert found["tags.changed"] == ["1 element is tagged P instead of H2: “三、归途”."]
    assert found["reading.order"] == ["1 element is read in another order: P “工资道路工人灯塔个人讨论”."]
    assert found["attachments.changed"] == ["The attachments change: new: data.csv."]
    assert [each[:50] for each in found["links.changed"]] == ["1 link lies elsewhere: https://example.org/one; be"]
    assert found["outline.changed"] == ["Entries of the outline are open or closed otherwise: “江上灯火”."]
    assert len(found["boxes.changed"]) == 2  # the bleed, the unit
    assert all(len(rows) == 1 for kind, rows in found.items() if kind not in {"properties.changed", "boxes.changed"})


def lose(pdf: pikepdf.Pdf) -> None:
    """Links, the alternative text, an element around others; an entry of the outline leads to another line."""
    del pdf.pages[1].Annots
    del elements(pdf, "Figure")[0].Alt
    document, group = elements(pdf, "Document")[0], elements(pdf, "Div")[0]
    at = next(n for n, kid in enumerate(document.K) if kid.objgen == group.objgen)
    kids = list(document.K)
    document.K = Array([*kids[:at], *group.K, *kids[at + 1 :]])
    elements(pdf, "H2")[0].Lang = String("ja")
    pdf.Root.Outlines.First.First.Dest = Array([pdf.pages[0].obj, Name.XYZ, 0, 100, 0])


def test_what_is_lost_is_told_once(before: Snapshot, tmp_path: Path) -> None:
    found = told(before, taken(change(BASE(), lose), tmp_path))
    assert found == {
        "links.changed": ["2 links are gone: https://example.org/one, page 6."],
        "alternatives.changed": ["The alternative text of figure 1 is gone: “一面旗”."],
        "tags.changed": [
            "The language of H2 “一、夜航” is new: “ja”.",
            "The tags change: Div −1; 1 element is nested otherwise (P “班组经验比赛钢铁学习意见”).",
        ],
        "outline.changed": ["Entries of the outline lead to other places of their pages: “一、夜航”."],
    }


def pack_otherwise(pdf: pikepdf.Pdf) -> None:
    """Other numbers of objects, other tags of subsets, a copy of each thing first."""
    for number in range(50):
        pdf.make_indirect(Dictionary(Number=number))
    for page in pdf.pages:
        for font in page.Resources.Font.values():
            for held in (font, *font.get("/DescendantFonts", ())):
                held.BaseFont = Name("/ZZZZZZ+" + str(held.BaseFont)[8:])


def test_another_packing_changes_nothing(before: Snapshot, tmp_path: Path) -> None:
    data = change(BASE(), pack_otherwise, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)
    after = taken(data, tmp_path)
    assert told(before, after) == {}
    assert before.layers is not None
    assert after.layers == before.layers
    assert len(before.layers.tags) > 20
    assert {face.name for face in before.layers.faces} >= {"Kanben-Song", "Kanben-Hei"}


def test_layers_are_kept(before: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "kept.json.gz"
    path.write_bytes(write_number(before))
    assert read_snapshot(path) == before
    assert canonical(read_snapshot(path)) == canonical(before)


def redraw(pdf: pikepdf.Pdf, character: str, scale: float, shift: float) -> int:
    """Draw the glyph of *character* smaller or aside in the body's face; returns on how many fonts that was done."""
    done = 0
    for font in {font.objgen: font for page in pdf.pages for font in page.Resources.Font.values()}.values():
        if "Kanben-Song" not in str(font.BaseFont):
            continue
        codes = read_map(font.ToUnicode.read_bytes(), 2).texts
        code = next(code for code, text in codes.items() if text == character)
        descriptor = font.DescendantFonts[0].FontDescriptor
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(descriptor.FontFile3.read_bytes()), None)
        top = fonts[0]
        name = f"cid{code:05d}"
        pen = T2CharStringPen(1000, top.CharStrings)
        moved = TransformPen(pen, (scale, 0, 0, scale, shift, 0))
        top.CharStrings[name].draw(moved)
        selector = top.CharStrings.getItemAndSelector(name)[1]
        string = pen.getCharString(private=top.FDArray[selector].Private, globalSubrs=top.GlobalSubrs)
        top.CharStrings[name] = string
        held = BytesIO()
        fonts.compile(held, SimpleNamespace(recalcBBoxes=False))
        descriptor.FontFile3 = pdf.make_stream(held.getvalue(), Subtype=Name("/CIDFontType0C"))
        done += 1
    return done


def test_a_glyph_that_is_redrawn_is_one_finding_with_all_its_pages(before: Snapshot, tmp_path: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        assert redraw(pdf, "工", 0.94, 0) == 1

    comparison = compare(before, taken(change(BASE(), edit), tmp_path))
    assert [each.sentence for each in comparison.findings] == ["1 glyph of Kanben-Song is drawn otherwise: 工."]
    shown = [number for number, page in enumerate(before.pages) if any("工" in line.text for line in page.lines)]
    assert list(comparison.findings[0].pages_after) == shown
    assert len(shown) > 2


def test_a_glyph_that_is_put_aside_is_one_finding(before: Snapshot, tmp_path: Path) -> None:
    def edit(pdf: pikepdf.Pdf) -> None:
        assert redraw(pdf, "，", 1, 120) == 1

    assert told(before, taken(change(BASE(), edit), tmp_path)) == {
        "glyphs.changed": ["1 glyph of Kanben-Song is drawn otherwise: ，."]
    }
