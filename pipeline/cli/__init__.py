"""The command line: parse, call production, print. Results go to stdout, progress and problems to stderr."""

from pipeline.cli.main import main

__all__ = ["main"]
