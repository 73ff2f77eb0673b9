"""The places of what is no text in the columns of a part: sizes of pictures, charts and formulas."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from pipeline.blocks import Chart, DisplayedFormula, Figure, FigureGroup, walk
from pipeline.colours import Colour
from pipeline.errors import Problem, RenderError
from pipeline.i18n import _
from pipeline.layout.charts import PlacedChart, chart_colours, draw_chart, type_size
from pipeline.layout.figure_rows import FigureRow, arrange
from pipeline.layout.formula_places import FormulaPlace, formula_place, widest_formula
from pipeline.layout.picture_frames import PageFrame, head_frame, page_frames
from pipeline.layout.picture_pages import Cell, Piece, Room, fill_page
from pipeline.layout.text_forms import inlines_width, text_width
from pipeline.model import Issue
from pipeline.units import PageGeometry

_BESIDE = 10  # characters that a line beside a picture has at least
_CAPTION = 2  # lines, that are left for it on a page with nothing else
_WHITE = 0.25  # of a line, above and below a picture together, at least
_GAP = 0.5  # em, between the pictures of a page
_ABOVE_WORDS = 0.25  # of a line, that is white above the words below pictures of a page
_WORDS = 0.8125  # of the body's size: that of captions (components.css.j2)
_TOLERANCE = 0.01  # pt
_SLACK = 1.0  # em, that lines of captions end before their measure at most


class PicturePage(NamedTuple):
    """A page of pictures, each with its cell; *height* of all, and the *white* above their words, pt."""

    figures: tuple[tuple[Figure, Cell], ...]
    height: float
    white: float


@dataclass(frozen=True, slots=True)
class BlockPlaces:
    """The places that blocks of *issue* have on pages of *geometry*; charts are drawn in *colours*.

    *is_for_press*: pages are printed and bound.
    """

    geometry: PageGeometry
    issue: Issue
    colours: Mapping[str, Colour]
    is_for_press: bool = False

    def names(self) -> dict[str, object]:
        """What templates see of it, by name."""
        return {
            "geometry": self.geometry,
            "figure_size": self.figure_size,
            "has_room_beside": self.has_room_beside,
            "figure_rows": self.figure_rows,
            "page_frames": self.page_frames,
            "page_head": self.page_head,
            "picture_page": self.picture_page,
            "chart_drawing": self.chart_drawing,
            "formula_place": self.formula_place,
        }

    def figure_size(self, figure: Figure) -> tuple[float, float, float]:
        """Width and height of the picture, and the height in whole grid lines set aside for it, pt.

        A picture may take two thirds of the page's lines at most, so that it stands with some of its text; one on a
        page of its own as many as leave room for its caption.
        """
        geometry = self.geometry
        width = figure.width * self._measure(figure)
        if figure.side:  # the lines beside it are of whole characters
            width = max(1, int(width / geometry.type_area.size)) * geometry.type_area.size
        most = self._most_lines(figure)
        height = min(width / figure.ratio, geometry.lines(most - _WHITE))
        space = geometry.lines(geometry.whole_lines(height + geometry.lines(_WHITE)))
        return round(height * figure.ratio, 3), round(height, 3), round(space, 3)

    def has_room_beside(self, figure: Figure) -> bool:
        """Whether text can run beside the picture in its column: one character of white parts them."""
        width, _height, _space = self.figure_size(figure)
        return self._measure(figure) - width >= (_BESIDE + 1) * self.geometry.type_area.size - _TOLERANCE

    def figure_rows(self, group: FigureGroup) -> tuple[FigureRow, ...]:
        """The rows in which the pictures of a group stand."""
        return arrange(group, self.geometry, self._measure(group), self._most_lines(group))

    def picture_page(self, group: FigureGroup) -> PicturePage | None:
        """How the pictures of a *group* fill a page of their own; None where words leave no room for that."""
        geometry = self.geometry
        area, line, size = geometry.type_area, geometry.lines(1), geometry.type_area.size
        own = ceil(_words_of(group, size) / area.width)
        room = Room(
            width=area.width,
            height=round(area.height - geometry.lines(own + _ABOVE_WORDS if own else 0), 3),
            gap=_GAP * size,
            line=line,
            white=geometry.lines(_ABOVE_WORDS),
        )
        pieces = tuple(Piece(each.ratio, _words_of(each, size)) for each in group.figures)
        filling = fill_page(pieces, room, group.rows)
        if filling is None:
            return None
        return PicturePage(tuple(zip(group.figures, filling.cells, strict=True)), filling.height, room.white)

    def page_frames(self, figure: Figure) -> tuple[PageFrame, ...]:
        """The frames of a picture on the page, or the two pages, that it fills to their edges."""
        return page_frames(figure, self.geometry, is_bound=self.is_for_press)

    def page_head(self, figure: Figure) -> tuple[PageFrame, float]:
        """The frame of a picture that fills the head of a page to its edges, and the height in whole grid lines set
        aside for it in the type area, pt."""
        frame = head_frame(figure, self.geometry)
        below = frame.top + frame.height + self.geometry.lines(_WHITE)
        return frame, round(self.geometry.lines(self.geometry.whole_lines(below)), 3)

    def chart_drawing(self, chart: Chart, language: str = "") -> PlacedChart:
        """*chart* as it is drawn in a text in *language*, and the height in whole grid lines set aside for it, pt."""
        geometry = self.geometry
        colours, size = chart_colours(self.colours.values()), type_size(geometry.type_area.size)
        drawing = draw_chart(chart, round(self._measure(chart), 2), colours, size, language)
        return PlacedChart(
            drawing, round(geometry.lines(geometry.whole_lines(drawing.height + geometry.lines(_WHITE))), 3)
        )

    def _measure(self, block: Figure | FigureGroup | Chart) -> float:
        """The width that there is for *block*, pt."""
        area = self.geometry.type_area
        return area.width if block.is_wide or block.place == "page" else area.column_width

    def _most_lines(self, block: Figure | FigureGroup) -> int:
        lines = self.geometry.type_area.lines
        return lines - _CAPTION if block.place == "page" else lines * 2 // 3

    def formula_place(self, formula: DisplayedFormula, inset: float = 0.0) -> FormulaPlace:
        """The place of *formula* in a column *inset* em narrower than others. Raises RenderError if it is too wide."""
        geometry, is_numbered = self.geometry, formula.number is not None
        place = formula_place(formula.drawing, geometry, is_numbered=is_numbered, inset=inset)
        if place is None:
            articles = (entry.article for entry in self.issue.entries)
            path = next(each.path for each in articles if any(formula is one for one in walk(each.body)))
            most = widest_formula(geometry.type_area, is_numbered=is_numbered, inset=inset)
            message = _("The formula is too wide where it stands: {width} characters; {most} fit, made smaller.")
            message = message.format(width=ceil(formula.drawing.width), most=int(most))
            hint = _("Break it into lines: {example}.").format(example=r"\begin{aligned} … \\ … \end{aligned}")
            if inset:
                hint = _("{hint} More fits outside of the box or quotation.").format(hint=hint)
            raise RenderError(Problem(message, path, formula.line, hint))
        return place


def _words_of(block: Figure | FigureGroup, size: float) -> float:
    """How long the words below *block* are about in one line, pt; *size*: that of body text."""
    between = 1.0 if block.caption and block.credit else 0.0
    width = inlines_width(block.caption) + between + text_width(block.credit)
    return (width + _SLACK) * _WORDS * size if width else 0.0
