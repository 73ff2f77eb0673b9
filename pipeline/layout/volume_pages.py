"""The pages that a bound volume sets itself: those before the issues, and the sheet of what is stamped on them."""

import math
from dataclasses import replace

from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.layout.fitting import fit_size, fits_behind, reckon_width
from pipeline.layout.layout_file import Layout
from pipeline.layout.name_index import author_names, name_index, people_names
from pipeline.layout.option_values import FACES
from pipeline.layout.palette import palette
from pipeline.layout.part_plans import PartPlan
from pipeline.layout.qr_codes import draw_qr_code
from pipeline.layout.spine import LEAST_WIDTH, MOST_OF_TRIM, Spine, own_title, spine_of
from pipeline.layout.template_pages import TemplatePages
from pipeline.layout.templates import Templates
from pipeline.layout.volume_lists import issue_sections, year_sections
from pipeline.units import Size, mm
from pipeline.volume import BoundVolume, Volume, part_name

STAMPS_TEMPLATE = "stamps.html.j2"
PEOPLE_TEMPLATE = "people"  # which no volume has that names nobody


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
            "reckon_width": reckon_width,
            "mm": mm,
        }
        self._templates = Templates(self.layout, names)

    def style_sheets(self) -> dict[str, str]:
        """The texts of the layout's style sheets by name, in order; they serve the front matter and the stamps."""
        return self._templates.style_sheets()

    def front_matter(
        self, volume: BoundVolume, part: int, front_pages: int = 0, spine: Spine | None = None
    ) -> TemplatePages:
        """The pages before the issues of the 0-based *part* of *volume*.

        *front_pages* is how many pages they themselves are: the imprint prints it and the spine is as thick. It is
        known once they have been laid out; then they are composed anew, and what does not print it stays the same.
        *spine* is what templates see in the place of that of the leaves.
        """
        trim = Size(self.layout.geometry.width, self.layout.geometry.height)
        own = spine_of(volume, part, front_pages, trim)
        spine = spine or (own if self._shows_spine else Spine(width=own.width))
        people = name_index(volume, people_names)
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
            "letters": name_index(volume, author_names),
            "people": people,
            "author_names": author_names,
        }
        plans = tuple(
            PartPlan(key=rows.template, template=rows.template, starts=rows.starts, label=rows.label)
            for rows in self.layout.parts
            if people or rows.template != PEOPLE_TEMPLATE
        )
        notes = _notes(own, trim) if self._shows_spine else ()
        return TemplatePages(plans=plans, notes=notes, templates=self._templates, values=values)

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
