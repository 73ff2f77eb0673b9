"""Issues for tests of proofreading: the good workspace with one article in the place of its text."""

from pathlib import Path

from pipeline.check.rules import RULES
from pipeline.production.check.check_issue import CheckedIssue, check_issue
from tests.workspaces import ISSUE, good_workspace

HEAD = "---\ntitle: 试\n---\n\n"


def article_of(workspace: Path) -> Path:
    """The first article of the good workspace."""
    return min((workspace / ISSUE / "articles").glob("*.md"))


def workspace_with(folder: Path, text: str, head: str = HEAD) -> Path:
    """The good workspace with an issue of one article, which is *text*."""
    workspace = good_workspace(folder)
    articles = sorted((workspace / ISSUE / "articles").glob("*.md"))
    for each in articles[1:]:
        each.unlink()
    file = f"      - file: articles/{articles[0].name}\n"
    rows = f"year: 2024\nnumber: 1\ndate: 2024-01-05\nsections:\n  - name: 栏\n    articles:\n{file}"
    (workspace / ISSUE / "issue.yaml").write_text(rows, encoding="utf-8")
    articles[0].write_bytes((head + text).encode("utf-8"))
    return workspace


def checked(workspace: Path) -> CheckedIssue:
    """The issue of *workspace*, gone through by all rules."""
    return check_issue(workspace / ISSUE, RULES)


def told(workspace: Path) -> list[tuple[str, int, int, str]]:
    """Rule, line, column and words of what is found in it."""
    return [(each.rule, each.line, each.column, each.words) for each in checked(workspace).found.stand]
