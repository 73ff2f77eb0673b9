"""``kanben read``: a tagged PDF as a screen reader tells it."""

from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import json_option, no_limits_option
from pipeline.cli.terminal import echo, echo_json
from pipeline.errors import ExitCode
from pipeline.i18n import _
from pipeline.limits import limited, seconds_for
from pipeline.tags.line_words import words_of
from pipeline.tags.read_aloud import read_aloud
from pipeline.tags.reading_lines import ToldLine


@click.command(
    help=_(
        "Tell the text of FILE, a tagged PDF of any origin, as a screen reader does: in the order of its tags, with "
        "headings, lists, tables, notes, links, and the texts that stand for figures."
    )
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--pages", "with_pages", is_flag=True, help=_("Also tell where pages begin."))
@json_option
@no_limits_option
def read(file: Path, with_pages: bool, json_wanted: bool) -> int:
    """Read and print; exit code 7 when the file has no tags, or can't be read to its end."""
    with limited(_("reading the PDF"), file, 2 * seconds_for(file)):
        found = read_aloud(file, with_pages=with_pages)
    if json_wanted:
        rows = [line_as_json(line) for line in found.lines]
        echo_json({"path": str(file), "language": found.language, "whole": not found.is_cut, "lines": rows})
    else:
        for line in found.lines:
            echo(words_of(line, found.language))
    if found.is_cut:
        echo(_("This is not all: something in the file can't be read, or it is too much."), err=True)
    return ExitCode.FINDINGS if found.is_cut else ExitCode.OK


def line_as_json(line: ToldLine) -> dict[str, Any]:
    """What ``--json`` prints of *line*; its page is a 0-based index."""
    return {
        "kind": line.kind.value,
        "text": line.text,
        "depth": line.depth,
        "level": line.level,
        "label": line.label,
        "count": line.count,
        "columns": line.columns,
        "language": line.language,
        "page": line.page,
    }
