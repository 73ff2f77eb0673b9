"""What of a comparison is let pass: kinds that are allowed, findings that were accepted, text nobody touched. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.i18n import _
from pipeline.regression.findings import Comparison, Finding
from pipeline.regression.verdicts.article_places import SourceArticles

Standing = Literal["fails", "allowed", "accepted"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What is let pass: *allowed* kinds, and *accepted* findings: id or words → who accepted them and why, a sentence.

    Changed text is let pass as an allowed kind only where *articles* tell that somebody touched the article.
    """

    allowed: frozenset[str] = frozenset()
    accepted: Mapping[str, str] = field(default_factory=dict)
    articles: SourceArticles | None = None


@dataclass(frozen=True, slots=True)
class JudgedFinding:
    """A *finding*, whether it is let pass, and the *reason*, a sentence; "" where there is no other than its kind."""

    finding: Finding
    standing: Standing
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A *comparison*, and its findings *judged* by a policy."""

    comparison: Comparison
    judged: tuple[JudgedFinding, ...]  # the most important first

    @property
    def differs(self) -> bool:
        """Whether anything was found."""
        return self.comparison.differs

    @property
    def fails(self) -> bool:
        """Whether anything was found that is not let pass."""
        return any(each.standing == "fails" for each in self.judged)


def judge(comparison: Comparison, policy: Policy = Policy()) -> Verdict:
    """The verdict on *comparison* by *policy*."""
    return Verdict(comparison, tuple(_judge_finding(each, policy) for each in comparison.findings))


def _judge_finding(finding: Finding, policy: Policy) -> JudgedFinding:
    for name in (finding.id, finding.words):
        if name in policy.accepted:
            return JudgedFinding(finding, "accepted", policy.accepted[name])
    if finding.kind == "text.changed":
        if policy.articles is None:
            is_allowed = finding.kind in policy.allowed
            return JudgedFinding(
                finding, "fails", _("Who touched which article is not known here.") if is_allowed else ""
            )
        if untouched := policy.articles.find_untouched(finding):
            return JudgedFinding(finding, "fails", _name_untouched(untouched))
    return JudgedFinding(finding, "allowed" if finding.kind in policy.allowed else "fails")


def _name_untouched(titles: tuple[str, ...]) -> str:
    if titles == ("",):
        return _("Nobody touched any text of it.")
    text = _("Nobody touched the text of {articles}.")
    return text.format(articles=", ".join(f"“{title}”" for title in titles if title))
