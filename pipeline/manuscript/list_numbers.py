"""Numbers of lists as they are typed: Markdown counts from the first and drops the others."""

from collections.abc import Sequence

from markdown_it.tree import SyntaxTreeNode

from pipeline.i18n import _
from pipeline.manuscript.reading import Reading


def check_numbers(items: Sequence[SyntaxTreeNode], reading: Reading) -> None:
    """Add a problem for each of *items*, of an ordered list, that would be printed with another number than it has."""
    numbers = [int(item.info) for item in items if item.info.isdigit()]
    if not numbers:
        return
    first, line = numbers[0], reading.line_of(items[0])
    if items[0].markup == ")":
        reading.remark(_("The numbers 1), 2) of this list are printed as 1., 2."), line)
    if len(set(numbers)) == 1 < len(numbers):
        reading.remark(_("The items of this list have the same number and are counted from it."), line)
        return
    for counted, (item, number) in enumerate(zip(items, numbers, strict=False), first):
        if number != counted:
            message = _("This item is number {written}, but would be printed as {counted}.")
            hint = _("Number one by one; to keep the number as it is, write {example}.")
            reading.problem(
                message.format(written=number, counted=counted),
                reading.line_of(item),
                hint.format(example=f"{number}\\."),
            )
            return
