"""Archives for tests and benches: workspaces of generated issues of a few lines."""

from pathlib import Path

_PUBLICATION = "name: 刊物{name}\nlatin_name: Kanwu\norganisers: [资料室]\nlayout: gongyun\nlanguage: zh-CN\n"
_VOLUME = "title: {year}年合订本\nnumber: {number}\nyear: {year}\n"
_ISSUE = """\
year: {year}
number: {number}
date: {year}-{month:02d}-05
sections:
  - name: 言论
    articles:
      - file: articles/duanwen.md
"""
_ARTICLE = "---\ntitle: {year}年第{number}期的一篇短文\nauthors: [{{name: 资料员}}]\n---\n\n这一期的正文只有一行。\n"


def small_archive(workspace: Path, publications: int = 1, years: int = 1, issues: int = 2) -> Path:
    """Write a workspace of *publications*, each with so many *years* from 2000 on, each of so many *issues*."""
    for name in range(1, publications + 1):
        folder = workspace / "issues" / f"kan{name}"
        folder.mkdir(parents=True)
        (folder / "publication.yaml").write_text(_PUBLICATION.format(name=name), encoding="utf-8")
        for year in range(2000, 2000 + years):
            (folder / str(year)).mkdir()
            text = _VOLUME.format(year=year, number=year - 1999)
            (folder / str(year) / "volume.yaml").write_text(text, encoding="utf-8")
            for number in range(1, issues + 1):
                _write_issue(folder / str(year) / f"{number:02d}", year, number)
    return workspace


def _write_issue(folder: Path, year: int, number: int) -> None:
    (folder / "articles").mkdir(parents=True)
    facts = {"year": year, "number": number, "month": (number - 1) % 12 + 1}
    (folder / "issue.yaml").write_text(_ISSUE.format(**facts), encoding="utf-8")
    (folder / "articles" / "duanwen.md").write_text(_ARTICLE.format(**facts), encoding="utf-8")


def break_issue(workspace: Path, place: str) -> None:
    """Break the issue at *place*: it names an article that is not there."""
    (workspace / place / "articles" / "duanwen.md").unlink()
