"""The field for the layout of a publication, with what each layout is for."""

from pathlib import Path

from pipeline.desk.settings.form_fields import FormField
from pipeline.i18n import _
from pipeline.production.known_names import known_layouts


def layout_field(workspace: Path) -> FormField:
    """The layouts that *workspace* may name: those that are shipped in words, its own by their names."""
    words = {
        "gongyun": _("gongyun: a bulletin"),
        "huakan": _("huakan: a magazine with many pictures"),
        "journal": _("journal: a journal of papers"),
    }
    layouts = {name: words.get(name, name) for name in known_layouts(workspace)}
    return FormField(place=("layout",), label=_("Layout"), kind="choice", choices=layouts, is_required=True)
