"""What the report of a comparison says, in the user's language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.i18n import _, ngettext
from pipeline.regression.verdicts.verdict import Standing
from pipeline.regression.verdicts.verdict_words import standing_word

_ORDER: tuple[Standing, ...] = ("fails", "allowed", "accepted")


@dataclass(frozen=True, slots=True)
class Filter:
    """A switch that shows and hides the findings that stand as *kind*, of which there are *count*."""

    kind: Standing
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words of the template by their names."""

    fixed: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fixed[name]

    def kind(self, kind: Standing) -> str:
        """What *kind* is called."""
        return standing_word(kind)

    def filters(self, kinds: Iterable[Standing]) -> list[Filter]:
        """A switch for each way to stand, with how many of *kinds* there are."""
        counts = Counter(kinds)
        return [Filter(kind, f"{standing_word(kind)} {counts[kind]}", counts[kind]) for kind in _ORDER]

    def finding(self, number: int) -> str:
        """The name of the finding with the *number*."""
        return _("Finding {number}").format(number=number)

    def pages(self, count: int) -> str:
        """How many pages there are."""
        return ngettext("{count} page", "{count} pages", count).format(count=count)

    def count_changed(self, changed: int, count: int) -> str:
        """How many pages changed."""
        text = ngettext("{changed} of {count} page changed", "{changed} of {count} pages changed", count)
        return text.format(changed=changed, count=count)

    def picture(self, side: str, name: str) -> str:
        """What stands for the picture of the page called *name* before or after."""
        text = _("Before: page {page}") if side == "before" else _("After: page {page}")
        return text.format(page=name)

    def findings_cut(self, shown: int, count: int) -> str:
        """That not all findings are shown."""
        text = _("Only {shown} of {count} findings are shown, those that fail first; --json has them all.")
        return text.format(shown=shown, count=count)

    def pages_cut(self, shown: int, count: int) -> str:
        """That not all changed pages are shown."""
        text = _("Only {shown} of {count} changed pages are shown, those that only follow left out first.")
        return text.format(shown=shown, count=count)

    def large_cut(self, count: int) -> str:
        """That only some pages can be read."""
        return _("Only {count} pages have pictures in which text can be read.").format(count=count)

    def marks_cut(self, count: int) -> str:
        """That not all places are marked."""
        return _("At most {count} places are marked on a page; --json has them all.").format(count=count)

    def of_script(self) -> dict[str, str]:
        """Words that the script of the page fills in; {page}, {place} and {count} stand for what it knows."""
        return {
            "choose": _("Choose a finding to see its page."),
            "nowhere": _("This finding is about no page that is shown."),
            "place": _("{place} of {count}"),
            "enlarge": _("Enlarge"),
            "reduce": _("Reduce"),
            "run": _("Run"),
            "pause": _("Pause"),
        }


def pair_name(before: str | None, after: str | None) -> str:
    """What a page is called that was *before* and is *after*; None where it came or went."""
    if before is None or after is None:
        text = _("Page {page}, new") if before is None else _("Page {page}, gone")
        return text.format(page=after if before is None else before)
    return _("Page {page}").format(page=before if before == after else f"{before} → {after}")


def words() -> Words:
    """The words of the report."""
    return Words(
        {
            "title": _("Layout comparison"),
            "before": _("Before"),
            "after": _("After"),
            "skip": _("To the findings"),
            "findings": _("Findings"),
            "none": _("Nothing differs."),
            "none_shown": _("All findings are hidden by the filters."),
            "show": _("Show"),
            "where": _("Pages:"),
            "follows": _("Moved along:"),
            "pages_heading": _("Changed pages"),
            "only": _("Only pages of this finding"),
            "new": _("This page is new."),
            "gone": _("This page is gone."),
            "no_picture": _("This page could not be drawn."),
            "schematic": _("drawn from the snapshot"),
            "viewer": _("The page, before and after"),
            "modes": _("How to compare"),
            "side": _("Side by side"),
            "overlay": _("Overlay"),
            "blink": _("Blink"),
            "wipe": _("Wipe"),
            "overlay_note": _("Black: unchanged"),
            "rate": _("Rate"),
            "slow": _("slow"),
            "medium": _("medium"),
            "fast": _("fast"),
            "run": _("Run"),
            "marks": _("Marks"),
            "previous": _("Previous page"),
            "next": _("Next page"),
            "enlarge": _("Enlarge"),
            "close": _("Close"),
            "choose": _("Choose a finding to see its page."),
            "on_page": _("Findings on this page"),
            "keys": _("Keys"),
            "key_findings": _("next and previous finding"),
            "key_pages": _("next and previous page"),
            "key_wipe": _("move the wipe"),
            "key_flip": _("blink: the other version"),
            "key_run": _("blink: run and pause"),
            "key_marks": _("show and hide the marks"),
            "key_only": _("only pages of this finding"),
            "key_enlarge": _("enlarge the page"),
            "key_help": _("these keys"),
            "key_close": _("close"),
        }
    )
