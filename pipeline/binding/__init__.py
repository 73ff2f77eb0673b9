"""Finished issues into a bound volume: one PDF, its stamps, its finding aids; the one package that imports pyHanko."""
