"""Manuscripts as offices send them: what comes of each, and that no character of any is lost."""

import io
import re
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from pipeline.blocks import Heading
from pipeline.inlines import plain_text
from pipeline.manuscript.article_reading import ReadArticle, read_article_text
from pipeline.manuscript.word.importing import ImportedArticle, import_manuscript
from tests.manuscript.word.further_manuscripts import FURTHER
from tests.manuscript.word.laid_out_manuscripts import LAID_OUT
from tests.manuscript.word.made_manuscripts import MADE, Made
from tests.manuscript.word.office_manuscripts import OFFICE
from tests.manuscript.word.packing import Manuscript, W
from tests.manuscript.word.paper_manuscripts import PAPERS
from tests.manuscript.word.typed_manuscripts import TYPED
from tests.manuscript.word.unseen_manuscripts import UNSEEN

MANUSCRIPTS: dict[str, Manuscript | Made] = {
    each.name: each for each in (*UNSEEN, *MADE, *OFFICE, *PAPERS, *LAID_OUT, *TYPED, *FURTHER)
}


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> "Imports":
    return Imports(tmp_path_factory.mktemp("manuscripts"))


class Imports:
    """Articles made of manuscripts, each once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.article = cache(self._article)
        self.read = cache(self._read)

    def _article(self, name: str) -> ImportedArticle:
        path = self.folder / f"{name}.docx"
        path.write_bytes(MANUSCRIPTS[name].pack())
        return import_manuscript(path)

    def _read(self, name: str) -> ReadArticle:
        article = self.article(name)
        images = self.folder / name / "images"
        images.mkdir(parents=True, exist_ok=True)
        for file, data in article.pictures.items():
            (images / file).write_bytes(data)
        problems: list[Any] = []
        path = self.folder / name / "articles" / "a.md"
        read = read_article_text(article.text, path, self.folder / name, problems)
        assert problems == []
        assert read is not None
        return read


def written_characters(manuscript: Manuscript | Made) -> Counter[str]:
    """All characters of text in the parts of *manuscript*, but those that Word doesn't show, counted without the
    reader: deleted ones, forms for other programs, what the manuscript says is absent."""
    characters: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(manuscript.pack())) as archive:
        for name in archive.namelist():
            if not re.fullmatch(r"word/(document|footnotes|endnotes)\.xml", name):
                continue
            for element in etree.fromstring(archive.read(name)).iter(f"{{{W}}}t"):
                above = {etree.QName(each).localname for each in element.iterancestors()}
                if not above & {"del", "moveFrom"} and not ("Fallback" in above and "框里的话" in (element.text or "")):
                    characters.update("".join((element.text or "").split()))
    return characters


@pytest.mark.parametrize("name", MANUSCRIPTS)
def test_no_character_is_lost(name: str, imported: Imports) -> None:
    article, read = imported.article(name), imported.read(name)
    assert article.problems == ()
    assert article.report.account.lost == ()
    there: Counter[str] = Counter(article.text)
    for work in article.works:  # they stand in references.yaml
        there.update(str(work))
    lost = written_characters(MANUSCRIPTS[name]) - there
    if article.works:  # the head, marks, signs of types and numbers are printed anew
        lost = Counter({each: count for each, count in lost.items() if each.isalnum()}) - Counter(
            "参考文献JMEBOL" + 3 * "123"
        )
    told = Counter("".join(each.text for each in article.report.omissions))
    labels = Counter("".join(text for _place, _name, text in article.report.fields))
    escaped = Counter("＊｜＃＞：！｀｛（＠—☐" * 9)
    anew = Counter(MANUSCRIPTS[name].anew)
    assert lost - told - labels - escaped - anew - Counter("_") == Counter(), article.text
    assert read.head is not None


@pytest.mark.parametrize("name", MANUSCRIPTS)
def test_each_manuscript_becomes_what_it_is(name: str, imported: Imports) -> None:
    expected, article, read = MANUSCRIPTS[name], imported.article(name), imported.read(name)
    assert read.head is not None
    rows = read.head.rows.model_dump(mode="json")
    for field, value in dict(expected.fields).items():
        found = [each["name"] for each in rows["authors"]] if field == "authors" else rows[field]
        assert found == value, field
    if expected.headings:
        headings = [each for each in read.body.blocks if isinstance(each, Heading)]
        assert [(each.level, plain_text(each.children)) for each in headings] == list(expected.headings)
    for piece in expected.contains:
        assert piece in article.text, article.text
    remarks = "\n".join(article.report.remarks)
    if isinstance(expected, Manuscript):
        assert not [piece for piece in expected.absent if piece in article.text]
        assert not [piece for piece in expected.told if piece not in remarks]


def test_references_are_works(imported: Imports) -> None:
    works = imported.article("cited").works
    assert [(each["type"], each["title"]) for each in works] == [
        ("article-journal", "师徒制的价值"), ("book", "Learning at work"), ("webpage", "统计公报"),
    ]  # fmt: skip
    assert works[1]["author"] == [{"family": "SMITH", "given": "J"}, {"family": "BROWN", "given": "T A"}]
    for name, why in (("cited-in-part", "calls [3]; the list"), ("cited-in-doubt", "Reference 2 can't be read")):
        assert why in "\n".join(imported.article(name).report.remarks)
    assert imported.article("cited-in-doubt").works[1]["title"] == "内部调研材料，2023年。"


def test_there_are_enough_of_them() -> None:
    assert len(MANUSCRIPTS) >= 40
    assert len(UNSEEN) >= 20
