"""The colours of a layout as one publication has them, and where style sheets use others."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.bounded_files import text_of
from pipeline.colours import Colour, ColourChange, Rgb, change_colour, find_colour_faults, tell_apart
from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.layout.layout_file import MAX_FILE, Layout


def palette(layout: Layout, changes: Sequence[ColourChange], file: Path) -> dict[str, Colour]:
    """The colours of *layout* by name, with the *changes* that the publication of *file* asks for.

    Raises ContentError naming every colour that the layout doesn't have, or that has the rgb of another one and other
    inks.
    """
    colours = {colour.name: colour for colour in layout.colours}
    known = ", ".join(colours) or _("none")
    problems = [
        Problem(
            _("The layout “{layout}” has no colour “{name}”.").format(layout=layout.id, name=change.name),
            file,
            change.line,
            _("There are: {names}.").format(names=known),
        )
        for change in changes
        if change.name not in colours
    ]
    if problems:
        raise ContentError(problems)
    wanted = colours | {change.name: change_colour(colours[change.name], change) for change in changes}
    lines = {change.name: change.line for change in changes}
    # Those of the layout come first, so that the problem names a change.
    order = sorted(wanted.values(), key=lambda colour: colour.name in lines)
    faults = [
        Problem(message, file, lines[name], tell_apart())
        for name, message in find_colour_faults(order)
        if name in lines
    ]
    if faults:
        raise ContentError(faults)
    return wanted


def find_unmapped_places(layout: Layout, sheets: Iterable[tuple[str, str]], colour: Rgb) -> list[Problem]:
    """Where *colour*, which the layout's table doesn't have, comes from: file, line and rule of each place.

    *sheets* are the layout's style sheets, rendered. One problem that names the layout's file where none is found.
    """
    hint = _("Add it to “colors” in {file}, and use it by its name.").format(file=layout.path / "layout.yaml")
    shown = str(Colour("", colour, (0, 0, 0, 0)))
    message = _("“{rule}” uses the colour {colour}, which the layout's colours don't have.")
    places = [
        Problem(message.format(rule=rule, colour=shown), path, line, hint)
        for name, text in sheets
        for path, line, rule in _rules_with(layout, name, text, colour)
    ]
    if places:
        return places
    message = _("Something is painted in {colour}, which the layout's colours don't have.")
    return [Problem(message.format(colour=shown), layout.path / "layout.yaml", hint=hint)]


def _rules_with(layout: Layout, name: str, text: str, colour: Rgb) -> Iterator[tuple[Path, int | None, str]]:
    """File, line and selector of each rule of the style sheet *name* that has *colour*."""
    import tinycss2  # only here: nothing is wrong in a layout that is finished

    folder = next(folder for folder in layout.folders if folder.has(name))
    path, source = folder.path / name, text_of(folder.read(name, MAX_FILE)).splitlines()
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        for selector, tokens in _blocks(rule):
            if any(_is_colour(token, colour) for token in _flatten(tokens)):
                last = selector.split(",")[-1].strip()
                line = next((number for number, row in enumerate(source, 1) if last and last in row), None)
                yield path, line, selector


def _blocks(rule: object) -> Iterator[tuple[str, Sequence[object]]]:
    """Selector and content of *rule* (@page and its margin boxes count as one)."""
    import tinycss2

    prelude, content = getattr(rule, "prelude", None), getattr(rule, "content", None)
    if prelude is not None and content is not None:
        keyword = getattr(rule, "at_keyword", "")
        selector = (f"@{keyword} " if keyword else "") + tinycss2.serialize(prelude).strip()
        yield selector.strip(), content


def _flatten(tokens: Sequence[object]) -> Iterator[object]:
    for token in tokens:
        yield token
        if getattr(token, "type", "") != "function":
            yield from _flatten(getattr(token, "content", None) or ())


def _is_colour(token: object, colour: Rgb) -> bool:
    from tinycss2.color4 import parse_color

    if getattr(token, "type", "") not in {"hash", "ident", "function"}:
        return False
    found = parse_color(token)
    if found is None or isinstance(found, str):
        return False
    return tuple(round(each * 255) for each in found.to("srgb").coordinates) == colour
