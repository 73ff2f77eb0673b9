"""Laid-out parts into the reading edition: one tagged, linked, outlined PDF/A that is PDF/UA as well."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.pages import raise_writing_errors
from pipeline.pdf.page_labels import label_ranges, number_tree_rows
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.xmp import PDF_UA_DECLARATION, PRODUCER, PdfFacts, xmp_date
from pipeline.standards import Standard


def write_reading_pdf(
    parts: Sequence[LaidOutPart],
    facts: PdfFacts,
    labels: Sequence[str],
    extract: Sequence[int] | None = None,
    placed: Mapping[str, RawPdf] | None = None,
    standard: Standard = Standard.PDF_A_2,
) -> bytes:
    """Return the PDF of the pages of *parts*, drawn with tags, in order, with a label for each; same input, same bytes.

    *extract*: the pages to be taken if not all (0-based over all parts, in order), to which *labels* belong: links that
    lead to the others are then left out. *placed*: the forms of placed PDFs, by their names. *standard*: what it is.
    Raises RenderError when a link of the parts cannot be resolved.
    """
    from pipeline.engine.finished_pdf_2 import finish_pdf_2
    from pipeline.engine.written_pages import PDF_2_OPTIONS, TAGGED_OPTIONS, PagesToWrite

    is_pdf_2 = standard is Standard.PDF_A_4

    def finish(pdf: Any, tree: Any) -> None:
        _add_page_labels(pdf, labels)
        if extract is not None:
            _close_heading_ranks(pdf)
        if is_pdf_2:
            finish_pdf_2(pdf, tree, facts)

    with raise_writing_errors(parts):
        pages = PagesToWrite(parts=parts, extract=extract, labels=labels, placed=placed or {}, is_pdf_2=is_pdf_2)
        return pages.write(_metadata(facts), PDF_2_OPTIONS if is_pdf_2 else TAGGED_OPTIONS, finish)


def _metadata(facts: PdfFacts) -> Any:
    from weasyprint.pdf.metadata import DocumentMetadata

    class ReadingMetadata(DocumentMetadata):  # type: ignore[misc]
        """Declares PDF/UA-1 beside PDF/A; WeasyPrint 70.0 (pdf/metadata.py) writes one of them only."""

        def generate_rdf_metadata(self, *arguments: Any) -> bytes:
            rdf: bytes = super().generate_rdf_metadata(*arguments)
            before, end, after = rdf.rpartition(b"</rdf:RDF>")
            return before + PDF_UA_DECLARATION.encode("ascii") + end + after

    date = xmp_date(facts.created)
    return ReadingMetadata(
        title=facts.title,
        authors=list(facts.authors),
        description=facts.subject,
        generator=PRODUCER,
        created=date,
        modified=date,
        lang=facts.language,
    )


def _add_page_labels(pdf: Any, labels: Sequence[str]) -> None:
    import pydyf

    nums = pydyf.Array()
    for page, entries in number_tree_rows(label_ranges(labels), name=str, text=pydyf.String):
        nums += [page, pydyf.Dictionary({key.removeprefix("/"): value for key, value in entries.items()})]
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": nums})
    pdf.catalog["PageMode"] = "/UseOutlines"


def _close_heading_ranks(pdf: Any) -> None:
    """Renumber the heading tags of an extract, which may begin in the middle of a section.

    PDF/UA-1 (ISO 14289-1, 7.4.2) has the first heading be H1 and no level skipped. A heading's new level is the number
    of headings it stands under.
    """
    under: list[int] = []
    for element in _elements_in(pdf, pdf.catalog["StructTreeRoot"]):
        tag = element.get("S", "")
        if len(tag) == 3 and tag.startswith("/H") and tag[2].isdigit():
            level = int(tag[2])
            while under and under[-1] >= level:
                under.pop()
            under.append(level)
            element["S"] = f"/H{len(under)}"


def _elements_in(pdf: Any, reference: Any) -> Iterator[Any]:
    """The structure element with *reference*, and all below it, in the order of reading."""
    element = pdf.objects[int(reference.split()[0])]
    yield element
    for kid in element["K"]:
        if isinstance(kid, str | bytes):
            yield from _elements_in(pdf, kid)
