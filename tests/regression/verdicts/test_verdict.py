"""What is let pass: allowed kinds, accepted findings, and changed text in no case but one."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.regression.findings import KINDS, Comparison, Finding
from pipeline.regression.snapshot.snapshot import Entry, Line, Page, Snapshot, Style
from pipeline.regression.verdicts.article_places import SourceArticles, article_places
from pipeline.regression.verdicts.verdict import Policy, judge

BOX = (40.0, 90.0, 200.0, 104.0)


def finding(kind: str, page: int = 0, name: str = "0" * 8) -> Finding:
    return Finding(
        id=name,
        kind=kind,
        sentence="It is so.",
        consequence="",
        pages_before=(page,),
        pages_after=(page,),
        marks_before=((page, BOX),),
        marks_after=((page, BOX),),
    )


def issue() -> Snapshot:
    """Two articles, each on a page of its own."""
    pages = tuple(
        Page(
            boxes=(("media", (0.0, 0.0, 300.0, 400.0)),),
            rotation=0,
            label="",
            lines=(Line(40.0, 60.0, 90.0, ((0, title),)),),
            images=(),
            vectors=(),
            links=(),
            columns=0,
            raster="",
        )
        for title in ("甲", "乙")
    )
    return Snapshot(pages, (Style("Song", 10.0, "#000000"),), (Entry(0, "甲", 0), Entry(0, "乙", 1)), ())


def articles(**after: str) -> SourceArticles:
    words = {"": "0", "甲": "1", "乙": "2"}
    return SourceArticles(issue(), issue(), words, words | after)


@given(st.sets(st.sampled_from(sorted(KINDS))), st.sampled_from(sorted(KINDS)))
def test_kinds_fail_unless_they_are_allowed_and_changed_text_always(allowed: set[str], kind: str) -> None:
    verdict = judge(Comparison((finding(kind),), ()), Policy(allowed=frozenset(allowed)))
    assert verdict.fails == (kind == "text.changed" or kind not in allowed)
    assert verdict.differs


def test_what_was_accepted_passes_with_its_reason() -> None:
    policy = Policy(accepted={"12345678": "Li: it was meant."})
    verdict = judge(Comparison((finding("text.changed", name="12345678"), finding("style.font")), ()), policy)
    assert [(each.standing, each.reason) for each in verdict.judged] == [
        ("accepted", "Li: it was meant."),
        ("fails", ""),
    ]


def test_text_of_a_touched_article_passes_when_its_kind_does() -> None:
    allowed = frozenset({"text.changed"})
    changed = Comparison((finding("text.changed", page=1),), ())
    assert not judge(changed, Policy(allowed, articles=articles(乙="3"))).fails
    assert judge(changed, Policy(articles=articles(乙="3"))).fails
    untouched = judge(changed, Policy(allowed, articles=articles(甲="3")))
    assert untouched.fails
    assert "乙" in untouched.judged[0].reason


def test_articles_begin_with_their_titles() -> None:
    assert article_places(issue(), {"甲": "", "乙": ""}) == [((0, 0.0), ""), ((0, 59.0), "甲"), ((1, 59.0), "乙")]
    assert articles().find_untouched(finding("text.changed", page=0)) == ("甲",)
    assert articles(甲="9").find_untouched(finding("text.changed", page=0)) == ()


def test_nothing_passes_without_a_finding() -> None:
    verdict = judge(Comparison((), ()))
    assert not verdict.differs
    assert not verdict.fails
