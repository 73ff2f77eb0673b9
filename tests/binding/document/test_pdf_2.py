"""A volume of parts of PDF 2.0 is one: what leads from part to part leads to elements, and embedded files are kept."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from pipeline.standards import Standard
from tests.binding.small_parts import bound, part_pdf, part_to_bind

SQUARE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><path d='M1 1H8V8z'/></svg>"
FORMULA = (
    '<p>式<img class="formula" style="width: 9pt" alt="x" data-mathml="<math xmlns=&quot;http://www.w3.org/1998/Math/'
    f'MathML&quot;><mi>x</mi></math>" src="{SQUARE}"></p>'
)
CONTENTS = '<div data-tag="TOC"><div data-tag="TOCI"><p><a href="kanben:two-0">第2期</a></p></div></div>'
PDF_2 = Standard.PDF_A_4


@pytest.fixture(scope="module")
def volume() -> bytes:
    one, two = part_pdf("one", ("甲", "乙"), PDF_2, FORMULA), part_pdf("two", ("丙",), PDF_2, FORMULA)
    front = part_pdf("front", ("目录",), PDF_2, CONTENTS)
    parts = (part_to_bind(one, "第1期", 1), part_to_bind(two, "第2期", 5), part_to_bind(front, "卷首"))
    return bound(*parts, standard=PDF_2)


@pytest.fixture
def pdf(volume: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(volume)) as opened:
        yield opened


def test_it_is_pdf_a_4f_and_pdf_ua_2(volume: bytes, verapdf: Callable[..., Any], tmp_path: Path) -> None:
    good, mixed = tmp_path / "good.pdf", tmp_path / "mixed.pdf"
    good.write_bytes(volume)
    older = part_to_bind(part_pdf("old", ("丁",)), "第1期", 1)
    mixed.write_bytes(bound(older, part_to_bind(part_pdf("two", ("丙",), PDF_2, FORMULA), "第2期", 5), standard=PDF_2))
    verdicts = verapdf([good, mixed], ["4f", "ua2"])
    assert {str(result) for result in verdicts[good].values()} == {"passed"}
    assert "8.8" in {failure.clause for failure in verdicts[mixed]["ua2"].failures}


def test_contents_of_the_volume_lead_into_its_issues(pdf: pikepdf.Pdf) -> None:
    dictionaries = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    (item,) = (each for each in dictionaries if each.get("/S") == "/TOCI")
    (target,) = item.Ref
    assert str(target.S) == "/H1"
    links = [each for each in dictionaries if each.get("/A", {}).get("/D") == "two-0"]  # one of the issue's own
    assert [each.A.SD[0] == target for each in links] == [True, True]


def test_files_of_all_issues_are_embedded_by_names_of_their_own(pdf: pikepdf.Pdf) -> None:
    (leaf,) = pdf.Root.Names.EmbeddedFiles.Kids
    assert [str(name) for name in list(leaf.Names)[::2]] == ["001-00000", "002-00000"]
    assert len(pdf.Root.StructTreeRoot.Namespaces) == 1
    assert pdf.pdf_version == "2.0"
    assert "/Info" not in pdf.trailer
