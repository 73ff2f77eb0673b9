"""Pictures that are kept with a baseline."""

from io import BytesIO
from pathlib import Path

import pikepdf
from PIL import Image

from pipeline.regression.snapshot.pdf_reading import snapshot_of
from pipeline.reports import kept_pictures as module
from pipeline.reports.kept_pictures import MOST_BYTES, kept_pictures
from pipeline.reports.page_pictures import PagePicture
from tests.finished import finished_sample
from tests.regression.specimen import typeset


def noise(width: int, height: int) -> PagePicture:
    """A picture that can't be made small: noise."""
    file = BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(file, "WEBP", quality=90)
    return PagePicture(0, width, height, file.getvalue())


def test_every_page_has_one_and_none_is_large() -> None:
    sample = finished_sample("gongyun", 3)
    found = kept_pictures(sample.pdf, snapshot_of(sample.pdf))
    assert list(found) == list(range(sample.issue.pages))
    assert max(map(len, found.values())) <= MOST_BYTES
    with Image.open(BytesIO(found[5])) as image:
        assert image.format == "WEBP"
        assert image.height >= 400  # of 737: its lines can be told apart
        assert image.convert("L").getextrema()[0] < 90  # something is drawn


def test_even_noise_is_made_small_enough() -> None:
    picture = noise(1000, 1400)
    assert len(picture.data) > 20 * MOST_BYTES
    assert len(module._shrink(picture)) <= MOST_BYTES


def test_a_page_that_is_small_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(typeset("<p>一</p>"))
    (data,) = kept_pictures(path, snapshot_of(path)).values()
    with Image.open(BytesIO(data)) as image:
        assert image.size == (433, 607)  # 300 × 420 pt at 104 dpi


def test_a_page_that_cannot_be_drawn_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(typeset())
    snapshot = snapshot_of(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.pages[0]
        pdf.save(path)
    assert kept_pictures(path, snapshot) == {}
