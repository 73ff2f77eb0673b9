"""The words of the desk's pages; scripts are given them with the page."""

from collections.abc import Mapping
from typing import Any

from pipeline.desk.check.check_wording import check_words
from pipeline.desk.manuscripts.manuscript_wording import manuscript_words
from pipeline.desk.pictures.picture_wording import picture_words
from pipeline.desk.settings.settings_wording import settings_words
from pipeline.desk.versions.version_wording import version_words
from pipeline.i18n import LANGUAGES, _, language


def words() -> Mapping[str, Any]:
    """Each text by its name, in the user's language."""
    pages = {**manuscript_words(), **picture_words(), **check_words(), **version_words(), **settings_words()}
    return {
        **_tell_common(),
        **_editing(),
        **_making(),
        **_planning(),
        **pages,
        "shortcuts": _shortcuts(),
        "phrases": _phrases(),
    }


def _tell_common() -> dict[str, Any]:
    return {
        "language": language(),
        "languages": [(name, shown, language()[:2] == name[:2]) for name, shown in LANGUAGES.items()],
        "choose_language": _("Language"),
        "show_keys": _("Keys"),
        "keys_help": _("Keyboard shortcuts"),
        "close": _("Close"),
        "desk": _("Desk"),
        "skip": _("Skip to the content"),
        "missing": _("There is nothing at this address."),
        "issues": _("Issues"),
        "no_issues": _("There is no issue in this workspace yet."),
        "no_issue_yet": _("No issue yet: make one below."),
        "removed_issues": _("Removed issues"),
        "removed_help": _("What is removed lies in the folder “removed” of the workspace until somebody empties it."),
        "remove": _("Remove"),
        "restore": _("Restore"),
        "restore_named": _("Restore: {name}"),
        "make_one": _("Make one below: a publication and its first issue."),
        "year": _("Year"),
        "issue": _("Issue"),
        "number": _("No. {number}"),
        "reading_edition": _("Reading edition"),
        "current": _("up to date"),
        "changed": _("changed since it was built"),
        "none": _("not built yet"),
        "problems": _("Problems"),
        "nav_spreads": _("Text and pages"),
        "nav_flatplan": _("Flatplan"),
        "nav_make": _("Make"),
        "nav_manuscripts": _("Manuscripts"),
        "nav_pictures": _("Pictures"),
        "nav_check": _("Check"),
        "nav_versions": _("Versions"),
        "refused": _("This could not be done: {reason}"),
        "open_place": _("Open at the place"),
        "no_place": _("Its place in the article is not known any more."),
    }


def _editing() -> dict[str, str]:
    return {
        "articles": _("Articles"),
        "other_files": _("Issue and other files"),
        "text": _("Text"),
        "page_view": _("Pages"),
        "choose_file": _("File"),
        "saved": _("Saved"),
        "saving": _("Saving …"),
        "unsaved": _("Not saved yet"),
        "save_failed": _("Could not be saved: {reason}"),
        "offline": _("The desk is not running any more. Start it again with “kanben desk”."),
        "laying_out": _("Laying out: {stage}"),
        "opening": _("Laying out the issue for the first time …"),
        "up_to_date": _("The pages are those of the text."),
        "fails": _("The text has errors."),
        "stale": _("These are the last good pages: mend the errors to see the text as it is now."),
        "no_pages": _("There are no pages yet: mend the errors first."),
        "page": _("Page {label}"),
        "smaller": _("Smaller"),
        "larger": _("Larger"),
        "page_width": _("Size of the pages"),
        "no_problems": _("Nothing to mend."),
        "error": _("Error"),
        "warning": _("Warning"),
        "note": _("Note"),
        "errors": _("Errors: {count}"),
        "warnings": _("Warnings: {count}"),
        "notes": _("Notes: {count}"),
        "more": _("… and {count} more."),
        "line": _("line {line}"),
        "go_to_page": _("To the page"),
        "conflict": _("Somebody else has changed this file"),
        "conflict_text": _(
            "It was changed on disk while you were writing, so your text was not saved. Lines with − are on disk only, "
            "lines with + are yours only."
        ),
        "take_disk": _("Take the text on disk"),
        "keep_mine": _("Save mine over it"),
        "cut": _("The difference goes on."),
        "reloaded": _("Changed on disk, and loaded anew"),
        "click_help": _("Click a line on a page to go to it in the text."),
    }


def _making() -> dict[str, Any]:
    return {
        "make": _("Make"),
        "kinds": {
            "reading": (_("Reading edition"), _("The PDF for screens: linked, tagged, PDF/A.")),
            "offprints": (_("Offprints"), _("The reading edition, and each article as a PDF of its own.")),
            "press": (_("Press edition"), _("The PDF for the printer, in his inks, with bleed and marks.")),
            "preflight": (_("Preflight"), _("The press edition, judged: what the printer would complain of.")),
            "cover": (_("Cover"), _("Back, spine and front side by side for the printer.")),
            "impose": (_("Imposition"), _("The press edition on the printer's sheets.")),
            "volume": (_("Annual volume"), _("The issues of the year, bound into one PDF with its indexes.")),
            "volume_press": (_("Annual volume for the press"), _("The bound year for the printer.")),
        },
        "make_groups": {
            "for_reading": _("For reading"), "for_press": _("For the printer"), "of_year": _("The year"),
        },
        "schemes": {
            "saddle": _("stitched through the fold"), "perfect": _("glued at the spine"), "2up": _("side by side"),
        },
        "scheme": _("How it is bound"),
        "sheet_size": _("Sheet"),
        "sheet_help": _("A3, SRA3, 889/2 … or width and height in mm: 640x900"),
        "no_volume": _("First fill in “Annual volume” in the settings."),
        "make_this": _("Make: {what}"),
        "nothing_made": _("Nothing has been made since the desk was opened."),
        "progress": _("Progress"),
        "being_made": _("{what}: {stage}"),
        "made_done": _("{what}: done."),
        "made_found": _("{what}: not fit for press. The report is among the files."),
        "made_failed": _("{what}: failed. Finished files are as they were."),
        "made_stopped": _("{what}: stopped. Finished files are as they were."),
        "found": _("What was found"),
        "finished_files": _("Finished files"),
        "files_of_issue": _("Of the issue"),
        "files_of_year": _("Of the year"),
        "file_name": _("File"),
        "file_size": _("Size"),
        "file_time": _("Made"),
        "no_files": _("None yet."),
        "stop": _("Stop"),
    }  # fmt: skip


def _planning() -> dict[str, Any]:
    return {
        "pages_of_issue": _("Pages of the issue"),
        "running_order": _("Running order"),
        "sections": _("Sections"),
        "page_count": _("Pages: {count}"),
        "press_sheets": _("Printed sheets (印张) of {sheet} pages: {count}"),
        "to_full_sheet": _("to a full one: {count} pages"),
        "multiple_full": _("The printer's multiple of {multiple} is full."),
        "multiple_missing": _("To the printer's multiple of {multiple}: {count} pages, blank if nothing is added."),
        "blank": _("blank"),
        "blank_help": _("An empty page, put in so that what follows begins on its side."),
        "press_blank": _("Added for the press"),
        "recto": _("recto"),
        "verso": _("verso"),
        "recto_help": _("What begins here must begin on a right page."),
        "verso_help": _("What begins here must begin on a left page."),
        "rest": _("rest"),
        "filler": _("filler"),
        "new_article": _("A new article …"),
        "title_of_article": _("Title of the article"),
        "create_article": _("Create, and write it"),
        "held": _("held over"),
        "take_out": _("Take out"),
        "put_back": _("Put back"),
        "take_out_named": _("Take out of the issue: {title}"),
        "put_back_named": _("Put back into the issue: {title}"),
        "no_folio": _("out"),
        "status": _("Status"),
        "no_status": _("no status"),
        "statuses": {
            "来稿": _("Received"),
            "编辑": _("In editing"),
            "一校": _("First proof"),
            "二校": _("Second proof"),
            "三校": _("Third proof"),
            "定稿": _("Final"),
        },
        "move_up": _("Move up: {title}"),
        "move_down": _("Move down: {title}"),
        "section_of": _("Section of {title}"),
        "drag_help": _("Drag an article by its handle or its first page, or use the arrows and the list of sections."),
        "planning": _("Working out the folios …"),
        "draft_head": _("Not saved: this is how the issue would be."),
        "shift": _("{title}: {before} → {after}"),
        "no_shifts": _("No folio changes."),
        "count_shifts": _("Pages: {before} → {after}"),
        "save_order": _("Save this order"),
        "discard": _("Discard"),
        "undo": _("Undo"),
        "undone": _("Undone."),
        "order_saved": _("Saved in issue.yaml."),
        "changed_meanwhile": _(
            "Somebody else has changed issue.yaml. This is how it is now; nothing of yours was saved."
        ),
        "no_plan": _("There are no pages yet."),
    }


def _shortcuts() -> list[tuple[str, str]]:
    """Keys, and what they do."""
    return [
        ("Alt+Shift+1 … 8", _("The pages of the issue, in the order of the bar")),
        ("F1", _("These shortcuts")),
        ("Ctrl+S", _("Text: save now (it is saved by itself a moment later)")),
        ("Ctrl+Enter", _("Text: show the page")),
        ("Ctrl+F", _("Text: find and replace")),
        ("Ctrl+Z", _("Text: undo")),
        ("Alt+↑  Alt+↓", _("Flatplan: move the article or the section")),
        ("Esc", _("Close what is open, give up dragging")),
    ]


def _phrases() -> dict[str, str]:
    """The words of CodeMirror's own parts, by its own."""
    return {
        "Find": _("Find"),
        "Replace": _("Replace"),
        "next": _("next"),
        "previous": _("previous"),
        "all": _("all"),
        "match case": _("match case"),
        "regexp": _("regular expression"),
        "by word": _("by word"),
        "replace": _("replace"),
        "replace all": _("replace all"),
        "close": _("close"),
        "Go to line": _("Go to line"),
        "go": _("go"),
    }
