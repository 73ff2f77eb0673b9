"""What the faces are cut to: counted against the published sizes of the tables."""

from pathlib import Path

import pytest

from pipeline.errors import FontError
from pipeline.fonts.charset import HANZI_FILE, gb2312_hanzi, gb2312_symbols, house_charset, is_han, read_hanzi


@pytest.fixture
def copied(fonts_dir: Path, tmp_path: Path) -> Path:
    """A folder with a copy of the list, to be damaged."""
    (tmp_path / HANZI_FILE).parent.mkdir()
    (tmp_path / HANZI_FILE).write_bytes((fonts_dir / HANZI_FILE).read_bytes())
    return tmp_path


def test_table_of_2013_is_whole(fonts_dir: Path) -> None:
    hanzi = read_hanzi(fonts_dir)
    assert len(hanzi) == len(set(hanzi)) == 8105
    assert all(map(is_han, map(ord, hanzi)))
    # First and last of the three levels of 国发〔2013〕23号: 1–3500, 3501–6500, 6501–8105.
    assert [hanzi[number - 1] for number in (1, 3500, 3501, 6500, 6501, 8105)] == list("一矗乂齉亍蠼")


def test_list_with_a_character_less_is_refused(copied: Path) -> None:
    path = copied / HANZI_FILE
    path.write_text(path.read_text("utf-8").replace("蠼", ""), "utf-8")
    with pytest.raises(FontError, match="8104"):
        read_hanzi(copied)


def test_list_with_a_character_twice_is_refused(copied: Path) -> None:
    path = copied / HANZI_FILE
    path.write_text(path.read_text("utf-8").replace("蠼", "一"), "utf-8")
    with pytest.raises(FontError, match="8104"):
        read_hanzi(copied)


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_list_that_cannot_be_read_is_refused(copied: Path, content: bytes | None) -> None:
    path = copied / HANZI_FILE
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(FontError, match="cannot be read"):
        read_hanzi(copied)


def test_sizes_of_gb2312() -> None:
    # GB/T 2312-1980: 682 signs in zones 1–9, 6,763 Han characters in zones 16–87.
    assert len(gb2312_symbols()) == 682 + len("·—")
    assert len(gb2312_hanzi()) == 6763


def test_house_charset_has_the_signs_of_a_periodical(fonts_dir: Path) -> None:
    charset = house_charset(fonts_dir)
    signs = "、，。；：？！（）《》〈〉「」『』【】〔〕“”‘’—…·／～〇※§№℃％‰€￥±×÷≤≥≠→←↑↓■□●○◆◇★☆▲△▪ǎǐǒǔǖǘǚǜɡńňǹḿ–¹²³"
    assert {char for char in signs if ord(char) not in charset} == set()
    assert set(map(ord, read_hanzi(fonts_dir) + gb2312_hanzi())) <= charset
    assert 0x2A6D6 not in charset


def test_is_han() -> None:
    assert [is_han(ord(char)) for char in "一〇龥𫚭，Aあ"] == [True, True, True, True, False, False, False]
