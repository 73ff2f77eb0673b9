"""A new article in an issue: a file with its title and no text yet, listed in a section."""

import os
from itertools import count
from pathlib import Path

from pipeline.errors import FileAccessError, Problem
from pipeline.i18n import _
from pipeline.manuscript.issue_entry import with_entry, write_scalar
from pipeline.manuscript.latin_names import slug_of
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.production.publishing import publish

_FOLDER = "articles"


def write_article(issue: Path, workspace: Path, section: str, title: str) -> Path:
    """Put an article with *title* into the folder *issue* of *workspace*, as the last of *section*; return its file.

    A section that isn't there is added as the last. Raises ContentError where ``issue.yaml`` can't take the entry,
    FileAccessError where the files can't be written.
    """
    slug = slug_of(title)
    names = (f"{slug}.md" if number == 1 else f"{slug}-{number}.md" for number in count(1))
    name = next(each for each in names if not os.path.lexists(issue / _FOLDER / each))
    listing = with_entry(issue, section, f"{_FOLDER}/{name}")
    if listing is None:
        message = _("The issue lists “{name}” already.").format(name=f"{_FOLDER}/{name}")
        raise FileAccessError(Problem(message, issue / ISSUE_FILE, hint=_("Take the entry away, or write its file.")))
    path = issue / _FOLDER / name
    publish(f"---\ntitle: {write_scalar(title)}\n---\n\n".encode(), path, workspace)
    publish(listing.encode(), issue / ISSUE_FILE, workspace)
    return path
