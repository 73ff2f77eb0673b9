"""``kanben shelf``: a publication's volumes of all years under one index."""

from dataclasses import asdict
from pathlib import Path
from typing import Literal

import click

from pipeline.cli.options import json_option, no_limits_option, out_option, verbose_option
from pipeline.cli.progress import progress_display
from pipeline.cli.terminal import echo, echo_json, shorten_path
from pipeline.errors import ExitCode
from pipeline.i18n import _, ngettext


@click.command(
    help=_(
        "Make the cumulative indexes, catalogue and search index of the bound volumes of all years. PUBLICATION is its "
        "folder, such as issues/gongyun; its volumes lie below --out, as kanben bind has left them."
    )
)
@click.argument("publication", type=click.Path(path_type=Path))
@out_option
@click.option(
    "--order",
    type=click.Choice(("pinyin", "strokes")),
    help=_("Order of the indexes: by pinyin, or by the count of strokes (what publication.yaml says)."),
)
@click.option("--force", is_flag=True, help=_("Make the shelf anew even if nothing has changed."))
@json_option
@no_limits_option
@verbose_option
def shelf(
    publication: Path,
    out: Path,
    order: Literal["pinyin", "strokes"] | None,
    force: bool,
    json_wanted: bool,
    verbose: bool,
) -> int:
    """Make the shelf and print what it holds, what it lacks, and what is asked."""
    from pipeline.shelf import ShelfRequest, make_shelf

    with progress_display(verbose) as listener:
        made = make_shelf(ShelfRequest(publication=publication, out=out, order=order, force=force), listener)
    if json_wanted:
        rows = asdict(made) | {"folder": str(made.folder), "files": [str(shorten_path(file)) for file in made.files]}
        echo_json(rows)
        return ExitCode.OK
    volumes = ngettext("{count} volume", "{count} volumes", len(made.years)).format(count=len(made.years))
    articles = ngettext("{count} article", "{count} articles", made.articles).format(count=made.articles)
    echo(f"{shorten_path(made.folder)}  {volumes}, {articles}, {made.years[0]}–{made.years[-1]}")
    for file in made.files:
        echo(shorten_path(file))
    for each in made.lacks:
        echo(_("{year} is not on the shelf: {reason}").format(year=each.year, reason=each.reason), err=True)
    for text in made.questions:
        echo(text, err=True)
    if made.status == "up to date":
        echo(_("up to date"))
    return ExitCode.OK
