"""The makers of bound volumes, each to be run in a process of its own: ``python -m bench.bind_files MAKER OUT FILE…``.

``kanben`` is the binder alone: finished issues into one tagged, stamped and indexed PDF without the pages before them.
The peers are asked for what they do by themselves: all pages one after the other.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.binding.document.assembly import VolumePlan
    from pipeline.binding.stamps.stamp_sheet import StampSheet

WIDTH, HEIGHT = 524.409, 737.008  # pt: 185 × 260 mm
_STAMPS = """
@page { size: 524.409pt 737.008pt; margin: 0 }
body { margin: 0 }
div { position: relative; height: 736pt; break-after: page }
div:last-child { break-after: auto }
p { position: absolute; margin: 0; font: 8pt/8pt "Kanben Hei" }
.recto { right: 40pt }
.verso { left: 40pt }
.head { top: 18pt }
.foot { bottom: 16pt }
"""


def stamp_sheet() -> "StampSheet":
    """Folio and running title, as a volume has them."""
    from pipeline.binding.stamps.stamp_sheet import StampSheet
    from pipeline.engine.laid_out_part import Drawing
    from pipeline.engine.pages import Typesetter
    from pipeline.engine.untagged_pdf import write_overlay_pdf
    from pipeline.pdf.finished_files import read_finished_pdf
    from pipeline.resources import find_shipped

    pages = "".join(
        f'<div id="{kind}-{side}"><p class="{side} {place}">{text}</p></div>'
        for kind, place, text in (("folio", "foot", "0123456789"), ("head", "head", "合订本"))
        for side in ("recto", "verso")
    )
    part = Typesetter(fonts=find_shipped("fonts"), style_sheets={"stamps.css": _STAMPS}, folders={}).lay_out(
        f'<html lang="zh-CN">{pages}</html>', Drawing.PLAIN
    )
    return StampSheet(pdf=read_finished_pdf(write_overlay_pdf(part)), pages=part.anchors, width=WIDTH, height=HEIGHT)


def plan(files: Sequence[Path], stamps: "StampSheet", is_stamped: bool = True) -> "VolumePlan":
    """The volume of *files*, each beginning on a recto; without stamps, one after the other."""
    from datetime import UTC, datetime
    from functools import partial

    from pipeline.binding.document.assembly import PartToBind, VolumePlan
    from pipeline.pdf.finished_files import read_finished_pdf
    from pipeline.pdf.objects import page_numbers
    from pipeline.pdf.raw_pdf import RawPdf
    from pipeline.pdf.xmp import PdfFacts

    def load(path: Path) -> RawPdf:
        return read_finished_pdf(path.read_bytes(), path.name)

    folio, parts = 1, []
    for number, path in enumerate(files, 1):
        parts.append(
            PartToBind(load=partial(load, path), title=f"第{number}期", first_folio=folio if is_stamped else 0)
        )
        count = len(page_numbers(load(path)))
        folio += count + count % 2
    facts = PdfFacts(
        title="合订本", authors=("编辑部",), subject="", language="zh-CN", created=datetime(2023, 12, 31, tzinfo=UTC)
    )
    return VolumePlan(facts=facts, parts=parts, stamps=stamps, size=(WIDTH, HEIGHT), conforms=True)


def kanben(target: Path, files: Sequence[Path]) -> None:
    """Bind *files* by the binder alone."""
    from pipeline.binding.document.assembly import bind

    with target.open("wb") as file:
        bind(plan(files, stamp_sheet()), file)


def own_pages(year: Path) -> Path:
    """Where the volume's own pages are kept, set beforehand by ``python -m bench.own_pages``."""
    return year.parents[2] / "own-pages.pickle"


def bind_and_index(target: Path, files: Sequence[Path]) -> None:
    """Bind, stamp and index the year whose folder is the first of *files*; its own pages have been set beforehand.

    That is ``kanben bind`` without the layout engine: whether the issues are up to date, volume folios, catalogue and
    search index, and the volume with contents and indexes.
    """
    import pickle

    from pipeline.binding.document.assembly import bind
    from pipeline.manuscript.volume_reader import read_volume
    from pipeline.production.issue.request import BuildRequest
    from pipeline.production.volume.bind_volume import place_volume, plan_of, volume_facts
    from pipeline.production.volume.issues_to_bind import prepare_issues
    from pipeline.production.volume.volume_files import write_finding_aids

    year = files[0]
    stamps, front = pickle.loads(own_pages(year).read_bytes())
    volume = read_volume(year)
    to_bind = prepare_issues(volume, BuildRequest(out=target.parent / "out"), 1, lambda _path, _stage: None)
    bound = place_volume(volume, to_bind)
    write_finding_aids(bound, target.parent)
    facts = volume_facts(bound, to_bind, 0)
    with target.open("wb") as file:
        bind(plan_of(bound, to_bind, 0, facts, stamps, lambda: front), file)


def pypdf_append(target: Path, files: Sequence[Path]) -> None:
    """``PdfWriter.append`` of each file."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for path in files:
        writer.append(path)
    writer.write(target)


def pikepdf_extend(target: Path, files: Sequence[Path]) -> None:
    """``Pdf.pages.extend`` of each file, written with object streams."""
    import pikepdf

    with pikepdf.new() as volume:
        for path in files:
            with pikepdf.open(path) as pdf:
                volume.pages.extend(pdf.pages)
        volume.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def qpdf(target: Path, files: Sequence[Path]) -> None:
    """qpdf's own command line ``--empty --pages … --``, as pikepdf carries it, with object streams."""
    import pikepdf

    options = ["pikepdf", "--empty", "--object-streams=generate", "--pages", *map(str, files), "--", str(target)]
    pikepdf.Job(options).run()


BINDERS: dict[str, Callable[[Path, Sequence[Path]], None]] = {
    "kanben": kanben,
    "bind, stamp, index": bind_and_index,
    "pypdf append": pypdf_append,
    "pikepdf": pikepdf_extend,
    "qpdf": qpdf,
}

if __name__ == "__main__":
    BINDERS[sys.argv[1]](Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
