"""Binding a year: issues made ready and placed, bound after the pages before them, recorded in finding aids."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.binding.assembly import PartToBind, VolumePlan, bind
from pipeline.binding.signing import open_key, sign_pdf
from pipeline.binding.volume_metadata import VolumeFacts
from pipeline.i18n import _
from pipeline.layout.wording import part_name
from pipeline.manuscript.volume_reader import read_volume
from pipeline.production.build import Listener, Order
from pipeline.production.moment import moment_of
from pipeline.production.publishing import publish, publish_written
from pipeline.production.shelf import ShelvedIssue, shelve
from pipeline.production.volume_files import FinishedVolume, VolumeFile, publish_finding_aids
from pipeline.production.volume_plan import PlacedIssue, place_issues
from pipeline.production.volume_setting import VolumeSetter
from pipeline.volume import BoundArticle, BoundIssue, BoundVolume, Volume


@dataclass(frozen=True, slots=True)
class BindingOrder:
    """What is wanted: the folder that finished files go to, issues built side by side, a bag, a signature.

    *key* is a file with the key to sign with; *ask* gives its passphrase, and is called when one is needed.
    """

    out: Path
    jobs: int = 1
    bag: bool = False
    key: Path | None = None
    ask: Callable[[], str] = str


def bind_volume(path: Path, order: BindingOrder, listener: Listener) -> FinishedVolume:
    """Bind the year *path* (its folder or ``volume.yaml``) and publish the volume with all that goes with it.

    Raises the KanbenError of the stage that fails. Each file is put in its place in one step, the volume first.
    """
    key = open_key(order.key, order.ask) if order.key is not None else None
    volume = read_volume(path)
    folder = volume.path.parent

    def tell(stage: str) -> None:
        listener(folder, stage)

    shelved = shelve(volume, Order(order.out), order.jobs, listener)
    bound = placed(volume, shelved)
    tell(_("setting the pages before the issues"))
    setter = VolumeSetter(volume)
    stamps = setter.stamps()
    files = []
    notes: list[str] = []
    for number in range(bound.volume_parts):
        facts = volume_facts(bound, shelved, number)
        front, front_notes = setter.front_matter(bound, number, facts)
        notes += front_notes
        here = [(issue, each) for issue, each in zip(bound.issues, shelved, strict=True) if issue.volume_part == number]
        parts = [PartToBind(lambda pdf=front: pdf, _FRONT_TITLE)]  # type: ignore[misc]
        parts += [PartToBind(each.load, issue.label, issue.volume_folio, each.targets) for issue, each in here]
        conforms = not any(each.shortcomings for _issue, each in here)
        size = (setter.trim.width, setter.trim.height)
        plan = VolumePlan(facts, parts, stamps, size, conforms, link_texts(bound))
        tell(_("binding"))
        target = destination(volume, order.out) / file_name(bound, number)
        files.append(VolumeFile(target, publish_written(target, partial(bind, plan)), conforms))
        if key is not None:
            tell(_("signing"))
            publish(sign_pdf(target, key), target)
    tell(_("writing catalogue and search index"))
    date = volume_facts(bound, shelved, 0).moment.date()
    finished = FinishedVolume(bound, tuple(shelved), tuple(files), tuple(dict.fromkeys(notes)), date, key is not None)
    return publish_finding_aids(finished, destination(volume, order.out), order.bag)


_FRONT_TITLE = "卷首"


def destination(volume: Volume, out: Path) -> Path:
    """``out/<publication>/<year>`` of *volume*."""
    return out / volume.publication.id / str(volume.year)


def file_name(bound: BoundVolume, part: int) -> str:
    """The name of the 0-based *part*: ``gongyun-2023.pdf``, or ``gongyun-2023-1.pdf`` where there are several."""
    suffix = f"-{part + 1}" if bound.volume_parts > 1 else ""
    return f"{bound.order.id}{suffix}.pdf"


def placed(volume: Volume, shelved: Sequence[ShelvedIssue]) -> BoundVolume:
    """Place the *shelved* issues of *volume* one after the other, in as many parts as its page limit asks for."""
    places = place_issues([len(issue.texts) for issue in shelved], volume.page_limit)
    issues = tuple(_placed(issue, place) for issue, place in zip(shelved, places, strict=True))
    return BoundVolume(volume, issues, max(place.volume_part for place in places) + 1)


def _placed(issue: ShelvedIssue, place: PlacedIssue) -> BoundIssue:
    articles = tuple(
        BoundArticle(
            article.title,
            article.authors,
            article.section,
            article.issue_folio,
            place.first_folio + article.page,
            article.destination,
            article.first_lines,
        )
        for article in issue.articles
    )
    return BoundIssue(
        issue.id, issue.label, place.first_folio, len(issue.texts), articles, issue.date, place.volume_part, issue.texts
    )


def volume_facts(bound: BoundVolume, shelved: Sequence[ShelvedIssue], part: int) -> VolumeFacts:
    """What the PDF of the 0-based *part* says of itself; its date is that of the latest issue."""
    volume = bound.order
    name = part_name(part, bound.volume_parts)
    title = f"{volume.title} {name}".strip()
    dates = [issue.date for issue in shelved if issue.date is not None]
    date = max(dates, default=datetime.date(volume.year, 12, 31))
    labels = "、".join(issue.label for issue in bound.issues if issue.volume_part == part)
    author = "；".join(volume.publication.organisers)
    return VolumeFacts(title, author, labels, volume.publication.language, moment_of(date))


def link_texts(bound: BoundVolume) -> dict[str, str]:
    """What a link to an article says to those who can't see it, by the article's destination."""
    return {
        article.destination: f"{article.title}，{issue.label}，第{article.volume_folio}页"
        for issue in bound.issues
        for article in issue.articles
    }
