"""Two changes at once: what follows from one of them must not hide the other."""

from typing import Any

from pipeline.regression.causes.candidates import Candidate
from pipeline.regression.causes.selection import select
from pipeline.regression.findings import Place
from pipeline.regression.snapshot.snapshot import Box

BODY: Box = (40.0, 80.0, 240.0, 92.0)
FOOT: Box = (40.0, 700.0, 240.0, 710.0)


def cause(kind: str, *places: Place, said: tuple[str, str] | None = None, **known: Any) -> Candidate:
    """Something that is seen at *places*; *known*: other fields of it."""
    words = (said,) if said else ()
    key = (kind, places, said, *known.items())
    return Candidate(key=key, kind=kind, sentence=kind, before=places, after=places, said=words, **known)


def told(*causes: Candidate) -> list[str]:
    return [each.cause.kind for each in select(causes)]


def test_the_same_words_on_another_layer_follow_and_other_words_do_not() -> None:
    text = cause("text.changed", (1, BODY), said=("船", "舟"))
    same = cause("alternatives.changed", (1, BODY), said=("旧船停在岸边", "旧舟停在岸边"))
    other = cause("alternatives.changed", (1, BODY), said=("旧船停在岸边", "新舟停在岸边"))
    assert told(text, same) == ["text.changed"]
    assert told(text, other) == ["text.changed", "alternatives.changed"]
    assert told(same) == ["alternatives.changed"]


def test_a_mark_that_changed_elsewhere_is_no_consequence_of_changed_words() -> None:
    text = cause("text.changed", (1, BODY), said=("船", "舟"))
    assert told(text, cause("properties.changed", said=("船，年刊", "船。年刊"))) == [
        "text.changed",
        "properties.changed",
    ]


def test_a_head_with_other_words_than_the_text_is_told() -> None:
    text = cause("text.changed", (1, BODY), said=("灯", "燈"))
    head = cause("text.changed", (2, BODY), said=("河边的灯", "河边的燈"), is_of_heads=True)
    wrong = cause("text.changed", (3, BODY), said=("河边的灯", "渡口三则"), is_of_heads=True)
    found, other = select([text, head, wrong])
    assert (found.cause, other.cause, other.consequences) == (text, wrong, ())
    assert [each.candidate for each in found.consequences if each.by[0].marks] == [head]


def test_a_head_that_says_a_new_name_of_a_section_follows_from_it() -> None:
    text = cause("text.changed", (1, BODY), said=("", "渡口来信"))
    head = cause("text.changed", (2, BODY), said=("水边人家", "渡口来信"), is_of_heads=True)
    wrong = cause("text.changed", (3, BODY), said=("水边人家", "渡口来人"), is_of_heads=True)
    assert told(text, head) == ["text.changed"]
    assert told(text, wrong) == ["text.changed", "text.changed"]


def test_white_that_fills_a_page_follows_and_space_on_another_page_does_not() -> None:
    text = cause("text.changed", (1, BODY), moved=8)
    assert told(text, cause("blocks.shifted", (1, FOOT))) == ["text.changed"]
    assert told(text, cause("blocks.shifted", (1, FOOT), (4, FOOT))) == ["text.changed", "blocks.shifted"]
    still = cause("text.changed", (1, BODY))
    assert told(still, cause("blocks.shifted", (1, FOOT))) == ["text.changed", "blocks.shifted"]


def test_what_the_picture_alone_shows_is_told_where_no_word_changed() -> None:
    text = cause("text.changed", (1, FOOT))
    assert told(text, cause("pixels.changed", (1, (40.0, 680.0, 120.0, 688.0)))) == ["text.changed"]
    assert told(text, cause("pixels.changed", (1, BODY))) == ["text.changed", "pixels.changed"]


def test_a_style_is_told_where_the_words_beside_it_are_no_note() -> None:
    size, text = cause("style.size", (1, BODY)), cause("text.changed", (1, BODY))
    assert told(text, size) == ["text.changed", "style.size"]
    text = cause("text.changed", (1, BODY), is_of_note=True)
    assert told(text, size) == ["text.changed"]
    assert told(text, cause("style.size", (1, BODY), (2, BODY))) == ["text.changed", "style.size"]


def test_passages_that_changed_places_on_different_pages_are_two() -> None:
    assert told(cause("text.moved", (1, BODY), (1, FOOT)), cause("text.moved", (1, FOOT))) == ["text.moved"]
    assert told(cause("text.moved", (1, BODY), (1, FOOT)), cause("text.moved", (2, FOOT))) == ["text.moved"] * 2


def test_where_nearly_all_changed_nothing_is_hidden_and_the_effort_is_bounded() -> None:
    rows = [cause("text.moved", *[(1, BODY)] * (n + 1)) for n in range(400)]
    assert len(told(*rows)) == 400
    assert len(told(*rows[:9])) == 1
