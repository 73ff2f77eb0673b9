"""Words that were changed where they went, entries of contents in their order, and how changed words are told."""

import pytest

from pipeline.regression.alignment.alignment import Gap
from pipeline.regression.alignment.pairing import Pairing, pair_versions
from pipeline.regression.alignment.text_flow import flow_of
from pipeline.regression.compare import compare
from pipeline.regression.evidence.edited_moves import find_at_seams, find_edited_moves
from pipeline.regression.evidence.substitutions import find_substitutions, substitution_at
from pipeline.regression.snapshot.snapshot import Snapshot
from tests.regression.evidence.flows import line, page, snapshot

STAYED = "河边灯火照见行船人归来又过了一夜"


def rows(*words: str) -> Snapshot:
    return snapshot(page(*(line(text, 60.0 + 20 * n) for n, text in enumerate(words))))


def moved(name: str) -> tuple[Pairing, Gap, Gap]:
    """An entry that went behind the others, its name another one; and the gaps of that."""
    before, after = rows("修船记林渡4", STAYED), rows(STAYED, f"修船记{name}5")
    return pair_versions(before, after), (0, 6, 0, 0), (22, 22, 16, 20 + len(name))


@pytest.mark.parametrize(("name", "edits"), [("林波渡", [("", "波")]), ("林渡", []), ("林度", [("渡", "度")])])
def test_what_changed_in_words_that_moved_is_told_apart(name: str, edits: list[tuple[str, str]]) -> None:
    pairing, gone, come = moved(name)
    one, other = pairing.flow_before, pairing.flow_after
    found = find_edited_moves(one, other, [substitution_at(one, other, gap) for gap in (gone, come)])
    assert [[(each.before, each.after) for each in move.edits] for move in found] == [edits]


def test_other_words_are_no_move() -> None:
    pairing, gone, come = moved("周看水渡口三则")
    one, other = pairing.flow_before, pairing.flow_after
    assert find_edited_moves(one, other, [substitution_at(one, other, gap) for gap in (gone, come)]) == ()


def test_an_entry_of_contents_keeps_its_row() -> None:
    rows = (("河边的灯", "陈守灯", 80.0), ("修船记", "林渡", 100.0), ("渡口三则", "周看水", 140.0))
    entries = [
        (line(title, y), line(name, y - 0.4, 200.0), line(str(number), y, 280.0))
        for number, (title, name, y) in enumerate(rows, 4)
    ]
    section = line("渡口来信", 120.0)  # drawn first
    text = flow_of(snapshot(page(section, *(each for entry in entries for each in entry)))).text
    assert "".join(text.split()) == "河边的灯陈守灯4修船记林渡5渡口来信渡口三则周看水6"


def sentence(before: tuple[str, ...], after: tuple[str, ...]) -> str:
    (found,) = compare(rows(*before), rows(*after)).findings
    return found.sentence


def test_a_letter_is_told_with_what_stands_beside_it_everywhere() -> None:
    before = (
        "检查港口频率的工人说完就回家去了",
        "港口会议开到半夜才散大家都很困了",
        "他们记录港口的水位三次又都写下来",
    )
    text = sentence(before, tuple(each.replace("港口", "港湾") for each in before))
    assert text.startswith("“港口” became “港湾”")


def test_a_short_name_is_told_whole_and_the_end_of_a_paragraph_is_not() -> None:
    assert "“林渡” became “林波渡”" in sentence((STAYED, "林渡"), (STAYED, "林波渡"))
    assert "“水” became “火”" in sentence((STAYED, "又看一夜水灯。"), (STAYED, "又看一夜火灯。"))


def test_words_at_the_end_of_a_page_are_marked_there() -> None:
    first, second = page(line(STAYED, 60.0)), page(line("修船木板要先在水里泡三天三夜才好用", 60.0))
    longer = page(line(STAYED, 60.0), line("渡口管理站三月一日谨告各位乘客知道", 80.0))
    for before, after in (((first, second), (longer, second)), ((longer, second), (first, second))):
        (found,) = compare(snapshot(*before), snapshot(*after)).findings
        assert found.kind == "text.changed"
        assert found.pages_before == found.pages_after == (0,)


def test_words_that_came_where_a_text_stood_or_stands_are_at_its_seams() -> None:
    parts = (
        "春天江河工人车间图纸灯塔邮路山村",
        "清晨机器齿轮班组师傅徒弟记录经验",
        "质量标准检查安全讨论会议代表意见船舶合同荣誉港口山村时间",
    )
    first, second, third = (line(each, 80.0 + 40 * n) for n, each in enumerate(parts))
    before = snapshot(page(first, second, third))
    on, back = "（下转后文）", "（上接前文）"
    after = snapshot(
        page(*(line(each, 80.0 + 40 * n) for n, each in enumerate((parts[0], on, parts[2], back, parts[1]))))
    )
    pairing = pair_versions(before, after)
    rows = find_substitutions(pairing.flow_before, pairing.flow_after, pairing.gaps)
    assert [each.after for each in find_at_seams(rows, pairing.moves)] == [on, back]
    assert find_at_seams(rows, []) == ()
