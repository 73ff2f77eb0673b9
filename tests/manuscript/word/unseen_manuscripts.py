"""Manuscripts as offices send them, written down before there was a reader: what authors do, not what it knows."""

from tests.manuscript.word.packing import (
    Manuscript,
    cell,
    complex_field,
    drawing,
    font,
    par,
    png,
    row,
    run,
    table,
)

_CENTRE = '<w:jc w:val="center"/>'
_RIGHT = '<w:jc w:val="right"/>'
_INDENT = '<w:ind w:firstLineChars="200" w:firstLine="640"/>'
FANGSONG, HEI, KAI, XIAOBIAOSONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"


def _body(text: str) -> str:
    return par(text, _INDENT, font(FANGSONG, 16))


NOTICE = Manuscript(
    name="gongwen-tongzhi",
    body=par("某某市总工会文件", _CENTRE, font(XIAOBIAOSONG, 48, '<w:color w:val="FF0000"/>'))
    + par("某工发〔2024〕12号", _CENTRE, font(FANGSONG, 16))
    + par("")
    + par("关于做好二〇二四年冬季职工", _CENTRE, font(XIAOBIAOSONG, 22))
    + par("食堂补给工作的通知", _CENTRE, font(XIAOBIAOSONG, 22))
    + par("")
    + par("各县（市、区）总工会，市各产业工会：", "", font(FANGSONG, 16))
    + _body("为做好冬季补给工作，现将有关事项通知如下。")
    + par("一、提高认识", _INDENT, font(HEI, 16))
    + _body("各级工会要把补给当作头等大事来抓，做到有人管、有账查。")
    + par("（一）摸清底数", _INDENT, font(KAI, 16))
    + _body("十一月底前把各食堂的存粮、燃煤登记造册。")
    + par("（二）落实责任", _INDENT, font(KAI, 16))
    + par(run("1.主席负总责。", font(FANGSONG, 16, "<w:b/>")) + run("分管副主席具体抓。", font(FANGSONG, 16)), _INDENT)
    + par("二、有关要求", _INDENT, font(HEI, 16))
    + _body("请于十二月五日前报送总结。")
    + _body("附件：冬季补给登记表")
    + par("")
    + par("某某市总工会", '<w:jc w:val="right"/><w:ind w:rightChars="400" w:right="1280"/>', font(FANGSONG, 16))
    + par("2024年11月3日", '<w:jc w:val="right"/><w:ind w:rightChars="200" w:right="640"/>', font(FANGSONG, 16)),
    fields={"title": "关于做好二〇二四年冬季职工\n食堂补给工作的通知", "kicker": "某某市总工会文件"},
    headings=((1, "一、提高认识"), (2, "（一）摸清底数"), (2, "（二）落实责任"), (1, "二、有关要求")),
    contains=(
        "{.salutation}\n各县",
        "{.signoff}\n某某市总工会\\\n2024年11月3日",
        "**1.主席负总责。**分管",
        "某工发〔2024〕12号",
    ),
)

FEATURE = Manuscript(
    name="tongxun-suojin",
    body=par("山里的投递站", _CENTRE, "<w:b/><w:sz w:val='36'/>")
    + par("——记某某县邮政所投递员老单", _CENTRE, "<w:sz w:val='28'/>")
    + par("本刊通讯员　陈某某", _CENTRE)
    + par("　　清晨六点，雾还没散，老单已经把三只邮包扎好。")
    + par("　　这条路他走了二十年。“路不好走，可是信要到。”他说。")
    + par("    他的妻子在灶间煮着红薯，锅盖一揭，满屋子白汽。")
    + par("　　（作者单位：某某县总工会）"),
    fields={"title": "山里的投递站", "subtitle": "——记某某县邮政所投递员老单", "authors": ["陈某某"]},
    contains=("\n\n清晨六点，雾还没散", "\n\n他的妻子在灶间"),
)

PAPER = Manuscript(
    name="lunwen",
    body=par("平台劳动者集体协商的路径研究", _CENTRE, font(HEI, 18))
    + par(
        run("张某某")
        + run("1", '<w:vertAlign w:val="superscript"/>')
        + run("，李某")
        + run("2", '<w:vertAlign w:val="superscript"/>'),
        _CENTRE,
    )
    + par("（1. 某某大学法学院，某某 100000；2. 某某研究院，某某 200000）", _CENTRE)
    + par(run("摘  要：", "<w:b/>") + run("本文考察三座城市的集体协商，认为行业一级的协商最有成效。"))
    + par(run("关键词：", "<w:b/>") + run("集体协商；行业工会；平台用工"))
    + par("中图分类号：D922.5    文献标识码：A    文章编号：1000-0000（2024）01-0001-08")
    + par("引言", '<w:pStyle w:val="1"/>')
    + par(
        run("平台用工规模逐年扩大。")
        + '<w:r><w:rPr><w:rStyle w:val="a3"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    )
    + par("问题的提出", '<w:pStyle w:val="1"/>')
    + par("制度背景", '<w:pStyle w:val="2"/>')
    + par("现行法律没有规定平台企业的协商义务。")
    + par("地方试点", '<w:pStyle w:val="2"/>')
    + par("三座城市先后试行行业协商。")
    + par("结论", '<w:pStyle w:val="1"/>')
    + par("行业协商值得推广。"),
    parts={
        "styles": '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:type="character" w:styleId="a3"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
        "numbering": '<w:abstractNum w:abstractNumId="5"><w:multiLevelType w:val="multilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="1"/><w:lvlText w:val="%1"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="2"/><w:lvlText w:val="%1.%2"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>',
        "footnotes": '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="2">'
        + par("<w:r><w:footnoteRef/></w:r>" + run(" 参见某某部《二〇二三年统计公报》。"))
        + "</w:footnote>",
    },
    fields={
        "title": "平台劳动者集体协商的路径研究",
        "authors": ["张某某", "李某"],
        "summary": "本文考察三座城市的集体协商，认为行业一级的协商最有成效。",
        "keywords": ["集体协商", "行业工会", "平台用工"],
        "clc": "D922.5",
    },
    headings=((1, "1 引言"), (1, "2 问题的提出"), (2, "2.1 制度背景"), (2, "2.2 地方试点"), (1, "3 结论")),
    contains=("平台用工规模逐年扩大。[^1]", "[^1]: 参见某某部《二〇二三年统计公报》。", "1000-0000"),
)

_SPAN2, _SPAN3 = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'
_DOWN, _ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
TABLES = Manuscript(
    name="biaoge",
    body=par("职工食堂收支情况", _CENTRE, font(HEI, 18))
    + par("各食堂收支情况见表1。")
    + par("表1　各食堂收支（万元）", _CENTRE, "<w:b/>")
    + table(
        row(cell("单位", _DOWN), cell("收入", _SPAN2), cell("支出", _DOWN), properties="<w:tblHeader/>"),
        row(cell("", _ON), cell("上年"), cell("本年"), cell("", _ON), properties="<w:tblHeader/>"),
        row(cell("南区食堂"), cell("1,204"), cell("1,304.5"), cell("998.25")),
        row(cell("北区食堂", _DOWN), cell("300"), cell("310"), cell("280")),
        row(cell("", _ON), cell("合计见附表", _SPAN3)),
        columns=4,
    )
    + par("注：本年数为预计数。")
    + par("各班次用餐人数如下：")
    + table(
        row(cell("班次"), cell(par("早|晚"))),
        row(cell("甲班"), cell(par("十二人") + table(row(cell("其中女工"), cell("四人")), columns=2) + par(""))),
        columns=2,
    )
    + par("以上为全部。"),
    fields={"title": "职工食堂收支情况"},
    contains=(
        "| 单位 | 收入 | << | 支出 |",
        "| ^^ | 上年 | 本年 | ^^ |",
        "head=2",
        "| ^^ | 合计见附表 | << | << |",
        "早\\|晚",
        'caption="表1　各食堂收支（万元）"',
        "女工",
    ),
    told=("女工",),
)

_SPACES = "                    "
WPS_SPACES = Manuscript(
    name="wps-kongge",
    body=par(
        run(
            f"{_SPACES}关于推荐先进班组的报告",
            '<w:rFonts w:hint="eastAsia" w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体" w:cs="宋体"/><w:b/><w:bCs/><w:sz w:val="44"/>',
        )
    )
    + par(run("公司工会："))
    + par(run("    根据通知精神，现推荐如下："))
    + "".join(
        par(run(text, '<w:rFonts w:hint="eastAsia"/>'), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>')
        for text in ("机修班", "水电班", "炊事班")
    )
    + par(run(f"{_SPACES}{_SPACES}供水车间工会"))
    + par(run(f"{_SPACES}{_SPACES}二〇二四年一月五日")),
    parts={
        "numbering": '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    },
    fields={"title": "关于推荐先进班组的报告"},
    contains=(
        "{.salutation}\n公司工会：",
        "一、机修班",
        "二、水电班",
        "三、炊事班",
        "{.signoff}\n供水车间工会\\\n二〇二四年一月五日",
    ),
)


def _text_box(words: str) -> str:
    inside = f"<w:txbxContent>{par(words)}</w:txbxContent>"
    return f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inside}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"


def _vml_box(words: str) -> str:
    return f'<w:pict><v:shape id="s1"><v:textbox><w:txbxContent>{par(words)}</w:txbxContent></v:textbox></v:shape></w:pict>'


TEXT_BOXES = Manuscript(
    name="wenbenkuang",
    body=par("简报", _CENTRE, font(HEI, 22))
    + par(
        run("正文开头。")
        + f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{_text_box("框里的话只说一遍。")}</mc:Choice>'
        f"<mc:Fallback>{_vml_box('框里的话只说一遍。')}</mc:Fallback></mc:AlternateContent></w:r>" + run("正文结尾。")
    )
    + par(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{_text_box("没有后备的框。")}</mc:Choice></mc:AlternateContent></w:r>'
    )
    + par(f"<w:r>{_vml_box('老式文本框。')}</w:r>" + run("又一段。"))
    + par(
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice><mc:Fallback>{_vml_box("只有后备的框。")}'
        "</mc:Fallback></mc:AlternateContent></w:r>" + run("末段。")
    ),
    fields={"title": "简报"},
    contains=("正文开头。正文结尾。", "框里的话只说一遍。", "没有后备的框。", "老式文本框。", "只有后备的框。"),
)

_BY = 'w:author="王某" w:date="2024-01-02T03:04:05Z"'
TRACKED = Manuscript(
    name="xiuding",
    body=par("修订稿", _CENTRE, font(HEI, 18))
    + par(
        run("会议于三月")
        + f'<w:ins w:id="1" {_BY}>{run("五")}</w:ins><w:del w:id="2" {_BY}><w:r><w:delText>六</w:delText></w:r></w:del>'
        + run("日召开。")
    )
    + f'<w:p><w:pPr><w:rPr><w:del w:id="3" {_BY}/></w:rPr></w:pPr>{run("前半句，")}</w:p>'
    + par("后半句。")
    + par(f'<w:moveFrom w:id="4" {_BY}>{run("移走的话。")}</w:moveFrom>' + run("留下的话。"))
    + par(f'<w:moveTo w:id="5" {_BY}>{run("移走的话。")}</w:moveTo>')
    + par(
        '<w:commentRangeStart w:id="7"/>' + run("到会三十人。") + '<w:commentRangeEnd w:id="7"/>'
        '<w:r><w:commentReference w:id="7"/></w:r>'
    ),
    parts={"comments": f'<w:comment w:id="7" {_BY} w:initials="王">{par("人数请再核实 --> 谢谢")}</w:comment>'},
    fields={"title": "修订稿"},
    contains=("会议于三月五日召开。", "前半句，后半句。", "移走的话。"),
    absent=("六",),
    told=("王某", "人数请再核实"),
)

HIDDEN = Manuscript(
    name="yincang",
    body=par("通报", _CENTRE, font(HEI, 18))
    + par(run("看得见。") + run("密语甲", "<w:vanish/>") + run("也看得见。", '<w:vanish w:val="0"/>'))
    + par("密语乙", '<w:pStyle w:val="yc"/>')
    + par(run("密语丙", '<w:rStyle w:val="ycz"/>') + run("末句。")),
    parts={
        "styles": '<w:style w:type="paragraph" w:styleId="yc"><w:name w:val="隐藏段"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="ycb"><w:name w:val="底"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="ycz"><w:name w:val="隐藏字"/><w:basedOn w:val="ycb"/></w:style>'
    },
    fields={"title": "通报"},
    contains=("看得见。也看得见。", "末句。"),
    absent=("密语",),
)


def _m(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


EQUATIONS = Manuscript(
    name="gongshi",
    body=par("测算办法", _CENTRE, font(HEI, 18))
    + par(
        run("人均补给量为")
        + f"<m:oMath><m:f><m:num>{_m('Q')}</m:num><m:den>{_m('n')}</m:den></m:f></m:oMath>"
        + run("，其中")
        + f"<m:oMath><m:sSup><m:e>{_m('x')}</m:e><m:sup>{_m('2')}</m:sup></m:sSup></m:oMath>"
        + run("不计。")
    )
    + par(
        "<m:oMathPara><m:oMath>"
        f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{_m("i=1")}</m:sub><m:sup>{_m("n")}</m:sup><m:e>'
        f"<m:sSub><m:e>{_m('x')}</m:e><m:sub>{_m('i')}</m:sub></m:sSub></m:e></m:nary>{_m('=')}"
        f"<m:rad><m:radPr><m:degHide/></m:radPr><m:deg/><m:e>{_m('a+b')}</m:e></m:rad></m:oMath></m:oMathPara>"
    )
    + par(
        run("矩阵为")
        + f"<m:oMath><m:d><m:e><m:m><m:mr><m:e>{_m('1')}</m:e><m:e>{_m('0')}</m:e></m:mr><m:mr><m:e>{_m('0')}</m:e><m:e>{_m('1')}</m:e></m:mr></m:m></m:e></m:d></m:oMath>"
        + run("，证毕。")
    ),
    fields={"title": "测算办法"},
    contains=(r"\frac{Q}{n}", "x^{2}", r"\sum", r"\sqrt{a+b}", r"\begin{pmatrix}", "不计。", "证毕。"),
)

FIELDS = Manuscript(
    name="yu",
    body=par("工作汇编", _CENTRE, font(HEI, 22))
    + f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("目录条目甲")}<w:r><w:tab/></w:r>{complex_field(" PAGEREF _Toc1 ", run("3"))}</w:p>'
    + f'<w:p>{run("目录条目乙")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    + par(
        run("详见")
        + complex_field(' HYPERLINK "https://example.org/a?b=1" ', run("网页"))
        + run("和")
        + f'<w:hyperlink r:id="rIdL">{run("另一页")}</w:hyperlink>'
        + run("，以及")
        + f'<w:hyperlink w:anchor="_Ref1">{run("本文第二节")}</w:hyperlink>'
        + run("。")
    )
    + par(
        run("序号")
        + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> eq \\o\\ac(○,5) </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        + run("之后。")
    )
    + par(run("今天是") + f'<w:fldSimple w:instr=" DATE ">{run("一月五日")}</w:fldSimple>' + run("。")),
    links=(("rIdL", "hyperlink", "https://example.org/b"),),
    fields={"title": "工作汇编"},
    contains=(
        "[网页](https://example.org/a?b=1)",
        "[另一页](https://example.org/b)",
        "以及本文第二节。",
        "序号⑤之后。",
        "今天是一月五日。",
    ),
    absent=("目录条目",),
    told=("目录条目甲",),
)

PICTURES = Manuscript(
    name="tupian",
    body=par("巡礼", _CENTRE, font(HEI, 18))
    + par("先看灯塔。")
    + par(drawing("rIdA", "雾里的灯塔"), _CENTRE)
    + par("图1　清晨的灯塔（陈某某 摄）", _CENTRE)
    + par(
        run("再看渡口。")
        + '<w:r><w:pict><v:shape id="x" alt="渡口"><v:imagedata r:id="rIdB" o:title="dukou"/></v:shape></w:pict></w:r>'
    )
    + par(
        run("外来的图。")
        + '<w:r><w:drawing><wp:inline><wp:docPr id="3" name="外"/><a:blip r:link="rIdC"/></wp:inline></w:drawing></w:r>'
    ),
    media={"media/image1.png": png(), "media/image2.png": png(50, 20)},
    links=(
        ("rIdA", "image", "media/image1.png"),
        ("rIdB", "image", "media/image2.png"),
        ("rIdC", "image", "https://example.org/secret.png"),
    ),
    fields={"title": "巡礼"},
    contains=(
        "![雾里的灯塔](../images/",
        '"图1　清晨的灯塔（陈某某 摄）"',
        "![渡口](../images/",
        "再看渡口。",
        "外来的图。",
    ),
    told=("https://example.org/secret.png",),
)

NOTES = Manuscript(
    name="zhushi",
    body=par("旧闻考", _CENTRE, font(HEI, 18))
    + par(
        run("灯塔建于何年，说法不一。")
        + '<w:r><w:footnoteReference w:id="1"/></w:r>'
        + run("县志另有记载")
        + '<w:r><w:endnoteReference w:id="1"/></w:r>'
        + run("。")
    )
    + par(run("碑文可证。") + '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>＊</w:t></w:r>'),
    parts={
        "footnotes": '<w:footnote w:id="1">'
        + par(run("一说一九五八年。"))
        + par(run("又一说一九五九年。"))
        + "</w:footnote>"
        '<w:footnote w:id="3">' + par("碑在岛上。") + "</w:footnote>"
        '<w:footnote w:id="9">' + par("无人引用的注。") + "</w:footnote>",
        "endnotes": '<w:endnote w:id="1">' + par(run("《某某县志》，第 12 页。")) + "</w:endnote>",
    },
    fields={"title": "旧闻考"},
    contains=("说法不一。[^", "一说一九五八年。", "又一说一九五九年。", "《某某县志》，第 12 页。", "碑在岛上。"),
    absent=("无人引用的注。",),
    told=("无人引用的注。",),
)

SIGNS = Manuscript(
    name="fuhao",
    body=par("读音与符号", _CENTRE, font(HEI, 18))
    + par(
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>tǎ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>塔</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        + run("字要读准，")
        + run("这里加点", '<w:em w:val="dot"/>')
        + run("。水是H")
        + run("2", '<w:vertAlign w:val="subscript"/>')
        + run("O，面积单位是m")
        + run("2", '<w:vertAlign w:val="superscript"/>')
        + run("。")
    )
    + par(
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'
        + run("同意　")
        + '<w:r><w:sym w:font="Wingdings 2" w:char="F0A3"/></w:r>'
        + run("不同意　")
        + '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>'
        + run("弃权")
    )
    + par(
        run("连")
        + "<w:r><w:softHyphen/></w:r>"
        + run("字")
        + "<w:r><w:noBreakHyphen/></w:r>"
        + run("符")
        + "<w:r><w:br/></w:r>"
        + run("下一行。")
    ),
    fields={"title": "读音与符号"},
    contains=(
        '[塔]{ruby="tǎ"}字要读准',
        "[这里加点]{.dots}",
        "H~2~O",
        "m^2^",
        "☑同意",
        "□不同意",
        "连字-符\\\n下一行。",
    ),
)


def _level(number: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def _numbered(text: str, number: int, level: int = 0) -> str:
    return par(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


NUMBERS = Manuscript(
    name="bianhao",
    body=par("各种编号", _CENTRE, font(HEI, 18))
    + par("下面是编号，每一种都照样显示出来，一个也不能少。")
    + _numbered("甲乙的甲，读作编号。", 1)
    + _numbered("甲乙的乙，读作编号。", 1)
    + _numbered("圈码，读作编号。", 2)
    + _numbered("第十一章的样子，读作编号。", 3)
    + _numbered("下一级，读作编号。", 3, 1)
    + _numbered("下一级又一条，读作编号。", 3, 1)
    + _numbered("再来一章，读作编号。", 3)
    + _numbered("从头再数，读作编号。", 3, 1)
    + _numbered("字母，读作编号。", 4)
    + _numbered("罗马，读作编号。", 5)
    + _numbered("另起的圈码，读作编号。", 6)
    + _numbered("接着的圈码，读作编号。", 6)
    + _numbered("括号中文，读作编号。", 7),
    parts={
        "numbering": '<w:abstractNum w:abstractNumId="1">' + _level(0, "ideographTraditional", "%1、") + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="2">' + _level(0, "decimalEnclosedCircle", "%1") + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="3">' + _level(0, "chineseCountingThousand", "第%1章").replace('start w:val="1"', 'start w:val="11"')
        + _level(1, "decimal", "%1.%2", "<w:isLgl/>") + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="4">' + _level(0, "upperLetter", "%1.") + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="5">' + _level(0, "lowerRoman", "(%1)") + "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="7">' + _level(0, "japaneseCounting", "（%1）") + "</w:abstractNum>"
        + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3, 4, 5, 7))
        + '<w:num w:numId="6"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="8"/></w:lvlOverride></w:num>'
    },
    fields={"title": "各种编号"},
    contains=(
        "甲、甲乙的甲", "乙、甲乙的乙", "①圈码", "第十一章　第十一章的样子", "11.1 下一级，", "11.2 下一级又", "第十二章　再来",
        "12.1 从头", "A. 字母", "(i) 罗马", "⑧另起", "⑨接着", "（一）括号",
    ),
)  # fmt: skip

FORM = Manuscript(
    name="biaodan",
    body=par("报名表", _CENTRE, font(HEI, 18))
    + par(run("姓名：") + run("          ", '<w:u w:val="single"/>') + "<w:r><w:tab/></w:r>" + run("电话：______"))
    + par(run("请于") + run("2024", '<w:u w:val="single"/>') + run("年内交回。"))
    + par("______"),
    fields={"title": "报名表"},
    contains=("姓名：__________", "电话：______", "2024年内交回", "\\______"),
)

LETTER = Manuscript(
    name="weiwenxin",
    body=par("致全体守塔人的慰问信", _CENTRE, font(XIAOBIAOSONG, 22))
    + par("亲爱的守塔人：")
    + par("　　新年将至，向你们问好。")
    + par("此致")
    + par("敬礼！")
    + par("某某海区工会委员会　　", _RIGHT)
    + par("2024年1月1日", _RIGHT),
    fields={"title": "致全体守塔人的慰问信"},
    contains=("{.salutation}\n亲爱的守塔人：", "此致", "敬礼！", "{.signoff}\n某某海区工会委员会\\\n2024年1月1日"),
)

BULLETS = Manuscript(
    name="xiangmu",
    body=par("安全须知", _CENTRE, font(HEI, 18))
    + par("上岛前请检查：")
    + _numbered("救生衣；", 1)
    + _numbered("手电；", 1)
    + _numbered("备用电池；", 1, 1)
    + _numbered("干粮。", 1)
    + par("检查完毕再上船。"),
    parts={
        "numbering": '<w:abstractNum w:abstractNumId="1">'
        + _level(0, "bullet", "\uf06c")
        + _level(1, "bullet", "o")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    },
    fields={"title": "安全须知"},
    contains=("- 救生衣；\n- 手电；\n    - 备用电池；\n- 干粮。",),
)

LOOKALIKES = Manuscript(
    name="xiang-biaoji",
    body=par("标记都是字", _CENTRE, font(HEI, 18))
    + "".join(
        par(text)
        for text in (
            "**不是强调**，_也不是_，`更不是代码`。",
            "# 不是标题",
            "1. 不是列表",
            "- 也不是列表",
            "> 不是引文",
            "| 甲 | 乙 |",
            "｜丙｜丁｜",
            "＊＊不是强调＊＊",
            "［^1］不是注，[^2]也不是，【@某某】不是引用，[@某某]也不是",
            "————",
            "---",
            "：：：box 不是框",
            "::: box 不是框",
            "＃＃ 不是标题",
            "价钱是$5到$6，公式$x$不是",
            "<b>不是网页</b>，<!-- 不是批注 -->，&nbsp;不是空格，&amp;也不是",
            "{.signoff}",
            "｛.signoff｝",
            "![图](a.png)和[文](https://example.org)",
            "！［图］（a.png）",
            "路径 C:\\_old\\新建文件夹，\\\\fuwuqi\\gongxiang\\wenjian",
            "5~10人，20~30人，x^2^y，~~删~~",
            "= 等号开头",
            "==",
            "表： 收支",
            ": 冒号开头",
            "-文字开头",
            "{folio}和{number}",
        )
    ),
    fields={"title": "标记都是字"},
)

SUBHEADS = Manuscript(
    name="xiaobiaoti",
    body=par("守岛的人们", '<w:jc w:val="center"/>', font("华文中宋", 20))
    + par("文/李某某　图/赵某", _CENTRE)
    + par("海风吹了一夜，岛上的灯一直亮着。", _INDENT)
    + par("守灯的人", _CENTRE, "<w:b/>")
    + par("老赵五十八岁，在岛上住了三十年，灯芯换过多少回，他自己也说不清。", _INDENT)
    + par("送粮的船", _CENTRE, "<w:b/>")
    + par("船半个月来一回，遇上风浪就要等。大家说，船就是日历。", _INDENT)
    + par("（原载《某某海报》2023年第5期）", _RIGHT)
    + par("责任编辑：孙某", _RIGHT),
    fields={"title": "守岛的人们", "authors": ["李某某"], "photographer": "赵某", "editor": "孙某"},
    headings=((1, "守灯的人"), (1, "送粮的船")),
)

CONTROLS = Manuscript(
    name="kongjian",
    body="<w:sdt><w:sdtPr/><w:sdtContent>"
    + par("内容控件里的标题", _CENTRE, font(HEI, 18))
    + "</w:sdtContent></w:sdt>"
    + '<w:customXml w:element="x">'
    + par("自定义标记里的一段。")
    + "</w:customXml>"
    + par(
        '<w:smartTag w:element="place">'
        + run("某某市")
        + "</w:smartTag>"
        + run("的")
        + f"<w:bdo>{run('故事')}</w:bdo>"
        + f"<w:sdt><w:sdtContent>{run('在此')}</w:sdtContent></w:sdt>"
        + run("。")
    )
    + table(
        "<w:sdt><w:sdtContent>"
        + row(cell("甲"), "<w:sdt><w:sdtContent>" + cell("乙") + "</w:sdtContent></w:sdt>")
        + "</w:sdtContent></w:sdt>",
        row(cell("丙"), cell("丁")),
        columns=2,
    )
    + par("完。"),
    fields={"title": "内容控件里的标题"},
    contains=("自定义标记里的一段。", "某某市的故事在此。", "| 甲 | 乙 |", "| 丙 | 丁 |"),
)

INTERVIEW = Manuscript(
    name="fangtan",
    body=par("特稿", _CENTRE, font(KAI, 14))
    + par("访老灯塔工单某某", _CENTRE, font(HEI, 22))
    + par(run("编者按：", "<w:b/>") + run("单某某守塔四十年，本刊请他谈谈往事。", font(KAI)))
    + par(run("问：", font(HEI)) + run("您做这件事多少年了？"))
    + par(run("答：", font(HEI)) + run("四十年。"))
    + par(run("问：", font(HEI)) + run("难吗？"))
    + par(run("答：", font(HEI)) + run("难，也不难。")),
    fields={"title": "访老灯塔工单某某", "kicker": "特稿"},
    contains=("::: note 编者按", "单某某守塔四十年", "::: dialogue\n\n问：您做这件事多少年了？\n\n答：四十年。"),
)

UNSEEN = (
    NOTICE, FEATURE, PAPER, TABLES, WPS_SPACES, TEXT_BOXES, TRACKED, HIDDEN, EQUATIONS, FIELDS, PICTURES, NOTES, SIGNS,
    NUMBERS, FORM, LETTER, BULLETS, LOOKALIKES, SUBHEADS, CONTROLS, INTERVIEW,
)  # fmt: skip
