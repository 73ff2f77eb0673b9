"""Builders of issues for tests: parts that the run has laid out before are taken from what is kept, as for a user."""

from pipeline.production.issue.issue_builder import IssueBuilder
from pipeline.production.kept_parts import KeptParts


def new_builder() -> IssueBuilder:
    """A builder as `kanben build` has it; the cache is that of the run (`tests.made_once`)."""
    return IssueBuilder(kept=KeptParts.of_user())
