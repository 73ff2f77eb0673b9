"""A plugin of pytest: ``layout_regression.check("out/issue.pdf")`` fails where a PDF is not what was accepted.

The words of its options are English, as pytest's own are: they are asked for before a locale can be chosen.
"""

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pipeline.production.proof.file_baselines import FileProof, Places

_REASON = "Accepted with pytest --accept-layout."


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options and settings of layout regression."""
    group = parser.getgroup("layout regression", "Layout regression (Kanben)")
    group.addoption("--accept-layout", action="store_true", help="accept the layout of all files that are checked")
    group.addoption("--accept-reason", metavar="TEXT", default=_REASON, help="why; kept in the baselines' history")
    parser.addini("layout_baselines", "folder of the baselines, from the root; else that of kanben.toml", default="")
    parser.addini("layout_reports", "folder of the reports, from the root", default="out/proof")


class LayoutRegression:
    """Checks finished PDFs against their baselines."""

    def __init__(self, places: "Places", reason: str | None) -> None:
        self._places = places
        self._reason = reason

    def check(
        self, pdf: str | PathLike[str], name: str = "", allow: Iterable[str] = (), preflight: str | None = None
    ) -> None:
        """Fail the test when *pdf* is not what was accepted under *name*, the file's own if none is given.

        Findings of the kinds *allow* are let pass, besides those of kanben.toml. *preflight* names a profile: what it
        finds anew fails, too. With ``--accept-layout`` the file becomes the baseline, and the test passes.
        """
        from pipeline.production.proof.file_baselines import accept_file, check_file

        path = Path(pdf)
        proof = check_file(path, name or path.stem, self._places, frozenset(allow), preflight)
        if not proof.fails:
            return
        if self._reason is not None:
            accept_file(proof, self._places, self._reason)
            return
        pytest.fail(self._failure(proof), pytrace=False)

    def _failure(self, proof: "FileProof") -> str:
        from pipeline.i18n import _
        from pipeline.production.proof.proof_reports import write_file_report
        from pipeline.regression.verdicts.verdict_words import pages_of, summary, words_of

        how = _('If it is meant: pytest --accept-layout --accept-reason "…"')
        if proof.verdict is None:
            text = _("{file}: nothing was accepted for it yet.")
            return "\n".join([text.format(file=proof.pdf), how])
        lines = [f"{proof.pdf}: {summary(proof.verdict)}"]
        for each in proof.verdict.judged:
            if each.standing == "fails":
                lines.append(f"{each.finding.kind}  {pages_of(each.finding)}")
                lines += [f"  {sentence}" for sentence in words_of(each)]
        lines += [str(write_file_report(proof, self._places)), how]
        return "\n".join(lines)


@pytest.fixture(scope="session")
def layout_regression(pytestconfig: pytest.Config) -> LayoutRegression:
    """Compares finished PDFs with what was accepted: ``layout_regression.check("out/issue.pdf")``."""
    from pipeline.production.proof.file_baselines import Places

    baselines = str(pytestconfig.getini("layout_baselines"))
    reports = Path(str(pytestconfig.getini("layout_reports")))
    places = Places(pytestconfig.rootpath, Path(baselines) if baselines else None, reports)
    accepts = bool(pytestconfig.getoption("--accept-layout"))
    return LayoutRegression(places, str(pytestconfig.getoption("--accept-reason")) if accepts else None)
