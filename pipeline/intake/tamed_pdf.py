"""Taking in legacy PDFs: whatever is in the file, what comes out can be bound, or an error says why it can't.

The file is read (``legacy_objects``), what is kept of it is put into a RawPdf of its own (``kept_objects``): pages
(``pages``), links (``links``), outline (``outline``), tags (``structure``); and it is said
what was removed and what keeps the volume from being PDF/A-2a and PDF/UA-1 (``findings``, ``claims``).
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline.errors import BindingError, Problem
from pipeline.i18n import _
from pipeline.intake.claims import judge_fonts, judge_metadata, keep_intents, keep_layers, page_labels
from pipeline.intake.file_bytes import TooLargeError, read_pdf_file
from pipeline.intake.file_search import is_pdf
from pipeline.intake.findings import Findings, mended_sentence, recovered_sentence
from pipeline.intake.form_appearances import FormAppearances
from pipeline.intake.kept_objects import KeptObjects
from pipeline.intake.legacy_objects import DamagedError, LegacyObjects, TooMuchError
from pipeline.intake.links import Links, name_tree, tree_rows
from pipeline.intake.outline import keep_outline
from pipeline.intake.page_text import page_texts
from pipeline.intake.pages import MAX_PAGES, FoundPage, PageFacts, PageKeeper, find_pages
from pipeline.intake.structure import read_tree
from pipeline.pdf.header import has_header
from pipeline.pdf.object_syntax import UnreadableError
from pipeline.pdf.objects import ByteStringObject, IndirectObject, NameObject, reference
from pipeline.pdf.raw_pdf import RawPdf, write_plain
from pipeline.pdf.stream_decoding import Decoder, UndecodableError

__all__ = ["MAX_FILE", "MAX_PAGES", "PageFacts", "TamedPdf", "take_in"]

MAX_FILE = 1 << 30  # bytes: it is read into memory, and its streams are kept until they are bound
_MEMORY_PER_BYTE = 4  # the file, its streams, and the file that they are written to, twice
_MAX_FIELDS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class TamedPdf:
    """A legacy PDF that can be bound.

    *notes* say what was removed or mended, *shortcomings* why it is no PDF/A-2a and PDF/UA-1 (none: it may be); both
    are sentences in the user's language; *damage* are those of the notes that are on damage of forms, patterns, glyphs,
    fonts and objects. *labels* has for each page the folio that the file itself gives it, *filled*
    what is filled in in its fields, which is no text of the page ("" where nothing is).
    """

    path: Path
    pdf: RawPdf
    pages: tuple[PageFacts, ...]
    labels: tuple[str, ...]
    filled: tuple[str, ...]
    notes: tuple[str, ...] = ()
    shortcomings: tuple[str, ...] = ()
    lacks_something: bool = False
    damage: tuple[str, ...] = ()

    @contextmanager
    def written(self) -> Iterator[Path]:
        """A plain file of what was taken in, while this lasts: libraries read it that can't read the damaged one."""
        with tempfile.TemporaryDirectory(prefix="kanben-taken-") as folder:
            path = Path(folder) / "taken.pdf"
            with path.open("wb") as file:
                write_plain(self.pdf, file)
            yield path

    def texts(self, written: Path) -> tuple[str, ...]:
        """The text of each page of the file *written* with its fields; "" where there is none or it can't be read."""
        texts = page_texts(written, len(self.pages))
        return tuple("\n".join(filter(None, pair)) for pair in zip(texts, self.filled, strict=True))


Purpose = Literal["binding", "imposing"]
"""What for a PDF is taken in, which messages name."""


def take_in(path: Path, name: str, purpose: Purpose = "binding") -> TamedPdf:
    """Take in the PDF *path* as the issue *name*, which is put before the names of its destinations.

    Raises BindingError when it can't be taken in for its *purpose*, FileAccessError when it can't be read; whatever its
    bytes are, no other.
    """
    hint = _("Print it to a new PDF from a program that opens it, or scan it again; then take that.")
    try:
        data = read_pdf_file(path, MAX_FILE, _MEMORY_PER_BYTE)
    except TooLargeError as error:
        raise _refusal(path, purpose, str(error), _("Reduce its images, or take it in parts.")) from error
    try:
        return _take_in_all(path, data, name)
    except (DamagedError, UnreadableError, UndecodableError) as error:
        raise _refusal(path, purpose, str(error), hint) from error
    except _LockedError as error:
        reason = _("it is encrypted, and can't be opened without a password")
        raise _refusal(path, purpose, reason, _("Save it without a password.")) from error
    except (RecursionError, MemoryError) as error:
        raise _refusal(path, purpose, _("it is made too large or too deep to be read"), hint) from error
    except BindingError:
        raise
    except Exception as error:
        # What nobody thought of must not stop the other issues from being told of: it is the file that is broken.
        reason = _("it is damaged in a way that is not known ({reason})").format(reason=type(error).__name__)
        raise _refusal(path, purpose, reason, hint) from error


class _LockedError(Exception):
    """The empty password does not open the file."""


def _refusal(path: Path, purpose: Purpose, reason: str, hint: str) -> BindingError:
    is_bound = purpose == "binding"
    message = _("The PDF can't be bound: {reason}.") if is_bound else _("The PDF can't be imposed: {reason}.")
    return BindingError(Problem(message.format(reason=reason), path, hint=hint))


def _take_in_all(path: Path, data: bytes, name: str) -> TamedPdf:
    """Take the file in; where something of it can't be read that viewers do without, do without it and tell it."""
    try:
        return _take_in(path, data, name, is_tolerant=False)
    except TooMuchError:
        raise
    except (DamagedError, UnreadableError, UndecodableError) as error:
        try:
            return _take_in(path, data, name, is_tolerant=True)
        except TooMuchError:
            raise
        except (DamagedError, UnreadableError, UndecodableError):
            raise error from None


def _take_in(path: Path, data: bytes, name: str, *, is_tolerant: bool) -> TamedPdf:
    if not data:
        raise DamagedError(_("the file is empty"))
    if not is_pdf(data):
        raise DamagedError(_("it is no PDF"))
    findings = Findings()
    legacy = LegacyObjects(data=data, decoder=Decoder(len(data)), is_tolerant=is_tolerant)
    legacy.open()
    legacy.was_mended |= not has_header(data)
    kept = KeptObjects(legacy=legacy, pdf=RawPdf(0), findings=findings)
    root, found = _pages_found(kept)
    if legacy.table.unveil is not None:
        findings.note(_("It was encrypted, and opened without a password: what is made of it is not encrypted."))
        findings.falls_short(_("It was encrypted."))
    if is_tolerant:
        findings.note(recovered_sentence())
        findings.falls_short(_("It was damaged."))
    pages, filled = _keep(kept, root, found, name.encode("utf-8") + b"/")
    _judge(kept, root)
    kept.pdf.streams = {number: data for number, data in kept.pdf.streams.items() if number in kept.pdf.bodies}
    labels = page_labels(kept, root, len(pages))
    return TamedPdf(
        path=path,
        pdf=kept.pdf,
        pages=pages,
        labels=labels,
        filled=filled,
        notes=findings.notes,
        shortcomings=tuple(findings.shortcomings),
        lacks_something=findings.lacks_something,
        damage=findings.damage,
    )


def _pages_found(kept: KeptObjects) -> tuple[dict[str, Any], list[FoundPage]]:
    """The catalogue and the pages; when they are not where the file says, they are searched for."""
    try:
        return _pages_of(kept)
    except (DamagedError, UnreadableError) as error:
        if kept.legacy.is_rebuilt:
            raise
        kept.findings.counts.clear()
        kept.findings.sentences.clear()
        kept.legacy.rebuild()
        try:
            return _pages_of(kept)
        except (DamagedError, UnreadableError):
            raise error from None


def _pages_of(kept: KeptObjects) -> tuple[dict[str, Any], list[FoundPage]]:
    if kept.legacy.table.needs_password:
        raise _LockedError
    held = kept.legacy.table.trailer.get("/Root")
    number, generation = (held.idnum, held.generation) if isinstance(held, IndirectObject) else (0, 0)
    root = kept.dictionary(kept.legacy.refer(number, generation))
    if not root:
        raise DamagedError(_("its catalogue is lost"))
    return root, find_pages(kept, root)


def _keep(
    kept: KeptObjects, root: dict[str, Any], found: list[FoundPage], prefix: bytes
) -> tuple[tuple[PageFacts, ...], tuple[str, ...]]:
    """Put all that is kept; the facts of the pages, and what is filled in on each."""
    appearances = FormAppearances(kept=kept, form=kept.dictionary(root.get("/AcroForm")))
    links = Links(kept=kept, pages=found, prefix=prefix, appearances=appearances)
    links.collect(root)
    tree = read_tree(kept, links, root)
    if tree is not None:
        kept.parent_keys = frozenset(key for key, _row in tree.rows)
    layers = keep_layers(kept, root)
    parent = kept.legacy.new_number()
    keeper = PageKeeper(kept=kept, parent=parent)
    pages = tuple(keeper.keep(page, links.annotations_on(page)) for page in found)
    keeper.contents.require_something()
    kept.findings.note_shortened(keeper.contents.shortened)
    kept.findings.note_lost(keeper.contents.lost)
    kids = [reference(page.number) for page in pages]
    kept.put(parent, _name_keys({"/Type": NameObject("/Pages"), "/Count": len(kids), "/Kids": kids}))
    catalogue: dict[str, Any] = {"/Type": NameObject("/Catalog"), "/Pages": reference(parent)}
    if names := links.written_names():
        catalogue["/Names"] = {NameObject("/Dests"): {NameObject("/Names"): names}}
    outline = keep_outline(kept, links, root)
    if outline is not None:
        catalogue["/Outlines"] = reference(outline)
    if tree is not None:
        tree.put()
        catalogue |= {"/StructTreeRoot": reference(tree.number), "/MarkInfo": {NameObject("/Marked"): True}}
    if layers:
        catalogue["/OCProperties"] = layers
    if intents := keep_intents(kept, root):
        catalogue["/OutputIntents"] = intents
    language = kept.value(root.get("/Lang"))
    if isinstance(language, ByteStringObject) and len(language) < 64:
        catalogue["/Lang"] = language
    kept.pdf.root = kept.add(_name_keys(catalogue))
    _count_removed(kept, links, root)
    appearances.put()
    kept.carry_rest()
    return pages, tuple("\n".join(appearances.filled[page.number]) for page in pages)


def _count_removed(kept: KeptObjects, links: Links, root: dict[str, Any]) -> None:
    """Count what of the catalogue *root* is not kept and a reader of the report should know of."""
    counts = kept.findings.counts
    opening = kept.value(root.get("/OpenAction"))
    if isinstance(opening, dict):
        links.count_actions(opening)
    links.count_actions(root.get("/AA"))
    names = kept.dictionary(root.get("/Names"))
    counts["javascript"] += len(tree_rows(kept, names.get("/JavaScript"), "/Names"))
    attached = len(name_tree(kept, names.get("/EmbeddedFiles"))) or len(kept.array(root.get("/AF")))
    counts["attachment"] += attached or ("/Collection" in root)
    form = kept.dictionary(root.get("/AcroForm"))
    counts["xfa"] += form.get("/XFA") is not None
    _count_fields(kept, links, form)
    if root.get("/Perms") is not None:
        counts["signature"] = max(1, counts["signature"])


def _count_fields(kept: KeptObjects, links: Links, form: dict[str, Any]) -> None:
    waiting, seen = list(kept.array(form.get("/Fields"))), set[int]()
    while waiting and len(seen) < _MAX_FIELDS:
        item = waiting.pop()
        if not isinstance(item, IndirectObject) or item.idnum in seen:
            continue
        seen.add(item.idnum)
        field = kept.dictionary(item)
        kids = kept.array(field.get("/Kids"))
        if "/FT" in field and kept.value(field["/FT"]) == "/Sig":
            kept.findings.counts["signature"] += field.get("/V") is not None
        elif "/T" in field and not any("/T" in kept.dictionary(kid) for kid in kids[:8]):
            kept.findings.counts["form"] += 1
            links.appearances.note_unshown(field)
        if field.get("/Subtype") is None:
            links.count_actions(field.get("/AA"))
        waiting += kids


def _judge(kept: KeptObjects, root: dict[str, Any]) -> None:
    """Shortcomings that show when all is kept, and the notes on what was damaged or missing."""
    findings, counts = kept.findings, kept.findings.counts
    judge_metadata(kept, root)
    judge_fonts(kept)
    counts["missing"] += len(kept.legacy.missing)
    counts["repaired"] += len(kept.legacy.repaired)
    if kept.legacy.was_mended:
        findings.note(mended_sentence())
    is_strange = counts["content"] or counts["form_content"] or counts["unnamed"]
    if kept.legacy.was_mended or counts["missing"] or is_strange or findings.lacks_something:
        findings.falls_short(_("It was damaged."))
    if counts["form"] or counts["xfa"] or counts["signature"]:
        findings.falls_short(_("It had form fields."))
    if kept.has_lzw:
        findings.falls_short(_("It is compressed by LZW, which PDF/A does not allow."))


def _name_keys(body: dict[str, Any]) -> dict[str, Any]:
    return {NameObject(key): value for key, value in body.items()}
