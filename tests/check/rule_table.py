"""Writes the table of rules into docs/check.md: ``python -m tests.check.rule_table``."""

from pathlib import Path

from pipeline.check.rules import RULES

DOCUMENT = Path(__file__).parents[2] / "docs" / "check.md"
_BEGIN, _END = "<!-- rules: made by python -m tests.check.rule_table -->", "<!-- end of rules -->"


def table() -> str:
    """A row for each rule, in the order of the registry."""
    rows = ["| rule | level | fix | why | source |", "|---|---|---|---|---|"]
    for rule in RULES:
        cells = (f"`{rule.id}`", rule.level.value, "yes" if rule.can_fix else "", rule.rationale, rule.source)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows)


def with_table(text: str) -> str:
    """The document *text* with the table as it is now."""
    before, _, rest = text.partition(_BEGIN)
    return f"{before}{_BEGIN}\n\n{table()}\n\n{_END}{rest.partition(_END)[2]}"


if __name__ == "__main__":
    DOCUMENT.write_text(with_table(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
