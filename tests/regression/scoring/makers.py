"""Documents by other programs, as one source each in which words are replaced: pages by LibreOffice, Chromium, Typst
and ReportLab. Programs that this machine lacks are left out of the score, and said to be.
"""

import importlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.regression.specimen import sentences

_ENGLISH = (
    "The committee considered international communication requirements, extraordinary circumstances and considerable "
    "responsibilities throughout administrative departments. Representatives subsequently established organisational "
    "recommendations concerning professional qualifications, interdisciplinary investigations and documentation. "
)
_SENTENCES = tuple(_ENGLISH.replace("committee", f"committee of {name}") for name in ("Ash", "Birch", "Cedar", "Elder"))
FORM = "<p class=form>{}号：________ 日期：________ 签名：________</p>"


def _page(number: int) -> str:
    forms = "".join(FORM.format("甲乙丙丁"[row]) for row in range(4))
    return (
        f"<h1>第{'一二三四'[number]}章 记事</h1><p>{sentences(400 + number, 14)}</p>{forms}"
        f"<p lang=en>{_SENTENCES[number]}</p><p>{sentences(410 + number, 22)}</p>"
    )


_CSS = """@page { size: 420pt 560pt; margin: 56pt 50pt }
body { font: 11pt/18pt "Noto Serif CJK SC", serif } p { margin: 0 0 6pt; text-align: justify }
h1 { font-size: 17pt; line-height: 26pt; color: #224466; page-break-before: always; margin: 0 0 12pt }
h1:first-child { page-break-before: auto } .form { font-size: 10pt } [lang=en] { hyphens: auto }
table { border-collapse: collapse } td { border: .5pt solid #888888; padding: 2pt 8pt }
"""
HTML = (
    f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>记事</title><style>{_CSS}</style><body>'
    + "".join(map(_page, range(4)))
    + "<table><tr><td>春<td>十二<tr><td>夏<td>十五<tr><td>秋<td>十八</table></body></html>"
)
TYPST = """#set page(width: 420pt, height: 560pt, margin: (x: 50pt, y: 56pt), numbering: "1")
#set text(size: 11pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: 7pt)
""" + "".join(
    f"#heading[Chapter {number + 1}]\n\n{text * 3}\n\n"
    + "Name: #h(1fr) Date: #h(1fr) Signed:\n\n" * 4
    + f"{text * 2}\n\n"
    for number, text in enumerate(_SENTENCES)
)
REPORTLAB = """
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, PageBreak

body = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=16, spaceAfter=6, alignment=4)
head = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=16, leading=22, spaceAfter=10)
form = ParagraphStyle("form", fontName="Courier", fontSize=10, leading=14)


def folio(canvas, document):
    canvas.setFont("Helvetica", 9)
    canvas.drawCentredString(210, 30, str(document.page))
    canvas.drawString(50, 530, "Annual records")


story = []
for number, text in enumerate(TEXTS):
    story.append(Paragraph("Chapter %d" % (number + 1), head))
    story += [Paragraph(text * 2, body), Paragraph(text, body)]
    story += [Paragraph("Name ______ Date ______ Signed ______", form) for _row in range(4)]
    story += [Paragraph(text * 2, body), PageBreak()]
SimpleDocTemplate(OUT, pagesize=(420, 560), leftMargin=50, rightMargin=50, topMargin=56, bottomMargin=56,
                  invariant=1).build(story, onFirstPage=folio, onLaterPages=folio)
""".replace("TEXTS", repr(_SENTENCES))
SOURCES = {"libreoffice": HTML, "chromium": HTML, "typst": TYPST, "reportlab": REPORTLAB}


def is_here(maker: str) -> bool:
    """Whether this machine has *maker*. Packages may stand in the folder that KANBEN_OTHER_MAKERS names."""
    if maker in {"libreoffice", "chromium"}:
        return shutil.which(maker) is not None
    folder = os.environ.get("KANBEN_OTHER_MAKERS", "")
    if folder and folder not in sys.path:
        sys.path.append(folder)
    try:
        importlib.import_module(maker)
    except ImportError:
        return False
    return True


def print_by(maker: str, source: str, folder: Path) -> bytes:
    """The PDF that *maker* makes of *source*, in *folder*, which is empty."""
    made = folder / "document.pdf"
    if maker == "typst":
        (folder / "document.typ").write_text(source, encoding="utf-8")
        importlib.import_module("typst").compile(str(folder / "document.typ"), output=str(made))
    elif maker == "reportlab":
        exec(compile(source, "document", "exec"), {"OUT": str(made)})  # our own words above
    else:
        page = folder / "document.html"
        page.write_text(source, encoding="utf-8")
        profile = f"{folder}/profile"
        command = {
            "chromium": ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
                         "--no-pdf-header-footer", f"--print-to-pdf={made}", page.as_uri()],
            "libreoffice": ["libreoffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
                            "pdf:writer_pdf_Export", "--infilter=HTML (StarWriter)", "--outdir", str(folder),
                            str(page)],
        }[maker]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    return made.read_bytes()
