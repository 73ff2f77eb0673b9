"""The PDF for the printer: boxes, marks, output intent, PDF/X."""
