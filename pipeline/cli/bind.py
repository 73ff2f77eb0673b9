"""``kanben bind``: a year's issues into one volume."""

import os
from pathlib import Path

import click

from pipeline.cli.options import (
    edition_option,
    jobs_option,
    json_option,
    no_cache_option,
    no_limits_option,
    out_option,
    printer_option,
    require_press,
    verbose_option,
)
from pipeline.cli.progress import progress_display
from pipeline.cli.terminal import echo, echo_json, shorten_path
from pipeline.errors import ExitCode, Problem, UsageError
from pipeline.i18n import _, ngettext
from pipeline.production.issue.request import Edition

PASSPHRASE_VARIABLE = "KANBEN_SIGN_PASSPHRASE"


@click.command(
    help=_(
        "Bind the issues of a year into one volume with contents, indexes and continuous folios. PATH is the folder of "
        "the year, in which volume.yaml says what to bind; issues that are not up to date are built first."
    )
)
@click.argument("path", type=click.Path(path_type=Path))
@out_option
@jobs_option
@edition_option
@printer_option
@click.option("--bag", is_flag=True, help=_("Also put volume, issues and sources into a BagIt bag."))
@click.option(
    "--sign",
    metavar="KEY",
    type=click.Path(path_type=Path),
    help=_("Sign the volume with the key in this PKCS#12 or PEM file (KANBEN_SIGN_PASSPHRASE)."),
)
@json_option
@no_cache_option
@no_limits_option
@verbose_option
def bind(
    path: Path,
    out: Path,
    jobs: int,
    edition: Edition,
    printer: str,
    bag: bool,
    sign: Path | None,
    json_wanted: bool,
    verbose: bool,
) -> int:
    """Parse, bind, print; returns the exit code."""
    require_press([edition], printer)
    if edition == "press":
        if bag or sign:
            raise UsageError(Problem(_("--bag and --sign are for the reading edition.")))
        return _bind_for_press(path, out, jobs, printer, json_wanted=json_wanted, verbose=verbose)
    from pipeline.production.volume.setting_process import setting_process

    with setting_process(path) as setting, progress_display(verbose) as listener:
        # after that process has begun, which loads the layout engine meanwhile
        from pipeline.production.volume.bind_volume import BindingRequest, bind_volume
        from pipeline.production.volume.volume_files import report_of

        request = BindingRequest(out=out, jobs=jobs, bag=bag, key=sign, ask=signing_passphrase)
        finished = bind_volume(path, request, listener, setting)
    files = [*finished.aids, *([finished.bag] if finished.bag else [])]
    if json_wanted:
        names = [str(shorten_path(file)) for file in (*(pdf.path for pdf in finished.pdfs), *files)]
        echo_json({"written": names, **report_of(finished)})
        return ExitCode.OK
    for pdf in finished.pdfs:
        pages = ngettext("{count} page", "{count} pages", pdf.pages).format(count=pdf.pages)
        declared = ", ".join(pdf.claims) or _("declares no PDF/A")
        echo(f"{shorten_path(pdf.path)}  {pages}, {pdf.path.stat().st_size / 1000:.0f} kB, {declared}")
    for issue in finished.volume.issues:
        echo(f"{issue.volume_folio:>5}  {issue.label}")
    for file in files:
        echo(shorten_path(file))
    for source in finished.issues:
        for text in dict.fromkeys((*source.shortcomings, *source.notes)):
            echo(f"{shorten_path(source.path)}: {text}", err=True)
    for text in finished.notes:
        echo(text, err=True)
    return ExitCode.OK


def _bind_for_press(path: Path, out: Path, jobs: int, printer: str, *, json_wanted: bool, verbose: bool) -> int:
    from pipeline.production.volume.bind_volume import BindingRequest
    from pipeline.production.volume.press_edition import bind_press_volume

    with progress_display(verbose) as listener:
        made = bind_press_volume(path, BindingRequest(out=out, jobs=jobs), printer, listener)
    if json_wanted:
        written = [{"file": str(shorten_path(file)), "pages": pages} for file, pages in made.files]
        echo_json({"written": written, "notes": list(made.notes)})
        return ExitCode.OK
    for file, count in made.files:
        pages = ngettext("{count} page", "{count} pages", count).format(count=count)
        echo(f"{shorten_path(file)}  {pages}, {file.stat().st_size / 1000:.0f} kB")
    for text in made.notes:
        echo(text, err=True)
    return ExitCode.OK


def signing_passphrase() -> str:
    """The passphrase of a key in KANBEN_SIGN_PASSPHRASE, or else what is typed at the prompt on standard error.

    Never from the command line, which others can read. Raises click.Abort when there is nobody to type.
    """
    given = os.environ.get(PASSPHRASE_VARIABLE)
    return given if given is not None else str(click.prompt(_("Passphrase of the key"), hide_input=True, err=True))
