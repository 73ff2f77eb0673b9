"""The sample years bound: every link followed, every page's text compared, the same bytes again."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.engine.laid_out_part import LaidOutPart
from pipeline.engine.reading_pdf import write_reading_pdf
from pipeline.manuscript.reader import read_issue
from pipeline.model import Article, Issue
from pipeline.pdf.xmp import PdfFacts
from pipeline.production.volume.bind_volume import BindingRequest, bind_volume
from pipeline.production.volume.volume_setting import VolumeSetter
from tests.bound import Bound, bound_sample
from tests.builders import new_builder
from tests.conftest import Validate

pytestmark = pytest.mark.whole

MOMENT = datetime(2023, 12, 31, tzinfo=UTC)
Box = tuple[float, float, float, float]


def squeezed(text: str) -> str:
    """*text* without white, which readers put in as they see fit."""
    return re.sub(r"[\s\ufffe\x02]+", "", text)


def page_texts(path: Path) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(path)
    found = [squeezed(page.get_textpage().get_text_range()) for page in document]
    document.close()
    return found


def destinations(pdf: pikepdf.Pdf) -> dict[str, int]:
    """The page index of each named destination."""
    index = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return {name: index[place[0].objgen] for name, place in pikepdf.NameTree(pdf.Root.Names.Dests).items()}


def links(pdf: pikepdf.Pdf) -> list[tuple[int, str, Box]]:
    """All links that lead to a named destination: page index, name, place."""
    found = []
    for number, page in enumerate(pdf.pages):
        for annotation in page.get("/Annots", ()):
            assert annotation.Subtype == "/Link"
            if "/Dest" in annotation:
                box = tuple(map(float, annotation.Rect))
                found.append((number, str(annotation.Dest), box))
    return found


@pytest.fixture(scope="module")
def bound() -> Bound:
    """The sample year of source issues."""
    return bound_sample(2023)


def front_count(bound: Bound) -> int:
    """How many pages stand before the issues."""
    (file,) = bound.finished.pdfs
    with pikepdf.open(file.path) as pdf:
        return int(pdf.Root.PageLabels.Nums[2])


def test_text_of_every_page_is_the_issues_and_the_stamps(bound: Bound) -> None:
    texts = page_texts(bound.pdf)
    front = front_count(bound)
    stamps = bound.finished.volume.order.stamps
    order = bound.finished.volume.order
    compared = 0
    for issue, to_bind in zip(bound.finished.volume.issues, bound.finished.issues, strict=True):
        for index, text in enumerate(page_texts(to_bind.path)):
            folio = issue.volume_folio + index
            found = texts[front + folio - 1]
            assert found.startswith(text), (issue.id, index)
            rest = found.removeprefix(text)
            for stamp in (stamps.running_title, stamps.shelf_mark, stamps.notice, str(folio)):
                assert squeezed(stamp) in rest
                rest = rest.replace(squeezed(stamp), "", 1)
            if index == 0:
                rest = "".join(sorted(rest))
                assert rest == "".join(sorted(squeezed(order.stamps.ownership)))
            else:
                assert rest == ""
            compared += 1
    assert compared == sum(issue.pages for issue in bound.finished.volume.issues) > 60


def test_every_link_leads_to_what_it_names(bound: Bound) -> None:
    """Links of contents and indexes to the first page of their article; those of issues as in the issue itself."""
    volume, front = bound.finished.volume, front_count(bound)
    wanted = {
        article.destination: front + issue.folio_of(article) - 1
        for issue in volume.issues
        for article in issue.articles
    }
    followed = {"front": 0, "issues": 0}
    with pikepdf.open(bound.pdf) as pdf:
        places, texts = destinations(pdf), page_texts(bound.pdf)
        for number, name, _box in links(pdf):
            assert name in places, f"page {number}: {name} leads nowhere"
            if number < front:
                followed["front"] += 1
                assert places[name] == wanted[name]
            else:
                followed["issues"] += 1
        heads = {
            f"{issue.id}-{article.slug}": article.title
            for issue in read_issues(bound)
            for article in articles_of(issue)
        }
        for name, title in heads.items():
            assert squeezed(title)[:8] in texts[places[name]]
    articles = sum(len(issue.articles) for issue in volume.issues)
    assert followed["front"] >= 3 * articles  # by issue, by section, and under each author
    assert followed["issues"] > articles


def test_links_of_issues_go_where_they_went(bound: Bound) -> None:
    front = front_count(bound)
    with pikepdf.open(bound.pdf) as volume:
        there, all_links = destinations(volume), links(volume)
        compared = 0
        for issue, to_bind in zip(bound.finished.volume.issues, bound.finished.issues, strict=True):
            first = front + issue.volume_folio - 1
            with pikepdf.open(to_bind.path) as pdf:
                here = destinations(pdf)
                own = [(number + first, name, box, here[name] + first) for number, name, box in links(pdf)]
            mine = [
                (number, name, box, there[name])
                for number, name, box in all_links
                if first <= number < first + issue.pages
            ]
            assert mine == own
            compared += len(own)
    assert compared > 20


def test_a_link_that_leads_astray_is_noticed(bound: Bound, tmp_path: Path) -> None:
    """Control of the two above: the first destination of the tree leads to the page before."""
    with pikepdf.open(bound.pdf) as pdf:
        before = destinations(pdf)
        leaf = pdf.Root.Names.Dests.Kids[0]
        name, place = str(leaf.Names[0]), leaf.Names[1]
        place[0] = pdf.pages[before[name] - 1].obj
        pdf.save(tmp_path / "astray.pdf")
    with pikepdf.open(tmp_path / "astray.pdf") as pdf:
        assert destinations(pdf)[name] == before[name] - 1


def test_folios_printed_in_contents_and_indexes_are_true(bound: Bound) -> None:
    """Where a link of the pages before the issues stands, the folio is printed that is stamped where it leads."""
    volume, front = bound.finished.volume, front_count(bound)
    folios = {article.destination: issue.folio_of(article) for issue in volume.issues for article in issue.articles}
    shown: dict[tuple[int, str], str] = {}
    with pikepdf.open(bound.pdf) as pdf:
        all_links = [(number, name, box) for number, name, box in links(pdf) if number < front]
    document = pypdfium2.PdfDocument(bound.pdf)
    for number, name, (left, low, right, high) in all_links:
        text = document[number].get_textpage().get_text_bounded(left - 1, min(low, high), right + 1, max(low, high))
        shown[number, name] = shown.get((number, name), "") + " " + text
    document.close()
    wrong = {place: text for place, text in shown.items() if str(folios[place[1]]) not in re.findall(r"\d+", text)}
    assert wrong == {}
    assert {name for _page, name in shown} == set(folios)
    # Control: every folio one too high is found nowhere, or nearly so.
    spoiled = [place for place, text in shown.items() if str(folios[place[1]] + 1) in re.findall(r"\d+", text)]
    assert len(spoiled) < len(shown) / 10


def test_declared_conformance_is_true(bound: Bound, verapdf: Validate) -> None:
    assert bound.finished.pdfs[0].claims == ("PDF/A-2a", "PDF/UA-1")
    results = verapdf([bound.pdf])[bound.pdf]
    assert {flavour: str(result) for flavour, result in results.items()} == {"2a": "passed", "ua1": "passed"}


def test_each_face_is_embedded_once(bound: Bound) -> None:
    """Digits on their own are narrower than their face and all of one width: still they are of it."""
    with pikepdf.open(bound.pdf) as pdf:
        descriptors = [
            each
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]
        names = [str(each.FontName).split("+")[1] for each in descriptors]
        assert len(set(names)) == len(names) >= 5
        by_name = dict(zip(names, descriptors, strict=True))
        left, bottom, right, top = (int(side) for side in by_name["Kanben-Hei"].FontBBox)
        assert (left, bottom, top) == (0, -120, 880)
        assert 1000 <= right < 2000  # with white beside a character
        assert {name for name, each in by_name.items() if int(each.Flags) & 1} <= {"Kanben-Mono"}  # FixedPitch


def test_twice_the_same_bytes(bound: Bound, tmp_path: Path) -> None:
    """Bound again in another place, from issues built there, every file is the same."""
    workspace = bound.out.parent
    shutil.copytree(workspace / "issues", tmp_path / "elsewhere/issues")
    out = tmp_path / "elsewhere/out"
    bind_volume(tmp_path / "elsewhere/issues/gongyun/2023", BindingRequest(out=out), lambda path, stage: None)
    names = [path.relative_to(bound.out) for path in bound.out.rglob("*") if path.is_file() and path.name[0] != "."]
    assert len(names) == 3 + 1 + 5
    for name in names:
        assert (out / name).read_bytes() == (bound.out / name).read_bytes(), name


def test_it_is_as_small_as_one_document(bound: Bound) -> None:
    """No more than a tenth larger than the same pages, without stamps, laid out as one document."""
    parts: list[LaidOutPart] = []
    for issue in read_issues(bound):
        _composer, pagination = new_builder().paginate(issue, lambda stage: None)
        parts += [placed.laid_out for placed in pagination.parts]
    front = VolumeSetter(bound.finished.volume.order).laid_out_front_matter(bound.finished.volume, 0)
    parts = [*front.parts, *parts]
    pages = sum(part.page_count for part in parts)
    facts = PdfFacts(title="一", authors=("二",), subject="三", language="zh-CN", created=MOMENT)
    one = len(write_reading_pdf(parts, facts, [str(number + 1) for number in range(pages)]))
    assert bound.pdf.stat().st_size < 1.1 * one
    # Control: the issues one after the other are far from that.
    assert sum(issue.path.stat().st_size for issue in bound.finished.issues) > 1.1 * one


def read_issues(bound: Bound) -> list[Issue]:
    """The source issues of the volume."""
    return [read_issue(source.path) for source in bound.finished.volume.order.issues]


def articles_of(issue: Issue) -> list[Article]:
    """The articles of *issue*."""
    return [entry.article for entry in issue.entries]
