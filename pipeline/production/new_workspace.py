"""``kanben new``: a workspace with a publication, a first issue and one article, that builds as it stands."""

import datetime
import re
import shutil
from pathlib import Path

from pipeline.bounded_files import BoundedFolder
from pipeline.errors import Problem, UsageError
from pipeline.i18n import _
from pipeline.layout import find_layout
from pipeline.production.new_folder import fill_in, make_folder
from pipeline.resources import find_shipped

STARTER = Path(__file__).parent / "starter"


def new_workspace(
    into: Path, publication: str, layout: str, date: datetime.date, *, copies_layout: bool = False
) -> Path:
    """Write a workspace at *into* with the first issue of *publication* (a folder name); return the issue's folder.

    The shipped *layout* is named by the publication, or (*copies_layout*) copied into the workspace, to be changed: by
    the name of the publication.

    Raises UsageError for an unknown layout and a name that can't be a folder's, FileAccessError when *into* is in use.
    """
    require_folder_name(publication, _("Give one of a-z, 0-9 and - with --publication."))
    find_layout(layout, [BoundedFolder.of(find_shipped("layouts"))])
    own = (publication if publication[0].isalpha() else f"layout-{publication}") if copies_layout else layout

    def write(made: Path) -> None:
        _write(made, publication, own, date)
        if copies_layout:
            shutil.copytree(find_shipped("layouts") / layout, made / "layouts" / own)

    make_folder(into, write, replaces=lambda _folder: False)
    return into / "issues" / publication / str(date.year) / "01"


def require_folder_name(publication: str, hint: str = "") -> None:
    """Raise UsageError where *publication* cannot be the name of its folder, with a *hint*."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", publication):
        message = _("“{id}” cannot name a publication's folder.").format(id=publication)
        raise UsageError(Problem(message, hint=hint or _("Give one of a-z, 0-9 and -.")))


def _write(workspace: Path, publication: str, layout: str, date: datetime.date) -> None:
    folder = workspace / "issues" / publication
    issue = folder / str(date.year) / "01"
    values = {"name": publication, "layout": layout, "year": str(date.year), "date": date.isoformat()}
    for source in sorted(path for path in STARTER.rglob("*") if path.is_file()):
        name = source.relative_to(STARTER)
        target = (folder if name.name == "publication.yaml" else issue) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(fill_in(source.read_text(encoding="utf-8"), values), encoding="utf-8")
