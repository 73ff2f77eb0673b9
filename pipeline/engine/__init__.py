"""HTML parts into laid-out pages, and pages into PDFs: the one package that imports WeasyPrint."""
