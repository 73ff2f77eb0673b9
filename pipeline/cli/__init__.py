"""The command line: parse, call production, print. Results go to stdout, progress and problems to stderr."""

from pipeline.kept_code import load_kept_code

load_kept_code().use()  # before any other module of ours is imported

from pipeline.cli.main import main  # noqa: E402

__all__ = ["main"]
