"""Links of the pages before the issues of a volume, which lead to places in issues that are bound behind them."""

SCHEME = "kanben:"
"""What they are written with until there is something to lead to (docs/layouts.md)."""
