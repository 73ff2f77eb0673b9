"""What follows from what."""

from pipeline.regression.causes.consequences import tell_consequences
from pipeline.regression.findings import Cause, Place

BOX = (40.0, 80.0, 240.0, 160.0)
WITHIN = (60.0, 90.0, 200.0, 120.0)


def cause(kind: str, *pages: int, box: tuple[float, float, float, float] = BOX, moved: int = 0) -> Cause:
    places: list[Place] = [(page, box) for page in pages]
    return Cause(kind=kind, sentence=kind, before=list(places), after=list(places), moved=moved)


def told(*causes: Cause) -> list[str]:
    return [each.kind for each in tell_consequences({(n,): each for n, each in enumerate(causes)}).values()]


def test_an_article_takes_its_page_and_its_entry_with_it() -> None:
    article = cause("articles.added", 3)
    assert told(article, cause("pages.count", 4, 5), cause("outline.changed"), cause("links.changed", 3)) == [
        "articles.added"
    ]
    assert len(article.others) == 2


def test_what_an_article_does_not_explain_is_told() -> None:
    many = cause("pages.count", *range(10, 40))
    before_it = cause("links.changed", 0)
    assert told(cause("articles.added", 3), many, before_it) == ["articles.added", "pages.count", "links.changed"]


def test_a_float_follows_from_what_moves_the_text_and_is_told_alone() -> None:
    gone = cause("text.moved", 2)
    gone.is_float = True
    assert told(cause("style.leading", 0, moved=9), gone) == ["style.leading"]
    assert told(gone) == ["text.moved"]
    assert told(cause("style.leading", 0), gone) == ["style.leading", "text.moved"]  # which moves nothing
    prose = cause("text.moved", 2)
    assert told(cause("style.leading", 0, moved=9), prose) == ["style.leading", "text.moved"]


def test_what_is_drawn_in_a_figure_is_of_it() -> None:
    figure = cause("images.changed", 1)
    assert told(figure, cause("vectors.changed", 1, box=WITHIN)) == ["images.changed"]
    assert told(figure, cause("vectors.changed", 1, box=(10.0, 90.0, 200.0, 120.0))) == [
        "images.changed",
        "vectors.changed",
    ]
    assert told(figure, cause("vectors.changed", 2, box=WITHIN)) == ["images.changed", "vectors.changed"]


def test_a_heading_that_became_text_is_none_of_the_outline_and_of_the_tags() -> None:
    style, outline, tags = cause("style.font", 1), cause("outline.changed", 1), cause("tags.changed", 1)
    style.seen_in, outline.seen_in, tags.seen_in = {"晚班", "早班说起"}, {"晚班"}, {"早班"}
    assert told(style, outline, tags) == ["style.font"]
    tags.seen_in = {"夜班"}
    assert told(style, tags) == ["style.font", "tags.changed"]


def test_a_caption_goes_with_its_picture_and_pictures_with_their_article() -> None:
    picture, caption = cause("images.changed", 1), cause("text.changed", 1)
    picture.said, caption.said = [("图 1 旧船", "")], [("图1旧船", "")]
    assert told(picture, caption) == ["images.changed"]
    assert told(cause("images.changed", 1), caption) == ["images.changed", "text.changed"]
    assert told(cause("articles.removed", 1, 2), cause("images.changed", 2)) == ["articles.removed"]
    assert told(cause("articles.removed", 1, 2), cause("images.changed", 3)) == ["articles.removed", "images.changed"]


def test_rules_below_running_heads_go_with_them() -> None:
    heads = cause("text.changed", 1)
    rule = cause("vectors.changed", 1, box=(40.0, 165.0, 240.0, 166.0))
    assert told(heads, rule) == ["text.changed", "vectors.changed"]
    heads.is_of_heads = True
    assert told(heads, rule) == ["text.changed"]
    assert told(heads, cause("vectors.changed", 1, box=(40.0, 365.0, 240.0, 366.0))) == [
        "text.changed",
        "vectors.changed",
    ]
