"""The title of an article that is not read otherwise."""

from pathlib import Path

from pipeline.manuscript.article_file import ArticleParts, divide
from pipeline.manuscript.schema import ArticleRows
from pipeline.model import plain_title
from pipeline.strict_yaml import parse_yaml


def find_title(text: str, path: Path) -> str:
    """The title in the head of *text*, that of the file *path*, on one line; empty where the head is wrong."""
    parts = divide(text, path)
    head = parse_yaml(parts.head, ArticleRows, path, []) if isinstance(parts, ArticleParts) else None
    return plain_title(head.rows.title) if head is not None else ""
