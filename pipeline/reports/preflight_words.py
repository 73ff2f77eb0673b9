"""What the report of a preflight says, in the user's language."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pipeline.i18n import _, ngettext
from pipeline.preflight.check import Severity
from pipeline.preflight.finding_words import severity_name
from pipeline.preflight.verdict import PreflightFinding, PreflightVerdict

Kind = Literal["error", "warning", "info", "waived"]
_ORDER: tuple[Kind, ...] = ("error", "warning", "info", "waived")


def kind_of(finding: PreflightFinding) -> Kind:
    """What a finding counts as: its severity, unless it is let pass."""
    kinds: dict[Severity, Kind] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
    return "waived" if finding.waiver is not None else kinds[finding.severity]


@dataclass(frozen=True, slots=True)
class Filter:
    """A switch that shows and hides the findings of one *kind*, of which there are *count*."""

    kind: Kind
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words of the template by their names."""

    fixed: dict[str, str]

    def __getitem__(self, name: str) -> str:
        return self.fixed[name]

    def kind(self, kind: Kind) -> str:
        """*kind* in the user's language."""
        return _("waived") if kind == "waived" else severity_name(Severity(kind))

    def filters(self, kinds: Iterable[Kind]) -> list[Filter]:
        """A switch for each kind, with how many of *kinds* there are."""
        counts = Counter(kinds)
        return [Filter(kind, self._count(kind, counts[kind]), counts[kind]) for kind in _ORDER]

    def _count(self, kind: Kind, count: int) -> str:
        match kind:
            case "error":
                text = ngettext("{count} error", "{count} errors", count)
            case "warning":
                text = ngettext("{count} warning", "{count} warnings", count)
            case "info":
                text = ngettext("{count} info", "{count} infos", count)
            case _:
                text = ngettext("{count} waived", "{count} waived", count)
        return text.format(count=count)

    def page(self, name: str) -> str:
        """The heading of the page that is called *name*."""
        return _("Page {page}").format(page=name)

    def picture(self, name: str, marks: int) -> str:
        """What stands for the picture of the page called *name* with so many *marks*."""
        if not marks:
            return self.page(name)
        text = ngettext("Page {page}, {count} place marked", "Page {page}, {count} places marked", marks)
        return text.format(page=name, count=marks)

    def finding(self, number: int) -> str:
        """The name of the finding with the *number*."""
        return _("Problem {number}").format(number=number)

    def on_pages(self, count: int) -> str:
        """What stands before the pages of a finding."""
        return ngettext("{count} page:", "{count} pages:", count).format(count=count)

    def pages(self, count: int) -> str:
        """How many pages there are."""
        return ngettext("{count} page", "{count} pages", count).format(count=count)

    def until(self, date: object) -> str:
        """How long a waiver holds."""
        return _("Waived until {date}:").format(date=date)

    def expired_waiver(self, check: str, date: object, reason: str) -> str:
        """That a waiver does not count any more."""
        message = _("The waiver for {id} expired on {date}: {reason}")
        return message.format(id=check, date=date, reason=reason)

    def groups_cut(self, shown: int, count: int) -> str:
        """That not all findings are shown."""
        text = _("Only the first {shown} of {count} kinds of findings are shown; --json has them all.")
        return text.format(shown=shown, count=count)

    def pages_cut(self, shown: int, count: int) -> str:
        """That not all pages are shown."""
        text = _("Only {shown} of {count} pages are shown, those with findings before the others.")
        return text.format(shown=shown, count=count)

    def large_cut(self, count: int) -> str:
        """That only some pages can be enlarged."""
        return _("Only the first {count} pages with findings have a large picture.").format(count=count)

    def marks_cut(self, count: int) -> str:
        """That not all places are marked."""
        return _("At most {count} places are marked on a page; --json has them all.").format(count=count)

    def of_script(self) -> dict[str, str]:
        """Words that the script of the page fills in; {page}, {place} and {count} stand for what it knows."""
        return {
            "page": _("Page {page}"),
            "place": _("Page {page}, place {place} of {count}"),
            "choose": _("Choose a problem to see its page."),
            "whole": _("This finding is about the file as a whole."),
            "hidden": _("The page of this finding is not in the report."),
            "enlarge": _("Enlarge"),
            "reduce": _("Reduce"),
        }


def words_for(verdict: PreflightVerdict) -> Words:
    """The words of the report of *verdict*."""
    return Words(
        {
            "title": _("Preflight"),
            "profile": _("Profile {profile}").format(profile=verdict.profile),
            "checks": ngettext("{count} check", "{count} checks", len(verdict.checks)).format(
                count=len(verdict.checks)
            ),
            "skip": _("To the problems"),
            "findings": _("Problems"),
            "none": _("No problems were found."),
            "none_shown": _("All problems are hidden by the filters."),
            "show": _("Show"),
            "not_run": _("Not run"),
            "not_run_why": _("What these checks judge was not seen; that is not taken for good."),
            "pages_heading": _("Pages"),
            "only": _("Only pages with findings"),
            "no_picture": _("This page could not be drawn."),
            "no_pages": _("The file can't be opened, so there are no pages to show."),
            "silent": _("Checks that found nothing"),
            "expired": _("Expired waivers"),
            "trim": _("trim"),
            "bleed": _("bleed"),
            "previous": _("Previous place"),
            "next": _("Next place"),
            "enlarge": _("Enlarge"),
            "close": _("Close"),
            "viewer": _("The page of the finding"),
            "choose": _("Choose a problem to see its page."),
            "on_page": _("Problems on this page"),
            "keys": _("Keys"),
            "key_findings": _("next and previous problem"),
            "key_places": _("its places"),
            "key_enlarge": _("enlarge the page"),
            "key_close": _("close"),
        }
    )
