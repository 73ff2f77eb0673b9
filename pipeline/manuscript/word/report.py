"""The report of an import, for the editor: fields, headings with their reasons, what was left out, what to look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from pipeline.i18n import _
from pipeline.manuscript.word.account import Account
from pipeline.manuscript.word.headings import FoundHeading
from pipeline.manuscript.word.manuscript import Comment, Notice, Omission, OmissionKind, Place

_LONGEST = 300  # characters of a text that was left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of a manuscript. *fields* are (place, name of the field, words of the paragraph).

    *quotes*: how paragraphs begin, by their places.
    """

    account: Account
    fields: tuple[tuple[Place, str, str], ...]
    headings: tuple[tuple[Place, FoundHeading, str], ...]
    omissions: tuple[Omission, ...]
    notices: tuple[Notice, ...]
    comments: tuple[Comment, ...]
    quotes: Mapping[Place, str] = field(default_factory=dict)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What an editor should see at once: all but fields and headings."""
        return tuple(self._remarks())

    def _remarks(self) -> Iterator[str]:
        for place, text in self.account.lost:
            yield _tell_place(place, tell_loss(text))
        for omission in self.omissions:
            if omission.kind != "alternative":
                yield _tell_place(omission.place, tell_omission(omission))
        for notice in self.notices:
            yield _tell_place(notice.place, notice.message)
        for comment in self.comments:
            yield _("Comment by {author} ({date}): {text}").format(
                author=comment.author or "?", date=comment.date or "?", text=comment.text
            )

    def write(self, manuscript: str) -> str:
        """The report as a text, with the name of the *manuscript*."""
        account = self.account
        lines = [
            _("Import of {name}").format(name=manuscript),
            _("{count} characters in the file, {left} of them left out and told, {lost} lost.").format(
                count=account.characters, left=account.left_out, lost=account.lost_count
            ),
        ]
        sections = (
            (_("Fields"), [_tell_place(place, f"{name} ← {text}") for place, name, text in self.fields]),
            (
                _("Headings, and why"),
                [
                    _tell_place(place, f"{'#' * (found.level + 1)} {text} ← {'; '.join(found.reasons)}")
                    for place, found, text in self.headings
                ],
            ),
            (_("To look at"), list(self.remarks)),
        )
        for title, rows in sections:
            if rows:
                lines += ["", title, *(f"  {row}" for row in rows)]
        return "\n".join(lines) + "\n"


def _tell_place(place: Place | None, text: str) -> str:
    """*text* with the paragraph that it is about."""
    one_line = " ".join(text.split())
    if place is None:
        return one_line
    if not place.story:
        return _("paragraph {number}: {text}").format(number=place.number, text=one_line)
    return _("{story}, paragraph {number}: {text}").format(story=place.story, number=place.number, text=one_line)


def name_place(place: Place) -> str:
    """What the paragraph at *place* is called."""
    if not place.story:
        return _("paragraph {number}").format(number=place.number)
    return _("{story}, paragraph {number}").format(story=place.story, number=place.number)


def tell_loss(text: str) -> str:
    """That *text* is in the file, and not in the article."""
    return _("LOST: these characters are not in the article: “{text}”").format(text=text[:_LONGEST])


def tell_omission(omission: Omission) -> str:
    """What was left out, and why."""
    text = omission.text.strip()
    shown = text[:_LONGEST] + ("…" if len(text) > _LONGEST else "")
    return _messages()[omission.kind].format(text=shown, by=omission.by or "?", count=len(text))


@cache
def _messages() -> dict[OmissionKind, str]:
    return {
        "deleted": _("Deleted by {by}, and so not in the article: “{text}”"),
        "moved": _("Moved away from here by {by}: “{text}”"),
        "hidden": _("{count} hidden characters are not in the article."),
        "contents": _("A list that Word makes (contents, index) is left out: “{text}”"),
        "field": _("Part of a field that isn't shown, or can't be read: “{text}”"),
        "placeholder": _("A placeholder that nobody filled in is left out: “{text}”"),
        "uncalled": _("No place in the text calls this note, which is left out: “{text}”"),
        "margin": _("Heads, feet and rules of pages are the layout's; left out: “{text}”"),
        "covered": _("A cell that others cover, so that Word doesn't show it, is left out: “{text}”"),
        "object": _("An object that can't be read is left out, with its words: “{text}”"),
        "form": _("The form of the manuscript has besides, and it is left out: “{text}”"),
        "alternative": _("Another program's form of what stands here already: “{text}”"),
        "cover": _("The cover is left out: “{text}”"),
        "distribution": _("The distribution list 版记 is the office's, and is left out: “{text}”"),
        "unread": _("Nobody has read this text, and it is not in the article: “{text}”"),
    }
