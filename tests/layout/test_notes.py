"""Signs of notes: their order, their style, and what they are counted by."""

from pathlib import Path

import pytest

from pipeline.blocks import Box, Cell, ItemList, Paragraph, Table
from pipeline.inlines import Footnote, Strong, Text
from pipeline.layout.notes import find_notes, note_name, note_sign, note_signs
from pipeline.model import Article


def note(number: int) -> Footnote:
    return Footnote(number, (Text(f"注{number}", 1),))


def article(slug: str, *numbers: int) -> Article:
    body = tuple(Paragraph((Text("文", 1), note(number)), 1) for number in numbers)
    return Article(slug=slug, path=Path(f"{slug}.md"), title=slug, body=body)


@pytest.mark.parametrize(
    ("number", "count", "sign"),
    [(1, 1, "①"), (20, 20, "⑳"), (21, 21, "㉑"), (36, 50, "㊱"), (50, 50, "㊿"), (1, 51, "[1]"), (51, 51, "[51]")],
)
def test_one_style_for_all(number: int, count: int, sign: str) -> None:
    assert note_sign(number, count) == sign


def test_notes_are_found_wherever_they_stand() -> None:
    table = Table(head=((Cell((note(4),), 0),),), rows=(), alignments=("start",), line=1)
    body = (
        ItemList(((Paragraph((Strong((note(1),)),), 1),),), 1),
        Box(title="框", blocks=(Paragraph((note(3), note(2)), 1), table), line=1),
    )
    found = find_notes(Article(slug="a", path=Path("a.md"), title="a", body=body))
    assert [each.number for each in found] == [1, 2, 3, 4]


def test_by_article() -> None:
    signs = note_signs([article("a", 1, 2), article("b", 1)], False, {"x-a.note-1": 7}, "x-{}".format)
    assert signs == {"a.note-1": "①", "a.note-2": "②", "b.note-1": "①"}


def test_by_article_they_go_on_behind_those_of_another_on_their_page() -> None:
    articles = [article("a", 1, 2), article("b", 1, 2), article("c", 1)]
    pages = {"x-a.note-1": 7, "x-a.note-2": 8, "x-b.note-1": 8, "x-b.note-2": 9, "x-c.note-1": 10}
    signs = note_signs(articles, False, pages, "x-{}".format)
    assert signs == {"a.note-1": "①", "a.note-2": "②", "b.note-1": "③", "b.note-2": "④", "c.note-1": "①"}
    alone = note_signs(articles, False, pages, "x-{}".format, {"b"})  # its rest stands in another part
    assert (alone["b.note-1"], alone["b.note-2"]) == ("①", "②")


def test_by_page_over_articles() -> None:
    folios = {"x-a.note-1": 7, "x-a.note-2": 8, "x-b.note-1": 8}
    signs = note_signs([article("a", 1, 2), article("b", 1)], True, folios, "x-{}".format)
    assert signs == {"a.note-1": "①", "a.note-2": "①", "b.note-1": "②"}


def test_by_article_until_the_pages_are_known() -> None:
    assert note_signs([article("a", 1, 2)], True, {}, str) == {"a.note-1": "①", "a.note-2": "②"}


def test_a_name_is_none_that_an_author_writes() -> None:
    assert note_name(article("a", 1), note(1)) == "a.note-1"
