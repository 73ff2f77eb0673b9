"""Text that is laid over the pictures of a page, unseen (ISO 32000-1, 9.3.6): it can be searched and copied.

The picture stays as it is. The text is no part of the tags, being a guess: it is marked as an artifact, so that a
volume that conforms goes on to.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.intake.pages import PageFacts
from pipeline.intake.text_recognition import RecognisedPage, RecognisedWord
from pipeline.pdf.objects import DictionaryObject, NameObject, object_of, reference, resolve, write_object
from pipeline.pdf.raw_pdf import RawPdf
from pipeline.pdf.text_face import TextFace, read_text_face

_NAME = "/KanbenRecognised"  # of the font among the resources of a page
_DESCENT = 0.12  # of the height of a word, below its base line
_MOST_STRETCH = 10_000  # per cent


def lay_text(pdf: RawPdf, pages: Mapping[int, PageFacts], recognised: Mapping[int, RecognisedPage]) -> RawPdf:
    """*pdf* with the *recognised* text of *pages*, both by 0-based page. Raises FileAccessError without the face."""
    result = RawPdf(pdf.root, dict(pdf.bodies), dict(pdf.streams))
    texts = [word.text for page in recognised.values() for line in page.lines for word in line]
    if not texts:
        return result
    face, objects = TextFace(read_text_face(), texts), _Objects(result)
    font = face.write(objects)
    for index, page in recognised.items():
        facts = pages[index]
        stream = objects.reserve()
        objects.put_text_stream(stream, b"<<>>", _content(face, facts, page))
        body = object_of(pdf, facts.number)
        kept = {key: body.raw_get(key) for key in body if key not in ("/Contents", "/Resources")}
        kept[NameObject("/Contents")] = [*(resolve(pdf, body, "/Contents") or []), reference(stream)]
        kept[NameObject("/Resources")] = _with_font(pdf, body, font)
        result.bodies[facts.number] = write_object(kept)
    return result


@dataclass(slots=True)
class _Objects:
    """Puts objects into *pdf*."""

    pdf: RawPdf

    def reserve(self) -> int:
        number = max(self.pdf.bodies) + 1
        self.pdf.bodies[number] = b"null"
        return number

    def put(self, number: int, body: bytes) -> None:
        self.pdf.bodies[number] = body

    def put_text_stream(self, number: int, dictionary: bytes, text: bytes) -> None:
        self.pdf.bodies[number] = dictionary[:-2] + b"/Filter/FlateDecode>>"
        self.pdf.streams[number] = zlib.compress(text)


def _with_font(pdf: RawPdf, page: DictionaryObject, font: int) -> DictionaryObject:
    """The resources of *page*, and *font* among them."""
    held = resolve(pdf, page, "/Resources") or DictionaryObject()
    fonts = resolve(pdf, held, "/Font") or DictionaryObject()
    entries = {key: held.raw_get(key) for key in held}
    own = {key: fonts.raw_get(key) for key in fonts} | {NameObject(_NAME): reference(font)}
    return DictionaryObject(entries | {NameObject("/Font"): DictionaryObject(own)})


def _content(face: TextFace, facts: PageFacts, page: RecognisedPage) -> bytes:
    """The words of *page* where they are seen, in rendering mode 3: neither filled nor stroked."""
    x0, y0, x1, y1 = facts.crop
    # From the page as it is seen to the page before it is turned.
    turn = {
        0: (1, 0, 0, 1, x0, y0),
        90: (0, 1, -1, 0, x1, y0),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, -1, 1, 0, x0, y1),
    }[facts.rotation]
    wide, high = (x1 - x0, y1 - y0) if facts.rotation % 180 == 0 else (y1 - y0, x1 - x0)
    words = (_word(face, word, wide, high) for line in page.lines for word in line)
    head = b"/Artifact BMC q %s cm BT 3 Tr\n" % b" ".join(b"%.4f" % each for each in turn)
    return head + b"".join(words) + b"ET Q EMC"


def _word(face: TextFace, word: RecognisedWord, wide: float, high: float) -> bytes:
    left, top, right, bottom = word.box
    size = (bottom - top) * high
    natural = face.width(word.text) * size
    stretch = min(_MOST_STRETCH, 100 * (right - left) * wide / natural) if natural else 100
    base = (1 - bottom) * high + _DESCENT * size
    place = size, stretch, left * wide, base
    name = _NAME.encode("ascii")
    return name + b" %.2f Tf %.2f Tz 1 0 0 1 %.2f %.2f Tm " % place + face.encode_text(word.text) + b" Tj\n"
