"""The words of the page of manuscripts."""

from pipeline.i18n import _


def manuscript_words() -> dict[str, str]:
    """Each text by its name, in the user's language."""
    return {
        "drop_manuscripts": _("Drop files of Word here"),
        "choose_manuscripts": _("Choose files …"),
        "section": _("Section"),
        "new_section": _("A new section …"),
        "name_of_section": _("Name of the new section"),
        "taken_in": _("Taken in"),
        "nothing_taken_in": _("No manuscript was taken in yet."),
        "open_doubts": _("to settle: {open} of {all}"),
        "all_settled": _("all settled"),
        "no_doubts": _("The import left no doubts."),
        "open_article": _("Open the article"),
        "doubts_of": _("Doubts of {name}"),
        "taking_in": _("Taking in {name} …"),
        "came_written": _("{name}: taken in. {account}"),
        "came_unchanged": _("{name}: the manuscript says what was taken in before."),
        "came_applied": _("{name}: noted. The next comparison begins with this manuscript."),
        "came_edited": _(
            "{name}: the article was edited since it was taken in, and is left as it is. This is what the author has "
            "changed; put it into the article, then say so."
        ),
        "came_replaced": _("{name}: nobody had edited the article, so it is the new manuscript now. It differs so:"),
        "are_applied": _("These changes are in the article by now"),
        "kind_heading": _("Heading"),
        "kind_lost": _("Lost"),
        "kind_change": _("Tracked change"),
        "kind_omission": _("Left out"),
        "kind_notice": _("To look at"),
        "kind_comment": _("Comment"),
        "accept_level": _("It is a heading of level {level}"),
        "as_text": _("It is text"),
        "level": _("Level"),
        "level_named": _("Level {level}"),
        "seen": _("Seen"),
        "reopen": _("Reopen"),
        "settled_kept": _("Settled by {who}, {when}"),
        "settled_text": _("Made text by {who}, {when}"),
        "settled_level": _("Put on another level by {who}, {when}"),
    }
