"""Records for libraries: CNMARC as MARCXML and in ISO 2709, read back by pymarc."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

from pymarc import MARCReader, parse_xml_to_array

from pipeline.shelf.marc import marc_iso, marc_xml
from tests.binding.bound_volumes import PUBLICATION
from tests.shelf.shelves import article, shelved


def test_an_article_is_a_component_part_of_its_issue(tmp_path: Path) -> None:
    more = {"subtitle": "一年", "keywords": ("食堂", "协商"), "people": ("解某",)}
    volume = shelved(tmp_path, 2020, article("谈\n食堂", "单小明", "本刊编辑部", page=2, **more), article("乙\x07<&"))
    first, second = parse_xml_to_array(BytesIO(marc_xml(replace(PUBLICATION, name="新刊名"), [volume])))
    assert str(first.leader) == "00000naa0 2200000   450 "
    assert (first["001"].data, second["001"].data) == ("kanwu-2020-00001", "kanwu-2020-00002")
    assert len(first["100"]["a"]) == 36
    assert first["100"]["a"].startswith("20200103d2020    ")
    assert first["200"].subfields_as_dict() == {
        "a": ["谈食堂"], "e": ["一年"], "f": ["单小明，本刊编辑部"], "9": ["tan shi tang"],
    }  # fmt: skip
    assert first["463"].subfields_as_dict() == {"t": ["刊物"], "v": ["2020年，第1期"], "p": ["第3页"]}
    assert [field["a"] for field in first.get_fields("610")] == ["食堂", "协商"]
    assert (str(first["600"]), second.get_fields("600")) == ("=600  \\0$a解某$9xie mou", [])
    assert (first["701"]["a"], first["701"]["9"], first["711"]["a"]) == ("单小明", "shan xiao ming", "本刊编辑部")
    assert first["856"]["u"] == "2020/kanwu-2020.pdf#page=9"
    assert second["200"]["a"] == "乙<&"
    assert "f" not in second["200"].subfields_as_dict()


def test_both_files_have_the_same_records(tmp_path: Path) -> None:
    volume = shelved(
        tmp_path, 2020, article("谈食堂", "单小明"), article("Canteens", subtitle="——a visit", language="en-GB")
    )
    journal = replace(PUBLICATION, colophon=(("国际标准刊号", "ISSN 1000-003x"),))
    packed = list(MARCReader(marc_iso(journal, [volume]), force_utf8=True))
    loose = parse_xml_to_array(BytesIO(marc_xml(journal, [volume])))
    assert [str(record).splitlines()[1:] for record in packed if record] == [
        str(each).splitlines()[1:] for each in loose
    ]
    assert [[field.code for field in each["200"].subfields] for each in loose] == [["a", "9", "f"], ["a", "9", "e"]]
    assert [each["101"]["a"] for each in loose] == ["chi", "eng"]
    assert (loose[0]["463"]["x"], loose[1]["200"]["e"]) == ("1000-003X", "a visit")
    assert packed[0] is not None
    assert str(packed[0].leader)[5:12] + str(packed[0].leader)[17:] == "naa0 22   450 "


def test_the_same_volumes_give_the_same_bytes(tmp_path: Path) -> None:
    volume = shelved(tmp_path, 2020, article("甲", "单小明"))
    assert marc_xml(PUBLICATION, [volume]) == marc_xml(PUBLICATION, [volume])
