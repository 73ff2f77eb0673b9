"""``kanben fonts``: the faces of the house, and whether an issue can be set in them."""

import json
from pathlib import Path

import click

from pipeline.cli.main import show_problem
from pipeline.cli.progress import progress_display
from pipeline.errors import ExitCode
from pipeline.i18n import _
from pipeline.resources import shipped


@click.group(help=_("The faces: remake them, or check that an issue can be set in them."))
def fonts() -> None:
    """The group of font commands."""


@fonts.command(help=_("Remake the faces from the Debian packages they come from."))
@click.option("--into", type=click.Path(path_type=Path), default=None, help=_("Folder to write; else Kanben's own."))
def build(into: Path | None) -> None:
    """Remake the faces."""
    from pipeline.fonts.build import build_fonts

    manifest = build_fonts(into or shipped("fonts"), lambda step: click.echo(step, err=True), shipped("fonts"))
    click.echo(manifest)


@fonts.command(help=_("Tell which characters of an issue no face has, with article, line and folio."))
@click.argument("issues", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=_("Print the results as JSON."))
@click.option("--verbose", "-v", is_flag=True, help=_("Tell every step."))
def check(issues: tuple[Path, ...], as_json: bool, verbose: bool) -> int:
    """Check the glyphs of issues; exit code 4 when one is missing."""
    from pipeline.fonts.manifest import load_manifest
    from pipeline.manuscript.workspace import find_issues
    from pipeline.production.issue import Workshop

    load_manifest(shipped("fonts")).verify()
    rows = []
    any_missing = False
    for issue in find_issues(issues):
        with progress_display(verbose) as listener:
            missing, lent = Workshop().check_glyphs(issue, lambda stage, issue=issue: listener(issue, stage))  # type: ignore[misc]
        any_missing = any_missing or bool(missing)
        for glyph, folio in missing:
            rows.append(
                {
                    "kind": "missing",
                    "character": glyph.character,
                    "file": str(glyph.path),
                    "line": glyph.line,
                    "folio": folio,
                }
            )
            if not as_json:
                show_problem(glyph.problem)
                if folio is not None:
                    click.echo("  " + _("on folio {folio}").format(folio=folio), err=True)
        for loan in lent:
            rows.append(
                {
                    "kind": "lent",
                    "character": loan.character,
                    "role": loan.role,
                    "slug": loan.slug,
                    "line": loan.line,
                    "folio": loan.folio,
                }
            )
            if not as_json:
                message = _("{slug}, folio {folio}: {role} has no {character}; song lends it.")
                text = message.format(slug=loan.slug, folio=loan.folio, role=loan.role, character=loan.character)
                click.echo(text)
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not any_missing:
        click.echo(_("Every character has a glyph."))
    return ExitCode.FONT if any_missing else ExitCode.OK
