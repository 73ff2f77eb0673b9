"""Manuscripts in which tables, tabs and boxes lay out the page, as Word has no other means to put things abreast."""

from tests.manuscript.word.packing import Manuscript, cell, drawing, font, par, png, row, run, table

_CENTRE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
_SUP = '<w:vertAlign w:val="superscript"/>'
_TITLE = font("方正小标宋简体", 22)
_TEXT = "渡口的灯塔每晚点亮，守塔人按时登记来往的船只，天亮以后再把账册送到站里去。"


def _tabbed(*fields: str) -> str:
    return par("<w:r><w:tab/></w:r>".join(map(run, fields)))


DOCUMENT = Manuscript(
    name="banshi-biaoge",
    body=par("特急", "", font("黑体", 16))
    + table(
        row(
            cell(par("某某航运站", _CENTRE, font("方正小标宋简体", 30))),
            cell(par("文件", _CENTRE, font("方正小标宋简体", 36))),
        ),
        row(cell(par("某某灯塔局", _CENTRE, font("方正小标宋简体", 26))), cell(par(""))),
        columns=2,
    )
    + _tabbed("某航〔2024〕6号", "签发人：单　某")
    + par("关于点灯时刻的通知", _CENTRE, _TITLE)
    + par("各渡口：")
    + par(_TEXT)
    + par("一、点灯", "", font("黑体", 16))
    + par(_TEXT)
    + table(
        row(cell("某某航运站"), cell("某某灯塔局")),
        row(cell(""), cell(par("2024年5月6日", _RIGHT))),
        columns=2,
    )
    + par("附件", "", font("黑体", 16))
    + par("点灯人名单", _CENTRE, _TITLE)
    + par("（排名不分先后）", _CENTRE, font("楷体"))
    + table(
        row(cell("单　某"), cell("仇某某"), cell("解　某")),
        row(cell("朴某"), cell(""), cell("")),
        columns=3,
    )
    + par("记　　录：仇某某", "", font("黑体", 16, "<w:b/>"))
    + table(
        row(cell("抄送：各渡口派出所。", '<w:gridSpan w:val="2"/>')),
        row(cell("某某航运站办公室"), cell("2024年5月7日印发")),
        columns=2,
    ),
    fields={
        "title": "关于点灯时刻的通知",
        "subtitle": "某航〔2024〕6号",
        "kicker": "某某航运站　某某灯塔局　文件",
    },
    headings=((1, "一、点灯"), (1, "点灯人名单")),
    contains=(
        "{.salutation}\n各渡口：",
        "{.signoff}\n某某航运站\\\n某某灯塔局\\\n2024年5月6日",
        "::: names\n\n单某、仇某某、解某、朴某\n\n:::",
    ),
    absent=("|", "特急", "抄送", "印发"),
    told=(
        "版记 is the office's, and is left out: “抄送：各渡口派出所。 某某航运站办公室 2024年5月7日印发”",
        "“特急” is said of the manuscript",
        "“签发人：单 某” is said",
    ),
    anew="特急签发人：单某",
)

PAPER = Manuscript(
    name="lunwen-biaoge",
    body=table(
        row(cell(par("灯塔照度的分级", _CENTRE, "<w:b/><w:sz w:val='32'/>"), '<w:gridSpan w:val="2"/>')),
        row(
            cell(
                par(run("仇某某") + run("1", _SUP) + run(" 解某") + run("2", _SUP), _CENTRE), '<w:gridSpan w:val="2"/>'
            )
        ),
        row(
            cell(
                par("1 某航运学院 灯塔系（某市 100001）  2 某灯塔局（某市 100002）", _CENTRE), '<w:gridSpan w:val="2"/>'
            )
        ),
        row(
            cell(par("文章历史", "", "<w:b/>") + par("收稿日期：2024-02-03")),
            cell(par("摘要　" + _TEXT) + par("关键词　灯塔；照度；分级")),
        ),
        columns=2,
    )
    + par("1　引言", "", "<w:b/><w:sz w:val='24'/>")
    + par(_TEXT)
    + _tabbed("站别", "灯数", "照度")
    + _tabbed("东站", "12", "40")
    + _tabbed("西站", "9", "38")
    + par(_TEXT)
    + table(
        row(cell(par(drawing("rId20", "近照"))), cell("解某，男，1990年生，讲师。")),
        columns=2,
    ),
    media={"media/image1.png": png()},
    links=(("rId20", "image", "media/image1.png"),),
    fields={
        "title": "灯塔照度的分级",
        "authors": ["仇某某", "解某"],
        "received": "2024-02-03",
        "keywords": ["灯塔", "照度", "分级"],
    },
    headings=((1, "1　引言"),),
    contains=(
        "affiliation: 某航运学院 灯塔系（某市 100001）",
        "affiliation: 某灯塔局（某市 100002）",
        "bio: 解某，男，1990年生，讲师。",
        "| 站别 | 灯数 | 照度 |\n|---|---|---|\n| 东站 | 12 | 40 |",
    ),
    absent=("文章历史",),
)

_RULES = "<w:tblPr><w:tblBorders><w:insideH w:val='single'/></w:tblBorders></w:tblPr>"
LOOKALIKES = Manuscript(
    name="shi-biaoge",
    body=par("是表格的", _CENTRE, _TITLE)
    + par(_TEXT)
    + table(row(cell("品名"), cell("数量")), row(cell("灯芯"), cell("40根")), columns=2)
    + par(_TEXT)
    + table(row(cell("单某"), cell("仇某")), row(cell("解某"), cell("朴某")), columns=2).replace("<w:tblPr/>", _RULES)
    + par(_TEXT)
    + table(row(cell("点灯"), cell("2024年5月6日")), columns=2).replace("<w:tblPr/>", _RULES)
    + _tabbed("一\u3000只有一行", "用了", "制表符"),
    fields={"title": "是表格的"},
    contains=("| 灯芯 | 40根 |", "| 单某 | 仇某 |", "| 点灯 | 2024年5月6日 |", "只有一行 用了 制表符"),
    absent=("::: names", "{.signoff}"),
)

_WIDE = '<w:gridSpan w:val="3"/>'
FORM = Manuscript(
    name="tougao-biao",
    body=par("来稿登记表", _CENTRE, _TITLE)
    + table(
        row(cell("姓　名"), cell("解某"), cell("单　位"), cell("某某渡口工会")),
        row(cell("电话"), cell("0000-12345"), cell("类别"), cell("通讯")),
        row(cell("题　目"), cell(par("灯下六张纸", "", "<w:b/>"), _WIDE)),
        row(cell("正文", '<w:vMerge w:val="restart"/>'), cell(par(_TEXT) + par(_TEXT), _WIDE)),
        row(cell(par(""), "<w:vMerge/>"), cell("附记一句。", _WIDE)),
        columns=4,
    ).replace("<w:tblPr/>", _RULES),
    fields={"title": "灯下六张纸", "authors": ["解某"]},
    contains=("affiliation: 某某渡口工会", f"---\n\n{_TEXT}\n\n{_TEXT}\n\n附记一句。"),
    absent=("登记表", "0000"),
    told=("has besides, and it is left out: “来稿登记表；",),
)

LAID_OUT = (DOCUMENT, PAPER, LOOKALIKES, FORM)
