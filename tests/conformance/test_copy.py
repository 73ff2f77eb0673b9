"""Small copy that came out wrong once, as typed (`../shared/cases/copy`): set whole, and measured as drawn."""

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.builders import new_builder
from tests.conformance.printed_page import Line, Page, read_pages

SIZE, MEASURE = 10.5, 22  # of the journal
_PUBLICATION = "name: 试排\nlatin_name: Shipai\norganisers: [某单位]\nlayout: journal\nlanguage: zh-CN\n"
_ISSUE = "year: 2024\nnumber: 1\ndate: 2024-01-05\nsections:\n  - name: 试排\n    articles:\n"
NAMES = [
    "address",
    "characters",
    "full-width",
    "heads",
    "kerned",
    "swallowed",
    "table-numbers",
    "typed-spaces",
    "unbroken",
]


@pytest.fixture(scope="module")
def pages(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    folder = tmp_path_factory.mktemp("copy") / "issues/shipai"
    articles = folder / "2024/01/articles"
    articles.mkdir(parents=True)
    (folder / "publication.yaml").write_text(_PUBLICATION, encoding="utf-8")
    rows = "".join(f"      - file: articles/{name}.md\n" for name in NAMES)
    (folder / "2024/01/issue.yaml").write_text(_ISSUE + rows, encoding="utf-8")
    for name in NAMES:
        text = (shared / "cases/copy" / f"{name}.md").read_text(encoding="utf-8")
        text = re.sub("<!--.*?-->\n", "", text).replace("title: 试 #1 车间", 'title: "试 #1 车间"')
        (articles / f"{name}.md").write_text(text, encoding="utf-8")
    issue = new_builder().build(folder / "2024/01", lambda stage: None)
    return read_pages(issue.files[f"{issue.id}.pdf"])


def lines_of(pages: list[Page], start: str) -> list[Line]:
    """The lines of the page on which a line begins with *start*, from the top and column after column."""
    for page in pages[2:]:
        if any(line.text.startswith(start) for line in page.lines):
            return sorted(page.lines, key=lambda line: (line.left > page.width / 2, line.base))
    raise LookupError(start)


def text_of(pages: list[Page], start: str) -> str:
    """These lines, with a stroke where one ends."""
    return "|".join(line.text for line in lines_of(pages, start))


def white(line: Line) -> float:
    """The widest white between two characters, em."""
    glyphs = [glyph for glyph in line.glyphs if glyph.character != " "]
    return max(((two.x - one.x) / one.size - one.advance for one, two in pairwise(glyphs)), default=0.0)


@pytest.mark.parametrize("start", ["详见", "要是你把", "这位老师傅", "这一条按", "人名"])
def test_no_line_has_a_hole_or_goes_beyond_the_measure(pages: list[Page], start: str) -> None:
    lines = [line for line in lines_of(pages, start) if abs(line.size - SIZE) < 0.1]
    assert len(lines) > 2
    for line in lines:
        assert white(line) <= 0.51, line.text
        assert (line.right - line.left) / SIZE <= MEASURE + 0.01, line.text


@pytest.mark.parametrize(
    ("start", "whole"),
    [
        ("这位老师傅", ["１９８４年", "６７．５％", "ＩＳＯ", "０９：４５"]),
        ("这一条按", ["GB/T 15834", "10–20", "2—3", "’97"]),
        ("南区局", ["南区局", "1,204", "23,456,789.00", "-3.4%", "1,098.75", "12.0%", "1,302", "23,457,887.75"]),
        ("名单", ["张*明、赵*华", "3*4*5=60", "[1]:", "《某某全集》第三卷", "[注]: 这一行是注。"]),
        ("详见", ["--with-very-long-option-name", "VirtualMachineSettings."]),
        (
            "人名",
            [
                "囍、冇、囧、髙、﨑、峯、羣、昰、旼、炘",
                "コンピューター",
                "Đặng",
                "⅓",
                "10⁻³",
                "[ˈtʃaɪnə]",
                "Ἀθῆναι",
                "☑✔➀",
                "：人文。",
            ],
        ),
    ],
)
def test_what_stays_whole(pages: list[Page], start: str, whole: list[str]) -> None:
    text = text_of(pages, start)
    assert [each for each in whole if each not in text] == []


def test_typed_spaces_leave_no_white(pages: list[Page]) -> None:
    assert "请看第 3.2 节“安装说明”，注意，这里有空格|（括号里外）和《书名》前后。" in text_of(pages, "请看")


def test_heads_are_parted_between_words_into_lines_of_one_length(pages: list[Page]) -> None:
    first, second = (line for line in lines_of(pages, "一、进一步")[1:] if "的" in line.text)
    assert (first.text[-2:], second.text[:2]) == ("素质", "并发")
    assert second.left - first.left == pytest.approx(2 * first.size, abs=0.1)  # behind 一、
    assert abs(len(first.text) - 2 - len(second.text)) < 3
