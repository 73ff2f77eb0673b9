"""A PDF as a screen reader would tell it."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import FileAccessError, Problem, UntaggedError
from pipeline.i18n import _
from pipeline.intake.opened_pdf import OpenedPdf, UnopenableError, open_pdf
from pipeline.pdf.objects import reference
from pipeline.pdf.text_strings import text_of
from pipeline.tags.elements import Annotation
from pipeline.tags.marked_text import MarkedTexts
from pipeline.tags.reading_lines import ToldLine, Voices, lines_of
from pipeline.tags.tree_reading import read_tree

_MOST_CHARACTERS = 20_000  # of what an annotation says


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """The *lines* of a file in *language*. *is_cut*: there is more in it than is read, or that can be read."""

    lines: tuple[ToldLine, ...]
    language: str
    is_cut: bool


def read_aloud(path: Path, *, with_pages: bool = False) -> ReadAloud:
    """What a screen reader tells of the PDF *path*, turns of pages too if *with_pages*.

    Raises FileAccessError when it can't be read or opened, UntaggedError when it has no tags.
    """
    try:
        pdf = open_pdf(path)
    except UnopenableError as error:
        raise FileAccessError(Problem(_("The PDF can't be opened: {reason}.").format(reason=error), path)) from error
    tree = read_tree(pdf)
    if tree is None:
        hint = _("Write it with tags: without them a screen reader can only guess.")
        raise UntaggedError(Problem(_("This PDF has no tags."), path, hint=hint))
    texts = MarkedTexts(pdf=pdf, pages=pdf.pages)
    page_name = (lambda index: _("page {label}").format(label=pdf.labels[index])) if with_pages else None
    lines = lines_of(tree, Voices(texts.of, lambda each: contents_of(pdf, each), page_name))
    return ReadAloud(tuple(lines), tree.language, tree.is_cut or texts.is_cut)


def contents_of(pdf: OpenedPdf, annotation: Annotation) -> str:
    """What *annotation* says of itself; "" if nothing."""
    found = pdf.value(pdf.dictionary(reference(annotation.number)).get("/Contents"))
    return text_of(found[:_MOST_CHARACTERS]) if isinstance(found, bytes) else ""
