"""Manuscripts whose authors type by hand what Word has means for: contents, notes, lists, captions, who speaks."""

from tests.manuscript.word.packing import Manuscript, complex_field, drawing, font, par, png, run

_CENTRE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
_SUP = '<w:vertAlign w:val="superscript"/>'
_BREAK = "<w:r><w:br/></w:r>"
_TEXT = "渡口的灯塔每晚点亮，守塔人按时登记来往的船只，天亮以后再把账册送到站里去。"
_TITLE = "<w:b/><w:sz w:val='36'/>"


def _title(*lines: str) -> str:
    return par(_BREAK.join(run(each, _TITLE) for each in lines), _CENTRE)


def _head(text: str) -> str:
    return par(text, "", "<w:b/><w:sz w:val='28'/>")


PAPER = Manuscript(
    name="shouda-lunwen",
    body=par("第3卷　第2期　某某航运学报　Vol. 3 No. 2")
    + _title("灯塔的账册", "——以某渡口为例")
    + par("姓名：解某　　单位：某某航运学院", _CENTRE)
    + par("目　　录", _CENTRE, _TITLE)
    + par("一、来历……………………1")
    + par("二、账目……………………2")
    + par("参考文献……………………3")
    + _head("一、来历")
    + par(run("账册始于清末") + run("①", _SUP) + run("，") + run("②③", _SUP) + run("。" + _TEXT))
    + _head("二、账目")
    + par(
        run("两说并存")
        + run("[2]17", _SUP)
        + run("，", _SUP)
        + run("〔1〕", _SUP)
        + run("，并见")
        + run("[1][3]5-6", _SUP)
    )
    + par("注释：")
    + par("①单某：《渡口志》，第3页。")
    + par("②站里的登记簿。")
    + par("③守塔人的口述。")
    + par("参考文献：")
    + par(
        _BREAK.join(
            map(
                run,
                (
                    "〔1〕解某. 灯塔的账目[J]. 某某航运学报, 2016(4): 9-15.",
                    "〔2〕单某. 灯塔管理教程[M]. 某市: 某大学出版社, 2011: 45.",
                    "〔3〕仇某, 朴某. 渡口的灯[J]. 某某研究, 2023(2): 70-78.",
                ),
            )
        )
    )
    + par("（作者单位：某某航运学院　邮编：100001）"),
    fields={"title": "灯塔的账册", "subtitle": "——以某渡口为例", "authors": ["解某"]},
    headings=((1, "一、来历"), (1, "二、账目")),
    contains=(
        "affiliation: 某某航运学院",
        "账册始于清末[^1]，[^2][^3]。",
        "[^1]: 单某：《渡口志》，第3页。",
    ),
    absent=("①", "注释", "……", "Vol. 3"),
    told=("某某航运学院 邮编：100001” is said", "3 notes that are typed", "第3卷 第2期 某某航运学报", "目 录 一、来历"),
    anew="①②③①②③注释姓名单位JM331451717562",
)

ENDNOTES = Manuscript(
    name="weizhu-wenxian",
    body=_title("灯塔的尾注")
    + par(
        run("一说如此")
        + run("[", _SUP)
        + '<w:r><w:endnoteReference w:id="1"/></w:r>'
        + run("]", _SUP)
        + run("，又见")
        + run("[", _SUP)
        + '<w:r><w:endnoteReference w:id="2"/></w:r>'
        + run("]", _SUP)
        + run("。" + _TEXT)
    )
    + _head("参考文献"),
    parts={
        "endnotes": f'<w:endnote w:id="1">{par("解某. 灯塔的账目[J]. 某某航运学报, 2016(4): 9-15.")}</w:endnote>'
        f'<w:endnote w:id="2">{par("单某. 灯塔管理教程[M]. 某市: 某大学出版社, 2011: 45.")}</w:endnote>'
    },
    absent=("参考文献", "[^1]", "\\["),
    told=("2 references were read",),
    anew="JM",
)

_ASKS = run("记者：", "<w:b/>")
NEWS = Manuscript(
    name="shouda-tongxun",
    body=_title("灯下的算盘")
    + par("来源：《某某航讯》", _CENTRE)
    + par("某某社某市6月15日讯（本刊通讯员　解　某　记者　单某）" + _TEXT)
    + par("▼灯塔全景。", _CENTRE)
    + par(drawing("rId20", "灯塔"))
    + par(_ASKS + run("您算了多少年账？"))
    + par(run("仇某某：", "<w:b/>") + run("三十年。"))
    + par("灯没有灭过。")
    + par(_ASKS + run("难吗？"))
    + par(run("仇某某：", "<w:b/>") + run("不难。"))
    + _head("征集")
    + par("• 旧灯一盏；")
    + par("• 账册一本。")
    + par(run("随信") + complex_field(" FORMCHECKBOX ", "") + run("照片") + '<w:r><w:commentReference w:id="0"/></w:r>')
    + par("（责编：朴某　校对：单某）", _RIGHT),
    parts={
        "comments": '<w:comment w:id="0" w:author="甲"><w:p w14:paraId="0A"><w:r><w:t>数对吗？</w:t></w:r></w:p></w:comment>'
        '<w:comment w:id="1" w:author="乙"><w:p w14:paraId="0B"><w:r><w:t>对。</w:t></w:r></w:p></w:comment>',
    },
    media={"media/image1.png": png()},
    links=(("rId20", "image", "media/image1.png"),),
    fields={"title": "灯下的算盘", "authors": ["解某", "单某"], "source": "《某某航讯》", "editor": "朴某"},
    contains=(
        "某某社某市6月15日讯" + _TEXT,
        '"灯塔全景。")',
        "::: dialogue\n\n记者：您算了多少年账？\n\n仇某某：三十年。\n\n灯没有灭过。\n\n记者：难吗？\n\n仇某某：不难。\n\n:::",
        "- 旧灯一盏；\n- 账册一本。",
        "随信□照片",
    ),
    absent=("▼", "•", "校对"),
    told=("“校对：单某” is said",),
    anew="▼••（本刊通讯员解某记者单某）（责编：校对：单某）来源：",
)

POEM = Manuscript(
    name="sanhang-shi",
    body=_title("灯（外一首）")
    + par("九　罭", _CENTRE)
    + par("灯", _CENTRE, "<w:b/><w:sz w:val='28'/>")
    + par(_BREAK.join(map(run, ("灯在塔上", "塔在水边", "水不睡"))))
    + par(_BREAK.join(map(run, ("人在灯下", "账在手边", "笔不停"))))
    + par("二〇二四年冬　于渡口", _RIGHT)
    + par("（作者系某渡口守塔人）", _RIGHT)
    + par("（文／解某　图／单某）"),
    fields={"title": "灯（外一首）", "authors": ["九罭"]},
    contains=(
        "::: poem\n灯在塔上\n塔在水边\n水不睡\n\n人在灯下\n账在手边\n笔不停\n\n{.signoff}\n二〇二四年冬　于渡口\n:::",
        "affiliation: 某渡口守塔人",
    ),
)

_RAISED, _LOWERED = (f'<w:position w:val="{height}"/><w:sz w:val="15"/>' for height in (8, -4))
NEWSLETTER = Manuscript(
    name="jianbao-duopian",
    body=par("灯塔简报", _CENTRE, font("方正小标宋简体", 30))
    + "".join(
        par(title, _CENTRE, "<w:b/><w:sz w:val='32'/>") + par(_TEXT) + par(f"{_TEXT}{signed}")
        for title, signed in (("点灯", "（某站工会　解某）"), ("记账", "（单　某）"), ("换班", "（笑）"))
    )
    + par(run("面积三十平方米") + run("2", _RAISED) + run("，水是H") + run("2", _LOWERED) + run("O。"))
    + par("签名：　　　　　年　月　日，选项（　），编号（1）。"),
    fields={"title": "灯塔简报"},
    headings=((1, "点灯"), (1, "记账"), (1, "换班")),
    contains=("平方米^2^，水是H~2~O。", "签名：__________年___月___日，选项（___），编号（1）。", "（笑）"),
    told=("2 parts that name authors of their own (点灯; 记账)",),
)

LOOKALIKES = Manuscript(
    name="xiangsi-bushi",
    body=_title("看着像的")
    + par(_TEXT)
    + par("时间：上午。")
    + par("地点：渡口。")
    + par("时间：下午。")
    + par("地点：站里。")
    + par("● 只此一条，不成单子。")
    + par("甲①说在前，乙②说在后。")
    + par("注释：")
    + par("①只注了一条。")
    + par("见下文……………………12")
    + par("一月", _CENTRE)
    + par("灯火通明", _CENTRE),
    fields={"title": "看着像的", "authors": []},
    contains=(
        "时间：上午。\n\n地点：渡口。",
        "● 只此一条",
        "甲①说在前，乙②说在后。",
        "①只注了一条。",
        "见下文……………………12",
    ),
    absent=("::: dialogue", "- 只此", "[^1]"),
)

TYPED = (PAPER, ENDNOTES, NEWS, POEM, NEWSLETTER, LOOKALIKES)
