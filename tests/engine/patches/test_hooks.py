"""What patches replace of the pinned WeasyPrint, call into, or lean on is as it was when they were made."""

import hashlib

import pytest

from pipeline.engine.loading import load_weasyprint
from pipeline.resources import find_shipped
from tests.engine.originals import source_of

# SHA-256 of the source. When one of these fails: read what changed in WeasyPrint, mend the patches whose docstrings
# name it, line_source.py, measuring.py and composed_text.py, then put the new sum here. Below the line: for speed.
HOOKS = {
    "layout.inline.get_next_linebox": "67af458c2545e74f",
    "layout.inline.skip_first_whitespace": "deb2f1a5e2a6c035",
    "layout.inline.split_inline_box": "3a0cb7ca7e34c7ef",
    "layout.inline.split_inline_level": "d98c008c8fc00582",
    "layout.inline.split_text_box": "8c564329599ef23f",
    "layout.inline.justify_line": "f83b21ff8793ba6b",
    "layout.inline.text_align": "e953d41b87ccfc30",
    "layout.block._in_flow_layout": "c2537262836dd981",
    "layout.block.block_box_layout": "a6279066e3d9ff7d",
    "layout.block._linebox_layout": "e07bbe000974787e",
    "layout.page.make_page": "656f183328e8b1b5",
    "draw.draw_stacking_context": "c5811b178bdff82e",
    "layout.block.block_level_layout": "c1301dde9284e245",
    "layout.block.block_level_layout_switch": "b963d54014264fcd",
    "layout.absolute.AbsolutePlaceholder": "336e26c56311f105",
    "layout.column.columns_layout": "7a05cce3272fc581",
    "images.RasterImage": "ea99edc276538b4f",
    "layout.page.remake_page": "1ff09b2dffa17839",
    "stacking._dispatch": "003563d2565b4d30",
    "layout.preferred.inline_line_widths": "6c24f789e3ce5bb7",
    "text.line_break.Layout": "681b737d1ba5e004",
    "text.line_break.split_first_line": "39ad1016863ca34d",
    "text.line_break.strut": "b57885b70dd08efe",
    "draw.text.draw_text": "ebaf96239c6ca363",
    "draw.text.draw_first_line": "1bb8eae6d88e71b1",
    "draw.draw_inline_level": "068162a401d00efd",
    "layout.inline.inline_box_verticality": "5c7109868242013b",
    "pdf.tags._get_pdf_tag": "882707358f7c4392",
    "pdf.tags._build_box_tree": "f716251a83e7096e",
    # ---
    "css.Style": "d3fe87424e314c43",
    "css.AnonymousStyle": "414bbf41061e0a4a",
    "css.ComputedStyle": "4ff0512c0af12674",
    "css.functions.check_math": "4f8e6a21258e09ba",
    "layout.background.layout_box_backgrounds": "617a870678c82755",
    "layout.percent.resolve_radii_percentages": "4980b3798c671710",
    "layout.percent.percentage": "ebe404ccd9da50bf",
    "layout.percent.resolve_one_percentage": "4cfaa9ad134e4f7b",
    "layout.percent.resolve_percentages": "71673078096fcf87",
    "layout.percent.adjust_box_sizing": "88f3351db0280d16",
    "layout.float.avoid_collisions": "5fc7793c573af328",
    "formatting_structure.boxes.Box": "ff6d62300bafef85",
    "text.line_break._font_style_cache_key": "d6b09d54b8258d58",
    "text.fonts.get_font_description": "85734b8947b9bf64",
    "text.fonts.font_features": "e35741064c068852",
    "pdf.stream.Stream": "624257224db6f66d",
    "pdf.fonts.Font": "1888854798bf8726",
}


def digest(name: str) -> str:
    """SHA-256 of the source of an object of the installed WeasyPrint, read from its file (patches are in place)."""
    return hashlib.sha256(source_of(name).encode()).hexdigest()[:16]


@pytest.fixture(autouse=True)
def _loaded() -> None:
    load_weasyprint(find_shipped("fonts"))


@pytest.mark.parametrize("name", HOOKS)
def test_hooks_are_unchanged(name: str) -> None:
    assert digest(name) == HOOKS[name]
