"""The hooks of the pinned WeasyPrint are where the adapter believes them to be, and as they were when it was made."""

import hashlib
import inspect
from importlib.metadata import version

import pytest

from pipeline.errors import MissingProgramError
from pipeline.resources import shipped
from pipeline.typeset.engine import load_weasyprint

# SHA-256 of the source of what the adapter replaces, calls into, or leans on. When one of these fails: read what
# changed in WeasyPrint, mend line_adapter.py, line_source.py, measuring.py, composed_text.py and marked_lines.py, then
# the new sums here.
HOOKS = {
    "layout.inline.get_next_linebox": "67af458c2545e74f",
    "layout.inline.skip_first_whitespace": "deb2f1a5e2a6c035",
    "layout.inline.split_inline_box": "3a0cb7ca7e34c7ef",
    "layout.inline.split_inline_level": "d98c008c8fc00582",
    "layout.inline.split_text_box": "8c564329599ef23f",
    "layout.inline.justify_line": "f83b21ff8793ba6b",
    "layout.inline.text_align": "e953d41b87ccfc30",
    "layout.block._linebox_layout": "e07bbe000974787e",
    "layout.page.remake_page": "1ff09b2dffa17839",
    "stacking._dispatch": "003563d2565b4d30",
    "layout.preferred.inline_line_widths": "6c24f789e3ce5bb7",
    "text.line_break.Layout": "681b737d1ba5e004",
    "text.line_break.split_first_line": "39ad1016863ca34d",
    "text.line_break.strut": "b57885b70dd08efe",
    "draw.text.draw_text": "ebaf96239c6ca363",
    "draw.text.draw_first_line": "1bb8eae6d88e71b1",
    "draw.draw_inline_level": "068162a401d00efd",
    "pdf.stream.Stream": "624257224db6f66d",
    "layout.inline.inline_box_verticality": "5c7109868242013b",
    "pdf.tags._get_pdf_tag": "882707358f7c4392",
    "pdf.tags._build_box_tree": "f716251a83e7096e",
    "css.ComputedStyle": "4ff0512c0af12674",
    "css.AnonymousStyle": "414bbf41061e0a4a",
}


def digest(name: str) -> str:
    """SHA-256 of the source of an object of the installed WeasyPrint, read from its file (the adapter is in place)."""
    module, _dot, attribute = name.rpartition(".")
    source = inspect.getsource(__import__(f"weasyprint.{module}", fromlist=["x"]))
    lines = source.splitlines(keepends=True)
    starts = (f"def {attribute}(", f"class {attribute}:", f"class {attribute}(")
    start = next(i for i, line in enumerate(lines) if line.startswith(starts))
    block = inspect.getblock(lines[start:])
    return hashlib.sha256("".join(block).encode()).hexdigest()[:16]


@pytest.fixture(autouse=True)
def _loaded() -> None:
    load_weasyprint(shipped("fonts"))


@pytest.mark.parametrize("name", HOOKS)
def test_hooks_are_unchanged(name: str) -> None:
    assert digest(name) == HOOKS[name]


def test_made_for_the_installed_version() -> None:
    from pipeline.typeset.line_adapter import VERSION

    assert version("weasyprint") == VERSION


def test_another_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import weasyprint

    from pipeline.typeset import line_adapter

    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    with pytest.raises(MissingProgramError, match=r"70\.0.*71\.0"):
        line_adapter.install()
