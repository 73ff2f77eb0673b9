"""Binds finished issues into one volume: the PDF, its stamps, its finding aids. Sole importer of pyHanko."""
