"""Crops, and figures as one thing."""

import random

import pytest

from pipeline.regression.alignment.pairing import pair_versions
from pipeline.regression.alignment.text_flow import flow_of
from pipeline.regression.evidence.crops import is_cropped
from pipeline.regression.evidence.figures import Figure, caption_of, find_figures, find_resized
from pipeline.regression.evidence.pictures import names_of
from pipeline.regression.snapshot.snapshot import Box, Mark, Page, Snapshot
from tests.regression.evidence.flows import SMALL, line, page, snapshot

BOX: Box = (0.0, 0.0, 112.0, 112.0)  # 14 × 14 cells


def smooth(seed: int, size: int, left: float = 0.0, top: float = 0.0, part: float = 1.0) -> Page:
    """A page of *size* × *size* cells: a *part* of a picture in large spots, from *left* and *top* (0 to 1)."""
    draw = random.Random(seed)
    spots = [[draw.randint(0, 15) for _x in range(6)] for _y in range(6)]

    def grey(x: float, y: float) -> int:
        across, down = (left + part * x) * 4.99, (top + part * y) * 4.99
        i, j, u, v = int(across), int(down), across % 1, down % 1
        upper = spots[j][i] * (1 - u) + spots[j][i + 1] * u
        return round(upper * (1 - v) + (spots[j + 1][i] * (1 - u) + spots[j + 1][i + 1] * u) * v)

    places = [(n + 0.5) / size for n in range(size)]
    raster = "".join(f"{grey(x, y):x}" for y in places for x in places)
    return Page(boxes=(), rotation=0, label="", lines=(), images=(), vectors=(), links=(), columns=size, raster=raster)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
def test_a_part_of_a_picture_is_a_crop_and_another_picture_is_none(seed: int) -> None:
    whole, part = Mark(BOX, "400×400-aa"), Mark(BOX, "240×240-bb")
    before = smooth(seed, 14)
    assert is_cropped(before, whole, smooth(seed, 14, 0.2, 0.1, 0.6), part)
    assert not is_cropped(before, whole, smooth(seed + 10, 14), part)
    assert not is_cropped(before, whole, smooth(seed, 14), part)  # the whole in fewer pixels
    assert not is_cropped(before, part, smooth(seed, 14, 0.2, 0.1, 0.6), whole)  # it has more pixels


def drawing(wide: float, caption: str = "图 1 河道") -> Snapshot:
    box = (150 - wide / 2, 100.0, 150 + wide / 2, 100 + wide / 2)
    return snapshot(
        page(
            line("春天江河工人车间图纸灯塔邮路山村清晨机器", 80.0),
            line(caption, box[3] + 20.0, 120.0, style=SMALL),
            line("上滩", 100 + wide / 4, 130.0, style=SMALL),
            vectors=(Mark(box, "x"),),
        )
    )


def figures(wide: float, caption: str = "图 1 河道") -> tuple[Figure, ...]:
    side = drawing(wide, caption)
    return find_figures(side, flow_of(side))


def test_a_figure_is_its_drawing_its_caption_and_its_labels() -> None:
    (figure,) = figures(160.0)
    side = flow_of(drawing(160.0))
    assert {side.lines[n].line.text for n in figure.lines} == {"图 1 河道", "上滩"}
    assert caption_of([figure], 0, (100.0, 110.0, 120.0, 130.0)) == "图 1 河道"
    assert caption_of([figure], 1, (100.0, 110.0, 120.0, 130.0)) == ""
    assert figures(160.0, "河道今昔") == ()  # nothing says that it is one


def test_a_figure_of_another_size_is_found_by_its_caption() -> None:
    assert len(find_resized(figures(160.0), figures(120.0))) == 1
    assert find_resized(figures(160.0), figures(160.0)) == []
    assert find_resized(figures(160.0), figures(120.0, "图 2 渡口")) == []


def _figure(*labels: tuple[str, float, float]) -> Page:
    rows = (line(text, y, x, style=SMALL) for text, x, y in labels)
    return page(
        line("河道从这里转向东南方向去", 40.0), *rows, line("图 1 河道", 230.0, 120.0, style=SMALL),
        images=(Mark((40.0, 60.0, 260.0, 220.0), "300×200-a"),),
    )  # fmt: skip


def test_labels_of_a_drawing_are_read_by_their_words_wherever_they_stand() -> None:
    before = snapshot(_figure(("上滩", 60.0, 80.0), ("中滩", 120.0, 120.0), ("下滩", 180.0, 160.0)))
    moved = snapshot(_figure(("上滩", 60.0, 80.0), ("下滩", 180.0, 160.0), ("中滩", 120.0, 200.0)))
    assert pair_versions(before, moved).gaps == []
    renamed = snapshot(_figure(("上滩", 60.0, 80.0), ("石滩", 120.0, 120.0), ("下滩", 180.0, 160.0)))
    assert len(pair_versions(before, renamed).gaps) == 1


def test_images_are_the_same_by_their_data_or_their_pixels() -> None:
    packed, again, apart, other = "9×6-aa-ff", "9×6-bb-ff", "9×6-ff", "9×6-cc-dd"
    names = names_of([packed, "9×6-aa", again, apart, other, "8×6-ff"])
    assert names[packed] == names["9×6-aa"] == names[again] == names[apart]
    assert len({names[packed], names[other], names["8×6-ff"]}) == 3
    first_unlike = names_of(["9×6-aa", "9×6-ff", packed])
    assert len(set(first_unlike.values())) == 1
    assert names_of(["9×6", "9×6"]) == {"9×6": "9×6"}
