"""TeX → MathML (latex2mathml) → outlines (ziamath). Imported by ``drawing`` when there is something to draw."""

import re
import warnings
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from xml.etree.ElementTree import Element

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # ziamath 0.13 opens its face as Python 3.9 did
    from ziamath import zmath

from latex2mathml import exceptions
from latex2mathml.symbols_parser import convert_symbol
from ziafont.config import config
from ziamath.tex import tex2mml

from pipeline.formulas.faces import FormulaFace
from pipeline.formulas.function_spaces import space_functions
from pipeline.formulas.letter_faces import brace_letters, draw_figures_in_faces
from pipeline.formulas.parts import part_at_relations, part_at_terms
from pipeline.formulas.script_bases import seat_scripts
from pipeline.formulas.sign_spaces import space_signs
from pipeline.formulas.spoken import words_of_formula
from pipeline.formulas.tex import WrongFormulaError, check_tex
from pipeline.i18n import _
from pipeline.inlines import Drawing
from pipeline.resources import find_shipped

_EM = 100  # user units of a drawing
_MOST = 1e5  # user units; where nothing is drawn, ziamath's boxes have numbers that stand for none
_FACE = "kanben"
_WHOLE = 6.0  # em; longer formulas and sides of formulas are parted
_KNOWN = tuple(error for error in vars(exceptions).values() if isinstance(error, type) and issubclass(error, Exception))
# What both raise where they meet what they don't expect.
_FAILURES = (
    ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, RuntimeError, StopIteration,
    SyntaxError, TypeError, ValueError,
)  # fmt: skip
_FENCES = re.compile(r"\\begin\s*\{[pbBvV]matrix\}")
_END_OF_FENCES = re.compile(r"\\end\s*\{[pbBvV]matrix\}")
_INTEGRAL = re.compile(r"<mo>(&#x022(?:2[B-F]|3[0-3]);)")
_REPEATED = re.compile(r"M (\S+ \S+) L \1 ")
_BETWEEN = re.compile(r"(?<=[A-Z]) | (?=[A-Z-])")


def draw_formula(tex: str, *, display: bool) -> Drawing:
    """Draw the formula *tex*: as one that stands for itself, or that stands in a line. Raises WrongFormulaError."""
    check_tex(tex, lambda command: convert_symbol(command) is not None)
    whole = _draw(tex, display=display)
    return whole if display or whole.width <= _WHOLE else replace(whole, parts=_parts(tex))


def _parts(tex: str) -> tuple[Drawing, ...]:
    """The parts of a long formula: its sides, and of long ones their terms; none where it can't be parted."""
    parts = []
    for side in part_at_relations(tex):
        drawing = _draw(side, display=False)
        terms = part_at_terms(side) if drawing.width > _WHOLE else [side]
        parts += [_draw(term, display=False) for term in terms] if len(terms) > 1 else [drawing]
    return tuple(parts) if len(parts) > 1 else ()


def _draw(tex: str, *, display: bool) -> Drawing:
    try:
        mathml = _mathml(tex, display)
        tree = seat_scripts(mathml)
        space_functions(tree)
        draw_figures_in_faces(tree)
        return _drawing(zmath.Math(tree, size=_EM, font=_face(), margin=0), mathml)
    except _KNOWN as error:
        raise WrongFormulaError(_sentence(error)) from error
    except _FAILURES as error:
        raise WrongFormulaError(_("The formula cannot be understood.")) from error


def _mathml(tex: str, display: bool) -> str:
    """MathML of *tex*.

    latex2mathml takes the fences of a matrix for three things, of which the last has the script that follows, and sets
    rows apart by points, as if an em had ten of them; ziamath stretches integrals to what stands beside them, in a
    line too.
    """
    tex = _END_OF_FENCES.sub(r"\g<0>}", _FENCES.sub(r"{\g<0>", brace_letters(tex)))
    mathml = tex2mml(tex, inline=not display).replace('rowspacing="3pt"', 'rowspacing="0.3em"')
    return space_signs(mathml if display else _INTEGRAL.sub(r'<mo stretchy="false">\1', mathml))


def _face() -> str:
    """The name by which ziamath knows our face."""
    if _FACE not in zmath.loadedfonts:
        config.svg2, config.precision = False, 1
        path = Path(str(files("ziamath.fonts").joinpath("STIXTwoMath-Regular.ttf")))
        zmath.loadedfonts[_FACE] = FormulaFace(path, find_shipped("fonts") / "KanbenSong-Regular.otf")
    return _FACE


def _drawing(formula: zmath.Math, mathml: str) -> Drawing:
    box = formula.node.bbox
    left, right = min(0.0, box.xmin), box.xmax
    width, height = right - left, box.ymax - box.ymin
    view = f"{left:.2f} {-box.ymax:.2f} {width:.2f} {height:.2f}"
    shapes = "".join(_shape(element) for element in formula.svgxml().iter() if element.tag in ("path", "rect"))
    if not shapes or not (0 < width < _MOST and 0 < height < _MOST):
        raise WrongFormulaError(_("The formula shows nothing."))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">{shapes}</svg>'
    return Drawing(
        svg=svg,
        width=width / _EM,
        ascent=box.ymax / _EM,
        depth=-box.ymin / _EM,
        words=words_of_formula(mathml),
        mathml=mathml,
    )


def _shape(element: Element) -> str:
    """An outline or a rule, in black and without needless characters."""
    if element.tag == "path":
        outline = _BETWEEN.sub("", _REPEATED.sub(r"M \1 ", element.attrib["d"])).strip()
        return f'<path d="{outline}"/>'
    sides = " ".join(f'{name}="{element.attrib[name]}"' for name in ("x", "y", "width", "height"))
    return f"<rect {sides}/>"


def _sentence(error: Exception) -> str:
    """What is wrong, by an error of latex2mathml."""
    match error:
        case exceptions.MissingSuperScriptOrSubscriptError():
            return _("Nothing stands in the formula after ^ or _.")
        case exceptions.DoubleSubscriptsError() | exceptions.DoubleSuperscriptsError():
            return _("The formula has two ^ or two _ after one another: put braces around what belongs together.")
        case exceptions.ExtraLeftOrMissingRightError():
            return _("The formula has \\left without \\right, or the other way round.")
        case exceptions.NoAvailableTokensError():
            return _("A command of the formula has nothing to stand for: braces are missing after it.")
        case _:
            return _("The formula cannot be understood.")
