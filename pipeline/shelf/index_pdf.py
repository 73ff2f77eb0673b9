"""The cumulative index as a PDF: laid out like a volume's own pages, tagged, with links to the volumes' files."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from pipeline.engine.laid_out_part import Drawing
from pipeline.engine.pages import Typesetter
from pipeline.engine.reading_pdf import write_reading_pdf
from pipeline.layout import find_layout, layout_of
from pipeline.layout.shelf_pages import ShelfBook, ShelfComposer
from pipeline.pdf.xmp import PdfFacts
from pipeline.production.document_date import document_date
from pipeline.production.faces import SecondFaces, read_faces
from pipeline.production.issue.issue_builder import layout_folders
from pipeline.production.kept_parts import KeptParts
from pipeline.production.pagination import Paginator
from pipeline.production.part_maker import PartMaker
from pipeline.resources import find_shipped
from pipeline.shelf.indexes import place_of, target_of
from pipeline.shelf.remote_links import SCHEME, RemotePage, lead_to_files
from pipeline.shelf.volumes import ShelvedVolume, articles_of
from pipeline.units import Size

_LAYOUT = "shelf"


def index_pdf(
    book: ShelfBook, volumes: Sequence[ShelvedVolume], workspace: Path, progress: Callable[[str], None]
) -> bytes:
    """The PDF of *book*, whose links lead to the PDFs of *volumes*. Raises RenderError, ContentError, FontError."""
    folders = layout_folders(workspace)
    trim = layout_of(book.publication, folders).geometry
    composer = ShelfComposer(book, find_layout(_LAYOUT, folders, kind="shelf"), Size(trim.width, trim.height))
    maker = _part_maker(composer, workspace)
    pages = composer.pages()
    pagination = Paginator(maker.make).paginate(pages, pages.plans, progress)
    maker.make_room()
    facts = PdfFacts(
        title=f"{book.publication.name} 总索引 {book.span}",
        authors=book.publication.organisers,
        subject="、".join(str(year.year) for year in book.years),
        language=book.publication.language,
        created=document_date(_latest_date(volumes)),
    )
    data = write_reading_pdf([placed.laid_out for placed in pagination.parts], facts, pagination.labels)
    return lead_to_files(data, facts, _remote_pages(volumes))


def _part_maker(composer: ShelfComposer, workspace: Path) -> PartMaker:
    fonts = find_shipped("fonts")
    typesetter = partial(
        Typesetter,
        fonts=fonts,
        style_sheets=composer.style_sheets(),
        folders={"workspace": workspace, "layout": composer.layout.path},
        own_scheme=SCHEME,
        drawing=Drawing.TAGS,
        second_faces=SecondFaces(read_faces(fonts).coverage_in(workspace)),
    )
    return PartMaker(typesetter, workspace, KeptParts.of_user())


def _latest_date(volumes: Sequence[ShelvedVolume]) -> datetime.date:
    """The first day of the latest issue; the last day of the last year where none has a date."""
    dates = [issue.date.first_day for each in volumes for issue in each.catalogue.issues if issue.date is not None]
    return max(dates, default=datetime.date(volumes[-1].year, 12, 31))


def _remote_pages(volumes: Sequence[ShelvedVolume]) -> Mapping[str, RemotePage]:
    """The page that each article begins on, by the name that links have for it."""
    return {
        target_of(each): RemotePage(each.pdf.name, each.page, f"{each.article.listed_title}，{place_of(each)}")
        for volume in volumes
        for each in articles_of(volume)
    }
