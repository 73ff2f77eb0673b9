"""Manuscripts of journals and halls by kind: heads of papers, lists of works, names at the end; and rare WordprocessingML."""

from tests.manuscript.word.packing import Manuscript, cell, font, par, row, run, table
from tests.manuscript.word.unseen_manuscripts import FANGSONG, HEI, KAI, XIAOBIAOSONG

_CENTRE, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
_SUP = '<w:vertAlign w:val="superscript"/>'
_BODY = "会议要求各单位认真抓好落实，把各项任务分解到人、到岗、到天，确保按时完成。"
_MATH = "<m:oMath><m:r><m:t>E=</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
_RUBY = "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yīn</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>音</w:t></w:r></w:rubyBase></w:ruby></w:r>"
_CALL = '<w:r><w:footnoteReference w:id="2"/></w:r>'
_NOTES = {
    "footnotes": f'<w:footnote w:id="2">{par("表里的注。")}{table(row(cell("注里的表"), cell("乙")), columns=2)}</w:footnote>'
}


def _title(text: str) -> str:
    return par(text, _CENTRE, font(HEI, 22))


def _lines(*texts: str) -> str:
    return "<w:br/>".join(f'<w:t xml:space="preserve">{each}</w:t>' for each in texts)


PAPER_HEAD = Manuscript(
    name="lunwen-tou",
    body=par("文章编号：1000-1234（2025）02-0113-08")
    + _title("送风条件的实测")
    + par(run("梅映寒") + run("1", _SUP) + run("，竺 可 夫") + run("1，2，*", _SUP), _CENTRE)
    + par("1. 某大学 安全学院，某市 100001")
    + par("2. 某研究所，某市 200002")
    + par("摘　要　" + _BODY)
    + par("关键词　通风　实测")
    + par("中图分类号：X964；R13　文献标识码：A　DOI：10.1234/j.2025.02")
    + par("收稿日期：2024-11-06；修回日期：2025-01-15　基金项目：某市计划（QL2023）")
    + par("作者简介：梅映寒，女，讲师；*通信作者：竺可夫，电话000。")
    + par(_BODY),
    fields={
        "title": "送风条件的实测",
        "authors": ["梅映寒", "竺可夫"],
        "keywords": ["通风", "实测"],
        "clc": "X964；R13",
        "document_code": "A",
        "article_id": "1000-1234（2025）02-0113-08",
        "doi": "10.1234/j.2025.02",
        "received": "2024-11-06",
        "revised": "2025-01-15",
        "fund": "某市计划（QL2023）",
    },
    contains=(
        "bio: 梅映寒，女，讲师",
        "bio: 通信作者：竺可夫，电话000",
        "affiliation: 某大学 安全学院，某市 100001；某研究所，某市 200002",
    ),
)
WORKS = Manuscript(
    name="wenxian",
    body=_title("文献的写法")
    + par(run("其一") + run("[1]", _SUP) + run("，其二") + run("［2～3］", _SUP) + run("，如文献[4]，区间[1,2]，又见[9]。") + run(_BODY))
    + table(row(cell(par(run("表里") + run("[3]", _SUP))), cell("乙")), columns=2)
    + par("参 考 文 献", "", font(HEI, 12))
    + par("［1］贺兰青，纪晓芙，童百川，等．扩散规律[J]．工业学报，2019，28（4）：45-52．")
    + par("［2］SMITH-JO A. Pools[C]//LEE B, ed. Advances in Soils. Port: Harbour Press, 2014: 201-219.")
    + par("［3］某某委员会. 设计规范: GB/T 00000—2015[S]. 某市: 标准出版社, 2015.")
    + par("Committee. Code of design[S]. (in Chinese)")
    + par("［4］某局档案，卷号 7。")
    + par("［5］林间路. 核验方法: CN000000001A[P]. 2020-05-12."),
    contains=("其一[@he2019-", "其二[@smithj2014-", "表里[@moumou", "如文献[@moujudang", "区间\\[1,2\\]，又见\\[9\\]", "uncited:\n  - lin2020-"),
    absent=("参 考 文 献",),
    anew="SCP",
    told=("No place in the text calls [5]", "Reference 4 can't be read", "[9] leads to no work"),
)  # fmt: skip
BY_YEAR = Manuscript(
    name="zhuzhe-nian",
    body=_title("著者与年")
    + par("量表多次修订（方寸心等，2019；Larkin, 2018），沿用至今（第3版，2019）。" + _BODY)
    + par("参考文献（References）", "", font(HEI, 12))
    + par("方寸心, 高山流, 何以远, 等. 2019. 量表的修订[J]. 心理学报, 51(2): 220-231.")
    + par("LARKIN P. 2018. Wearables on site[J]. Construction, 36(9): 480-492."),
    contains=("修订[@fang2019-", "; @larkin2018-", "（第3版，2019）"),
    told=("cites by author and year",),
    anew="方寸心等LarkinJReferences",
)
NEWS = Manuscript(
    name="wenmo-zuozhe",
    body=_title("走进车间")
    + par("<w:r>" + _lines("　　" + _BODY, "　　又是一天。", "　　天亮了，灯灭了。") + "</w:r>")
    + par("* * *", _CENTRE)
    + par("大家都说好。（通讯员　闻溪　高一鸣）"),
    fields={"authors": ["闻溪", "高一鸣"]},
    contains=("按时完成。\n\n又是一天。\n\n天亮了，灯灭了。\n\n---\n\n大家都说好。\n",),
    absent=("通讯员　闻溪",),
    anew="***",
)
POEM = Manuscript(
    name="shi-ruanhuiche",
    body=_title("塔吊上")
    + par("孟　夏（塔吊司机）", _CENTRE, font(KAI, 12))
    + par("<w:r>" + _lines("天还没亮", "灯先亮了", "", "我在风里", "放下一根钢") + "</w:r>"),
    fields={"authors": ["孟夏"]},
    contains=("affiliation: 塔吊司机", "::: poem\n天还没亮\n灯先亮了\n\n我在风里\n放下一根钢\n:::"),
)
MINUTES = Manuscript(
    name="jiyao",
    body=par("工会会议纪要", _CENTRE, font(XIAOBIAOSONG, 36))
    + par("（第 4 期）", _CENTRE, font(FANGSONG, 16))
    + par("第十一届委员会第六次会议", _CENTRE, font(XIAOBIAOSONG, 22))
    + par("各分会：", "", font(FANGSONG, 16))
    + par(_BODY, "", font(FANGSONG, 16))
    + par("某某工会委员会", _RIGHT, font(FANGSONG, 16))
    + par("２０２５年４月７日", _RIGHT, font(FANGSONG, 16))
    + par("（联系人：滕某）", "", font(FANGSONG, 16)),
    fields={"title": "第十一届委员会第六次会议", "kicker": "工会会议纪要（第 4 期）"},
    contains=("{.salutation}\n各分会：", "{.signoff}\n某某工会委员会\\\n２０２５年４月７日"),
)
ONE_CELL = Manuscript(
    name="yi-ge-dange",
    body=table(
        row(
            cell(
                _title("通　　知")
                + par("来源：某某联合会　作者：纪小舟", _CENTRE)
                + par(_BODY)
                + par("编辑｜安然　校对｜毕克")
            )
        ),
        columns=1,
    ),
    fields={"title": "通知", "source": "某某联合会", "authors": ["纪小舟"], "editor": "安然"},
    absent=("::: box",),
)
RARE = Manuscript(
    name="shaojian",
    body=_title("少见的写法")
    + par(
        run(_BODY)
        + '<w:del w:author="甲"><w:ins w:author="乙"><w:r><w:t>删里插的字</w:t></w:r></w:ins></w:del>'
        + '<w:ins w:author="乙"><w:del w:author="甲"><w:r><w:delText>先插后删</w:delText></w:r></w:del>'
        + "<w:r><w:t>插入的字</w:t></w:r></w:ins>"
    )
    + par(run("一、关于", font(HEI, 16)) + _MATH + run("的讨论", font(HEI, 16)), '<w:outlineLvl w:val="0"/>')
    + table(row(cell("甲"), cell(par(_RUBY))), row(cell(par(run("有注") + _CALL)), cell(par(_MATH))), columns=2)
    + '<w:altChunk r:id="rIdA"/>'
    + '<x:thing xmlns:x="http://www.wps.cn/officeDocument/2013/wpsCustomData">' + par("自家的段") + "</x:thing>"
    + "<w:sdt><w:sdtContent>" * 60 + par("六十层里的字") + "</w:sdtContent></w:sdt>" * 60,
    parts=_NOTES,
    links=(("rIdA", "aFChunk", "chunk.html"),),
    contains=("插入的字", "## 一、关于$E=c^{2}$的讨论", '[音]{ruby="yīn"}', "注里的表 乙", "自家的段", "六十层里的字"),
    absent=("删里插的字", "先插后删"),
    told=("altChunk", "“插入的字” was inserted by 乙"),
)  # fmt: skip

PAPERS = (PAPER_HEAD, WORKS, BY_YEAR, NEWS, POEM, MINUTES, ONE_CELL, RARE)
