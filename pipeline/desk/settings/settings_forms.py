"""The forms of publication.yaml, issue.yaml and volume.yaml: their fields, and the files that they are of."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pipeline.desk.settings.form_fields import FormField
from pipeline.desk.settings.layout_field import layout_field
from pipeline.i18n import _
from pipeline.manuscript.schema import IssueFile, PublicationFile
from pipeline.manuscript.volume_schema import VolumeFile
from pipeline.manuscript.workspace import ISSUE_FILE, PUBLICATION_FILE, VOLUME_FILE
from pipeline.production.known_names import known_printers

_FOCUS_HELP = "50% 30%"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsForm:
    """The form *name* of a file, a *kind*, which `place` tells for an issue; *fields* may depend on the workspace.

    A file that *is_optional* may be missing.
    """

    name: str
    kind: type[PublicationFile] | type[IssueFile] | type[VolumeFile]
    place: Callable[[Path], Path]
    fields: Callable[[Path], list[FormField]]
    is_optional: bool = False


def _publication_fields(workspace: Path) -> list[FormField]:
    printers = {"": _("as usual"), **{name: name for name in known_printers(workspace)}}
    return [
        FormField(place=("name",), label=_("Name"), is_required=True),
        FormField(place=("latin_name",), label=_("Latin name"), help=_("Pinyin, or another."), is_required=True),
        FormField(
            place=("organisers",), label=_("Organisers"), kind="lines", help=_("One on each line."), is_required=True
        ),
        layout_field(workspace),
        FormField(place=("language",), label=_("Language"), help="zh-CN", is_required=True),
        FormField(
            place=("colophon",),
            label=_("Colophon"),
            kind="rows",
            help=_("A label and its value on each line: 编辑：本刊编辑部"),
        ),
        FormField(place=("printer",), label=_("Printer"), kind="choice", choices=printers),
        FormField(
            place=("citations",),
            label=_("Citations"),
            kind="choice",
            choices={"": _("as usual"), "numeric": _("by numbers"), "author-year": _("by author and year")},
        ),
        FormField(
            place=("index_order",),
            label=_("Order of indexes"),
            kind="choice",
            choices={"": _("as usual"), "pinyin": _("by pinyin"), "strokes": _("by strokes")},
        ),
        FormField(
            place=("profile",),
            label=_("Form that the check asks for"),
            kind="choice",
            choices={"": _("none"), "internal": _("internal publication"), "journal": _("journal")},
        ),
    ]


def _issue_fields(_workspace: Path) -> list[FormField]:
    return [
        FormField(
            place=("total_number",),
            label=_("Total number"),
            kind="number",
            help=_("Counted since the first issue; 228-229 for a double number."),
        ),
        FormField(
            place=("date",),
            label=_("Day of publication"),
            kind="day",
            help=_("2023-02-03, or the month alone: 2023-02"),
            is_required=True,
        ),
        FormField(place=("cover", "picture"), label=_("Picture on the cover"), help="images/cover.jpg"),
        FormField(place=("cover", "alt"), label=_("What it shows"), help=_("For readers who can't see it.")),
        FormField(place=("cover", "focus"), label=_("Point that stays in view"), help=_FOCUS_HELP),
        FormField(place=("cover", "lines"), label=_("Lines on the cover"), kind="lines", help=_("One on each line.")),
        FormField(
            place=("folios", "first"),
            label=_("First folio"),
            kind="number",
            help=_("A number, or “continue”: behind the last of the issue before."),
        ),
        FormField(
            place=("folios", "skip_cover"), label=_("The count begins behind the cover"), kind="flag", choices=_flags()
        ),
    ]


def _volume_fields(_workspace: Path) -> list[FormField]:
    edges = {"": _("as usual"), "left": _("left"), "right": _("right: vertical text")}
    proofs = {"": _("none"), **{name: name for name in ("初校", "二校", "三校")}}
    return [
        FormField(place=("title",), label=_("Title"), is_required=True),
        FormField(place=("number",), label=_("Number of the volume"), kind="number", is_required=True),
        FormField(place=("year",), label=_("Year"), kind="number", is_required=True),
        FormField(place=("shelf_mark",), label=_("Shelf mark")),
        FormField(place=("binding_edge",), label=_("Binding edge"), kind="choice", choices=edges),
        FormField(place=("caliper",), label=_("Thickness of a leaf"), help="0.1mm"),
        FormField(
            place=("page_limit",),
            label=_("Pages of a part at most"),
            kind="number",
            help=_("More are bound in several parts."),
        ),
        FormField(place=("stamps", "running_title"), label=_("Title on each page"), kind="flag", choices=_flags()),
        FormField(place=("stamps", "shelf_mark"), label=_("Shelf mark on each page"), kind="flag", choices=_flags()),
        FormField(place=("stamps", "ownership"), label=_("Text of the owner's stamp")),
        FormField(place=("stamps", "notice"), label=_("Notice on each page")),
        FormField(place=("stamps", "proof"), label=_("Proof stamp"), kind="choice", choices=proofs),
        FormField(place=("stamps", "proof_date"), label=_("Day of the proof"), kind="day", help="2024-01-15"),
        FormField(place=("stamps", "archive_uri"), label=_("Address in the archive"), help="https://example.org/…"),
    ]


def _flags() -> dict[str, str]:
    return {"": _("as usual"), "true": _("yes"), "false": _("no")}


FORMS = (
    SettingsForm(
        name="publication",
        kind=PublicationFile,
        place=lambda issue: issue.parents[1] / PUBLICATION_FILE,
        fields=_publication_fields,
    ),
    SettingsForm(name="issue", kind=IssueFile, place=lambda issue: issue / ISSUE_FILE, fields=_issue_fields),
    SettingsForm(
        name="volume",
        kind=VolumeFile,
        place=lambda issue: issue.parent / VOLUME_FILE,
        fields=_volume_fields,
        is_optional=True,
    ),
)
