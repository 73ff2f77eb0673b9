"""Alternative texts are words for what is shown, and formulas have some."""

import re
from collections.abc import Iterator

from pipeline.i18n import _
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document
from pipeline.preflight.reading.tagged_places import elements_of, place_of
from pipeline.tags.elements import Element

_FILE_NAME = re.compile(r"(?i)\S*\.(?:png|jpe?g|gif|svg|tiff?|bmp|webp|eps|pdf|emf|wmf)")
_NO_WORDS = frozenset(
    ("", *["image", "figure", "picture", "photo", "graphic", "alt", "untitled", "图", "图片", "图像", "照片", "插图"])
)


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    for element in elements_of(document):
        words = element.words
        if element.kind == "Formula" and words is None and not _is_mathematics(element):
            yield Found(_("A formula has no alternative text."), *place_of(document, element))
        elif _says_nothing(words) and (element.kind == "Formula" or (element.kind == "Figure" and words)):
            message = _("An alternative text says nothing: “{text}”").format(text=(words or "").strip()[:40])
            yield Found(message, *place_of(document, element))


def _is_mathematics(formula: Element) -> bool:
    """Whether what is in *formula* is MathML, which programs speak themselves (ISO 32000-2, 14.8.6.3)."""
    return any(each.has_namespace and each.role.lower() == "math" for each in formula.elements)


def _says_nothing(words: str | None) -> bool:
    text = (words or "").strip().lower()
    return words is not None and (text in _NO_WORDS or _FILE_NAME.fullmatch(text) is not None)


CHECK = Check(
    id="tags.alternative-words",
    severity=Severity.ERROR,
    rationale="The name of a file is no picture, and the glyphs of a formula are no formula.",
    source="ISO 14289-1, 7.3 and 7.7; Matterhorn 17-002",
    hint=_("Say in words what is shown, and a formula as it is spoken."),
    run=_find,
)
