"""A formula drawn, each once in a process. What draws it is loaded with the first one, which takes half a second."""

from functools import lru_cache

from pipeline.inlines import Drawing

_KEPT = 2000  # drawings, of some kB each


@lru_cache(_KEPT)
def draw(tex: str, *, display: bool) -> Drawing:
    """Draw the formula *tex*: as one that stands in a line, or, if *display*, for itself. Raises WrongFormulaError."""
    from pipeline.formulas.mathematics import draw_formula

    return draw_formula(tex, display=display)
