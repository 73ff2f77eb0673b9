"""The works that articles of an issue cite, found in its file of references."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.inlines import Citation
from pipeline.manuscript.references_file import BIBTEX_FILE, REFERENCES_FILE, read_references
from pipeline.references import Work


class CitedWorks:
    """Looks up what is cited. The file of references in *folder* is read, by *read_text*, when the first work is."""

    def __init__(self, folder: Path, read_text: Callable[[Path], str | None], problems: list[Problem]) -> None:
        self._folder, self._read_text, self._problems = folder, read_text, problems
        self._works: dict[str, Work] | None = None

    def look_up(
        self, citations: Iterable[Citation], path: Path, uncited: Iterable[tuple[str, int]] = ()
    ) -> tuple[Work, ...]:
        """The works of *citations*, which the article *path* has, in the order of the first ones, and behind them those
        that it lists *uncited*, by key and line."""
        found: dict[str, Work] = {}
        called = ((place.key, citation.line) for citation in citations for place in citation.places)
        for key, line in (*called, *uncited):
            if self._works is None:
                self._works = self._read()
            if key in self._works:
                found.setdefault(key, self._works[key])
            else:
                self._miss(key, path, line)
        return tuple(found.values())

    def _read(self) -> dict[str, Work]:
        files = [file for name in (REFERENCES_FILE, BIBTEX_FILE) if (file := self._folder / name).is_file()]
        if len(files) > 1:
            hint = _("Put all references into one of them.")
            self._problems.append(Problem(_("There are two files of references."), files[1], hint=hint))
        text = self._read_text(files[0]) if files else None
        return read_references(text, files[0], self._problems) if text is not None else {}

    def _miss(self, key: str, path: Path, line: int) -> None:
        near = get_close_matches(key, self._works or (), 1)
        listing = _("List it in {name}, beside issue.yaml.").format(name=REFERENCES_FILE)
        hint = _("Do you mean {name}?").format(name=f"@{near[0]}") if near else listing
        self._problems.append(Problem(_("There is no reference “{key}”.").format(key=key), path, line, hint))
