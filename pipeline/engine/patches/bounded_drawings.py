"""Drawings (SVG) are drawn within bounds, and what goes wrong in one is an error of that picture.

Replaces: WeasyPrint 70.0, svg/__init__.py ``SVG.draw_node``, ``Node.cascade``, ``Node.text_children``, and as that
  module has them ``parse_declarations``, ``draw_gradient``, ``draw_pattern``, ``apply_filters``; svg/defs.py
  ``spread_linear_gradient`` and ``spread_radial_gradient``; svg/bounding_box.py ``BOUNDING_BOX_METHODS``; images.py
  ``SVGImage.__init__`` and ``SVGImage.draw``.
Why: `pictures.svg_work` refuses most of what is too much before anything is laid out, and reports the line. Here
  everything that WeasyPrint draws is counted, whatever leads to it: each element, letter and gradient of a drawing is
  taken from `MAX_WORK`.
Upstream: a budget of work for each drawing, and errors that are raised instead of a warning and a picture left out.
Effect: refuses what is too much, or cannot be read or drawn.
"""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from weasyprint import images, svg
from weasyprint.svg import defs
from weasyprint.svg.bounding_box import BOUNDING_BOX_METHODS

from pipeline.engine.patches.patch import Effect, Patch
from pipeline.errors import KanbenError, Problem, RenderError
from pipeline.i18n import _
from pipeline.pictures.drawing_work import (
    BOX_WORK,
    GRADIENT_WORK,
    GROUP_WORK,
    LETTER_WORK,
    MAX_WORK,
    PATTERN_WORK,
    SELECTOR_WORK,
    STOP_WORK,
    TEXT_WORK,
    TRANSFORM_WORK,
    path_box_work,
    path_work,
)

_MAX_SCALE = 1e9  # numbers of the PDF beyond it are none that a program draws by
_ROOM = "workspace:"
_PATHS = {"path": "d", "polyline": "points", "polygon": "points"}
_TEXTS = {"text", "tspan", "textPath", "a"}
_CHARACTERS = 100  # of a property that is read anew for each element, or of a style, in one element's worth
_USUAL_NAMES, _NAMES = 20, 30  # attributes of an element, inherited ones too; how many more are one element's worth
_READ_ANEW = ("fill", "stroke", "stroke-dasharray", "font-family", "x", "y", "dx", "dy", "rotate")


def apply() -> None:
    """Put the bounds around WeasyPrint's functions."""
    budget = _WorkBudget()
    svg.SVG.draw_node = budget.count_node(svg.SVG.draw_node)
    svg.Node.cascade = budget.count_cascade(svg.Node.cascade)
    svg.parse_declarations = budget.count_style(svg.parse_declarations)
    svg.Node.text_children = budget.count_text(svg.Node.text_children)
    svg.draw_gradient = budget.count_gradient(svg.draw_gradient)
    svg.draw_pattern = budget.count_pattern(svg.draw_pattern)
    svg.apply_filters = budget.count_filters(svg.apply_filters)
    for name, method in BOUNDING_BOX_METHODS.items():
        BOUNDING_BOX_METHODS[name] = budget.count_box(method)
    defs.spread_linear_gradient = budget.count_stops(defs.spread_linear_gradient)
    defs.spread_radial_gradient = budget.count_stops(defs.spread_radial_gradient)
    images.SVGImage.__init__ = _keep_reading_error(images.SVGImage.__init__)
    images.SVGImage.draw = budget.limit_drawing()


class _TooMuchError(Exception):
    """The drawing is more work than it may be."""


class _ScaleError(Exception):
    """A number of the transformation is beyond _MAX_SCALE, or NaN."""


class _WorkBudget:
    """How much work is left for the drawing that is being drawn; unlimited while there is none.

    Its methods give functions to be put in the place of WeasyPrint's.
    """

    def __init__(self) -> None:
        self._left = math.inf

    def limit_drawing(self) -> Callable[..., None]:
        """``SVGImage.draw`` within the budget; what is raised becomes an error of the drawing."""

        def draw(image: Any, stream: Any, width: float, height: float, _style: Any) -> None:
            with self._limit_work(), _raise_as_render_error(image):
                image._svg.draw(stream, width, height, image._base_url, image._context)

        return draw

    @contextmanager
    def _limit_work(self) -> Iterator[None]:
        before, self._left = self._left, float(MAX_WORK)
        try:
            yield
        finally:
            self._left = before

    def spend(self, work: float) -> None:
        """Take *work* from what is left."""
        self._left -= work
        if self._left < 0:
            raise _TooMuchError

    def count_node(self, draw_node: Callable[..., Any]) -> Callable[..., Any]:
        """``SVG.draw_node``, counted."""

        def draw(picture: Any, node: Any, font_size: float, fill_stroke: bool = True, context: Any = None) -> None:
            self.spend(_node_work(node))
            for row in picture.stream.ctm.values:
                if not -_MAX_SCALE < row < _MAX_SCALE:
                    raise _ScaleError
            draw_node(picture, node, font_size, fill_stroke, context)

        return draw

    def count_cascade(self, cascade: Callable[..., Any]) -> Callable[..., Any]:
        """``Node.cascade``, which copies attributes and tries the selectors of the style sheets, counted by both."""

        def cascade_to(node: Any, child: Any) -> None:
            wrapper = child._wrapper
            if len(node.attrib) > _USUAL_NAMES:
                self.spend((len(node.attrib) - _USUAL_NAMES) / _NAMES)
            for matcher in node._style:
                if matcher.order:
                    tried = len(matcher.other_selectors) + len(
                        matcher.namespace_selectors.get(wrapper.namespace_url, ())
                    )
                    tried += len(matcher.lower_local_name_selectors.get(wrapper.local_name.lower(), ()))
                    tried += sum(len(matcher.class_selectors.get(name, ())) for name in wrapper.classes)
                    self.spend(tried * SELECTOR_WORK)
            cascade(node, child)

        return cascade_to

    def count_style(self, parse_declarations: Callable[..., Any]) -> Callable[..., Any]:
        """``parse_declarations``, which takes apart the style of an element, counted."""

        def parse(text: str) -> Any:
            self.spend(len(text) / _CHARACTERS)
            return parse_declarations(text)

        return parse

    def count_text(self, text_children: Callable[..., Any]) -> Callable[..., Any]:
        """``Node.text_children``, which goes through all that is in a text, counted."""

        def children(*arguments: Any, **options: Any) -> Any:
            self.spend(1)
            return text_children(*arguments, **options)

        return children

    def count_gradient(self, draw_gradient: Callable[..., Any]) -> Callable[..., Any]:
        """``draw_gradient``, counted; its stops are counted where they are repeated."""

        def draw(*arguments: Any, **options: Any) -> Any:
            self.spend(GRADIENT_WORK)
            return draw_gradient(*arguments, **options)

        return draw

    def count_stops(self, spread: Callable[..., Any]) -> Callable[..., Any]:
        """A function that spreads the stops of a gradient, which are counted after it."""

        def spread_stops(kind: str, positions: list[float], *arguments: Any) -> Any:
            self.spend(len(positions) * STOP_WORK)
            result = spread(kind, positions, *arguments)
            self.spend(len(result[0]) * STOP_WORK if isinstance(result[0], list) else 0)
            return result

        return spread_stops

    def count_pattern(self, draw_pattern: Callable[..., Any]) -> Callable[..., Any]:
        """``draw_pattern``, counted; it reads the pattern's elements anew each time."""

        def draw(picture: Any, node: Any, pattern: Any, *arguments: Any, **options: Any) -> Any:
            if not hasattr(pattern, "kanben_size"):
                pattern.kanben_size = sum(1 for _element in pattern._etree_node.iter())
            self.spend(PATTERN_WORK + pattern.kanben_size / 20)
            return draw_pattern(picture, node, pattern, *arguments, **options)

        return draw

    def count_filters(self, apply_filters: Callable[..., Any]) -> Callable[..., Any]:
        """``apply_filters``, counted."""

        def apply(picture: Any, node: Any, filter_node: Any, font_size: float) -> None:
            self.spend(len(filter_node._etree_node) / 4)
            apply_filters(picture, node, filter_node, font_size)

        return apply

    def count_box(self, box: Callable[..., Any]) -> Callable[..., Any]:
        """A function that finds out how large an element is, counted: that of a group asks for those of all in it."""

        def find(picture: Any, node: Any, font_size: float) -> Any:
            attribute = _PATHS.get(node.tag)
            self.spend(BOX_WORK + (path_box_work(node.get(attribute, "")) if attribute else 0))
            return box(picture, node, font_size)

        return find


def _node_work(node: Any) -> float:
    """How much the node itself is to draw."""
    tag, attributes = node.tag, node.attrib
    work = 1.0
    if tag in _PATHS:
        work += path_work(attributes.get(_PATHS[tag], ""))
    elif tag in _TEXTS:
        work += TEXT_WORK + LETTER_WORK * len(node.text or "")
        work += GROUP_WORK if "text-anchor" in attributes else 0
    if "opacity" in attributes:
        work += GROUP_WORK
    if "transform" in attributes:
        work += len(attributes["transform"]) * TRANSFORM_WORK
    for name in _READ_ANEW:
        if name in attributes:
            work += len(str(attributes[name])) / _CHARACTERS
    return work


def _keep_reading_error(read: Callable[..., Any]) -> Callable[..., Any]:
    """``SVGImage.__init__`` that keeps what it raises for when the drawing is drawn.

    ``get_image_from_uri`` would warn of it, and leave the picture out.
    """

    def read_drawing(image: Any, tree: Any, base_url: Any, url_fetcher: Any, context: Any) -> None:
        try:
            read(image, tree, base_url, url_fetcher, context)
        except Exception as error:  # noqa: BLE001 - raised again by draw
            image._svg = _UnreadableDrawing(error)
            image._base_url, image._url_fetcher, image._context = base_url, url_fetcher, context

    return read_drawing


class _UnreadableDrawing:
    """Stands for a drawing that can't be read."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def get_intrinsic_size(self, _font_size: float) -> tuple[None, None]:
        """It has none."""
        return None, None

    def get_viewbox(self) -> None:
        """It has none."""

    def draw(self, *_arguments: Any) -> None:
        """Raise what was raised when it was read."""
        raise self._error


@contextmanager
def _raise_as_render_error(image: Any) -> Iterator[None]:
    """Turn what the drawing of *image* raises into RenderError; interruptions and want of memory are no fault of it."""
    try:
        yield
    except MemoryError:
        raise
    except KanbenError as error:
        place = _place(image)
        raise RenderError(Problem(problem.message, place, hint=problem.hint) for problem in error.problems) from error
    except _TooMuchError as error:
        message = _("The drawing is as much work as more than {limit} plain elements.").format(limit=MAX_WORK)
        hint = _("Simplify the drawing, or save it as a PNG.")
        raise RenderError(Problem(message, _place(image), hint=hint)) from error
    except Exception as error:
        raise RenderError(Problem(_reason(error), _place(image), hint=_("Export it anew."))) from error


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return _("The drawing refers to itself, or is nested too deep.")
    if isinstance(error, _ScaleError | OverflowError):
        return _("A number of the drawing is too large.")
    return _("The drawing cannot be drawn: {reason}.").format(reason=f"{type(error).__name__}: {error}")


def _place(image: Any) -> Path | None:
    """The file of a drawing of the workspace or the layout."""
    scheme, _colon, rest = (image._base_url or "").partition(":")
    folder = getattr(image._url_fetcher, "folders", {}).get(scheme)
    return folder / unquote(rest.partition("?")[0].lstrip("/")) if folder else None


PATCH = Patch("drawings within bounds", "weasyprint", Effect.BOUNDS, apply)
