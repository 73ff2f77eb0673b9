"""The words of the forms."""

from pipeline.i18n import _


def settings_words() -> dict[str, str]:
    """Each text by its name, in the user's language."""
    return {
        "nav_settings": _("Settings"),
        "settings_publication": _("Publication"),
        "settings_issue": _("Issue"),
        "settings_volume": _("Annual volume"),
        "settings_help": _("Only what you change is written; comments in the file stay."),
        "save_settings": _("Save"),
        "settings_saved": _("Saved in {file}."),
        "settings_faults": _("Nothing was saved: see what is wrong."),
        "settings_changed": _(
            "Somebody else has changed {file}. It is shown as it is now; nothing of yours was saved."
        ),
        "no_file_yet": _("There is no {file} yet: saving makes it."),
        "yes": _("yes"),
        "no": _("no"),
        "as_usual": _("as usual"),
        "remove_issue": _("Remove this issue"),
        "remove_issue_ask": _("Remove this issue …"),
        "remove_issue_help": _(
            "Its folder is moved into the folder “removed” of the workspace, from where the first page puts it back. "
            "Finished files stay."
        ),
        "remove_question": _("Remove {issue}? It can be put back on the first page."),
        "new_issue": _("New issue"),
        "new_publication": _("New publication"),
        "create": _("Create"),
    }
