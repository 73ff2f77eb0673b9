"""How much work drawings (SVG) are for the layout engine, counted in plain elements.

Who reads a drawing counts what can be counted beforehand, who draws it counts what is drawn. The numbers were measured
with WeasyPrint 70.0, where a plain element takes some 80 µs and 3.5 kB.
"""

MAX_WORK = 60_000  # 6 s and 200 MB at most; a map of 40,000 elements passes
GRADIENT_WORK = 7  # a pattern, a group and shadings in the PDF, for each element that is painted with it
STOP_WORK = 0.5
PATTERN_WORK = 6
GROUP_WORK = 1.5  # opacity and text anchors: a group in the PDF
BOX_WORK = 0.2  # the size of an element, asked for by gradients, patterns and opacity
TEXT_WORK = 3  # a style of its own
LETTER_WORK = 1.5  # letters are shaped one by one
TRANSFORM_WORK = 1 / 20  # a character of a list of transformations, each of which is a product of matrices
SELECTOR_WORK = 0.01  # a selector tried on an element
MAX_REPEATS = 2_000  # stops of one gradient; more of them than a printer has dots on a page are a mistake

_COMMAND_WORK = 1 / 14
_CHARACTERS = 60  # of path data in one element's worth
_RUN = 8_000  # what is left of path data is copied after each point: work grows with the square of the length
_BOX_RUN = 4_000
_COMMANDS = "achlmqstvzACHLMQSTVZ"


def path_work(data: str) -> float:
    """The work of drawing the path data or the list of points *data*."""
    length = len(data)
    return sum(map(data.count, _COMMANDS)) * _COMMAND_WORK + length / _CHARACTERS + (length / _RUN) ** 2


def path_box_work(data: str) -> float:
    """The work of finding out how large the path or the list of points *data* is."""
    length = len(data)
    return length / _CHARACTERS + (length / _BOX_RUN) ** 2
