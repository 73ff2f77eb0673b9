"""The pages that a bound volume sets itself: those before the issues, and the sheet of what is stamped on them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.layout.author_index import author_index, author_names
from pipeline.layout.fitting import fit_size, fits_behind
from pipeline.layout.folios import PLAIN, Printed
from pipeline.layout.layout_file import Layout
from pipeline.layout.option_values import FACES
from pipeline.layout.palette import palette
from pipeline.layout.part_plans import Part, PartPlan
from pipeline.layout.qr_codes import draw_qr_code
from pipeline.layout.spine import LEAST_WIDTH, MOST_OF_TRIM, Spine, own_title, spine_of
from pipeline.layout.templates import Templates
from pipeline.layout.volume_lists import issue_sections, year_sections
from pipeline.units import Size, mm
from pipeline.volume import BoundVolume, Volume, part_name

STAMPS_TEMPLATE = "stamps.html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeFrontMatter:
    """The pages before the issues of one part of a volume, to be placed by a Paginator as those of an issue are.

    They count from 1 (shown as i); the first page is a recto. *notes* are sentences for the report.
    """

    plans: tuple[PartPlan, ...]
    notes: tuple[str, ...]
    _templates: Templates
    _values: Mapping[str, object]
    _made: dict[tuple[str, int], Part] = field(default_factory=dict)

    def compose(self, plan: PartPlan, first_page: int, pages: Mapping[str, int], printed: Printed = PLAIN) -> Part:
        """Return the part that *plan* names. *pages* say nothing here: those of the issues are known before.

        Raises RenderError when the template fails.
        """
        place = (plan.key, first_page)
        if place not in self._made:
            side = "recto" if first_page % 2 else "verso"
            values = {**self._values, "part": plan, "first_folio": first_page, "side": side}
            name = f"{plan.template}.html.j2"
            html = self._templates.render(name, values)
            self._made[place] = Part(
                key=plan.key,
                html=html,
                first_page=first_page,
                first_folio=first_page,
                path=self._templates.layout.path / name,
            )
        return self._made[place]

    def blank(self, page: int, printed: Printed = PLAIN) -> Part:
        """Return an empty page."""
        return self.compose(PartPlan(key="blank", template="common/blank", starts="any"), page, {}, printed)


class VolumeComposer:
    """Renders the templates of a volume's *layout*, on the *trim* (pt) of the layout that its issues are set in.

    Unless *shows_spine*, the cover has no strip that shows the spine: in print that is on a sheet of its own.
    """

    def __init__(self, order: Volume, layout: Layout, trim: Size, *, shows_spine: bool = True) -> None:
        self.order = order
        self._shows_spine = shows_spine
        self.layout = replace(layout, geometry=layout.geometry.fit(trim.width, trim.height))
        self.colours = palette(layout, order.colours, order.path)
        names = {
            "order": order,
            "colors": self.colours,
            "publication": order.publication,
            "own_title": own_title(order),
            "geometry": self.layout.geometry,
            "composition": layout.composition,
            "options": dict(layout.chosen),
            "faces": dict(FACES),
            "qr_code": qr_code(order),
            "fitted_size": fit_size,
            "fits_behind": fits_behind,
            "mm": mm,
        }
        self._templates = Templates(self.layout, names)

    def style_sheets(self) -> dict[str, str]:
        """The texts of the layout's style sheets by name, in order; they serve the front matter and the stamps."""
        return self._templates.style_sheets()

    def front_matter(
        self, volume: BoundVolume, part: int, front_pages: int = 0, spine: Spine | None = None
    ) -> VolumeFrontMatter:
        """The pages before the issues of the 0-based *part* of *volume*.

        *front_pages* is how many pages they themselves are: the imprint prints it and the spine is as thick. It is
        known once they have been laid out; then they are composed anew, and what does not print it stays the same.
        *spine* is what templates see in the place of that of the leaves.
        """
        trim = Size(self.layout.geometry.width, self.layout.geometry.height)
        own = spine_of(volume, part, front_pages, trim)
        spine = spine or (own if self._shows_spine else Spine(width=own.width))
        bound = [issue for issue in volume.issues if issue.volume_part == part]
        values: dict[str, object] = {
            "volume": volume,
            "part_index": part,
            "part_name": part_name(part, volume.volume_parts),
            "part_names": [part_name(each, volume.volume_parts) for each in range(volume.volume_parts)],
            "bound": bound,
            "pages": sum(issue.pages for issue in bound),
            "front_pages": front_pages,
            "spine": spine,
            "issues": [(issue, issue_sections(issue)) for issue in volume.issues],
            "sections": year_sections(volume),
            "letters": author_index(volume),
            "author_names": author_names,
        }
        plans = tuple(
            PartPlan(key=rows.template, template=rows.template, starts=rows.starts, label=rows.label)
            for rows in self.layout.parts
        )
        notes = _notes(own, trim) if self._shows_spine else ()
        return VolumeFrontMatter(plans=plans, notes=notes, _templates=self._templates, _values=values)

    def stamps(self) -> str:
        """The sheet of stamps: an HTML document with a page for each overlay, transparent, of the nominal trim.

        Each page has an element whose id names the overlay: ``head-``, ``foot-``, ``folio-`` with ``recto`` or
        ``verso``, and ``opening``. Those that nothing is wanted on are left out; ``folio-…`` always are there, with the
        ten digits where the volume folio stands, their outer end at its outer end.
        """
        outer = {"recto": "right", "verso": "left"}
        if self.order.binding_edge == "right":
            outer = {"recto": "left", "verso": "right"}
        values = {"outer": outer, "seal": seal_rows(self.order.stamps.ownership), "stamps": self.order.stamps}
        return self._templates.render(STAMPS_TEMPLATE, values)


def qr_code(order: Volume) -> str:
    """The archive's address as a QR code: an SVG in a data URI, its quiet zone within; empty when there is none.

    Raises ContentError when the address is too long for one.
    """
    address = order.stamps.archive_uri
    if not address:
        return ""
    try:
        return draw_qr_code(address)
    except ValueError as error:
        hint = _("Take a shorter address for archive_uri.")
        message = _("The archive's address does not fit into a QR code.")
        raise ContentError(Problem(message, order.path, hint=hint)) from error


def seal_rows(text: str) -> tuple[str, ...]:
    """*text* in rows as near to a square as may be, the last one shorter: ten characters in 4, 4, 2."""
    characters = "".join(text.split())
    if not characters:
        return ()
    in_row = math.ceil(len(characters) / max(1, round(math.sqrt(len(characters)))))
    return tuple(characters[at : at + in_row] for at in range(0, len(characters), in_row))


def _notes(spine: Spine, trim: Size) -> tuple[str, ...]:
    if spine.cells:
        return ()
    note = _("The spine is {width:.1f} mm thick and bears no title: that takes {least:.0f} mm.")
    if spine.width >= LEAST_WIDTH:
        note = _("The spine bears no title: it is too long for it.")
    if spine.width > trim.width * MOST_OF_TRIM:
        note = _(
            "The spine is {width:.0f} mm thick, more than the cover can show: page_limit splits a volume into parts."
        )
    return (note.format(width=mm(spine.width), least=mm(LEAST_WIDTH)),)
