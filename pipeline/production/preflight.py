"""Which file of an issue preflight judges, by which profile and figures, and with which waivers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.bounded_files import GivenFile
from pipeline.errors import ContentError, FileAccessError, Problem, UsageError
from pipeline.i18n import _
from pipeline.issue_names import issue_id
from pipeline.manuscript.publication import read_publication
from pipeline.manuscript.workspace import ISSUE_FILE, workspace_of
from pipeline.press.printer import find_printer
from pipeline.production.issue.request import SUFFIXES, Edition, destination
from pipeline.production.record import WAIVERS_FILE
from pipeline.units import mm

_TAKEN_AS_X1A = ("PDF/X-1a:2003",)
_TAKEN_AS_X4 = ("PDF/X-4", *_TAKEN_AS_X1A)  # what has no transparency goes through the newer workflow as well
_FOR_PRINTERS = ("press", "cover")
_BY_EAR = "accessible"  # only what is made for screens has tags
_PROFILES: dict[Edition, str] = {"press": "press", "reading": "reading"}


@dataclass(frozen=True, slots=True)
class PdfToJudge:
    """The PDF *file* that is judged by *profile*, with *waivers*, a YAML file, if there are some.

    *figures* are what the printer asks for, by their names in ``preflight.check.Parameters``.
    """

    file: Path
    profile: str
    waivers: GivenFile | None
    figures: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreflightRequest:
    """What is wanted of preflight; None and "": what is usual. *out* is the folder of finished files."""

    out: Path
    edition: Edition | None = None
    profile: str | None = None
    waivers: Path | None = None
    printer: str = ""


def choose_pdf(path: Path, request: PreflightRequest) -> PdfToJudge:
    """The file *path*, or the finished edition of the issue whose folder *path* is.

    Of an issue it is the press edition unless *request* names another, by its profile, with the waivers that lie
    in its folder and what its printer asks for. Raises UsageError, ContentError for a folder without an issue or what
    is wrong in the files of its publication and printer, FileAccessError for an edition that was not built.
    """
    judged = _choose_edition(path, request) if path.is_dir() else _choose_file(path, request)
    if judged.profile not in _FOR_PRINTERS:
        if request.printer:
            raise UsageError(Problem(_("--printer is for --profile press and cover.")))
        return judged
    if not (request.printer or path.is_dir()):
        return judged
    figures = _figures_of_printer(path.resolve() if path.is_dir() else None, request.printer)
    if judged.profile == "cover":
        del figures["page_multiple"]  # that of pages; the sheet of a cover is one
    return replace(judged, figures=figures)


def _choose_file(path: Path, request: PreflightRequest) -> PdfToJudge:
    if request.edition is not None:
        hint = _("Name the folder of an issue.")
        raise UsageError(Problem(_("A file has no editions."), path, hint=hint))
    return PdfToJudge(path, request.profile or "press", _open_given(request.waivers))


def _choose_edition(path: Path, request: PreflightRequest) -> PdfToJudge:
    if not (path / ISSUE_FILE).is_file():
        hint = _("An issue is a folder with an {name} in it.").format(name=ISSUE_FILE)
        raise ContentError(Problem(_("No issue was found here."), path, hint=hint))
    wanted: Edition = request.edition or ("reading" if request.profile == _BY_EAR else "press")
    out = request.out
    file = destination(path, out) / f"{issue_id(path)}{SUFFIXES[wanted]}.pdf"
    if not file.is_file():
        elsewhere = "" if out == Path("out") else f" --out {out}"
        command = f"kanben build {path} --edition {wanted}{elsewhere}"
        hint = _("Build it: {command}").format(command=command)
        raise FileAccessError(Problem(_("This edition of the issue has not been built."), file, hint=hint))
    own = GivenFile(path / WAIVERS_FILE, workspace_of(path))
    waivers = _open_given(request.waivers) or (own if own.path.is_symlink() or own.path.exists() else None)
    return PdfToJudge(file, request.profile or _PROFILES[wanted], waivers)


def _open_given(path: Path | None) -> GivenFile | None:
    return None if path is None else GivenFile(path)


def _figures_of_printer(issue: Path | None, wanted: str) -> dict[str, Any]:
    """What the printer *wanted*, or that of the publication of *issue*, asks for; lengths in mm."""
    from pipeline.production.issue.issue_builder import layout_folders
    from pipeline.production.press.press_pages import printer_of

    if issue is None:
        printer = find_printer(wanted, layout_folders(Path.cwd()))
    else:
        problems: list[Problem] = []
        workspace = workspace_of(issue)
        publication = read_publication(issue.parents[1], workspace, problems)
        if publication is None or problems:
            raise ContentError(problems)
        printer = printer_of(publication, wanted, layout_folders(workspace))
    taken = _TAKEN_AS_X4 if printer.standard == "PDF/X-4" else _TAKEN_AS_X1A
    return {
        "ink_limit": printer.ink_limit,
        "minimum_bleed": mm(printer.bleed),
        "safe_zone": mm(printer.safe_zone),
        "page_multiple": printer.page_multiple,
        "minimum_resolution": printer.minimum_resolution,
        "allowed_spots": printer.spots,
        "pdfx": taken,
    }
