"""Page labels (ISO 32000-1, 12.4.2): what pages are called, as typed ranges and as rows of the number tree.

No reader of PDFs is imported here: whoever writes the rows hands in how names and texts are written.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.roman_numerals import roman_numeral

MAX_LETTERS = 64


@dataclass(frozen=True, slots=True)
class LabelRange:
    """Pages from the 0-based *first_page* to the next range: *prefix*, then a number in *style*.

    *style* is ``/D`` for decimal figures, ``/R`` and ``/r`` for Roman ones, ``/A`` and ``/a`` for letters; with any
    other the label is the prefix alone. *start* is the first number; None: 1, which is not written.
    """

    first_page: int
    style: str = ""
    start: int | None = None
    prefix: str = ""

    def label(self, offset: int) -> str:
        """The label of the page that is *offset* pages after the first."""
        return self.prefix + numeral(self.style, (1 if self.start is None else self.start) + offset)


def label_ranges(labels: Sequence[str]) -> list[LabelRange]:
    """The ranges that give each page its label: one for each run of consecutive numbers, one for each other label."""
    ranges: list[LabelRange] = []
    previous: int | None = None
    for index, label in enumerate(labels):
        # "007" is told as it is printed, and so is what only looks like a number to Python.
        number = int(label) if label.isascii() and label.isdecimal() and label[0] != "0" and len(label) < 9 else None
        if number is None:
            ranges.append(LabelRange(index, prefix=label))
        elif previous is None or number != previous + 1:
            ranges.append(LabelRange(index, "/D", number))
        previous = number
    return ranges


def number_tree_rows(
    ranges: Sequence[LabelRange], *, name: Callable[[str], object], text: Callable[[str], object] = str
) -> list[tuple[int, dict[str, object]]]:
    """The rows of the number tree: 0-based page and entries of its label dictionary.

    *name* and *text* make a name (which comes with its ``/``) and a text for the writer of the file.
    """
    rows: list[tuple[int, dict[str, object]]] = []
    for each in ranges:
        entries: dict[str, object] = {"/S": name(each.style)} if each.style else {"/P": text(each.prefix)}
        if each.style and each.prefix:
            entries["/P"] = text(each.prefix)
        if each.start is not None:
            entries["/St"] = each.start
        rows.append((each.first_page, entries))
    return rows


def page_labels_entry(ranges: Sequence[LabelRange], *, name: Callable[[str], object]) -> dict[str, object]:
    """``/PageLabels`` of a catalogue, for ``pipeline.pdf.objects.written``; *name* makes a name."""
    return {"/Nums": [each for row in number_tree_rows(ranges, name=name) for each in row]}


def numeral(style: str, number: int) -> str:
    """*number*, 1 or more, in *style*; Roman numbers end at 3999, figures stand for what is beyond. "" for no style."""
    match style:
        case "/D":
            return str(number)
        case "/R" | "/r" if number < 4000:
            roman = roman_numeral(number)
            return roman if style == "/R" else roman.lower()
        case "/A" | "/a":
            letter = chr(ord("A" if style == "/A" else "a") + (number - 1) % 26)
            return letter * min((number - 1) // 26 + 1, MAX_LETTERS)
        case "/R" | "/r":
            return str(number)
    return ""
