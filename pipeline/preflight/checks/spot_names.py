"""Each spot ink has one name and one description."""

import re
import unicodedata
from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.pdf.places import Box
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.inks import ALL, NONE, PROCESS
from pipeline.preflight.reading.page_marks import PaintedColour

Place = tuple[int, Box | None]

_PROCESS_NAMES = frozenset({"cyan", "magenta", "yellow", "black", "c", "m", "y", "k", "青", "品红", "洋红", "黄", "黑"})
# Libraries of colours have named the same ink with CV, CVC, CVP (computer video, coated, process) and C.
_OLD_SUFFIX = re.compile(r"(?<=\d)(?:cvc|cvp|cv|c)$")
_OLD_UNCOATED = re.compile(r"(?<=\d)(?:cvu|u)$")
_MOST_SHOWN = 80  # characters


def _find(document: Document, parameters: Parameters) -> Iterator[Found]:
    spots: dict[str, Place] = {}
    looks: dict[str, set[str]] = {}
    told: set[str] = set()
    for index, marks in document.painted_pages():
        for colour, box in marks.colours.items():
            for name in _spots_of(colour):
                spots.setdefault(name, (index, box))
                if colour.alternate:
                    looks.setdefault(name, set()).add(colour.alternate)
                if len(looks.get(name, ())) > 1 and name not in told:
                    told.add(name)
                    message = _("The spot ink “{name}” is described in different ways.")
                    yield Found(message.format(name=name[:_MOST_SHOWN]), index, box)
    yield from _wrong_names(spots, parameters.allowed_spots)


def _spots_of(colour: PaintedColour) -> list[str]:
    return [name for name in colour.names if name not in PROCESS and name not in {ALL, NONE}]


def _wrong_names(spots: dict[str, Place], allowed: tuple[str, ...] | None) -> Iterator[Found]:
    first: dict[str, str] = {}
    for name, (page, box) in spots.items():
        key, shown = _key(name), name[:_MOST_SHOWN]
        if key.removeprefix("process") in _PROCESS_NAMES:
            message = _("“{name}” is a process ink, but is named as a spot ink: it gets a plate of its own.")
            yield Found(message.format(name=shown), page, box)
        elif first.setdefault(key, name) != name:
            message = _("“{name}” and “{other}” are one ink under two names: each gets a plate of its own.")
            yield Found(message.format(name=shown, other=first[key][:_MOST_SHOWN]), page, box)
        elif allowed is not None and name not in allowed:
            yield Found(_("The spot ink “{name}” is not one of the job.").format(name=shown), page, box)


def _key(name: str) -> str:
    """*name* without what people write in one way or another: case, spaces, signs, old suffixes."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = re.sub(r"[\W_]", "", plain.replace("™", "").replace("®", ""))
    plain = re.sub(r"^(?:pantone(?:tm)?|pms)(?=.)", "", plain)
    return _OLD_UNCOATED.sub("u", _OLD_SUFFIX.sub("c", plain))


CHECK = Check(
    id="colour.spot-names",
    severity=Severity.ERROR,
    rationale="Each name is a plate. An ink that is spelled in two ways has two of them, and the job one too many.",
    source="ISO 32000-1, 8.6.6.4",
    hint=_("Name each ink in one way throughout, and process inks by DeviceCMYK."),
    run=_find,
)
