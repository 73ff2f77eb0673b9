"""What stands above the title of a manuscript: a line that leads to it, or the letterhead 版头 of a document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.manuscript import Place
from pipeline.manuscript.word.paragraph_shapes import is_date, is_rule
from pipeline.manuscript.word.title_finding import DOCUMENT_NUMBER, NUMBER_OF_SERIES, is_kicker, without_spacing

# Number of the copy, secrecy, urgency, who signed (GB/T 9704, 7.2): the office's, and not for readers.
_MARK = re.compile(
    r"\d{6}|(?:特急|加急|平急|特提|急件)|(?:绝密|机密|秘密)(?:[★☆].*)?|内部(?:资料|文件).{0,10}|签\s*发\s*人?\s*[:：].{2,30}"
)
_DOCUMENT = "文件"
_LONGEST = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The *number* of a document, and a *kicker*: who sends it, or what leads to the title.

    *used* are the paragraphs of both, of *left_out*, which is said of the manuscript, and of *rules* typed in signs."""

    number: str
    kicker: str
    left_out: tuple[tuple[Place, str], ...]
    rules: tuple[str, ...]
    used: tuple[Facts, ...]


def read_letterhead(above: Sequence[Facts]) -> Letterhead:
    """What the paragraphs *above* a title are; those that are none of it are not *used*."""
    numbers = [(each, found) for each in above if (found := DOCUMENT_NUMBER.fullmatch(each.text)) is not None]
    number, signer = (numbers[-1][1]["number"], numbers[-1][1]["signer"] or "") if numbers else ("", "")
    of_number = [numbers[-1][0]] if numbers else []
    rules = [each for each in above if is_rule(each.text)]
    rest = [each for each in above if each not in (*of_number, *rules)]
    is_document = bool(numbers) and all(len(each.text) <= _LONGEST and "。" not in each.text for each in rest)
    marks = [each for each in rest if _MARK.fullmatch(each.text) or (is_document and is_date(each.text))]
    rest = [each for each in rest if each not in marks]
    kicker, of_kicker = _kicker(rest, is_document=is_document)
    if is_document:
        marks += [each for each in rest if each not in of_kicker]
    left_out = [(each.paragraph.place, each.text) for each in marks]
    return Letterhead(
        number=number,
        kicker=kicker,
        left_out=(*((each.paragraph.place, signer) for each in of_number if signer), *left_out),
        rules=tuple(each.text for each in rules),
        used=(*of_number, *rules, *marks, *of_kicker),
    )


def _kicker(lines: Sequence[Facts], *, is_document: bool) -> tuple[str, list[Facts]]:
    """The kicker that *lines* make, and those of them that it is made of."""
    if len(lines) > 1 and NUMBER_OF_SERIES.fullmatch(lines[1].text) and is_kicker(lines[0].text):
        return f"{lines[0].text}{lines[1].text}", list(lines[:2])
    if len(lines) == 1 and is_kicker(lines[0].text):
        return _name(lines[0]).strip("【】[]"), list(lines)
    if not is_document or not lines:
        return "", []
    largest = max(each.look.size for each in lines)
    bodies = [each for each in lines if each.look.size >= largest / 2]
    names = [_name(each) for each in bodies if each.text != _DOCUMENT]
    is_marked = len(names) < len(bodies)
    return "　".join([*names, *([_DOCUMENT] if is_marked else [])]), bodies


def _name(line: Facts) -> str:
    return "　".join(map(without_spacing, line.text.split("\n")))
