"""The words of the page of findings."""

from pipeline.i18n import _


def check_words() -> dict[str, str]:
    """Each text by its name, in the user's language."""
    return {
        "origin_text": _("Text"),
        "origin_press": _("Press edition"),
        "origin_pages": _("Pages"),
        "level_error": _("Error"),
        "level_warning": _("Warning"),
        "level_ask": _("Question"),
        "level_info": _("Remark"),
        "level_note": _("Note"),
        "show": _("Show"),
        "all_findings": _("All"),
        "with_accepted": _("Accepted ones, too"),
        "look_again": _("Look again"),
        "checking": _("Checking …"),
        "found_none": _("There is nothing to see to."),
        "found": _("Open: {open} · accepted: {accepted}"),
        "accepted_because": _("Accepted: {reason}"),
        "accept": _("Accept …"),
        "accept_now": _("Accept"),
        "accept_finding": _("Accept a finding"),
        "why": _("Why"),
        "who": _("Who (empty: you)"),
        "on_page": _("Only on page {page}"),
        "until": _("Until"),
        "mend": _("Mend …"),
        "mend_all": _("Mend all that is safe …"),
        "mend_head": _("This will be changed"),
        "mend_now": _("Mend"),
        "nothing_safe": _("Nothing here can be mended safely."),
        "cancel": _("Cancel"),
    }
