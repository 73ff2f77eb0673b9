"""The articles that ``issue.yaml`` lists: each where it begins, and one that is parted where its rest stands, too."""

from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.schema import EntryRows, IssueFile, SectionRows
from pipeline.manuscript.workspace import ISSUE_FILE, resolve_inside
from pipeline.model import Article, Entry, plain_title
from pipeline.strict_yaml import YamlFile

_Place = tuple[str | int, ...]


def _is_listed(section: SectionRows, row: EntryRows) -> bool:
    return section.contents and row.contents and not row.filler


class IssueEntries:
    """Reads the entries of *file* in the folder *path* of *workspace*; what is wrong is added to *problems*.

    *read_article* reads a file, or adds its faults. *listed* has the line of the first entry of each. Those that are
    *held* over are listed and left out, unread, wherever they stand.
    """

    def __init__(
        self,
        file: YamlFile[IssueFile],
        path: Path,
        workspace: Path,
        problems: list[Problem],
        read_article: Callable[[Path], Article | None],
    ) -> None:
        self.file, self.path, self.workspace, self.problems = file, path, workspace, problems
        self.listed: dict[Path, int] = {}
        self.held = frozenset(self._find_held())
        self._read_article = read_article
        self._articles: dict[Path, Article] = {}
        self._rests: set[Path] = set()
        self._last: Path | None = None  # which article was begun last

    def read(self, section: int) -> tuple[Entry, ...]:
        """The entries of the *section* with this index; sections are read in order."""
        self._check_listing(("sections", section))
        count = len(self.file.rows.sections[section].articles)
        found = (self._read_entry(section, number) for number in range(count) if not self._is_held(section, number))
        return tuple(entry for entry in found if entry is not None)

    def leaves_out(self, section: int) -> bool:
        """Whether all articles of the *section* with this index are held over."""
        return all(self._is_held(section, at) for at in range(len(self.file.rows.sections[section].articles)))

    def _is_held(self, section: int, number: int) -> bool:
        row = self.file.rows.sections[section].articles[number]
        return bool(self.held) and resolve_inside(self.workspace, self.path, row.file) in self.held

    def _find_held(self) -> Iterator[Path]:
        """The articles that are held over, told at any of their entries."""
        for section in self.file.rows.sections:
            for row in section.articles:
                path = resolve_inside(self.workspace, self.path, row.file) if row.held else None
                if path is not None:
                    yield path

    def require_rests(self) -> None:
        """Every article that is parted has a place for its rest."""
        for path, article in self._articles.items():
            if article.parting is not None and path not in self._rests:
                message = _("The rest of this article has no place in the issue.")
                hint = _("List the article in {name} a second time, where its rest is to stand.")
                self.problems.append(Problem(message, path, article.parting.line, hint.format(name=ISSUE_FILE)))

    def _problem(self, place: _Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(message, self.path / ISSUE_FILE, self.file.line_of(*place), hint))

    def _check_listing(self, place: _Place) -> None:
        """Look for names in the contents of what is kept out of them, in the section at *place*."""
        section = self.file.rows.sections[int(place[-1])]
        named = [((*place, "contents_name"), section.contents_name, section.contents)] + [
            ((*place, "articles", at, "contents_title"), row.contents_title, _is_listed(section, row))
            for at, row in enumerate(section.articles)
        ]
        for where, name, is_listed in named:
            if name is not None and not is_listed:
                message = _("“{name}” is how the contents name what is kept out of them.").format(name=name)
                self._problem(where, message, _("Take it away, or “contents: false”."))

    def _read_entry(self, section: int, number: int) -> Entry | None:
        """The entry of this *number* in the *section*; the second of an article that is parted is that of its rest."""
        rows = self.file.rows.sections[section]
        row, entry_place = rows.articles[number], ("sections", section, "articles", number)
        name, place = row.file, (*entry_place, "file")
        path = resolve_inside(self.workspace, self.path, name)
        if path is None:
            self._problem(place, _("The article “{name}” lies outside the workspace.").format(name=name))
        elif path in self.listed:
            return self._read_rest(entry_place, row, path)
        elif not path.is_file():
            hint = _("Mend the name or write the article.")
            self._problem(place, _("There is no article “{name}”.").format(name=name), hint)
        else:
            self.listed[path], self._last = self.file.line_of(*place), path
            if row.filler and all(self._is_held(section, at) for at in range(number)):
                message = _("No article stands before this filler.")
                self._problem(place, message, _("List it below the article that it is to stand below."))
            known = len(self.problems)
            article = self._read_article(path)
            if article is not None:
                if len(self.problems) == known:  # else its mark may be among its faults
                    self._articles[path] = article
                title = row.contents_title or plain_title(article.title)
                return Entry(
                    article=article,
                    contents_title=title,
                    printed_folio=row.printed_folio,
                    is_listed=_is_listed(rows, row),
                    is_filler=row.filler,
                    runs_on=row.run_on,
                    line=self.listed[path],
                )
        return None

    def _read_rest(self, place: _Place, row: EntryRows, path: Path) -> Entry | None:
        """The entry at *place*, a second one of the article *path*: that of its rest."""
        article = self._articles.get(path)
        if article is None:
            return None  # it has faults of its own
        if article.parting is None:
            message = _("The article “{name}” is listed twice.").format(name=row.file)
            hint = _("It stands on line {line} already. If its rest is to stand here, write {mark} where it is parted.")
            self._problem((*place, "file"), message, hint.format(line=self.listed[path], mark="{.rest}"))
        elif path == self._last:
            message = _("Nothing stands between the article “{name}” and its rest.").format(name=row.file)
            hint = _("Put the rest behind other articles, or take {mark} away.").format(mark="{.rest}")
            self._problem((*place, "file"), message, hint)
        elif path in self._rests:
            message = _("The rest of the article “{name}” has two places.").format(name=row.file)
            self._problem((*place, "file"), message, _("Take one away."))
        for key in ("contents_title", "printed_folio"):
            if getattr(row, key) is not None and article.parting is not None:
                message = _("“{key}” belongs to where the article begins, not to its rest.").format(key=key)
                hint = _("It begins on line {line}.").format(line=self.listed[path])
                self._problem((*place, key), message, hint)
        self._rests.add(path)
        return Entry(article=article, contents_title=article.title, is_listed=False, is_rest=True, runs_on=row.run_on)
