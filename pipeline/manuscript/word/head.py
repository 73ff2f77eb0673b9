"""The head of an article as it is read from a manuscript, field by field."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.manuscript.word.english_head import EnglishDraft
from pipeline.manuscript.word.manuscript import Place
from pipeline.manuscript.word.names import Byline, Person
from pipeline.manuscript.word.paper_labels import LabelledField

_ABOUT = "作者简介"


@dataclass(kw_only=True)
class Head:
    """The head of an article. *used* has the field that each paragraph went into; *note_calls* the notes to them."""

    title: str = ""
    subtitle: str = ""
    kicker: str = ""
    authors: list[Person] = field(default_factory=list)
    affiliations: dict[str, str] = field(default_factory=dict)  # by the mark behind the name; "" for all
    bios: dict[str, str] = field(default_factory=dict)  # by the name of the author
    source: str = ""
    received: datetime.date | None = None
    revised: datetime.date | None = None
    fund: str = ""
    summary: str = ""
    keywords: list[str] = field(default_factory=list)
    clc: str = ""
    document_code: str = ""
    article_id: str = ""
    doi: str = ""
    photographer: str = ""
    editor: str = ""
    english: EnglishDraft | None = None
    labels: list[str] = field(default_factory=list)  # before values of fields; the layout prints its own
    title_notes: list[str] = field(default_factory=list)
    note_calls: list[str] = field(default_factory=list)
    placed: int = 0  # so many of the authors have a place
    used: dict[Place, str] = field(default_factory=dict)
    taken: dict[Place, tuple[int, int]] = field(default_factory=dict)
    """Where in a paragraph in *used* begins and ends what its field took; the rest stays in the article."""
    left_out: list[tuple[Place, str]] = field(default_factory=list)
    """What is said of the manuscript, and not for readers: who signed and who proofread it."""

    def affiliation_of(self, person: Person) -> str:
        """Where *person* works; several with “；” between them."""
        own = [self.affiliations[mark] for mark in person.marks if mark in self.affiliations]
        common = self.affiliations.get("", "")
        return "；".join(dict.fromkeys(each for each in (person.post, *own, common) if each))

    def add_byline(self, byline: Byline) -> None:
        """Take the people that *byline* names."""
        self.authors += byline.authors
        for name, people in (("photographer", byline.photographers), ("editor", byline.editors)):
            if people:
                setattr(self, name, "、".join(filter(None, (getattr(self, name), *people))))

    def add_place(self, place: str) -> None:
        """Take where those work who were named since the last place, or all, where there was none."""
        place = " ".join(place.split("\n"))
        free = [index for index, each in enumerate(self.authors) if not each.post]
        common = self.affiliations.pop("", "")
        if common and any(index >= self.placed for index in free):
            for index in free:
                self.authors[index] = replace(self.authors[index], post=common if index < self.placed else place)
        elif common:
            self.affiliations[""] = f"{common}；{place}"
        elif 0 < len(free) < len(self.authors):
            for index in free:
                self.authors[index] = replace(self.authors[index], post=place)
        else:
            self.affiliations[""] = place
        self.placed = len(self.authors)

    def fill(self, fields: Sequence[LabelledField], place: Place | None = None) -> None:
        """Take *fields*, which the paragraph at *place* or a note to the head is made of."""
        for each in fields:
            self.labels += [each.label] if each.name != "note" else []
            if each.name in ("bio", "contact"):
                self.add_bios(each.value, "" if each.name == "bio" else each.label.strip("*＊"))
            elif each.name == "reviewed" and place is not None:
                self.left_out.append((place, f"{each.label}{each.value}"))
            elif each.name in ("note", "reviewed"):
                self.title_notes.append(f"{each.label.strip('*＊')}{each.value}")
            elif each.name == "clc":
                self.clc = "；".join(filter(None, (code.strip() for code in re.split("[;；]", each.value))))
            else:
                setattr(self, each.name, each.day or each.value)

    def add_bios(self, text: str, label: str = "") -> None:
        """Give each author what *text* says of him, with its *label*; else it is a note."""
        names = [each.name for each in self.authors]
        begun = [found for name in names for found in re.finditer(rf"(?:^|(?<=[；;。])\s*){re.escape(name)}", text)]
        begun.sort(key=lambda found: found.start())
        if not begun or begun[0].start():
            self.title_notes.append(f"{label or f'{_ABOUT}：'}{text}")
            return
        ends = [*(each.start() for each in begun[1:]), len(text)]
        for found, end in zip(begun, ends, strict=True):
            name = found[0].strip()
            told = label + text[found.start() : end].strip(" 　；;")
            self.bios[name] = " ".join(filter(None, (self.bios.get(name), told)))
