"""Entries of the outline go with the words that they lead to."""

from pipeline.regression.alignment.pairing import pair_versions
from pipeline.regression.evidence.outline_entries import find_entry_changes, have_moved, places_of
from pipeline.regression.snapshot.snapshot import Entry, Snapshot
from tests.regression.evidence.flows import line, page, snapshot

TEXTS = ("河边灯火照见行船人归来", "修船木板先在水里泡三日", "渡口早班开船在卯时一刻")


def issue(
    *pages: tuple[str, ...], led: tuple[int, ...], titles: tuple[str, ...] = ("要点", "讨论", "要点")
) -> Snapshot:
    """Lines on *pages*, and entries that lead to the pages *led*."""
    rows = [page(*(line(text, 80.0 + 40 * n) for n, text in enumerate(texts))) for texts in pages]
    return snapshot(*rows, outline=tuple(Entry(1, title, n) for title, n in zip(titles, led, strict=True)))


BEFORE = issue(("要点", TEXTS[0], "讨论", TEXTS[1]), ("要点", TEXTS[2]), led=(0, 0, 1))


def test_entries_that_went_with_their_words_are_as_they_were() -> None:
    after = issue(("要点", TEXTS[0]), ("讨论", TEXTS[1]), ("要点", TEXTS[2]), led=(0, 1, 2))
    pairing = pair_versions(BEFORE, after)
    assert find_entry_changes(pairing) == ()
    assert have_moved(pairing)
    assert not have_moved(pair_versions(BEFORE, BEFORE))


def test_entries_that_lead_elsewhere_than_to_their_words_are_told() -> None:
    after = issue(("要点", TEXTS[0]), ("讨论", TEXTS[1]), ("要点", TEXTS[2]), led=(0, 0, 2))
    (change,) = find_entry_changes(pair_versions(BEFORE, after))
    assert ([each.page for each in change.gone], [each.page for each in change.come]) == ([0], [0])
    assert change.at == (1, 1)


def test_equal_titles_on_one_page_stand_one_after_the_other() -> None:
    twice = issue(("要点", TEXTS[0], "讨论", TEXTS[1], "要点", TEXTS[2]), led=(0, 0, 0))
    places = places_of(twice, pair_versions(twice, twice).flow_before)
    assert None not in places
    assert list(places) == sorted(set(places), key=lambda place: place or 0)
    lost = issue((TEXTS[0],), led=(0, 0, 0))
    assert places_of(lost, pair_versions(lost, lost).flow_before) == (None, None, None)
