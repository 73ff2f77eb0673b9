"""Running heads and folios beside what they became."""

from pipeline.regression.alignment.pairing import pair_versions
from pipeline.regression.evidence.head_pairs import HeadPair, pair_heads, went_aside
from pipeline.regression.snapshot.snapshot import Line, Snapshot
from tests.regression.evidence.flows import line, page, snapshot

BODY = ("河边灯火照见行船人", "修船木板先在水里泡", "渡口早班开船在卯时")


def folio(number: int, x: float = 150.0) -> Line:
    return line(str(number), 400.0, x, width=6.0)


def issue(*heads: tuple[Line, ...]) -> Snapshot:
    return snapshot(*(page(*own, line(BODY[n], 120.0)) for n, own in enumerate(heads)))


def found(before: Snapshot, after: Snapshot) -> list[tuple[str | None, str | None]]:
    rows = pair_heads(pair_versions(before, after))
    return [(each.line and each.line.text, each.twin and each.twin.text) for each in rows]


def test_heads_are_paired_by_their_words_and_the_rest_by_their_order() -> None:
    head, other = line("水边人家", 20.0), line("河边旧事", 20.0)
    before = issue((head, folio(1)), (head, folio(2)), (head, folio(3)))
    after = issue((folio(1), other), (folio(2), other), (folio(3), other))
    changed = ("水边人家", "河边旧事")
    assert found(before, after) == [("1", "1"), changed, ("2", "2"), changed, ("3", "3"), changed]


def test_a_head_that_is_gone_has_no_other() -> None:
    before, after = issue((folio(1),), (folio(2),), (folio(3),)), issue((), (), ())
    assert found(before, after) == [("1", None), ("2", None), ("3", None)]
    assert found(after, before) == [(None, "1"), (None, "2"), (None, "3")]


def test_outside_is_outside_on_the_other_side_of_the_sheet() -> None:
    left, right, sheet = folio(2, 40.0), folio(3, 254.0), page()
    assert went_aside(left, right, (1, 2), sheet) == 0.0
    assert went_aside(left, right, (1, 1), sheet) == 214.0
    assert went_aside(left, folio(3, 200.0), (1, 2), sheet) == 160.0


def test_pages_that_are_gone_have_no_pairs() -> None:
    rows = pair_heads(pair_versions(issue((folio(1),), (folio(2),)), issue((folio(1),))))
    assert all(isinstance(each, HeadPair) and each.page == 0 for each in rows)


def test_letters_below_one_another_are_one_head() -> None:
    def tab(words: str) -> tuple[Line, ...]:
        return tuple(line(letter, 60.0 + 11 * n, 285.0) for n, letter in enumerate(words))

    before, after = issue(tab("水边人家"), tab("水边人家")), issue(tab("渡口来信"), tab("渡口来信"))
    assert found(before, after) == [("水边人家", "渡口来信")] * 2
    apart = issue(
        (line("水", 60.0, 285.0), line("边", 120.0, 285.0)), (line("水", 60.0, 285.0), line("边", 120.0, 285.0))
    )
    assert found(apart, apart) == [("水", "水"), ("边", "边")] * 2
