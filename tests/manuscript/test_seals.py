"""A seal stands over a sign-off, and takes its room in whole lines."""

from io import BytesIO

import pikepdf
import pytest

from pipeline.blocks import SealedSignoff
from tests.conformance.printed_page import read_pages
from tests.finished import LAYOUTS, issue_with
from tests.manuscript.test_places import read

SEAL = "../images/cover.svg"
TEXT = '前文。\n\n{{.signoff seal="{}"}}\n某某工会\\\n二〇二四年三月五日\n\n后文。\n'


def test_a_seal() -> None:
    blocks, problems = read(TEXT.format(SEAL))
    assert problems == []
    sealed = blocks[1]
    assert isinstance(sealed, SealedSignoff)
    assert sealed.signoff.style == "signoff"
    assert sealed.seal.path.name == "cover.svg"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            f'{{.salutation seal="{SEAL}"}}\n各位：',
            '2: A seal stands over a sign-off. Write {.signoff seal="../images/seal.svg"}.',
        ),
        (
            TEXT.format("../images/none.svg"),
            "4: There is no picture “../images/none.svg”. Copy it into the images folder of the issue.",
        ),
        (
            TEXT.format("/etc/hostname"),
            "4: The picture “/etc/hostname” lies outside the workspace. Copy it into the images folder of the issue.",
        ),
    ],
)
def test_mistakes(text: str, problem: str) -> None:
    assert read(text)[1] == [problem]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_is_printed_over_name_and_date_and_lines_stay_on_the_grid(layout: str) -> None:
    data = issue_with(TEXT.format(SEAL), layout)
    page = next(page for page in read_pages(data) if any("某某工会" in line.text for line in page.lines))
    name = next(line for line in page.lines if "某某工会" in line.text)
    shapes = [shape for shape in page.shapes if shape.bottom > name.base - 60 and shape.top < name.base + 60]
    assert any(shape.right > name.left for shape in shapes)
    assert "印章" in described(data)
    bases = [line.base for line in page.lines if line.text in ("前文。", "后文。")]
    pitch = {"gongyun": 27, "journal": 17}[layout]
    if len(bases) == 2:
        assert ((bases[1] - bases[0]) / pitch) % 1 == pytest.approx(0, abs=0.01)


def described(data: bytes) -> list[str]:
    """The alternative texts of the pictures of a PDF."""
    with pikepdf.open(BytesIO(data)) as pdf:
        elements = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        return [str(each["/Alt"]) for each in elements]
