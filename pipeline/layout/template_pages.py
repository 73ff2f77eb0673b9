"""Pages that are all made of templates and values that are known before: of a volume, of a shelf."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.layout.folios import PLAIN, Printed
from pipeline.layout.part_plans import Part, PartPlan
from pipeline.layout.templates import Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePages:
    """Parts to be placed by a Paginator as those of an issue are; they count from 1, and the first page is a recto.

    Templates see *values*, and those that are in *own* by the key of their part. *notes* are sentences for the report.
    *tells_pages* are keys of parts that print on which pages others begin; they see ``anchor_pages``.
    """

    plans: tuple[PartPlan, ...]
    templates: Templates
    values: Mapping[str, object]
    own: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    tells_pages: frozenset[str] = frozenset()
    _made: dict[tuple[object, ...], Part] = field(default_factory=dict)

    def compose(self, plan: PartPlan, first_page: int, pages: Mapping[str, int], printed: Printed = PLAIN) -> Part:
        """Return the part that *plan* names. *pages* maps anchors to pages, as far as they are known.

        Raises RenderError when the template fails.
        """
        told = pages if plan.key in self.tells_pages else {}
        place = (plan.key, first_page, *told.items())
        if place not in self._made:
            side = "recto" if first_page % 2 else "verso"
            placed = {"part": plan, "first_folio": first_page, "side": side, "anchor_pages": dict(told)}
            name = f"{plan.template}.html.j2"
            html = self.templates.render(name, {**self.values, **self.own.get(plan.key, {}), **placed})
            self._made[place] = Part(
                key=plan.key,
                name=plan.name,
                html=html,
                first_page=first_page,
                first_folio=first_page,
                path=self.templates.layout.path / name,
            )
        return self._made[place]

    def blank(self, page: int, printed: Printed = PLAIN) -> Part:
        """Return an empty page."""
        return self.compose(PartPlan(key="blank", template="common/blank", starts="any"), page, {}, printed)
