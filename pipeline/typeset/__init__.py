"""HTML parts into laid-out pages, and pages into one PDF; the one package that imports WeasyPrint."""

from pipeline.typeset.pages import LaidOutPart, Typesetter
from pipeline.typeset.reading_pdf import DocumentFacts, write_reading_pdf
from pipeline.typeset.weasy import TextRun, text_runs

__all__ = ["DocumentFacts", "LaidOutPart", "TextRun", "Typesetter", "text_runs", "write_reading_pdf"]
