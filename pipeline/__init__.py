"""Kanben (刊本): the print-layout production pipeline for Chinese periodicals."""

__version__ = "0.1.0"
