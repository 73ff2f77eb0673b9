"""Where lines below text begin and end; tests/engine measures marks on finished PDFs."""

from pipeline.composer.accompanying_marks import Place, line_ends

EM = 12


def test_nothing_is_drawn_below_spaces_alone() -> None:
    assert line_ends([Place(" ", 0, 3, 0, 3)], EM, True, True) is None
    assert line_ends([Place("i", 0, 1, 0, 1)], EM, True, True) is None
    assert line_ends([Place("天", 0, EM, 0, EM)], EM, True, True) is not None
    assert line_ends([Place("天", 0, EM, 0, EM)], 0, True, True) is None
