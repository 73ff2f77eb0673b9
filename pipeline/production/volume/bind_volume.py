"""Binding a year: issues made ready and placed, bound after the pages before them, recorded in finding aids."""

import datetime
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.binding.document.assembly import PartToBind, VolumePlan, bind
from pipeline.binding.preservation.signing import open_key, sign_pdf
from pipeline.binding.stamps.stamp_sheet import StampSheet
from pipeline.i18n import _, ngettext
from pipeline.issue_numbers import missing_numbers
from pipeline.limits import allow_files
from pipeline.manuscript.volume_reader import read_volume
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.xmp import PdfFacts
from pipeline.production.document_date import document_date
from pipeline.production.issue.request import BuildRequest, Listener
from pipeline.production.volume.issues_to_bind import IssueToBind, prepare_issues, with_free_places
from pipeline.production.volume.setting_process import SettingProcess, setting_process
from pipeline.production.volume.volume_files import (
    FinishedVolume,
    VolumeFile,
    publish_volume,
    workplace,
    write_finding_aids,
)
from pipeline.production.volume.volume_plan import PlacedIssue, place_issues
from pipeline.production.volume.volume_record import record_volume, take_volume_recipe
from pipeline.standards import Standard
from pipeline.volume import BoundIssue, BoundVolume, LegacyIssue, SourceIssue, Volume, part_name

_FRONT_TITLE = "卷首"


@dataclass(frozen=True, slots=True, kw_only=True)
class BindingRequest:
    """What is wanted: the folder that finished files go to, issues built side by side, a bag, a signature.

    *key* is a file with the key to sign with; *ask* gives its passphrase, and is called when one is needed.
    """

    out: Path
    jobs: int = 1
    bag: bool = False
    key: Path | None = None
    ask: Callable[[], str] = str


def bind_volume(
    path: Path, request: BindingRequest, listener: Listener, begun: SettingProcess | None = None
) -> FinishedVolume:
    """Bind the year *path* (its folder or ``volume.yaml``) and publish the volume with all that goes with it.

    *begun*: the process that sets its own pages, if it has been started already. All is made before anything is put in
    its place. Raises the KanbenError of the stage that fails.
    """
    key = open_key(request.key, request.ask) if request.key is not None else None
    volume = read_volume(path)
    folder = destination(volume, request.out)

    def report_stage(stage: str) -> None:
        listener(volume.path.parent, stage)

    started = setting_process(volume.path) if begun is None else nullcontext(begun)
    with started as setting, workplace(folder, volume.id, request.out) as made:
        recipe = take_volume_recipe(volume, request.out)
        to_bind = prepare_issues(volume, BuildRequest(out=request.out), request.jobs, listener)
        bound = place_volume(volume, to_bind)
        facts = [volume_facts(bound, to_bind, number) for number in range(bound.volume_parts)]
        report_stage(_("writing catalogue and search index"))
        aids = write_finding_aids(bound, made)
        allow_files(each.path for each in to_bind)
        stamps = setting.stamps()
        setting.order_front_matter(without_texts(bound), facts)
        to_bind = move_stamps(bound, to_bind, stamps, report_stage)
        report_stage(_("binding"))
        pdfs, notes = _bind_parts(bound, to_bind, facts, stamps, setting, made)
        if key is not None:
            report_stage(_("signing"))
            for pdf in pdfs:
                pdf.path.write_bytes(sign_pdf(pdf.path, key))
        date = facts[0].created.date()
        finished = FinishedVolume(
            volume=bound,
            issues=tuple(to_bind),
            pdfs=pdfs,
            notes=(*notes, *gap_notes(volume)),
            date=date,
            is_signed=key is not None,
            aids=aids,
        )
        report_stage(_("publishing"))
        placed = publish_volume(finished, folder, request.out, request.bag)
        if take_volume_recipe(volume, request.out) == recipe:  # nothing was built or changed meanwhile
            record_volume(volume, recipe, (*(pdf.path for pdf in placed.pdfs), *placed.aids), request.out)
        return placed


def _needs_free_places(bound: BoundVolume, issue: SourceIssue | LegacyIssue, to_bind: IssueToBind) -> bool:
    """Whether places of stamps may be taken: always in legacy PDFs, and by plates.

    Our layouts keep those of a left edge free.
    """
    return isinstance(issue, LegacyIssue) or bound.order.binding_edge == "right" or to_bind.has_plates


def move_stamps(
    bound: BoundVolume, to_bind: list[IssueToBind], stamps: StampSheet, report_stage: Callable[[str], None]
) -> list[IssueToBind]:
    """*to_bind* with the stamps where pages are free, in issues of which that is not known."""
    rows = list(zip(bound.order.issues, bound.issues, to_bind, strict=True))
    if not any(_needs_free_places(bound, ordered, each) for ordered, _issue, each in rows):
        return to_bind
    report_stage(_("looking for free places for stamps"))
    return [
        with_free_places(each, stamps, issue.volume_folio) if _needs_free_places(bound, ordered, each) else each
        for ordered, issue, each in rows
    ]


def gap_notes(volume: Volume) -> tuple[str, ...]:
    """A sentence that names the numbers of the year between those bound that are in none of them."""
    missing = missing_numbers(issue.number for issue in volume.issues)
    count = sum(each.last - each.first + 1 for each in missing)
    text = ngettext("Issue {numbers} is not in the volume.", "Issues {numbers} are not in the volume.", count)
    return (text.format(numbers="、".join(map(str, missing))),) if missing else ()


def _bind_parts(
    bound: BoundVolume,
    to_bind: Sequence[IssueToBind],
    facts: Sequence[PdfFacts],
    stamps: StampSheet,
    setting: SettingProcess,
    made: Path,
) -> tuple[tuple[VolumeFile, ...], tuple[str, ...]]:
    """Bind each part of the volume into a file in the folder *made*; returns them, and notes for the report."""
    notes: list[str] = []

    def front_matter() -> RawPdf:
        pages = setting.front_matter()
        notes.extend(pages.notes)
        return pages.pdf

    pdfs = []
    for number, each in enumerate(facts):
        plan = plan_of(bound, to_bind, number, each, stamps, front_matter)
        path = made / file_name(bound, number)
        with path.open("wb") as file:
            made_of = bind(plan, file)
        pdfs.append(VolumeFile(path, made_of.pages, made_of.claims))
    if _is_parted_pdf_2(bound):
        notes.append(_("A volume in parts declares no PDF/A-4: its contents name places in other files."))
    return tuple(pdfs), tuple(dict.fromkeys(notes))


def plan_of(
    bound: BoundVolume,
    to_bind: Sequence[IssueToBind],
    number: int,
    facts: PdfFacts,
    stamps: StampSheet,
    front_matter: Callable[[], RawPdf],
) -> VolumePlan:
    """What the 0-based part *number* is bound of: its issues, then the pages before them, which take longest to set."""
    here = [(issue, each) for issue, each in zip(bound.issues, to_bind, strict=True) if issue.volume_part == number]
    parts = [
        PartToBind(
            load=each.load,
            title=issue.label,
            first_folio=issue.volume_folio,
            targets=each.targets,
            moves=each.moves,
            path=each.path,
        )
        for issue, each in here
    ]
    parts.append(PartToBind(load=front_matter, title=_FRONT_TITLE))
    standard = bound.order.publication.standard
    shortcomings = [text for _issue, each in here for text in each.shortcomings]
    return VolumePlan(
        facts=facts,
        parts=parts,
        stamps=stamps,
        size=(stamps.width, stamps.height),
        conforms=not shortcomings and not _is_parted_pdf_2(bound),
        standard=standard,
        link_texts=link_texts(bound),
    )


def _is_parted_pdf_2(bound: BoundVolume) -> bool:
    """Whether items of contents lead out of their file, which PDF/UA-2 has no way for (ISO 14289-2, 8.2.5.8)."""
    return bound.order.publication.standard is Standard.PDF_A_4 and bound.volume_parts > 1


def destination(volume: Volume, out: Path) -> Path:
    """``out/<publication>/<year>`` of *volume*."""
    return out / volume.publication.id / str(volume.year)


def file_name(bound: BoundVolume, part: int) -> str:
    """The name of the 0-based *part*: ``gongyun-2023.pdf``, or ``gongyun-2023-1.pdf`` where there are several."""
    suffix = f"-{part + 1}" if bound.volume_parts > 1 else ""
    return f"{bound.order.id}{suffix}.pdf"


def place_volume(volume: Volume, to_bind: Sequence[IssueToBind]) -> BoundVolume:
    """Place the *to_bind* issues of *volume* one after the other, in as many parts as its page limit asks for."""
    places = place_issues([len(issue.texts) for issue in to_bind], volume.page_limit)
    issues = tuple(_place_issue(issue, place) for issue, place in zip(to_bind, places, strict=True))
    return BoundVolume(volume, issues, max(place.volume_part for place in places) + 1)


def _place_issue(issue: IssueToBind, place: PlacedIssue) -> BoundIssue:
    return BoundIssue(
        id=issue.id,
        label=issue.label,
        volume_folio=place.first_folio,
        pages=len(issue.texts),
        articles=issue.articles,
        date=issue.date,
        volume_part=place.volume_part,
        page_texts=issue.texts,
        text_confidence=issue.mean_confidence,
        page_confidence=issue.confidence,
    )


def volume_facts(bound: BoundVolume, to_bind: Sequence[IssueToBind], part: int) -> PdfFacts:
    """What the PDF of the 0-based *part* says of itself; its date is that of the latest issue."""
    volume = bound.order
    name = part_name(part, bound.volume_parts)
    title = f"{volume.title} {name}".strip()
    dates = [issue.date.first_day for issue in to_bind if issue.date is not None]
    date = max(dates, default=datetime.date(volume.year, 12, 31))
    labels = "、".join(issue.label for issue in bound.issues if issue.volume_part == part)
    return PdfFacts(
        title=title,
        authors=volume.publication.organisers,
        subject=labels,
        language=volume.publication.language,
        created=document_date(date),
    )


def without_texts(bound: BoundVolume) -> BoundVolume:
    """*bound* without the text of its pages, which those before the issues don't show."""
    return replace(bound, issues=tuple(replace(issue, page_texts=()) for issue in bound.issues))


def link_texts(bound: BoundVolume) -> dict[str, str]:
    """What a link to an article says to those who can't see it, by the article's destination."""
    return {
        article.destination: f"第 {issue.folio_of(article)} 页：{article.listed_title}，{issue.label}"
        for issue in bound.issues
        for article in issue.articles
    }
