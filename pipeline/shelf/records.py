"""The cumulative catalogue: every article of all years, as JSON for programs and as CSV for people."""

from collections.abc import Sequence
from typing import Any

from pipeline.binding.finding_aids.catalogue import HEADINGS, article_cells, catalogue_rows, rows_as_csv, rows_as_json
from pipeline.model import Publication
from pipeline.shelf.request import LackingYear
from pipeline.shelf.volumes import ShelvedVolume, articles_of

SCHEMA = "kanben-shelf"
SCHEMA_VERSION = 1


def shelf_json(publication: Publication, volumes: Sequence[ShelvedVolume], lacks: Sequence[LackingYear]) -> bytes:
    """The catalogues of *volumes* in one: each with its PDFs, each article with file and page."""
    return rows_as_json(
        {
            "schema": SCHEMA,
            "schema_version": SCHEMA_VERSION,
            "publication": {
                "id": publication.id,
                "name": publication.name,
                "latin_name": publication.latin_name,
                "language": publication.language,
                "organisers": list(publication.organisers),
            },
            "lacks": [each.year for each in lacks],
            "volumes": [_volume_rows(volume) for volume in volumes],
        }
    )


def _volume_rows(volume: ShelvedVolume) -> dict[str, Any]:
    rows = catalogue_rows(volume.catalogue)
    articles = articles_of(volume)
    for issue in rows["issues"]:
        for row, placed in zip(issue["articles"], articles, strict=False):
            row |= {"file": placed.pdf.name, "page": placed.page}
    return rows


def shelf_csv(volumes: Sequence[ShelvedVolume]) -> bytes:
    """A row for each article of *volumes*, as the catalogue of a volume has them, with year, file and page."""
    rows = (
        (each.volume.year, *article_cells(each.issue, each.article), each.pdf.name, each.page)
        for volume in volumes
        for each in articles_of(volume)
    )
    return rows_as_csv(("年", *HEADINGS, "文件", "文件页"), rows)
