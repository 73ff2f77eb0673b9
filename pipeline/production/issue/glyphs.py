"""Finds characters that no face has, and those set in song because their own face lacks them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import FontError, Problem
from pipeline.fonts.coverage import Coverage
from pipeline.i18n import _
from pipeline.manuscript.compatibility_forms import twin_of
from pipeline.manuscript.words import words_of
from pipeline.model import Issue

_SIGN = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"  # a flag
    "|[\u1100-\u11ff]{2,}"  # a syllable of old Korean
    "|.(?:[\ufe00-\ufe0f\u20dd-\u20e4\U0001f3fb-\U0001f3ff]|\u200d[\u2600-\u27bf\U0001f000-\U0001faff])*",
    re.DOTALL,
)
"""What is seen as one sign: 1️⃣ and 👩‍🔧 are several characters."""
_PICTURES = frozenset({"So", "Me"})  # categories of Unicode; emoji and keycaps are in them
_PICTURE = "![…](../images/….svg){.inline}"


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """A *character* that no face has, or several that make one sign; the file and 1-based line that it stands on;
    its *twin*, that faces have and it is a form of, or nothing."""

    character: str
    path: Path
    line: int
    twin: str = ""

    @property
    def problem(self) -> Problem:
        """The problem that the user sees."""
        message = _("No face has the character {character} ({code}).")
        text = message.format(character=self.character, code=" ".join(map(code_point, self.character)))
        return Problem(text, self.path, self.line, self._hint)

    @property
    def _hint(self) -> str:
        if len(self.character) > 1:
            return _("Say it in words, or draw it ({picture}).").format(picture=_PICTURE)
        add = _("Add a face that has it: {command}").format(command=f"kanben fonts add FILE --for {self.character}")
        hint = ""
        if self.twin:
            hint = _("Write {twin}.").format(twin=self.twin)
        elif unicodedata.category(self.character) in _PICTURES:
            hint = _("Say it in words, or draw it ({picture}).").format(picture=_PICTURE)
        return f"{hint} {add}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRun:
    """Text of one face on a *page* of the book, from 1, with the *folio*; all else as in page_text.TextRun."""

    page: int
    folio: int
    text: str
    family: str
    slug: str | None
    line: int | None
    overhanging: bool = False
    short: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstitutedGlyph:
    """A character that the face of *role* lacks, set in song instead: where it first stands in an article."""

    character: str
    role: str
    slug: str
    line: int | None
    folio: int


def missing_glyphs(issue: Issue, coverage: Coverage) -> tuple[MissingGlyph, ...]:
    """Each character of *issue* that no face has, once for each line it stands on; formulas have faces of their own."""
    printed = [words for words in words_of(issue) if not words.is_drawn]
    lacking = frozenset(coverage.missing("".join(words.text for words in printed)))
    twins = {character: twin_of(character) for character in lacking}
    lost = frozenset(coverage.missing("".join(twins.values())))
    twins = {character: twin for character, twin in twins.items() if lost.isdisjoint(twin)}
    found = (
        MissingGlyph(sign, words.path, words.line, twins.get(sign, ""))
        for words in printed
        if not lacking.isdisjoint(words.text)
        for sign in _find_signs(words.text, lacking)
    )
    return tuple(dict.fromkeys(found))


def _find_signs(text: str, characters: frozenset[str]) -> Iterator[str]:
    """The signs of *text* that have one of *characters*."""
    signs = (sign[0] for sign in _SIGN.finditer(text))
    yield from (sign.rstrip("\ufe0e\ufe0f") for sign in signs if not characters.isdisjoint(sign))


def require_glyphs(issue: Issue, coverage: Coverage) -> None:
    """Raise FontError with every character of *issue* that no face has."""
    missing = missing_glyphs(issue, coverage)
    if missing:
        raise FontError(glyph.problem for glyph in missing)


def find_substituted_glyphs(
    runs: Iterable[PlacedRun], roles: dict[str, str], coverage: Coverage
) -> tuple[SubstitutedGlyph, ...]:
    """Characters on the pages that are set in song instead of the face of their role; *roles*: that of each family."""
    found: dict[tuple[str, str, str], SubstitutedGlyph] = {}
    placed = [(run, roles[run.family]) for run in runs if run.family in roles]
    used: dict[str, set[str]] = {}
    for run, role in placed:
        used.setdefault(role, set()).update(run.text)
    lacking = {role: frozenset(coverage.fallbacks(role, "".join(text))) for role, text in used.items()}
    for run, role in placed:
        if lacking[role].isdisjoint(run.text):
            continue
        for character in run.text:
            if character in lacking[role]:
                slug = run.slug or ""
                glyph = SubstitutedGlyph(character=character, role=role, slug=slug, line=run.line, folio=run.folio)
                found.setdefault((character, role, slug), glyph)
    return tuple(found.values())


def folio_of(glyph: MissingGlyph, runs: Iterable[PlacedRun]) -> int | None:
    """The folio *glyph* is on: that of the last block of its article that has it and begins on or above its line."""
    here = [
        run
        for run in runs
        if run.slug == glyph.path.stem and glyph.character in run.text and (run.line or 0) <= glyph.line
    ]
    return max(here, key=lambda run: run.line or 0).folio if here else None


def code_point(character: str) -> str:
    """Return ``U+4E00`` for 一."""
    return f"U+{ord(character):04X}"
