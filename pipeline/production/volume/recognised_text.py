"""The text of a legacy issue whose pages are pictures, where volume.yaml asks for it: laid over them, and told."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.errors import MissingProgramError
from pipeline.i18n import ngettext
from pipeline.intake.findings import join_pages
from pipeline.intake.tamed_pdf import TamedPdf
from pipeline.intake.text_layer import lay_text
from pipeline.intake.text_recognition import RecognisedPage, recognise_pages
from pipeline.pdf.raw_pdf import RawPdf


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """*pdf* and the text of each page; *confidence* by 0-based page is that of text that was recognised (0 to 1)."""

    pdf: RawPdf
    texts: tuple[str, ...]
    confidence: Mapping[int, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_pictures(written: Path, taken: TamedPdf, texts: tuple[str, ...]) -> ReadIssue:
    """The issue *taken* with the text of its pages that have none in *texts* and are pictures, read from *written*.

    Raises MissingProgramError when tesseract is not installed.
    """
    wanted = [index for index, text in enumerate(texts) if not text.strip()]
    try:
        found = recognise_pages(written, wanted)
    except MissingProgramError as error:
        raise MissingProgramError(replace(each, path=taken.path) for each in error.problems) from error
    read = {index: page for index, page in found.items() if page.lines}
    pdf = lay_text(taken.pdf, dict(enumerate(taken.pages)), read)
    told = tuple(read[index].text if index in read else text for index, text in enumerate(texts))
    confidence = {index: page.confidence for index, page in read.items()}
    return ReadIssue(pdf, told, confidence, tuple(_notes(read, [each for each in wanted if each not in found])))


def _notes(read: Mapping[int, RecognisedPage], failed: list[int]) -> list[str]:
    notes = []
    if read:
        lowest = min(read, key=lambda index: read[index].confidence)
        mean = sum(page.confidence for page in read.values()) / len(read)
        text = ngettext(
            "The text of {count} page was recognised in its picture (tesseract). It is a guess: {mean} per cent sure.",
            "The text of {count} pages was recognised in their pictures (tesseract). It is a guess: {mean} per cent"
            " sure on average, {lowest} on page {page}.",
            len(read),
        )
        percent = round(100 * mean), round(100 * read[lowest].confidence)
        notes.append(text.format(count=len(read), mean=percent[0], lowest=percent[1], page=lowest + 1))
    if failed:
        text = ngettext(
            "The text of page {pages} could not be recognised.",
            "The text of pages {pages} could not be recognised.",
            len(failed),
        )
        notes.append(text.format(pages=join_pages(failed)))
    return notes
