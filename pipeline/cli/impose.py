"""``kanben impose``: the pages of a PDF on printer's sheets."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from pipeline.cli.options import json_option, no_limits_option
from pipeline.cli.terminal import echo, echo_json, shorten_path
from pipeline.errors import ExitCode
from pipeline.i18n import _, ngettext

if TYPE_CHECKING:
    from pipeline.production.press.imposing import ImpositionResult

# Named here as well as in production.imposing, which is imported when the command runs; a test compares them.
SCHEMES = ("saddle", "perfect", "2up", "nup")


@click.command(
    help=_(
        "Put the pages of a PDF on printer's sheets, with marks for folding and cutting: as they are stitched through "
        "the fold (saddle), glued at the spine in signatures (perfect), side by side (2up), or in a grid (nup). Each "
        "page stays as it is, vectors and fonts; sheets are turned over sideways."
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--scheme", type=click.Choice(SCHEMES), required=True, help=_("How the sheets are folded and bound."))
@click.option(
    "--sheet",
    metavar="SIZE",
    required=True,
    help=_("Its size: A3, SRA3, B2, 889/2 … or width and height in mm, such as 640x900; turned as the pages need it."),
)
@click.option(
    "--signature", metavar="N", type=int, help=_("Pages on a sheet: 4, 8, 16 or 32 (saddle: 4, perfect: 16).")
)
@click.option("--edge", type=click.Choice(["left", "right"]), default="left", help=_("The binding edge."))
@click.option(
    "--blanks",
    type=click.Choice(["end", "before-cover"]),
    default="end",
    help=_("Where blank pages are added: at the end, or before the last page."),
)
@click.option(
    "--caliper",
    metavar="MM",
    type=click.FloatRange(0, 5),
    default=0.1,
    show_default=True,
    help=_("Thickness of a leaf, from which the creep of each sheet follows."),
)
@click.option(
    "--creep",
    metavar="MM",
    type=click.FloatRange(0, 20),
    help=_("Creep of the innermost leaf, instead of that from the caliper."),
)
@click.option(
    "--gutter",
    metavar="MM",
    type=click.FloatRange(0, 100),
    help=_("Between pages that are cut apart (folded sheets: 6, others: 0)."),
)
@click.option("--rows", metavar="R", type=click.IntRange(1, 64), help=_("Rows of a grid (nup)."))
@click.option("--columns", metavar="C", type=click.IntRange(1, 64), help=_("Columns of a grid (nup)."))
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help=_("The PDF of sheets (FILE-SCHEME.pdf)."))
@json_option
@no_limits_option
def impose(
    file: Path,
    scheme: str,
    sheet: str,
    signature: int | None,
    edge: Literal["left", "right"],
    blanks: str,
    caliper: float,
    creep: float | None,
    gutter: float | None,
    rows: int | None,
    columns: int | None,
    out: Path | None,
    json_wanted: bool,
) -> int:
    """Parse, impose, print; returns the exit code."""
    from pipeline.production.press.imposing import ImpositionRequest, scheme_name
    from pipeline.production.press.imposing import impose as impose_file

    request = ImpositionRequest(
        scheme=scheme,
        sheet=sheet,
        signature=signature,
        edge=edge,
        blanks_before_last=blanks == "before-cover",
        caliper=caliper,
        creep=creep,
        gutter=gutter,
        rows=rows,
        columns=columns,
        out=out,
    )
    made = impose_file(file, request)
    if json_wanted:
        echo_json({"scheme": scheme, **_facts(made)})
    else:
        _print_result(made, scheme_name(scheme))
    return ExitCode.OK


def _facts(made: "ImpositionResult") -> dict[str, object]:
    return {
        "written": str(shorten_path(made.path)),
        "pages": made.pages,
        "blanks": made.blanks,
        "sheets": made.sheets,
        "pages_on_sheet": made.on_sheet,
        "sheet_mm": made.size,
        "creep_mm": round(made.creep, 3),
        "notes": made.notes,
    }


def _print_result(made: "ImpositionResult", scheme: str) -> None:
    pages = ngettext("{count} page", "{count} pages", made.pages).format(count=made.pages)
    sheets = ngettext("{count} sheet", "{count} sheets", made.sheets).format(count=made.sheets)
    added = ngettext("{count} blank page added", "{count} blank pages added", made.blanks).format(count=made.blanks)
    width, height = made.size
    line = _("{file}  {scheme}: {pages}, {added}; {sheets}, {size}")
    values = {"scheme": scheme, "pages": pages, "added": added, "sheets": sheets}
    echo(line.format(file=shorten_path(made.path), size=f"{width:g} × {height:g} mm", **values))
    if made.creep:
        echo(_("Creep of the innermost leaf: {creep:.2f} mm").format(creep=made.creep))
    for text in made.notes:
        echo(text, err=True)
