"""The outline of a volume as it is written: what hangs where, and how many items show (ISO 32000-1, 12.3.3)."""

from dataclasses import replace
from io import BytesIO

import pikepdf

from pipeline.binding.document.outlines import OutlineItem, write_outline
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import catalogue_of
from pipeline.pdf.raw_pdf import RawPdf
from tests.binding.document.test_assembly import volume
from tests.binding.small_parts import bound, part_pdf, part_to_bind


def written(items: list[OutlineItem]) -> pikepdf.Pdf:
    """A PDF of one page with an outline of *items*."""
    file = BytesIO()
    writer = ObjectWriter(file, "1.7")
    root, pages, page, info = (writer.reserve() for _number in range(4))
    outline = write_outline(writer, items)
    writer.put(page, b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 10 10]>>" % pages)
    writer.put(pages, b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % page)
    writer.put(root, b"<</Type/Catalog/Pages %d 0 R/Outlines %d 0 R>>" % (pages, outline))
    writer.put(info, b"<</Title(t)>>")
    writer.finish(root, info)
    return pikepdf.open(file)


def item(title: str, *children: OutlineItem, is_open: bool = False) -> OutlineItem:
    return OutlineItem(title=title, destination=b"(x)", children=list(children), is_open=is_open)


def counts(pdf: pikepdf.Pdf) -> dict[str, int | None]:
    """The count of each item that has one, by its title; that of the root by none."""
    titled = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Title" in each]
    items = {str(each.Title): each.get("/Count") for each in titled if "/Parent" in each}
    return {"": int(pdf.Root.Outlines.Count)} | {name: int(count) for name, count in items.items() if count is not None}


def test_open_items_count_what_shows_below_them_and_closed_ones_what_would() -> None:
    opened = item(
        "开", item("一", item("深"), item("处")), item("二"), item("三", item("内"), is_open=True), is_open=True
    )
    closed = item("合", item("四"), item("五", item("里"), is_open=True))
    with written([opened, closed, item("独")]) as pdf:
        # 开 shows 一, 二, 三 and 内; the root shows 开, 合, 独 and these four
        assert counts(pdf) == {"": 7, "开": 4, "一": -2, "三": 1, "合": -3, "五": 1}


def test_an_outline_that_is_hung_in_counts_as_if_it_were_below() -> None:
    hung = OutlineItem(title="期", destination=b"(x)", hung=(7, 8, 5))
    with written([hung]) as pdf:
        assert counts(pdf) == {"": 1, "期": -5}
    with written([OutlineItem(title="期", destination=b"(x)", hung=(7, 8, 5), is_open=True)]) as pdf:
        assert counts(pdf) == {"": 6, "期": 5}


def test_items_know_their_neighbours_and_their_parent() -> None:
    with written([item("甲", item("一"), item("二"), item("三")), item("乙")]) as pdf:
        root = pdf.Root.Outlines
        first, last = root.First, root.Last
        assert (str(first.Title), str(last.Title), str(first.Next.Title), str(last.Prev.Title)) == (
            "甲",
            "乙",
            "乙",
            "甲",
        )
        assert ("/Prev" in first, "/Next" in last) == (False, False)
        middle = first.First.Next
        found = (middle.Prev.Title, middle.Title, middle.Next.Title, first.Last.Title, middle.Parent.Title)
        assert [str(each) for each in found] == ["一", "二", "三", "三", "甲"]
        assert "/Count" not in last


def test_a_volume_opens_at_its_issues_and_no_further() -> None:
    """Issues with headings of two ranks: of one page, of three and of two."""
    with pikepdf.open(BytesIO(volume())) as pdf:
        assert int(pdf.Root.Outlines.Count) == 4
        top = pdf.Root.Outlines.First
        assert int(top.Count) == 3
        found, each = [], top.First
        while each is not None:
            found.append((str(each.Title), int(each.Count)))
            each = each.get("/Next")
        assert found == [("卷首", -2), ("第1期", -6), ("第2期", -4)]


def test_what_is_hung_in_has_the_issue_for_its_parent() -> None:
    with pikepdf.open(BytesIO(volume())) as pdf:
        each = pdf.Root.Outlines.First.First
        while each is not None:
            assert str(each.First.Parent.Title) == str(each.Last.Parent.Title) == str(each.Title)
            each = each.get("/Next")


def test_an_outline_without_items_is_none() -> None:
    part = part_to_bind(part_pdf("one", ("甲",)), "第1期", 1)

    def load() -> RawPdf:
        pdf = part.load()
        number = catalogue_of(pdf).raw_get("/Outlines").idnum
        pdf.bodies[number] = b"<</Type/Outlines>>"
        pdf.parsed.pop(number, None)
        return pdf

    with pikepdf.open(BytesIO(bound(replace(part, load=load)))) as pdf:
        assert counts(pdf) == {"": 2, "试刊 2023年合订本": 1}
