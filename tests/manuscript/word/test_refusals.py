"""Files that are refused, each in words and with a remedy; and what a file can't make Kanben do."""

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import ContentError, FileAccessError
from pipeline.manuscript.word import container, parts
from pipeline.manuscript.word.importing import import_manuscript
from tests.manuscript.word.packing import NAMESPACES, Manuscript, cell, pack_files, par, row, run, table

_BODY = par("题目", '<w:jc w:val="center"/>') + par("正文在这里，有一句话。")


def _mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def _field(code: str) -> str:
    return f"{_mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{_mark('end')}"


GOOD = Manuscript(name="good", body=_BODY)


def refused(data: bytes, folder: Path) -> str:
    path = folder / "来稿.docx"
    path.write_bytes(data)
    with pytest.raises(ContentError) as caught:
        import_manuscript(path)
    (problem,) = caught.value.problems
    assert problem.path == path
    assert problem.hint
    return problem.message


def with_parts(extra: dict[str, bytes | str]) -> bytes:
    document = f"<w:document {NAMESPACES}><w:body>{_BODY}</w:body></w:document>"
    return pack_files({"word/document.xml": document, **extra}, [])


def test_a_good_file_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "good.docx"
    path.write_bytes(GOOD.pack())
    assert "正文在这里" in import_manuscript(path).text


def test_what_is_no_file_of_word_is_refused(tmp_path: Path) -> None:
    assert "no file of Word" in refused(b"no zip at all", tmp_path)
    assert "no text of Word" in refused(pack_files({"word/document.xml": "<a/>"}, []), tmp_path)
    assert "damaged" in refused(pack_files({"word/document.xml": "<a"}, []), tmp_path)
    assert "no text for an article" in refused(Manuscript(name="e", body=par("")).pack(), tmp_path)
    with pytest.raises(FileAccessError):
        import_manuscript(tmp_path / "none.docx")


def test_passwords_and_macros_are_refused(tmp_path: Path) -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "password" in refused(locked, tmp_path)
    assert "macros" in refused(with_parts({"word/vbaProject.bin": b"\xcc\x61"}), tmp_path)
    stream = io.BytesIO(GOOD.pack())
    with zipfile.ZipFile(stream) as archive:
        data = bytearray(stream.getvalue())
        for entry in archive.infolist():
            data[entry.header_offset + 6] |= 1
        place = data.find(b"PK\x01\x02")
        while place >= 0:
            data[place + 8] |= 1
            place = data.find(b"PK\x01\x02", place + 1)
    assert "password" in refused(bytes(data), tmp_path)


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "笑"><!ENTITY b "&a;&a;">]>'
    document = f"{bomb}<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    assert "entities" in refused(pack_files({"word/document.xml": document}, []), tmp_path)
    wide = document.encode("utf-16")
    assert "entities" in refused(pack_files({"word/document.xml": wide}, []), tmp_path)


def test_what_unfolds_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long = Manuscript(name="long", body=_BODY + par("字" * 20_000))
    monkeypatch.setattr(container, "_MAX_PART", 50_000)
    assert "unfolds to more" in refused(long.pack(), tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr(parts, "_MAX_TAGS", 20)
    assert "more than 20 marks" in refused(long.pack(), tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr(container, "_MAX_ENTRIES", 3)
    assert "more than 3 parts" in refused(GOOD.pack(), tmp_path)


def test_a_part_that_is_there_twice_and_depth_without_end_are_refused(tmp_path: Path) -> None:
    stream = io.BytesIO(GOOD.pack())
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<a/>")
    assert "twice" in refused(stream.getvalue(), tmp_path)
    deep = Manuscript(name="deep", body="<w:sdt><w:sdtContent>" * 400 + _BODY + "</w:sdtContent></w:sdt>" * 400)
    assert "nested too deeply" in refused(deep.pack(), tmp_path)


def test_what_leads_outside_is_told_and_left_alone(tmp_path: Path) -> None:
    linked = Manuscript(
        name="linked",
        body=_BODY + par(f'<w:hyperlink r:id="rIdF">{run("本机文件")}</w:hyperlink>'),
        links=(
            ("rIdT", "attachedTemplate", "file:///C:/Normal.dotm"),
            ("rIdF", "hyperlink", "file:///etc/passwd"),
        ),
    )
    path = tmp_path / "linked.docx"
    path.write_bytes(linked.pack())
    article = import_manuscript(path)
    assert "本机文件" in article.text
    assert "passwd" not in article.text
    assert any("attachedTemplate" in each for each in article.report.remarks)


def test_text_that_nobody_reads_is_found(tmp_path: Path) -> None:
    stray = Manuscript(name="stray", body=_BODY + "<w:p><w:pPr><w:t>藏在性质里的字</w:t></w:pPr></w:p>")
    path = tmp_path / "stray.docx"
    path.write_bytes(stray.pack())
    remarks = import_manuscript(path).report.remarks
    assert any("paragraph 3" in each and "藏在性质里的字" in each for each in remarks)


def test_one_file_becomes_one_article(tmp_path: Path) -> None:
    path = tmp_path / "same.docx"
    path.write_bytes(GOOD.pack())
    first, second = import_manuscript(path), import_manuscript(path)
    assert (first.text, first.pictures, first.report) == (second.text, second.pictures, second.report)


ABSURD = {
    "signs": par(
        '<w:r><w:sym w:font="Wingdings" w:char="FFFFFF"/><w:sym w:char="110000"/><w:sym w:char="D800"/></w:r>'
    ),
    "symbol fields": par(_field("SYMBOL 007") + _field(f"SYMBOL {'9' * 9}") + _field("SYMBOL 0xD800")),
    "nested fields": f"<w:p>{_mark('begin') * 3_000}{run('域里的字。')}{_mark('end') * 3_000}{run('域外的字。')}</w:p>",
    "columns": table(
        *(
            row(cell("甲", '<w:gridSpan w:val="99999"/>'), properties='<w:gridBefore w:val="99999"/>')
            for _ in range(40)
        ),
        columns=1,
    ),
    "sections": "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * 2_000,
    "sizes": par(run("大字。", f'<w:sz w:val="{"9" * 30}"/>'), f'<w:ind w:leftChars="-{"9" * 30}"/>'),
}


@pytest.mark.parametrize("name", ABSURD)
def test_absurd_numbers_and_depths_are_taken(name: str, tmp_path: Path) -> None:
    path = tmp_path / "absurd.docx"
    path.write_bytes(Manuscript(name="absurd", body=_BODY + ABSURD[name] + par("末段也在。")).pack())
    article = import_manuscript(path)
    assert article.problems == ()
    assert article.report.account.lost == ()
    assert "末段也在。" in article.text
