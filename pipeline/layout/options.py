"""A layout as a publication has it: with the options that it chooses."""

from dataclasses import replace
from pathlib import Path

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.layout.layout_file import Layout, find_layout
from pipeline.layout.option_values import choose_type_area
from pipeline.model import OptionChoice, Publication


def layout_of(publication: Publication, folders: list[BoundedFolder]) -> Layout:
    """The layout that *publication* names, from the first of *folders* that has it, with the options it chooses.

    Raises ContentError for a layout or an option that isn't there.
    """
    layout = find_layout(publication.layout, folders, (publication.path, publication.layout_line))
    return with_options(layout, publication.options, publication.path)


def with_options(layout: Layout, choices: tuple[OptionChoice, ...], file: Path) -> Layout:
    """*layout* with what *choices* of *file* say. Raises ContentError with each that the layout doesn't have."""
    problems: list[Problem] = []
    for choice in choices:
        values = layout.options.get(choice.name)
        if values is None:
            message = _("The layout “{layout}” has no option “{name}”.").format(layout=layout.id, name=choice.name)
            names = ", ".join(layout.options) or _("none")
            problems.append(Problem(message, file, choice.line, _("There are: {names}.").format(names=names)))
        elif choice.value not in values:
            message = _("“{value}” is no value of the option “{name}” in the layout “{layout}”.")
            message = message.format(value=choice.value, name=choice.name, layout=layout.id)
            problems.append(
                Problem(message, file, choice.line, _("Use one of: {names}.").format(names=", ".join(values)))
            )
    if problems:
        raise ContentError(problems)
    chosen = {choice.name: choice.value for choice in choices}
    return replace(layout, chosen={**layout.chosen, **chosen}, geometry=choose_type_area(layout.geometry, chosen))
