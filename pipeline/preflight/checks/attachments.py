"""No files within the file."""

from collections.abc import Iterator
from typing import Any

from pipeline.i18n import _, ngettext
from pipeline.pdf.xmp import property_text
from pipeline.preflight.check import Check, Found, Parameters, Severity
from pipeline.preflight.reading.document import Document


def _find(document: Document, _parameters: Parameters) -> Iterator[Found]:
    rows = document.name_rows("/EmbeddedFiles")
    count = len(rows) if not _may_have_files(document) else sum(not _is_related(document, file) for _name, file in rows)
    if not rows and document.array(document.root.get("/AF")):
        count = len(document.array(document.root.get("/AF")))
    if count:
        yield Found(ngettext("{count} file is attached.", "{count} files are attached.", count).format(count=count))
    for page in document.pages:
        for note in document.annotations(page):
            if document.value(note.get("/Subtype")) == "/FileAttachment":
                yield Found(
                    _("A file is attached to the page."), page.index, page.find_box(note.get("/Rect"), document)
                )


def _may_have_files(document: Document) -> bool:
    """Whether the file declares a standard by which others may be in it: PDF/A-3, PDF/A-4e, PDF/A-4f."""
    text = document.xmp or ""
    part, level = (property_text(text, f"pdfaid:{name}") for name in ("part", "conformance"))
    return part == "3" or (part == "4" and level in {"E", "F"})


def _is_related(document: Document, file: Any) -> bool:
    """Whether it is said what an embedded *file* is to the text (ISO 19005-4, 6.9)."""
    return document.value(document.dictionary(file).get("/AFRelationship")) in _RELATIONSHIPS


_RELATIONSHIPS = frozenset(f"/{name}" for name in ("Source", "Data", "Alternative", "Supplement"))


CHECK = Check(
    id="document.attachments",
    severity=Severity.ERROR,
    rationale="An attached file is not printed and not looked after; it may be anything.",
    source="ISO 32000-1, 7.11.4; ISO 19005-4, 6.9",
    hint=_("Remove the attached files; or say what each is to the text, and declare PDF/A-4f."),
    run=_find,
)
