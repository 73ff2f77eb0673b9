"""Articles in Traditional Chinese: whether a layout sets them."""

from collections.abc import Iterator

from pipeline.errors import ContentError, Problem
from pipeline.languages import explain_refusal, is_chinese, is_traditional
from pipeline.layout.layout_file import Layout
from pipeline.model import Issue


def require_languages(issue: Issue, layout: Layout) -> None:
    """Raise ContentError with each passage of *issue* in a kind of Traditional Chinese that *layout* does not set."""
    if problems := list(_find_refused(issue, layout)):
        raise ContentError(problems)


def _find_refused(issue: Issue, layout: Layout) -> Iterator[Problem]:
    for article in (entry.article for entry in issue.entries):
        for language, line in article.languages:
            is_set = layout.composition.traditional_chinese and is_chinese(language)
            if is_traditional(language) and not is_set:
                message, hint = explain_refusal(language)
                yield Problem(message, article.path, line, hint)
