"""``kanben fonts``: remakes the faces, checks whether an issue can be set in them."""

from pathlib import Path

import click

from pipeline.cli.main import show_problem
from pipeline.cli.options import json_option
from pipeline.cli.progress import progress_display
from pipeline.cli.substituted_glyphs import substitution_message
from pipeline.cli.terminal import echo, echo_json, shorten_path
from pipeline.errors import ExitCode
from pipeline.i18n import _, ngettext
from pipeline.resources import find_shipped


@click.group(help=_("The faces: remake them, or check that an issue can be set in them."))
def fonts() -> None:
    """The group of font commands."""


@fonts.command(help=_("Remake the faces from the Debian packages they come from."))
@click.option(
    "--into", metavar="FOLDER", type=click.Path(path_type=Path), help=_("Folder to write; else Kanben's own.")
)
def build(into: Path | None) -> None:
    """Remake the faces."""
    from pipeline.fonts.build import build_fonts

    own = find_shipped("fonts")
    echo(build_fonts(into or own, lambda step: echo(step, err=True), own))


@fonts.command(help=_("Put the face FILE (TTF or OTF) into the workspace, for characters that no other face has."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--for", "characters", metavar="CHARACTERS", default="", help=_("Characters that it is for; else all that it has.")
)
@click.option(
    "--into",
    metavar="FOLDER",
    default=".",
    type=click.Path(path_type=Path),
    help=_("Workspace, or a folder in it; else the current folder."),
)
def add(file: Path, characters: str, into: Path) -> None:
    """Add a face to a workspace."""
    from pipeline.manuscript.workspace import find_issues, workspace_of
    from pipeline.production.adding_faces import add_face

    workspace = workspace_of(find_issues([into])[0])
    added = add_face(file, workspace, "".join(characters.split()))
    message = ngettext(
        "{file}: {family}, for {count} character", "{file}: {family}, for {count} characters", added.count
    )
    path = shorten_path(added.folder / added.face.file)
    echo(message.format(file=path, family=added.face.family, count=added.count))
    echo(_("Licence: {licence}").format(licence=added.face.licence))


@fonts.command(help=_("Tell which characters of an issue no face has, with article, line and folio."))
@click.argument("issues", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@click.option("--verbose", "-v", is_flag=True, help=_("Tell every step."))
def check(issues: tuple[Path, ...], json_wanted: bool, verbose: bool) -> int:
    """Check the glyphs of issues; exit code 4 when one is missing."""
    from pipeline.fonts.manifest import load_manifest
    from pipeline.manuscript.workspace import find_issues

    load_manifest(find_shipped("fonts")).verify()
    rows = [row for issue in find_issues(issues) for row in _check_issue(issue, json_wanted, verbose)]
    missing = any(row["kind"] == "missing" for row in rows)
    if json_wanted:
        echo_json(rows)
    elif not missing:
        echo(_("Every character has a glyph."))
    return ExitCode.FONT if missing else ExitCode.OK


def _check_issue(issue: Path, quiet: bool, verbose: bool) -> list[dict[str, object]]:
    """Tell what one issue lacks, unless *quiet*, and return it as rows for ``--json``."""
    from pipeline.production.issue.issue_builder import IssueBuilder
    from pipeline.production.kept_parts import KeptParts

    with progress_display(verbose) as listener:
        builder = IssueBuilder(kept=KeptParts.of_user())
        missing, substituted = builder.check_glyphs(issue, lambda stage: listener(issue, stage))
    rows: list[dict[str, object]] = []
    for glyph, folio in missing:
        place = {"file": str(glyph.path), "line": glyph.line, "folio": folio}
        rows.append({"kind": "missing", "character": glyph.character, **place})
        if not quiet:
            show_problem(glyph.problem)
            if folio is not None:
                echo("  " + _("on folio {folio}").format(folio=folio), err=True)
    for substitute in substituted:
        place = {"role": substitute.role, "slug": substitute.slug, "line": substitute.line, "folio": substitute.folio}
        rows.append({"kind": "substituted", "character": substitute.character, **place})
        if not quiet:
            echo(substitution_message(substitute.slug, substitute.folio, substitute.role, substitute.character))
    return rows
