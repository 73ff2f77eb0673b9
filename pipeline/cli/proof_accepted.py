"""``kanben proof check|accept``: what a workspace makes now, beside what was accepted."""

import shlex
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from pipeline.cli.main import show_problems
from pipeline.cli.options import jobs_option, json_option, no_cache_option, no_limits_option, out_option, verbose_option
from pipeline.cli.progress import progress_display
from pipeline.cli.terminal import echo, echo_json
from pipeline.errors import ExitCode
from pipeline.i18n import _, ngettext
from pipeline.production.acceptors import name_of_user, require_reason
from pipeline.production.proof.compare_all import Proof, ProofRequest, compare_all
from pipeline.production.proof.compare_all import accept as accept_proofs
from pipeline.regression.verdicts.verdict_words import (
    Case,
    Group,
    as_json,
    as_markdown,
    first_of_kinds,
    group_cases,
    in_a_row,
    pages_of,
    standing_word,
    summary,
)


def _takes_sources(command: Callable[..., int]) -> Callable[..., int]:
    """The argument and options of what makes the files of a workspace."""
    paths = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
    for decorate in (no_cache_option, no_limits_option, verbose_option, jobs_option, out_option, paths):
        command = decorate(command)
    return command


@click.command(
    help=_(
        "Make issues and volumes, and tell what changed on paper since it was accepted. Each PATH is the folder of an "
        "issue, a year, a publication or a workspace (if none is given, the current folder)."
    )
)
@_takes_sources
@json_option
@click.option("--markdown", "markdown_wanted", is_flag=True, help=_("Print the results as Markdown."))
def check(
    paths: tuple[Path, ...], out: Path, jobs: int, verbose: bool, json_wanted: bool, markdown_wanted: bool
) -> int:
    """Compare with what was accepted, write the reports, print; exit code 7 when anything is not let pass."""
    from pipeline.production.proof.proof_reports import report_all

    request = ProofRequest(paths or (Path(),), out, jobs)
    with progress_display(verbose) as listener:
        proofs = compare_all(request, listener)
        cases = report_all(proofs, request, listener)
    if json_wanted:
        echo_json([as_json(case) for case in cases])
    elif markdown_wanted:
        echo(as_markdown(cases))
    else:
        _print(cases, proofs, paths)
    _show_errors(proofs)
    if errors := [each.made.error for each in proofs if each.made.error is not None]:
        return errors[0].exit_code
    return ExitCode.FINDINGS if any(case.fails for case in cases) else ExitCode.OK


@click.command(
    help=_(
        "Accept what `kanben proof check` tells, for the reason given: the files of PATHs as they are made now, or "
        "single findings of theirs. The baselines that change belong into version control with what changed them."
    )
)
@_takes_sources
@click.option("--reason", metavar="TEXT", required=True, help=_("Why it is meant to be so; kept in the history."))
@click.option(
    "--finding",
    "findings",
    metavar="ID",
    multiple=True,
    help=_("Accept this finding only; may be given more than once."),
)
@click.option("--who", metavar="NAME", default="", help=_("Who accepts; else whom version control names."))
def accept(
    paths: tuple[Path, ...],
    out: Path,
    jobs: int,
    verbose: bool,
    reason: str,
    findings: tuple[str, ...],
    who: str,
) -> int:
    """Make, compare, accept, print."""
    require_reason(reason)
    request = ProofRequest(paths or (Path(),), out, jobs)
    with progress_display(verbose) as listener:
        proofs = compare_all(request, listener)
    name = who or name_of_user()
    lost = [each for each in proofs if each.version is None]
    _show_errors(lost)
    done = accept_proofs(proofs, request, reason, name, frozenset(findings))
    for proof in done:
        echo(f"{proof.made.name}: {_list_accepted(proof, findings)}")
    if not done:
        echo(_("There is nothing to accept."))
    errors = [each.made.error for each in lost if each.made.error is not None]
    return errors[0].exit_code if errors else ExitCode.OK


@click.command(
    help=_(
        "After a merge of branches that both accepted something: mend the baselines, and make the files of PATHs as "
        "they are now the baselines where nothing is left to ask. What one branch accepted is not asked again."
    )
)
@_takes_sources
def resolve(paths: tuple[Path, ...], out: Path, jobs: int, verbose: bool) -> int:
    """Mend, make, compare, settle, print; exit code 7 when anything is left that was accepted on neither branch."""
    from pipeline.production.proof.merged_baselines import mend_baselines, settle
    from pipeline.production.proof.proof_reports import report_all

    request = ProofRequest(paths or (Path(),), out, jobs)
    for name in mend_baselines(request.workspace):
        echo(_("{name}: the marks of the conflict are out").format(name=name))
    with progress_display(verbose) as listener:
        proofs = compare_all(request, listener)
        settled = settle(proofs, request, name_of_user())
        left = [each for each in proofs if each not in settled]
        cases = report_all(left, request, listener)
    for proof in settled:
        echo(_("{name}: merged, it is the baseline now").format(name=proof.made.name))
    _print(cases, left, paths)
    _show_errors(left)
    echo(_("What changed in the folder of baselines is to be added to the merge."))
    if errors := [each.made.error for each in left if each.made.error is not None]:
        return errors[0].exit_code
    return ExitCode.FINDINGS if any(case.fails for case in cases) else ExitCode.OK


def _list_accepted(proof: Proof, findings: Sequence[str]) -> str:
    ids = [each.finding.id for each in proof.verdict.judged if each.finding.id in findings]
    if not ids:
        return _("accepted")
    left = [each for each in proof.verdict.judged if each.standing == "fails" and each.finding.id not in ids]
    text = (
        _("accepted: {ids}") if left else _("accepted: {ids}; with this nothing fails any more, it is the baseline now")
    )
    return text.format(ids=", ".join(ids))


def _show_errors(proofs: Sequence[Proof]) -> None:
    for proof in proofs:
        if proof.made.error is not None:
            show_problems(proof.made.error)


def _print(cases: Sequence[Case], proofs: Sequence[Proof], paths: Sequence[Path]) -> None:
    """Print what differs, once for all files where it is alike, then the result of each file, and how to accept it."""
    shown, more = first_of_kinds(group_cases(cases), lambda group: group.first)
    for group in shown:
        _print_group(group)
    for text in more:
        echo(text)
    for case in cases:
        text = case.problem.splitlines()[0] if case.problem else summary(case.verdict)
        echo(f"{click.style(case.name, bold=True)}: {text}")
        for note in case.verdict.comparison.notes:
            echo(f"  {note}")
        if case.report:
            echo(f"  {case.report}")
    failing = sum(case.fails for case in cases)
    if failing:
        text = ngettext(
            "{count} of {all} files is not as it was accepted.",
            "{count} of {all} files are not as they were accepted.",
            failing,
        )
        echo(text.format(count=failing, all=len(cases)))
        if any(each.fails and each.version is not None for each in proofs):
            words = " ".join(shlex.quote(str(path)) for path in paths)
            command = f'kanben proof accept {words} --reason "…"'.replace("  ", " ")
            echo(_("If it is meant: {command}, for single findings with --finding.").format(command=command))


def _print_group(group: Group) -> None:
    finding = group.first.finding
    standing = "" if group.first.standing == "fails" else f"  ({standing_word(group.first.standing)})"
    echo(click.style(finding.kind, bold=True) + standing)
    echo("  " + in_a_row((finding.sentence, group.first.reason)))
    for case, judged in group.cases:
        rest = f": {judged.finding.consequence}" if judged.finding.consequence else ""
        echo(f"  {judged.finding.id}  {case.name}  {pages_of(judged.finding)}{rest}")
