"""Sentences on a legacy PDF: what was removed or mended, and why it is no PDF/A-2a and PDF/UA-1."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.i18n import _, ngettext

_MOST_NAMED = 12
_REMOVED: dict[str, Callable[[int], str]] = {
    "javascript": lambda n: ngettext("{count} script removed.", "{count} scripts removed.", n),
    "launch": lambda n: ngettext(
        "{count} action that starts a program removed.", "{count} actions that start programs removed.", n
    ),
    "submit": lambda n: ngettext(
        "{count} action that sends or imports form data removed.",
        "{count} actions that send or import form data removed.",
        n,
    ),
    "remote": lambda n: ngettext(
        "{count} link into another file removed.", "{count} links into other files removed.", n
    ),
    "address": lambda n: ngettext(
        "{count} link to an address of a kind that is not allowed removed.",
        "{count} links to addresses of a kind that is not allowed removed.",
        n,
    ),
    "action": lambda n: ngettext("{count} other action removed.", "{count} other actions removed.", n),
    "opening": lambda n: ngettext(
        "{count} action on opening or closing removed.", "{count} actions on opening or closing removed.", n
    ),
    "media": lambda n: ngettext(
        "{count} annotation with sound, film or a 3D model removed.",
        "{count} annotations with sound, film or 3D models removed.",
        n,
    ),
    "attachment": lambda n: ngettext("{count} attached file removed.", "{count} attached files removed.", n),
    "annotation": lambda n: ngettext(
        "{count} annotation of an unknown kind removed.", "{count} annotations of unknown kinds removed.", n
    ),
    "annotations_beyond": lambda n: ngettext(
        "{count} annotation beyond the first 10,000 of a page removed.",
        "{count} annotations beyond the first 10,000 of a page removed.",
        n,
    ),
    "names_beyond": lambda n: ngettext(
        "{count} named destination beyond the first 200,000 removed.",
        "{count} named destinations beyond the first 200,000 removed.",
        n,
    ),
    "form": lambda n: ngettext(
        "Form with {count} field: what is filled in is printed, and can't be changed any more.",
        "Form with {count} fields: what is filled in is printed, and can't be changed any more.",
        n,
    ),
    "drawn": lambda n: ngettext(
        "{count} field had no appearance of what is filled in: it was made.",
        "{count} fields had no appearances of what is filled in: they were made.",
        n,
    ),
    "xfa": lambda n: ngettext(
        "{count} XFA form removed: what is filled in there only is not printed.",
        "{count} XFA forms removed: what is filled in there only is not printed.",
        n,
    ),
    "signature": lambda n: ngettext(
        "{count} digital signature removed: it would not hold any more.",
        "{count} digital signatures removed: they would not hold any more.",
        n,
    ),
    "destination": lambda n: ngettext(
        "{count} destination that is not in the file removed.",
        "{count} destinations that are not in the file removed.",
        n,
    ),
    "external": lambda n: ngettext(
        "{count} reference to content in another file removed.",
        "{count} references to content in other files removed.",
        n,
    ),
    "postscript": lambda n: ngettext(
        "{count} piece of PostScript removed.", "{count} pieces of PostScript removed.", n
    ),
    "annotation_place": lambda n: ngettext(
        "{count} annotation without a place removed.", "{count} annotations without a place removed.", n
    ),
    "box": lambda n: ngettext(
        "{count} page had no usable size: taken for A4.", "{count} pages had no usable size: taken for A4.", n
    ),
    "crop": lambda n: ngettext(
        "{count} page had a crop box outside of the page: the whole page is shown.",
        "{count} pages had a crop box outside of the page: the whole pages are shown.",
        n,
    ),
    "rotation": lambda n: ngettext(
        "{count} page was rotated by no right angle: it stands upright.",
        "{count} pages were rotated by no right angle: they stand upright.",
        n,
    ),
    "unit": lambda n: ngettext(
        "{count} page is measured in units of its own.", "{count} pages are measured in units of their own.", n
    ),
    "balance": lambda n: ngettext(
        "{count} page left its graphics state open: closed.", "{count} pages left their graphics state open: closed.", n
    ),
    "content": lambda n: ngettext(
        "{count} page has operators in its content that there are none of: look at it.",
        "{count} pages have operators in their content that there are none of: look at them.",
        n,
    ),
    "form_content": lambda n: ngettext(
        "{count} form has operators in its content that there are none of: look at it.",
        "{count} forms have operators in their content that there are none of: look at them.",
        n,
    ),
    "resources": lambda n: ngettext(
        "{count} page had damaged resources: what was no resource is gone.",
        "{count} pages had damaged resources: what were no resources are gone.",
        n,
    ),
    "unnamed": lambda n: ngettext(
        "{count} page uses fonts, pictures or patterns that the file does not have: look at it.",
        "{count} pages use fonts, pictures or patterns that the file does not have: look at them.",
        n,
    ),
    "stream": lambda n: ngettext(
        "{count} form, picture or table is damaged: what can be read of it is there.",
        "{count} forms, pictures or tables are damaged: what can be read of them is there.",
        n,
    ),
    "face": lambda n: ngettext(
        "{count} font is damaged and left out: another one is shown in its place.",
        "{count} fonts are damaged and left out: others are shown in their place.",
        n,
    ),
    "repaired": lambda n: ngettext(
        "{count} object is damaged: what can be read of it is taken.",
        "{count} objects are damaged: what can be read of them is taken.",
        n,
    ),
    "unreadable": lambda n: ngettext(
        "{count} object can't be read and is left out.", "{count} objects can't be read and are left out.", n
    ),
    "missing": lambda n: ngettext(
        "{count} object is referred to and is not in the file.",
        "{count} objects are referred to and are not in the file.",
        n,
    ),
    "twice": lambda n: ngettext("{count} page stands there twice.", "{count} pages stand there twice.", n),
    "outline": lambda n: ngettext(
        "{count} damaged item of the outline removed.", "{count} damaged items of the outline removed.", n
    ),
}


# What is damaged besides the content of pages.
_DAMAGED = ("form_content", "stream", "face", "repaired", "unreadable")


@dataclass
class Findings:
    """Collects what is found. *counts* of what has a sentence above; other sentences as they are."""

    counts: Counter[str] = field(default_factory=Counter)
    sentences: list[str] = field(default_factory=list)
    shortcomings: list[str] = field(default_factory=list)

    def note(self, sentence: str) -> None:
        """Note *sentence* once."""
        if sentence not in self.sentences:
            self.sentences.append(sentence)

    def falls_short(self, sentence: str) -> None:
        """Note once why the file is no PDF/A-2a and PDF/UA-1."""
        if sentence not in self.shortcomings:
            self.shortcomings.append(sentence)

    def note_shortened(self, pages: Sequence[int]) -> None:
        """Note the *pages*, from 0, of whose content only the beginning could be read."""
        if not pages:
            return
        text = ngettext(
            "The content of page {pages} is damaged: it is there up to the damage. Compare it with another copy.",
            "The content of pages {pages} is damaged: it is there up to the damage. Compare them with another copy.",
            len(pages),
        )
        self.counts["shortened"] = len(pages)
        self.note(text.format(pages=join_pages(pages)))

    def note_lost(self, pages: Sequence[int]) -> None:
        """Note the *pages*, from 0, of whose content a part or all can't be read."""
        if not pages:
            return
        text = ngettext(
            "Page {pages} is damaged: a part of it, or all, can't be read and is missing. Look for another copy.",
            "Pages {pages} are damaged: a part of them, or all, can't be read and is missing. Look for another copy.",
            len(pages),
        )
        self.counts["lost"] = len(pages)
        self.note(text.format(pages=join_pages(pages)))

    @property
    def lacks_something(self) -> bool:
        """Whether the file has something on its pages that can't be read, and is not there any more."""
        return any(self.counts[kind] for kind in ("shortened", "lost", "stream", "face", "repaired", "unreadable"))

    @property
    def notes(self) -> tuple[str, ...]:
        """All notes in a fixed order."""
        return (*self.sentences, *self._say_counts(_REMOVED))

    @property
    def damage(self) -> tuple[str, ...]:
        """The notes on what is damaged besides the content of pages: forms, patterns, glyphs, fonts, objects."""
        return tuple(self._say_counts(_DAMAGED))

    def _say_counts(self, kinds: Iterable[str]) -> Iterator[str]:
        return (
            _REMOVED[kind](self.counts[kind]).format(count=self.counts[kind]) for kind in kinds if self.counts[kind]
        )


def recovered_sentence() -> str:
    """The note of a file of which all was taken that can be read, and the rest was left out."""
    return _("Recovered: the file is damaged, and what can be read of it is taken.")


def mended_sentence() -> str:
    """The note of a file whose cross-reference or streams were not as they should be."""
    return _("The file was damaged; its objects were searched for and found.")


def join_pages(pages: Sequence[int]) -> str:
    """The 0-based *pages* as they are told to people: ``1, 5, 7``, the first ones where there are many."""
    shown = ", ".join(str(page + 1) for page in pages[:_MOST_NAMED])
    return shown if len(pages) <= _MOST_NAMED else shown + " …"
