"""Manuscripts as offices, halls and journals send them: speeches, poems, papers with a head in English, charts."""

from docx.document import Document as DocumentObject
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from tests.manuscript.word.made_manuscripts import CENTRE, RIGHT, Made, _say, _text, _title

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def _speech(document: DocumentObject) -> None:
    _title(document, "在劳模座谈会上的讲话")
    _say(document, "（2024年4月28日）", "楷体_GB2312", 12, align=CENTRE)
    _say(document, "某市总工会主席　黄某某", "楷体_GB2312", 12, align=CENTRE)
    _text(document, "同志们：", "今天我们欢聚一堂，庆祝劳动者自己的节日。")
    _say(document, "第一，肯定劳模的贡献", "宋体", 10.5, bold=True)
    _text(document, "他们奋战在一线。")
    _say(document, "第二，弘扬劳模的精神", "宋体", 10.5, bold=True)
    _text(document, "让劳动光荣。")


def _poem(document: DocumentObject) -> None:
    _title(document, "炉　火")
    _say(document, "□ 何某某", "楷体", 12, align=CENTRE)
    _text(document, "炉火是一句话，", "说给夜班的人听。")
    _say(document, "（作者系某钢铁公司炼钢厂工人）", "楷体", 10.5, align=RIGHT)


def _reported(document: DocumentObject) -> None:
    _title(document, "潮声里的双手")
    _say(document, "本刊通讯员　林某某　陈某", "楷体", 12, align=CENTRE)
    _text(document, "清晨五点，港口的灯还亮着，吊车已经转了起来。")


def _paper(document: DocumentObject) -> None:
    _title(document, "职工技能培训的影响因素")
    names = _say(document, "", align=CENTRE)
    for text, is_raised in (("张某某", False), ("1", True), ("，李某", False), ("2", True)):
        names.add_run(text).font.superscript = is_raised or None
    _say(document, "（1. 某大学，某市 100000；2. 某职工学校，某市 100001）", "宋体", 9, align=CENTRE)
    _text(document, "摘要：分析了培训的效果。", "关键词：培训；师徒制")
    _say(document, "Factors of Training", "", 14, align=CENTRE, bold=True)
    english = _say(document, "", align=CENTRE)
    for text, is_raised in (("ZHANG Moumou", False), ("1", True), (", LI Mou", False), ("2", True)):
        english.add_run(text).font.superscript = is_raised or None
    _say(document, "(1. Mou University, Mou 100000, China; 2. Mou School, Mou 100001, China)", "", 9, align=CENTRE)
    _text(document, "Abstract: The effects are studied.", "Key words: training; apprenticeship")
    _text(document, "职工培训是产业工人队伍建设的基础，岗位练兵是其中的一种。")
    _text(document, "作者简介：李某，男，讲师。")


def _doubtful_paper(document: DocumentObject) -> None:
    _title(document, "岗位练兵的调查")
    _say(document, "张某某　李某", "楷体", 12, align=CENTRE)
    _text(document, "摘要：调查了岗位练兵。", "关键词：练兵；岗位")
    _text(document, "A Survey", "ZHANG Moumou", "Abstract: One name is missing here.", "Key words: drill; post")
    _text(document, "岗位练兵是一种由来已久的培训方法，各厂都有自己的做法。")


_CHART = (
    f'<c:chartSpace xmlns:c="{_DRAWING}/chart" xmlns:a="{_DRAWING}/main"><c:chart><c:plotArea><c:barChart>'
    '<c:barDir val="col"/><c:ser><c:tx><c:strRef><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>会员率</c:v></c:pt>'
    '</c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache><c:ptCount val="2"/><c:pt idx="0"><c:v>甲,厂</c:v>'
    '</c:pt><c:pt idx="1"><c:v>乙厂</c:v></c:pt></c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>'
    '<c:formatCode>0.0%</c:formatCode><c:ptCount val="2"/><c:pt idx="0"><c:v>0.35600000000000004</c:v></c:pt>'
    '<c:pt idx="1"><c:v>1</c:v></c:pt></c:numCache></c:numRef></c:val></c:ser></c:barChart></c:plotArea></c:chart>'
    "</c:chartSpace>"
)
_DIAGRAM = (
    f'<d:dataModel xmlns:d="{_DRAWING}/diagram" xmlns:a="{_DRAWING}/main"><d:ptLst>'
    + "".join(f"<d:pt><d:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></d:t></d:pt>" for text in ("宣传", "汇总"))
    + "<d:pt/></d:ptLst></d:dataModel>"
)


def _draw(paragraph: Paragraph, document: DocumentObject, kind: str, xml: str, call: str) -> None:
    """A drawing of a *kind* in *paragraph*, whose part is *xml*; *call* is the element that leads there."""
    part = Part(PackURI(f"/word/drawn/{kind}.xml"), "application/xml", xml.encode(), document.part.package)
    call = call.format(document.part.relate_to(part, f"{_OFFICE}/{kind}"))
    drawing = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" xmlns:r="{_OFFICE}"><w:drawing>'
        f"<wp:inline><a:graphic><a:graphicData>{call}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    paragraph._p.append(parse_xml(drawing))


def _charted(document: DocumentObject) -> None:
    _title(document, "会员率调查")
    _text(document, "两家厂的会员率见图1，工作的流程见图2，都由各厂填报。")
    chart = f'<c:chart xmlns:c="{_DRAWING}/chart" r:id="{{}}"/>'
    _draw(_say(document, "", align=CENTRE), document, "chart", _CHART, chart)
    _say(document, "图1　两厂的会员率", "黑体", 9, align=CENTRE)
    diagram = f'<d:relIds xmlns:d="{_DRAWING}/diagram" r:dm="{{}}"/>'
    _draw(_say(document, ""), document, "diagramData", _DIAGRAM, diagram)
    _text(document, "调查到此为止。")


_ENTRIES = (
    "[1] 陈某, 林某某. 师徒制的价值[J]. 教育研究, 2021, 39(4): 12-18.",
    "[2] SMITH J, BROWN T A. Learning at work[M]. London: Mou Press, 2019: 35-38.",
    "[3] 某市统计局. 统计公报[EB/OL]. (2024-02-20)[2024-03-01]. https://example.org/a.html.",
)


def _cite(document: DocumentObject, *calls: tuple[str, str]) -> None:
    paragraph = _say(document, "")
    for text, call in calls:
        paragraph.add_run(text)
        for each in call:  # Word parts what it has checked
            paragraph.add_run(each).font.superscript = True


def _cited(document: DocumentObject) -> None:
    _title(document, "师徒制研究")
    _cite(document, ("师徒制由来已久", "[1]12"), ("，各国都有", "[2-3]"), ("，如文献[1]所述，价值是多方面的。", ""))
    _say(document, "参考文献", "黑体", 10.5)
    _text(document, *_ENTRIES)


def _cited_in_part(document: DocumentObject) -> None:
    _title(document, "师徒制再研究")
    _cite(document, ("师徒制由来已久", "[1]"), ("，各国都有，价值是多方面的，也是说不完的。", "[2]"))
    _say(document, "参考文献", "黑体", 10.5)
    _text(document, *_ENTRIES)


def _cited_in_doubt(document: DocumentObject) -> None:
    _title(document, "师徒制三研究")
    _cite(document, ("师徒制由来已久", "[1]"), ("，各国都有，价值是多方面的，也是说不完的。", "[2]"))
    _say(document, "参考文献", "黑体", 10.5)
    _text(document, _ENTRIES[0], "[2] 内部调研材料，2023年。")


_ENGLISH = {
    "title": "Factors of Training",
    "authors": ["ZHANG Moumou", "LI Mou"],
    "affiliations": ["Mou University, Mou 100000, China", "Mou School, Mou 100001, China"],
    "summary": "The effects are studied.",
    "keywords": ["training", "apprenticeship"],
}
OFFICE = (
    Made(
        "speech", _speech, ("{.salutation}\n同志们：", "affiliation: 某市总工会主席"),
        [("subtitle", "（2024年4月28日）"), ("authors", ["黄某某"])],
        [(1, "第一，肯定劳模的贡献"), (1, "第二，弘扬劳模的精神")],
    ),
    Made("poem", _poem, ("affiliation: 某钢铁公司炼钢厂工人",), [("authors", ["何某某"])]),
    Made("reported", _reported, ("- name: 陈某\n    role: 本刊通讯员",), [("authors", ["林某某", "陈某"])]),
    Made("paper", _paper, ("bio: 李某，男，讲师。",), [("authors", ["张某某", "李某"]), ("english", _ENGLISH)]),
    Made("doubtful-paper", _doubtful_paper, ("Abstract: One name",), [("english", None)]),
    Made("cited", _cited, ("由来已久[@chen2021-", ", 12]，各国都有[@", "如文献[@chen2021-")),
    Made("cited-in-part", _cited_in_part, ("由来已久[@chen2021-", "uncited:\n  - moushitongjiju2024-")),
    Made("cited-in-doubt", _cited_in_doubt, ("由来已久[@chen2021-", "[@neibudiaoyancailiao-")),
    Made(
        "charted", _charted,
        (
            '::: chart 图1　两厂的会员率 {kind=column unit="%"}\n项目, 会员率\n甲、厂, 35.6\n乙厂, 100\n:::',
            "::: box\n\n宣传\n\n汇总\n\n:::",
        ),
    ),
)  # fmt: skip
