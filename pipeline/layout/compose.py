"""The HTML of each part of an issue, once the folios that it prints are known."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from pipeline.blocks import (
    Block,
    Picture,
    numbers_by_id,
)
from pipeline.bounded_files import MAX_PICTURE, RefusedFileError, read_inside
from pipeline.errors import Problem, RenderError
from pipeline.i18n import _
from pipeline.inlines import Drawing, Inline, InlinePicture
from pipeline.layout.bar_codes import draw_bar_code, find_standard_numbers
from pipeline.layout.block_places import BlockPlaces
from pipeline.layout.charts import ChartDrawing
from pipeline.layout.citations import citation_forms, first_citations, work_name
from pipeline.layout.contents import list_contents
from pipeline.layout.fitting import fit_size, lines_taken
from pipeline.layout.folios import PLAIN, Printed
from pipeline.layout.layout_file import Layout
from pipeline.layout.notes import find_notes, note_name, note_signs
from pipeline.layout.option_values import FACES
from pipeline.layout.palette import palette
from pipeline.layout.part_plans import Part, PartPlan
from pipeline.layout.qr_codes import draw_qr_code
from pipeline.layout.references import list_works
from pipeline.layout.spine import Spine
from pipeline.layout.templates import Templates
from pipeline.model import Issue, OwnPage
from pipeline.standards import Standard

_EMPTY = re.compile(r"<body[^>]*>\s*</body>")
GOES_ON, REST = "{slug}.goes-on", "{slug}.rest"
"""The anchors, as `Composer.anchor` takes them, of the end of the first part of an article and of its rest."""
UNKNOWN_FOLIO = "000"  # stands for a folio in the first pass; as wide as the widest in a common issue


class Composer:
    """Renders the templates of one layout for one issue. Paths of pictures are relative to *workspace*."""

    def __init__(self, issue: Issue, layout: Layout, workspace: Path, *, is_for_press: bool = False) -> None:
        self.issue, self.is_for_press = issue, is_for_press
        self.layout = layout
        self.workspace = workspace
        publication = issue.publication
        self._numbers = numbers_by_id(block for entry in issue.entries for block in entry.article.body)
        self.colours = palette(layout, publication.colours, publication.path)
        names = {
            "issue": issue,
            "publication": publication,
            "colors": self.colours,
            "composition": layout.composition,
            "options": dict(layout.chosen),
            "faces": dict(FACES),
            "notes": layout.notes,
            "anchor": self.anchor,
            "picture_url": self.picture_url,
            "sheet_url": self.sheet_url,
            "drawing_url": _drawing_url,
            "has_mathml": publication.standard is Standard.PDF_A_4 and not is_for_press,
            "qr_code": draw_qr_code,
            "bar_code": draw_bar_code,
            "standard_numbers": find_standard_numbers(publication),
            "fitted_size": fit_size,
            "lines_taken": lines_taken,
            "number_of": self.number_of,
            "kind": _kind,
            **BlockPlaces(layout.geometry, issue, self.colours, is_for_press).names(),
        }
        self._templates = Templates(layout, names)

    def anchor(self, name: str) -> str:
        """The id of a target, unique over all issues of a year so that volumes can be bound."""
        return f"{self.issue.id}-{name}"

    def picture_url(self, picture: object) -> str:
        """The address under which the workspace serves a picture to the layout engine.

        A digest of the picture follows, so that a part with another drawing of the same name is another part. Raises
        RenderError when the picture can't be read any more, or is none: templates of anyone call this.
        """
        if not isinstance(picture, Picture | InlinePicture):
            message = _("The layout calls {function} with {kind}, which is no picture.")
            hint = _(
                "Give it a picture of the content: {{ picture_url(figure.picture) }}. A file of the layout is layout:…."
            )
            kind = type(picture).__name__
            raise RenderError(Problem(message.format(function="picture_url", kind=kind), self.layout.path, hint=hint))
        return self._address(picture.path)

    def sheet_url(self, page: object) -> str:
        """The address of the form or picture of the PDF that is placed on *page*. Raises RenderError if none is."""
        if not isinstance(page, OwnPage) or page.pdf is None:
            raise RenderError(Problem(_("No PDF is placed on this page."), self.layout.path))
        if page.sheet is not None and page.sheet.form:
            return f"placed:{page.sheet.form}"
        return f"{self._address(page.pdf)}&page={page.pdf_page}"

    def _address(self, path: Path) -> str:
        try:
            data = read_inside(self.workspace, path, MAX_PICTURE)
        except OSError as error:
            raise RenderError(Problem(_("The picture is gone."), path)) from error
        except RefusedFileError as error:
            raise RenderError(error.problem(path)) from error
        name = quote(path.relative_to(self.workspace).as_posix())
        return f"workspace:{name}?{hashlib.sha256(data).hexdigest()[:16]}"

    def number_of(self, name: str) -> int:
        """The number of the formula, figure or table with the id *name*."""
        return self._numbers[name]

    def style_sheets(self) -> dict[str, str]:
        """The texts of the layout's style sheets by name, in order."""
        return self._templates.style_sheets()

    def compose(
        self,
        plan: PartPlan,
        first_page: int,
        pages: Mapping[str, int],
        printed: Printed = PLAIN,
        spine: Spine | None = None,
    ) -> Part:
        """Return the part that *plan* names. *pages* maps anchors to the page their target is on.

        *printed* tells what folios pages have. *spine* is for the printer's sheet of the cover, and seen by none but
        its templates.
        """

        def folio(name: str) -> str:
            page = pages.get(self.anchor(name))
            return UNKNOWN_FOLIO if page is None else printed.on(page)

        first_folio = first_page if printed.first is None else printed.first
        articles = list({entry.article.slug: entry.article for entry in plan.entries}.values())
        names = {id(note): note_name(article, note) for article in articles for note in find_notes(article)}
        by_author = self.issue.publication.citations == "author-year"
        forms = {each.slug: citation_forms(each, by_author) for each in articles}
        citations = {key: form for each in forms.values() for key, form in each.items()}
        backs = {slug: first_citations(each) for slug, each in forms.items()}
        by_page = self.layout.notes.numbering == "page"
        here = [replace(entry.article, body=entry.body) for entry in plan.entries]
        alone = {each.article.slug for each in plan.entries if each.goes_on or each.is_rest}
        if self.layout.notes.place == "end":
            alone = {article.slug for article in articles}
        signs = note_signs(here if by_page else articles, by_page, pages, self.anchor, alone)
        values: dict[str, object] = {
            "note_name": lambda note: names[id(note)],
            "note_sign": lambda note: signs[names[id(note)]],
            "article_notes": find_notes,
            "citation": lambda node: citations[id(node)],
            "works": lambda article: list_works(article, by_author),
            "work_name": work_name,
            "cite_name": lambda article, number: backs[article.slug].get(number, ""),
            "part": plan,
            "page": plan.page,
            "page_name": printed.on(first_page),
            "section": plan.section,
            "entries": plan.entries,
            "first_folio": first_folio,
            "side": "recto" if first_page % 2 else "verso",
            "folio": folio,
            "contents": list_contents(self.issue.sections, pages, self.anchor),
        }
        if spine is not None:
            values["spine"] = spine
        if plan.section is not None and plan.section.columns:
            geometry = self.layout.geometry.in_columns(plan.section.columns) or self.layout.geometry
            values |= BlockPlaces(geometry, self.issue, self.colours, self.is_for_press).names()
        name = f"{plan.template}.html.j2"
        path = plan.entries[0].article.path if plan.entries else self.layout.path / name
        html = self._templates.render(name, values)
        html = "" if plan.is_optional and _EMPTY.search(html) else html
        return Part(key=plan.key, name=plan.name, html=html, first_page=first_page, first_folio=first_folio, path=path)

    def blank(self, page: int, printed: Printed = PLAIN) -> Part:
        """Return an empty page, put in where a part must start on the other side."""
        plan = PartPlan(key="blank", template="common/blank", starts="any")
        return self.compose(plan, page, {}, printed)


def _drawing_url(drawing: Drawing | ChartDrawing) -> str:
    """The address that holds the drawing of a formula or a chart."""
    return f"data:image/svg+xml,{quote(drawing.svg, safe=' /:=,;-+.')}"


def _kind(node: Block | Inline) -> str:
    """The name by which templates tell blocks and inlines apart."""
    return type(node).__name__
