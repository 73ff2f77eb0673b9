"""Title, authors, summary and what else stands at the head of an article, and at its end, as fields of its head."""

import re
from collections.abc import Callable, Mapping, Sequence

from pipeline.manuscript.word.affiliations import places_in
from pipeline.manuscript.word.english_head import read_english
from pipeline.manuscript.word.facts import Facts
from pipeline.manuscript.word.head import Head
from pipeline.manuscript.word.letterheads import read_letterhead
from pipeline.manuscript.word.manuscript import Look, NoteCall, Words
from pipeline.manuscript.word.names import Byline, is_spaced_name, read_byline, read_closing, read_dateline
from pipeline.manuscript.word.paper_labels import read_labels
from pipeline.manuscript.word.paragraph_shapes import is_date
from pipeline.manuscript.word.title_finding import (
    DASH,
    DOCUMENT_NUMBER,
    KEYWORDS,
    LATIN_LINE,
    LONGEST_TITLE,
    OF_SERIES,
    SUBTITLE_STYLE,
    SUMMARY,
    find_title,
    without_spacing,
)

_SOURCE_AND_AUTHOR = re.compile(r"来\s*源\s*[:：]\s*(?P<source>[^\s　]{2,40})[\s　]+(?P<author>作\s*者\s*[:：].+)")
_GIVEN_BY = re.compile(
    r"[（(]?(?P<who>[\u4e00-\u9fff（）、]{2,30}?)(?:[\s　]+|(?=供\s*稿[）)]))(?P<what>供\s*稿|摄影报道|摄影)[）)]?"
)
_ABOVE_LABELS = re.compile(r"(?:文章|稿件|论文)(?:历史|信息)[:：]?")
_ABOUT_ONE = re.compile(r"\s*[，,（(].*(?:[男女]|生[）)，,]|教授|讲师|研究|工程师|博士|硕士|主任|编辑|现任|从事)")
_FUNDED = re.compile(
    r"^本(?:文|项|课题|研究).{0,40}(?:基金|资助|项目|课题).*(?:成果|资助|支持)[。.]?$|^本文(?:得到|受).*(?:基金|资助)"
)
_SOURCE = re.compile(
    r"^[（(]?\s*(?:来\s*源|稿件来源)\s*[:：]\s*([^）)]+)[）)]?$|^[（(]?\s*((?:原载|摘自|转自|载于|选自).+?)[）)]?$"
)
_PHOTOGRAPHER = re.compile(r"^[（(]?\s*(?:摄\s*影|图\s*片|图)\s*[:：/／]\s*([^）)]{2,30})[）)]?$")
_AFFILIATION = re.compile(r"^[（(]?\s*(?:作者)?(?:单位|系)\s*[:：]?\s*(.{4,60}?)[）)]?$")
_ABSTRACT = re.compile(r"[\[【]?\s*Abstract", re.IGNORECASE)
_AUTHOR_STYLE = re.compile("authors?|作者", re.IGNORECASE)
_DATE_STYLE, _LONGEST_SOURCE = "Date", 80
_DAY = re.compile(r"[（(]\s*(?:\d{4}|[二〇○零一二三四五六七八九十]{4})年[^（）()。]{2,16}[）)]")
_DECREED = re.compile(  # 题注 of a regulation: who passed it, and when
    r"[（(](?=[^。]*\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)[^。]{8,300}(?:通过|公布|发布|修[订正改]|施行|批准|印发)[^。]{0,30}[）)]",
    re.DOTALL,
)


def read_head(paragraphs: Sequence[Facts], body: Look, notes: Mapping[str, str]) -> Head:
    """The head of the article that *paragraphs*, those beside tables and boxes, make; its title may stay empty.

    *notes*: the texts of notes by their keys; those to the head tell of its authors, or of who paid.
    """
    return _HeadReader(paragraphs, body, notes).read()


class _HeadReader:
    def __init__(self, paragraphs: Sequence[Facts], body: Look, notes: Mapping[str, str]) -> None:
        self._paragraphs, self._body, self._notes = paragraphs, body, notes
        self._head = Head()

    def read(self) -> Head:
        first = find_title(self._paragraphs, self._body)
        after = 0
        if first is not None:
            after = self._take_title(first)
            self._take_letterhead(first)
        for index in range(after, len(self._paragraphs)):
            below = self._paragraphs[index + 1 : index + 2]
            if not self._take_below(self._paragraphs[index], bool(below) and self._belongs_to_authors(below[0])):
                after = index
                break
        for facts in self._paragraphs if first is not None else self._paragraphs[after:]:
            if facts.paragraph.place not in self._head.used:
                self._take_labelled(facts)
        self._take_english()
        for facts in self._paragraphs[-6:]:
            if facts.paragraph.place not in self._head.used:
                self._take_at_end(facts)
        self._take_closing()
        self._take_dateline()
        for key in self._head.note_calls:
            self._take_note(self._notes.get(key, ""))
        return self._head

    def _take_note(self, text: str) -> None:
        """Take a note to the title or the authors."""
        plain = re.sub(r"^[\s*＊†‡①-⑳]+", "", text)
        if fields := read_labels(plain):
            self._head.fill(fields)
        elif _FUNDED.search(plain) and not self._head.fund:
            self._head.fund = plain
        elif plain:
            self._head.title_notes.append(plain)

    def _take_english(self) -> None:
        free = [each for each in self._paragraphs if each.paragraph.place not in self._head.used]
        self._head.english = read_english(free, len(self._head.authors), len(self._head.keywords))
        if self._head.english is not None:
            self._head.used |= dict.fromkeys(self._head.english.used, "english")

    def _use(self, facts: Facts, name: str) -> None:
        self._head.used[facts.paragraph.place] = name
        self._head.note_calls += [each.key for each in facts.paragraph.pieces if isinstance(each, NoteCall)]

    def _take_title(self, index: int) -> int:
        """Take the title that begins at *index*, over as many paragraphs as look alike; return the index behind it."""
        first = self._paragraphs[index]
        lines, behind = self._title_lines(first)
        self._use(first, "title")
        end = index + 1
        while end < len(self._paragraphs) and self._goes_on(first, self._paragraphs[end], lines):
            lines.append(without_spacing(self._paragraphs[end].text))
            self._use(self._paragraphs[end], "title")
            end += 1
        self._head.title = "\n".join(lines)
        self._head.subtitle = behind
        return end

    @staticmethod
    def _title_lines(first: Facts) -> tuple[list[str], str]:
        """The lines of the paragraph of a title, and the subtitle that a dash begins behind a soft return."""
        lines = [each.strip() for each in first.text.split("\n") if each.strip()]
        at = next((index for index, each in enumerate(lines) if index and DASH.match(each)), len(lines))
        return [without_spacing(each) for each in lines[:at]], " ".join(lines[at:])

    def _goes_on(self, first: Facts, facts: Facts, lines: list[str]) -> bool:
        """Whether *facts* is a further line of the title that *first* begins."""
        look, own = first.look, facts.look
        is_alike = (look.east_asian, look.size, look.is_bold) == (own.east_asian, own.size, own.is_bold)
        is_title = look.size > self._body.size + 0.9 and first.is_centred and facts.is_centred and is_alike
        fits = len("".join(lines)) + len(facts.text) <= LONGEST_TITLE and not DASH.match(facts.text)
        return is_title and fits and len(lines) < 4 and not facts.paragraph.label

    def _take_letterhead(self, index: int) -> None:
        """Take what stands above the title."""
        letterhead = read_letterhead(self._paragraphs[:index])
        self._head.subtitle = " ".join(filter(None, (letterhead.number, self._head.subtitle)))
        self._head.kicker = letterhead.kicker
        self._head.left_out += letterhead.left_out
        self._head.labels += letterhead.rules
        for facts in letterhead.used:
            self._use(facts, "kicker")

    @staticmethod
    def _belongs_to_authors(facts: Facts) -> bool:
        """Whether *facts* is what stands below the names of authors: where they work, or a summary."""
        return bool(SUMMARY.match(facts.text)) or bool(places_in(facts))

    def _take_below(self, facts: Facts, is_above_places: bool) -> bool:
        """Take *facts*, which stands below the title and what else was taken, if it belongs to the head.

        *is_above_places*: what stands below it is said of authors.
        """
        text = facts.text
        is_number_or_day = any(
            each.fullmatch(text) for each in (DOCUMENT_NUMBER, OF_SERIES, _DAY, _DECREED)
        ) or is_date(text)
        stands_apart = facts.is_centred or facts.paragraph.style == _DATE_STYLE
        if is_number_or_day and stands_apart and not self._head.subtitle:
            self._head.subtitle = " ".join(text.split("\n"))
            self._use(facts, "subtitle")
        elif self._is_subtitle(facts) or self._is_title_in_english(facts):
            self._head.subtitle = f"{self._head.subtitle} {text}".strip()
            self._use(facts, "subtitle")
        elif self._head.authors and self._take_affiliations(facts):
            pass
        elif (both := _SOURCE_AND_AUTHOR.fullmatch(text)) is not None and not self._head.source:
            byline = read_byline(both["author"], stands_apart=True)
            if byline is None:
                return False
            self._head.source = both["source"]
            self._take_byline(byline, facts)
        elif facts.is_centred and (self._take_giver(text) or self._take_source(text)):
            self._use(facts, "source")
        elif _ABOVE_LABELS.fullmatch(text):
            self._head.labels.append(text)
            self._use(facts, "labels")
        elif (byline := self._byline(facts, is_above_places)) is not None:
            self._take_byline(byline, facts)
        else:
            return self._take_labelled(facts)
        return True

    def _is_title_in_english(self, facts: Facts) -> bool:
        """Whether *facts* are the title once more in English, of a text without an abstract in English."""
        is_line = not self._head.subtitle and facts.is_centred and LATIN_LINE.fullmatch(facts.text) is not None
        has_abstract = any(_ABSTRACT.match(each.text) for each in self._paragraphs)
        return is_line and not self._head.authors and not has_abstract

    def _is_subtitle(self, facts: Facts) -> bool:
        text = facts.text
        if len(text) > 60 or not text or text[-1] in "。：" or self._head.authors:
            return False
        is_dashed = DASH.match(text) is not None and (facts.is_centred or facts.lead > 0 or len(text) <= 40)
        return is_dashed or SUBTITLE_STYLE.search(facts.paragraph.style) is not None

    def _byline(self, facts: Facts, is_named: bool) -> Byline | None:
        if facts.paragraph.outline is not None:
            return None
        is_styled = _AUTHOR_STYLE.fullmatch(facts.paragraph.style) is not None
        is_named = is_named or is_styled or (is_spaced_name(facts.text) and not facts.is_emphatic)
        raised: set[int] = set()
        place = 0
        for piece in facts.paragraph.pieces:
            if isinstance(piece, Words):
                if piece.look.script == "sup":
                    raised |= set(range(place, place + len(piece.text)))
                place += len(piece.text)
        stands_apart = facts.is_centred or facts.is_right or is_named
        return read_byline(facts.paragraph.text, frozenset(raised), stands_apart=stands_apart, is_named=is_named)

    def _take_byline(self, byline: Byline, facts: Facts) -> None:
        self._head.add_byline(byline)
        self._use(facts, "authors")

    def _take_affiliations(self, facts: Facts) -> bool:
        """Take a line of places where the authors work, below their names."""
        text = facts.text
        if (
            _SOURCE.match(text)
            or re.search(r"\d{4}年\d{1,2}月", text)
            or (facts.look.is_bold and not self._body.is_bold)
        ):
            return False
        places = places_in(facts)
        if not places or (set(places) == {""} and self._head.placed == len(self._head.authors)):
            return False
        if "" not in places and not any(mark in places for each in self._head.authors for mark in each.marks):
            if len(self._head.authors) > 1:
                return False  # nobody can tell who works where
            places = {"": "；".join(places.values())}
        if "" in places:
            self._head.add_place(places.pop(""))
        self._head.affiliations |= places
        self._use(facts, "affiliation")
        return True

    def _take_labelled(self, facts: Facts) -> bool:
        """Take a paragraph that says by a label which field it is."""
        text = facts.text
        takers: tuple[tuple[str, re.Pattern[str], Callable[[str], None]], ...] = (
            ("summary", SUMMARY, lambda rest: setattr(self._head, "summary", rest)),
            ("keywords", KEYWORDS, self._take_keywords),
        )
        for name, pattern, take in takers:
            found = pattern.match(text)
            if found is not None and text[found.end() :].strip() and not getattr(self._head, name, None):
                take(text[found.end() :].strip())
                self._use(facts, name)
                return True
        return self._take_labels(facts)

    def _take_keywords(self, rest: str) -> None:
        keywords = [each.strip(" 　。.") for each in re.split(r"[；;，,、]|[\s　]{1,}", rest)]
        self._head.keywords = list(dict.fromkeys(filter(None, keywords)))

    def _take_labels(self, facts: Facts) -> bool:
        fields = read_labels(facts.text)
        own = [each.name for each in fields if each.name not in ("note", "bio", "contact", "reviewed")]
        if not fields or fields[0].name == "editor" or any(getattr(self._head, each) for each in own):
            return False  # editors are told of at the end
        self._head.fill(fields, facts.paragraph.place)
        self._use(facts, fields[0].name)
        return True

    def _take_giver(self, text: str) -> bool:
        """Take who gave the text, or photographed: 某某工会　供稿."""
        found = _GIVEN_BY.fullmatch(text)
        field_name = "source" if found is not None and found["what"].startswith("供") else "photographer"
        if found is None or getattr(self._head, field_name):
            return False
        setattr(self._head, field_name, found["who"])
        return True

    def _take_closing(self) -> None:
        """Take the authors that the last paragraph names in brackets at its end, where nobody is named above."""
        last = next(
            (each for each in reversed(self._paragraphs[-8:]) if each.paragraph.place not in self._head.used), None
        )
        closing = read_closing(last.text) if last is not None and not self._head.authors else None
        if last is None or closing is None:
            return
        byline, start = closing
        self._take_byline(byline, last)
        if start:
            self._head.taken[last.paragraph.place] = (start, len(last.text))

    def _take_dateline(self) -> None:
        """Take the authors that stand behind the dateline of the first paragraph: 本报讯（记者　王某）."""
        free = (each for each in self._paragraphs if each.paragraph.place not in self._head.used)
        first = next((each for each in free if "。" in each.text), None)
        found = read_dateline(first.text) if first is not None and not self._head.authors else None
        if first is not None and found is not None:
            byline, start, end = found
            self._take_byline(byline, first)
            self._head.taken[first.paragraph.place] = (start, end)

    def _take_source(self, text: str) -> bool:
        """Take what says where the text comes from."""
        found = _SOURCE.match(text)
        if found is None or self._head.source or len(text) > _LONGEST_SOURCE:
            return False
        self._head.source = (found[1] or found[2]).strip()
        return True

    def _take_at_end(self, facts: Facts) -> None:
        """Take a last line that says where the text comes from, and who made it."""
        text = facts.text
        head = self._head
        if self._take_source(text):
            self._use(facts, "source")
        elif any(text.startswith(each.name) and _ABOUT_ONE.match(text[len(each.name) :]) for each in head.authors):
            head.add_bios(text)
            self._use(facts, "bio")
        elif (fields := read_labels(text)) and not (fields[0].name == "editor" and head.editor):
            head.fill(fields, facts.paragraph.place)
            self._use(facts, fields[0].name)
        elif (found := _PHOTOGRAPHER.match(text)) is not None and not head.photographer:
            head.photographer = found[1].strip()
            self._use(facts, "photographer")
        elif (facts.is_centred or facts.is_right) and self._take_giver(text):
            self._use(facts, "source")
        elif (found := _AFFILIATION.match(text)) is not None and head.authors and text[:1] in "（(作":
            place = found[1].strip()
            if not all(map(head.affiliation_of, head.authors)):
                head.add_place(place)
                self._use(facts, "affiliation")
            elif any(own and own in place for own in map(head.affiliation_of, head.authors)):
                head.left_out.append((facts.paragraph.place, place))  # said above, but for a postcode
                self._use(facts, "affiliation")
