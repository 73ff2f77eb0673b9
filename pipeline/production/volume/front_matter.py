"""The pages before the issues of a volume, laid out: composed, counted, and composed again with their own count."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import Problem, RenderError
from pipeline.i18n import _
from pipeline.layout.volume_pages import VolumeComposer
from pipeline.layout.wording import roman
from pipeline.production.pagination import MAX_PASSES, Paginator, PlacedPart
from pipeline.volume import BoundVolume

if TYPE_CHECKING:
    from pipeline.engine.laid_out_part import LaidOutPart


@dataclass(frozen=True, slots=True)
class LaidOutFrontMatter:
    """The laid-out pages before the issues, an even number, and what is to be reported of them."""

    parts: tuple["LaidOutPart", ...]
    notes: tuple[str, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        """The page labels: i, ii, iii …"""
        return tuple(roman(number) for number in range(1, sum(part.page_count for part in self.parts) + 1))


def lay_out_front_matter(
    composer: VolumeComposer,
    volume: BoundVolume,
    part: int,
    lay_out: Callable[[str], "LaidOutPart"],
    progress: Callable[[str], None] = lambda key: None,
) -> LaidOutFrontMatter:
    """Lay out the pages before the issues of the 0-based *part* of *volume*.

    An empty page is added where their number is odd, since the first issue starts on a recto. *lay_out* is that of a
    Typesetter with the composer's style sheets. Raises RenderError when a template fails or the count does not settle.
    """
    paginator, count = Paginator(lay_out), 0
    for _attempt in range(MAX_PASSES):
        front = composer.front_matter(volume, part, count)
        placed = list(paginator.paginate(front, front.plans, progress).parts)
        pages = sum(each.laid_out.page_count for each in placed)
        if pages + pages % 2 == count:
            if pages % 2:
                placed.append(PlacedPart(None, pages + 1, pages + 1, lay_out(front.blank(pages + 1).html)))
            return LaidOutFrontMatter(tuple(each.laid_out for each in placed), front.notes)
        count = pages + pages % 2
    hint = _("Look at the parts that print folios: do they change their number of pages with them?")
    raise RenderError(Problem(_("The page numbers do not settle."), hint=hint))
