"""Lines left short are told with their place."""

from pathlib import Path

from pipeline.engine.pages import Typesetter
from pipeline.manuscript.reader import read_issue
from pipeline.production.issue.glyphs import PlacedRun
from pipeline.production.issue.short_lines import short_lines
from pipeline.resources import find_shipped

SHEET = "@page { size: 140pt 400pt; margin: 20pt } p { font: 10pt/20pt 'Kanben Song'; text-align: justify; margin: 0 }"


def placed_runs(slug: str, words: str) -> list[PlacedRun]:
    typesetter = Typesetter(fonts=find_shipped("fonts"), style_sheets={"page.css": SHEET}, folders={})
    page = f"<html lang='zh-CN'><body data-slug='{slug}'><p data-line='7'>{words}</p></body></html>"
    return [
        PlacedRun(page=3, folio=3, text=run.text, family=run.family, slug=run.slug, line=run.line, short=run.short)
        for run in typesetter.lay_out(page).runs
    ]


def test_a_line_left_short_is_told_once_for_its_block(root: Path) -> None:
    issue = read_issue(root / "issues/gongyun/2023/01")
    article = next(iter(issue.entries)).article
    (told,) = short_lines(issue, placed_runs(article.slug, "天地玄黄WeasyPrintings宇宙洪WeasyPrintings日月"))
    assert f"{article.path.name}:7: " in str(told)
    assert "天地玄黄" in told.message
    assert "3" in told.message


def test_lines_of_full_measure_are_not_told(root: Path) -> None:
    issue = read_issue(root / "issues/gongyun/2023/01")
    article = next(iter(issue.entries)).article
    assert short_lines(issue, placed_runs(article.slug, "天地玄黄PDF宇宙洪荒日月盈昃辰宿列张")) == ()
    assert short_lines(issue, placed_runs("elsewhere", "天地玄黄WeasyPrintings宇宙洪荒")) == ()
