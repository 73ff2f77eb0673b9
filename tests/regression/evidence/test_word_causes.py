"""The fewest causes of changed words."""

from pipeline.regression.evidence.articles import find_articles
from pipeline.regression.evidence.substitutions import find_substitutions
from pipeline.regression.evidence.word_causes import (
    EXPLANATIONS,
    Texts,
    Why,
    WordCause,
    explain,
    find_notes,
    find_repeated,
)
from pipeline.regression.snapshot.snapshot import Entry, Snapshot
from tests.regression.evidence.flows import LARGE, SMALL, line, page, paired, snapshot

FIRST, SECOND = "春天江河工人车间图纸灯塔邮路山村", "清晨机器齿轮班组师傅徒弟记录经验"
THIRD = "质量标准检查安全讨论会议代表意见"


def causes(before: Snapshot, after: Snapshot) -> tuple[WordCause, ...]:
    one, other, gaps = paired(before, after)
    articles = find_articles(before, after, (one, other), gaps)
    return explain(Texts(one, other, articles), find_substitutions(one, other, gaps))


def text(*rows: str) -> Snapshot:
    return snapshot(page(*(line(row, 80.0 + 40 * n) for n, row in enumerate(rows))))


def test_equal_substitutions_in_any_paragraphs_are_one_cause() -> None:
    rows = [f"{each}灯油有账{each[::-1]}" for each in (FIRST, SECOND, THIRD)]
    changed = [each.replace("灯油", "烛油") for each in rows]
    (cause,) = causes(text(*rows), text(*changed))
    assert cause.why is Why.SAME
    assert {(each.before, each.after) for each in cause.substitutions} == {("灯", "烛")}
    assert len(cause.substitutions) == 3


def test_other_substitutions_are_one_cause_for_each_paragraph() -> None:
    found = causes(text(FIRST, SECOND, THIRD), text(FIRST.replace("江", "湖"), SECOND, THIRD.replace("安", "保")))
    assert [each.why for each in found] == [Why.PARAGRAPH, Why.PARAGRAPH]


def test_numbers_that_become_the_same_others_beside_other_words_are_no_one_cause() -> None:
    found = causes(text(f"{FIRST}12人", f"{SECOND}共12日"), text(f"{FIRST}15人", f"{SECOND}共15日"))
    assert [each.why for each in found] == [Why.PARAGRAPH, Why.PARAGRAPH]


def noted(*notes: str, calls: str) -> Snapshot:
    first, second = (f"{each}{sign}" for each, sign in zip((FIRST, SECOND), calls.ljust(2), strict=True))
    foot = [line(each, 380.0 + 12 * n, style=SMALL) for n, each in enumerate(notes)]
    return snapshot(page(line(first.strip(), 80.0), line(second.strip(), 120.0), *foot))


def test_a_note_is_one_cause_with_its_call_and_those_that_are_counted_after_it() -> None:
    before = noted("①灯号表见墙上。", calls=" ①")
    (cause,) = causes(before, noted("①账本每月一结。", "②灯号表见墙上。", calls="①②"))
    assert cause.why is Why.NOTE
    note, *signs = cause.substitutions
    assert "账本每月一结" in note.after
    assert note.in_notes
    assert signs
    assert all(each.is_sign for each in signs)


def test_words_that_went_elsewhere_are_no_changed_words() -> None:
    found = causes(text(FIRST, "早班", SECOND, THIRD), text(FIRST, SECOND, "早班", THIRD))
    assert [each.why for each in found] == [Why.MOVED]


def issue(*titles: str) -> Snapshot:
    """Contents on the first page, and a page for each of *titles*."""
    bodies = {"甲篇": FIRST, "乙篇": SECOND, "丙篇": THIRD}
    listed = [line(f"{title}{n + 2}", 80.0 + 40 * n) for n, title in enumerate(titles)]
    pages = [page(line(title, 80.0, style=LARGE), line(bodies[title], 120.0)) for title in titles]
    outline = tuple(Entry(1, title, n + 1) for n, title in enumerate(titles))
    return snapshot(page(*listed), *pages, outline=outline)


def test_an_article_is_one_cause_with_its_line_of_the_contents() -> None:
    for before, after, is_new in (
        (issue("甲篇", "乙篇"), issue("甲篇", "乙篇", "丙篇"), True),
        (issue("甲篇", "乙篇", "丙篇"), issue("甲篇", "乙篇"), False),
    ):
        (cause,) = causes(before, after)
        assert cause.why is Why.ARTICLE
        assert cause.article is not None
        assert (cause.article.title, cause.article.is_new, cause.article.pages) == ("丙篇", is_new, (3,))
        assert any(cause.article.is_listed(each) for each in cause.substitutions)


def test_another_title_of_an_article_is_no_new_article() -> None:
    one, other = issue("甲篇", "乙篇"), issue("甲篇", "乙篇")
    renamed = snapshot(*other.pages, outline=(Entry(1, "甲篇", 1), Entry(1, "别的题目", 2)))
    assert causes(one, renamed) == ()


def table(*rows: str) -> Snapshot:
    """Rows of cells with blanks between, below a paragraph."""
    cells = [
        line(cell, 120.0 + 16 * n, 40.0 + 50 * column)
        for n, row in enumerate(rows)
        for column, cell in enumerate(row.split())
    ]
    return snapshot(page(line(FIRST, 80.0), *cells))


def test_a_column_of_a_table_is_one_cause() -> None:
    before, after = table("料 数 价", "木板 三块 二十", "铁钉 四斤 三十"), table(
        "料 数 价 备注", "木板 三块 二十 旧", "铁钉 四斤 三十 新"
    )  # fmt: skip
    (cause,) = causes(before, after)
    assert cause.why is Why.TABLE
    assert [each.after.strip() for each in cause.substitutions] == ["备注", "旧", "新"]
    assert [each.why for each in causes(after, before)] == [Why.TABLE]
    entries = table("河边的灯 二", "修船记 四"), table("河边的灯 二 甲", "修船记 四 乙")
    assert [each.why for each in causes(*entries)] == [Why.TABLE]  # a third cell makes it one
    assert Why.TABLE not in [
        each.why for each in causes(table("河边的灯", "修船记"), table("河边的灯 甲", "修船记 乙"))
    ]


def test_a_call_that_went_elsewhere_is_one_cause() -> None:
    (cause,) = causes(text(f"{FIRST}①", SECOND, THIRD), text(FIRST, SECOND, f"{THIRD}①"))
    assert cause.why is Why.CALL
    assert [(each.before.strip(), each.after.strip()) for each in cause.substitutions] == [("①", ""), ("", "①")]


def test_each_row_has_the_first_cause_that_fits_and_any_explanation_can_be_asked_alone() -> None:
    before = noted("①灯号表见墙上。", calls=" ①")
    after = noted("①账本每月一结。", "②灯号表见墙上。", calls="①②")
    one, other, gaps = paired(before, after)
    texts, rows = Texts(one, other), find_substitutions(one, other, gaps)
    alone = explain(texts, rows, [find_notes])
    assert [each.why for each in alone] == [Why.NOTE]
    by_words = explain(texts, rows, [find_repeated])  # without it the same rows are changes of paragraphs
    assert Why.NOTE not in [each.why for each in by_words]
    for by in (EXPLANATIONS, [find_repeated], [find_repeated, find_notes]):
        covered = [row for cause in explain(texts, rows, by) for row in cause.substitutions]
        assert sorted(covered, key=lambda each: each.gap) == list(rows), by


def test_a_list_that_counts_from_another_number_is_one_cause() -> None:
    before = text(f"4{FIRST}", f"5{SECOND}", f"6{THIRD}")
    (cause,) = causes(before, text(f"1{FIRST}", f"2{SECOND}", f"3{THIRD}"))
    assert cause.why is Why.COUNTED
    apart = causes(before, text(f"1{FIRST}", f"2{SECOND}", f"9{THIRD}"))  # the last is no next one
    assert [each.why for each in apart] == [Why.COUNTED, Why.PARAGRAPH]


def test_an_item_more_is_one_cause_with_the_numbers_after_it() -> None:
    fourth = "灯号表挂在站里墙上人人看"
    before = text(f"一、{FIRST}", f"二、{SECOND}", f"三、{THIRD}")
    after = text(f"一、{FIRST}", f"二、{fourth}", f"三、{SECOND}", f"四、{THIRD}")
    for one, other in ((before, after), (after, before)):
        assert [each.why for each in causes(one, other)] == [Why.COUNTED], one


def test_a_letter_more_in_a_name_is_one_cause_whatever_stands_before_the_name() -> None:
    before, after = (text(f"{FIRST}{name}", THIRD, f"{name}{SECOND}") for name in ("卢灯", "卢小灯"))
    (cause,) = causes(before, after)
    assert (cause.why, len(cause.substitutions)) == (Why.SAME, 2)
    other = text(f"{FIRST}卢小灯", THIRD, f"小卢灯{SECOND}")  # beside other letters
    assert [each.why for each in causes(before, other)] == [Why.PARAGRAPH, Why.PARAGRAPH]


def test_a_number_after_the_same_word_is_one_cause_wherever_the_word_stands() -> None:
    before, after = (text(f"表{n}{FIRST}", SECOND, f"{THIRD}从表{n}看") for n in (2, 7))
    (cause,) = causes(before, after)
    assert (cause.why, len(cause.substitutions)) == (Why.SAME, 2)


def test_a_number_in_brackets_that_went_elsewhere_is_no_changed_word() -> None:
    found = causes(text(FIRST, "（2）", SECOND, THIRD), text(FIRST, SECOND, "（2）", THIRD))
    assert [each.why for each in found] == [Why.MOVED]


def test_numbers_in_another_form_are_one_cause() -> None:
    before, after = (text(*(f"{mark} {row}" for mark, row in zip(marks, (FIRST, SECOND), strict=True))) for marks in
                     (("1.", "2."), ("一、", "二、")))  # fmt: skip
    (cause,) = causes(before, after)
    assert (cause.why, len(cause.substitutions)) == (Why.SAME, 2)
    assert len(causes(before, text(f"一、 {FIRST}", f"三、 {SECOND}"))) == 2  # 2 → 三 is another number


def test_columns_that_changed_places_are_one_cause() -> None:
    before = table("项目 以前 以后", "灯油 十二 二十", "账本 八个 没有")
    (cause,) = causes(before, table("项目 以后 以前", "灯油 二十 十二", "账本 没有 八个"))
    assert (cause.why, cause.key) == (Why.MOVED, ("以前",))
    edited = causes(before, table("项目 以后 以前", "灯油 二十 十三", "账本 没有 八个"))
    assert ("以前",) not in [each.key for each in edited]


def test_a_number_with_its_decimals_is_one() -> None:
    (cause,) = causes(text(f"{FIRST}占63.9%"), text(f"{FIRST}占64.6%"))
    assert [(each.before, each.after) for each in cause.substitutions] == [("63.9", "64.6")]
    parted = causes(text(f"{FIRST}占63，9人"), text(f"{FIRST}占64，6人"))
    assert ("63", "64") in {(each.before, each.after) for found in parted for each in found.substitutions}
