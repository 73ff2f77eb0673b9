"""Articles in another order: which of them moved, and which changed places."""

from pipeline.regression.evidence.moved_articles import MovedArticle, find_exchanged

FERRY = MovedArticle("渡口", 4, 8, ("经验", "学习"))


def test_articles_that_stand_where_the_other_stood_changed_places() -> None:
    lamp = MovedArticle("灯塔", 8, 4, ("学习", "经验"))
    assert find_exchanged((FERRY, lamp)) == ((FERRY, lamp),)
    assert find_exchanged((FERRY, MovedArticle("灯塔", 8, 4, ("学习", "文苑")))) == ()
    assert find_exchanged((FERRY, MovedArticle("灯塔", 8, 4))) == ()
