"""Makes the issues of a year ready to be bound: builds source issues, reads and tames legacy PDFs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pipeline.binding.document.assembly import Target
from pipeline.binding.stamps.stamp_sheet import PageMoves, StampSheet
from pipeline.bounded_files import RefusedFileError, read_named
from pipeline.errors import BindingError, FileAccessError, KanbenError, Problem
from pipeline.i18n import _
from pipeline.intake.picture_faults import find_picture_faults
from pipeline.intake.tamed_pdf import MAX_FILE, take_in
from pipeline.issue_names import issue_id
from pipeline.issue_numbers import IssueDate, issue_label
from pipeline.limits import allow_files, limited, seconds_for
from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.production.issue.issue_text import IssueText
from pipeline.production.issue.request import BuildRequest, Listener, destination
from pipeline.production.issue.side_by_side import build_issues
from pipeline.production.record import text_file
from pipeline.production.volume.printed_folios import ask_about_folios
from pipeline.production.volume.recognised_text import ReadIssue, read_pictures
from pipeline.standards import Standard
from pipeline.volume import LegacyIssue, PlacedArticle, SourceIssue, Volume


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueToBind:
    """An issue ready to be bound. *texts* is the text of each page; *load* reads the PDF *path*.

    *shortcomings* say why it is not PDF/A-2a and PDF/UA-1 (empty: it is), *notes* what was removed or mended; *moves*
    by 0-based page which stamps are not where the layout of the volume sets them. *has_plates*: pictures or placed PDFs
    fill pages of it. *confidence* by 0-based page is that of text that was recognised in pictures, 0 to 1.
    """

    id: str
    label: str
    path: Path
    load: Callable[[], RawPdf]
    articles: tuple[PlacedArticle, ...]
    texts: tuple[str, ...]
    date: IssueDate | None = None
    targets: tuple[Target, ...] = ()
    shortcomings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    moves: Mapping[int, PageMoves] = field(default_factory=dict)
    has_plates: bool = False
    confidence: Mapping[int, float] = field(default_factory=dict)

    @property
    def mean_confidence(self) -> float | None:
        """That of all pages whose text was recognised, in hundredths; None where there are none."""
        return round(sum(self.confidence.values()) / len(self.confidence), 2) if self.confidence else None


def with_free_places(to_bind: IssueToBind, sheet: StampSheet, first_folio: int) -> IssueToBind:
    """*to_bind*, of which nothing is known but its pages, with the stamps of *sheet* moved to where they are free."""
    from pipeline.binding.stamps.stamp_moves import find_places  # only here: what draws pages takes a while to load

    found = find_places(to_bind.load(), sheet, first_folio)
    return replace(to_bind, moves=found.moves, notes=(*to_bind.notes, *found.notes))


def prepare_issues(volume: Volume, request: BuildRequest, jobs: int, listener: Listener) -> list[IssueToBind]:
    """Make the issues of *volume* ready, in its order; source issues that are stale are built, *jobs* side by side.

    Raises the KanbenError of an issue that fails, with the problems of all of that kind.
    """
    sources = [issue.path for issue in volume.issues if isinstance(issue, SourceIssue)]
    outcomes = build_issues(sources, [request], jobs, listener) if sources else []
    errors = [outcome.error for outcome in outcomes if outcome.error is not None]
    allow_files(issue.path for issue in volume.issues if isinstance(issue, LegacyIssue))
    to_bind: list[IssueToBind] = []
    for issue in volume.issues:
        try:
            if isinstance(issue, LegacyIssue):
                listener(issue.path, _("taking in"))
                to_bind.append(_read_legacy(volume, issue))
            elif not errors:
                to_bind.append(_source(issue, request.out))
        except KanbenError as error:
            errors.append(error)
    if errors:
        raise _merge_errors(errors)
    return to_bind


def _merge_errors(errors: Sequence[KanbenError]) -> KanbenError:
    """One error of all problems; its kind is that of the first."""
    return type(errors[0])(problem for error in errors for problem in error.problems)


def _source(issue: SourceIssue, out: Path) -> IssueToBind:
    folder = destination(issue.path, out)
    stem = issue_id(issue.path)
    path = folder / f"{stem}.pdf"
    text = IssueText.from_json(_content(folder / text_file(stem)))
    label = issue_label(text.number, text.total_number)
    return IssueToBind(
        id=text.id,
        label=label,
        path=path,
        load=partial(_read, path),
        articles=text.articles,
        texts=text.pages,
        date=text.date,
        has_plates=text.has_plates,
    )


def _read(path: Path) -> RawPdf:
    return read_finished_pdf(_content(path), path.name)


def _content(path: Path) -> bytes:
    """The file *path* below --out, which may have come with the content."""
    try:
        return read_named(path, MAX_FILE)
    except RefusedFileError as error:
        raise FileAccessError(error.problem(path)) from error


def _read_legacy(volume: Volume, issue: LegacyIssue) -> IssueToBind:
    name = f"{volume.id}-{issue.number.folder}"
    with limited(_("reading the PDF"), issue.path, seconds_for(issue.path)):
        taken = take_in(issue.path, name)
    count = len(taken.pages)
    beyond = [article for article in issue.articles if article.page > count]
    if beyond:
        message = _("“{title}” begins on page {page}, but the file has {count}.")
        raise BindingError(
            Problem(message.format(title=article.title, page=article.page, count=count), volume.path, article.line)
            for article in beyond
        )
    with taken.written() as file:
        texts = taken.texts(file)
        read = read_pictures(file, taken, texts) if issue.ocr else ReadIssue(taken.pdf, texts)
        faults = find_picture_faults(file, count).sentences
    folios = _count_folios(issue, taken.labels)
    articles = tuple(
        PlacedArticle(
            title=article.title,
            authors=article.authors,
            section=article.section,
            keywords=article.keywords,
            people=article.people,
            page=article.page - 1,
            issue_folio=folios[article.page - 1],
            destination=f"{name}-article-{number}",
            first_lines=_first_lines(read.texts[article.page - 1], article.title),
        )
        for number, article in enumerate(issue.articles, 1)
    )
    targets = tuple(Target(each.listed_title, each.section, each.page, each.destination) for each in articles)
    shortcomings = (*taken.shortcomings, *faults)
    if volume.publication.standard is Standard.PDF_A_4:
        shortcomings += (_("A PDF that is taken in is never bound as PDF/A-4, which the publication asks for."),)
    if not shortcomings and not issue.verified:
        said = _("It declares PDF/A-2a and PDF/UA-1, which nobody has verified (“verified” in volume.yaml).")
        shortcomings = (said,)
    return IssueToBind(
        id=name,
        label=issue.label,
        path=issue.path,
        load=lambda: read.pdf,
        articles=articles,
        texts=read.texts,
        date=issue.date,
        targets=targets,
        shortcomings=shortcomings,
        notes=(*taken.notes, *faults, *read.notes, *ask_about_folios(read.texts, folios)),
        confidence=read.confidence,
    )


def _count_folios(issue: LegacyIssue, labels: Sequence[str]) -> list[int]:
    """What each page counts as in the issue; those before its page 1 by their places in the file."""
    pages = range(1, len(labels) + 1)
    if issue.first_folio is None:
        return [_printed_folio(labels, page) for page in pages]
    folios = [issue.first_folio + page - 1 for page in pages]
    return [folio if folio > 0 else page for folio, page in zip(folios, pages, strict=True)]


def _printed_folio(labels: Sequence[str], page: int) -> int:
    """The folio that page labels tell for the 1-based *page*; its place in the file where they tell none."""
    label = labels[page - 1] if page <= len(labels) else ""
    return int(label) if label.isascii() and label.isdigit() else page


def _first_lines(text: str, title: str) -> str:
    """The beginning of the page's text after the title of the article, if that is found."""
    flat = " ".join(text.split())
    at = flat.find(title)
    return (flat[at + len(title) :] if at >= 0 else flat).strip()[:120]
