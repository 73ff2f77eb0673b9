"""No blank and no silent substitute on paper: characters that no face has, and those that another face lends."""

from collections.abc import Iterable

from pipeline.errors import FontError, Problem
from pipeline.fonts.coverage import Coverage
from pipeline.i18n import _
from pipeline.manuscript.words import words_of
from pipeline.model import Issue


def missing_glyphs(issue: Issue, coverage: Coverage) -> tuple[Problem, ...]:
    """Each character of *issue* that no face has, once for each line it stands on."""
    seen: dict[tuple[str, str, int], Problem] = {}
    for words in words_of(issue):
        for character in coverage.missing(words.text):
            key = (character, str(words.path), words.line)
            if key not in seen:
                message = _("No face has the character {character} ({code}).")
                text = message.format(character=character, code=code_point(character))
                hint = _("Write another, or add it to the faces (docs/fonts.md).")
                seen[key] = Problem(text, words.path, words.line, hint)
    return tuple(seen.values())


def require_glyphs(issue: Issue, coverage: Coverage) -> None:
    """Raise FontError with every character of *issue* that no face has."""
    problems = missing_glyphs(issue, coverage)
    if problems:
        raise FontError(problems)


def code_point(character: str) -> str:
    """Return ``U+4E00`` for 一."""
    return f"U+{ord(character):04X}"


def lent_characters(role: str, texts: Iterable[str], coverage: Coverage) -> str:
    """The characters of *texts* that *role* lacks and another face lends, sorted, each once."""
    return "".join(sorted({character for text in texts for character in coverage.fallbacks(role, text)}))
