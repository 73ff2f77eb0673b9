"""What is up to date: any change of what an issue is made from, or of what was made, is noticed."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.bounded_files import BoundedFolder
from pipeline.production import record as record_module
from pipeline.production.glance import Glance
from pipeline.production.record import Recipe, Record, digest_of, read_record, still_good, take_recipe
from pipeline.resources import find_shipped
from tests.workspaces import ISSUE, PUBLICATION, good_workspace, replace_in


@dataclass
class Shop:
    """A finished issue with all that it was made from, and its record."""

    workspace: Path
    layouts: Path
    fonts: Path
    out: Path

    def recipe(self) -> Recipe:
        folders = (BoundedFolder(self.workspace / "layouts", self.workspace), BoundedFolder.of(self.layouts))
        return take_recipe(BoundedFolder(self.workspace / ISSUE, self.workspace), folders, self.fonts)

    def finish(self) -> None:
        (self.out / "hao.pdf").write_bytes(b"%PDF")
        (self.out / "record.json").write_bytes(
            Record(self.recipe(), {"hao.pdf": digest_of(b"%PDF")}, {"pages": 4}).to_json()
        )

    def good(self, *wanted: str) -> bool:
        return still_good(read_record(self.out / "record.json"), self.recipe(), self.out, wanted or ["hao.pdf"])


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    made = Shop(good_workspace(tmp_path), tmp_path / "layouts", tmp_path / "manifest.toml", tmp_path / "out")
    shutil.copytree(find_shipped("layouts"), made.layouts)
    made.fonts.write_text("faces = []", encoding="utf-8")
    made.out.mkdir()
    made.finish()
    return made


def touch(path: Path) -> None:
    path.write_bytes(path.read_bytes())


CHANGES: dict[str, Callable[[Shop], object]] = {
    "issue.yaml": lambda shop: replace_in(shop.workspace / ISSUE / "issue.yaml", "number: 12", "number: 13"),
    "an article": lambda shop: replace_in(shop.workspace / ISSUE / "articles/duanxin.md", "初五", "初六"),
    "a new article": lambda shop: (shop.workspace / ISSUE / "articles/new.md").touch(),
    "an article less": lambda shop: (shop.workspace / ISSUE / "articles/duanxin.md").unlink(),
    "an article renamed": lambda shop: (shop.workspace / ISSUE / "articles/duanxin.md").rename(
        shop.workspace / ISSUE / "articles/x.md"
    ),
    "a picture": lambda shop: replace_in(shop.workspace / ISSUE / "images/cover.svg", "#c8102e", "#c8102f"),
    "publication.yaml": lambda shop: replace_in(
        shop.workspace / PUBLICATION / "publication.yaml", "河西印社", "河东印社"
    ),
    "a template": lambda shop: replace_in(shop.layouts / "gongyun/layout.yaml", "name: 工运", "name: 工"),
    "a shared template": lambda shop: (shop.layouts / "common/blank.html.j2").write_text(" "),
    "a layout of the workspace": lambda shop: shutil.copytree(
        shop.layouts / "gongyun", shop.workspace / "layouts/gongyun"
    ),
    "the faces": lambda shop: shop.fonts.write_text("faces = [1]"),
    "no faces": lambda shop: shop.fonts.unlink(),
    "the finished file": lambda shop: (shop.out / "hao.pdf").write_bytes(b"%PDF "),
    "no finished file": lambda shop: (shop.out / "hao.pdf").unlink(),
    "no record": lambda shop: (shop.out / "record.json").unlink(),
    "half a record": lambda shop: (shop.out / "record.json").write_bytes((shop.out / "record.json").read_bytes()[:-9]),
}

NO_CHANGES: dict[str, Callable[[Shop], object]] = {
    "nothing": lambda shop: None,
    "files written again": lambda shop: [touch(path) for path in shop.workspace.rglob("*") if path.is_file()],
    "a hidden folder": lambda shop: shutil.copytree(shop.layouts, shop.workspace / ISSUE / ".git"),
    "another issue": lambda shop: shutil.copytree(shop.workspace / ISSUE, shop.workspace / PUBLICATION / "2024/02"),
    "another finished file": lambda shop: (shop.out / "other.pdf").touch(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_noticed(shop: Shop, change: str) -> None:
    assert shop.good()
    CHANGES[change](shop)
    assert not shop.good()


@pytest.mark.parametrize("change", NO_CHANGES)
def test_what_is_no_change(shop: Shop, change: str) -> None:
    NO_CHANGES[change](shop)
    assert shop.good()


def test_a_new_date_is_noticed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert not shop.good()
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert shop.good()


@pytest.mark.parametrize("package", ["weasyprint", "jinja2", "pydyf"])
def test_another_version_of_a_library_is_noticed(shop: Shop, monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    version = record_module._version
    monkeypatch.setattr(record_module, "_version", lambda name: "0" if name == package else version(name))
    assert not shop.good()


def test_another_version_of_kanben_is_noticed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_module, "__version__", "0.0.0")
    assert not shop.good()


def test_our_own_code_is_part_of_the_recipe(shop: Shop) -> None:
    assert shop.recipe().files["code"] == record_module.code_digest()
    files = record_module._digest_own(record_module._list_own_files())
    assert record_module._as_one(files) == record_module.code_digest()
    assert files["pipeline/production/record.py"] == digest_of(Path(record_module.__file__).read_bytes())
    assert "pipeline/layout/surnames.toml" in files


def test_a_record_has_no_list_of_all_that_issues_are_made_with(shop: Shop) -> None:
    assert len(Record(shop.recipe(), {}, {}).to_json()) < 4_000


def test_what_is_wanted_must_have_been_made(shop: Shop) -> None:
    assert not shop.good("hao.pdf", "offprints")
    record = Record(shop.recipe(), {"hao.pdf": digest_of(b"%PDF"), "offprints": ""}, {})
    (shop.out / "record.json").write_bytes(record.to_json())
    (shop.out / "offprints").mkdir()
    assert shop.good("hao.pdf", "offprints")
    assert shop.good("hao.pdf")


def test_a_record_can_be_read_back(shop: Shop) -> None:
    record = Record(shop.recipe(), {"灯.pdf": "0"}, {"pages": 4, "entries": [{"title": "灯"}]})
    (shop.out / "record.json").write_bytes(record.to_json())
    assert read_record(shop.out / "record.json") == record


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "3", '"x"', "{}", '{"recipe": {}, "made": {}, "summary": {}}', "[" * 100_000,
     '{"recipe": {"files": {}, "settings": {}}, "made": null, "summary": {}}',
     '{"recipe": {"files": [], "settings": {}}, "made": {}, "summary": {}}',
     '{"recipe": {"files": {}, "settings": {}}, "made": {}, "summary": 1}',
     '{"recipe": {"files": {}, "settings": {}, "more": {}}, "made": {}, "summary": {}}'],
)  # fmt: skip
def test_a_damaged_record_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "record.json").write_text(text, encoding="utf-8")
    assert read_record(tmp_path / "record.json") is None


def test_a_file_whose_name_is_no_utf8(shop: Shop) -> None:
    named = shop.workspace / ISSUE / "images" / os.fsdecode(b"\xff.png")
    named.touch()
    assert not shop.good()
    shop.finish()
    assert shop.good()
    named.rename(named.with_name(os.fsdecode(b"\xfe.png")))
    assert not shop.good()


def test_no_record_is_never_good(shop: Shop) -> None:
    assert not still_good(None, shop.recipe(), shop.out, [])


def test_layouts_are_read_again_when_they_have_changed(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    digest_of_file = record_module.digest_of_file

    def note(path: Path, *bounds: object) -> str:
        read.append(path)
        return digest_of_file(path, *bounds)  # type: ignore[arg-type]

    monkeypatch.setattr(record_module, "digest_of_file", note)
    before = shop.recipe()
    assert any(shop.layouts in path.parents for path in read)  # what was written just now is not trusted
    monkeypatch.setattr(Glance, "is_settled", lambda _self: True)
    assert shop.recipe() == before
    read.clear()
    assert shop.recipe() == before
    assert not [path for path in read if shop.layouts in path.parents]
    (shop.layouts / "common" / "new.css").write_text("a", encoding="utf-8")
    assert shop.recipe() != before
