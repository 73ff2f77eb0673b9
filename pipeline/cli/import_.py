"""``kanben import``: manuscripts in other forms into content folders."""

import re
from pathlib import Path

import click

from pipeline.cli.terminal import echo
from pipeline.errors import ContentError, ExitCode, KanbenError, Problem, UsageError
from pipeline.i18n import _


@click.group(name="import", help=_("Make a content folder of a manuscript in another form."))
def import_() -> None:
    """The group of importers."""


@import_.command(
    help=_(
        "Make a content folder of FILE, the text of a printed issue taken off its pages. Everything that is doubtful "
        "is reported with its line."
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into", metavar="FOLDER", required=True, type=click.Path(path_type=Path), help=_("New workspace to write.")
)
@click.option(
    "--publication",
    metavar="NAME",
    default=None,
    help=_("Name of the publication's folder; else the initials of its pinyin."),
)
def text(file: Path, into: Path, publication: str | None) -> None:
    """Import the text of a printed issue."""
    from pipeline.manuscript.printed_text import import_text

    printed, written = import_text(file, into, publication)
    for doubt in printed.doubts:
        echo(str(Problem(doubt.message, file, doubt.line)), err=True)
    for path in written:
        echo(path)


@import_.command(
    help=_(
        "Make an article of each FILE of Word (.docx; .doc, .wps, .rtf and .odt by LibreOffice). All that is doubtful "
        "or left out is reported with its paragraph."
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--into",
    metavar="ISSUE",
    default=None,
    type=click.Path(path_type=Path),
    help=_("Folder of the issue; else the current folder, without an entry."),
)
@click.option("--section", metavar="NAME", default="", help=_("Section of the issue that the article is listed in."))
@click.option("--name", metavar="NAME", default="", help=_("Name of the article's file; else made of its title."))
@click.option(
    "--applied", is_flag=True, help=_("The changes of a revised manuscript, as shown, are in the article by now.")
)
def docx(files: tuple[Path, ...], into: Path | None, section: str, name: str, applied: bool) -> None:
    """Import manuscripts of Word."""
    if (into is None) != (not section):
        raise UsageError(Problem(_("--into and --section belong together."), hint=_("Name both, or neither.")))
    if name and (len(files) > 1 or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", name)):
        hint = _("Use Latin letters, digits, - and _, for one file.")
        raise UsageError(Problem(_("“{name}” cannot name the article.").format(name=name), hint=hint))
    folder = into or Path()
    if into is not None and not (into / "issue.yaml").is_file():
        hint = _("Name the folder of an issue, with an issue.yaml in it.")
        raise UsageError(Problem(_("This is no issue."), into, hint=hint))
    errors: list[KanbenError] = []
    waits = False
    for file in files:
        try:
            waits = not _import_one(file, folder, section, name, applied) or waits
        except KanbenError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise ContentError(problem for error in errors for problem in error.problems)
    if waits:
        click.get_current_context().exit(ExitCode.FINDINGS)


def _import_one(file: Path, folder: Path, section: str, name: str, applied: bool) -> bool:
    """Import *file*; False where its changes wait for the editor."""
    from pipeline.manuscript.word.importing import import_manuscript
    from pipeline.manuscript.word.placing import choose_slug, place, takes_works

    article = import_manuscript(
        file, lambda title: name or choose_slug(folder, file, title), lists_works=takes_works(folder)
    )
    placed = place(article, folder, section, is_applied=applied)
    for remark in article.report.remarks:
        echo(str(Problem(remark, file)), err=True)
    account = article.report.account
    message = _("{count} characters in the file, {left} of them left out and told, {lost} lost.")
    values = {"count": account.characters, "left": account.left_out, "lost": account.lost_count}
    echo(str(Problem(message.format(**values), file)), err=True)
    match placed.outcome:
        case "edited":
            echo(placed.difference)
            hint = _("Put these changes into the article, then call this again with --applied.")
            message = _("The article was edited since it was imported, and is left as it is.")
            echo(str(Problem(message, folder / "articles" / f"{article.slug}.md", hint=hint)), err=True)
        case "unchanged":
            echo(str(Problem(_("The manuscript says what was imported before."), file)), err=True)
    for path in placed.written:
        echo(path)
    if article.problems:
        raise ContentError(article.problems)
    return placed.outcome != "edited"
