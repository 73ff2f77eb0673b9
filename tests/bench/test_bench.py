"""The bench compares like with like: its three documents of an issue hold the same words."""

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import typst

from bench.enlarge import enlarge
from bench.finished import Finished, read_finished
from bench.material import copy_sample, write_material
from bench.measure import CORES, MAKERS, OURS, STOCK, TYPST, Issue, Run, make
from bench.report import Measured, results, targets
from bench.typst_document import string
from pipeline.manuscript.reader import read_issue

GOOD = Path("tests") / "golden" / "good"
HEAD = 30 / 25.4 * 72  # of gongyun, in points


@pytest.fixture(scope="module")
def issue(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Issue:
    """The good issue of the golden cases at twice its text, in the forms that the makers take."""
    material = write_material("golden", root / GOOD, tmp_path_factory.mktemp("bench") / "times-2", 2)
    return Issue(Path(material.workspace), Path(material.issue), Path(material.html), Path(material.typst))


@pytest.fixture(scope="module")
def finished(issue: Issue) -> dict[str, Finished]:
    """What each maker's PDF of the issue holds."""
    result = {}
    for maker in MAKERS:
        pdf = issue.workspace.with_name(f"{maker}.pdf")
        run = make(maker, issue, pdf)
        assert run.maker == maker
        assert run.file_size == pdf.stat().st_size
        assert 0 < run.seconds < 300
        assert 2**24 < run.peak < 2**31  # 16 MiB to 2 GiB: bytes, not KiB or pages
        result[maker] = read_finished(pdf, HEAD)
    return result


@pytest.mark.slow
def test_all_makers_set_the_same_han_characters(finished: dict[str, Finished]) -> None:
    ours = finished[OURS].han
    assert ours.total() > 400
    assert finished[STOCK].han == ours
    assert finished[TYPST].han == ours


@pytest.mark.slow
@pytest.mark.parametrize(("maker", "file"), [(STOCK, "html"), (TYPST, "typst")])
def test_a_character_left_out_of_a_document_is_seen(
    issue: Issue, finished: dict[str, Finished], tmp_path: Path, maker: str, file: str
) -> None:
    document: Path = getattr(issue, file)
    lame = document.with_name(f"lame-{document.name}")
    text = document.read_text(encoding="utf-8")
    assert "茶" in text
    lame.write_text(text[::-1].replace("茶", "", 1)[::-1], encoding="utf-8")  # the last one stands in an article
    files = {"html": issue.html, "typst": issue.typst} | {file: lame}
    make(maker, Issue(issue.workspace, issue.content, **files), tmp_path / "lame.pdf")
    assert finished[OURS].han - read_finished(tmp_path / "lame.pdf", HEAD).han == Counter("茶")


@pytest.mark.slow
def test_the_imported_seed_is_the_same_to_all_makers(shared: Path, root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.material", str(tmp_path), "1"]
    (material,) = json.loads(subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE).stdout)
    assert material["articles"] == 8
    issue = Issue(*(Path(material[key]) for key in ("workspace", "issue", "html", "typst")))
    found = []
    for maker in MAKERS:
        make(maker, issue, tmp_path / "issue.pdf")
        found.append(read_finished(tmp_path / "issue.pdf", HEAD).han)
    assert found[0].total() > 18_000
    assert found == found[:1] * len(MAKERS)


def test_a_maker_that_fails_is_told_with_what_it_said(issue: Issue, tmp_path: Path) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#nothing-of-the-kind", encoding="utf-8")
    with pytest.raises(RuntimeError, match=r"Typst failed:[\s\S]*unknown variable"):
        make(TYPST, Issue(tmp_path, issue.content, issue.html, broken), tmp_path / "broken.pdf")
    assert not (tmp_path / "broken.pdf").exists()


def test_an_enlarged_issue_has_each_article_again_with_ids_of_its_own(tmp_path: Path) -> None:
    # The sample issue has ids and cross-references: two ids that are the same would not be read.
    copy_sample(tmp_path / "content")
    once, thrice = (read_issue(enlarge(tmp_path / "content", tmp_path / f"{size}", size)) for size in (1, 3))
    titles = [entry.contents_title for entry in once.entries]
    assert [entry.contents_title for entry in thrice.entries] == titles * 3
    slugs = [entry.article.slug for entry in thrice.entries]
    assert slugs[len(titles)] == f"{slugs[0]}-2"
    references = [re.findall(r"\]\(#(\S+)\)", entry.article.path.read_text("utf-8")) for entry in thrice.entries]
    flat = [name for names in references[len(titles) : 2 * len(titles)] for name in names]
    assert flat
    assert all(name.endswith("-2") for name in flat)


@pytest.mark.parametrize("text", ['#"]', "\\", 'a"b\\', "*_$`@<>~", "一\n二"])
def test_no_text_is_markup_to_typst(tmp_path: Path, text: str) -> None:
    assert typst_value(tmp_path, string(text)) == text


def typst_value(folder: Path, expression: str) -> str:
    """The value of a Typst expression, by way of a labelled piece of metadata."""
    source = folder / "value.typ"
    source.write_text(f"#metadata({expression}) <value>", encoding="utf-8")
    return str(json.loads(typst.query(source, "<value>", field="value", one=True)))


def measured(size: int, seconds: dict[str, list[float]], files: dict[str, int]) -> Measured:
    """Measurements with the given times, in rounds, and file sizes."""
    rounds = [
        [Run(maker, seconds[maker][number], 1.0, 2**20, files[maker]) for maker in MAKERS]
        for number in range(len(seconds[OURS]))
    ]
    found = {maker: Finished(10, Counter("茶茶")) for maker in MAKERS}
    memory = dict.fromkeys(MAKERS, 2**21)
    return Measured(size=size, articles=1, rounds=rounds, finished=found, memory=memory)


def test_ratios_are_taken_within_each_round() -> None:
    # The machine is twice as slow in the last round: ratios 0.5, 0.9, 0.9, where medians alone would give 1.8 / 2.0.
    one = measured(
        1,
        {OURS: [1.0, 1.8, 3.6], CORES: [0.5, 0.6, 1.6], STOCK: [2.0, 2.0, 4.0], TYPST: [0.5, 0.9, 0.9]},
        dict.fromkeys(MAKERS, 1000),
    )
    assert one.time_ratio(STOCK, CORES) == pytest.approx(0.3)
    assert one.time_ratio(STOCK) == pytest.approx(0.9)
    assert one.time_ratio(TYPST) == pytest.approx(2.0)
    assert one.seconds(OURS) == 1.8


@pytest.mark.parametrize(
    ("size", "ours", "cores", "file", "met"),
    [
        (1, 0.75, 0.6, 1000, [True, True, True]),
        (1, 0.76, 0.61, 1001, [False, False, False]),
        (8, 0.6, 0.45, 999, [True, True, True, True]),
        (8, 0.61, 0.46, 1000, [False, False, True, True]),
        (8, 0.6, 0.51, 1000, [True, False, False, True]),
    ],
)
def test_targets_are_computed(size: int, ours: float, cores: float, file: int, met: list[bool]) -> None:
    files = {OURS: file, CORES: file, STOCK: 1, TYPST: 1000}
    one = measured(size, {OURS: [ours], CORES: [cores], STOCK: [1.0], TYPST: [0.1]}, files)
    assert [target.met for target in targets([one])] == met
    text = results("a source", "2024-01-01", ["Memory: some"], (0.5, 1.5), [one])
    assert text.count("**not met**") == met.count(False)
    assert text.count("| met |") == met.count(True)
    assert f"| {OURS} | 10 | 2 | {ours:.2f} ({ours:.2f}–{ours:.2f}) | 1.00 | {10 / ours:.1f} | 1 MiB | 2 MiB |" in text
