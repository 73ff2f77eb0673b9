"""Manuscripts with covers, several articles, tables that go on, poems by paragraphs, and heads of their own kinds."""

from tests.manuscript.word.packing import Manuscript, cell, complex_field, drawing, font, par, png, row, run, table

_CENTRE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
_TITLE, _HEAD = font("方正小标宋简体", 22), font("黑体", 16)
_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_TEXT = "渡口的灯塔每晚点亮，守塔人按时登记来往的船只，天亮以后再把账册送到站里去。"
_RULED = '<w:tcBorders><w:top w:val="single" w:sz="4"/></w:tcBorders>'


def _ruled(*rows: tuple[str, ...]) -> str:
    return table(*(row(*(cell(each, _RULED) for each in cells)) for cells in rows), columns=len(rows[0]))


def _equation(code: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
    return mark.format("begin") + code + mark.format("end")


COVER = Manuscript(
    name="fengmian",
    body=par("某某航运学院", _CENTRE, font("黑体", 36))
    + par("题目：灯塔的账目", _CENTRE, font("黑体", 22))
    + par("学生：解某", _CENTRE, font("黑体", 18))
    + par("二〇二四年五月", _CENTRE, font("黑体", 18))
    + _PAGE
    + par("目　录", _CENTRE, _TITLE)
    + par(complex_field('TOC \\o "1-3"', run("一、来历") + "<w:r><w:tab/></w:r>" + run("1")))
    + _PAGE
    + par("灯塔的账目", _CENTRE, _TITLE)
    + par("解某", _CENTRE)
    + par("一、来历", "", _HEAD)
    + par(_TEXT)
    + par(run("每日油耗等于") + _equation(r"EQ \f(全月（升）,30)") + run("。"))
    + par("表1　灯油（升）", _CENTRE, font("黑体"))
    + _ruled(("月份", "灯油"), ("一月", "30"))
    + par("续表1　灯油（升）", _CENTRE, font("黑体"))
    + _ruled(("月份", "灯油"), ("二月", "28"))
    + par("注：与上年比较，P<0.05。")
    + par("图1　灯塔", _CENTRE, font("黑体", 10.5, "<w:b/>"))
    + par(drawing("rId1", "灯塔"))
    + par(_TEXT),
    media={"media/a.png": png()},
    links=(("rId1", "image", "media/a.png"),),
    fields={"title": "灯塔的账目", "authors": ["解某"]},
    headings=((1, "一、来历"),),
    contains=(
        r"$\frac{\text{全月}(\text{升})}{30}$",
        '{caption="表1　灯油（升）" note="注：与上年比较，P<0.05。"}\n| 月份 | 灯油 |\n|---|---|\n| 一月 | 30 |\n| 二月 | 28 |',
        '"图1　灯塔")',
    ),
    absent=("指导", "学院", "目　录", "续表"),
    told=("The cover is left out: “某某航运学院 题目：灯塔的账目", "goes on below “续表1"),
    anew="续表灯油灯油月份（升）1　",
)

ATTACHED = Manuscript(
    name="fujian",
    body=par("关于点灯时刻的通知", _CENTRE, _TITLE)
    + par("（2024年5月6日某某航运站第二次站务会议通过，自2024年6月1日起施行）", _CENTRE, font("楷体", 14))
    + par("各渡口：")
    + par("一、点灯", "", _HEAD)
    + par(_TEXT)
    + par("附件：1.点灯时刻表", "", _HEAD)
    + par("2.守塔人名册", '<w:ind w:left="900"/>', _HEAD)
    + par("组　长：解　某", "", "<w:b/>")
    + par("副组长：仇　某", "", "<w:b/>")
    + par("点灯时刻表", _CENTRE, _TITLE)
    + _ruled(("季节", "时刻"), ("夏", "19:30"))
    + par("（盖章）　　年　月　日")
    + par("抄送：各渡口派出所。")
    + par("某某航运站办公室　　　2024年5月7日印发"),
    fields={
        "title": "关于点灯时刻的通知",
        "subtitle": "（2024年5月6日某某航运站第二次站务会议通过，自2024年6月1日起施行）",
    },
    headings=((1, "一、点灯"),),
    contains=("{.salutation}\n各渡口：", '{caption="点灯时刻表"}\n| 季节 | 时刻 |', "副组长：仇　某", "（盖章）____年"),
    absent=("抄送", "印发"),
    told=("版记 is the office's, and is left out: “抄送：各渡口派出所。 某某航运站办公室 2024年5月7日印发”",),
)

POEMS = Manuscript(
    name="zushi",
    body=par("灯塔（外二首）", _CENTRE, _TITLE)
    + par("解某", _CENTRE)
    + par("灯", _CENTRE, _HEAD)
    + "".join(map(par, ("浪是黑的", "灯是白的", "船在中间", "走得很慢", "", "守灯的人", "不看灯")))
    + par("账册", _CENTRE, _HEAD)
    + "".join(map(par, ("一条船一行", "一行一个字", "字很小", "海很大"))),
    fields={"title": "灯塔（外二首）", "authors": ["解某"]},
    headings=((1, "灯"), (1, "账册")),
    contains=("走得很慢\n\n守灯的人\n不看灯\n:::", "::: poem\n一条船一行\n一行一个字"),
)

SEVERAL = Manuscript(
    name="liangpian",
    body=par("灯塔的账册", _CENTRE, _TITLE)
    + par("解某", _CENTRE)
    + par(run("一册一年。") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>＊</w:t></w:r>')
    + par(_TEXT)
    + _PAGE
    + par("渡口的船歌", _CENTRE, _TITLE)
    + par("——听录音", _CENTRE, font("楷体", 16))
    + par("仇某（县文化馆）", _CENTRE)
    + par(_TEXT),
    parts={"footnotes": '<w:footnote w:id="1">' + par(run("＊") + run(" 现存九册。")) + "</w:footnote>"},
    fields={"title": "灯塔的账册", "authors": ["解某"]},
    headings=((1, "渡口的船歌"),),
    contains=("[^1]: 现存九册。", "——听录音"),
    told=("These look like several articles, 2 parts that name authors of their own (灯塔的账册; 渡口的船歌)",),
)

_ART = '<w:r><w:pict><v:shape><v:textpath string="渡口来信"/></v:shape></w:pict></w:r>'
_BOX = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"

NEWSLETTER = Manuscript(
    name="kanmei",
    body=par(_ART)
    + par("渡口有了守夜人之家", _CENTRE, _TITLE)
    + par("受访：解某（守塔人）　仇某（船工）", _CENTRE)
    + par("同行：")
    + par(_TEXT)
    + par(drawing("rId1", "灯塔") + _BOX.format(par("新设的守夜人之家")) + _BOX.format(par("单某　摄")))
    + par(_TEXT)
    + par(drawing("rId1", "灯塔"))
    + par("天亮以后，账册送到站里。", _CENTRE, font("楷体"))
    + par(_TEXT)
    + par("某某航运站", _RIGHT)
    + par("2024年5月7日", _RIGHT),
    media={"media/a.png": png()},
    links=(("rId1", "image", "media/a.png"),),
    fields={"title": "渡口有了守夜人之家", "kicker": "渡口来信", "authors": ["解某", "仇某"]},
    contains=(
        "role: 受访",
        "affiliation: 守塔人",
        "{.salutation}\n同行：",
        '"新设的守夜人之家　单某　摄")',
        '"天亮以后，账册送到站里。")',
    ),
    absent=("::: box",),
)

_NUMBERING = {
    "numbering": '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
}

BOXES = Manuscript(
    name="quan-wenbenkuang",
    body=par(
        _BOX.format(
            par("灯塔的照度", _CENTRE, _TITLE)
            + par("On the Light of the Towers", _CENTRE, font("Times New Roman", 14))
            + par("解某", _CENTRE)
        )
    )
    + par(_BOX.format(par(run("摘　要：", "<w:b/>") + run("照度低于标准。")) + par("关键词：灯塔；照度")))
    + par(_BOX.format(par("一、方法", "", _HEAD) + par(_TEXT) + par(_TEXT)))
    + par(_BOX.format(par("二、结果", "", _HEAD) + par(_TEXT))),
    fields={
        "title": "灯塔的照度",
        "subtitle": "On the Light of the Towers",
        "authors": ["解某"],
        "summary": "照度低于标准。",
        "keywords": ["灯塔", "照度"],
    },
    headings=((1, "一、方法"), (1, "二、结果")),
    absent=("::: box",),
)

MINUTES = Manuscript(
    name="jiyao",
    body=par("某某航运站站务会议纪要", _CENTRE, _TITLE)
    + par("〔2024〕第5期", _CENTRE, font("楷体", 14))
    + par(_TEXT)
    + par("议题一：灯油", "", _HEAD)
    + par("单某：同意。" + _TEXT)
    + par("2.每夜巡查两次。", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    parts=_NUMBERING,
    fields={"title": "某某航运站站务会议纪要", "subtitle": "〔2024〕第5期"},
    headings=((1, "议题一：灯油"),),
    contains=("1\\. 2.每夜巡查两次。",),
    told=("Word shows two numbers here, “1.” of its own and “2.” that was typed",),
)

TITLE_PAGE = Manuscript(
    name="feiye",
    body=par("灯塔的账目", _CENTRE, _TITLE)
    + par("解某", _CENTRE)
    + par("二〇二四年五月", _CENTRE)
    + _PAGE
    + par("守灯的人", _CENTRE, font("黑体", 18))
    + par(_TEXT)
    + par("册　页", _CENTRE, font("黑体", 18))
    + _ruled(("月份", "灯油"), ("一月", "30"))
    + "".join(map(par, ("灯亮了。", "船来了。", "账记了。", "天亮了。"))),
    fields={"title": "灯塔的账目", "authors": ["解某"]},
    headings=((1, "守灯的人"), (1, "册页")),
    contains=("| 月份 | 灯油 |",),
    absent=("::: poem", "caption="),
)
"""What looks a little like a cover, a caption and a poem, and is none."""

STARRED = Manuscript(
    name="xinghao",
    body=par("灯塔的照度", _CENTRE, _TITLE)
    + par("解某＊　仇某某＊＊", _CENTRE)
    + par("＊某某航运学院；＊＊某某灯塔局", _CENTRE)
    + par("*本文为某某大学课题的成果", _CENTRE)
    + par(_TEXT),
    fields={"title": "灯塔的照度", "authors": ["解某", "仇某某"]},
    contains=(
        "  - name: 解某\n    affiliation: 某某航运学院\n  - name: 仇某某\n    affiliation: 某某灯塔局\n",
        "本文为某某大学课题的成果",
    ),
)

FURTHER = (COVER, ATTACHED, POEMS, SEVERAL, NEWSLETTER, BOXES, MINUTES, TITLE_PAGE, STARRED)
