"""The part of TeX that formulas are written in (docs/content-format.md).

Named signs (``\\alpha``, ``\\le``, ``\\infty``) are not listed: latex2mathml has a table of them. What is here is what
it makes more of than one sign, as far as ziamath draws it as TeX would. Lengths, colours, addresses, definitions and
what else reaches beyond the formula are left out.
"""

TEXTS = frozenset({r"\text", r"\textrm", r"\textbf", r"\textit", r"\operatorname"})
"""Commands whose braces hold plain words."""

_SPACES = (r"\quad", r"\qquad", r"\,", r"\;", r"\:", r"\!", r"\ ")
_ESCAPED = (r"\{", r"\}", r"\|", r"\%", r"\$", r"\&", r"\#", r"\_")
_FRACTIONS = (r"\frac", r"\dfrac", r"\tfrac", r"\binom", r"\dbinom", r"\tbinom", r"\sqrt")
_ACCENTS = (
    r"\hat", r"\widehat", r"\bar", r"\vec", r"\dot", r"\ddot", r"\dddot", r"\tilde", r"\widetilde", r"\check",
    r"\breve", r"\acute", r"\grave", r"\mathring", r"\overline", r"\underline", r"\overbrace", r"\underbrace",
    r"\overrightarrow", r"\overleftarrow",
)  # fmt: skip
_STACKS = (r"\stackrel", r"\overset", r"\underset", r"\limits", r"\nolimits")
_STYLES = (r"\displaystyle", r"\textstyle", r"\phantom", r"\prime", r"\pmod", r"\bmod")
_FACES = (
    r"\mathrm", r"\mathbf", r"\mathit", r"\mathsf", r"\mathtt", r"\mathcal", r"\mathscr", r"\mathbb", r"\mathfrak",
    r"\boldsymbol", r"\bm",
)  # fmt: skip
_FENCES = (
    r"\left", r"\right",
    *(f"\\{size}{side}" for size in ("big", "Big", "bigg", "Bigg") for side in ("", "l", "m", "r")),
)  # fmt: skip
_FUNCTIONS = (
    r"\arccos", r"\arcsin", r"\arctan", r"\cos", r"\cosh", r"\cot", r"\coth", r"\csc", r"\deg", r"\det", r"\dim",
    r"\exp", r"\gcd", r"\hom", r"\inf", r"\ker", r"\lg", r"\lim", r"\liminf", r"\limsup", r"\ln", r"\log", r"\max",
    r"\min", r"\Pr", r"\sec", r"\sin", r"\sinh", r"\sup", r"\tan", r"\tanh",
)  # fmt: skip

COMMANDS = frozenset(
    (*_SPACES, *_ESCAPED, *_FRACTIONS, *_ACCENTS, *_STACKS, *_STYLES, *_FACES, *_FENCES, *_FUNCTIONS, *TEXTS)
)
"""All commands that name no sign, but for the ends of rows and ``\\begin`` and ``\\end``."""

ENVIRONMENTS = frozenset(
    ("matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "cases", "aligned", "split")
)
"""What ``\\begin`` may begin: rows of cells, with & between cells and \\\\ between rows."""
