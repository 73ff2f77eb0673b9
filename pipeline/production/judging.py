"""Which file of an issue preflight judges, by which profile, and with which waivers."""

from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ContentError, FileAccessError, Problem, UsageError
from pipeline.i18n import _
from pipeline.manuscript.workspace import ISSUE_FILE
from pipeline.production.build import SUFFIXES, Edition, destination
from pipeline.production.record import WAIVERS_FILE

_PROFILES: dict[Edition, str] = {"press": "press", "reading": "reading"}


@dataclass(frozen=True, slots=True)
class Judged:
    """The PDF *file* that is judged by *profile*, with *waivers*, a YAML file, if there are some."""

    file: Path
    profile: str
    waivers: Path | None


def what_to_judge(path: Path, out: Path, edition: Edition | None, profile: str | None, waivers: Path | None) -> Judged:
    """The file *path*, or the finished *edition* in *out* of the issue whose folder *path* is.

    Of an issue it is the press edition unless told otherwise, by the profile of the edition, with the waivers that lie
    in its folder. Raises UsageError, ContentError for a folder without an issue, FileAccessError for an edition that
    was not built.
    """
    if not path.is_dir():
        if edition is not None:
            hint = _("Name the folder of an issue.")
            raise UsageError(Problem(_("A file has no editions."), path, hint=hint))
        return Judged(path, profile or "press", waivers)
    if not (path / ISSUE_FILE).is_file():
        hint = _("An issue is a folder with an {name} in it.").format(name=ISSUE_FILE)
        raise ContentError(Problem(_("No issue was found here."), path, hint=hint))
    wanted = edition or "press"
    file = destination(path, out) / f"{'-'.join(path.resolve().parts[-3:])}{SUFFIXES[wanted]}.pdf"
    if not file.is_file():
        elsewhere = "" if out == Path("out") else f" --out {out}"
        command = f"kanben build {path} --edition {wanted}{elsewhere}"
        hint = _("Build it: {command}").format(command=command)
        raise FileAccessError(Problem(_("This edition of the issue has not been built."), file, hint=hint))
    own = path / WAIVERS_FILE
    return Judged(file, profile or _PROFILES[wanted], waivers or (own if own.is_file() else None))
