"""The standards whose clauses are measured: numbers and titles as they stand in the versions that were read."""

import csv
from dataclasses import dataclass
from pathlib import Path

CLREQ_COMMIT = "004a0206a5f611896c4b61f9db94396ebba6f386"
STANDARDS = {
    "clreq": f"""W3C, *Requirements for Chinese Text Layout · 中文排版需求*, editor's draft: `index.html` of
github.com/w3c/clreq at commit `{CLREQ_COMMIT}`.
The headings carry no numbers in that file; they are counted here as ReSpec counts them, and the draft's own reference
to “section 2.3.5.4” agrees. Figures and letters after a number are those of the items of lists. W3C rearranged the
chapters at the end of 2024: in later versions the same clauses have other numbers, and the same anchors.""",
    "GB/T 15834": """GB/T 15834—2011 《标点符号用法》, as §5.1 is quoted in full in the README of the ConTeXt module
github.com/Fusyong/vertical-typesetting, and translated, as far as 5.1.4, on
w3.org/zh-hans/news/2013/translation-of-gb-t-15834-2011-part-5. 5.1.10 is quoted in clreq 3.5.3 as well.""",
    "GB/T 9704": """GB/T 9704—2012 《党政机关公文格式》. The standard itself could not be read; the sentence
“每个自然段左空二字，回行顶格” of 7.3.3 is quoted by public programs that set official documents. Nothing else is taken
from it: the rest rules sizes and margins of official documents, which a periodical does not follow.""",
    "UAX #14": """Unicode Standard Annex #14, *Unicode Line Breaking Algorithm*: where addresses may break.""",
    "Kanben": """Rules of the house that no standard has: that readers extract the text that was written.""",
}


@dataclass(frozen=True, slots=True)
class Source:
    """A clause: its *standard*, *number*, English and Chinese title, and the *anchor* in clreq's HTML."""

    standard: str
    number: str
    title: str
    zh: str
    anchor: str = ""

    @property
    def place(self) -> tuple[int, tuple[int, ...]]:
        """Where the clause stands among the others."""
        numbers = tuple(int(part) for part in self.number.split(".") if part.isdigit())
        return list(STANDARDS).index(self.standard), numbers


def _read() -> dict[str, Source]:
    with (Path(__file__).parent / "clauses.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t")
        next(rows)
        return {f"{row[0]} {row[1]}": Source(*row) for row in rows}


_KNOWN = _read()


def source_of(number: str) -> Source:
    """The clause of that number, such as ``clreq 3.1.4`` or ``GB/T 15834 5.1.9``. Raises KeyError when not known."""
    return _KNOWN[number]
