"""Proofs 校样 of an issue: its reading edition with the round and the day at the head of each page."""

import datetime
from io import BytesIO
from pathlib import Path

from pipeline.binding.stamps.proof_mark import write_marked_pages
from pipeline.errors import ContentError, Problem
from pipeline.i18n import _
from pipeline.issue_names import issue_id
from pipeline.limits import allow_files
from pipeline.pdf.finished_files import read_finished_pdf
from pipeline.pdf.text_face import read_text_face
from pipeline.production.issue.build import find_unchanged
from pipeline.production.issue.request import BuildRequest, destination
from pipeline.production.proof.approvals import edition_of
from pipeline.production.publishing import publish

ROUNDS = ("一校", "二校", "三校")  # words of the trade, whoever reads the proof


def make_proof(issue: Path, out: Path, number: int) -> Path:
    """The proof of round *number*, from 1, of *issue*, among the finished files in *out*.

    Raises ContentError where the reading edition is not there, or older than the issue.
    """
    file = edition_of(issue, out)
    if find_unchanged(issue, BuildRequest(out=out)) is None:
        hint = _("Make the reading edition first.")
        raise ContentError(Problem(_("The reading edition is not there, or older than the issue."), file, hint=hint))
    allow_files([file])
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    marked = BytesIO()
    pdf = read_finished_pdf(file.read_bytes(), file.name)
    write_marked_pages(marked, pdf, f"{ROUNDS[number - 1]}　{today}　{issue_id(issue)}", read_text_face())
    path = destination(issue, out) / f"{issue_id(issue)}-proof{number}.pdf"
    publish(marked.getvalue(), path, out)
    return path
