"""Manuscripts made by python-docx, as programs write them that are not Word: styles, tables and pictures of its own."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from tests.manuscript.word.packing import png

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


@dataclass(frozen=True)
class Made:
    """A manuscript made by *make*, and what of its Markdown it *contains*; *fields* of the head; its *headings*; *anew*:
    characters that the layout prints anew."""

    name: str
    make: Callable[[DocumentObject], None]
    contains: Sequence[str] = ()
    fields: Sequence[tuple[str, object]] = ()
    headings: Sequence[tuple[int, str]] = ()
    anew: str = ""

    def pack(self) -> bytes:
        """The bytes of the file."""
        document = Document()
        self.make(document)
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()


def _say(document: DocumentObject, text: str, font: str = "", size: float = 0, **look: object) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    if font:
        run.font.name = font
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
    if size:
        run.font.size = Pt(size)
    run.bold = bool(look.get("bold")) or None
    if "align" in look:
        paragraph.alignment = look["align"]  # type: ignore[assignment]
    return paragraph


def _title(document: DocumentObject, text: str) -> None:
    _say(document, text, "黑体", 18, align=CENTRE)


def _text(document: DocumentObject, *lines: str) -> None:
    for line in lines:
        _say(document, line, "宋体", 10.5)


def _styled(document: DocumentObject) -> None:
    document.add_heading("年度工作总结", 0)
    document.add_heading("一年回顾", 1)
    _text(document, "这一年岛上的灯没有熄过一次。")
    document.add_heading("春季", 2)
    _text(document, "春天修了两条船。")
    document.add_heading("来年打算", 1)
    _text(document, "来年再修一条。")


def _skipping(document: DocumentObject) -> None:
    _title(document, "跳级的标题")
    document.add_heading("第一部分", 1)
    document.add_heading("跳到三级", 3)
    _text(document, "层级不能跳，导入时要补齐。")


def _numbered_by_hand(document: DocumentObject) -> None:
    _title(document, "手工编号")
    _say(document, "一、总的要求", "黑体", 16)
    _text(document, "要求写在这里，说得明明白白。")
    _say(document, "（一）工作目标", "楷体", 16)
    _text(document, "目标写在这里，也说得明明白白。")
    _say(document, "1. 具体指标", "仿宋", 16, bold=True)
    _text(document, "指标写在这里，一条一条都能查。")
    _say(document, "二、保障措施", "黑体", 16)
    _text(document, "措施写在这里。")


def _run_in(document: DocumentObject) -> None:
    _title(document, "段首标题")
    paragraph = _say(document, "一是抓学习。", "黑体", 10.5)
    run = paragraph.add_run("各班组每周集中学习一次，雷打不动。")
    run.font.name = "宋体"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")


def _lists_in_text(document: DocumentObject) -> None:
    _title(document, "短句清单")
    _text(document, "需要带上这些东西：", "1.手电", "2.干粮", "3.雨衣", "带齐再走。")


def _merged_table(document: DocumentObject) -> None:
    _title(document, "合并单元格")
    _text(document, "见下表，数字都核对过两遍。")
    table = document.add_table(4, 3)
    for row in range(4):
        for column in range(3):
            table.cell(row, column).text = f"格{row}{column}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "横并"
    table.cell(1, 2).merge(table.cell(3, 2)).text = "竖并"
    table.cell(2, 0).merge(table.cell(3, 1)).text = "块并"


def _whole_column(document: DocumentObject) -> None:
    _title(document, "一列到底")
    _text(document, "左边一列合并到底。")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "备注"
    table.cell(0, 1).text, table.cell(1, 1).text = "上", "下"


def _long_cells(document: DocumentObject) -> None:
    _title(document, "格里有话")
    _text(document, "单元格里有几段话。")
    table = document.add_table(1, 2)
    cell = table.cell(0, 0)
    cell.text = "第一段"
    cell.add_paragraph("第二段。")
    cell.add_paragraph("第三段")
    narrow = table.cell(0, 1)
    narrow.text = "备"
    narrow.add_paragraph("注")


def _frame(document: DocumentObject) -> None:
    _title(document, "一格之框")
    _text(document, "框外的话在这里。")
    document.add_table(1, 1, style="Table Grid").cell(0, 0).text = "框内的话在这里。"


def _wide(document: DocumentObject) -> None:
    _title(document, "很宽的表")
    _text(document, "表在横页上。")
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    table = document.add_table(2, 10)
    for column in range(10):
        table.cell(0, column).text, table.cell(1, column).text = f"{column + 1}月", str(column * 7)


def _picture(document: DocumentObject) -> None:
    _title(document, "照片两张")
    _text(document, "两张照片并排。")
    paragraph = document.add_paragraph()
    for shade in (20, 200):
        paragraph.add_run().add_picture(io.BytesIO(png(shade=shade)))
    _say(document, "▲ 码头的早晨（赵某 摄）", "楷体", 9, align=CENTRE)
    _text(document, "照片下面还有正文。")


def _gallery(document: DocumentObject) -> None:
    _title(document, "表里的照片")
    _text(document, "照片放在表格里。")
    table = document.add_table(2, 2)
    for column in (0, 1):
        table.cell(0, column).paragraphs[0].add_run().add_picture(io.BytesIO(png(shade=40 + column)))
        table.cell(1, column).text = ("左边是船", "右边是灯")[column]


def _dates_at_end(document: DocumentObject) -> None:
    _title(document, "倡议书")
    _text(document, "各位职工朋友：", "让我们一起节约用水。")
    _say(document, "某某水厂工会", "宋体", 10.5, align=RIGHT)
    _say(document, "二〇二四年三月", "宋体", 10.5, align=RIGHT)


def _editor_lines(document: DocumentObject) -> None:
    _title(document, "短讯")
    _say(document, "本刊记者　周某某　实习生　吴某", "楷体", 12, align=CENTRE)
    _text(document, "三月的海面很平静，船都回来了。", "（摘自《某某海报》）", "（责任编辑：郑某）")


def _breaks(document: DocumentObject) -> None:
    _title(document, "换行换页")
    paragraph = _say(document, "前一行", "宋体", 10.5)
    paragraph.add_run().add_break()
    paragraph.add_run("后一行")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("翻页之后还是这一段")


def _heading_with_stress(document: DocumentObject) -> None:
    _title(document, "强调种种")
    paragraph = _say(document, "平常的话，", "宋体", 10.5)
    paragraph.add_run("重的话").bold = True
    run = paragraph.add_run("，")
    run = paragraph.add_run("另一种声音")
    run.font.name = "楷体"
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "楷体")
    run = paragraph.add_run("，删去的")
    run.font.strike = True
    paragraph.add_run("，Latin words，")
    paragraph.add_run("bold.").bold = True
    paragraph.add_run("end")


def _scripts(document: DocumentObject) -> None:
    _title(document, "上下标")
    paragraph = _say(document, "据测算", "宋体", 10.5)
    paragraph.add_run("[1]").font.superscript = True
    paragraph.add_run("，每立方米CO")
    paragraph.add_run("2").font.subscript = True
    paragraph.add_run("为10")
    paragraph.add_run("-6").font.superscript = True
    paragraph.add_run("克")
    paragraph.add_run("（见附注说明）").font.superscript = True


def _quotes(document: DocumentObject) -> None:
    _title(document, '带"直引号"的题目: 一则')
    _text(document, '他说："风大了"，就把灯点上了。', "# 号开头，也是字", "{name}与[name]都是字")


def _table_of_marks(document: DocumentObject) -> None:
    _title(document, "表中有标记")
    _text(document, "表里的字不是标记。")
    table = document.add_table(2, 2)
    for index, text in enumerate(("<<", "^^", "a|b", "**重**")):
        table.cell(index // 2, index % 2).text = text


def _only_text(document: DocumentObject) -> None:
    _text(document, "没有标题的来稿，开头就是一句很长很长的话，一直说到句号才停下来。", "第二段接着说。")


def _list_styles(document: DocumentObject) -> None:
    _title(document, "列表样式")
    _text(document, "下面是列表：")
    document.add_paragraph("甲项", style="List Bullet")
    document.add_paragraph("乙项", style="List Bullet")
    document.add_paragraph("一步", style="List Number")
    document.add_paragraph("两步", style="List Number")


def _bold_lines(document: DocumentObject) -> None:
    _title(document, "岸桥边的一天")
    _text(document, "    天还没亮，码头上的灯先亮了，人也到了。", "    班长点过名，各人上各人的机器。")
    for head in ("    一把扳手", "    徒弟们"):
        _say(document, head, "宋体", 10.5, bold=True)
        _text(document, "    他爬上四十二米高的平台，拧紧了最后一颗螺栓。")
    _say(document, "    这一句话是整段加粗的正文，它比一行要长，所以不是标题", "宋体", 10.5, bold=True)
    _text(document, "    后来的话。")
    for name in ("赵某", "钱某某"):
        _say(document, name, "宋体", 10.5, bold=True)


def _signed_within(document: DocumentObject) -> None:
    _title(document, "关于报送名单的通知")
    _text(document, "各车间工会：", "请于月底前报送名单，逾期不候，名单见附件。")
    _say(document, "某某船厂工会", "宋体", 10.5, align=RIGHT)
    _say(document, "2024年5月6日", "宋体", 10.5, align=RIGHT)
    _say(document, "附件1", "黑体", 10.5)
    _text(document, "名单一共三人，由各车间填写，按姓名笔画排列。")
    _say(document, "填表人签字", "宋体", 10.5, align=RIGHT)
    _text(document, "完。")


MADE = (
    Made("bold-lines", _bold_lines, (), (), [(1, "一把扳手"), (1, "徒弟们")]),
    Made("signed-within", _signed_within, ("{.signoff}\n某某船厂工会\\\n2024年5月6日\n", "{.right}\n填表人签字")),
    Made("styled", _styled, ("## 一年回顾", "### 春季"), [("title", "年度工作总结")]),
    Made("skipping", _skipping, (), (), [(1, "第一部分"), (2, "跳到三级")]),
    Made(
        "numbered", _numbered_by_hand, (), (),
        [(1, "一、总的要求"), (2, "（一）工作目标"), (3, "1. 具体指标"), (1, "二、保障措施")],
    ),
    Made("run-in", _run_in, ("**一是抓学习。**各班组",)),
    Made("short-items", _lists_in_text, ("\n\n1.手电\n\n2.干粮",)),
    Made("merged", _merged_table, ("| 横并 | << | 格02 |", "| 块并 | << | ^^ |", "| ^^ | ^^ | ^^ |")),
    Made("whole-column", _whole_column, ("| 备注 | 上 |",)),
    Made("long-cells", _long_cells, ("| 第一段；第二段。第三段 | 备注 |",)),
    Made("frame", _frame, ("::: box\n\n框内的话在这里。\n\n:::",)),
    Made("wide", _wide, (".turned",)),
    Made("pictures", _picture, ("::: figures 码头的早晨（赵某 摄）",), anew="▲"),
    Made("gallery", _gallery, ("::: figures\n\n![左边是船](../images/", '"左边是船")', '"右边是灯")')),
    Made("appeal", _dates_at_end, ("{.salutation}\n各位职工朋友：", "{.signoff}\n某某水厂工会\\\n二〇二四年三月")),
    Made(
        "byline", _editor_lines, (),
        [("authors", ["周某某", "吴某"]), ("source", "摘自《某某海报》"), ("editor", "郑某")],
    ),
    Made("breaks", _breaks, ("前一行\\\n后一行翻页之后还是这一段",)),
    Made("stress", _heading_with_stress, ("**重的话**，*另一种声音*，删去的，Latin words，",)),
    Made("scripts", _scripts, ("据测算^[1]^，", "CO~2~为10^-6^克（见附注说明）")),
    Made("quotes", _quotes, ('他说："风大了"', "\\# 号开头"), [("title", '带"直引号"的题目: 一则')]),
    Made("marks-in-cells", _table_of_marks, ("| \\<\\< | \\^\\^ |", "| a\\|b | \\*\\*重\\*\\* |")),
    Made("no-title", _only_text, (), [("title", "no-title")]),
    Made("list-styles", _list_styles, ("- 甲项\n- 乙项", "1\\. 一步\n\n2\\. 两步")),
)  # fmt: skip
