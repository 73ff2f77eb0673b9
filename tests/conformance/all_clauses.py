"""All clauses: every module that enters some in the ledger is imported here."""

from tests.conformance import (
    clauses_between_lines,
    clauses_choices,
    clauses_faces,
    clauses_headings,
    clauses_line_edges,
    clauses_mark_widths,
    clauses_marks,
    clauses_mixed,
    clauses_pages,
    clauses_paragraphs,
    clauses_rare_marks,
    clauses_ruby,
    clauses_squeezing,
    clauses_stretching,
    clauses_text,
    clauses_traditional,
    clauses_typed,
)
from tests.conformance.ledger import LEDGER, Clause

MODULES = (
    clauses_between_lines,
    clauses_choices,
    clauses_faces,
    clauses_headings,
    clauses_line_edges,
    clauses_mark_widths,
    clauses_marks,
    clauses_mixed,
    clauses_pages,
    clauses_paragraphs,
    clauses_rare_marks,
    clauses_ruby,
    clauses_squeezing,
    clauses_stretching,
    clauses_text,
    clauses_traditional,
    clauses_typed,
)
CLAUSES: tuple[Clause, ...] = tuple(LEDGER.in_order())
