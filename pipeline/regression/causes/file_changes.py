"""What the file as a whole says of itself: title, language, standards, attachments; how its outline is made."""

import re
from collections.abc import Sequence

from pipeline.i18n import _
from pipeline.regression.causes.known_causes import KnownCauses
from pipeline.regression.findings import Place
from pipeline.regression.snapshot.file_layers import Attachment, FileLayers
from pipeline.regression.snapshot.snapshot import Box, Page

_WHOLE: Box = (0.0, 0.0, 0.0, 0.0)
_MOST_TOLD = 6
_NEAR = 4.0  # pt that a target is allowed to lie off the line that it leads to


def find_file_changes(known: KnownCauses, before: FileLayers, after: FileLayers) -> None:
    """One finding for each property, and one each for standards, attachments, units and the outline's form."""
    _find_properties(known, before, after)
    _find_standards(known, before, after)
    _find_attachments(known, before.attachments, after.attachments)
    _find_units(known, before, after)
    _find_bookmarks(known, before, after)


def _property_name(name: str) -> str:
    known = {
        "Title": _("The title of the file"),
        "Author": _("The author of the file"),
        "Subject": _("The subject of the file"),
        "Lang": _("The language of the file"),
    }
    return known.get(name, name)


def _find_properties(known: KnownCauses, before: FileLayers, after: FileLayers) -> None:
    one, other = dict(before.properties), dict(after.properties)
    for name in sorted(one.keys() | other.keys()):
        values = one.get(name, ""), other.get(name, "")
        if values[0] != values[1] and not (name == "Author" and _names(values[0]) == _names(values[1])):
            text = _("{name} was “{before}”, is now “{after}”.")
            told = text.format(name=_property_name(name), before=values[0], after=values[1])
            cause = known.cause((name,), "properties.changed", told)
            cause.facts, cause.said = repr(values), [values]


def _names(text: str) -> list[str]:
    """The names that *text* lists, whatever a program puts between them."""
    return [each.strip() for each in re.split("[,;，；、]", text)]


def _find_standards(known: KnownCauses, before: FileLayers, after: FileLayers) -> None:
    gone = [each for each in before.standards if each not in after.standards]
    come = [each for each in after.standards if each not in before.standards]
    if gone or come:
        text = _("The file declares other standards: {before} → {after}.")
        names = [[each.partition(" (")[0] for each in row] for row in (gone, come)]
        shown = (gone, come) if names[0] == names[1] else names  # the digest of a profile says something by itself only
        told = text.format(before=_(", ").join(shown[0]) or "–", after=_(", ").join(shown[1]) or "–")
        known.cause((), "standards.changed", told).facts = repr((gone, come))


def _find_attachments(known: KnownCauses, before: Sequence[Attachment], after: Sequence[Attachment]) -> None:
    gone = [each for each in before if each not in after]
    come = [each for each in after if each not in before]
    if not gone and not come:
        return
    kept = {each.name for each in gone} & {each.name for each in come}
    rows = [
        (_("other: {names}"), sorted(kept)),
        (_("gone: {names}"), sorted(each.name for each in gone if each.name not in kept)),
        (_("new: {names}"), sorted(each.name for each in come if each.name not in kept)),
    ]
    told = "; ".join(text.format(names=", ".join(names[:_MOST_TOLD])) for text, names in rows if names)
    cause = known.cause((), "attachments.changed", _("The attachments change: {files}.").format(files=told))
    cause.facts = repr((gone, come))


def _find_units(known: KnownCauses, before: FileLayers, after: FileLayers) -> None:
    one, other = dict(before.units), dict(after.units)
    for page, there in sorted(known.pairing.page_map.items()):
        units = one.get(page, 1.0), other.get(there, 1.0)
        if units[0] != units[1]:
            text = _("The unit of pages changes: {before} → {after} points.")
            told = text.format(before=f"{units[0]:g}", after=f"{units[1]:g}")
            cause = known.cause(("unit", *units), "boxes.changed", told)
            cause.before.append((page, _WHOLE))
            cause.after.append((there, _WHOLE))


def _find_bookmarks(known: KnownCauses, before: FileLayers, after: FileLayers) -> None:
    """Entries of the outline that stayed, but open otherwise, or lead to another line of their page."""
    outlines = known.pairing.before.outline, known.pairing.after.outline
    titles = [(each.level, each.title) for each in outlines[0]], [(each.level, each.title) for each in outlines[1]]
    if titles[0] != titles[1] or not len(before.bookmarks) == len(after.bookmarks) == len(titles[0]):
        return  # entries that came or went are told as such
    folded, led, viewed = [], [], []
    rows = zip(outlines[0], outlines[1], before.bookmarks, after.bookmarks, strict=True)
    for number, (one, other, here, now) in enumerate(rows):
        if here.is_open != now.is_open:
            folded.append(number)
        elif here.view != now.view:
            viewed.append(number)
        elif _leads_elsewhere(known, (one.page, here.top), (other.page, now.top)):
            led.append(number)
    for name, found, text in (
        ("folded", folded, _("Entries of the outline are open or closed otherwise: {titles}.")),
        ("viewed", viewed, _("Entries of the outline show their page otherwise: {titles}.")),
        ("led", led, _("Entries of the outline lead to other places of their pages: {titles}.")),
    ):
        if found:
            names = ", ".join(f"“{outlines[1][number].title}”" for number in found[:_MOST_TOLD])
            names += " …" if len(found) > _MOST_TOLD else ""
            cause = known.cause((name,), "outline.changed", text.format(titles=names))
            cause.facts = repr(found)
            cause.before += _entry_places(known.pairing.before.pages, [outlines[0][number].page for number in found])
            cause.after += _entry_places(known.pairing.after.pages, [outlines[1][number].page for number in found])


def _entry_places(pages: Sequence[Page], numbers: Sequence[int]) -> list[Place]:
    return [(number, _WHOLE) for number in numbers if 0 <= number < len(pages)]


def _leads_elsewhere(known: KnownCauses, here: tuple[int, float | None], now: tuple[int, float | None]) -> bool:
    """Whether an entry leads to other lines than before, on the page that its page became."""
    (page, top), (there, other) = here, now
    if known.pairing.page_map.get(page) != there or (top is None and other is None):
        return False
    if top is None or other is None:
        return True
    lines = _line_below(known.pairing.before.pages[page], top), _line_below(known.pairing.after.pages[there], other)
    return lines[0] != lines[1] and abs(top - other) > _NEAR and page not in known.moved_pages


def _line_below(page: Page, top: float) -> str:
    below = [line for line in page.lines if line.y > top]
    return min(below, key=lambda line: (line.y, line.x)).text if below else ""
