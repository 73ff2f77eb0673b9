"""The words of the page of versions."""

from pipeline.i18n import _


def version_words() -> dict[str, str]:
    """Each text by its name, in the user's language."""
    return {
        "approval": _("Approval"),
        "edition_none": _("It is not there yet: make it, then it can be approved."),
        "edition_old": _("It is older than the issue: make it again, then it can be approved."),
        "edition_approved": _("{file} is approved: {who}, {when}. {why}"),
        "edition_open": _("{file} is not what was approved last."),
        "edition_new": _("{file} was not approved yet."),
        "approve": _("Approve"),
        "make_edition": _("Make"),
        "digest": _("SHA-256 {digest}"),
        "approvals": _("Approved so far"),
        "moved_since": _("What moved since"),
        "compare": _("Compare"),
        "comparing": _("Comparing …"),
        "open_report": _("Open the report with the pages"),
        "proofs": _("Proofs"),
        "proof_1": _("First proof"),
        "proof_2": _("Second proof"),
        "proof_3": _("Third proof"),
        "proof_made": _("Made: {name}"),
        "comments": _("Comments"),
        "comment_help": _("Click a place of a page to comment on it."),
        "new_comment": _("Comment on page {label}"),
        "comment_text": _("Comment"),
        "add_comment": _("Add"),
        "no_comments": _("There are no comments yet."),
        "on_page_of": _("page {label}"),
        "words_gone": _("The words that it was about are gone; it stands where they were."),
        "resolve": _("Resolve"),
        "resolved": _("Resolved"),
        "with_resolved": _("Resolved ones, too"),
    }
