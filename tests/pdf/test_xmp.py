"""XMP and document information: what is written is well formed and agrees; what strangers write is read with care."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest

from pipeline.pdf.xmp import PdfFacts, information, packet, property_text
from pipeline.standards import Standard

FACTS = PdfFacts(
    title='甲 & 乙 <丙> "丁"',
    authors=("编辑部", "作者"),
    subject="{}",
    language="zh-CN",
    created=datetime(2023, 1, 2, 3, 4, 5, tzinfo=UTC),
)
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def attributes(written: bytes) -> list[list[str]]:
    """The names, without prefixes, of the attributes of each description."""
    rows = ElementTree.fromstring(written).findall(f".//{RDF}Description")
    return [[key.rpartition("}")[2] for key in row.attrib if not key.endswith("about")] for row in rows]


def test_information_and_xmp_agree() -> None:
    text = packet(FACTS).decode("utf-8")
    assert property_text(text, "dc:title") == FACTS.title
    assert property_text(text, "dc:creator") == "编辑部；作者"
    assert property_text(text, "dc:description") == "{}"
    assert property_text(text, "dc:language") == "zh-CN"
    assert property_text(text, "xmp:CreatorTool") == property_text(text, "pdf:Producer") == "Kanben"
    assert property_text(text, "xmp:CreateDate") == property_text(text, "xmp:ModifyDate") == "2023-01-02T03:04:05Z"
    date = "D:20230102030405Z"
    assert information(FACTS) == {
        "/Title": FACTS.title,
        "/Author": "编辑部；作者",
        "/Subject": "{}",
        "/Creator": "Kanben",
        "/Producer": "Kanben",
        "/CreationDate": date,
        "/ModDate": date,
    }


def test_a_moment_is_told_in_utc() -> None:
    facts = replace(FACTS, created=datetime(2023, 1, 2, 11, 4, 5, tzinfo=timezone(timedelta(hours=8))))
    assert packet(facts) == packet(FACTS)
    assert information(facts) == information(FACTS)


def test_further_properties_stand_beside_their_like() -> None:
    further = {"dc:format": "a/<b>", "xmpMM:VersionID": '"', "pdf:Trapped": "False", "xmp:MetadataDate": "M"}
    assert attributes(packet(FACTS, further)) == [
        ["format"],
        ["Producer", "Trapped"],
        ["CreatorTool", "CreateDate", "ModifyDate", "MetadataDate"],
        ["VersionID"],
    ]


def test_standards_are_declared_when_asked_for() -> None:
    text = packet(FACTS, standard=Standard.PDF_A_2).decode("utf-8")
    names = ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")
    assert [property_text(text, name) for name in names] == ["2", "A", "1"]
    assert attributes(text.encode("utf-8"))[3:] == [["part", "conformance"], ["part"], []]
    assert [property_text(packet(FACTS).decode("utf-8"), name) for name in names] == ["", "", ""]


@pytest.mark.parametrize(
    ("xmp", "text"),
    [
        ("<p:a>1</p:a>", "1"),
        ("<p:a> <rdf:Alt><rdf:li xml:lang='x-default'>一&amp;二</rdf:li><rdf:li>三</rdf:li></rdf:Alt></p:a>", "一&二"),
        ("<x p:a = '1'/>", "1"),
        ('<x\np:a="&lt;"/>', "<"),
        ('<x p:a="0"/><p:a>1</p:a>', "1"),
        ("<p:a><rdf:Alt></rdf:Alt></p:a><p:b>2</p:b>", ""),
        # no such property
        ("", ""),
        ("<p:a>1", ""),
        (f"<p:a>{'1' * 200_000}</p:a>", ""),
        ('<x xp:a="1"/>', ""),
        ('<x p:ab="1"/>', ""),
        ('<x p:a="1', ""),
        ('<x p:a="1<"/>', ""),
    ],
)
def test_properties_are_read(xmp: str, text: str) -> None:
    assert property_text(xmp, "p:a") == text
