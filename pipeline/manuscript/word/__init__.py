"""The importer for manuscripts of Word: all text of a file into an article, or into the report of why not."""
