"""How a Chinese periodical writes numbers and dates, and the other small helpers that templates call."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup, escape

from pipeline.blocks import Block, Paragraph
from pipeline.inlines import Inline, Text, has_formula, plain_text
from pipeline.issue_numbers import SUPPLEMENT, IssueDate, IssueNumber
from pipeline.languages import in_language
from pipeline.layout.block_groups import groups_across
from pipeline.layout.bylines import byline, english_marks, running_title
from pipeline.layout.charts import describe_chart
from pipeline.layout.contents_pages import set_contents
from pipeline.layout.picture_frames import shown_part
from pipeline.layout.table_cells import (
    continued_label,
    decimal_fillers,
    is_short,
    is_wide,
    number_and_unit,
    number_columns,
    rows_that_stay,
)
from pipeline.layout.text_forms import (
    blank_pieces,
    caption_parts,
    clauses,
    count_signing,
    document_level,
    hanging_width,
    has_blanks,
    inlines_width,
    lines_at_breaks,
    lists_attachments,
    name_cells,
    option_width,
    parts_beside_blanks,
    poem_width,
    stays_whole,
    typed_number,
)
from pipeline.model import Author, plain_title
from pipeline.quantities import whole_pieces

_DIGITS = "〇一二三四五六七八九"
_DASH = "——"
_SECOND = Markup('<span class="under-title">{}</span>')


def chinese_number(number: int) -> str:
    """Return 1–999 in Chinese numerals as read: 12 十二, 101 一百零一, 110 一百一十. Raises ValueError beyond."""
    if not 1 <= number <= 999:
        raise ValueError(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if number < 20 else f"{_DIGITS[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_DIGITS[ones] if ones else "")


def chinese_label(number: IssueNumber) -> str:
    """Return the number of an issue as a nameplate has it: 第二期, 第七、八期, 增刊一."""
    if number.is_supplement:
        return SUPPLEMENT + (chinese_number(number.first) if number.first else "")
    return f"第{'、'.join(map(chinese_number, sorted({number.first, number.last})))}期"


def chinese_year(year: int) -> str:
    """Return a year digit by digit: 2023 二〇二三."""
    return "".join(_DIGITS[int(digit)] for digit in str(year))


def chinese_date(date: datetime.date | IssueDate) -> str:
    """Return a date in Arabic numerals as a colophon has it: 2023年2月3日, 2023年2月."""
    return f"{date.year}年{date.month}月" + (f"{date.day}日" if date.day else "")


def split_title(title: str) -> list[str]:
    """Return the lines of *title* as its preferred breaks part it."""
    return [line.strip() for line in title.splitlines()]


def title_lines(title: str, authors: Sequence[Author] = ()) -> Markup:
    """Return *title* as HTML, a preferred break as ``<br>``, the names of *authors* whole.

    A later line that begins with a dash is a second title 副题, which is set smaller.
    """
    first, *rest = split_title(title) or [""]
    lines = [whole_names(line, authors) for line in rest]
    seconds = (_SECOND.format(line) if line.startswith(_DASH) else line for line in lines)
    return Markup("<br>").join([whole_names(first, authors), *seconds])


def whole_names(text: str, authors: Sequence[Author]) -> Markup:
    """Return *text* as HTML in which no line ends within the name of one of the *authors*."""
    names = sorted({author.name for author in authors}, key=len, reverse=True)
    pieces = re.split(f"({'|'.join(map(re.escape, names))})", text) if names else [text]
    return Markup().join(
        Markup('<span class="whole">{}</span>').format(piece) if number % 2 else escape(piece)
        for number, piece in enumerate(pieces)
    )


def ruby_pairs(base: str, reading: str) -> list[tuple[str, str]]:
    """Return *base* in pieces with the reading of each: one by one where there is a syllable for each character."""
    syllables = reading.split()
    if len(syllables) == len(base):
        return list(zip(base, syllables, strict=True))
    return [(base, " ".join(syllables))]


def outline_label(inlines: Sequence[Inline]) -> str:
    """How the outline names a heading that holds formulas, which it can't show; empty for any other."""
    return plain_text(inlines) if has_formula(inlines) else ""


def drop_cap(inlines: Sequence[Inline]) -> tuple[str, list[Inline]]:
    """The first letter of *inlines*, which are those of a paragraph with a drop cap, and the rest."""
    first, *rest = inlines
    text = plain_text([first])
    return text[:1], [replace(first, text=text[1:]) if isinstance(first, Text) else first, *rest]


def has_paragraphs(item: Sequence[Block]) -> bool:
    """Whether an *item* of a list has several paragraphs, so that each is read by itself."""
    return sum(isinstance(each, Paragraph) for each in item) > 1


def roman(number: int) -> str:
    """*number* ≥ 1 in small Roman numerals, as the pages before the issues are counted. Raises ValueError below 1."""
    if number < 1:
        raise ValueError(number)
    text = "m" * (number // 1000)
    for digit, (one, five, ten) in zip(f"{number % 1000:03d}", map(list, ("cdm", "xlc", "ivx")), strict=True):
        count = int(digit)
        text += {4: one + five, 9: one + ten}.get(count, five * (count // 5) + one * (count % 5))
    return text


HELPERS = {
    "describe_chart": describe_chart,
    "groups_across": groups_across,
    "chinese_number": chinese_number,
    "chinese_year": chinese_year,
    "chinese_label": chinese_label,
    "chinese_date": chinese_date,
    "title_lines": title_lines,
    "byline": byline,
    "english_marks": english_marks,
    "set_contents": set_contents,
    "running_title": running_title,
    "whole_names": whole_names,
    "plain_title": plain_title,
    "ruby_pairs": ruby_pairs,
    "whole_pieces": whole_pieces,
    "decimal_fillers": decimal_fillers,
    "is_short": is_short,
    "is_wide": is_wide,
    "number_and_unit": number_and_unit,
    "number_columns": number_columns,
    "rows_that_stay": rows_that_stay,
    "continued_label": continued_label,
    "in_language": in_language,
    "outline_label": outline_label,
    "lines_at_breaks": lines_at_breaks,
    "lists_attachments": lists_attachments,
    "drop_cap": drop_cap,
    "has_paragraphs": has_paragraphs,
    "blank_pieces": blank_pieces,
    "has_blanks": has_blanks,
    "parts_beside_blanks": parts_beside_blanks,
    "count_signing": count_signing,
    "caption_parts": caption_parts,
    "typed_number": typed_number,
    "clauses": clauses,
    "document_level": document_level,
    "stays_whole": stays_whole,
    "poem_width": poem_width,
    "hanging_width": hanging_width,
    "name_cells": name_cells,
    "option_width": option_width,
    "inlines_width": inlines_width,
    "shown_part": shown_part,
}
