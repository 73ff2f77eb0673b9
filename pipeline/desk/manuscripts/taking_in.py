"""A manuscript of Word taken into an issue, as ``kanben import docx`` does it; to be run within limits."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.word.importing import import_manuscript
from pipeline.manuscript.word.placing import Outcome, choose_slug, place


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What became of a manuscript: the article *slug*, how it was counted, how it differs from the one before it.

    *problems*: of reading the article back.
    """

    outcome: Outcome
    slug: str
    account: str
    difference: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A file with a safe *name* and its *data*, for a *section* of an issue.

    *is_applied*: what the author has changed is in the article by now.
    """

    name: str
    data: bytes
    section: str
    is_applied: bool = False


def take_in(manuscript: Manuscript, issue: Path) -> TakenIn:
    """Make an article of *manuscript* in the folder *issue*. Raises KanbenError where it can't be read or placed."""
    with tempfile.TemporaryDirectory(prefix="kanben-") as folder:
        path = Path(folder, manuscript.name)
        path.write_bytes(manuscript.data)
        article = import_manuscript(path, lambda title: choose_slug(issue, path, title))
        placed = place(article, issue, manuscript.section, is_applied=manuscript.is_applied)
    account = article.report.account
    message = _("{count} characters in the file, {left} of them left out and told, {lost} lost.")
    values = {"count": account.characters, "left": account.left_out, "lost": account.lost_count}
    return TakenIn(
        outcome=placed.outcome,
        slug=article.slug,
        account=message.format(**values),
        difference=placed.difference,
        problems=article.problems,
    )
