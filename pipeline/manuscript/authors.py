"""The authors at the head of an article, with their portraits."""

from pathlib import Path

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.article_file import unfold
from pipeline.manuscript.figures import read_picture
from pipeline.manuscript.reading import Reading
from pipeline.manuscript.schema import ArticleAuthorRows, ArticleRows
from pipeline.model import Author, Portrait
from pipeline.strict_yaml import YamlFile


def read_authors(
    head: YamlFile[ArticleRows], path: Path, workspace: Path, problems: list[Problem]
) -> tuple[Author, ...]:
    """The authors that the *head* of the article at *path* names; what is wrong with a portrait joins *problems*."""
    reading = Reading(path=path, first_line=1, problems=problems, workspace=workspace)
    return tuple(
        Author(
            name=rows.name,
            affiliation=rows.affiliation,
            bio=unfold(rows.bio),
            role=rows.role.strip(),
            portrait=_read_portrait(rows, head.line_of("authors", index), reading, workspace),
        )
        for index, rows in enumerate(head.rows.authors)
    )


def _read_portrait(rows: ArticleAuthorRows, line: int, reading: Reading, workspace: Path) -> Portrait | None:
    if rows.portrait is None:
        if {"alt", "focus"} & rows.model_fields_set:
            message = _("“alt” and “focus” are those of a portrait, and there is none.")
            reading.problem(message, line, _("Name the portrait, or take them away."))
        return None
    if not rows.alt.strip():
        message = _("The portrait of {name} has no alternative text.").format(name=rows.name)
        reading.problem(message, line, _("Add “alt”: what it shows, for readers who cannot see it."))
    picture = read_picture(rows.portrait, reading, workspace, line)
    return Portrait(picture, rows.alt.strip(), rows.focus) if picture is not None else None
