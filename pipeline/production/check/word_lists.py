"""The lists of words that texts are proofread by, loaded before there is a text: that takes seconds."""

import datetime
from functools import cache
from pathlib import Path

_FAULTY = "我们要认真履形职责，万众一新地把工作做好，不断提高水平和和质量。"  # rules look into their lists for it


@cache
def load_word_lists() -> None:
    """Load the lists, by having all rules look at a sentence of our own; what loads this module need not wait."""
    from pipeline.check.passage import Passage
    from pipeline.check.rule import ArticleText, IssueText
    from pipeline.check.rules import RULES
    from pipeline.issue_numbers import IssueDate, IssueNumber
    from pipeline.model import Article, Issue, Publication

    path = Path("a.md")
    publication = Publication(
        id="p", path=path, name="刊", latin_name="Kan", organisers=("会",), layout="gongyun", language="zh-CN"
    )
    issue = Issue(
        publication=publication,
        path=path,
        year=2023,
        number=IssueNumber.of(1),
        total_number=None,
        date=IssueDate.of(datetime.date(2023, 1, 5)),
        sections=(),
    )
    passages = (Passage(text=_FAULTY, path=path, line=1),)
    articles = (ArticleText(Article(slug="a", path=path, title="题", body=()), passages),)
    for rule in RULES:
        tuple(rule.find(IssueText(issue=issue, articles=articles)))
