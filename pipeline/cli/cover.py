"""``kanben cover``: back, spine and front of an issue or a volume on one sheet for the printer."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pipeline.cli.options import jobs_option, json_option, no_cache_option, no_limits_option, out_option, verbose_option
from pipeline.cli.progress import progress_display
from pipeline.cli.terminal import echo, echo_json, shorten_path
from pipeline.errors import ExitCode
from pipeline.i18n import _, ngettext

if TYPE_CHECKING:
    from pipeline.production.cover.make_cover import Cover


@click.command(
    help=_(
        "Make the cover of an issue, or of each part of a bound year, for the printer: back, spine and front side by "
        "side with bleed and marks. PATH is the folder of an issue, or of a year with a volume.yaml, whose issues are "
        "built first where they are not up to date."
    )
)
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--printer",
    metavar="NAME",
    default="",
    help=_("The printer: the name of a file in layouts/press, or a file that ends in .yaml."),
)
@click.option(
    "--binding",
    type=click.Choice(["saddle", "perfect"]),
    help=_("Stitched through the fold, without a spine, or glued at a spine, whatever the layout says."),
)
@click.option(
    "--caliper",
    metavar="MM",
    type=float,
    help=_("Thickness of a leaf inside (0.1, or as volume.yaml says)."),
)
@click.option("--cover-caliper", metavar="MM", type=float, help=_("Thickness of the cover's own paper (0.2)."))
@click.option(
    "--pages", metavar="N", type=int, help=_("Pages inside, instead of those of the press edition with its blanks.")
)
@out_option
@jobs_option
@json_option
@no_cache_option
@no_limits_option
@verbose_option
def cover(
    path: Path,
    printer: str,
    binding: Literal["saddle", "perfect"] | None,
    caliper: float | None,
    cover_caliper: float | None,
    pages: int | None,
    out: Path,
    jobs: int,
    json_wanted: bool,
    verbose: bool,
) -> int:
    """Parse, make, print; returns the exit code."""
    from pipeline.production.cover.make_cover import CoverRequest, make_covers

    request = CoverRequest(
        out=out, printer=printer, binding=binding, caliper=caliper, cover_caliper=cover_caliper, pages=pages, jobs=jobs
    )
    with progress_display(verbose) as listener:
        made = make_covers(path, request, listener)
    if json_wanted:
        echo_json([_facts(each) for each in made])
        return ExitCode.OK
    for each in made:
        _print_cover(each)
    return ExitCode.OK


def _facts(made: "Cover") -> dict[str, object]:
    return {
        "written": str(shorten_path(made.path)),
        "size_mm": [made.size.width, made.size.height],
        "spine_mm": made.spine,
        "spine_title": made.has_title,
        "pages": made.pages,
        "notes": list(made.notes),
    }


def _print_cover(made: "Cover") -> None:
    pages = ngettext("{count} page", "{count} pages", made.pages).format(count=made.pages)
    line = _("{file}  {size} mm; spine {spine:.2f} mm, {pages} inside")
    size = f"{made.size.width:.2f} × {made.size.height:.2f}"
    echo(line.format(file=shorten_path(made.path), size=size, spine=made.spine, pages=pages))
    for text in made.notes:
        echo(text, err=True)
