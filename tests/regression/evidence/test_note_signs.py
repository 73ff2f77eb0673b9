"""Signs of notes that follow from their pages, notes that went with their articles, and what is neither."""

from pipeline.regression.alignment.pairing import Pairing, pair_versions
from pipeline.regression.compare import compare
from pipeline.regression.evidence.note_signs import find_moved_notes, find_recounted
from pipeline.regression.evidence.substitutions import Substitution, find_substitutions
from pipeline.regression.snapshot.snapshot import Page, Snapshot
from tests.regression.evidence.flows import SMALL, line, page, snapshot

_FIRST, _SECOND = "河边灯火照见行船人的旧路", "修船的木板要先在水里泡过"


def _page(*lines: tuple[str, str], notes: tuple[str, ...]) -> Page:
    body = [line(f"{text}{sign}", 60.0 + 20 * n) for n, (text, sign) in enumerate(lines)]
    return page(*body, *(line(text, 360.0 + 12 * n, style=SMALL) for n, text in enumerate(notes)))


def _paired(before: Snapshot, after: Snapshot) -> tuple[Pairing, tuple[Substitution, ...]]:
    pairing = pair_versions(before, after)
    return pairing, find_substitutions(pairing.flow_before, pairing.flow_after, pairing.gaps)


APART = snapshot(_page((_FIRST, "①"), notes=("①账本存在下游站。",)), _page((_SECOND, "①"), notes=("①船板用旧料。",)))
TOGETHER = snapshot(
    _page((_FIRST, "①"), (_SECOND, "②"), notes=("①账本存在下游站。", "②船板用旧料。")), _page(("末页", ""), notes=())
)


def test_notes_that_come_to_stand_on_one_page_are_counted_on() -> None:
    pairing, rows = _paired(APART, TOGETHER)
    found = find_recounted(pairing.flow_before, pairing.flow_after, rows)
    assert {(each.before, each.after) for each in found} == {("①", "②")}
    assert len(found) == 2  # the call and the note


def test_other_signs_of_notes_that_stayed_on_their_page_are_told() -> None:
    counted = snapshot(APART.pages[0], _page((_SECOND, "②"), notes=("②船板用旧料。",)))
    pairing, rows = _paired(APART, counted)
    assert find_recounted(pairing.flow_before, pairing.flow_after, rows) == ()
    assert [each.kind for each in compare(APART, counted).findings] == ["text.changed"]


def test_notes_in_another_order_say_nothing_new_and_a_word_in_one_does() -> None:
    turned = snapshot(
        _page((_SECOND, "①"), (_FIRST, "②"), notes=("①船板用旧料。", "②账本存在下游站。")),
        _page(("末页", ""), notes=()),
    )
    pairing, rows = _paired(TOGETHER, turned)
    notes = [each for each in rows if each.in_notes]
    assert notes
    assert list(find_moved_notes(pairing.flow_before, pairing.flow_after, rows)) == notes
    other = snapshot(
        _page((_SECOND, "①"), (_FIRST, "②"), notes=("①船板用新料。", "②账本存在下游站。")),
        _page(("末页", ""), notes=()),
    )
    pairing, rows = _paired(TOGETHER, other)
    assert any(
        each.in_notes and each not in find_moved_notes(pairing.flow_before, pairing.flow_after, rows) for each in rows
    )
