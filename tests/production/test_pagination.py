"""Parts placed one after another until the folios settle; the layout engine is replaced by a reader of notes.

The "HTML" of a part is ``<pages> <anchor>@<page> …``, then whatever folios it prints.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engine import page_progress
from pipeline.errors import RenderError
from pipeline.layout import Composer, Part, PartPlan
from pipeline.layout.folios import Printed
from pipeline.model import Entry
from pipeline.production.pagination import MAX_PASSES, Pagination, Paginator, Urgent
from pipeline.production.part_layouter import Measuring

Write = Callable[[int, Mapping[str, int]], str]  # first folio, folios → "HTML"


@dataclass
class Notes:
    """Stands for a composer: *parts* tells what each part is made of."""

    parts: dict[str, Write]
    composed: list[str] = field(default_factory=list)

    def compose(self, plan: PartPlan, first_page: int, pages: Mapping[str, int], printed: Printed) -> Part:
        self.composed.append(plan.key)
        folio = first_page if printed.first is None else printed.first
        folios = {name: int(text) if (text := printed.on(page)).isdigit() else text for name, page in pages.items()}
        written = self.parts[plan.key](folio, folios)  # type: ignore[arg-type]  # names of pages that don't count
        html = f"{written} [{plan.key} from {folio}]" if written else ""
        return Part(key=plan.key, name=plan.key, html=html, first_page=first_page, first_folio=folio)

    def blank(self, page: int, printed: Printed) -> Part:
        folio = page if printed.first is None else printed.first
        return Part(key="blank", name="blank", html=f"1 [blank {folio}]", first_page=page, first_folio=folio)


class Asking(Notes):
    """Asks for the pages of anchors one by one."""

    def compose(self, plan: PartPlan, first_page: int, pages: Mapping[str, int], printed: Printed) -> Part:
        known = {name: page for name in ("a", "b") if plan.key == "contents" and (page := pages.get(name)) is not None}
        return super().compose(plan, first_page, known, printed)


@dataclass(frozen=True)
class Pages:
    """Stands for a laid-out part."""

    page_count: int
    anchors: Mapping[str, int]
    html: str
    loaded: Mapping[str, str] = field(default_factory=dict)


def lay_out(html: str) -> Any:
    count, *words = html.partition("[")[0].split()
    pairs = (word.split("@") for word in words if "@" in word)
    return Pages(int(count), {name: int(page) for name, page in pairs}, html)


def plan(key: str, starts: str = "any") -> PartPlan:
    return PartPlan(key=key, template=key, starts=starts)  # type: ignore[arg-type]


def paginate(parts: dict[str, Write], *plans: PartPlan, paginator: Paginator | None = None) -> Pagination:
    paginator = paginator or Paginator(lay_out)
    return paginator.paginate(cast(Composer, Notes(parts)), plans or [plan(key) for key in parts], lambda key: None)


def fixed(html: str) -> Write:
    return lambda first, folios: html


def folios_of(pagination: Pagination) -> list[tuple[str, int]]:
    return [(placed.plan.key if placed.plan else "blank", placed.first_folio) for placed in pagination.parts]


def test_parts_follow_one_another() -> None:
    made = paginate({"cover": fixed("1"), "a": fixed("3 a@0 a-end@2"), "b": fixed("2 b@1")})
    assert folios_of(made) == [("cover", 1), ("a", 2), ("b", 5)]
    assert made.pages == {"a": 2, "a-end": 4, "b": 6}


@pytest.mark.parametrize(
    ("starts", "pages_before", "placed"),
    [
        ("recto", 1, [("a", 1), ("blank", 2), ("b", 3)]),
        ("recto", 2, [("a", 1), ("b", 3)]),
        ("verso", 1, [("a", 1), ("b", 2)]),
        ("verso", 2, [("a", 1), ("blank", 3), ("b", 4)]),
        ("any", 1, [("a", 1), ("b", 2)]),
        ("any", 2, [("a", 1), ("b", 3)]),
    ],
)
def test_blank_pages_bring_a_part_to_its_side(starts: str, pages_before: int, placed: list[tuple[str, int]]) -> None:
    parts = {"a": fixed(str(pages_before)), "b": fixed("1 b@0")}
    made = paginate(parts, plan("a"), plan("b", starts))
    assert folios_of(made) == placed
    assert made.pages == {"b": placed[-1][1]}


def test_a_part_that_says_nothing_is_left_out() -> None:
    """Nor is there an empty page before it, and what follows is where it would be without it."""
    plans = [plan("cover"), plan("more", "recto"), plan("a")]
    made = paginate({"cover": fixed("1"), "more": fixed(""), "a": fixed("1 x@0")}, *plans)
    assert folios_of(made) == [("cover", 1), ("a", 2)]

    def more(first: int, folios: Mapping[str, int]) -> str:
        return "1 more@0" if folios else ""

    made = paginate({"cover": fixed("1"), "more": more, "a": fixed("1 x@0")}, *plans)
    assert folios_of(made) == [("cover", 1), ("blank", 2), ("more", 3), ("a", 4)]
    assert made.pages == {"more": 3, "x": 4}


def test_a_part_of_one_page_that_takes_two_is_told() -> None:
    plans = [replace(plan("cover"), pages=1), plan("a")]
    with pytest.raises(RenderError) as caught:
        paginate({"cover": fixed("2"), "a": fixed("1")}, *plans)
    assert "“the cover”: it takes 2 pages, but must have 1." in str(caught.value.problems[0])
    assert folios_of(paginate({"cover": fixed("1"), "a": fixed("2")}, *plans)) == [("cover", 1), ("a", 2)]


def overflowing() -> dict[str, Write]:
    """A cover that lists on two pages what it has room for on one, the page for the rest, and an article."""
    return {
        "cover": lambda _first, folios: "1 x@0" if folios.get("y", 1) > 1 else "2 x@0 y@1",
        "more": lambda _first, folios: f"1 y@0 a={folios.get('a', '?')}" if folios.get("y", 1) > 1 else "",
        "a": fixed("1 a@0"),
    }


def test_a_cover_that_takes_too_many_pages_is_composed_anew_before_what_follows_is_laid_out() -> None:
    plans = [replace(plan("cover"), pages=1), plan("more"), plan("a")]
    paginator = Paginator(lay_out)
    made = paginate(overflowing(), *plans, paginator=paginator)
    assert made.pages == {"x": 1, "y": 2, "a": 3}
    assert paginator.laid_out_anew == ["cover", "cover", "more", "a", "more"]  # the article once


def test_a_cover_that_does_not_count() -> None:
    """Sides go by the pages of the book; what is printed goes by the count, which begins behind the cover."""
    skipped = replace(plan("cover"), is_counted=False)
    parts = {"cover": fixed("1 c@0"), "a": fixed("3 a@0"), "b": fixed("1 b@0")}
    paginator = Paginator(lay_out)
    plans = [skipped, plan("a", "recto"), plan("b", "verso")]
    made = paginator.paginate(cast(Composer, Notes(parts)), plans, lambda key: None, first_folio=49)
    assert [(each.first_page, each.first_folio) for each in made.parts] == [(1, 49), (2, 49), (3, 49), (6, 52)]
    assert made.pages == {"c": 1, "a": 3, "b": 6}
    assert made.folios == {"c": "封面", "a": "49", "b": "52"}
    assert made.labels == ["封面", "封二", "49", "50", "51", "52"]


def test_folios_that_go_on_from_the_issue_before() -> None:
    parts = {"cover": fixed("1"), "a": fixed("2 a@0"), "b": fixed("1 b@0")}
    plans = [replace(plan("cover"), label="封面"), plan("a"), plan("b", "recto")]
    made = Paginator(lay_out).paginate(cast(Composer, Notes(parts)), plans, lambda key: None, first_folio=49)
    assert made.labels == ["封面", "50", "51", "52", "53"]
    assert made.folios == {"a": "50", "b": "53"}


def test_a_blank_page_can_be_the_first() -> None:
    assert folios_of(paginate({"a": fixed("1")}, plan("a", "verso"))) == [("blank", 1), ("a", 2)]


def test_contents_before_the_articles_print_their_folios() -> None:
    def contents(first: int, folios: Mapping[str, int]) -> str:
        return f"1 see-b-on-{folios.get('b', '?')}"

    made = paginate({"contents": contents, "a": fixed("4 a@0"), "b": fixed("2 b@0")})
    assert "see-b-on-6" in cast(Any, made.parts[0].laid_out).html
    assert made.pages["b"] == 6


def test_contents_that_grow_with_the_folios_move_the_articles() -> None:
    """Known folios take the contents from one page to two, which moves what follows; a third pass prints that."""

    def contents(first: int, folios: Mapping[str, int]) -> str:
        return f"{2 if folios else 1} see-{folios.get('a', '?')}"

    made = paginate({"contents": contents, "a": fixed("1 a@0")})
    assert made.pages == {"a": 3}
    assert "see-3" in cast(Any, made.parts[0].laid_out).html


def test_every_printed_folio_is_that_of_its_target() -> None:
    def article(own: str, other: str, pages: int) -> Write:
        return lambda first, folios: f"{pages} {own}@0 {other}={folios.get(other, '?')}"

    made = paginate(
        {"a": article("a", "c", 3), "b": article("b", "a", 2), "c": article("c", "b", 1)},
        plan("a"),
        plan("b", "recto"),
        plan("c", "recto"),
    )
    html = "".join(cast(Any, placed.laid_out).html for placed in made.parts)
    for name, folio in made.pages.items():
        assert f"{name}={folio}" in html
    assert "?" not in html
    assert made.pages == {"a": 1, "b": 5, "c": 7}


def test_parts_that_chase_one_another_are_told() -> None:
    """One page when the target is on an odd folio, two when on an even one: it never stands where it is said to."""

    def restless(first: int, folios: Mapping[str, int]) -> str:
        return "1" if folios.get("a", 2) % 2 else "2"

    notes = Notes({"restless": restless, "a": fixed("1 a@0")})
    with pytest.raises(RenderError, match=r"The page numbers do not settle\..*Look at the parts"):
        Paginator(lay_out).paginate(cast(Composer, notes), [plan("restless"), plan("a")], lambda key: None)
    assert notes.composed.count("restless") == 1 + MAX_PASSES


def test_an_anchor_counts_where_it_stands_first() -> None:
    assert paginate({"a": fixed("1 x@0"), "b": fixed("1 x@0")}).pages == {"x": 1}


def test_only_what_changed_is_laid_out_anew() -> None:
    paginator = Paginator(lay_out)
    told: list[str] = []
    plans = [plan("contents"), plan("a"), plan("b")]

    def run(length: int, words: str) -> list[str]:
        told.clear()
        parts = {
            "contents": lambda first, folios: f"1 b={folios.get('b', '?')}",
            "a": fixed(f"{length} a@0 {words}"),
            "b": fixed("1 b@0"),
        }
        paginator.paginate(cast(Composer, Notes(parts)), plans, told.append)
        assert told == paginator.laid_out_anew
        return paginator.laid_out_anew

    assert run(2, "old") == ["contents", "a", "b", "contents"]  # the folio of b is known in the second pass
    assert run(2, "old") == []
    assert run(2, "new") == ["a"]
    assert run(3, "new") == ["a", "b", "contents"]  # b has moved, and with it what the contents print


@pytest.mark.parametrize("resumes", [True, False])
def test_an_urgent_part_is_laid_out_first_and_told_where_it_stood(resumes: bool) -> None:
    paths = {key: Path(f"{key}.md") for key in ("a", "b", "c")}
    entries = {key: (cast(Entry, SimpleNamespace(article=SimpleNamespace(path=path))),) for key, path in paths.items()}
    plans = [replace(plan(key), entries=entries[key]) for key in paths]
    paginator = Paginator(lay_out, resumes=resumes)
    told: list[tuple[str, int, int]] = []

    def run(first: str, last: str) -> Pagination:
        urgent = Urgent(
            frozenset({paths["c"]}), lambda it: told.append((it.plan.key if it.plan else "", it.first_page, len(order)))
        )
        order.clear()
        parts = {"a": fixed(first), "b": fixed("1 b@0"), "c": fixed(last)}
        return paginator.paginate(cast(Composer, Notes(parts)), plans, order.append, urgent=urgent)

    order: list[str] = []
    run("2 a@0", "1 c@0")
    assert told == []  # no folios have settled yet
    assert run("3 a@0", "2 c@0").pages == {"a": 1, "b": 4, "c": 5}
    assert told == ([("c", 4, 1)] if resumes else [])
    assert order == (["c", "a", "b", "c"] if resumes else ["a", "b", "c"])  # in the end it has moved


def test_what_is_no_longer_used_is_forgotten() -> None:
    paginator = Paginator(lay_out)
    for words in ("one", "two", "one"):
        paginate({"a": fixed(f"1 {words}")}, paginator=paginator)
        assert paginator.laid_out_anew == ["a"]


def test_what_was_kept_stays_when_a_part_fails() -> None:
    paginator = Paginator(lay_out)
    paginate({"a": fixed("1"), "b": fixed("1")}, paginator=paginator)

    def broken(first: int, folios: Mapping[str, int]) -> str:
        raise RenderError([])

    with pytest.raises(RenderError):
        paginate({"a": fixed("1"), "b": broken}, paginator=paginator)
    paginate({"a": fixed("1"), "b": fixed("1")}, paginator=paginator)
    assert paginator.laid_out_anew == []


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["any", "recto", "verso"])), min_size=1, max_size=12))
def test_pages_have_no_gaps_and_every_part_its_side(rows: list[tuple[int, str]]) -> None:
    plans = [plan(f"p{number}", starts) for number, (_pages, starts) in enumerate(rows)]
    parts = {f"p{number}": fixed(f"{pages} p{number}@0") for number, (pages, _starts) in enumerate(rows)}
    made = paginate(parts, *plans)
    folio = 1
    for placed in made.parts:
        assert placed.first_folio == folio
        folio += placed.laid_out.page_count
        if placed.plan and placed.plan.starts != "any":
            assert (placed.first_folio % 2 == 1) == (placed.plan.starts == "recto")
        if placed.plan:
            assert made.pages[placed.plan.key] == placed.first_folio
    assert sum(placed.plan is not None for placed in made.parts) == len(rows)


def test_a_part_that_is_not_current_any_longer_is_laid_out_anew() -> None:
    changed: list[str] = []
    paginator = Paginator(lay_out, is_current=lambda part: cast(Any, part).html not in changed)
    parts = {"a": lambda folio, folios: "1 a@0", "b": lambda folio, folios: "1 b@0"}
    first = paginate(parts, paginator=paginator)
    paginate(parts, paginator=paginator)
    assert paginator.laid_out_anew == []
    changed.append(cast(Any, first.parts[1].laid_out).html)
    paginate(parts, paginator=paginator)
    assert paginator.laid_out_anew == ["b"]


def test_a_long_part_tells_how_many_pages_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    """As WeasyPrint's logger tells it."""
    monkeypatch.setattr(page_progress, "INTERVAL", 0)

    def lay_out_long(html: str) -> Any:
        for number in (1, 2, 3):
            logging.getLogger("weasyprint.progress").info("Step 5 - Creating layout - Page %d", number)
        return lay_out(html)

    told: list[str] = []
    notes = cast(Composer, Notes({"a": lambda _folio, _folios: "2"}))
    Paginator(lay_out_long).paginate(notes, [plan("a")], told.append)
    assert told == ["a", "a: 1 page so far", "a: 2 pages so far"]


def test_what_prints_folios_that_are_not_known_is_measured_and_laid_out_once() -> None:
    asked: list[tuple[str, str]] = []

    def note(kind: str) -> Callable[[str], Any]:
        def done(html: str) -> Any:
            asked.append((kind, html.rpartition("[")[2].split()[0]))
            return lay_out(html)

        return done

    known: dict[str, Any] = {}
    paginator = Paginator(note("laid out"), measuring=Measuring(note("measured"), known.get))
    parts = {"contents": lambda _first, folios: f"1 b={folios.get('b', '?')}", "a": fixed("2 a@0"), "b": fixed("1 b@0")}
    plans = [plan(key) for key in parts]
    made = paginator.paginate(cast(Composer, Asking(parts)), plans, lambda key: None)
    assert "b=4" in cast(Any, made.parts[0].laid_out).html
    assert asked == [("measured", "contents"), ("laid out", "a"), ("laid out", "b"), ("laid out", "contents")]
    asked.clear()
    paginator.paginate(cast(Composer, Asking(parts)), plans, lambda key: None)
    assert asked == []
    known["1 b=? [contents from 1]"] = lay_out("1")
    other = Paginator(note("laid out"), measuring=Measuring(note("measured"), known.get))
    assert other.paginate(cast(Composer, Asking(parts)), plans, lambda key: None) == made
    assert ("measured", "contents") not in asked
