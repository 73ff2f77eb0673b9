"""What ``issue.yaml`` says of pages that are no article's: the cover, the pages of ``pages``."""

from collections.abc import Set
from pathlib import Path

from pipeline.blocks import Figure, Picture
from pipeline.errors import Problem
from pipeline.i18n import _
from pipeline.manuscript.pictures import look_into
from pipeline.manuscript.schema import CoverRows, IssueFile, PageRows, SectionRows
from pipeline.manuscript.workspace import ISSUE_FILE, resolve_inside
from pipeline.model import Cover, OwnPage, PagePlace
from pipeline.strict_yaml import YamlFile

_Place = tuple[str | int, ...]
_NOTICE = "notice"  # the template that each layout has
_OPENING = 2.2  # width by height of the picture that a section opens with, at least


class IssuePages:
    """Reads cover and pages of *file* in the folder *path* of *workspace*; what is wrong is added to *problems*."""

    def __init__(self, file: YamlFile[IssueFile], path: Path, workspace: Path, problems: list[Problem]) -> None:
        self.file, self.path, self.workspace, self.problems = file, path, workspace, problems

    def read_cover(self) -> Cover:
        """The cover."""
        rows = self.file.rows.cover
        return Cover(
            picture=self.read_picture(rows, ("cover",)),
            alt=rows.alt,
            lines=tuple(rows.lines),
            focus=rows.focus,
            line=self.file.line_of("cover"),
        )

    def read_pages(self, slugs: Set[str]) -> tuple[OwnPage, ...]:
        """The pages, in order; *slugs* are the names of the articles. Those with no place are left out."""
        pages = []
        taken: dict[str, int] = {}
        for index, rows in enumerate(self.file.rows.pages):
            place: _Place = ("pages", index)
            where = self._where(rows, place, slugs)
            self._check_filling(rows, place)
            picture = self.read_picture(rows, place)
            if where is None:
                continue
            line = self.file.line_of(*place)
            if where[0] == "back" and where[0] in taken:
                hint = _("It stands on line {line} already.").format(line=taken[where[0]])
                self._problem((*place, "at"), _("There are two pages at the back."), hint)
            taken.setdefault(where[0], line)
            pages.append(
                OwnPage(
                    place=where[0],
                    slug=where[1],
                    picture=picture,
                    alt=rows.alt,
                    focus=rows.focus,
                    pdf=self._pdf(rows, place),
                    pdf_page=rows.page,
                    template=rows.template or "",
                    lines=tuple(rows.lines),
                    group=self._group(rows, place),
                    line=line,
                )
            )
        self._require_pages_of_groups()
        return tuple(pages)

    def _group(self, rows: PageRows, place: _Place) -> str:
        """The first folio of the group that a page is counted in; empty where it is counted in none."""
        if rows.group and rows.at is not None:
            message = _("A page of the cover is counted in no group.")
            self._problem((*place, "group"), message, _("Take “group” away."))
        return self.file.rows.folios.groups.get(rows.group, f"{rows.group}1") if rows.group else ""

    def _require_pages_of_groups(self) -> None:
        named = {rows.group for rows in self.file.rows.pages}
        for group in self.file.rows.folios.groups:
            if group not in named:
                message = _("No page belongs to the group “{name}”.").format(name=group)
                self._problem(("folios", "groups", group), message, _("Write “group” at its pages, or take it away."))

    def _where(self, rows: PageRows, place: _Place, slugs: Set[str]) -> tuple[PagePlace, str] | None:
        named = [name for name in ("at", "before", "after") if getattr(rows, name) is not None]
        if len(named) != 1:
            message = _("The page must stand in one place.")
            hint = _(
                "Write “at: inside_front”, inside_back or back, or “before:” or “after:” with the name of an article."
            )
            self._problem(place, message, hint)
            return None
        if rows.at is not None:
            return rows.at, ""
        slug = rows.before if rows.before is not None else rows.after or ""
        if slug not in slugs:
            message = _("There is no article “{name}” that the page could stand beside.").format(name=slug)
            self._problem((*place, named[0]), message, _("Name an article's file (without .md) of this issue."))
        return ("before" if rows.before is not None else "after"), slug

    def _check_filling(self, rows: PageRows, place: _Place) -> None:
        if rows.picture is None and rows.template is None and rows.pdf is None:
            self._problem(place, _("Nothing is on this page."), _("Name a picture, a PDF or a template."))
        elif rows.pdf is not None and (rows.picture is not None or rows.template is not None):
            message = _("A PDF fills its page by itself.")
            self._problem((*place, "pdf"), message, _("Take the picture or the template away."))
        elif rows.pdf is None and "page" in rows.model_fields_set:
            message = _("“page” is the page of a PDF, and there is none.")
            self._problem((*place, "page"), message, _("Name the PDF, or take “page” away."))
        elif rows.template == _NOTICE and (rows.picture is not None or not rows.lines):
            message = _("A notice prints its lines, and nothing else.")
            self._problem((*place, "template"), message, _("Write “lines”: a title, and paragraphs; no picture."))
        elif rows.lines and rows.template is None:
            message = _("Lines stand on a page of a template only.")
            self._problem((*place, "lines"), message, _("Name the template, or take the lines away."))

    def read_picture(self, rows: CoverRows | SectionRows | PageRows, place: _Place) -> Picture | None:
        """The picture that *rows* at *place* name, if it is a good one."""
        if rows.picture is None:
            if "focus" in rows.model_fields_set:
                message = _("There is a focus, but no picture that it is the focus of.")
                self._problem((*place, "focus"), message, _("Name the picture, or take the focus away."))
            return None
        path = resolve_inside(self.workspace, self.path, rows.picture)
        place = (*place, "picture")
        if path is None:
            self._problem(place, _("The picture “{name}” lies outside the workspace.").format(name=rows.picture))
        elif not path.is_file():
            self._problem(place, _("There is no picture “{name}”.").format(name=rows.picture))
        else:
            if not rows.alt.strip():
                self._problem(place, _("The picture has no alternative text."), _("Add “alt” below it."))
            picture = look_into(path, self.workspace)
            if not isinstance(picture, Problem):
                return picture
            self.problems.append(picture)
        return None

    def _pdf(self, rows: PageRows, place: _Place) -> Path | None:
        """The file that is placed, if it is there."""
        if rows.pdf is None:
            return None
        if not rows.alt.strip():
            message, hint = _("The PDF has no alternative text."), _("Add “alt”: what it says, in a sentence.")
            self._problem((*place, "pdf"), message, hint)
        path = resolve_inside(self.workspace, self.path, rows.pdf)
        if path is None:
            message = _("The PDF “{name}” lies outside the workspace.").format(name=rows.pdf)
            self._problem((*place, "pdf"), message)
        elif not path.is_file() or path.suffix.lower() != ".pdf":
            message = _("There is no PDF “{name}”.").format(name=rows.pdf)
            self._problem((*place, "pdf"), message, _("The path is told from the folder of issue.yaml."))
            return None
        return path

    def _problem(self, place: _Place, message: str, hint: str = "") -> None:
        self.problems.append(Problem(message, self.path / ISSUE_FILE, self.file.line_of(*place), hint))


def section_figure(picture: Picture, rows: SectionRows, line: int) -> Figure:
    """The *picture* that a section opens with, across all columns; a photograph is low, to leave room for a head."""
    own = picture.size.width / picture.size.height
    crop = max(own, _OPENING) if not picture.is_drawing else None
    return Figure(picture=picture, alt=rows.alt, line=line, is_wide=True, crop=crop, focus=rows.focus)
