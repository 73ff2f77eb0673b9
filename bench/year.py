"""A year of generated issues: twelve of some 48 pages, each with words of its own.

``python -m bench.year FOLDER`` writes the workspace and prints the folder of the year. The words are made by chance
from common characters, so that no two issues share a line, as in life; sentences, headings and tables are of the
lengths that a bulletin has.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ISSUES, ARTICLES, PARAGRAPHS = 12, 10, 17
YEAR = 2023
_SEED = 576
_SURNAMES = "赵钱孙李周吴郑王冯陈单曾解仇区查任华"
_COMMON = [chr(code) for code in range(0x4E00, 0x9FA5, 5)]  # some four thousand; those that the faces have are kept
_LATIN = ("PDF", "5G", "Word", "2023", "12351", "48")


def write_years(workspace: Path, known: frozenset[str], years: Sequence[int] = (YEAR,)) -> Path:
    """Write the publication ``nianben`` into *workspace*, in characters that are *known*; returns its folder."""
    chance = random.Random(_SEED)
    letters = [letter for letter in _COMMON if letter in known]
    publication = workspace / "issues/nianben"
    for year in years:
        for number in range(1, ISSUES + 1):
            _write_issue(publication / str(year) / f"{number:02d}", year, number, chance, letters)
        volume = f"title: 年本{year}年合订本\nnumber: 1\nyear: {year}\n"
        (publication / str(year) / "volume.yaml").write_text(volume, encoding="utf-8")
    (publication / "publication.yaml").write_text(
        "name: 年本\nlatin_name: Nianben\norganisers: [编辑部]\nlayout: gongyun\nlanguage: zh-CN\n", encoding="utf-8"
    )
    return publication


def _write_issue(folder: Path, year: int, number: int, chance: random.Random, letters: list[str]) -> None:
    (folder / "articles").mkdir(parents=True)
    rows = [
        f"year: {year}",
        f"number: {number}",
        f"total_number: {number}",
        f"date: {year}-{number:02d}-05",
        "sections:",
    ]
    for article in range(ARTICLES):
        if article % 3 == 0:
            rows += [f"  - name: 栏目{article // 3 + 1}", "    articles:"]
        rows.append(f"      - file: articles/a{article:02d}.md")
        text = "\n\n".join(_article(chance, letters))
        (folder / f"articles/a{article:02d}.md").write_text(text + "\n", encoding="utf-8")
    (folder / "issue.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")


def _article(chance: random.Random, letters: list[str]) -> Iterator[str]:
    author = chance.choice(_SURNAMES) + "".join(chance.choices(letters, k=2))
    yield f"---\ntitle: {words(chance, letters, 18)}\nauthors: [{{name: {author}}}]\n---"
    for number in range(PARAGRAPHS):
        if number % 4 == 0:
            yield f"## {words(chance, letters, 12)}"
        if number == 6:
            rows = (f"| {words(chance, letters, 6)} | {chance.randint(1, 99)} |" for _row in range(3))
            yield "\n".join(["| 项目 | 数量 |", "|---|---|", *rows])
        yield "".join(sentence(chance, letters) for _sentence_number in range(chance.randint(3, 6)))


def sentence(chance: random.Random, letters: Sequence[str]) -> str:
    """A sentence of one clause to three."""
    clauses = [words(chance, letters, chance.randint(5, 14)) for _clause in range(chance.randint(1, 3))]
    if chance.random() < 0.2:
        clauses[0] += f" {chance.choice(_LATIN)} "
    return "，".join(clauses) + "。"


def words(chance: random.Random, letters: Sequence[str], count: int) -> str:
    """Some characters; few of them are had often, as in any language."""
    return "".join(letters[int(len(letters) * chance.random() ** 3)] for _letter in range(count))


def known_letters() -> list[str]:
    """The characters that words are made of: those that the faces have."""
    from pipeline.fonts.coverage import Coverage
    from pipeline.fonts.manifest import load_manifest
    from pipeline.resources import find_shipped

    missing = set(Coverage.read(load_manifest(find_shipped("fonts"))).missing("".join(_COMMON)))
    return [letter for letter in _COMMON if letter not in missing]


def main(folder: str) -> None:
    """Write the year and print where it is."""
    print(write_years(Path(folder), frozenset(known_letters())) / str(YEAR))


if __name__ == "__main__":
    main(*sys.argv[1:])
