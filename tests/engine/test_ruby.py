"""Ruby, measured on finished PDFs through glyph origins."""

from itertools import pairwise
from typing import NamedTuple

import pytest

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.loading import load_weasyprint
from pipeline.engine.pages import Typesetter
from pipeline.engine.untagged_pdf import write_overlay_pdf
from pipeline.resources import find_shipped

load_weasyprint(find_shipped("fonts"))

from pipeline.composer import paragraph  # noqa: E402
from pipeline.composer.ruby import Reading, Room, reading_start  # noqa: E402
from pipeline.engine import line_source  # noqa: E402
from tests.conformance.actual_text import plainly_drawn  # noqa: E402
from tests.conformance.printed_page import CLOSING, OPENING, Glyph, Line, extracted, read_pages  # noqa: E402

EM, PITCH, MEASURE = 12, 20, 20
RIGHT = 20 + MEASURE * EM
SMALL = 0.7 * EM
STYLE = f"""
@page {{ size: {MEASURE * EM + 40}pt 500pt; margin: 20pt }}
html {{ font: {EM}pt/{PITCH}pt "Kanben Song" }}
body {{ margin: 0 }}
p {{ margin: 0; text-align: justify; text-indent: 2em }}
rt {{ font: .5em "Kanben Hei"; line-height: 0; vertical-align: 1.94em }}
"""


def mono(base: str, reading: str) -> str:
    return "".join(group(*pair) for pair in zip(base, reading.split(), strict=True))


def group(base: str, reading: str) -> str:
    return f"<ruby><rb>{base}</rb><rt>{reading}</rt></ruby>"


SPECIMEN = f"""\
不积{mono("跬", "kuǐ")}步，无以至千里；{mono("壮士窗床双", "zhuàng shì chuāng chuáng shuāng")}上的手艺要
{mono("整齐", "zhěng qí")}，“{mono("饕餮", "tāo tiè")}”之徒，{group("北京", "Beijing")}与
{group("联合国", "United Nations Organization")}的人，每行二十五字，{mono("癸卯", "guǐ mǎo")}兔年，数据已经
{mono("脱敏", "tuō mǐn")}。

行要齐字要匀一页二十行每行二{mono("魑魅魍魉装庄", "chī mèi wǎng liǎng zhuāng zhuāng")}各占一字用
{mono("汉", "hàn")}Typo{mono("字", "zì")}不同字要匀一页二十行。

字距要匀称{mono("邮", "yóu")}件分拣到{group("北京", "Beijing")}的{mono("日期", "rì qī")}放
Donaudampfschiffahrt，前一行拉开。"""
TEXT = tuple(text.replace("\n", "") for text in SPECIMEN.split("\n\n"))
GROUPS = {"Beijing": 2, "United Nations Organization": 3}


def end(glyph: Glyph) -> float:
    """Where a glyph's advance ends."""
    return glyph.x + glyph.advance * glyph.size


class Pair(NamedTuple):
    """A printed base and its reading."""

    base: list[Glyph]
    reading: list[Glyph]

    @property
    def text(self) -> str:
        return "".join(glyph.character for glyph in self.reading)

    @property
    def off_centre(self) -> float:
        """How far the reading's middle is from its base's, in em of the base."""
        base = (self.base[0].x + self.base[-1].x + EM) / 2
        return abs((self.reading[0].x + end(self.reading[-1])) / 2 - base) / EM


def specimen(*paragraphs: str, language: str = "zh-CN") -> bytes:
    typesetter = Typesetter(
        fonts=find_shipped("fonts"), style_sheets={"specimen.css": STYLE}, folders={}, drawing=Drawing.PLAIN
    )
    body = "".join(f"<p>{text}</p>" for text in paragraphs or TEXT)
    part = typesetter.lay_out(f"<html lang='{language}'><body>{body}</body></html>")
    assert part.warnings == ()
    data: bytes = write_overlay_pdf(part)
    return data


def glyphs_of(data: bytes) -> list[Glyph]:
    """The glyphs of the first page in the order they are drawn in."""
    return read_pages(data, [0])[0].glyphs


def lines_of(data: bytes) -> list[Line]:
    """The lines of the first page, without the readings above them."""
    return [line for line in read_pages(data, [0])[0].rows if line.size > SMALL]


def pairs(data: bytes) -> list[Pair]:
    """The ruby of the first page, in the order it is drawn in: each reading after its base."""
    result: list[Pair] = []
    base: list[Glyph] = []
    for glyph in glyphs_of(data):
        if glyph.size > SMALL:
            if base and result and base[-1] is result[-1].base[-1]:
                base = []
            base.append(glyph)
        elif result and result[-1].base[-1] is base[-1]:
            result[-1].reading.append(glyph)
        else:
            result.append(Pair(base, [glyph]))
    return [Pair(pair.base[-GROUPS.get(pair.text, 1) :], pair.reading) for pair in result]


def faults(data: bytes) -> list[str]:
    """What is wrong with the ruby of the first page."""
    found = pairs(data)
    wrong = [f"{pair.text}: off its base" for pair in found if pair.off_centre > 0.03]
    for first, second in pairwise(found):
        if first.reading[0].y == second.reading[0].y:
            apart = (second.reading[0].x - end(first.reading[-1])) / EM
            if apart < 1 / 8 - 0.01:
                wrong.append(f"{first.text} {second.text}: {apart:.2f} em apart")
    for pair in found:
        left, right = pair.reading[0].x + 0.02 * EM, end(pair.reading[-1]) - 0.02 * EM
        wrong += [
            f"{pair.text}: hangs over {glyph.character}"
            for glyph in glyphs_of(data)
            if abs(glyph.y - pair.base[0].y) < 1 and glyph not in pair.base
            if glyph.character not in CLOSING + OPENING and glyph.x < right and end(glyph) > left
        ]
    return wrong


@pytest.fixture(scope="module")
def data() -> bytes:
    return specimen()


def test_each_reading_is_above_the_middle_of_its_base(data: bytes) -> None:
    assert faults(data) == []
    assert [pair.text for pair in pairs(data)] == [
        "kuǐ", "zhuàng", "shì", "chuāng", "chuáng", "shuāng", "zhěng", "qí", "tāo", "tiè", "Beijing",
        "United Nations Organization", "guǐ", "mǎo", "tuō", "mǐn", "chī", "mèi", "wǎng", "liǎng", "zhuāng", "zhuāng",
        "hàn", "zì", "yóu", "Beijing", "rì", "qī",
    ]  # fmt: skip


def test_readings_without_room_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paragraph, "room_for", lambda *_arguments: Room({}, {}, {}))
    assert any("apart" in fault for fault in faults(specimen()))
    assert any("hangs over" in fault for fault in faults(specimen()))


def test_readings_that_forget_their_gaps_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(reading: Reading, start: int, advances: list[float], *_line: object) -> float:
        return reading_start(reading, start, advances, {}, {})

    monkeypatch.setattr(line_source, "reading_start", forgetful)
    assert any("off its base" in fault for fault in faults(specimen()))


def test_readings_have_half_the_size_and_one_height(data: bytes) -> None:
    for pair in pairs(data):
        assert {round(glyph.size / EM, 3) for glyph in pair.reading} == {0.5}
        assert {round((pair.base[0].y - glyph.y) / EM, 2) for glyph in pair.reading} == {0.97}


def test_bases_stand_on_the_grid(data: bytes) -> None:
    lines = lines_of(data)
    assert len(lines) == 9
    assert [round(second.base - first.base, 2) for first, second in pairwise(lines)] == [PITCH] * 8


def test_lines_with_ruby_are_flush(data: bytes) -> None:
    """The reading is, where it is wider than the last character of its line."""
    lines = lines_of(data)
    flush = 0
    for line, following in pairwise(lines):
        if following.left < 20 + EM:
            above = [pair for pair in pairs(data) if pair.base[-1].x == line.glyphs[-1].x]
            right = max([line.right, *(end(pair.reading[-1]) for pair in above)])
            assert abs(right - RIGHT) <= 0.02 * EM, line.text
            flush += 1
    assert flush == 6


def test_stretch_is_shared_by_ruby_and_plain_text(data: bytes) -> None:
    """A long word did not fit into the line; none of its readings is wider than its base."""
    line = next(line for line in lines_of(data) if "邮件" in line.text)
    plain = [second.x - first.x for first, second in pairwise(line.glyphs) if first.character not in CLOSING]
    assert min(plain) > 1.05 * EM
    assert max(plain) - min(plain) < 0.02 * EM


def test_mono_ruby_breaks_between_characters_and_group_ruby_does_not(data: bytes) -> None:
    lines = [line.text for line in lines_of(data)]
    assert any(line.endswith("床") for line in lines)
    assert any(line.startswith("双") for line in lines)
    for filler in range(6):
        text = "字" * (13 + filler)
        found = lines_of(specimen(text + group("联合国", "Lianheguo") + "的人"))
        assert any("联合国" in line.text for line in found), filler
    first, *_rest = lines_of(specimen("字" * 17 + mono("联合国", "lián hé guó")))
    assert first.text.endswith("联")


def test_marks_do_not_part_from_ruby() -> None:
    for count in range(15, 19):
        text = "字" * count + mono("汉", "hàn") + "，" + "“" + mono("语", "yǔ") + "”" + "字" * 20
        for line in lines_of(specimen(text)):
            assert line.text[0] not in "，”"
            assert line.text[-1] != "“"


def test_base_comes_before_reading_in_the_text() -> None:
    printed = "".join(glyph.character for glyph in glyphs_of(specimen(TEXT[0])))
    assert printed.startswith("不积跬kuǐ步，无以至千里；壮zhuàng士shì窗chuāng")
    assert "北京Beijing与联合国United Nations Organization的人" in printed


def test_room_within_a_word_is_no_space() -> None:
    data = specimen(f"字{group('联合国', 'United Nations Organization')}字")
    assert "联合国" in extracted(data)
    assert "联 合 国" in extracted(plainly_drawn(data))


def test_ruby_at_the_end_of_a_line_before_a_break() -> None:
    data = specimen(f"字{mono('汉', 'hàn')}<br>字{mono('语', 'yǔ')} word {mono('字', 'zì')}")
    assert [line.text for line in lines_of(data)] == ["字汉", "字语 word 字"]
    assert faults(data) == []


def test_a_reading_too_wide_for_any_line_stays_with_its_base() -> None:
    data = specimen("字字" + group("汉", "a reading wider than the page " * 4) + "字字")
    (pair,) = pairs(data)
    assert [line.text for line in lines_of(data)] == ["字字", "汉", "字字"]
    assert pair.off_centre < 0.03
    assert abs(pair.reading[0].x - 20) < 0.1


def test_stock_paragraphs_keep_their_readings() -> None:
    data = specimen(f"A word {mono('汉', 'hàn')} and more", language="en")
    assert [line.text for line in lines_of(data)] == ["A word 汉 and more"]
    assert [pair.text for pair in pairs(data)] == ["hàn"]
