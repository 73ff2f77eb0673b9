"""Objects of PDFs as bytes: read, taken apart, written; the one package that imports pypdf."""
