"""Fonts of several PDFs made one, where nothing speaks against it."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.binding.document.assembly import PartToBind
from pipeline.intake.tamed_pdf import take_in
from tests.binding.small_parts import bound, part_pdf, part_to_bind

KEYS = ("/CIDSystemInfo", "/FontBBox", "/Ascent", "/W")


def first() -> bytes:
    return part_pdf("a", ("甲", "乙"))


def second() -> bytes:
    return part_pdf("b", ("丙",))


def is_descendant(each: object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font" and "/FontDescriptor" in each


def with_objects_apart(data: bytes, keys: tuple[str, ...]) -> bytes:
    """*data* with the values of *keys* of its fonts as objects of their own, as many programs write them."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for font in filter(is_descendant, list(pdf.objects)):
            for holder in (font, font.FontDescriptor):
                for key in keys:
                    if key in holder:
                        holder[key] = pdf.make_indirect(holder[key])
        file = BytesIO()
        pdf.save(file)
    return file.getvalue()


def legacy(data: bytes, folder: Path) -> PartToBind:
    path = folder / "legacy.pdf"
    path.write_bytes(data)
    return replace(part_to_bind(b"", "旧刊", 3), load=lambda: take_in(path, "old").pdf)


@pytest.mark.parametrize("keys", [(), *((key,) for key in KEYS), KEYS])
def test_figures_that_are_objects_of_their_own_are_known_for_what_they_are(
    keys: tuple[str, ...], tmp_path: Path
) -> None:
    apart = with_objects_apart(second(), keys)
    volume = bound(part_to_bind(first(), "第1期", 1), legacy(apart, tmp_path), conforms=False)
    with pikepdf.open(BytesIO(volume)) as pdf:
        fonts = list(filter(is_descendant, pdf.objects))
        names = [str(font.BaseFont).split("+")[1] for font in fonts]
        assert sorted(names) == ["Kanben-Hei", "Kanben-Kai", "Kanben-Song"]
        for font in fonts:
            assert str(font.CIDSystemInfo.Ordering) == "Identity"
            left, bottom, right, top = map(int, font.FontDescriptor.FontBBox)
            assert [left, bottom, top] == [0, -120, 880]
            assert right in (1000, 1250)  # that of a glyph with a gap behind it
            assert int(font.FontDescriptor.Ascent) == 880


def test_a_map_of_characters_in_another_form_is_kept_as_it_is(tmp_path: Path) -> None:
    """What could not be read of it would be found by no search."""
    with pikepdf.open(BytesIO(second())) as pdf:
        for font in (each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each):
            font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"> <", b"\r> <"))
        file = BytesIO()
        pdf.save(file)
    volume = bound(part_to_bind(first(), "第1期", 1), legacy(file.getvalue(), tmp_path), conforms=False)
    with pikepdf.open(BytesIO(volume)) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/ToUnicode" in each]
        assert any(b"\r> <" in font.ToUnicode.read_bytes() for font in fonts)
