"""More issues than a year has: finished ones again under other names, no page of a copy like that of another.

``python -m bench.copies FOLDER COUNT FILE…`` writes *COUNT* PDFs. To set two hundred issues would take a quarter of an
hour, and to bind the same twelve again and again would measure how well doubles are found.
"""

import sys
import zlib
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.pdf.object_writer import ObjectWriter
from pipeline.pdf.objects import page_numbers, parse_object
from pipeline.pdf.raw_pdf import RawPdf, Renumbering, decode_stream, renumber


def copy_of(pdf: RawPdf, old: bytes, new: bytes) -> bytes:
    """*pdf* with *new* for *old*, which is as long, in names of destinations, and a remark in each page's content."""
    contents = {parse_object(pdf.bodies[page]).raw_get("/Contents").idnum for page in page_numbers(pdf)}
    file = BytesIO()
    writer = ObjectWriter(file)
    numbers = {number: writer.reserve() for number in pdf.bodies}
    renumbering = Renumbering(numbers.get)
    for number, body in pdf.bodies.items():
        renamed = renumber(body.replace(old, new), renumbering)
        if number in contents:
            remark = b"%% %s %d\n" % (new, number)
            data = zlib.compress(remark + decode_stream(pdf, number), 7)
            writer.put_stream(numbers[number], b"<</Filter/FlateDecode>>", data)
        elif number in pdf.streams:
            writer.put_stream(numbers[number], renamed, pdf.streams[number])
        else:
            writer.put(numbers[number], renamed)
    info = writer.reserve()
    writer.put(info, b"<<>>")
    writer.finish(numbers[pdf.root], info)
    return file.getvalue()


def write_copies(folder: Path, count: int, files: Sequence[Path]) -> None:
    """Write *count* copies of *files*, in turn, into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = files[number % len(files)]
        old = path.stem.encode("ascii")
        new = b"%s%0*d" % (old[:4], len(old) - 4, number)
        (folder / f"{number:04d}.pdf").write_bytes(copy_of(read_finished_pdf(path.read_bytes(), path.name), old, new))


if __name__ == "__main__":
    write_copies(Path(sys.argv[1]), int(sys.argv[2]), [Path(name) for name in sys.argv[3:]])
